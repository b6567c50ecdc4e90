"""Civil dates as integers, held against Python's own calendar and beyond its reach."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple

from viewer.model import calendar

EPOCH = dt.date(1970, 1, 1)
ANY_DAY = st.integers(-(10**14), 10**14)


@given(st.dates())
def test_days_agree_with_pythons_calendar_from_year_1_to_9999(date):
    days = (date - EPOCH).days
    assert calendar.days_from_civil(date.year, date.month, date.day) == days
    assert calendar.civil_from_days(days) == (date.year, date.month, date.day)
    assert calendar.weekday(days) == date.weekday()


@given(ANY_DAY)
def test_a_day_of_any_age_comes_back_as_it_went(days):
    year, month, day = calendar.civil_from_days(days)
    assert 1 <= month <= 12
    assert 1 <= day <= calendar.days_in_month(year, month)
    assert calendar.days_from_civil(year, month, day) == days


@given(ANY_DAY)
def test_the_day_after_is_one_day_later_in_the_calendar_too(days):
    assert calendar.civil_from_days(days) < calendar.civil_from_days(days + 1)
    assert calendar.weekday(days + 1) == (calendar.weekday(days) + 1) % 7


@given(st.datetimes())
@settings(max_examples=200)
def test_instants_agree_with_pythons_clock(moment):
    parts = (*moment.timetuple()[:6], moment.microsecond)
    us = (moment - dt.datetime(1970, 1, 1)) // dt.timedelta(microseconds=1)  # noqa: DTZ001  zoneless on purpose
    assert calendar.instant_us(*parts) == us
    assert astuple(calendar.civil_from_us(us)) == parts


@pytest.mark.parametrize(
    ("year", "is_leap"),
    [(2024, True), (2023, False), (1900, False), (2000, True), (0, True), (-4, True), (-100, False)],
)
def test_leap_years_follow_the_gregorian_rule_before_year_1_as_well(year, is_leap):
    assert calendar.is_leap(year) is is_leap
    assert calendar.days_in_month(year, 2) == (29 if is_leap else 28)


def test_the_instant_before_the_epoch_is_the_last_of_1969():
    assert astuple(calendar.civil_from_us(-1)) == (1969, 12, 31, 23, 59, 59, 999_999)


def test_the_age_of_the_universe_fits():
    us = calendar.instant_us(-13_800_000_000)
    assert astuple(calendar.civil_from_us(us))[:3] == (-13_800_000_000, 1, 1)
