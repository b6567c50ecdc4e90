"""The whole timeline: nothing overlaps, nothing leaves, nothing jumps, nothing goes uncounted."""

from itertools import combinations

import numpy as np
import pytest
from builders import a_dataset, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import HOME, RECIPES, Recipe, a_layout, an_index, dot_box, ink_box, is_over, measure, some_views

from viewer.layout.labels import LabelBook
from viewer.layout.lanes import GUTTER_PX
from viewer.layout.marks import mark_of
from viewer.layout.scene import Bars, Dot, Heat, Path, hit_test, texts
from viewer.layout.timeline import AXIS_PX, PAGE, RIGHT_PAD_PX, Crowd, TimelineLayout, TimelineView, fit_span
from viewer.layout.timescale import Span
from viewer.model.amounts import parse_amount
from viewer.model.calendar import US_PER_DAY, instant_us
from viewer.model.dataset import Dataset
from viewer.model.edtf import parse_edtf
from viewer.model.events import Refinement
from viewer.model.personnel import Measure, PersonnelFigure

SUMMER = TimelineView(Span(instant_us(2024, 5), instant_us(2024, 8)), 1000, 400)


def written(scene, key):
    return [text for text in texts(scene) if text.key == key]


def dots(scene):
    """Every best-known day, with the key of its event or its crowd."""
    points = [shape for shape in scene.shapes if isinstance(shape, (Dot, Path)) and shape.paint.fill and shape.key]
    return [shape for shape in points if not isinstance(shape, Path) or len(shape.points) == 4]


@settings(max_examples=100, deadline=None)
@given(RECIPES, some_views())
def test_no_two_texts_overlap(recipe, view):
    boxes = [(text, ink_box(text)) for text in texts(a_layout(recipe.dataset()).scene(view))]
    clashes = [(one, two) for (one, a), (two, b) in combinations(boxes, 2) if is_over(a, b)]
    assert clashes == []


@settings(max_examples=100, deadline=None)
@given(RECIPES, some_views())
def test_no_text_leaves_the_canvas(recipe, view):
    for text in texts(a_layout(recipe.dataset()).scene(view)):
        least = GUTTER_PX if text.key else 0
        assert text.left >= least - 0.01, text
        assert text.left + text.width <= view.width + 0.01, text


def strips(events, height):
    """The lanes that a page of a height draws as strips: of one lane, with a year each."""
    dataset = a_dataset(*(an_event(f"{2000 + n % 20}-06-01/{2001 + n % 20}", "Event") for n in range(events)))
    scene = TimelineLayout(dataset, an_index(dataset), measure, HOME, PAGE).scene(TimelineView(HOME, 1000, height))
    assert scene.drawn + scene.folded == events
    return {target.key for target in scene.targets if target.key.startswith("strip:")}


def test_a_lane_of_a_page_whose_counts_would_lie_is_a_strip():
    assert strips(60, 120) == {"strip:0"}
    assert strips(60, 2_600) == set()


def test_a_few_events_of_a_page_are_counted_rather_than_made_a_strip():
    assert strips(20, 80) == set()


@settings(max_examples=100, deadline=None)
@given(RECIPES, some_views())
def test_no_label_covers_the_day_of_another_event(recipe, view):
    scene = a_layout(recipe.dataset()).scene(view)
    labels = [text for text in texts(scene) if text.key and text.key.startswith("event:")]
    clashes = [
        (text, dot)
        for dot in dots(scene)
        for text in labels
        if text.key != dot.key and is_over(ink_box(text), dot_box(dot), 0.5)
    ]
    assert clashes == []


@settings(max_examples=100, deadline=None)
@given(RECIPES, some_views(), st.data())
def test_every_event_in_view_is_drawn_or_counted(recipe, view, data):
    dataset = recipe.dataset()
    chosen = data.draw(st.sampled_from([None, 0, len(dataset) - 1]))
    view = TimelineView(view.span, view.width, view.height, chosen)
    scene = a_layout(dataset).scene(view)
    assert scene.drawn + scene.folded == number_in_view(dataset, view.span)


def number_in_view(dataset, span):
    """How many events touch a span with their date as said, or with the day that another source adds."""
    columns, unit = dataset.columns, dataset.columns.unit_us
    start, end = span.start_us // unit, -(-span.end_us // unit)
    in_view = (columns.begin < end) & (columns.finish > start)
    in_view[columns.refined_rows] |= (columns.refined_at >= start) & (columns.refined_at < end)
    return in_view.sum()


def spots(scene, view, event_id):
    """How a label stands to its view: each line's text and font, its offset from the start of the span, its height."""
    start_px = view.span.start_us / view.scale.us_per_px
    return [(t.text, t.font, round(t.left + start_px, 1), round(t.y, 3)) for t in written(scene, f"event:{event_id}")]


@settings(max_examples=100, deadline=None)
@given(RECIPES, some_views(), st.lists(st.floats(-1.5, 1.5), min_size=1, max_size=3))
def test_panning_moves_no_label_against_its_mark(recipe, view, shares):
    dataset = recipe.dataset()
    layout = a_layout(dataset)
    first = layout.scene(view)
    for share in shares:
        moved = TimelineView(view.span.shifted(round(view.span.duration_us * share)), view.width, view.height)
        second = layout.scene(moved)
        for row in range(len(dataset)):
            event_id = dataset.id_of(row)
            if is_whole(dataset, row, view) and is_whole(dataset, row, moved):
                assert spots(first, view, event_id) == spots(second, moved, event_id)


def is_whole(dataset, row, view):
    """Whether a mark lies well within the view, and so would its label on either side."""
    label = LabelBook(dataset, measure).label(row)
    left, right = mark_of(dataset.columns, row, view.scale).reach
    return left - label.width_px - 20 >= view.scale.left_px and right + label.width_px + 20 <= view.scale.right_px


def test_a_click_on_a_mark_or_its_label_leads_to_the_event():
    scene = a_layout(a_dataset(an_event("2024-06-10"))).scene(SUMMER)
    (dot,), (title, _) = dots(scene), written(scene, "event:an-event")
    assert hit_test(scene, dot.x, dot.y) == "event:an-event"
    assert hit_test(scene, title.left + 5, title.y - 3) == "event:an-event"
    assert hit_test(scene, dot.x - 200, dot.y) is None


def test_the_chosen_event_is_ringed_and_drawn_even_where_it_would_be_counted():
    dataset = a_dataset(*(an_event("2024-06-10", event_id=str(number)) for number in range(60)))
    for chosen in (0, 30, 59):
        scene = a_layout(dataset).scene(TimelineView(SUMMER.span, 1000, 180, chosen))
        rings = [shape for shape in scene.shapes if isinstance(shape, Dot) and shape.paint.fill is None]
        assert [ring.key for ring in rings] == [f"event:{chosen}"]


def test_what_search_has_found_is_ringed_with_dashes_in_ink():
    dataset = a_dataset(an_event("2024-06-10", "a"), an_event("2024-06-20", "b"))
    scene = a_layout(dataset).scene(TimelineView(SUMMER.span, 1000, 400, None, frozenset({1})))
    rings = [
        (shape.key, shape.paint.stroke, bool(shape.paint.dash))
        for shape in scene.shapes
        if isinstance(shape, Dot) and not shape.paint.fill
    ]
    assert rings == [("event:b", "ink", True)]


def test_events_without_room_are_counted_on_their_neighbour():
    dataset = a_dataset(*(an_event("2024-06-10", event_id=str(number)) for number in range(60)))
    scene = a_layout(dataset).scene(TimelineView(SUMMER.span, 1000, 180))
    counts = [text for text in texts(scene) if (text.key or "").startswith("rows:")]
    assert sum(len(text.key.split(",")) for text in counts) + scene.drawn - len(counts) == 60
    assert [int(text.text) for text in counts] == [len(text.key.split(",")) for text in counts]


def test_a_lane_of_very_many_is_a_strip_that_counts_them():
    layout = a_layout(a_dataset(*(an_event("2024-06-10", event_id=str(number)) for number in range(150))))
    scene = layout.scene(SUMMER)
    x = SUMMER.scale.to_px(instant_us(2024, 6, 10, 12))
    assert (scene.drawn, scene.folded) == (0, 150)
    assert any(isinstance(shape, (Bars, Heat)) for shape in scene.shapes)
    assert hit_test(scene, x, AXIS_PX + 8) == "strip:0"
    assert layout.crowd_at(SUMMER, 0, x, most=5) == Crowd(150, (0, 1, 2, 3, 4))
    assert layout.crowd_at(SUMMER, 0, x + 200).total == 0


def test_a_hidden_event_is_not_ringed_in_a_crowded_lane():
    dataset = a_dataset(*(an_event("2024-06-10", event_id=str(number)) for number in range(151)))
    shown = np.arange(151) > 0
    layout = TimelineLayout(dataset, an_index(dataset, shown), measure, HOME)
    for chosen, rings in ((0, 0), (1, 1)):
        scene = layout.scene(TimelineView(SUMMER.span, 1000, 400, chosen))
        assert len([s for s in scene.shapes if isinstance(s, Dot) and s.paint.fill is None]) == rings


@settings(max_examples=50, deadline=None)
@given(RECIPES, some_views())
def test_the_lanes_fill_the_height_below_the_axis(recipe, view):
    dataset = recipe.dataset()
    layout = a_layout(dataset)
    assert layout.lane_at(view, AXIS_PX - 1) is None
    assert layout.lane_at(view, AXIS_PX + 1) == 0
    assert layout.lane_at(view, view.height - 1) == len(dataset.lanes) - 1
    assert layout.lane_at(view, view.height + 1) is None


def test_at_the_full_height_every_label_is_whole():
    dataset = a_dataset(*(an_event(f"2024-06-{day:02}", f"Day {day}") for day in range(1, 29)))
    layout = a_layout(dataset, SUMMER.span)
    height, _ = layout.full_height(SUMMER.span, 1000)
    scene = layout.scene(TimelineView(SUMMER.span, 1000, height))
    assert {f"Day {day}" for day in range(1, 29)} <= {text.text for text in texts(scene)}
    assert len([text for text in texts(scene) if text.font == "note" and text.key]) == 28


def test_a_long_bar_keeps_its_label_in_view():
    scene = a_layout(a_dataset(an_event("2020-01-01/2030-01-01", "Mandate"))).scene(SUMMER)
    title = written(scene, "event:mandate")[0]
    assert GUTTER_PX < title.left < GUTTER_PX + 20


def test_a_dataset_without_a_date_has_no_axis_either():
    dataset = Dataset.from_events()
    scene = TimelineLayout(dataset, an_index(dataset), measure, HOME).scene(SUMMER)
    assert (scene.drawn, scene.folded, scene.targets) == (0, 0, ())
    assert texts(scene) == []


def test_a_dataset_of_figures_alone_keeps_its_axis():
    figure = PersonnelFigure("f", "All", Measure.DEPLOYED, parse_amount("4"), parse_edtf("2024-06"))
    dataset = Dataset.from_events(personnel=[figure])
    assert texts(TimelineLayout(dataset, an_index(dataset), measure, HOME).scene(SUMMER))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 11), st.integers(1, 28), st.integers(10, 400))
def test_a_very_long_title_alone_in_its_lane_is_shortened_and_never_left_out(month, day, words):
    dataset = a_dataset(an_event(f"2024-{month + 1:02}-{day:02}", "Words " * words))
    year = Span(instant_us(2024), instant_us(2025))
    layout = TimelineLayout(dataset, an_index(dataset), measure, year)
    (title, *_) = written(layout.scene(TimelineView(year, 1000, 300)), f"event:{dataset.id_of(0)}")
    assert title.width > 250
    assert title.text.endswith("…") == (len(title.text) < len("Words " * words) - 1)


def test_a_title_longer_than_the_bar_that_fills_the_view_is_shortened_below_it():
    dataset = a_dataset(an_event("2020/2030", "Words " * 60))
    title = next(text for text in texts(a_layout(dataset).scene(SUMMER)) if text.key)
    assert title.text.endswith("…")
    assert title.width > 700


def test_what_is_dimmed_in_a_crowd_comes_after_what_matches():
    dataset = a_dataset(*(an_event("2024-06-10", f"Event {n}") for n in range(200)))
    dimmed = np.arange(200) % 4 != 0
    layout = TimelineLayout(dataset, an_index(dataset), measure, HOME, dimmed=dimmed)
    crowd = layout.crowd_at(SUMMER, 0, SUMMER.scale.to_px(instant_us(2024, 6, 10, 12)), most=51)
    assert (crowd.total, crowd.matching) == (200, 50)
    assert crowd.rows[:51] == (*range(0, 200, 4), 1)


@settings(max_examples=60, deadline=None)
@given(st.integers(130, 900), st.integers(0, 2**32), some_views())
def test_dimming_leaves_no_event_uncounted(size, seed, view):
    dataset = Recipe(size, 2, seed).dataset()
    dimmed = np.random.default_rng(seed).random(len(dataset)) < 0.5
    matching = an_index(dataset, ~dimmed)
    layout = TimelineLayout(dataset, an_index(dataset), measure, HOME, dimmed=dimmed, matching=matching)
    scene = layout.scene(view)
    assert scene.drawn + scene.folded == number_in_view(dataset, view.span)


@pytest.mark.parametrize("count", [1, 130])
def test_the_day_another_source_adds_is_seen_where_the_date_as_said_is_out_of_view(count):
    refined = Refinement(parse_edtf("2024-08-05"), "article")
    dataset = a_dataset(*(an_event("2024-06", f"E{n}", refined=refined) for n in range(count)))
    scene = a_layout(dataset).scene(TimelineView(Span(instant_us(2024, 7, 20), instant_us(2024, 8, 20)), 1000, 400))
    assert (scene.drawn, scene.folded) == (count, 0)
    assert {dot.key for dot in dots(scene)} == {f"event:e{n}" for n in range(count)}


def test_fitting_leaves_a_little_room_on_both_sides():
    span = fit_span((0, 100 * US_PER_DAY))
    assert (span.start_us, span.end_us) == (-3 * US_PER_DAY, 103 * US_PER_DAY)
    assert SUMMER.scale.right_px == 1000 - RIGHT_PAD_PX
