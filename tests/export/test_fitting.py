"""Tests of how large letters are on a paper: whole labels first, and never too small to read."""

import re

import pytest
from builders import a_dataset, an_event
from msgspec.structs import replace

from viewer.assets import resource_path
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.fitting import fit, size_written, smallest_points
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


@pytest.mark.parametrize(
    ("size", "format_name", "said"),
    [
        ("210x297mm", "png", "2480 x 3508 px at 300 dpi"),
        ("210x297mm", "pdf", "210 x 297 mm"),
        ("8.5x11in", "svg", "8.5 x 11 in"),
        ("1600x900", "png", "1600 x 900 px at 96 dpi"),
        ("1600x900", "svg", "1600 x 900 px"),
    ],
)
def test_the_size_of_a_file_is_that_of_the_paper(qapp, size, format_name, said):
    assert size_written(fitted(a_dataset(), size), format_name) == said


def test_a_picture_of_more_dots_says_how_many(qapp):
    assert size_written(fitted(a_dataset(), "1600x900"), "png", 2.0) == "3200 x 1800 px at 192 dpi"


@pytest.fixture(scope="module")
def a_long_story():
    return a_dataset(*(an_event(_a_day(n), _a_title(n), event_id=f"e{n}") for n in range(600)))


def _a_day(number):
    return f"20{10 + number % 9}-{number % 12 + 1:02}-{number % 28 + 1:02}"


def _a_title(number):
    return f"Event {number}: " + "officers and councils meet again " * (number % 4 + 1)


@pytest.mark.parametrize("entry", PRESETS, ids=lambda entry: entry.name)
def test_no_page_grows_beyond_what_every_format_can_hold(a_long_story, entry):
    found = fitted(a_long_story, replace(entry.paper, dpi=entry.paper.dpi * 4))
    inches = found.scene.height * found.page.zoom / 96
    assert inches <= 200
    assert round(inches * found.page.dpi) <= 32_000
    assert found.scene.drawn + found.scene.folded == 600


def test_a_page_that_had_to_end_says_how_high_it_is(a_long_story):
    notices = " ".join(fitted(a_long_story, "45xmm").notices)
    assert "The page is 2,709 mm high, the most a picture of these dots an inch can be." in notices
    assert "A wider page shows more of them." in notices


def height_for_all(found):
    """The notices of a page, and the height that they say would do."""
    notices = " ".join(found.notices)
    said = re.search(r"A page ([\d.]+) (mm|in|px) high has room for all of them\.", notices)
    return said and (float(said[1]), said[2])


@pytest.mark.parametrize("size", ["210x148mm", "8x6in", "1280x720", "60x190mm"])
def test_the_height_said_to_be_enough_for_every_label_is(mission, size):
    height, unit = height_for_all(fitted(mission, size))
    width = size.partition("x")[0]
    assert "whole label" not in " ".join(fitted(mission, f"{width}x{height:g}{unit}").notices)


def test_no_page_is_said_to_hold_what_no_file_can(a_long_story):
    notices = " ".join(fitted(a_long_story, "45x600mm").notices)
    assert "A larger page shows more of them." in notices
    assert "all of them" not in notices


@pytest.mark.parametrize(
    ("size", "unit"), [("120x80mm", "mm"), ("60x60mm", "mm"), ("5x3in", "in"), ("700x300", "px"), ("300x200", "px")]
)
def test_a_page_too_low_is_refused_in_its_own_unit_with_a_height_that_does(mission, size, unit):
    with pytest.raises(ExportError, match=rf"at least [\d.]+ {unit}") as refusal:
        fitted(mission, size)
    others = {"mm", "in", "px"} - {unit}
    assert not any(re.search(rf"[\d.]+ {other}\b", str(refusal.value)) for other in others)
    least = re.search(r"at least ([\d.]+)", str(refusal.value))[1]
    assert fitted(mission, f"{size.partition('x')[0]}x{least}{unit}").scene.shapes


def test_sources_without_room_are_said_to_be_in_the_appendix_where_there_is_one(mission):
    there, here = (fitted(mission, "210x148mm", has_appendix=has) for has in (True, False))
    assert "43 sources, listed in the appendix" in " ".join(text.text for text in texts(there.scene))
    assert "it is in the appendix" in " ".join(there.notices)
    assert "43 sources, listed in the data of this file" in " ".join(text.text for text in texts(here.scene))


def test_notes_without_room_are_called_notes(mission):
    assert "no room for the list of notes" in " ".join(fitted(mission, "210x148mm", has_quotes=True).notices)


@pytest.mark.parametrize("hidden", [frozenset(), frozenset({"record"})], ids=["all", "article"])
def test_on_a_slide_no_label_of_the_article_loses_its_title_or_its_date(mission, hidden):
    """With the record around it, titles are whole; alone, dates are too."""
    found = fitted(mission, PRESETS[3].paper, filter=Filter(hidden))
    shown = [text.text for text in texts(found.scene) if (text.key or "").startswith("event:")]
    assert found.scene.folded == 0
    assert not [text for text in shown if text.endswith("…")]
    assert not (hidden and found.notices and "whole label" in " ".join(found.notices))
