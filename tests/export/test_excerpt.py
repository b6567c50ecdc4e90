"""Tests of what of a dataset stands on a page, and of what stands around the drawing."""

import pytest
from builders import a_dataset, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import RECIPES, measure, some_spans

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.excerpt import cut_to_page, rows_on_page, shown_extent_us, span_said, unfaded_at_edges
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.flow import Block
from viewer.export.pages.references import Notes
from viewer.export.pages.surround import caption, head, record_title, stories
from viewer.layout.scene import Box, Line, Paint, Text
from viewer.layout.timescale import Span
from viewer.model.amounts import parse_amount
from viewer.model.calendar import US_PER_DAY, instant_us
from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer, Refinement
from viewer.model.filters import Filter
from viewer.model.personnel import Measure, PersonnelFigure

LAYERS = (Layer("main", "Main"), Layer("record", "Public record"), Layer("more", "Diaries"))
JUNE = Span(instant_us(2024, 6, 1), instant_us(2024, 7, 1))


def span(text):
    date = parse_edtf(text)
    return Span(date.earliest_us, date.latest_us)


def extent(*events, wanted=None, **rest):
    return shown_extent_us(a_dataset(*events, **rest), wanted or Filter())


def on_page(when, page=JUNE):
    return bool(rows_on_page(a_dataset(an_event(when)), Filter(), page).any())


def a_request(*events, **rest):
    return FigureRequest(a_dataset(*events, layers=LAYERS), **rest)


def words(block):
    return [shape.text for shape in block.shapes if isinstance(shape, Text)]


def said(block):
    return " ".join(words(block))


def test_the_whole_range_goes_from_the_first_start_to_the_last_end():
    assert Span(*extent(an_event("2024-03"), an_event("2023-05-04", "B"))) == Span(
        instant_us(2023, 5, 4), instant_us(2024, 4, 1)
    )


def test_a_range_before_our_era_is_a_range_too():
    assert extent(an_event("-0043-03-15")) == (instant_us(-43, 3, 15), instant_us(-43, 3, 16))


def test_a_hidden_layer_takes_no_room():
    events = an_event("2024-03", layer="main"), an_event("1990", "Old", layer="record")
    shown = extent(*events, wanted=Filter(frozenset({"record"})), layers=LAYERS)
    assert shown == (instant_us(2024, 3), instant_us(2024, 4))


def test_a_hidden_lane_takes_no_room():
    events = an_event("2024-03", lane="One"), an_event("1990", "Old", lane="Two")
    assert extent(*events, wanted=Filter(hidden_lanes=frozenset({"Two"})))[0] == instant_us(2024, 3)


def test_a_figure_before_all_events_widens_the_range():
    figure = PersonnelFigure("k", "Kenya", Measure.PLEDGED, parse_amount("100"), parse_edtf("2020"), layer="main")
    assert extent(an_event("2024"), personnel=(figure,))[0] == instant_us(2020)


def test_figures_of_a_hidden_layer_widen_nothing():
    figure = PersonnelFigure("k", "Kenya", Measure.PLEDGED, parse_amount("100"), parse_edtf("2020"), layer="record")
    shown = extent(an_event("2024"), personnel=(figure,), layers=LAYERS, wanted=Filter(frozenset({"record"})))
    assert shown[0] == instant_us(2024)


@pytest.mark.parametrize(("when", "before", "after"), [("2025/..", False, True), ("../2023", True, False)])
def test_there_is_more_room_only_on_the_side_that_is_open(when, before, after):
    first, last = extent(an_event("2024"), an_event(when, "Open"))
    assert (first < instant_us(2024)) is before
    assert (last > instant_us(2025)) is after


def test_an_open_end_long_before_the_last_event_adds_no_room():
    assert extent(an_event("2024"), an_event("[..1990]", "Open"), an_event("1980", "First"))[1] == instant_us(2025)


def test_everything_hidden_is_said_with_what_to_do():
    with pytest.raises(ExportError) as refusal:
        extent(an_event(layer="main"), wanted=Filter(frozenset({"main", "record", "more"})), layers=LAYERS)
    assert str(refusal.value) == (
        "There is nothing to draw: no event with a date is shown. Show more layers or rows."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("when", "is_there"),
    [("2024-05-31", False), ("2024-06-01", True), ("2024-06-30", True), ("2024-07-01", False), ("2024", True),
     ("2020/..", True), ("../2024-05", False), ("2024-07/..", False), ("../2024-06-01", True)],
)  # fmt: skip
def test_an_event_is_on_the_page_when_its_time_touches_it(when, is_there):
    assert on_page(when) is is_there


def test_a_year_of_edtf_is_that_whole_year():
    assert span_said("2024", a_dataset(), Filter()) == Span(instant_us(2024), instant_us(2025))


def test_an_open_end_of_a_range_is_where_the_dataset_ends():
    dataset = a_dataset(an_event("2020"), an_event("2024-03", "Last"))
    assert span_said("2022/..", dataset, Filter()) == Span(instant_us(2022), instant_us(2024, 4))
    assert span_said("../2022", dataset, Filter()) == Span(instant_us(2020), instant_us(2023))


@pytest.mark.parametrize("text", ["1990", "2030/..", "../1990"])
def test_a_range_without_events_is_refused(text):
    with pytest.raises(ExportError) as refusal:
        span_said(text, a_dataset(), Filter())
    assert str(refusal.value) == f"No event that is shown lies in {text}."


def test_a_range_that_is_no_date_is_refused_with_the_reason():
    with pytest.raises(ExportError, match="February 2023 has 28 days") as refusal:
        span_said("2023-02-29", a_dataset(), Filter())
    assert str(refusal.value).endswith(".")


def test_a_closer_date_outside_the_page_is_not_drawn_on_it():
    closer = Refinement(parse_edtf("2024-09-05"), "article")
    dataset = a_dataset(an_event("2024", refined=closer))
    assert cut_to_page(dataset, JUNE).columns.refined_of(0) is None
    assert cut_to_page(dataset, span("2024")).columns.refined_of(0) is not None


def test_cutting_leaves_the_dataset_itself_alone():
    dataset = a_dataset(an_event("2020/2030"))
    cut_to_page(dataset, JUNE)
    assert shown_extent_us(dataset, Filter()) == (instant_us(2020), instant_us(2031))


@settings(max_examples=40, deadline=None)
@given(RECIPES, some_spans())
def test_what_is_drawn_lies_within_the_page(recipe, page):
    dataset = recipe.dataset()
    columns = cut_to_page(dataset, page).columns
    begin, finish = (times[rows_on_page(dataset, Filter(), page)] * columns.unit_us for times in
                     (columns.begin, columns.finish))  # fmt: skip
    slack = 2 * columns.unit_us
    assert (columns.finish > columns.begin).all()
    assert (begin >= page.start_us - slack).all()
    assert (finish <= page.end_us + slack).all()


@settings(max_examples=40, deadline=None)
@given(RECIPES, some_spans(), st.sampled_from(["main", "record"]))
def test_a_filter_only_takes_events_off_the_page(recipe, page, hidden):
    dataset = recipe.dataset()
    every, some = (rows_on_page(dataset, wanted, page) for wanted in (Filter(), Filter(frozenset({hidden}))))
    assert not (some & ~every).any()
    assert all(dataset.event(row).layer != hidden for row in some.nonzero()[0].tolist())


def faded(when, key="event:an-event"):
    box = Box(0, 0, 40, 9, Paint(fill="ink", fade_left=5, fade_right=6), key=key)
    (found,) = unfaded_at_edges([box], a_dataset(an_event(when)), JUNE)
    return found.paint.fade_left, found.paint.fade_right


@pytest.mark.parametrize(
    ("when", "fades"),
    [("2024-06", (5, 6)), ("2024-05/2024-06", (0, 6)), ("2024-06/2024-07", (5, 0)), ("2024", (0, 0))],
)
def test_an_end_is_soft_only_where_the_date_ends_on_the_page(when, fades):
    assert faded(when) == fades


@pytest.mark.parametrize("key", [None, "figure:an-event", "event:unknown", "rows:0"])
def test_what_is_no_event_keeps_its_soft_ends(key):
    assert faded("2024", key) == (5, 6)


def test_shapes_other_than_bands_are_passed_on():
    line = Line(0, 0, 9, 9, "ink", key="event:an-event")
    assert unfaded_at_edges([line], a_dataset(), JUNE) == [line]


def test_an_empty_title_and_an_empty_subtitle_take_no_room():
    assert head(a_request(title="", subtitle=""), 1, 900, measure) == Block()


def test_a_title_of_its_own_stands_in_place_of_that_of_the_dataset():
    assert words(head(a_request(title="Mine", subtitle="Below"), 1, 900, measure)) == ["Mine", "Below"]
    assert words(head(a_request(), 1, 900, measure)) == ["A test", "1 event"]


def test_a_title_is_smaller_on_a_narrow_page():
    fonts = [head(a_request(), 1, width, measure).shapes[0].font for width in (300, 900)]
    assert fonts == ["title", "heading"]


def test_a_very_long_title_ends_in_an_ellipsis_after_five_lines():
    titles = words(head(a_request(title="many words " * 200, subtitle=""), 1, 600, measure))
    assert len(titles) == 5
    assert titles[-1].endswith("…")


def test_lines_of_a_subtitle_stay_easy_to_read_unless_the_page_is_low():
    request = a_request(title="", subtitle="word " * 100)
    long = len(words(head(request, 1, 2000, measure)))
    assert len(words(head(request, 1, 2000, measure, is_low=True))) < long


def test_the_caption_counts_what_is_drawn_of_what_there_is():
    assert "2 of 3 events" in said(caption(a_request(*(an_event(title=name) for name in "abc")), 2, 900, measure))


def test_the_caption_tells_the_whole_range_from_a_part_of_it():
    assert "whole range, 1 Jun 2024 – 30 Jun 2024" in said(caption(a_request(an_event()), 1, 900, measure))
    assert "whole range" not in said(caption(a_request(an_event(), span=JUNE), 1, 900, measure))


def test_the_caption_names_hidden_layers_and_rows():
    hidden = Filter(frozenset({"more"}), frozenset({"One"}))
    told = said(caption(a_request(an_event(), span=JUNE, filter=hidden), 0, 2000, measure))
    assert "layers shown: Main, Public record" in told
    assert "not shown: Diaries" in told
    assert "rows not shown: One" in told


@pytest.mark.parametrize(("count", "words"), [(1, "1 problem:"), (1_200, "1,200 problems:")])
def test_the_caption_admits_the_problems_of_the_dataset(count, words):
    assert f"The dataset has {words} see “check”" in said(caption(a_request(problem_count=count), 1, 900, measure))


def test_a_dataset_without_problems_has_none_in_its_caption():
    assert "problem" not in said(caption(a_request(), 1, 900, measure))


@pytest.mark.parametrize(
    ("hidden", "title"),
    [((), "Public record and Diaries"), (("more",), "Public record"), (("record", "more"), ""),
     (("main",), "Public record and Diaries")],
)  # fmt: skip
def test_the_other_layers_are_named_as_far_as_they_are_shown(hidden, title):
    assert record_title(a_request(filter=Filter(frozenset(hidden)))) == title


def test_a_picture_carries_its_notes_numbered_under_their_heading():
    told = stories(a_request(), [], Notes("Notes", ("First", "Second")))
    assert told == {"sources": ("Notes", "1. First\n2. Second")}


def test_the_end_of_a_page_of_one_day_is_not_rounded_away():
    first, last = extent(an_event("2024-06-01"))
    assert last - first == US_PER_DAY
