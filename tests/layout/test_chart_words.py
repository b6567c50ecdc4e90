"""Words of the chart stand on nothing else, and do not hop while the view slides."""

from itertools import combinations

import pytest
from builders import a_dataset, an_event
from charts import (
    ALL,
    BOTH,
    DEPLOYED,
    DEPLOYMENTS,
    PLANNED,
    PLEDGED,
    SPAN,
    VIEWS,
    a_chart,
    a_dispute,
    a_figure,
    a_view,
    some_figures,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from timelines import LAYERS, dot_box, ink_box, is_over, measure

from viewer.layout.chart import chart_scene
from viewer.layout.lanes import GUTTER_PX
from viewer.layout.scene import Box, Dot, Path, texts
from viewer.layout.timescale import Span
from viewer.model.calendar import instant_us
from viewer.model.events import Disagreement


def test_the_last_report_is_named_in_the_words_of_the_source():
    written = {text.text for text in texts(a_chart(*DEPLOYMENTS))}
    assert {"deployed: roughly 430", "about 400"} <= written


KENYAS_PLAN = a_figure("plan", PLANNED, "600", "2024-11", "Kenya", part_of=ALL)
PLEDGES = (
    a_figure("offer", PLEDGED, "1,000", "2024-10-11", "Kenya", part_of=ALL),
    a_figure("offers", PLEDGED, "over 2,900", "2024-10-11"),
)


def hatches(scene):
    boxes = [shape for shape in scene.shapes if isinstance(shape, Box) and shape.paint.hatch]
    return [(box.x, box.y, box.x + box.width, box.y + box.height) for box in boxes]


def named_plans(scene):
    """The words beside plans, none of which stands on other words or on a plan."""
    words = [text for text in texts(scene) if "planned" in text.text]
    others = [ink_box(text) for text in texts(scene) if text not in words]
    assert not any(is_over(ink_box(text), box) for text in words for box in [*others, *hatches(scene)])
    assert not any(is_over(ink_box(one), ink_box(two)) for one, two in combinations(words, 2))
    return {text.text for text in words}


@pytest.mark.parametrize("height", [112.0, 120.0, 160.0, 200.0])
def test_a_plan_is_named_in_a_low_chart_too(height):
    scene = a_chart(*DEPLOYMENTS, *PLEDGES, KENYAS_PLAN, height=height)
    assert named_plans(scene) == {"Kenya, planned: 600"}
    assert all(ink_box(text)[3] <= height for text in texts(scene))


def test_a_plan_that_runs_out_of_view_is_named():
    until_november = Span(instant_us(2024), instant_us(2024, 11, 15))
    assert named_plans(a_chart(*DEPLOYMENTS, KENYAS_PLAN, span=until_november)) == {"Kenya, planned: 600"}


def test_plans_of_one_month_are_all_named():
    names = ("Benin", "Chad", "Kenya")
    plans = [a_figure(name, PLANNED, "600", "2024-06", name, part_of=ALL) for name in names]
    assert len(named_plans(a_chart(*plans, *PLEDGES, height=120.0))) == len(names)


@settings(max_examples=100, deadline=None)
@given(some_figures(), VIEWS)
def test_no_two_texts_of_the_chart_overlap_or_leave(figures, view):
    scene = a_chart(*figures, **view)
    written = texts(scene)
    assert [pair for pair in combinations(written, 2) if is_over(*map(ink_box, pair))] == []
    assert all(text.left >= 0 and text.left + text.width <= scene.width for text in written)


@settings(max_examples=100, deadline=None)
@given(some_figures(), VIEWS)
def test_no_words_stand_on_a_plan(figures, view):
    scene = a_chart(*figures, **view)
    assert not any(is_over(ink_box(text), box) for text in texts(scene) for box in hatches(scene) if text.key)


def shaded(scene):
    """The stretches in which a change came on an unknown day."""
    boxes = [shape for shape in scene.shapes if isinstance(shape, Box) and shape.paint.fade_left]
    return [(box.x, box.y, box.x + box.width, box.y + box.height) for box in boxes]


def test_words_keep_off_the_days_of_a_doubtful_change_where_there_is_room():
    record = a_figure("r", DEPLOYED, "600", "2024-03/2024-12-18", layer="record")
    scene = a_chart(a_figure("f", DEPLOYED, "400", "2024-07-01"), a_figure("p", PLEDGED, "3000", "2024-01-01"), record)
    assert len(shaded(scene)) == 1
    assert "deployed: 400" in [text.text for text in texts(scene)]
    assert not any(is_over(ink_box(text), box) for text in texts(scene) for box in shaded(scene) if text.key)


def marks(scene):
    """What the marks of figures take up, with a pixel of air."""
    boxes = [dot_box(shape) for shape in scene.shapes if isinstance(shape, (Dot, Path)) and shape.key]
    return [(left - 1, top - 1, right + 1, bottom + 1) for left, top, right, bottom in boxes]


@settings(max_examples=100, deadline=None)
@given(some_figures(), VIEWS, st.booleans())
def test_no_words_stand_on_a_mark(figures, view, is_disputed):
    one = tuple(figure.id for figure in figures if figure.layer == "main")
    entry = (Disagreement("d", "How many?", "Two numbers.", tuple(figure.id for figure in figures)),) if one else ()
    dataset = a_dataset(an_event(), personnel=figures, layers=LAYERS, disagreements=entry)
    scene = chart_scene(dataset, a_view(("main",) if is_disputed else BOTH, **view), measure)
    found = [
        (text.text, box) for text in texts(scene) if text.key for box in marks(scene) if is_over(ink_box(text), box)
    ]
    assert found == []


def too_close(scene):
    boxes = [ink_box(text) for text in texts(scene) if text.key]
    pairs = [(one, two) for one, two in combinations(boxes, 2) if one[1] < two[3] and two[1] < one[3]]
    return [pair for pair in pairs if max(pair[0][0], pair[1][0]) - min(pair[0][2], pair[1][2]) < 11]


@settings(max_examples=100, deadline=None)
@given(some_figures(), VIEWS)
def test_words_of_one_line_stand_apart_as_words_of_two_things(figures, view):
    assert too_close(a_chart(*figures, **view)) == []


def test_words_that_would_stand_closely_side_by_side_part():
    figures = [
        a_figure(when, DEPLOYED, amount, when) for when, amount in (("2024-10-28", "about 500"), ("2024-12-30", "500"))
    ]
    scene = a_chart(*figures)
    assert {"about 500", "deployed: 500"} <= {text.text for text in texts(scene)}
    assert too_close(scene) == []


def a_crowd(numbers=""):
    """Eight reports, one a month, with or without a note each: "401 ⁴¹"."""
    for n in range(8):
        figure = a_figure(f"f{n}", DEPLOYED, f"approximately {400 + n}", f"2024-0{n + 1}-01")
        note = f" ⁴{numbers[n]}" if numbers else ""
        yield replace(figure, amount=replace(figure.amount, text=figure.amount.text + note))


def test_a_mark_without_room_for_words_has_the_number_of_its_note():
    said = [text.text for text in texts(a_chart(*a_crowd("⁰¹²³⁴⁵⁶⁷"), height=112.0)) if text.key]
    alone = [words for words in said if len(words) == 2]
    assert len(alone) >= 4
    assert len(said) == len({words[-2:] for words in said}) == 8


def test_no_number_stands_at_a_mark_whose_amount_has_no_note():
    said = [text.text for text in texts(a_chart(*a_crowd(), height=112.0)) if text.key]
    assert all("40" in words for words in said)
    assert len(said) < 8


def standing(scene, area):
    """The words of reports that stand in an area (left, right), by report, and how far right of their mark."""
    middles = {shape.key: dot_box(shape) for shape in scene.shapes if isinstance(shape, (Dot, Path)) and shape.key}
    words = [text for text in texts(scene) if text.key in middles and ink_box(text)[0] >= area[0]]
    return {
        text.key: (text.text, text.y, pytest.approx(text.left - sum(middles[text.key][::2]) / 2, abs=1e-6))
        for text in words
        if ink_box(text)[2] <= area[1]
    }


@settings(max_examples=150, deadline=None)
@given(some_figures(), st.floats(-0.3, 0.3), st.integers(120, 300))
def test_words_away_from_the_edges_keep_their_place_at_the_mark_while_the_view_slides(figures, share, height):
    view = {"width": 2400.0, "height": height}
    inner, by = (GUTTER_PX + 640, 2400 - 652), round(share * SPAN.duration_us)
    still = standing(a_chart(*figures, **view), inner)
    slid = standing(a_chart(*figures, span=SPAN.shifted(by), **view), inner)
    both = still.keys() & slid.keys()
    assert {key: slid[key] for key in both} == {key: still[key] for key in both}


def test_words_that_would_be_cut_at_an_edge_stand_on_the_other_side_of_their_mark():
    june = a_figure("a", DEPLOYED, "about 400", "2024-06-25")
    for end, is_ahead in ((instant_us(2024, 12), False), (instant_us(2024, 6, 27), True)):
        scene = a_chart(june, span=Span(end - SPAN.duration_us, end))
        (text,) = [text for text in texts(scene) if text.key]
        (mark,) = [shape for shape in scene.shapes if isinstance(shape, Dot)]
        assert text.text == "deployed: about 400"
        assert (text.left + text.width < mark.x) == is_ahead


def test_a_plan_wider_than_the_view_is_named_wherever_the_view_is_in_it():
    plan = a_figure("plan", PLANNED, "600", "2024", "Kenya", part_of=ALL)
    for month in (2, 5, 9):
        month_of = Span(instant_us(2024, month), instant_us(2024, month + 1))
        assert named_plans(a_chart(plan, span=month_of)) == {"Kenya, planned: 600"}


@pytest.mark.parametrize(("width", "day"), [(550.0, 12), (600.0, 14), (600.0, 31)])
def test_at_an_edge_the_amount_for_the_whole_is_named_before_its_parts(width, day):
    whole = a_figure("whole", PLEDGED, "over 2,900", "2024-10-11")
    told = a_figure("told", PLEDGED, "at least 2,900", "2024-08-20", layer="record")
    parts = [
        a_figure(name, PLEDGED, amount, "2024-10-11", name, part_of=ALL)
        for name, amount in (("Other nations", "at least 1,900"), ("Kenya", "1,000"))
    ]
    view = {"span": Span(instant_us(2024, 5), instant_us(2024, 10, day)), "width": width, "height": 120.0}
    scene = a_dispute(whole, told, *parts, layers=("main",), **view)
    assert "pledged: over 2,900" in [text.text for text in texts(scene)]
    assert too_close(scene) == []


@pytest.mark.parametrize("before", ["2024-09-15", "2024-10-15", "2024-11-15"])
def test_at_an_edge_the_latest_report_which_names_its_line_comes_before_the_amount_of_another(before):
    record = [
        a_figure(f"r{number}", DEPLOYED, amount, date, layer="record")
        for number, (amount, date) in enumerate([("under 1,000", before), ("980", "2024-12-01")])
    ]
    view = {"span": Span(instant_us(2024), instant_us(2024, 12, 3)), "width": 450.0, "height": 140.0}
    scene = a_chart(a_figure("own", DEPLOYED, "about 400", "2024-06-01"), *record, **view)
    assert "deployed: 980 · public record" in [text.text for text in texts(scene)]


def test_what_has_no_room_beside_words_that_an_edge_turns_around_is_named_where_those_were():
    figures = [
        a_figure("whole", PLEDGED, "over 2,900", "2024-10-11"),
        a_figure("same", PLEDGED, "about 2,900", "2024-10-11", layer="record"),
        a_figure("told", PLEDGED, "at least 2,900", "2024-09-12", layer="record"),
        a_figure("part", PLEDGED, "at least 1,900", "2024-10-11", "Other nations", part_of=ALL),
    ]
    view = {"span": Span(instant_us(2024, 5), instant_us(2024, 11, 15)), "width": 550.0, "height": 140.0}
    said = {text.text for text in texts(a_dispute(*figures, layers=("main",), **view)) if text.key}
    assert said == {"pledged: over 2,900", "at least 2,900 · public record", "Other nations, pledged: at least 1,900"}
