"""The overview: every event is there, small, and the window shows what is visible."""

from itertools import pairwise

import numpy as np
import pytest
from builders import a_dataset, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from timelines import HOME, RECIPES, an_index

from viewer.layout.overview import OverviewView, overview_scene, window_shapes
from viewer.layout.scene import Box, Dot, Heat, Scene, hit_test
from viewer.layout.timescale import Span
from viewer.model.calendar import instant_us

YEAR = Span(instant_us(2024), instant_us(2025))
VIEW = OverviewView(YEAR, 756.0, 60.0)


def a_strip(*events, view=VIEW):
    dataset = a_dataset(*events)
    return overview_scene(an_index(dataset), view)


def boxes(scene, fill):
    return [shape for shape in scene.shapes if isinstance(shape, Box) and shape.paint.fill == fill]


def test_a_day_is_a_tick_at_its_place_in_the_colour_of_its_lane():
    scene = a_strip(an_event("2024-03-01", "a", lane="One"), an_event("2024-09-01", "b", lane="Two"))
    (first,), (second,) = boxes(scene, "lane.0"), boxes(scene, "lane.1")
    assert first.x + first.width / 2 == pytest.approx(VIEW.scale.to_px(instant_us(2024, 3, 1, 12)), abs=1)
    assert second.x > first.x
    assert second.y > first.y + first.height


def test_a_crowd_is_density():
    events = [an_event("2024-03-01", event_id=str(number)) for number in range(500)]
    (heat,) = a_strip(*events).shapes
    assert isinstance(heat, Heat)
    assert {120, 121} <= set(np.flatnonzero(heat.strengths).tolist()) <= {119, 120, 121, 122}


def test_what_a_filter_leaves_stands_out_of_a_crowd():
    dataset = a_dataset(*(an_event(f"2024-0{1 + n % 9}-01", event_id=str(n)) for n in range(500)))
    late = dataset.columns.begin * dataset.columns.unit_us >= instant_us(2024, 6)
    faint, strong = overview_scene(an_index(dataset), VIEW, an_index(dataset, late)).shapes
    assert np.flatnonzero(faint.strengths).min() < VIEW.scale.to_px(instant_us(2024, 2))
    assert np.flatnonzero(strong.strengths).min() > VIEW.scale.to_px(instant_us(2024, 5))
    assert faint.strengths.max() < 80


def test_the_ticks_that_a_filter_dims_are_faint():
    dataset = a_dataset(an_event("2024-03-01", "a"), an_event("2024-09-01", "b"))
    first, second = overview_scene(an_index(dataset), VIEW, an_index(dataset, np.array([False, True]))).shapes
    assert first.paint.fill_alpha < second.paint.fill_alpha


MARCH_PX = pytest.approx(VIEW.scale.to_px(instant_us(2024, 3, 1, 12)), abs=1)


def test_what_is_found_has_a_pin_at_the_foot_of_the_strip():
    line, pin = boxes(a_strip(an_event("2024-03-01"), view=replace(VIEW, marked=(0,))), "accent")
    assert [mark.x + mark.width / 2 for mark in (line, pin)] == [MARCH_PX, MARCH_PX]
    assert pin.y > VIEW.height / 2


def test_what_is_chosen_has_a_head_that_no_hit_has():
    strip = a_strip(an_event("2024-03-01"), view=replace(VIEW, marked=(0,), chosen=0))
    (head,) = [shape for shape in strip.shapes if isinstance(shape, Dot)]
    assert (head.x, head.paint.fill) == (MARCH_PX, "ink")
    assert boxes(strip, "accent") == []


@settings(max_examples=50, deadline=None)
@given(RECIPES, st.integers(50, 2000), st.integers(30, 90))
def test_every_lane_with_events_has_ink_and_none_leaves_the_strip(recipe, width, height):
    dataset = recipe.dataset()
    scene = overview_scene(an_index(dataset), OverviewView(HOME, width, height))
    inked = {getattr(shape, "fill", "") or shape.paint.fill for shape in scene.shapes}
    assert inked == {f"lane.{number}" for number in set(dataset.columns.lane.tolist())}
    for shape in scene.shapes:
        reach = len(shape.strengths) if isinstance(shape, Heat) else shape.width
        assert 0 <= shape.x <= shape.x + reach <= width + 2
        assert 0 <= shape.y <= shape.y + shape.height <= height


def test_the_window_stands_over_the_visible_span():
    (_, window, left, right), _ = window_shapes(VIEW, Span(instant_us(2024, 4), instant_us(2024, 7)))
    assert window.x == pytest.approx(VIEW.scale.to_px(instant_us(2024, 4)))
    assert window.x + window.width == pytest.approx(VIEW.scale.to_px(instant_us(2024, 7)))
    assert left.x < window.x < left.x + left.width
    assert right.x < window.x + window.width < right.x + right.width


def test_the_handles_lie_above_the_window():
    _, targets = window_shapes(VIEW, Span(instant_us(2024, 4), instant_us(2024, 7)))
    scene = Scene(756, 60, (), tuple(targets))
    left, right = VIEW.scale.to_px(instant_us(2024, 4)), VIEW.scale.to_px(instant_us(2024, 7))
    assert [hit_test(scene, x, 30) for x in (left, right, (left + right) / 2, left - 20)] == [
        "left",
        "right",
        "window",
        None,
    ]


@given(st.integers(-(10**18), 10**18), st.integers(1, 10**18))
def test_the_window_can_always_be_grasped(start, duration):
    (_, window, *handles), _ = window_shapes(VIEW, Span(start, start + duration))
    assert 0 <= window.x < window.x + window.width <= 756 + 6
    assert window.width >= 6
    assert all(one.x < two.x for one, two in pairwise(handles))
