"""Events as frozen numpy columns: what drawing, counting and filtering read instead of objects.

Rows are sorted by lane and, within a lane, by their earliest instant. Times are int64 in one unit for the whole
dataset: a microsecond, or a second where a date lies too far off for that. No Qt, no files.
"""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from viewer.model.dates import Edge
from viewer.model.events import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from viewer.model.dates import UncertainDate
    from viewer.model.events import Event

FAR_PAST = -(2**62)
FAR_FUTURE = 2**62
SAFE_US = 2**61


class Flag(IntFlag):
    """What is to be seen of an event at a glance; one bit each in `EventColumns.flags`."""

    DAY_KNOWN = 1
    DURATION = 2
    APPROXIMATE = 4
    UNCERTAIN = 8
    OPEN_START = 16
    OPEN_END = 32
    PLANNED = 64
    CLAIMED = 128
    UNSOURCED = 256
    REFINED = 512
    QUOTED = 1024


class EventColumns(Struct, frozen=True, eq=False):
    """The columns of n events.

    `begin` and `finish` (int64, units of `unit_us` microseconds since 1970) enclose all that the date may be, end
    exclusive; an open end is FAR_PAST or FAR_FUTURE, an unknown one adds nothing to the end that is known. `lane` and
    `layer` index the dataset's tuples. `refined_rows` (sorted) with `refined_at` give the best-known instants;
    `core_rows` (sorted) with `core_begin` and `core_finish` the part of a duration that is beyond doubt. `titles` is
    one UTF-8 block cut by `title_offsets` (n + 1).
    """

    unit_us: int
    begin: NDArray[np.int64]
    finish: NDArray[np.int64]
    lane: NDArray[np.int16]
    layer: NDArray[np.uint8]
    flags: NDArray[np.uint16]
    titles: bytes
    title_offsets: NDArray[np.int64]
    refined_rows: NDArray[np.int64]
    refined_at: NDArray[np.int64]
    core_rows: NDArray[np.int64]
    core_begin: NDArray[np.int64]
    core_finish: NDArray[np.int64]

    def __post_init__(self) -> None:
        """Let nobody write to the columns: every view reads the same arrays, some of them in other threads."""
        for array in self.arrays:
            array.flags.writeable = False

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.begin)

    @property
    def nbytes(self) -> int:
        """How many bytes of memory the columns take, titles included."""
        return len(self.titles) + sum(array.nbytes for array in self.arrays)

    @property
    def arrays(self) -> tuple[NDArray[Any], ...]:
        """Every column but the titles' text."""
        dense = (self.begin, self.finish, self.lane, self.layer, self.flags, self.title_offsets)
        return (*dense, self.refined_rows, self.refined_at, self.core_rows, self.core_begin, self.core_finish)

    def title_of(self, row: int) -> str:
        """Return the title of one row."""
        start, end = self.title_offsets[row], self.title_offsets[row + 1]
        return str(self.titles[start:end], "utf-8")

    def refined_of(self, row: int) -> int | None:
        """Return the best-known instant of a row in units, or None where only the date itself is known."""
        place = int(np.searchsorted(self.refined_rows, row))
        if place < len(self.refined_rows) and self.refined_rows[place] == row:
            return int(self.refined_at[place])
        return None

    def core_of(self, row: int) -> tuple[int, int] | None:
        """Return the certain part of a duration in units, or None for anything else."""
        place = int(np.searchsorted(self.core_rows, row))
        if place < len(self.core_rows) and self.core_rows[place] == row:
            return int(self.core_begin[place]), int(self.core_finish[place])
        return None


def columns_of(events: Sequence[Event], lanes: Sequence[str], layers: Sequence[str]) -> EventColumns:
    """Return the columns of events that are already in row order (lane, then earliest instant).

    An event whose lane or layer is not listed counts to the first one.
    """
    unit = _unit_us(events)
    lane_at = {name: place for place, name in enumerate(lanes)}
    layer_at = {name: place for place, name in enumerate(layers)}
    titles = [event.title.encode() for event in events]
    refined = [(row, _middle(event.refined.date, unit)) for row, event in enumerate(events) if event.refined]
    cores = [(row, *event.date.core_us) for row, event in enumerate(events) if event.date.core_us]
    return EventColumns(
        unit_us=unit,
        begin=_int64(begin_of(event.date, unit) for event in events),
        finish=_int64(finish_of(event.date, unit) for event in events),
        lane=np.array([lane_at.get(event.lane, 0) for event in events], dtype=np.int16),
        layer=np.array([layer_at.get(event.layer, 0) for event in events], dtype=np.uint8),
        flags=np.array([flags_of(event) for event in events], dtype=np.uint16),
        titles=b"".join(titles),
        title_offsets=np.concatenate([[0], np.cumsum([len(title) for title in titles], dtype=np.int64)]).astype(
            np.int64
        ),
        refined_rows=_int64(row for row, _ in refined),
        refined_at=_int64(at for _, at in refined),
        core_rows=_int64(row for row, _, _ in cores),
        core_begin=_int64(start // unit for _, start, _ in cores),
        core_finish=_int64(end // unit for _, _, end in cores),
    )


def flags_of(event: Event) -> int:
    """Return the `Flag` bits of an event."""
    facts = {
        Flag.PLANNED: event.status is Status.PLANNED,
        Flag.CLAIMED: event.status is Status.CLAIMED,
        Flag.UNSOURCED: event.is_unsourced,
        Flag.REFINED: event.refined is not None,
        Flag.QUOTED: bool(event.quotes),
    }
    return date_flags(event.date) | sum(flag for flag, holds in facts.items() if holds)


def date_flags(date: UncertainDate) -> int:
    """Return the `Flag` bits that a date alone decides."""
    facts = {
        Flag.DAY_KNOWN: date.is_day_known,
        Flag.DURATION: date.form == "duration",
        Flag.APPROXIMATE: date.is_approximate,
        Flag.UNCERTAIN: date.is_uncertain,
        Flag.OPEN_START: date.start_edge is Edge.OPEN,
        Flag.OPEN_END: date.end_edge is Edge.OPEN,
    }
    return sum(flag for flag, holds in facts.items() if holds)


def _unit_us(events: Sequence[Event]) -> int:
    known = [edge for event in events for edge in (event.date.earliest_us, event.date.latest_us) if edge is not None]
    return 1_000_000 if any(abs(edge) > SAFE_US for edge in known) else 1


def begin_of(date: UncertainDate, unit: int) -> int:
    """Return where a date begins in `EventColumns.begin`."""
    known = date.earliest_us
    if known is None and date.start_edge is Edge.UNKNOWN and date.end is not None:
        known = date.end.earliest_us  # an unknown start is drawn from the end alone: no extent is invented
    return FAR_PAST if known is None else max(FAR_PAST, known // unit)


def finish_of(date: UncertainDate, unit: int) -> int:
    """Return where a date ends in `EventColumns.finish`, exclusive."""
    known = date.latest_us
    if known is None and date.end_edge is Edge.UNKNOWN and date.start is not None:
        known = date.start.latest_us
    return FAR_FUTURE if known is None else min(FAR_FUTURE, -(-known // unit))


def _middle(date: UncertainDate, unit: int) -> int:
    return (max(begin_of(date, unit), FAR_PAST) + min(finish_of(date, unit), FAR_FUTURE)) // 2


def _int64(values: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(values, dtype=np.int64)
