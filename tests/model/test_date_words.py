"""Dates in words, as a reader meets them beside a mark."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.calendar import instant_us
from viewer.model.date_words import in_long_words, in_words, instant_in_words
from viewer.model.dates import Precision
from viewer.model.edtf import parse_edtf

SHORT = [
    ("2024-10-11", "11 Oct 2024"),
    ("2024-06", "Jun 2024"),
    ("2024", "2024"),
    ("2024-06-25T14:30", "25 Jun 2024, 14:30"),
    ("2024-06-25T14:30:05.25Z", "25 Jun 2024, 14:30:05.25 UTC"),
    ("2024-06-25T23:30-05:00", "25 Jun 2024, 23:30 UTC−05:00"),
    ("2024-06-25T23", "25 Jun 2024, between 23:00 and 24:00"),
    # doubt
    ("2024~", "about 2024"),
    ("2024?", "2024, uncertain"),
    ("2024-06-25%", "about 25 Jun 2024, uncertain"),
    ("[2024-09-30..2024-10-06]", "between 30 Sep and 6 Oct 2024"),
    ("[2024-06..2024-08]", "between Jun and Aug 2024"),
    ("[2023-12..2024-02]", "between Dec 2023 and Feb 2024"),
    ("[2024-06~..2024-08~]", "between about Jun and Aug 2024"),
    ("[..2024-06]", "by Jun 2024"),
    ("[2024-06..]", "Jun 2024 or later"),
    ("[..2024-06-03?]", "by 3 Jun 2024, uncertain"),
    ("[1667,1668, 1670..1672]", "1667, 1668 or between 1670 and 1672"),
    ("[1667?,1668]", "1667 (uncertain) or 1668"),
    ("[2024-06]", "Jun 2024"),
    # durations
    ("2024-10-10/2024-10-13", "10–13 Oct 2024"),
    ("2024-09-30/2024-10-06", "30 Sep – 6 Oct 2024"),
    ("2024-06/2024-08", "Jun–Aug 2024"),
    ("2023-12/2024-02", "Dec 2023 – Feb 2024"),
    ("2014/2016", "2014–2016"),
    ("2024-06-15/2024-08", "15 Jun 2024 – Aug 2024"),
    ("2024-06-15/2024-06-15", "15 Jun 2024"),
    ("2024-06-25T14:30/2024-06-25T16:00", "25 Jun 2024, 14:30–16:00"),
    ("2024-06-25T14:30/2024-06-26T09:00", "from 25 Jun 2024, 14:30 to 26 Jun 2024, 09:00"),
    ("2024-06~/2024-08", "from about Jun 2024 to Aug 2024"),
    ("2024-06/2024-08?", "from Jun 2024 to Aug 2024 (uncertain)"),
    ("2024-06?/2024-08?", "Jun–Aug 2024, uncertain"),
    ("2024-06/..", "from Jun 2024, still open"),
    ("2024-06/", "from Jun 2024, end unknown"),
    ("../2024", "until 2024"),
    ("/2024", "until 2024, start unknown"),
    ("{1960,1961-12}", "1960 and Dec 1961"),
    # unknown digits
    ("195X", "1950s"),
    ("200X", "between 2000 and 2009"),
    ("18XX", "19th century"),
    ("20XX", "21st century"),
    ("10XX", "11th century"),
    ("-01XX", "2nd century BC"),
    ("1XXX", "2nd millennium"),
    ("1985-04-XX", "Apr 1985"),
    ("1985-XX-XX", "1985"),
    ("2024-1X", "between Oct and Dec 2024"),
    ("2024-06-1X", "between 10 and 19 Jun 2024"),
    ("156X-12-25", "between 25 Dec 1560 and 25 Dec 1569"),
    ("XXXX-12-25", "25 Dec, year unknown"),
    ("XXXX", "year unknown"),
    # parts of a year
    ("2024-21", "spring 2024"),
    ("2024-24~", "about winter 2024"),
    ("2024-31", "autumn 2024"),
    ("2024-34", "second quarter of 2024"),
    ("2024-40", "first half of 2024"),
    ("2024-21/2024-23", "spring–autumn 2024"),
    # far years
    ("-0043-03-15", "15 Mar 44 BC"),
    ("0000", "1 BC"),
    ("0987", "AD 987"),
    ("-0043/-0039", "44–40 BC"),
    ("-0001/0005", "2 BC – AD 5"),
    ("Y12000", "AD 12,000"),
    ("Y-12000", "12,001 BC"),
    ("Y-17E7", "170 million BC"),
    ("Y-13800000000~", "about 13.8 billion BC"),
]


@pytest.mark.parametrize(("text", "words"), SHORT)
def test_a_date_is_said_in_short_words(text, words):
    assert in_words(parse_edtf(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-10-11", "Friday 11 October 2024"),
        ("2024-10-11~", "about Friday 11 October 2024"),
        ("2024-06-25T14:30", "Tuesday 25 June 2024, 14:30"),
        ("2024-06", "June 2024"),
        ("[2024-09-30..2024-10-06]", "between 30 September and 6 October 2024"),
        ("2024-10-10/2024-10-13", "10–13 October 2024"),
        ("2024-10-10/..", "from 10 October 2024, still open"),
        ("1500-01-01", "1 January 1500"),
    ],
)
def test_long_words_have_full_names_and_a_weekday_for_one_day(text, words):
    assert in_long_words(parse_edtf(text)) == words


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.MICROSECOND, "11 Oct 2024, 12:33:20.1234"),
        (Precision.SECOND, "11 Oct 2024, 12:33:20"),
        (Precision.MINUTE, "11 Oct 2024, 12:33"),
        (Precision.HOUR, "11 Oct 2024, 12:33"),
        (Precision.DAY, "11 Oct 2024"),
        (Precision.MONTH, "Oct 2024"),
        (Precision.SEASON, "Oct 2024"),
        (Precision.YEAR, "2024"),
        (Precision.DECADE, "2020s"),
        (Precision.CENTURY, "21st century"),
        (Precision.MILLENNIUM, "3rd millennium"),
        (Precision.UNKNOWN, "2024"),
    ],
)
def test_an_instant_is_cut_to_its_precision(precision, words):
    assert instant_in_words(instant_us(2024, 10, 11, 12, 33, 20, 123_400), precision) == words


def test_an_instant_before_year_1_falls_in_its_century_bc():
    assert instant_in_words(instant_us(-149), Precision.CENTURY) == "2nd century BC"


@given(st.integers(-(10**24), 10**24), st.sampled_from(Precision))
@settings(max_examples=200)
def test_every_instant_has_words(us, precision):
    words = instant_in_words(us, precision)
    assert words == " ".join(words.split())
    assert words


@given(st.dates(), st.sampled_from(["", "~", "?", "%"]))
def test_words_name_the_doubt_exactly_when_there_is_one(date, qualifier):
    words = in_words(parse_edtf(f"{date.isoformat()}{qualifier}"))
    assert words.startswith("about ") == (qualifier in {"~", "%"})
    assert words.endswith(", uncertain") == (qualifier in {"?", "%"})
