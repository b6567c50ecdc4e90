"""Where sources disagree on a time, both positions are drawn, told apart by shape, and nothing else is added."""

import numpy as np
import pytest
from builders import an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import HOME, a_disputed_dataset, an_index, ink_box, is_over, measure, some_spans

from viewer.layout.disagreements import UNDISPUTED, contest_of, tie
from viewer.layout.scene import Box, Dot, Line, Path, hit_test, texts
from viewer.layout.timeline import TimelineLayout, TimelineView
from viewer.layout.timescale import Span
from viewer.model.calendar import instant_us
from viewer.model.dataset import Dataset
from viewer.model.edtf import parse_edtf

SPRING = TimelineView(Span(instant_us(2024, 3), instant_us(2024, 7)), 1000, 300)


def a_scene(dataset, layers=("main",), view=SPRING, dimmed=None):
    shown = np.isin(dataset.columns.layer, [n for n, layer in enumerate(dataset.layers) if layer.id in layers])
    contest = contest_of(dataset, layers)
    return TimelineLayout(dataset, an_index(dataset, shown), measure, HOME, dimmed=dimmed, contest=contest).scene(view)


def signs(scene):
    return [shape for shape in scene.shapes if isinstance(shape, Path) and (shape.key or "").startswith("side:")]


def ties(scene):
    return [shape for shape in scene.shapes if isinstance(shape, Line) and shape.dash == (2.0, 3.0)]


def noon(date):
    return SPRING.scale.to_px((parse_edtf(date).earliest_us + parse_edtf(date).latest_us) // 2)


def test_the_date_of_a_hidden_layer_is_a_hollow_diamond_tied_to_the_own_mark():
    scene = a_scene(a_disputed_dataset())
    (sign,), (line,) = signs(scene), ties(scene)
    x, y = sign.points.mean(axis=0)
    own = next(shape for shape in scene.shapes if isinstance(shape, Dot) and shape.key == "event:own")
    assert (x, y) == (pytest.approx(noon("2024-04-10")), own.y)
    assert sign.paint.fill == "card"
    assert x < line.x1 < line.x2 < own.x
    assert hit_test(scene, x, y) == "side:told"


def test_it_is_not_counted_among_the_events():
    scene = a_scene(a_disputed_dataset())
    assert (scene.drawn, scene.folded) == (1, 0)


def test_where_both_layers_are_shown_each_has_its_own_mark_and_a_tie_only_while_chosen():
    dataset = a_disputed_dataset()
    scene = a_scene(dataset, ("main", "record"))
    chosen = a_scene(dataset, ("main", "record"), TimelineView(SPRING.span, 1000, 300, dataset.index_of("own")))
    assert (signs(scene), ties(scene), signs(chosen)) == ([], [], [])
    assert len(ties(chosen)) == 1


def test_the_date_of_the_first_layer_is_round_where_that_is_the_hidden_one():
    scene = a_scene(a_disputed_dataset(), ("record",))
    rounds = [shape for shape in scene.shapes if isinstance(shape, Dot) and shape.key == "side:own"]
    assert [(dot.x, dot.paint.fill) for dot in rounds] == [(pytest.approx(noon("2024-05-10")), "card")]


def test_without_a_disagreement_nothing_is_marked():
    dataset = a_disputed_dataset(disagreements=())
    assert contest_of(dataset, ("main",)) is UNDISPUTED
    assert signs(a_scene(dataset)) == []


def test_a_date_that_cannot_be_told_apart_is_left_out_and_a_day_in_a_month_is_not():
    assert signs(a_scene(a_disputed_dataset(other="2024-05-11"))) == []
    assert len(signs(a_scene(a_disputed_dataset("2024-05", other="2024-05-20")))) == 1


def test_another_range_is_an_outline_of_its_length():
    scene = a_scene(a_disputed_dataset(other="2024-04"))
    (box,) = [shape for shape in scene.shapes if isinstance(shape, Box) and shape.key == "side:told"]
    april, may = (SPRING.scale.to_px(instant_us(2024, month)) for month in (4, 5))
    assert (box.x, box.x + box.width) == (pytest.approx(april), pytest.approx(may))
    assert (box.paint.fill, box.paint.stroke) == ("card", "lane.0")


def test_it_stays_while_the_own_date_is_out_of_view():
    early = TimelineView(Span(instant_us(2024, 4), instant_us(2024, 5)), 1000, 300)
    scene = a_scene(a_disputed_dataset(), view=early)
    assert (scene.drawn, len(ties(scene))) == (0, 1)
    assert [target.key for target in scene.targets] == ["side:told"]


def test_the_chosen_side_is_ringed():
    dataset = a_disputed_dataset()
    scene = a_scene(dataset, view=TimelineView(SPRING.span, 1000, 300, dataset.index_of("told")))
    rings = [shape for shape in scene.shapes if isinstance(shape, Dot) and shape.key == "side:told"]
    assert [ring.paint.fill for ring in rings] == [None]


def test_it_is_faint_where_its_event_is_dimmed():
    dataset = a_disputed_dataset()
    (faint,), (plain,) = signs(a_scene(dataset, dimmed=np.array([True, True]))), signs(a_scene(dataset))
    assert faint.paint.stroke_alpha < plain.paint.stroke_alpha


def test_a_crowded_lane_has_no_hollow_marks():
    few = a_disputed_dataset()
    events = [an_event("2024-05-01", f"Event {number}") for number in range(200)]
    crowd = Dataset.from_events(
        layers=few.layers, events=[*events, few.event(0), few.event(1)], disagreements=few.disagreements
    )
    assert signs(a_scene(crowd)) == []


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 300), st.integers(0, 300), some_spans())
def test_no_words_cover_another_date_and_none_leave_the_canvas(own, other, span):
    days = np.datetime64("2024-01-01") + np.array([own, other])
    scene = a_scene(a_disputed_dataset(*map(str, days)), view=TimelineView(span, 1000, 300))
    labels = [text for text in texts(scene) if (text.key or "").startswith("event:")]
    boxes = [(*sign.points.min(axis=0), *sign.points.max(axis=0)) for sign in signs(scene)]
    assert not any(is_over(ink_box(text), box, 0.5) for text in labels for box in boxes)
    assert all(text.left >= 0 and text.left + text.width <= 1000 for text in labels)


def test_a_tie_too_short_to_be_seen_is_not_drawn():
    assert tie((0.0, 0.0), (5.0, 0.0), "ink", 4.0) == []
    assert len(tie((0.0, 0.0), (50.0, 0.0), "ink", 4.0)) == 1
