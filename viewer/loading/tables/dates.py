"""Reads columns of dates: plain ISO dates and times all at once with numpy, the rest one by one as EDTF.

Knows nothing of files or of the other columns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct, field

from viewer.model.calendar import MONTH_NAMES, US_PER_DAY, US_PER_SECOND
from viewer.model.dates import DateError
from viewer.model.edtf import parse_edtf
from viewer.model.patterns import late
from viewer.model.table_dates import UTC_BIT, DateCode
from viewer.model.text_column import windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.loading.tables.records import Cells
    from viewer.model.dates import UncertainDate

    Chars = NDArray[np.uint8]
    Times = NDArray[np.int64]

_WIDTHS = (4, 7, 10, 13, 16, 19, *range(21, 27))
_CODES = dict(zip(_WIDTHS, (*range(DateCode.YEAR, DateCode.TENTH), *range(DateCode.TENTH, DateCode.WEEK)), strict=True))
_CLOCK_FROM = 13
_ZERO = ord("0")
_FORM = b"0000-00-00T00:00:00.000000"
_FIELDS = ((0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19), (20, 26))
_MONTHS = {name.lower()[:3]: number for number, name in enumerate(MONTH_NAMES, 1)}
_TIMED = late(r"(-?\d{4}-\d{2}-\d{2})[ t](\d{2}.*)")
_ZONED = late(r"(.*\d) (Z|[+-]\d{2}:?\d{2})")
_SLASHED = late(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_DAY_FIRST = late(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})")
_MONTH_FIRST = late(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_STILL = {"present", "now", "ongoing", "today", "open", "current"}
_REMEMBERED = 20_000


class Dates(Struct):
    """n dates as instants: `begin` and `finish` (exclusive, microseconds) and `codes`; 0 where it was none of these."""

    begin: Times
    finish: Times
    codes: NDArray[np.uint8]


def read_plain(cells: Cells) -> Dates:
    """Read `YYYY`, `YYYY-MM`, `YYYY-MM-DD` and ISO times to the microsecond, with T or a blank, with or without Z."""
    count = len(cells)
    dates = Dates(np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.uint8))
    lengths = cells.lengths
    if not len(cells.text):
        return dates
    ends = cells.text[np.maximum(cells.starts + lengths - 1, 0)]
    is_utc = (ends == ord("Z")) & (lengths > _CLOCK_FROM)
    widths = lengths - is_utc
    for width in _WIDTHS:
        rows = np.flatnonzero(widths == width)
        if len(rows):
            begin, finish, holds = _read_width(windows(cells.text, cells.starts[rows], width))
            good = rows[holds]
            dates.begin[good], dates.finish[good] = begin[holds], finish[holds]
            dates.codes[good] = _CODES[width] + UTC_BIT * is_utc[good].astype(np.uint8)
    return dates


def _read_width(chars: Chars) -> tuple[Times, Times, NDArray[np.bool_]]:
    """Return begin, finish and whether it is a date for (n, width) characters, width being one of those known."""
    width = chars.shape[1]
    if width > 10:
        chars[chars[:, 10] == ord(" "), 10] = ord("T")
    if width > 19:
        chars[chars[:, 19] == ord(","), 19] = ord(".")
    parts, holds = _numbers(chars)
    year, month = parts[0], parts[1] if width >= 7 else np.ones_like(parts[0])
    holds &= (month >= 1) & (month <= 12)
    months = np.where(holds, (year - 1970) * 12 + month - 1, 0)
    first, after = _days_of_months(months, 1 if width >= 7 else 12)
    if width < 10:
        return first * US_PER_DAY, after * US_PER_DAY, holds
    day = parts[2]
    holds &= (day >= 1) & (day <= after - first)
    begin = (first + day - 1) * US_PER_DAY
    if width == 10:
        return begin, begin + US_PER_DAY, holds
    clock, length_us, is_time = _read_clock(parts[3:], width)
    begin += clock
    return begin, begin + length_us, holds & is_time


def _read_clock(parts: list[Times], width: int) -> tuple[Times, int, NDArray[np.bool_]]:
    """Return the time of day in microseconds, how long the time named lasts, and whether there is such a time."""
    none = np.zeros_like(parts[0])
    hour, minute, second, fraction = (parts + [none] * 3)[:4]
    clock = ((hour * 60 + minute) * 60 + second) * US_PER_SECOND
    length_us = {13: 3600, 16: 60}.get(width, 1) * US_PER_SECOND
    if width > 20:
        length_us = 10 ** (26 - width)
        clock += fraction * length_us
    return clock, length_us, (hour < 24) & (minute < 60) & (second < 60)


def _numbers(chars: Chars) -> tuple[list[Times], NDArray[np.bool_]]:
    """Return the numbers between the separators, and where all characters are as they should be.

    Against the form of a date, digits leave 0 to 9 and separators 0; one product with the digits' weights makes all
    numbers at once, exact in float32 up to 2**24.
    """
    width = chars.shape[1]
    form = np.frombuffer(_FORM[:width], dtype=np.uint8)
    digits = chars ^ form
    wrong = digits > np.where(form == _ZERO, 9, 0).astype(np.uint8)
    holds = np.ones(len(chars), dtype=np.bool_)
    if wrong.any():
        holds = ~np.any(wrong, axis=1)
    fields = [(start, min(end, width)) for start, end in _FIELDS if start < width]
    weights = np.zeros((width, len(fields)), dtype=np.float32)
    for number, (start, end) in enumerate(fields):
        weights[start:end, number] = 10.0 ** np.arange(end - start)[::-1]
    numbers = (digits.astype(np.float32) @ weights).astype(np.int64)
    return [np.ascontiguousarray(numbers[:, number]) for number in range(len(fields))], holds


def _days_of_months(months: Times, step: int) -> tuple[Times, Times]:
    """Return the days from 1970 to the first of some months counted from January 1970, and of those `step` later."""
    first = int(months.min())
    all_months = np.arange(first, int(months.max()) + step + 1)  # at most ten thousand years of them
    days = all_months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return days[months - first], days[months - first + step]


class DateReader(Struct):
    """Reads dates one by one, remembering some thousand of them and of what is wrong with what is none."""

    _known: dict[str, UncertainDate | str] = field(default_factory=dict)

    def read(self, start: str, end: str = "", qualifier: str = "") -> UncertainDate:
        """Return the date of a start and an end ("" for none) in EDTF or a few common forms; raises DateError.

        `qualifier` ("~", "?" or "%") is put to a date that has none.
        """
        key = f"{start}\n{end}\n{qualifier}"
        date = self._known.get(key)
        if date is None:
            date = _date_or_fault(start, end, qualifier)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = date
        if isinstance(date, str):
            raise DateError(date)
        return date


def _date_or_fault(start: str, end: str, qualifier: str) -> UncertainDate | str:
    """Return the date, or what is wrong with the cell that is none."""
    try:
        return parse_edtf(_in_edtf(start, end, qualifier))
    except DateError as error:
        return (_fault(start) or _fault(end) if start and end else "") or _fault(start or end) or str(error)


def _fault(cell: str) -> str:
    """Return what is wrong with one cell as it stands, or ""."""
    if cell.casefold() in _STILL:
        return ""
    try:
        parse_edtf(_usual(cell))
    except DateError as error:
        return str(error)
    return ""


def _in_edtf(start: str, end: str, qualifier: str) -> str:
    first, last = _usual(start), _usual(end)
    if last.casefold() in _STILL:
        last = ".."
    if not end or first == last:
        return _qualified(first, qualifier)
    return f"{_qualified(first, qualifier)}/{_qualified(last, qualifier)}"


def _qualified(text: str, qualifier: str) -> str:
    is_plain = text and not re.search(r"[~?%/\[{]|\.\.", text)
    return text + qualifier if is_plain else text


def _usual(text: str) -> str:
    """Return a date in EDTF where it is in a common form that can mean but one day; else as it stands."""
    if zoned := _ZONED().fullmatch(text):
        text = zoned[1] + zoned[2]
    if timed := _TIMED().fullmatch(text):
        return f"{timed[1]}T{timed[2]}"
    if slashed := _SLASHED().fullmatch(text):
        return f"{slashed[1]}-{int(slashed[2]):02}-{int(slashed[3]):02}"
    if (worded := _DAY_FIRST().fullmatch(text)) and (month := _month(worded[2])):
        return f"{worded[3]}-{month:02}-{int(worded[1]):02}"
    if (worded := _MONTH_FIRST().fullmatch(text)) and (month := _month(worded[1])):
        return f"{worded[3]}-{month:02}-{int(worded[2]):02}"
    return text


def _month(word: str) -> int:
    number = _MONTHS.get(word.lower()[:3], 0)
    return number if number and MONTH_NAMES[number - 1].lower().startswith(word.lower()) else 0
