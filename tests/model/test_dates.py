"""What a date knows of itself: its sure part, whether it is one known day, where it sorts."""

from __future__ import annotations

import pytest

from viewer.model.calendar import instant_us
from viewer.model.dates import Precision, UncertainDate
from viewer.model.edtf import parse_edtf


def test_a_stated_duration_of_days_is_sure_from_its_first_to_its_last_day():
    assert parse_edtf("2024-10-10/2024-10-13").core_us == (instant_us(2024, 10, 10), instant_us(2024, 10, 14))


def test_the_months_at_the_ends_of_a_duration_are_not_sure():
    assert parse_edtf("2024-06/2024-08").core_us == (instant_us(2024, 7, 1), instant_us(2024, 8, 1))


@pytest.mark.parametrize("text", ["2024-06/2024-07", "2024-06/2024-06", "2024-06/..", "/2024", "{1960,1962}"])
def test_a_duration_may_have_no_sure_part(text):
    assert parse_edtf(text).core_us is None


@pytest.mark.parametrize("text", ["2024-06", "2024-06-25", "[2024-06-01..2024-06-25]"])
def test_only_a_duration_has_a_sure_part(text):
    assert parse_edtf(text).core_us is None


def test_the_sure_part_of_what_is_still_open_begins_after_the_month_of_its_start():
    date = parse_edtf("2024-06/..")
    assert (date.sure_from_us, date.sure_until_us) == (instant_us(2024, 7, 1), None)


@pytest.mark.parametrize(
    ("text", "is_day_known", "is_range_of_doubt"),
    [
        ("2024-06-25", True, False),
        ("2024-06-25T14:30", True, False),
        ("2024-06-25~", False, False),
        ("2024-06-25?", False, False),
        ("2024-06", False, True),
        ("2024-06-XX", False, True),
        ("[2024-09-30..2024-10-06]", False, True),
        ("[..2024-06-25]", False, True),
        ("2024-06-25/2024-06-25", False, False),
        ("2024-06/2024-08", False, False),
    ],
)
def test_a_known_day_a_range_of_doubt_and_a_duration_are_three_things(text, is_day_known, is_range_of_doubt):
    date = parse_edtf(text)
    assert (date.is_day_known, date.is_range_of_doubt) == (is_day_known, is_range_of_doubt)


def test_dates_sort_by_where_they_begin_or_where_their_only_end_stands():
    texts = ["2024-06", "[..2023]", "-0043", "2024-05-31/..", "/2024-07", "Y-13800000000"]
    in_order = sorted(texts, key=lambda text: parse_edtf(text).sort_us)
    assert in_order == ["Y-13800000000", "-0043", "[..2023]", "2024-05-31/..", "2024-06", "/2024-07"]


def test_the_coarser_end_gives_the_precision():
    assert parse_edtf("2004-06-15/2005").precision is Precision.YEAR


def test_equal_texts_are_equal_dates():
    assert parse_edtf("2024-06") == parse_edtf("2024-06")
    assert parse_edtf("2024-06") != parse_edtf("2024-06~")
    assert isinstance(hash(parse_edtf("2024-06")), int)


def test_a_date_cannot_be_changed():
    date: UncertainDate = parse_edtf("2024-06")
    with pytest.raises(AttributeError):
        date.text = "2025"
