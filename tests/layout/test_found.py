"""Many hits of a search: no ring each, but a tick wherever one is."""

import numpy as np
import pytest
from builders import a_dataset, an_event
from hypothesis import given
from hypothesis import strategies as st
from timelines import an_index

from viewer.layout import found
from viewer.layout.scene import Bars
from viewer.layout.timescale import Span, Timescale
from viewer.model.calendar import instant_us

YEAR = Timescale(Span(instant_us(2024), instant_us(2025)), 100.0, 800.0)
EXTENT = (10.0, 18.0)


def ticks_of(*dates):
    dataset = a_dataset(*(an_event(date, f"e{number}") for number, date in enumerate(dates)))
    return found.ticks(dataset.columns, np.arange(len(dates)), YEAR, EXTENT, "ink")


@given(st.lists(st.integers(1, 366), min_size=1, max_size=60))
def test_every_hit_in_view_has_a_tick_within_a_pixel_of_its_middle(days):
    dates = [str(np.datetime64("2024-01-01") + day - 1) for day in days]
    ticks = ticks_of(*dates)
    middles = ticks.x + ticks.width / 2
    for day in days:
        assert np.abs(middles - YEAR.to_px(instant_us(2024) + int((day - 0.5) * 86_400_000_000))).min() <= 1.5


@given(st.lists(st.integers(1, 366), min_size=1, max_size=60))
def test_no_two_ticks_are_in_one_column(days):
    ticks = ticks_of(*(str(np.datetime64("2024-01-01") + day - 1) for day in days))
    assert len(np.unique(ticks.x)) == len(ticks.x) <= len(set(days))


def test_what_lies_beside_the_view_has_none():
    assert ticks_of("2023-12-01", "2025-06-01") is None


@pytest.mark.parametrize("date", ["../2024-03", "2024-11/..", "-0500/3000"])
def test_an_open_hit_has_its_tick_in_the_middle_of_what_is_in_view(date):
    ticks = ticks_of(date)
    assert len(ticks.x) == 1
    assert YEAR.left_px <= ticks.x[0] <= YEAR.right_px - ticks.width[0]


def test_a_lane_takes_its_own_hits_alone():
    dataset = a_dataset(an_event("2024-01-01", "a", lane="One"), an_event("2024-02-01", "b", lane="Two"))
    hits = found.ascending(frozenset({0, 1, 7}))
    assert [found.rows_in(lane, hits).tolist() for lane in an_index(dataset).lanes] == [[0], [1]]


def test_ticks_are_as_high_as_asked():
    ticks = ticks_of("2024-05-01")
    assert isinstance(ticks, Bars)
    assert (ticks.y, ticks.height, ticks.fill) == (10.0, 18.0, "ink")
