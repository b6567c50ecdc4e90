"""Made-up datasets of any size, equal for equal seeds: the usual kind, and those that defeat careless designs.

Columns are built straight, without an Event object; those are made on request, as from a table.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from viewer.model.amounts import parse_amount
from viewer.model.calendar import US_PER_DAY, US_PER_SECOND, civil_from_us, instant_us
from viewer.model.columns import SAFE_US, EventColumns, Flag
from viewer.model.dataset import Dataset
from viewer.model.edtf import parse_edtf
from viewer.model.events import Event, Layer
from viewer.model.personnel import Measure, PersonnelFigure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.model.events import Link

    Times = NDArray[np.int64]

LANES = 12
YEARS = 30
FIRST_YEAR = 1990
INTERVAL_SHARE = 0.2
MEDIAN_DAYS = 3.0
LONG_LABEL = 500
_SPREAD = 1.4  # of the logarithm of durations: one interval in a hundred lasts about eleven weeks
_LAYER = "main"
_WORDS = ("Vote", "Meeting", "Arrival", "Report", "Statement", "Transfer", "Deployment", "Review", "Visit", "Decree")


class Kind(StrEnum):
    """How the events lie: as usual, or against the grain of one part of the design each."""

    USUAL = "usual"
    ONE_INSTANT = "all at one instant"
    ONE_OVER_ALL = "one interval over everything"
    ONE_LANE = "all in one lane"
    LONG_LABELS = "labels of 500 characters"
    RANGE_ENDS = "times at the ends of the range"


class SyntheticStore:
    """Makes an Event from the columns when asked; ids are "e" and the row."""

    def __init__(self, columns: EventColumns, lanes: tuple[str, ...]) -> None:
        self._columns = columns
        self._lanes = lanes

    def event(self, row: int) -> Event:
        """Return the event of a row."""
        lane = self._lanes[int(self._columns.lane[row])]
        date = parse_edtf(date_text(self._columns, row))
        return Event(self.id_of(row), self._columns.title_of(row), lane, date, layer=_LAYER, is_unsourced=True)

    def id_of(self, row: int) -> str:
        """Return the id of a row."""
        return f"e{row}"

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an id, or None."""
        number = event_id.removeprefix("e")
        return int(number) if number.isdecimal() and int(number) < len(self._columns) else None

    def sources_of(self, row: int) -> tuple[str, ...]:  # noqa: ARG002  no event has any
        """Return no sources."""
        return ()

    def links_of(self, row: int) -> tuple[Link, ...]:  # noqa: ARG002  as above
        """Return no links."""
        return ()


class _Extents(NamedTuple):
    """When events begin and end, in microseconds, end exclusive, and which of them are intervals."""

    begin: Times
    finish: Times
    is_interval: NDArray[np.bool_]

    def in_order(self, order: Times) -> _Extents:
        return _Extents(self.begin[order], self.finish[order], self.is_interval[order])


def make_dataset(count: int, kind: Kind = Kind.USUAL, seed: int = 1) -> Dataset:
    """Return a dataset of `count` events (at least 1): 12 lanes, 30 years, every fifth an interval, a label each.

    The same arguments give the same data. It has a few personnel figures, so that the window shows its chart.
    """
    random = np.random.default_rng(seed)
    extents = _extents(count, kind, random)
    lane = np.zeros(count, np.int16) if kind is Kind.ONE_LANE else random.integers(0, LANES, count).astype(np.int16)
    order = np.lexsort((extents.begin, lane))
    columns = _columns(extents.in_order(order), lane[order], kind)
    lanes = tuple(f"Lane {number + 1}" for number in range(LANES))
    return Dataset(
        id=f"synthetic-{count}",
        title=f"{count:,} made-up events",
        lanes=lanes,
        layers=(Layer(_LAYER, "Made up"),),
        sources={},
        columns=columns,
        store=SyntheticStore(columns, lanes),
        personnel=_personnel(),
    )


def date_text(columns: EventColumns, row: int) -> str:
    """Return the EDTF text of a made-up event: a second, or from a second to a second."""
    begin, finish = int(columns.begin[row]), int(columns.finish[row])
    first = _second_text(begin)
    return f"{first}/{_second_text(finish - 1)}" if columns.flags[row] & Flag.DURATION else first


def _extents(count: int, kind: Kind, random: np.random.Generator) -> _Extents:
    start, length_s = instant_us(FIRST_YEAR), YEARS * 365 * 86_400
    begin = start + random.integers(0, length_s, count) * US_PER_SECOND
    is_interval = random.random(count) < INTERVAL_SHARE
    days = MEDIAN_DAYS * np.exp(_SPREAD * random.standard_normal(count))
    seconds = np.where(is_interval, np.maximum(2, days * 86_400), 1).astype(np.int64)
    if kind is Kind.ONE_INSTANT:
        begin, is_interval = np.full(count, start), np.zeros(count, np.bool_)
        seconds = np.ones(count, np.int64)
    if kind is Kind.RANGE_ENDS:
        ends = SAFE_US - US_PER_DAY * random.integers(1000, 2000, count)
        begin = ends * random.choice([-1, 1], count) // US_PER_SECOND * US_PER_SECOND
    if kind is Kind.ONE_OVER_ALL:
        begin[0], is_interval[0], seconds[0] = start, True, length_s
    return _Extents(begin, begin + seconds * US_PER_SECOND, is_interval)


def _columns(extents: _Extents, lane: NDArray[np.int16], kind: Kind) -> EventColumns:
    begin, finish, is_interval = extents
    titles = _titles(len(begin), LONG_LABEL if kind is Kind.LONG_LABELS else 0)
    cores = np.flatnonzero(is_interval)
    nothing = np.empty(0, np.int64)
    flags = np.where(is_interval, Flag.DURATION, Flag.DAY_KNOWN) | Flag.UNSOURCED
    return EventColumns(
        unit_us=1,
        begin=begin,
        finish=finish,
        lane=lane,
        layer=np.zeros(len(begin), np.uint8),
        flags=flags.astype(np.uint16),
        titles=b"".join(titles),
        title_offsets=np.concatenate([[0], np.cumsum([len(title) for title in titles])]).astype(np.int64),
        refined_rows=nothing,
        refined_at=nothing,
        core_rows=cores,
        core_begin=begin[cores],
        core_finish=finish[cores],
    )


def _titles(count: int, length: int) -> list[bytes]:
    """Return a label for each row, no two alike, padded with words to `length`."""
    padding = b" and more to be said of it" * (length // 26 + 1)
    # counted on from `count`: datasets of different sizes share no label, and so no cache
    plain = (f"{_WORDS[row % 10]} of group {row + count}".encode() for row in range(count))
    return [(title + padding)[:length] if length else title for title in plain]


def _second_text(us: int) -> str:
    civil = civil_from_us(us)
    year = f"{civil.year:04}" if 0 <= civil.year <= 9999 else f"Y{civil.year}"
    if year.startswith("Y"):
        return year  # EDTF has no months in such years
    return f"{year}-{civil.month:02}-{civil.day:02}T{civil.hour:02}:{civil.minute:02}:{civil.second:02}"


def _personnel() -> tuple[PersonnelFigure, ...]:
    """Return figures like those of a mission: pledged and deployed in the whole and by two contributors."""
    figures = []
    for number, (contributor, part_of) in enumerate((("Mission", ""), ("North", "Mission"), ("South", "Mission"))):
        for step in range(4):
            for measure in (Measure.PLEDGED, Measure.DEPLOYED):
                date = parse_edtf(f"{FIRST_YEAR + 4 + 6 * step + number}-05-04")
                amount = parse_amount(f"{(step + 1) * (300 if part_of else 700):,}")
                name = f"{contributor}-{measure}-{step}".lower()
                figures.append(
                    PersonnelFigure(
                        name, contributor, measure, amount, date, part_of=part_of, layer=_LAYER, is_unsourced=True
                    )
                )
    return tuple(figures)
