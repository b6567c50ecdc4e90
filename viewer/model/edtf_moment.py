"""Reads one date expression of EDTF, without intervals and sets, into a Moment.

The rules are those of ISO 8601-2:2019 with these additions: fractions of a second down to the microsecond, times to
the hour or minute, a month and day after a `Y` year, a qualifier after a time. Seasons are those of the weather
north of the equator (21 is March to May; 24 December to February), south of it for the codes 29 to 32.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.model.calendar import (
    MONTH_NAMES,
    US_PER_DAY,
    US_PER_SECOND,
    days_from_civil,
    days_in_month,
    instant_us,
)
from viewer.model.dates import DateError, Moment, Precision
from viewer.model.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FARTHEST_YEAR = 10**11  # counted in seconds, this still fits 64 bits with room to draw around it

_EXPRESSION = late(
    r"[?~%]?(?P<year>Y-?[0-9]{1,12}(?:E[0-9]{1,2})?|-?[0-9X]{4})(?:S(?P<digits>[0-9]{1,2}))?[?~%]?"
    r"(?:-[?~%]?(?P<month>[0-9X]{2})[?~%]?(?:-[?~%]?(?P<day>[0-9X]{2})[?~%]?)?)?"
    r"(?:T(?P<time>[0-9:.,]+)(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?[?~%]?)?"
)
_TIME = late(r"([0-9]{2})(?::([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?)?")
_BY_POWER = (Precision.YEAR, Precision.DECADE, Precision.CENTURY, Precision.MILLENNIUM, Precision.AGE)
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12, 25: 3, 26: 6, 27: 9, 28: 12, 29: 9, 30: 12, 31: 3, 32: 6}
_QUARTERS = {code: ((code - 33) * 3 + 1, 3) for code in range(33, 37)}
_THIRDS = {code: ((code - 37) * 4 + 1, 4) for code in range(37, 40)}
_HALVES = {code: ((code - 40) * 6 + 1, 6) for code in range(40, 42)}
PARTS_OF_YEAR = {code: (month, 3) for code, month in _SEASONS.items()} | _QUARTERS | _THIRDS | _HALVES
"""The first month and the number of months of each code of ISO 8601-2 from 21 (spring) to 41 (second half)."""


class _Time(Struct, frozen=True):
    offset_us: int
    length_us: int
    precision: Precision


def read_moment(text: str, whole: str = "") -> Moment:
    """Read one date, month, season, year or time; raise DateError where it is none or cannot be.

    `whole` is the text that it is a part of, for the message.
    """
    match = _EXPRESSION().fullmatch(text)
    if match is None:
        raise unreadable(text, whole)
    is_approximate = "~" in text or "%" in text
    is_uncertain = "?" in text or "%" in text
    year, digits, month, day, time, zone = match.group("year", "digits", "month", "day", "time", "zone")
    if time is not None:
        first, last, precision, offset = _clock(text, (year, month, day), time, zone)
        return Moment(first, last, precision, is_approximate, is_uncertain, offset_minutes=offset)
    if digits is not None:
        first, last, precision = _significant(text, year, int(digits), is_alone=month is None)
        return Moment(first, last, precision, is_approximate, is_uncertain)
    if month is not None and month.isdigit() and int(month) > 20:
        first, last, season = _part_of_year(text, year, int(month), is_alone=day is None)
        precision = _year_precision(year) if "X" in year else Precision.SEASON
        return Moment(first, last, precision, is_approximate, is_uncertain, season=season)
    first, last, precision = _span(text, year, month, day)
    return Moment(first, last, precision, is_approximate, is_uncertain)


def unreadable(text: str, whole: str = "") -> DateError:
    """Return the error for a text that is not a date; it may be a part of a `whole`, which is then named too."""
    from viewer.model.date_hints import GENERAL, date_hint  # noqa: PLC0415  dates in order do without it

    if whole and (hint := date_hint(whole)):
        return DateError(f'"{shortened(whole)}" is not a date: {hint}')
    hint = date_hint(text)
    named = f'"{shortened(text)}" in "{shortened(whole)}"' if whole and hint else f'"{shortened(whole or text)}"'
    return DateError(f"{named} is not a date: {hint or GENERAL}")


def shortened(text: str) -> str:
    """Return a text that fits a message: at most 60 characters."""
    return text if len(text) <= 60 else text[:59] + "…"


def _numbers(mask: str, low: int, high: int) -> list[int]:
    """Return the numbers in low..high (inclusive) that a mask such as "1X" allows, ascending."""
    if mask.isdigit():
        return [int(mask)] if low <= int(mask) <= high else []
    choices = product(*("0123456789" if digit == "X" else digit for digit in mask))
    return [number for number in (int("".join(digits)) for digits in choices) if low <= number <= high]


def _years(text: str, mask: str) -> list[int]:
    """Return the years a year text may mean, ascending."""
    if mask.startswith("Y"):
        return [_long_year(text, mask)]
    if not mask.startswith("-"):
        return _numbers(mask, 0, 9999)
    years = [-number for number in reversed(_numbers(mask[1:], 1, 9999))]
    if not years:
        raise DateError(f'"{text}" is not a date: the year before 0001 is 0000, without a minus')
    return years


def _long_year(text: str, mask: str) -> int:
    mantissa, _, exponent = mask[1:].partition("E")
    if not exponent and len(mantissa.lstrip("-")) < 5:
        raise DateError(
            f'"{text}" is not a date: a year of up to four digits is written without Y and with four digits'
        )
    year: int = int(mantissa) * 10 ** int(exponent or 0)
    if abs(year) > FARTHEST_YEAR:
        raise DateError(f'"{text}" is too far off: years up to a hundred thousand million are understood')
    return year


def _year_precision(mask: str) -> Precision:
    if "X" not in mask:
        return Precision.YEAR
    power = len(mask) - mask.index("X")
    return _BY_POWER[power] if power < 4 else Precision.UNKNOWN


def _span(text: str, year: str, month: str | None, day: str | None) -> tuple[int, int, Precision]:
    """Return [first, last) in microseconds of a date whose digits may be unspecified, and its precision."""
    years = _years(text, year)
    months = _numbers(month, 1, 12) if month else list(range(1, 13))
    days = _numbers(day, 1, 31) if day else list(range(1, 32))
    if not months:
        raise DateError(f'"{text}" is not a date: a year has months 01 to 12, and parts 21 (spring) to 41')
    if not days:
        raise DateError(f'"{text}" is not a date: days count from 01 to 31')
    first = _first_day(years, months, days)
    last = _first_day(years[::-1], months[::-1], days[::-1])
    if first is None or last is None:
        raise DateError(_no_such_day(text, years, months))
    return first * US_PER_DAY, (last + 1) * US_PER_DAY, _precision(year, month, day)


def _first_day(years: Sequence[int], months: Sequence[int], days: Iterable[int]) -> int | None:
    for year, month in product(years, months):
        length = days_in_month(year, month)
        for day in days:
            if day <= length:
                return days_from_civil(year, month, day)
    return None


def _no_such_day(text: str, years: Sequence[int], months: Sequence[int]) -> str:
    month = MONTH_NAMES[months[0] - 1]
    if len(years) > 1 or len(months) > 1:
        return f'"{text}" is not a date: no month that it may mean has such a day'
    year = f"{'-' if years[0] < 0 else ''}{abs(years[0]):04}"
    return f"{text} is not a day: {month} {year} has {days_in_month(years[0], months[0])} days"


def _precision(year: str, month: str | None, day: str | None) -> Precision:
    if month is None or "X" in year or "X" in month:
        return _year_precision(year)
    return Precision.MONTH if day is None or "X" in day else Precision.DAY


def _part_of_year(text: str, year: str, code: int, *, is_alone: bool) -> tuple[int, int, int]:
    if code not in PARTS_OF_YEAR:
        raise DateError(f'"{text}" is not a date: months are 01 to 12, seasons 21 to 32, quarters 33 to 36')
    if not is_alone:
        raise DateError(f'"{text}" is not a date: a season or quarter ({code}) has no days of its own')
    years = _years(text, year)
    month, length = PARTS_OF_YEAR[code]
    years_on, after = divmod(month - 1 + length, 12)
    return instant_us(years[0], month), instant_us(years[-1] + years_on, after + 1), code


def _significant(text: str, mask: str, digits: int, *, is_alone: bool) -> tuple[int, int, Precision]:
    """Read a year of which only the first digits are sure: `1950S2` is a year of 1900 to 1999."""
    if not is_alone or "X" in mask:
        raise DateError(f'"{text}" is not a date: S with its digits stands after a whole year, such as 1950S2')
    year = _years(text, mask)[0]
    power = len(str(abs(year))) - digits
    if digits < 1 or power < 0:
        raise DateError(f'"{text}" is not a date: S counts sure digits, here 1 to {len(str(abs(year)))}')
    low = abs(year) // 10**power * 10**power
    first, last = (low, low + 10**power - 1) if year >= 0 else (-low - 10**power + 1, -low)
    return instant_us(first), instant_us(last + 1), _BY_POWER[min(power, 4)]


def _clock(
    text: str, date: tuple[str, str | None, str | None], time: str, zone: str | None
) -> tuple[int, int, Precision, int | None]:
    year, month, day = date
    if not month or not day or "X" in year + month + day:
        raise DateError(f'"{text}" is not a date: a time needs a whole day before it, such as 2024-06-25T14:30')
    midnight, _, _ = _span(text.partition("T")[0], year, month, day)
    clock = _read_time(text, time)
    offset = _read_zone(text, zone) if zone else None
    first = midnight + clock.offset_us - (offset or 0) * 60 * US_PER_SECOND
    return first, first + clock.length_us, clock.precision, offset


def _read_time(text: str, time: str) -> _Time:
    match = _TIME().fullmatch(time)
    if match is None:
        raise DateError(f'"{text}" is not a time: write it as 14:30, 14:30:05 or 14:30:05.25')
    hour, minute, second, fraction = match.groups()
    if int(hour) == 24:
        raise DateError(f'"{text}" is not a time: a day ends at 23:59; write midnight as 00:00 of the next day')
    if int(hour) > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        raise DateError(f'"{text}" is not a time: times run from 00:00:00 to 23:59:59, without leap seconds')
    if fraction and len(fraction) > 6:
        raise DateError(f'"{text}" is finer than a microsecond: give at most six digits after the seconds')
    seconds = int(hour) * 3600 + int(minute or 0) * 60 + int(second or 0)
    offset_us = seconds * US_PER_SECOND + int((fraction or "0").ljust(6, "0"))
    if fraction:
        return _Time(offset_us, 10 ** (6 - len(fraction)), Precision.MICROSECOND)
    if second:
        return _Time(offset_us, US_PER_SECOND, Precision.SECOND)
    if minute:
        return _Time(offset_us, 60 * US_PER_SECOND, Precision.MINUTE)
    return _Time(offset_us, 3600 * US_PER_SECOND, Precision.HOUR)


def _read_zone(text: str, zone: str) -> int:
    if zone == "Z":
        return 0
    hours, minutes = int(zone[1:3]), int(zone[3:].lstrip(":") or 0)
    if hours > 14 or minutes > 59:
        raise DateError(f'"{text}" is not a time: a distance from UTC is at most 14 hours, such as +03:00')
    return (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)
