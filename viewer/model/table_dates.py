"""One byte for how a plain date was written, so that its EDTF text is made again from its instants.

A million dates of a table keep no text of their own: `code` and the instant say it. Knows nothing of columns or files.
"""

from __future__ import annotations

from enum import IntEnum

from viewer.model.calendar import US_PER_DAY, civil_from_us


class DateCode(IntEnum):
    """The lower four bits: what the date names. From HOUR on each step adds to the one before; TENTH has one digit."""

    TEXT = 0  # cannot be made again: the text is kept
    YEAR = 1
    MONTH = 2
    DAY = 3
    HOUR = 4
    MINUTE = 5
    SECOND = 6
    TENTH = 7
    MICROSECOND = 12
    WEEK = 13  # one of the seven days from the instant on


KIND_BITS = 0x0F
UTC_BIT = 0x10
ABOUT_BIT = 0x20
UNSURE_BIT = 0x40

_QUALIFIERS = {0: "", ABOUT_BIT: "~", UNSURE_BIT: "?", ABOUT_BIT | UNSURE_BIT: "%"}
_LENGTHS: dict[int, int] = {
    DateCode.YEAR: 4,
    DateCode.MONTH: 7,
    DateCode.DAY: 10,
    DateCode.HOUR: 13,
    DateCode.MINUTE: 16,
    DateCode.SECOND: 19,
}


def date_text(at_us: int, code: int) -> str:
    """Return the EDTF text of the date of this code that holds an instant of the years 0 to 9999; WEEK begins there."""
    kind = code & KIND_BITS
    qualifier = _QUALIFIERS[code & (ABOUT_BIT | UNSURE_BIT)]
    if kind == DateCode.WEEK:
        first = date_text(at_us, DateCode.DAY)
        return f"[{first}{qualifier}..{date_text(at_us + 6 * US_PER_DAY, DateCode.DAY)}{qualifier}]"
    civil = civil_from_us(at_us)
    day = f"{civil.year:04}-{civil.month:02}-{civil.day:02}"
    whole = f"{day}T{civil.hour:02}:{civil.minute:02}:{civil.second:02}.{civil.microsecond:06}"
    return whole[: _LENGTHS.get(kind, 20 + kind - DateCode.SECOND)] + ("Z" if code & UTC_BIT else "") + qualifier


def interval_text(begin_us: int, code: int, finish_us: int, end_code: int) -> str:
    """Return the EDTF text of a duration from the first date's first instant to the second's end, exclusive."""
    return f"{date_text(begin_us, code)}/{date_text(finish_us - 1, end_code)}"
