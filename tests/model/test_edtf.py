"""EDTF texts: what each may mean at the earliest and latest, how exact it is, and which are refused and why."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.calendar import US_PER_DAY, US_PER_SECOND, days_from_civil, instant_us
from viewer.model.dates import DateError, DateForm, Edge, Precision
from viewer.model.edtf import parse_edtf

CASES = [
    # text, first day or instant, last day or instant (inclusive), precision, qualifiers
    ("2024-10-11", "2024-10-11", "2024-10-11", "DAY", ""),
    ("2024-02-29", "2024-02-29", "2024-02-29", "DAY", ""),
    ("2000-02-29", "2000-02-29", "2000-02-29", "DAY", ""),
    ("2024-06", "2024-06-01", "2024-06-30", "MONTH", ""),
    ("2023-02", "2023-02-01", "2023-02-28", "MONTH", ""),
    ("2024-12", "2024-12-01", "2024-12-31", "MONTH", ""),
    ("2024", "2024-01-01", "2024-12-31", "YEAR", ""),
    ("0001", "1-01-01", "1-12-31", "YEAR", ""),
    ("0000", "0-01-01", "0-12-31", "YEAR", ""),
    ("-0043", "-43-01-01", "-43-12-31", "YEAR", ""),
    ("-0043-03-15", "-43-03-15", "-43-03-15", "DAY", ""),
    ("0000-02-29", "0-02-29", "0-02-29", "DAY", ""),
    ("-9999", "-9999-01-01", "-9999-12-31", "YEAR", ""),
    ("9999-12-31", "9999-12-31", "9999-12-31", "DAY", ""),
    # times
    ("2024-06-25T14", "2024-06-25T14:00:00", "2024-06-25T14:59:59", "HOUR", ""),
    ("2024-06-25T14:30", "2024-06-25T14:30:00", "2024-06-25T14:30:59", "MINUTE", ""),
    ("2024-06-25T14:30:05", "2024-06-25T14:30:05", "2024-06-25T14:30:05", "SECOND", ""),
    ("2024-06-25T00:00:00Z", "2024-06-25T00:00:00", "2024-06-25T00:00:00", "SECOND", ""),
    ("2024-06-25T14:30:05+03:00", "2024-06-25T11:30:05", "2024-06-25T11:30:05", "SECOND", ""),
    ("2024-06-25T14:30:05+03", "2024-06-25T11:30:05", "2024-06-25T11:30:05", "SECOND", ""),
    ("2024-06-25T23:30-05:00", "2024-06-26T04:30:00", "2024-06-26T04:30:59", "MINUTE", ""),
    ("2024-12-31T23:59:59-00:30", "2025-01-01T00:29:59", "2025-01-01T00:29:59", "SECOND", ""),
    ("2024-06-25T14:30~", "2024-06-25T14:30:00", "2024-06-25T14:30:59", "MINUTE", "~"),
    # about and uncertain: flags, never a wider range
    ("2024~", "2024-01-01", "2024-12-31", "YEAR", "~"),
    ("2024?", "2024-01-01", "2024-12-31", "YEAR", "?"),
    ("2024-06%", "2024-06-01", "2024-06-30", "MONTH", "~?"),
    ("2024-06-25~", "2024-06-25", "2024-06-25", "DAY", "~"),
    ("2024-06-25?", "2024-06-25", "2024-06-25", "DAY", "?"),
    ("2004-06~-11", "2004-06-11", "2004-06-11", "DAY", "~"),
    ("?2004-06-~11", "2004-06-11", "2004-06-11", "DAY", "~?"),
    ("2004-%06", "2004-06-01", "2004-06-30", "MONTH", "~?"),
    # digits that are not known
    ("201X", "2010-01-01", "2019-12-31", "DECADE", ""),
    ("20XX", "2000-01-01", "2099-12-31", "CENTURY", ""),
    ("1XXX", "1000-01-01", "1999-12-31", "MILLENNIUM", ""),
    ("XXXX", "0-01-01", "9999-12-31", "UNKNOWN", ""),
    ("-01XX", "-199-01-01", "-100-12-31", "CENTURY", ""),
    ("2004-XX", "2004-01-01", "2004-12-31", "YEAR", ""),
    ("1985-04-XX", "1985-04-01", "1985-04-30", "MONTH", ""),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "YEAR", ""),
    ("2023-02-2X", "2023-02-20", "2023-02-28", "MONTH", ""),
    ("2024-1X", "2024-10-01", "2024-12-31", "YEAR", ""),
    ("2024-X1", "2024-01-01", "2024-11-30", "YEAR", ""),
    ("156X-12-25", "1560-12-25", "1569-12-25", "DECADE", ""),
    ("15XX-12-XX", "1500-12-01", "1599-12-31", "CENTURY", ""),
    ("XXXX-12-25", "0-12-25", "9999-12-25", "UNKNOWN", ""),
    ("201X-02-29", "2012-02-29", "2016-02-29", "DECADE", ""),
    ("201X~", "2010-01-01", "2019-12-31", "DECADE", "~"),
    # parts of a year
    ("2024-21", "2024-03-01", "2024-05-31", "SEASON", ""),
    ("2024-22", "2024-06-01", "2024-08-31", "SEASON", ""),
    ("2024-23", "2024-09-01", "2024-11-30", "SEASON", ""),
    ("2023-24", "2023-12-01", "2024-02-29", "SEASON", ""),
    ("2024-22?", "2024-06-01", "2024-08-31", "SEASON", "?"),
    ("2024-29", "2024-09-01", "2024-11-30", "SEASON", ""),
    ("2024-33", "2024-01-01", "2024-03-31", "SEASON", ""),
    ("2024-36", "2024-10-01", "2024-12-31", "SEASON", ""),
    ("2024-38", "2024-05-01", "2024-08-31", "SEASON", ""),
    ("2024-41", "2024-07-01", "2024-12-31", "SEASON", ""),
    ("201X-21", "2010-03-01", "2019-05-31", "DECADE", ""),
    # long years, and years sure only in their first digits
    ("Y12000", "12000-01-01", "12000-12-31", "YEAR", ""),
    ("Y-12000-06-15", "-12000-06-15", "-12000-06-15", "DAY", ""),
    ("Y-17E7", "-170000000-01-01", "-170000000-12-31", "YEAR", ""),
    ("Y-13800000000", "-13800000000-01-01", "-13800000000-12-31", "YEAR", ""),
    ("Y-13800000000~", "-13800000000-01-01", "-13800000000-12-31", "YEAR", "~"),
    ("1950S2", "1900-01-01", "1999-12-31", "CENTURY", ""),
    ("1953S3~", "1950-01-01", "1959-12-31", "DECADE", "~"),
    ("-0150S1", "-199-01-01", "-100-12-31", "CENTURY", ""),
    ("Y171010000S3", "171000000-01-01", "171999999-12-31", "AGE", ""),
    # durations
    ("2024-10-10/2024-10-13", "2024-10-10", "2024-10-13", "DAY", ""),
    ("2024-06/2024-08", "2024-06-01", "2024-08-31", "MONTH", ""),
    ("2004-06-15/2005", "2004-06-15", "2005-12-31", "YEAR", ""),
    ("2024-06~/2024-08?", "2024-06-01", "2024-08-31", "MONTH", "~?"),
    ("-0044/0014", "-44-01-01", "14-12-31", "YEAR", ""),
    ("2024-06-15/2024-06-15", "2024-06-15", "2024-06-15", "DAY", ""),
    ("2024-06/2024-06-15", "2024-06-01", "2024-06-15", "MONTH", ""),
    ("2024-06/..", "2024-06-01", None, "MONTH", ""),
    ("../2024", None, "2024-12-31", "YEAR", ""),
    ("2024/", "2024-01-01", None, "YEAR", ""),
    ("/2024", None, "2024-12-31", "YEAR", ""),
    ("../2024?", None, "2024-12-31", "YEAR", "?"),
    ("Y-17E7/Y-16E7", "-170000000-01-01", "-160000000-12-31", "YEAR", ""),
    # sets
    ("[2024-09-30..2024-10-06]", "2024-09-30", "2024-10-06", "DAY", ""),
    ("[2024-06..2024-08]", "2024-06-01", "2024-08-31", "MONTH", ""),
    ("[..2024-06]", None, "2024-06-30", "MONTH", ""),
    ("[2024-06..]", "2024-06-01", None, "MONTH", ""),
    ("[1667,1668, 1670..1672]", "1667-01-01", "1672-12-31", "YEAR", ""),
    ("[1760-01,1759-12-03]", "1759-12-03", "1760-01-31", "MONTH", ""),
    ("[1667?,1668]", "1667-01-01", "1668-12-31", "YEAR", "?"),
    ("[..1760-12-03,1762]", None, "1762-12-31", "YEAR", ""),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31", "YEAR", ""),
    ("{1960..1962}", "1960-01-01", "1962-12-31", "YEAR", ""),
    ("{2024-06}", "2024-06-01", "2024-06-30", "MONTH", ""),
]


def _parts(words):
    date, _, clock = words.partition("T")
    year, month, day = map(int, re.fullmatch(r"(-?\d+)-(\d\d)-(\d\d)", date).groups())
    return days_from_civil(year, month, day), [int(part) for part in clock.split(":")] if clock else None


def first_of(words):
    """Return the first instant of a day or second written in the table."""
    days, clock = _parts(words)
    hour, minute, second = clock or (0, 0, 0)
    return days * US_PER_DAY + (hour * 3600 + minute * 60 + second) * US_PER_SECOND


def end_of(words):
    """Return the instant after a day or second written in the table."""
    return first_of(words) + (US_PER_SECOND if "T" in words else US_PER_DAY)


@pytest.mark.parametrize(("text", "first", "last", "precision", "qualifiers"), CASES)
def test_a_text_means_its_first_and_last_instant_and_no_more(text, first, last, precision, qualifiers):
    date = parse_edtf(text)
    assert date.earliest_us == (first_of(first) if first else None)
    assert date.latest_us == (end_of(last) if last else None)
    assert date.precision is Precision[precision]
    assert (date.is_approximate, date.is_uncertain) == ("~" in qualifiers, "?" in qualifiers)


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_the_authors_text_stays_byte_for_byte(text):
    assert str(parse_edtf(text)) == text


REFUSED = [
    ("2023-02-29", "2023-02-29 is not a day: February 2023 has 28 days"),
    ("1900-02-29", "February 1900 has 28 days"),
    ("2024-06-31", "June 2024 has 30 days"),
    ("-0043-02-29", "February -0043 has 28 days"),
    ("2024-02-3X", "February 2024 has 29 days"),
    ("2023-02-29/2024", "February 2023 has 28 days"),
    ("[2023-02-29..2024]", "February 2023 has 28 days"),
    ("2024-00", "a year has months 01 to 12"),
    ("2024-13", "a year has months 01 to 12"),
    ("2024-20-01", "a year has months 01 to 12"),
    ("2024-06-00", "days count from 01 to 31"),
    ("2024-06-32", "days count from 01 to 31"),
    ("XXXX-02-30", "no month that it may mean has such a day"),
    ("2024-42", "seasons 21 to 32"),
    ("2024-21-05", "has no days of its own"),
    ("2024-10/2024-06", "ends before it begins"),
    ("2024-10-13/2024-10-12", "ends before it begins"),
    ("2024-06-15/2024-05", "ends before it begins"),
    ("2024~/2023", "ends before it begins"),
    ("[2024-10-06..2024-09-30]", "ends before it begins"),
    ("-0043/-0044", "ends before it begins"),
    ("", "There is no date"),
    ("   ", "There is no date"),
    (" 2024", "begins or ends with a blank"),
    ("2024\n", "begins or ends with a blank"),
    ("/", "give a start or an end"),
    ("../..", "give a start or an end"),
    ("2024/2025/2026", 'write one "/"'),
    ("2024/unknown", "write nothing for an end that is unknown"),
    ("2024/open", "write .. for an end that is open"),
    ("2024/10/11", "put hyphens between year, month and day: 2024-10-11"),
    ("11/10/2024", "with hyphens"),
    ("2024..2025", "write [2024-06..2024-08]"),
    ("..", "write [2024-06..2024-08]"),
    ("[]", "is not a set"),
    ("[..]", "a date is missing"),
    ("[2024,]", "a date is missing"),
    ("[2024-06", 'ends with "]"'),
    ("{2024]", 'ends with "}"'),
    ("[2024/2025]", 'write ".." and not "/"'),
    ("11 Oct 2024", "write 2024-10-11"),
    ("20241011", "put hyphens"),
    ("2024-6-5", "with two digits"),
    ("2024-10-11 14:30", 'write "T"'),
    ("12024", "begins with Y"),
    ("987", "with four digits"),
    ("1950s", "a decade is written 195X"),
    ("195u", 'write "X"'),
    ("c. 1950", 'write "~"'),
    ("2024?~", 'write "%"'),
    ("y-17e7", "capital letters"),
    ("Y2024", "without Y"),
    ("Y17E99", "too far off"),
    ("Y200000000000", "too far off"),
    ("-0000", "the year before 0001 is 0000"),
    ("1950S5", "S counts sure digits"),
    ("1950S0", "S counts sure digits"),
    ("1950S2-06", "after a whole year"),
    ("2024-06T14:30", "needs a whole day"),
    ("2024-06-XXT14:30", "needs a whole day"),
    ("2024-06-25T24:00", "midnight as 00:00 of the next day"),
    ("2024-06-25T14:60", "from 00:00:00 to 23:59:59"),
    ("2024-06-30T23:59:60", "without leap seconds"),
    ("2024-06-25T1430", "write it as 14:30"),
    ("2024-06-25T14:30+15:00", "at most 14 hours"),
    ("2024-06-25T14:30:05.1234567", "finer than a microsecond"),
    ("٢٠٢٤", "is not a date"),
    ("2024-10–11", "is not a date"),
    ("X" * 1001, "too long for a date"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_what_is_no_possible_date_is_refused_with_the_reason(text, reason):
    with pytest.raises(DateError, match=re.escape(reason)):
        parse_edtf(text)


@pytest.mark.parametrize(
    ("text", "form", "start_edge", "end_edge"),
    [
        ("2024-06", DateForm.POINT, Edge.KNOWN, Edge.KNOWN),
        ("2024-06/2024-08", DateForm.DURATION, Edge.KNOWN, Edge.KNOWN),
        ("2024-06/..", DateForm.DURATION, Edge.KNOWN, Edge.OPEN),
        ("2024-06/", DateForm.DURATION, Edge.KNOWN, Edge.UNKNOWN),
        ("../2024-06", DateForm.DURATION, Edge.OPEN, Edge.KNOWN),
        ("/2024-06", DateForm.DURATION, Edge.UNKNOWN, Edge.KNOWN),
        ("[2024-06..2024-08]", DateForm.ONE_OF, Edge.KNOWN, Edge.KNOWN),
        ("[..2024-06]", DateForm.ONE_OF, Edge.OPEN, Edge.KNOWN),
        ("{1960,1961-12}", DateForm.DURATION, Edge.KNOWN, Edge.KNOWN),
    ],
)
def test_a_range_of_doubt_a_duration_and_an_open_end_are_told_apart(text, form, start_edge, end_edge):
    date = parse_edtf(text)
    assert (date.form, date.start_edge, date.end_edge) == (form, start_edge, end_edge)


def test_fractions_of_a_second_last_as_long_as_their_digits_say():
    moment = parse_edtf("2024-06-25T14:30:05.25").start
    assert moment.earliest_us == instant_us(2024, 6, 25, 14, 30, 5, 250_000)
    assert moment.latest_us - moment.earliest_us == 10_000
    assert moment.precision is Precision.MICROSECOND


def test_the_authors_distance_from_utc_is_kept():
    assert parse_edtf("2024-06-25T14:30-05:30").start.offset_minutes == -330
    assert parse_edtf("2024-06-25T14:30Z").start.offset_minutes == 0
    assert parse_edtf("2024-06-25T14:30").start.offset_minutes is None


def test_a_set_keeps_its_members_in_the_authors_order():
    members = parse_edtf("[1760-01, 1759-12-03,1762..1764]").members
    assert [member.text for member in members] == ["1760-01", "1759-12-03", "1762..1764"]


@given(st.dates())
def test_every_day_of_the_calendar_parses_to_itself(date):
    parsed = parse_edtf(date.isoformat())
    days = (date - dt.date(1970, 1, 1)).days
    assert parsed.core_us is None
    assert (parsed.earliest_us, parsed.latest_us) == (days * US_PER_DAY, (days + 1) * US_PER_DAY)
    assert parsed.is_day_known


YEARS = st.one_of(
    st.integers(-9999, 9999).map(lambda year: f"{year:05}" if year < 0 else f"{year:04}"),
    st.integers(10_000, 10**11).map("Y{}".format),
    st.integers(10_000, 10**11).map("Y-{}".format),
)
QUALIFIERS = st.sampled_from(["", "~", "?", "%"])


@given(YEARS, st.integers(1, 12), st.integers(1, 28), QUALIFIERS)
@settings(max_examples=200)
def test_a_day_of_any_year_round_trips_and_lies_within_its_month_and_year(year, month, day, qualifier):
    text = f"{year}-{month:02}-{day:02}{qualifier}"
    whole_day, whole_month, whole_year = parse_edtf(text), parse_edtf(f"{year}-{month:02}"), parse_edtf(year)
    assert str(whole_day) == text
    assert whole_year.earliest_us <= whole_month.earliest_us <= whole_day.earliest_us
    assert whole_day.latest_us <= whole_month.latest_us <= whole_year.latest_us
    assert whole_day.latest_us - whole_day.earliest_us == US_PER_DAY


@given(YEARS, YEARS, st.sampled_from(["{}/{}", "[{}..{}]", "{{{}..{}}}"]))
def test_two_years_make_a_range_in_one_order_only(first, last, shape):
    a, b = parse_edtf(first), parse_edtf(last)
    text = shape.format(first, last)
    if a.earliest_us > b.earliest_us:
        with pytest.raises(DateError):
            parse_edtf(text)
    else:
        date = parse_edtf(text)
        assert (str(date), date.earliest_us, date.latest_us) == (text, a.earliest_us, b.latest_us)


@given(st.one_of(st.text(), st.text(alphabet="0123456789-/.[]{},~?%XYTEZS:+ ", max_size=24)))
@settings(max_examples=200)
def test_any_text_is_read_or_refused_and_nothing_else(text):
    try:
        date = parse_edtf(text)
    except DateError:
        return
    assert str(date) == text
    assert date.earliest_us is None or date.latest_us is None or date.earliest_us < date.latest_us


@pytest.mark.parametrize("text", ["[" + "2024," * 150, "é" * 5000, "1950" * 300 + "/2024", "[" + "9" * 900 + "..]"])
def test_a_message_stays_short_however_long_the_text(text):
    with pytest.raises(DateError) as refusal:
        parse_edtf(text)
    assert len(str(refusal.value)) < 250
