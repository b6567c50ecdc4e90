"""A crowded lane: every event is in the strip."""

import numpy as np
import pytest
from builders import a_dataset, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import a_crowd, an_index

from viewer.layout.dense import Strip, column_edges, strip_shapes
from viewer.layout.index import LaneIndex
from viewer.layout.scene import Bars, Heat
from viewer.layout.timescale import Span, Timescale
from viewer.model.calendar import US_PER_DAY, instant_us

STRIP = Strip(10, "lane.0")
YEAR = Timescale(Span(instant_us(2024), instant_us(2025)), 100.0, 800.0)


def inked(strip):
    """The pixel columns, from 100 on, that carry something."""
    if isinstance(strip, Heat):
        return set(np.flatnonzero(strip.strengths).tolist())
    spans = zip(strip.x, strip.x + strip.width, strict=True)
    return {column for left, right in spans for column in range(int(left) - 100, int(np.ceil(right)) - 100)}


@pytest.mark.parametrize("count", [1, 40, 600, 2_000, 40_000])
def test_the_strip_has_ink_wherever_an_event_is(count):
    lane = a_crowd(count)
    (strip,), counted = strip_shapes(lane, YEAR, 1, STRIP)
    places = lane.touching(YEAR.span.start_us, YEAR.span.end_us)
    assert counted == len(places)
    middles = np.clip(YEAR.times_to_px(lane.begin[places] + US_PER_DAY // 2) - 100, 0, 799).astype(int)
    assert set(middles.tolist()) <= inked(strip)


def test_few_events_are_bars_and_many_are_density():
    assert isinstance(strip_shapes(a_crowd(300), YEAR, 1, STRIP)[0][0], Bars)
    assert isinstance(strip_shapes(a_crowd(5_000), YEAR, 1, STRIP)[0][0], Heat)


def test_more_events_are_stronger():
    begin = np.sort(np.concatenate([np.full(5000, instant_us(2024, 3)), np.full(50, instant_us(2024, 9))]))
    lane = LaneIndex(np.arange(len(begin)), begin, begin + 1)
    heat = strip_shapes(lane, YEAR, 1, STRIP)[0][0]
    march, september = (int(YEAR.to_px(instant_us(2024, month))) - 100 for month in (3, 9))
    assert heat.strengths[march] == 255
    assert 60 <= heat.strengths[september] < 255
    assert heat.strengths[0] == 0


def part_of(lane, wanted):
    return LaneIndex(lane.rows[wanted], lane.begin[wanted], lane.finish[wanted])


@settings(max_examples=40, deadline=None)
@given(st.integers(601, 3_000), st.floats(0.1, 1), st.integers(0, 2**32))
def test_with_a_filter_every_column_is_faint_and_what_matches_is_strong_over_it(count, share, seed):
    lane = a_crowd(count, seed)
    matching = part_of(lane, np.random.default_rng(seed).random(count) < share)
    (faint, strong), counted = strip_shapes(lane, YEAR, 1, STRIP, matching)
    (alone,), _ = strip_shapes(matching, YEAR, 1, STRIP)
    assert counted == lane.count(YEAR.span.start_us, YEAR.span.end_us)
    assert faint.strengths.max() < 80
    assert inked(strong) == inked(alone)
    assert inked(faint) == set(np.flatnonzero(lane.column_counts(column_edges(YEAR, 1))).tolist())


def test_a_filter_that_leaves_nothing_leaves_the_faint_columns():
    lane = a_crowd(700)
    (faint,), _ = strip_shapes(lane, YEAR, 1, STRIP, part_of(lane, slice(0)))
    assert 0 < faint.strengths.max() < 80


def test_an_empty_view_has_no_strip():
    assert strip_shapes(a_crowd(0), YEAR, 1, STRIP) == ([], 0)


def test_bars_stay_within_the_view():
    dataset = a_dataset(an_event("2020/2030", "long"), an_event("2024-12-31", "last"), an_event("2024-06/..", "open"))
    (wide, ticks), _ = strip_shapes(an_index(dataset).lanes[0], YEAR, 1, STRIP)
    assert (wide.x, len(wide.strengths)) == (100, 800)
    assert ticks.x.min() >= 100
    assert (ticks.x + ticks.width).max() <= 900
    assert ticks.width.min() >= 2


def test_where_intervals_overlap_the_bar_is_stronger_and_a_short_event_stands_out_of_it():
    dataset = a_dataset(an_event("2024-01/2024-06", "a"), an_event("2024-04/2024-09", "b"), an_event("2024-11-05", "c"))
    (wide, ticks), counted = strip_shapes(an_index(dataset).lanes[0], YEAR, 1, STRIP)
    one, both, none = (int(YEAR.to_px(instant_us(2024, month, 20))) - 100 for month in (2, 5, 10))
    assert counted == 3
    assert wide.strengths[both] > wide.strengths[one] > wide.strengths[none] == 0
    assert len(ticks.x) == 1
    assert (ticks.y, ticks.height) == (STRIP.top, STRIP.height)
    assert wide.y > ticks.y
    assert wide.height < ticks.height


def test_edges_divide_the_span_evenly():
    edges = column_edges(YEAR, 1)
    assert (edges[0], edges[-1], len(edges)) == (YEAR.span.start_us, YEAR.span.end_us, 801)
    assert np.ptp(np.diff(edges)) <= 1


@pytest.mark.parametrize("duration_us", [10_000, 1_000_000, 10_000_000])
def test_a_crowded_second_beside_deep_time_fills_its_pixels_at_any_zoom(duration_us):
    second = instant_us(2024, 6, 10, 12) // 1_000_000
    lane = LaneIndex(np.arange(700), np.full(700, second), np.full(700, second + 1))
    scale = Timescale(Span(second * 1_000_000 - duration_us // 4, second * 1_000_000 + duration_us), 100.0, 800.0)
    (heat,), _ = strip_shapes(lane, scale, 1_000_000, STRIP)
    first, last = scale.to_px(second * 1_000_000) - 100, scale.to_px((second + 1) * 1_000_000) - 100
    assert abs((heat.strengths > 0).sum() - (min(last, 800) - first)) <= 2
