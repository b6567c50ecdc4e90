"""Reads dates in EDTF: ISO 8601-2:2019, levels 0 and 1, and what the dataset format takes of level 2.

Here are the plain day (the fast way), intervals and sets; single dates are read in `viewer.model.edtf_moment`. The
author's text is kept as it stands and nothing is ever widened or rolled over: what cannot be is refused.
"""

from __future__ import annotations

from viewer.model.calendar import US_PER_DAY, days_from_civil, days_in_month
from viewer.model.dates import DateError, DateForm, Edge, Moment, Precision, UncertainDate
from viewer.model.edtf_moment import read_moment, shortened, unreadable
from viewer.model.patterns import late

_PLAIN_DAY = late(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SLASHED_DAY = late(r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}(?:[ ,T].*)?|[0-9]{4}/[0-9]{1,2}")
_LONGEST = 1000
_EDGE_WORDS = {"open": "..", "unknown": "nothing"}


def parse_edtf(text: str) -> UncertainDate:
    """Read an EDTF text; raise DateError, a plain sentence, where it names no possible date.

    `str()` of the result is the text given, byte for byte. A plain day costs some microseconds.
    """
    if plain := _PLAIN_DAY().fullmatch(text):
        year, month, day = map(int, plain.groups())
        if 1 <= month <= 12 and 1 <= day <= days_in_month(year, month):
            first = days_from_civil(year, month, day) * US_PER_DAY
            moment = Moment(first, first + US_PER_DAY, Precision.DAY)
            return UncertainDate(text, DateForm.POINT, moment, moment)
    _refuse_at_sight(text)
    if text[0] in "[{":
        return _set(text)
    if "/" in text:
        return _interval(text)
    return _point(text)


def _refuse_at_sight(text: str) -> None:
    if not text.strip():
        raise DateError("There is no date: write a day 2024-10-11, a month 2024-10 or a year 2024")
    if text != text.strip():
        raise DateError(f'"{shortened(text)}" begins or ends with a blank: take it away')
    if len(text) > _LONGEST:
        raise DateError(f'"{shortened(text)}" is too long for a date: {_LONGEST} characters are read')
    if _SLASHED_DAY().fullmatch(text):
        raise unreadable(text)
    if ".." in text and text[0] not in "[{" and "/" not in text:
        raise DateError(f'"{shortened(text)}" is not a date: write [2024-06..2024-08] for one of a range')


def _point(text: str) -> UncertainDate:
    moment = read_moment(text)
    return UncertainDate(text, DateForm.POINT, moment, moment)


def _interval(text: str) -> UncertainDate:
    """Read `start/end`: a stated duration; `..` is an open end, nothing an unknown one."""
    parts = text.split("/")
    if len(parts) != 2:
        raise DateError(f'"{shortened(text)}" is not an interval: write one "/" between its start and its end')
    start, start_edge = _end_of_interval(text, parts[0])
    end, end_edge = _end_of_interval(text, parts[1])
    if start is None and end is None:
        raise DateError(f'"{text}" says nothing: give a start or an end')
    _refuse_reversed(text, start, end)
    return UncertainDate(text, DateForm.DURATION, start, end, start_edge, end_edge)


def _end_of_interval(text: str, part: str) -> tuple[Moment | None, Edge]:
    if part == "":
        return None, Edge.UNKNOWN
    if part == "..":
        return None, Edge.OPEN
    if part.lower() in _EDGE_WORDS:
        raise DateError(f'"{shortened(text)}": write {_EDGE_WORDS[part.lower()]} for an end that is {part.lower()}')
    return read_moment(part, text), Edge.KNOWN


def _refuse_reversed(text: str, start: Moment | None, end: Moment | None) -> None:
    if start and end and start.earliest_us >= end.latest_us:
        raise DateError(f'"{shortened(text)}" ends before it begins: exchange its start and its end')


def _set(text: str) -> UncertainDate:
    """Read `[...]` (one of these) or `{...}` (all of these), whose parts are dates and ranges `a..b`, `..b`, `a..`."""
    closing = "]" if text[0] == "[" else "}"
    if not text.endswith(closing) or len(text) < 3:
        raise DateError(f'"{shortened(text)}" is not a set: it holds dates and ends with "{closing}"')
    form = DateForm.ONE_OF if closing == "]" else DateForm.DURATION
    parts = [part.strip(" ") for part in text[1:-1].split(",")]
    members = tuple(_member(text, part, form, len(parts)) for part in parts)
    if len(members) == 1:
        only = members[0]
        return UncertainDate(text, form, only.start, only.end, only.start_edge, only.end_edge)
    return _joined(text, form, members)


def _member(text: str, part: str, form: DateForm, count: int) -> UncertainDate:
    first, dots, last = part.partition("..")
    if not part or part == "..":
        raise DateError(f'"{shortened(text)}" is not a set: a date is missing between its commas or dots')
    if "/" in part:
        raise DateError(f'"{shortened(text)}" is not a set: inside brackets write ".." and not "/"')
    if not dots:
        moment = read_moment(part, text)
        return UncertainDate(part, DateForm.POINT if count > 1 else form, moment, moment)
    start = read_moment(first, text) if first else None
    end = read_moment(last, text) if last else None
    _refuse_reversed(text, start, end)
    edges = (Edge.KNOWN if start else Edge.OPEN, Edge.KNOWN if end else Edge.OPEN)
    return UncertainDate(part, form, start, end, *edges)


def _joined(text: str, form: DateForm, members: tuple[UncertainDate, ...]) -> UncertainDate:
    """Return the set from its first to its last possible instant; the author's order of members is kept."""
    starts = [member.start for member in members]
    ends = [member.end for member in members]
    first = None if None in starts else min((s for s in starts if s), key=lambda moment: moment.earliest_us)
    last = None if None in ends else max((e for e in ends if e), key=lambda moment: moment.latest_us)
    edges = (Edge.KNOWN if first else Edge.OPEN, Edge.KNOWN if last else Edge.OPEN)
    return UncertainDate(text, form, first, last, *edges, members)
