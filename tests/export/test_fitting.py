"""Tests of how large letters are on a paper: whole labels first, and never too small to read."""

import pytest
from builders import a_dataset, an_event

from viewer.assets import resource_path
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.fitting import fit, smallest_points
from viewer.export.pages.presets import PRESETS, Paper, Unit, parse_size
from viewer.layout.scene import texts
from viewer.loading.load import load
from viewer.model.filters import Filter
from viewer.painting.text_measure import measure


@pytest.fixture(scope="module")
def mission():
    return load(resource_path("datasets", "mss-haiti")).dataset


def fitted(dataset, size, **rest):
    paper = parse_size(size) if isinstance(size, str) else size
    return fit(FigureRequest(dataset, **rest), paper, measure)


@pytest.mark.parametrize("entry", PRESETS, ids=lambda entry: entry.name)
@pytest.mark.parametrize("hidden", [frozenset(), frozenset({"record"})], ids=["all", "article"])
def test_no_preset_has_text_under_six_points_and_each_keeps_its_size(mission, entry, hidden):
    found = fitted(mission, entry.paper, filter=Filter(hidden))
    assert smallest_points(found.scene, found.page.zoom) >= entry.paper.least_points - 1e-9
    assert found.scene.width * found.page.zoom / 96 == pytest.approx(entry.paper.width_in)
    if entry.paper.height_in is not None:
        assert found.scene.height * found.page.zoom / 96 == pytest.approx(entry.paper.height_in)


def test_letters_shrink_only_until_every_label_is_whole(mission):
    large, small = (fitted(mission, size) for size in ("420x594mm", "297x420mm"))
    assert large.page.zoom > small.page.zoom
    assert large.notices == small.notices == ()


def test_few_events_get_letters_larger_than_usual(qapp):
    assert fitted(a_dataset(an_event("2024-06-01")), "420x297mm").page.zoom > 1


def test_a_page_that_grows_keeps_the_usual_letters(qapp):
    assert fitted(a_dataset(an_event("2024-06-01")), "1600x").page.zoom == 1
    long = a_dataset(an_event("2024-06-01", "word " * 200))
    assert fitted(long, "1600x").page.zoom == 1


def test_what_gives_way_is_said(mission):
    notices = " ".join(fitted(mission, "210x148mm").notices)
    assert "smallest text is 6.0 points at 210 × 148 mm" in notices
    assert "whole label of 32 events" in notices
    assert "no room for the list of sources" in notices


@pytest.mark.parametrize(("paper", "least"), [(Paper(20, None, Unit.MM), "42.4 mm"), (Paper(100, None), "160 px")])
def test_a_page_too_narrow_for_letters_names_the_width_it_needs(qapp, paper, least):
    with pytest.raises(ExportError, match=f"needs at least {least}"):
        fitted(a_dataset(), paper)


def test_the_least_width_that_is_named_is_enough(qapp):
    assert texts(fitted(a_dataset(), Paper(42.4, None, Unit.MM)).scene)


def test_pixels_with_many_dots_to_an_inch_are_laid_out_for_their_size_in_print(mission):
    found = fitted(mission, Paper(1600, None, Unit.PX, 300))
    assert smallest_points(found.scene, found.page.zoom) >= 6
