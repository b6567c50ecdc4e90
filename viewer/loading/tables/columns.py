"""Which column of a table is what, by its name in the first line. Knows nothing of the cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.loading.problems import DatasetError, in_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = {
    "date": "date start when time event_date start_date date_start begin from timestamp datetime start_time day_date",
    "end": "end until finish end_date date_end to end_time stop",
    "title": "title name headline label event sub_event_type event_type heading subject",
    "lane": "lane group category type event_type track row disorder_type",
    "summary": "summary text description notes note details comment",
    "source": "source url reference link media source_url",
    "quote": "quote exact quotation",
    "id": "id event_id event_id_cnty uid",
    "status": "status",
    "layer": "layer",
    "certainty": "certainty confidence",
    "time_precision": "time_precision",
    "year": "year start_year",
    "month": "month start_month",
    "day": "day start_day",
    "clock": "time start_time",
    "end_year": "end_year",
    "end_month": "end_month",
    "end_day": "end_day",
    "end_clock": "end_time",
}
"""The names each kind of column goes by, the best first; case, blanks and underscores do not count."""

_WANTED = "date, start, when, time, event_date, timestamp, or Year with Month and Day"
_PARTS = ("year", "month", "day", "clock", "end_year", "end_month", "end_day", "end_clock")
_MOST_LISTED = 12


def folded(name: str) -> str:
    """Return a column's name without case, blanks, underscores and hyphens."""
    return re.sub(r"[\s_\-]+", "", name).casefold()


def find_columns(header: Sequence[str], file: str, line: int) -> dict[str, int]:
    """Return the number of the column of each kind that is there; "date" or "year" always is.

    A column is used once, but for the names of a date in parts. Titles are in the first unused column where none has a
    name for them. Raises DatasetError where there is no date.
    """
    at: dict[str, int] = {}
    for number, name in enumerate(header):
        at.setdefault(folded(name), number)
    in_parts = _in_parts(at)
    taken = set(in_parts.values())
    found = dict(in_parts)
    for kind, names in NAMES.items():
        free = (at[folded(name)] for name in names.split() if folded(name) in at)
        place = next((number for number in free if number not in taken), None)
        if place is not None and kind not in _PARTS and not (in_parts and kind in {"date", "end"}):
            found[kind] = place
            taken.add(place)
    if "date" not in found and "year" not in found:
        raise _no_date(header, file, line)
    if "title" not in found:
        unused = (number for number in range(len(header)) if number not in taken)
        found["title"] = next(unused, found.get("summary", found.get("lane", found.get("date", 0))))
    return found


def _in_parts(at: dict[str, int]) -> dict[str, int]:
    """Return the columns of dates in parts (Year, Month, Day, Time), or nothing where a column has the date whole."""
    whole = [name for name in NAMES["date"].split() if name not in NAMES["clock"].split()]
    if "year" not in at or any(folded(name) in at for name in whole):
        return {}
    named = {kind: [folded(name) for name in NAMES[kind].split()] for kind in _PARTS}
    return {kind: at[name] for kind, names in named.items() for name in names[:1] if name in at}


def _no_date(header: Sequence[str], file: str, line: int) -> DatasetError:
    shown = ", ".join(in_quotes(name, 30) for name in header[:_MOST_LISTED]) or "none"
    more = f" and {len(header) - _MOST_LISTED} more" if len(header) > _MOST_LISTED else ""
    return DatasetError(
        f"no column of this table is known to hold dates; its columns are {shown}{more}",
        f"name a column of the first line {_WANTED}",
        file=file,
        line=line,
    )
