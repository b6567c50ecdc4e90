"""A crowded lane: every event is in the strip, and a fair sample is named."""

import gc
import weakref
from itertools import pairwise

import numpy as np
import pytest
from builders import a_dataset, a_quote, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import an_index

from viewer.layout.dense import CELL_PX, Strip, column_edges, sample, strip_shapes
from viewer.layout.index import LaneIndex
from viewer.layout.scene import Bars, Heat
from viewer.layout.timescale import Span, Timescale
from viewer.model.calendar import US_PER_DAY, instant_us

STRIP = Strip(10, "lane.0")
YEAR = Timescale(Span(instant_us(2024), instant_us(2025)), 100.0, 800.0)


def a_crowd(count, seed=3):
    begin = np.sort(np.random.default_rng(seed).integers(instant_us(2024), instant_us(2026), count))
    return LaneIndex(np.arange(count), begin, begin + US_PER_DAY)


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


def test_between_two_cells_more_are_named_where_their_whole_names_have_room():
    begin = np.array([instant_us(2024, month) for month in (1, 3, 4, 9)])
    lane = LaneIndex(np.arange(4), begin, begin + US_PER_DAY)
    few = {one.place for one in sample(lane, YEAR, 1, 1, 5 * CELL_PX)}
    more = sample(lane, YEAR, 1, 1, 5 * CELL_PX, lambda place: 100.0)
    assert few == {0}
    assert {one.place for one in more} == {0, 1, 3}
    for one in more:
        assert YEAR.to_px(int(begin[one.place])) + 100 <= one.room_right_px


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


def test_one_event_a_cell_is_named_without_overlap():
    lane = a_crowd(4_000)
    named = sample(lane, YEAR, 1, rows=3)
    assert 3 <= sum(is_in(lane, one, YEAR) for one in named) <= 3 * (800 / CELL_PX + 1)
    for one in named:
        assert one.left_px == pytest.approx(YEAR.to_px(int(lane.begin[one.place])))
        right_neighbours = [two.left_px for two in named if two.row == one.row]
        assert all(other <= one.left_px or other >= one.room_right_px for other in right_neighbours)


def test_where_a_cell_is_crowded_the_room_after_a_name_is_used_too():
    lane, width = a_crowd(4_000), 70.0
    alone, more = (sample(lane, YEAR, 1, 1, CELL_PX, width_of) for width_of in (None, lambda place: width))
    seen = [one for one in more if is_in(lane, one, YEAR)]
    assert len(seen) >= 2 * sum(is_in(lane, one, YEAR) for one in alone)
    first = {one.place for one in alone}  # those are named at any rate, and cut if need be
    assert first <= {one.place for one in more}
    assert all(two.left_px - one.left_px >= width for one, two in pairwise(more) if {one.place, two.place} - first)


@settings(max_examples=80, deadline=None)
@given(st.integers(-300, 300), st.integers(1, 3), st.sampled_from([12, 40, 150, 4_000]), st.integers(0, 99))
def test_panning_names_the_same_events_in_the_same_rows(pixels, rows, count, seed):
    lane = a_crowd(count, seed)
    moved = Timescale(YEAR.span.shifted(round(pixels * YEAR.us_per_px)), 100.0, 800.0)
    both = {}
    for scale in (YEAR, moved):
        seen = [
            one
            for one in sample(lane, scale, 1, rows, CELL_PX, wide)
            if is_in(lane, one, YEAR) and is_in(lane, one, moved)
        ]
        both[scale] = [(one.place, one.row) for one in seen]
    assert both[YEAR] == both[moved]


def test_in_a_crowd_the_one_with_words_of_its_source_is_named():
    days = [an_event(f"2024-06-{n % 28 + 1:02}", f"Row {n}") for n in range(300)]
    dataset = a_dataset(*days, an_event("2024-06-15", "Quoted", quotes=(a_quote(),)))
    lane = an_index(dataset).lanes[0]
    assert "Quoted" in [dataset.title_of(int(lane.rows[one.place])) for one in sample(lane, YEAR, 1, 1)]


def wide(place):
    return 50.0 + 37 * place % 90


def is_in(lane, one, scale):
    return scale.span.contains(int(lane.begin[one.place]))


def test_a_lane_that_is_gone_is_not_kept_for_the_names_it_had():
    def seen_once():
        lane = a_crowd(4_000)
        assert sample(lane, YEAR, 1, 2, CELL_PX, lambda place: 40.0 + len(lane) % 7 + place % 3)
        return weakref.ref(lane)

    known = seen_once()
    gc.collect()
    assert known() is None
