"""Whatever the dataset and the preset: no two texts overlap, none is cut or too small, every event is there."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pages import outside, overlapping
from timelines import RECIPES, TOLD, Recipe, Told, a_reported

from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.fitting import fit, smallest_points
from viewer.export.pages.presets import LEAST_POINTS, PRESETS, preset
from viewer.painting.text_measure import measure


def faults(entry, request):
    """What is wrong with a figure on a preset, in words; nothing if it can be printed."""
    found = fit(request, entry.paper, measure)
    scene, count = found.scene, len(request.dataset)
    counted = scene.drawn + scene.folded
    return [
        *(f"{one!r} lies over {two!r}" for one, two in overlapping(scene)),
        *(f"{shape} leaves the page" for shape in outside(scene)),
        *([f"{counted} of {count} events are there"] if counted != count else []),
        *(["letters are too small"] if smallest_points(scene, found.page.zoom) < LEAST_POINTS - 1e-9 else []),
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECIPES, st.sampled_from(PRESETS), st.booleans(), st.booleans())
def test_nothing_overlaps_or_is_lost_on_any_preset(qapp, recipe, entry, has_quotes, has_personnel):
    request = FigureRequest(a_reported(recipe), has_quotes=has_quotes, has_personnel=has_personnel)
    assert faults(entry, request) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(Told(1, 1, 0), preset("column"), False)
@example(Told(40, 13, 1), preset("slide"), False)
@given(TOLD, st.sampled_from(PRESETS), st.booleans())
def test_nothing_overlaps_with_many_lanes_both_layers_long_titles_and_notes(qapp, told, entry, has_quotes):
    assert faults(entry, FigureRequest(a_reported(told), has_quotes=has_quotes)) == []


@pytest.mark.parametrize("entry", PRESETS, ids=lambda entry: entry.name)
def test_a_thousand_events_in_five_lanes_stand_on_every_preset(qapp, entry):
    assert faults(entry, FigureRequest(a_reported(Recipe(1_000, 5, 12)))) == []


@pytest.mark.parametrize("name", ["slide", "a4-portrait"])
def test_a_thousand_events_in_twelve_lanes_stand_on_a_page_that_is_kept(qapp, name):
    assert faults(preset(name), FigureRequest(a_reported(Recipe(1_000, 12, 12)))) == []
