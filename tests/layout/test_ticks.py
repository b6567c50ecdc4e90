"""Calendar steps and their words, from microseconds to the age of the universe."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.layout.scene import FONTS
from viewer.layout.tick import Place
from viewer.layout.ticks import choose_ticks
from viewer.layout.timescale import Span
from viewer.layout.year_ticks import year_in_words
from viewer.model.calendar import civil_from_us, instant_us

YEAR_US = 31_556_952_000_000
DAY_US = 86_400_000_000
MOMENT_US = instant_us(2024, 10, 11, 14, 30, 5, 250_000)


def measure(text, font):
    return 0.56 * FONTS[font].size_px * len(text)


def ticks_of(start_us, end_us, width_px=900):
    return choose_ticks(Span(start_us, end_us), width_px, measure)


def around(duration_us, width_px=900):
    return ticks_of(MOMENT_US, MOMENT_US + duration_us, width_px)


def labels(ticks):
    return [tick.label for tick in ticks if tick.label]


@st.composite
def spans(draw):
    duration_us = int(10 ** draw(st.floats(1, 23.97)))
    start_us = draw(st.integers(-(15 * 10**9), 10**9)) * YEAR_US if draw(st.booleans()) else MOMENT_US
    return Span(start_us - draw(st.integers(0, duration_us)), start_us + duration_us)


def test_sixteen_months_show_every_month_under_its_year():
    ticks = ticks_of(instant_us(2023, 9), instant_us(2025))
    assert (ticks.context.label, labels(ticks.major)) == ("2023", ["2024"])
    assert labels(ticks.minor)[:5] == ["Sep", "Oct", "Nov", "Dec", "Jan"]


def test_a_month_names_its_whole_length_and_a_year_begins_on_new_years_day():
    ticks = ticks_of(instant_us(2023, 9), instant_us(2025))
    september = ticks.minor[0]
    assert (september.us, september.end_us) == (instant_us(2023, 9), instant_us(2023, 10))
    assert september.place is Place.WITHIN
    assert (ticks.major[0].us, ticks.major[0].place) == (instant_us(2024), Place.FROM)


def test_the_month_that_the_window_begins_in_keeps_its_label():
    assert ticks_of(instant_us(2023, 9, 9), instant_us(2025)).running.label == "Sep"


@pytest.mark.parametrize(
    ("start", "end", "context", "minor"),
    [
        ((1994, 6), (2024, 6), "1990s", "1996 1998 2000 2002"),
        ((2021,), (2025,), "2021", "Jan Apr Jul Oct Jan"),
        ((2016,), (2025,), "2016", "Jan Jul Jan"),
        ((1934,), (2024,), "1900s", "1935 1940 1945"),
        ((2024, 9, 3), (2024, 12, 15), "Sep 2024", "5 10 15 20 25 1 5"),
        ((2024, 9, 3), (2024, 11, 5), "Sep 2024", "3 5 7"),
        ((2024, 9, 25), (2024, 10, 5), "Sep 2024", "25 26 27 28 29 30 1 2"),
        ((2024, 9, 30, 5), (2024, 10, 2, 7), "30 Sep 2024", "06:00 12:00 18:00 00:00"),
        ((2024, 10, 11, 14), (2024, 10, 11, 15), "11 Oct 2024", "14:00 14:10 14:20"),
        ((2024, 10, 11, 14, 30), (2024, 10, 11, 14, 31), "11 Oct 2024, 14:30", "14:30:00 14:30:10 14:30:20"),
    ],
)
def test_the_steps_follow_the_calendar(start, end, context, minor):
    ticks = ticks_of(instant_us(*start), instant_us(*end))
    assert ticks.context.label == context
    assert " ".join(labels(ticks.minor)).startswith(minor)


@pytest.mark.parametrize(
    ("duration_us", "first"),
    [
        (5_000_000, "14:30:06"),
        (100_000, "05.25 s"),
        (1000, "05.2500 s"),
        (10, "05.250000 s"),
    ],
)
def test_below_a_minute_the_context_says_day_and_minute(duration_us, first):
    ticks = around(duration_us)
    assert ticks.context.label == "11 Oct 2024, 14:30"
    assert labels(ticks.minor)[0] == first


@pytest.mark.parametrize("days", [65, 75, 83])
def test_some_weeks_in_a_narrow_window_name_every_fifth_day(days):
    start = instant_us(2024, 9, 3)
    named = labels(ticks_of(start, start + days * DAY_US, 680).minor)
    assert named[:4] == ["5", "10", "15", "20"]


def test_every_other_day_never_puts_two_labels_side_by_side_at_the_end_of_a_month():
    for month in (2, 3, 9):
        ticks = ticks_of(instant_us(2024, month, 3), instant_us(2024, month + 2, 5))
        named = [tick.us for tick in ticks.minor if tick.label]
        assert min(b - a for a, b in pairwise(named)) >= 2 * 86_400_000_000


@pytest.mark.parametrize(
    ("year", "words"), [(2024, "2024"), (44, "AD 44"), (1, "AD 1"), (0, "1 BC"), (-43, "44 BC"), (-9999, "10,000 BC")]
)
def test_years_are_written_as_people_count_them(year, words):
    assert year_in_words(year) == words


def test_round_years_are_round_on_both_sides_of_the_turn_of_the_era():
    ticks = ticks_of(instant_us(-999), instant_us(2025))
    named = {tick.label: civil_from_us(tick.us).year for tick in ticks.minor if tick.label}
    assert (named["200 BC"], named["AD 1"], named["1000"]) == (-199, 1, 1000)
    assert [ticks.context.label, *labels(ticks.major)][:3] == ["1000–1 BC", "1000–1 BC", "AD 1–999"]


def test_single_years_around_the_turn_of_the_era_leave_no_year_out():
    ticks = ticks_of(instant_us(-4), instant_us(5), 300)
    assert [civil_from_us(tick.us).year for tick in ticks.minor] == list(range(-4, 5))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (-13_800_000_000, 1_000_000_000, ["20–10 billion BC", "12 billion BC"]),
        (-66_000_000, -60_000_000, ["70–60 million BC", "65 million BC"]),
        (-66_000_000, -65_999_960, ["66,000,100 BC", "66,000,000 BC"]),
        (-300_000, 2000, ["400,000–300,000 BC", "300,000 BC"]),
        (9900, 10_200, ["9900s", "9900"]),
        (10_500, 12_500, ["AD 10,000–10,999", "AD 10,600"]),
        (2_000_000, 5_000_000, ["AD 2–3 million", "AD 2 million"]),
    ],
)
def test_deep_time_is_said_in_words(first, last, expected):
    ticks = ticks_of(instant_us(first), instant_us(last))
    assert ticks.context.label == expected[0]
    assert expected[1] in labels(ticks.minor)


@settings(max_examples=200)
@given(spans(), st.integers(300, 4000))
def test_any_span_has_two_ticks_and_never_a_crowd_of_them(span, width_px):
    ticks = choose_ticks(span, width_px, measure)
    assert len({tick.us for tick in ticks.major + ticks.minor}) >= 2
    assert len(ticks.major) + len(ticks.minor) <= 66
    assert ticks.context.us <= span.start_us < ticks.context.end_us
    assert ticks.context.label


@settings(max_examples=200)
@given(spans(), st.integers(300, 4000))
def test_ticks_rise_within_the_span_and_major_ones_stand_on_minor_ones(span, width_px):
    ticks = choose_ticks(span, width_px, measure)
    for row in (ticks.major, ticks.minor):
        places = [tick.us for tick in row]
        assert places == sorted(set(places))
        assert all(span.contains(us) for us in places)
    assert {tick.us for tick in ticks.major} <= {tick.us for tick in ticks.minor}


@settings(max_examples=200)
@given(spans(), st.integers(300, 2000), st.floats(-0.9, 0.9))
def test_panning_never_changes_a_tick_or_its_label(span, width_px, share):
    moved = span.shifted(round(share * span.duration_us))
    before, after = (choose_ticks(each, width_px, measure) for each in (span, moved))
    for row in ("major", "minor"):
        kept = [tick for tick in getattr(before, row) if moved.contains(tick.us)]
        assert kept == [tick for tick in getattr(after, row) if span.contains(tick.us)]
