"""Reads dates in EDTF: ISO 8601-2:2019, levels 0 and 1, and what the dataset format takes of level 2."""

from __future__ import annotations

import re

from viewer.model.calendar import US_PER_DAY, days_from_civil, days_in_month
from viewer.model.dates import DateError, DateForm, Moment, Precision, UncertainDate

_PLAIN_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def parse_edtf(text: str) -> UncertainDate:
    """Read an EDTF text; raise DateError, a plain sentence, where it names no possible date."""
    if plain := _PLAIN_DAY.fullmatch(text):
        year, month, day = map(int, plain.groups())
        if 1 <= month <= 12 and 1 <= day <= days_in_month(year, month):
            first = days_from_civil(year, month, day) * US_PER_DAY
            moment = Moment(first, first + US_PER_DAY, Precision.DAY)
            return UncertainDate(text, DateForm.POINT, moment, moment)
    raise DateError(f"{text!r} is not a date: write 2024-10-11")
