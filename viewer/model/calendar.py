"""Civil dates and instants as plain integers, for any year at all.

The calendar is proleptic Gregorian with astronomical years (year 0 is 1 BC), without zones and leap seconds.
An instant is an int of microseconds since 1970-01-01T00:00. Knows nothing of EDTF, doubt or words.
"""

from __future__ import annotations

from msgspec import Struct

US_PER_SECOND = 1_000_000
US_PER_DAY = 86_400 * US_PER_SECOND
MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_DAYS_PER_ERA = 146_097  # 400 years: the calendar repeats after them
_DAYS_TO_1970 = 719_468  # from 0000-03-01, where the first era begins
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Civil(Struct, frozen=True):
    """An instant as the parts that a clock and a calendar show."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    microsecond: int


def is_leap(year: int) -> bool:
    """Tell whether an astronomical year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month (1 to 12) has."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def days_from_civil(year: int, month: int, day: int) -> int:
    """Return the days from 1970-01-01 to a civil date of any year.

    Years are counted from March, so that the leap day falls at their end; eras of 400 years keep all
    divisions exact for negative years too. The parts are not checked.
    """
    march_year = year - (month <= 2)
    era, year_of_era = divmod(march_year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_PER_ERA + day_of_era - _DAYS_TO_1970


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Return (year, month, day) of a count of days since 1970-01-01; the inverse of `days_from_civil`."""
    era, day_of_era = divmod(days + _DAYS_TO_1970, _DAYS_PER_ERA)
    leap_days = day_of_era // 1_460 - day_of_era // 36_524 + day_of_era // 146_096
    year_of_era = (day_of_era - leap_days) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    march_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * march_month + 2) // 5 + 1
    month = march_month + 3 if march_month < 10 else march_month - 9
    return era * 400 + year_of_era + (month <= 2), month, day


def weekday(days: int) -> int:
    """Return the day of the week of a count of days since 1970-01-01: 0 is Monday, 6 is Sunday."""
    return (days + 3) % 7


def instant_us(
    year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: int = 0, microsecond: int = 0
) -> int:
    """Return the instant of a civil date and time in microseconds since 1970-01-01T00:00."""
    seconds = (days_from_civil(year, month, day) * 24 + hour) * 3_600 + minute * 60 + second
    return seconds * US_PER_SECOND + microsecond


def civil_from_us(us: int) -> Civil:
    """Return the civil date and time of an instant."""
    days, rest = divmod(us, US_PER_DAY)
    seconds, microsecond = divmod(rest, US_PER_SECOND)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return Civil(*civil_from_days(days), hour, minute, second, microsecond)
