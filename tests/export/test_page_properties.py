"""Properties of every page: no two texts overlap, nothing leaves the page, every event is labelled or counted."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pages import outside, overlapping
from timelines import RECIPES, Recipe

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.excerpt import rows_on_page
from viewer.export.pages.figure import FigureRequest, Page, compose
from viewer.export.pages.fitting import fit
from viewer.export.pages.presets import PRESETS
from viewer.layout.scene import Target
from viewer.painting.text_measure import measure

widths = st.one_of(st.floats(640, 2200), st.floats(220, 639))
pages = st.tuples(widths, st.one_of(st.none(), st.floats(500, 2200))).map(lambda size: Page(*size))
a_few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def is_labelled_or_counted(scene, request):
    """Say whether the keys of the scene name every event on the page, alone, in a group or in a strip."""
    rows = rows_on_page(request.dataset, request.filter, request.shown_span)
    named = {getattr(shape, "key", None) for shape in scene.shapes} | {target.key for target in scene.targets}
    if any(isinstance(target, Target) and target.key.startswith("strip:") for target in scene.targets):
        return scene.drawn + scene.folded == rows.sum()
    groups = {int(row) for key in named if key and key.startswith("rows:") for row in key[5:].split(",")}
    alone = {row for row in range(len(request.dataset)) if f"event:{request.dataset.id_of(row)}" in named}
    return scene.drawn + scene.folded == rows.sum() and {row for row in range(len(rows)) if rows[row]} <= groups | alone


@a_few
@given(recipe=RECIPES, page=pages)
def test_texts_stand_clear_on_the_page_and_no_event_is_lost(qapp, recipe, page):
    request = FigureRequest(recipe.dataset())
    try:
        scene = compose(request, page, measure)
    except ExportError as error:
        refusal = str(error)
        scene = compose(request, replace(page, height_px=None), measure)
        assert "at least" in refusal  # and the size that is needed
    assert overlapping(scene) == []
    assert outside(scene) == []
    assert is_labelled_or_counted(scene, request)


@pytest.mark.parametrize("entry", PRESETS, ids=lambda entry: entry.name)
def test_a_thousand_events_stand_on_every_preset(qapp, entry):
    request = FigureRequest(Recipe(1_000, 5, 7).dataset())
    scene = fit(request, entry.paper, measure).scene
    assert overlapping(scene) == []
    assert is_labelled_or_counted(scene, request)
