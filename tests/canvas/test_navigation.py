"""Where a view may go, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.canvas.navigation import LEAST_US, MOST_TIMES, History, around, between, centred, limited, magnified
from viewer.layout.timescale import Span

WHOLE = Span(0, 10_000_000)
SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(-(10**9), 10**9), st.integers(1, 10**10)
)


@given(SPANS)
def test_a_view_is_neither_too_near_nor_too_far_and_touches_the_data(span):
    found = limited(span, WHOLE)
    assert LEAST_US <= found.duration_us <= WHOLE.duration_us * MOST_TIMES
    assert found.end_us >= WHOLE.start_us + found.duration_us // 10
    assert found.start_us <= WHOLE.end_us - found.duration_us // 10


@given(SPANS)
def test_a_view_within_the_limits_is_left_alone(span):
    found = limited(span, WHOLE)
    assert limited(found, WHOLE) == found


@given(st.integers(0, 9_000_000), st.integers(1_000, 1_000_000), st.floats(0.2, 5), st.floats(0, 1))
def test_zooming_keeps_the_instant_under_the_pointer(start, length, factor, share):
    span = Span(start, start + length)
    anchor = start + round(length * share)
    found = magnified(span, factor, anchor, WHOLE)
    assert (anchor - found.start_us) / found.duration_us == pytest.approx((anchor - start) / length, abs=0.01)


@pytest.mark.parametrize(("span", "factor"), [(Span(50, 150), 3.0), (Span(-20_000_000, 40_000_000), 0.3)])
def test_at_the_limits_zooming_on_does_not_creep_aside(span, factor):
    for anchor in (span.start_us, span.end_us):
        assert magnified(span, factor, anchor, WHOLE) == span


def test_a_view_can_be_centred():
    assert centred(Span(0, 100), 500) == Span(450, 550)


def test_a_stretch_takes_about_a_third_of_the_width():
    assert around(300, 400, 0) == Span(200, 500)
    assert around(300, 301, 1_000).duration_us == 1_000


def test_easing_begins_at_one_span_and_ends_exactly_at_the_other():
    start, end = Span(0, 100), Span(10**18 + 1, 10**18 + 7)
    assert between(start, end, 0) == start
    assert between(start, end, 1) == end
    assert between(Span(0, 100), Span(100, 300), 0.5) == Span(50, 200)


def test_back_and_forward_lead_over_the_same_views():
    first, second, third = Span(0, 1), Span(1, 2), Span(2, 3)
    history = History()
    history.leave(first)
    history.leave(second)
    assert [history.back(third), history.back(second), history.back(first)] == [second, first, None]
    assert [history.forward(first), history.forward(second), history.forward(third)] == [second, third, None]


def test_a_new_jump_forgets_the_way_forward():
    history = History()
    history.leave(Span(0, 1))
    history.back(Span(1, 2))
    history.leave(Span(0, 1))
    assert history.forward(Span(5, 6)) is None


def test_a_long_journey_keeps_its_last_hundred_views():
    history = History()
    for number in range(300):
        history.leave(Span(number, number + 1))
    found = [history.back(Span(999, 1_000)) for _ in range(101)]
    assert found[0] == Span(299, 300)
    assert found[99] == Span(200, 201)
    assert found[100] is None
