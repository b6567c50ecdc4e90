"""Time to pixel and back, from microseconds to the age of the universe."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.layout.timescale import Span, Timescale
from viewer.model.columns import FAR_FUTURE, FAR_PAST

SECOND_US = 1_000_000
YEAR_US = 31_556_952 * SECOND_US
OCT_2024_US = 1_728_604_800 * SECOND_US

instants = st.integers(-(10**12) * YEAR_US, 10**12 * YEAR_US)
durations = st.integers(10, 30 * 10**9 * YEAR_US)


@st.composite
def spans(draw):
    start_us = draw(instants)
    return Span(start_us, start_us + draw(durations))


def test_a_span_holds_its_start_and_not_its_end():
    span = Span(10, 20)
    assert [span.contains(us) for us in (9, 10, 19, 20)] == [False, True, True, False]
    assert span.duration_us == 10


@pytest.mark.parametrize("end_us", [5, 4])
def test_an_empty_or_reversed_span_is_refused(end_us):
    with pytest.raises(ValueError, match="at least 1 microsecond"):
        Span(5, end_us)


def test_zooming_in_by_two_halves_the_time_on_either_side_of_the_anchor():
    assert Span(0, 1000).zoomed(2, 200) == Span(100, 600)


def test_zooming_never_goes_below_a_microsecond():
    assert Span(0, 10).zoomed(10**9, 5).duration_us == 1


@pytest.mark.parametrize("factor", [0, -1, float("inf"), float("nan")])
def test_a_factor_that_is_no_magnification_is_refused(factor):
    with pytest.raises(ValueError, match="zoom factor"):
        Span(0, 10).zoomed(factor, 0)


@settings(max_examples=200)
@given(spans(), st.floats(1.001, 2), st.fractions(0, 1))
def test_zooming_in_and_out_at_one_place_returns_within_a_microsecond(span, factor, share):
    anchor_us = span.start_us + round(share * span.duration_us)
    back = span.zoomed(factor, anchor_us).zoomed(1 / factor, anchor_us)
    assert abs(back.start_us - span.start_us) <= 1
    assert abs(back.end_us - span.end_us) <= 1


@settings(max_examples=100)
@given(spans(), instants)
def test_panning_there_and_back_changes_nothing(span, by_us):
    assert span.shifted(by_us).duration_us == span.duration_us
    assert span.shifted(by_us).shifted(-by_us) == span


@settings(max_examples=200)
@given(spans(), st.fractions(0, 1))
def test_all_spans_of_one_length_that_begin_in_a_half_of_it_have_one_aligned_start(span, share):
    half_us = max(1, span.duration_us // 2)
    aligned_us = span.aligned_start_us
    assert aligned_us <= span.start_us < aligned_us + half_us
    other = Span(aligned_us, aligned_us + span.duration_us).shifted(min(half_us - 1, int(share * half_us)))
    assert other.aligned_start_us == aligned_us


def test_padding_adds_the_share_at_both_ends():
    assert Span(0, 1000).padded(0.05) == Span(-50, 1050)


def test_a_window_of_no_width_is_refused():
    with pytest.raises(ValueError, match="wider than 0"):
        Timescale(Span(0, 1), 0, 0)


@pytest.mark.parametrize("step_us", [1, 2, 5, 12])
def test_marks_a_few_microseconds_apart_stay_even(step_us):
    scale = Timescale(Span(OCT_2024_US + 1, OCT_2024_US + 1 + 8 * step_us), 40, 1000)
    times = OCT_2024_US + 1 + np.arange(9, dtype=np.int64) * step_us
    np.testing.assert_allclose(scale.times_to_px(times), 40 + np.arange(9) * 125.0, atol=1e-9)


def test_a_window_of_one_microsecond_has_its_two_ends_at_its_two_edges():
    scale = Timescale(Span(OCT_2024_US, OCT_2024_US + 1), 0, 125)
    times = np.array([OCT_2024_US - 1, OCT_2024_US, OCT_2024_US + 1], dtype=np.int64)
    assert scale.times_to_px(times).tolist() == [-125, 0, 125]


def test_a_second_in_deep_time_is_told_from_the_next():
    start_us = -(138 * 10**8) * YEAR_US
    scale = Timescale(Span(start_us, start_us + 10 * SECOND_US), 0, 1000)
    times = start_us // SECOND_US + np.arange(11, dtype=np.int64)
    np.testing.assert_allclose(scale.times_to_px(times, SECOND_US), np.arange(11) * 100.0, atol=1e-9)


def test_the_whole_of_time_fits_one_window():
    scale = Timescale(Span(-(138 * 10**8) * YEAR_US, 10**9 * YEAR_US), 0, 1480)
    times = np.array([-(138 * 10**8), 0, 10**9], dtype=np.int64) * (YEAR_US // SECOND_US)
    np.testing.assert_allclose(scale.times_to_px(times, SECOND_US), [0, 1380, 1480], atol=1e-9)


def test_a_window_that_starts_before_the_stored_range_still_shows_what_lies_in_it():
    scale = Timescale(Span(-(10**12) * YEAR_US, 10**12 * YEAR_US), 0, 2000)
    assert scale.times_to_px(np.array([0], dtype=np.int64), SECOND_US).tolist() == [1000]
    assert scale.to_us(0) == -(10**12) * YEAR_US


@pytest.mark.parametrize("start_us", [OCT_2024_US, -OCT_2024_US])
def test_times_that_stand_for_no_end_lie_outside_on_their_own_side(start_us):
    ends = np.array([FAR_PAST, FAR_FUTURE], dtype=np.int64)
    left, right = Timescale(Span(start_us, start_us + YEAR_US), 0, 1000).times_to_px(ends)
    assert left < 0
    assert right > 1000


@pytest.mark.parametrize("start_us", [FAR_FUTURE - 10, FAR_PAST + 10])
def test_no_stored_time_changes_sides_in_a_window_at_the_end_of_the_stored_range(start_us):
    ends = np.array([FAR_PAST, FAR_FUTURE], dtype=np.int64)
    left, right = Timescale(Span(start_us, start_us + 5), 0, 1000).times_to_px(ends)
    assert left < 0
    assert right > 1000


@settings(max_examples=200)
@given(spans(), st.fractions(0, 1), st.integers(300, 4000))
def test_a_pixel_leads_back_to_the_instant_it_shows(span, share, width_px):
    scale = Timescale(span, 0, width_px)
    us = span.start_us + round(share * span.duration_us)
    slack_us = max(1, round(scale.us_per_px * 1e-6))
    assert abs(scale.to_us(scale.to_px(us)) - us) <= slack_us


@settings(max_examples=100)
@given(st.lists(st.integers(-(10**15), 10**15), min_size=1), st.integers(-(10**15), 10**15), durations)
def test_many_times_stand_where_each_would_alone(times, start_us, duration_us):
    scale = Timescale(Span(start_us, start_us + duration_us), 12, 900)
    together = scale.times_to_px(np.array(times, dtype=np.int64))
    np.testing.assert_allclose(together, [scale.to_px(us) for us in times], rtol=1e-12, atol=1e-6)
