"""The index counts and cuts out exactly what a walk over all events would."""

from itertools import pairwise
from types import SimpleNamespace
from unittest.mock import patch

import numpy as np
import pytest
from builders import a_dataset, a_quote, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import RECIPES, an_index

from viewer.layout import index as index_module
from viewer.layout.index import EventIndex, LaneIndex, Ruler
from viewer.model.calendar import instant_us
from viewer.model.columns import FAR_FUTURE, FAR_PAST

EDGES = st.integers(instant_us(1985), instant_us(2035))


def a_lane(begin, finish):
    begin, finish = np.array(begin, dtype=np.int64), np.array(finish, dtype=np.int64)
    return LaneIndex(np.arange(len(begin)), begin, finish)


def a_crowd(count, seed=1, whole=False):
    random = np.random.default_rng(seed)
    begin = np.sort(random.integers(0, 10**9, count))
    finish = begin + random.integers(1, 10**6, count)
    if whole:
        begin[0], finish[0], finish[count // 2] = FAR_PAST, 10**9 + 10**6, FAR_FUTURE
    return a_lane(begin, finish)


def walked(lane, start, end):
    return np.flatnonzero((lane.begin < end) & (lane.finish > start))


@settings(max_examples=100, deadline=None)
@given(RECIPES, EDGES, EDGES, st.sampled_from([None, 2, 3]))
def test_counts_are_what_a_walk_over_the_shown_events_finds(recipe, one, two, kept):
    columns = recipe.dataset().columns
    shown = None if kept is None else np.arange(len(columns)) % kept > 0
    index = EventIndex(columns, 5, shown)
    start, end = min(one, two), max(one, two) + 1
    found = (columns.begin < end) & (columns.finish > start) & (True if shown is None else shown)
    assert index.count(start, end) == found.sum()
    rows = np.concatenate([lane.rows[lane.touching(start, end)] for lane in index.lanes])
    assert rows.tolist() == np.flatnonzero(found).tolist()


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 30_000])
@pytest.mark.parametrize("whole", [False, True])
def test_blocks_skip_what_is_over_and_nothing_else(count, whole):
    lane = a_crowd(count, whole=whole and count > 1)
    for start, end in [(-5, 1), (0, 10**9), (5 * 10**8, 5 * 10**8 + 1), (9 * 10**8, 2 * 10**9), (3 * 10**9, 4 * 10**9)]:
        assert lane.touching(start, end).tolist() == walked(lane, start, end).tolist()
        assert lane.count(start, end) == len(walked(lane, start, end))


def test_ends_are_half_open():
    lane = a_lane([10, 20], [20, 30])
    assert lane.touching(20, 21).tolist() == [1]
    assert lane.touching(19, 20).tolist() == [0]
    assert lane.count(30, 40) == 0


def test_open_ends_touch_everything():
    lane = a_lane([FAR_PAST, 10], [5, FAR_FUTURE])
    assert (lane.count(-(10**18), -(10**17)), lane.count(10**17, 10**18), lane.count(6, 7)) == (1, 1, 0)


@settings(max_examples=60, deadline=None)
@given(RECIPES, EDGES, st.integers(1, 10**15), st.integers(1, 60))
def test_columns_are_exact_where_there_is_no_grid(recipe, start, width, columns):
    edges = start + np.arange(columns + 1, dtype=np.int64) * width
    with patch.object(index_module, "_GRID_FROM", 10**9):
        lanes = an_index(recipe.dataset()).lanes
    for lane in lanes:
        expected = [len(walked(lane, *pair)) for pair in pairwise(edges)]
        assert lane.column_counts(edges).tolist() == expected


def test_columns_narrower_than_the_unit_of_time_count_what_touches_their_unit():
    lane = a_lane([10, 11, 11], [11, 12, 13])
    assert lane.column_counts(np.array([9, 10, 10, 10, 11, 11, 12, 12])).tolist() == [0, 1, 1, 1, 2, 2, 1]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 5), st.integers(-(10**8), 9 * 10**8), st.integers(500_000, 10**7), st.booleans())
def test_on_the_grid_an_event_is_at_most_a_quarter_column_beside_its_place(seed, start, width, whole):
    lane = a_crowd(20_000, seed, whole)
    edges = start + np.arange(41, dtype=np.int64) * width
    quarter = width // 4 + 1
    for count, left, right in zip(lane.column_counts(edges), edges[:-1], edges[1:], strict=True):
        least = len(walked(lane, left + quarter, right - quarter))
        assert least <= count <= len(walked(lane, left - quarter, right + quarter))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 5), st.integers(0, 8 * 10**8), st.integers(1, 480_000))
def test_columns_finer_than_the_grid_are_exact(seed, start, width):
    lane = a_crowd(20_000, seed, whole=True)
    edges = start + np.arange(41, dtype=np.int64) * width
    assert lane.column_counts(edges).tolist() == [len(walked(lane, *pair)) for pair in pairwise(edges)]


def test_the_first_event_at_or_after_an_instant_is_found():
    lane = a_lane([10, 20, 20, 30], [11, 21, 22, 31])
    assert lane.first_at_or_after(np.array([0, 20, 21, 31])).tolist() == [0, 1, 3, 4]


def test_a_lane_knows_which_rows_it_shows():
    columns = SimpleNamespace(
        lane=np.zeros(4), begin=np.arange(4), finish=np.arange(4) + 1, flags=np.zeros(4, np.uint16)
    )
    index = EventIndex(columns, 1, np.array([True, False, True, False]))
    assert [index.lanes[0].holds(row) for row in range(5)] == [True, False, True, False, False]
    assert not a_lane([], []).holds(0)


def test_what_has_words_of_its_source_comes_before_the_rest_of_a_stretch():
    quoted = [False, False, True, True, False, False]
    lane = LaneIndex(np.arange(6), np.arange(6), np.arange(6) + 1, is_foremost=np.array(quoted))
    assert lane.foremost_of(np.array([0, 1, 3, 4]), np.array([1, 3, 4, 6])).tolist() == [0, 2, 3, 4]


def test_where_every_event_is_quoted_none_comes_before_another():
    dataset = a_dataset(*(an_event("2024-06", f"E{n}", quotes=(a_quote(),)) for n in range(3)))
    assert an_index(dataset).lanes[0].foremost_of(np.array([1]), np.array([3])).tolist() == [1]


@pytest.mark.parametrize("count", [300, 9_000])  # few are added up, many searched for
def test_the_grid_counts_what_a_search_finds(count):
    generator = np.random.default_rng(count)
    times = np.sort(generator.integers(-(10**15), 10**15, count))
    times[:2], times[-2:] = FAR_PAST, FAR_FUTURE
    ruler = Ruler(int(times[2]), 250_000_000_000, 8_192)
    marks = times[2] + np.arange(8_194) * 250_000_000_000
    assert np.array_equal(ruler.counts_before(times), np.searchsorted(times, marks))
    assert np.array_equal(ruler.counts_up_to(times), np.searchsorted(times, marks, side="right"))


def a_crowded_index(count, lanes):
    generator = np.random.default_rng(count)
    begin = np.sort(generator.integers(0, 10**15, (lanes, count)), axis=1)
    columns = SimpleNamespace(
        lane=np.repeat(np.arange(lanes), count),
        begin=begin.ravel(),
        finish=(begin + generator.integers(1, 10**12, (lanes, count))).ravel(),
        flags=np.zeros(lanes * count, np.uint16),
    )
    return EventIndex(columns, lanes)


@pytest.mark.parametrize("counts_first", [0, 2])
def test_lanes_counted_side_by_side_have_each_their_own_counts(counts_first):
    index, edges = a_crowded_index(400, 3), np.arange(101, dtype=np.int64) * 10**13
    for number in (counts_first, *range(3)):
        lane = index.lanes[number]
        for count, left, right in zip(lane.column_counts(edges), edges[:-1], edges[1:], strict=True):
            assert (
                len(walked(lane, left + 10**12, right - 10**12))
                <= count
                <= len(walked(lane, left - 10**12, right + 10**12))
            )


def test_other_edges_are_asked_anew_even_in_the_same_array():
    lane, edges = a_crowded_index(400, 2).lanes[1], np.arange(11, dtype=np.int64) * 10**14
    first = lane.column_counts(edges).copy()
    edges += 10**14
    assert lane.column_counts(edges)[:-1].tolist() == pytest.approx(first[1:].tolist(), abs=2)


def test_in_many_lanes_the_grids_take_little_more_than_in_few():
    few, many = (a_crowded_index(200_000 // lanes, lanes).nbytes / 200_000 for lanes in (8, 64))
    assert many < few + 1 < 40
