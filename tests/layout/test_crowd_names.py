"""Of a crowded lane a fair sample is named, the same wherever the view has slid to."""

import gc
import math
import weakref
from itertools import pairwise

import numpy as np
import pytest
from builders import a_dataset, a_quote, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from timelines import a_crowd, an_index

from viewer.layout.crowd_names import CELL_PX, sample
from viewer.layout.index import LaneIndex
from viewer.layout.timescale import Span, Timescale
from viewer.model.calendar import US_PER_DAY, instant_us
from viewer.model.columns import FAR_FUTURE, FAR_PAST

YEAR = Timescale(Span(instant_us(2024), instant_us(2025)), 100.0, 800.0)


def wide(place):
    return 50.0 + 37 * place % 90


def named(lane, scale, lines=1, cell_px=CELL_PX, width_of=None):
    """What is named, by time, at its pixels in the view."""
    names = sample(lane, scale, 1, lines, cell_px, width_of)
    return [
        replace(one, left_px=one.left_px + names.origin_px, room_right_px=one.room_right_px + names.origin_px)
        for one in names.samples
    ]


def is_in(lane, one, scale):
    return scale.span.contains(int(lane.begin[one.place]))


def slid(pixels):
    return Timescale(YEAR.span.shifted(round(pixels * YEAR.us_per_px)), 100.0, 800.0)


def test_between_two_cells_more_are_named_where_their_whole_names_have_room():
    begin = np.array([instant_us(2024, month) for month in (1, 3, 4, 9)])
    lane = LaneIndex(np.arange(4), begin, begin + US_PER_DAY)
    few = {one.place for one in named(lane, YEAR, cell_px=5 * CELL_PX)}
    more = named(lane, YEAR, cell_px=5 * CELL_PX, width_of=lambda place: 100.0)
    assert few == {0}
    assert {one.place for one in more} == {0, 1, 3}
    for one in more:
        assert YEAR.to_px(int(begin[one.place])) + 100 <= one.room_right_px


def test_one_event_a_cell_is_named_without_overlap():
    lane = a_crowd(4_000)
    seen = named(lane, YEAR, lines=3)
    assert 3 <= sum(is_in(lane, one, YEAR) for one in seen) <= 3 * (800 / CELL_PX + 1)
    for one in seen:
        assert one.left_px == pytest.approx(YEAR.to_px(int(lane.begin[one.place])))
        right_neighbours = [two.left_px for two in seen if two.line == one.line]
        assert all(other <= one.left_px or other >= one.room_right_px for other in right_neighbours)


def test_where_a_cell_is_crowded_the_room_after_a_name_is_used_too():
    lane, width = a_crowd(4_000), 70.0
    alone, more = (named(lane, YEAR, width_of=width_of) for width_of in (None, lambda place: width))
    seen = [one for one in more if is_in(lane, one, YEAR)]
    assert len(seen) >= 2 * sum(is_in(lane, one, YEAR) for one in alone)
    first = {one.place for one in alone}  # those are named at any rate, and cut if need be
    assert first <= {one.place for one in more}
    assert all(two.left_px - one.left_px >= width for one, two in pairwise(more) if {one.place, two.place} - first)


@settings(max_examples=80, deadline=None)
@given(st.integers(-900, 900), st.integers(1, 3), st.sampled_from([12, 40, 150, 4_000]), st.integers(0, 99))
def test_panning_names_the_same_events_on_the_same_lines_with_the_same_room(pixels, lines, count, seed):
    moved, both = slid(pixels), {}
    for scale in (YEAR, moved):
        lane = a_crowd(count, seed)  # one that has not been asked before
        seen = [one for one in named(lane, scale, lines, CELL_PX, wide) if is_in(lane, one, YEAR)]
        both[scale] = [
            (one.place, one.line, pytest.approx(min(one.room_right_px - one.left_px, 800.0)))
            for one in seen
            if is_in(lane, one, moved)
        ]
    assert both[YEAR] == both[moved]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-900, 900), st.sampled_from([0.5, 1.0, 1.0, 3.0]), st.integers(1, 3)), min_size=2)
)
def test_a_lane_that_was_asked_before_names_what_a_new_one_does(views):
    lane = a_crowd(150)
    for pixels, factor, lines in views:
        span = slid(pixels).span
        scale = Timescale(span.zoomed(factor, span.start_us), 100.0, 800.0)
        for width_of in (wide, None):
            assert named(lane, scale, lines, CELL_PX, width_of) == named(a_crowd(150), scale, lines, CELL_PX, width_of)


@pytest.mark.parametrize("at", [FAR_PAST + 10**15, 0, FAR_FUTURE - 10**15])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
@pytest.mark.parametrize("duration_us", [2**62, 3 * 2**62, 2**65])
def test_at_the_ends_of_time_as_anywhere_the_last_of_a_line_has_all_the_room(at, share, duration_us):
    lane = LaneIndex(np.arange(300), np.full(300, at), np.full(300, at + 1))
    start_us = at - round(share * duration_us)
    scale = Timescale(Span(start_us, start_us + duration_us), 100.0, 800.0)
    (one,) = named(lane, scale)
    assert (one.left_px, one.room_right_px) == (pytest.approx(100 + 800 * share), math.inf)


def test_in_a_crowd_the_one_with_words_of_its_source_is_named():
    days = [an_event(f"2024-06-{n % 28 + 1:02}", f"Row {n}") for n in range(300)]
    dataset = a_dataset(*days, an_event("2024-06-15", "Quoted", quotes=(a_quote(),)))
    lane = an_index(dataset).lanes[0]
    assert "Quoted" in [dataset.title_of(one.row) for one in named(lane, YEAR)]


def test_a_lane_that_is_gone_is_not_kept_for_the_names_it_had():
    def seen_once():
        lane = a_crowd(4_000)
        assert named(lane, YEAR, 2, CELL_PX, lambda place: 40.0 + len(lane) % 7 + place % 3)
        return weakref.ref(lane)

    known = seen_once()
    gc.collect()
    assert known() is None
