"""What a person is told to write instead of a date in a form of daily life: named exactly, and never decided."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.model.date_hints import GENERAL, date_hint
from viewer.model.dates import DateError
from viewer.model.edtf import parse_edtf

WRITE_HYPHENS = "write it with hyphens, the year first: "
WITHOUT = "give at least a year or a range, such as 202X or [2024-06..2024-08]; without a date it cannot be shown"

HINTS = [
    ("25.06.2024", WRITE_HYPHENS + "2024-06-25"),
    ("25-06-2024", WRITE_HYPHENS + "2024-06-25"),
    ("06/25/2024", WRITE_HYPHENS + "2024-06-25"),
    ("06/06/2024", WRITE_HYPHENS + "2024-06-06"),
    ("06/05/2024", WRITE_HYPHENS + "2024-05-06 for 6 May, 2024-06-05 for 5 June"),
    ("06/25/2024 10:15 PM", WRITE_HYPHENS + '2024-06-25, then "T" and the time as 14:30'),
    ("31.02.2024", "there is no such day"),
    ("25.06.24", "write the year first and whole, such as 2024-06-25"),
    ("2024.6.5", "put hyphens between year, month and day: 2024-06-05"),
    ("20241011", "put hyphens between year, month and day: 2024-10-11"),
    ("06/2024", "write the year first, and a hyphen, such as 2024-06"),
    ("June 2024", "write 2024-06"),
    ("sept. 2024", "write 2024-09"),
    ("2024 June", "write 2024-06"),
    ("Monday, 3 June 2024", "write 2024-06-03"),
    ("June 3rd, 2024", "write 2024-06-03"),
    ("3 June", "a date needs its year, such as 2024-06-03"),
    ("44 BC", "write -0043, since 1 BC is the year 0000"),
    ("1 B.C.E.", "write 0000, since 1 BC is the year 0000"),
    ("12,000 BC", "write Y-11999, since 1 BC is the year 0000"),
    ("0 BC", "there is no year 0 BC"),
    ("AD 79", "write 0079"),
    ("c. 1850", 'write "~" after the date for "about": 1850~'),
    ("circa June 1850", 'write "~" after the date for "about": 1850-06~'),
    ("ca. 44 BC", 'write "~" after the date for "about": -0043~'),
    ("about 06/05/2024", 'write "~" after the date for "about", such as 1950~'),
    ("Summer 2024", "write 2024-22"),
    ("Q3 2024", "write 2024-35"),
    ("2020-2024", "write 2020/2024 for all of it, [2020..2024] for some time in it"),
    (
        "2024-06-25 to 2024-06-28",
        "write 2024-06-25/2024-06-28 for all of it, [2024-06-25..2024-06-28] for some time in it",
    ),
    ("2024-2020", ""),
    ("1850 or 1851", "write [1850,1851]"),
    ("before 1850", "write [..1850]"),
    ("since 1850", "write 1850/.."),
    ("the 1850s", "a decade is written 185X"),
    ("19th century", "a century is written 18XX"),
    (
        "45468",
        "as a spreadsheet counts days this is 2024-06-25: give its column the format of a date and save it again",
    ),
    ("1719316800", "counted from 1970 this is a time on 2024-06-25: write it as a date, such as 2024-06-25"),
    ("14:30", "a time needs its day before it, such as 2024-06-25T14:30"),
    *((word, WITHOUT) for word in ("N/A", "n.a.", "unknown", "TBD", "-", "?")),
    *((word, "") for word in ("soon", "3 Octobre 2024", "32 October 2024", "the other day", "")),
]


@pytest.mark.parametrize(("text", "hint"), HINTS)
def test_each_common_form_has_a_hint_of_its_own(text, hint):
    assert date_hint(text) == hint


@pytest.mark.parametrize(
    "hint", [hint for _, hint in HINTS if hint.startswith(("write ", "put ", "a decade ", "a century "))]
)
def test_what_is_told_to_be_written_is_a_date_that_can_be_read(hint):
    words = hint.partition(", since ")[0].replace(", ", " ").split()
    dates = [word for word in words if re.search("[0-9]{2}", word) and ":" not in word]
    assert dates
    assert all(parse_edtf(date).text == date for date in dates)


@given(
    st.dates(),
    st.sampled_from(
        ["{0.day}.{0.month}.{0.year:04}", "{0.month:02}/{0.day:02}/{0.year:04}", "{0.day:02}-{0.month:02}-{0.year:04}"]
    ),
)
def test_the_day_that_was_meant_is_always_among_those_named(day, form):
    assert day.isoformat() in date_hint(form.format(day))


@given(st.text(max_size=30) | st.from_regex(r"[a-z0-9 ./\-~?:]{0,20}", fullmatch=True))
def test_no_text_makes_a_hint_fail(text):
    assert isinstance(date_hint(text), str)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("N/A", f'"N/A" is not a date: {WITHOUT}'),
        ("2024/foo bar", f'"2024/foo bar" is not a date: {GENERAL}'),
        ("June 2024/July 2024", '"June 2024" in "June 2024/July 2024" is not a date: write 2024-06'),
        ("[June 2024..2024-08]", '"June 2024" in "[June 2024..2024-08]" is not a date: write 2024-06'),
        ("2024-06/2024-02-30", "2024-02-30 is not a day: February 2024 has 29 days"),
    ],
)
def test_the_whole_text_is_named_where_a_part_of_it_is_no_date(text, said):
    with pytest.raises(DateError) as error:
        parse_edtf(text)
    assert str(error.value) == said
