"""The events of a table, kept as columns: an Event object is made when a row is asked for and forgotten after.

Knows nothing of CSV or files; `viewer.loading.tables.table` fills it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from viewer.model.columns import EventColumns, Flag
from viewer.model.edtf import parse_edtf
from viewer.model.events import Event, Quote, Status
from viewer.model.table_dates import DateCode, date_text, interval_text
from viewer.model.text_column import TextColumn, hashes

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from viewer.model.dates import UncertainDate
    from viewer.model.events import Link

NO_SOURCE = 0
ROW_ID = "row-"


class SparseTexts(Struct, frozen=True, eq=False):
    """Texts of some rows only: `texts` has one for each of `rows` (ascending)."""

    rows: NDArray[np.int64]
    texts: TextColumn

    @property
    def nbytes(self) -> int:
        """How many bytes of memory they take."""
        return self.rows.nbytes + self.texts.nbytes

    def at(self, row: int) -> str:
        """Return the text of a row, or "" where it has none."""
        place = bisect_left(self.rows, row)  # numpy would first copy all rows, in 64 bits
        return self.texts.at(place) if place < len(self.rows) and self.rows[place] == row else ""


class IdColumn(Struct, frozen=True, eq=False):
    """An id for each row ("" for none of its own), and the rows by the hash of their id."""

    texts: TextColumn
    sorted_hashes: NDArray[np.uint64]
    rows: NDArray[np.int32]

    @classmethod
    def of(cls, texts: TextColumn) -> IdColumn:
        """Index the ids."""
        own = _hashes_of(texts)
        order = np.argsort(own, kind="stable")
        return cls(texts, own[order], order.astype(np.int32))

    @property
    def nbytes(self) -> int:
        """How many bytes of memory the ids take."""
        return self.texts.nbytes + self.sorted_hashes.nbytes + self.rows.nbytes

    def row_of(self, event_id: str) -> int | None:
        """Return the first row with this id, or None."""
        wanted = _hashes_of(TextColumn.of([event_id]))[0]
        first, last = (int(np.searchsorted(self.sorted_hashes, wanted, side)) for side in ("left", "right"))
        return next((int(row) for row in self.rows[first:last] if self.texts.at(int(row)) == event_id), None)


class RowColumns(Struct, frozen=True, eq=False):
    """What a row needs beside `EventColumns` to become an Event, in row order.

    `lines` is where a row stands in its file, from 1; -k - 1 stands for event k of `listed`. `by_line` are the rows in
    the order of their lines. `codes` and `end_codes` (None: no durations) are DateCode bytes; where `begin_us` and
    `finish_us` with them do not make the date's text, it stands in `dates`. `sources` indexes `source_ids`, 0 being
    none. `summary` and `quote` are None without such a column.
    """

    lines: NDArray[np.int32]
    by_line: NDArray[np.int32]
    codes: NDArray[np.uint8]
    end_codes: NDArray[np.uint8] | None
    begin_us: NDArray[np.int64]
    finish_us: NDArray[np.int64]
    dates: SparseTexts
    ids: IdColumn | None = None
    summary: TextColumn | None = None
    quote: TextColumn | None = None
    sources: NDArray[np.uint16] | None = None
    source_ids: tuple[str, ...] = ("",)

    def nbytes_beside(self, columns: EventColumns) -> int:
        """Return how many bytes of memory are taken that are not the columns' own."""
        parts = [getattr(self, name) for name in self.__struct_fields__]
        shared = (id(columns.begin), id(columns.finish))
        return sum(part.nbytes for part in parts if hasattr(part, "nbytes") and id(part) not in shared)


class TableStore:
    """Makes the Event of a row from columns. `default_reference` is the source of rows that name none ("": no source).

    `locate` finds a quote in its source's text where there is one. Events in `listed` are objects already.
    """

    def __init__(
        self,
        columns: EventColumns,
        rows: RowColumns,
        lanes: tuple[str, ...],
        layers: tuple[str, ...],
        *,
        listed: tuple[Event, ...] = (),
        default_reference: str = "",
        locate: Callable[[Quote], Quote] | None = None,
    ) -> None:
        self._columns = columns
        self._rows = rows
        self._lanes = lanes
        self._layers = layers
        self._listed = listed
        self._places = {event.id: place for place, event in enumerate(listed)}
        self._default_reference = default_reference
        self._locate = locate

    @property
    def nbytes(self) -> int:
        """How many bytes of memory the store takes beside the columns it shares with its dataset."""
        return self._rows.nbytes_beside(self._columns)

    def event(self, row: int) -> Event:
        """Return the event of a row, made anew."""
        line = int(self._rows.lines[row])
        if line < 0:
            return self._listed[-line - 1]
        flags = int(self._columns.flags[row])
        reference = self._reference(row)
        quote = self._quote(row, reference)
        return Event(
            id=self.id_of(row),
            title=self._columns.title_of(row),
            lane=self._lanes[self._columns.lane[row]],
            layer=self._layers[self._columns.layer[row]],
            date=self.date(row),
            status=_status(flags),
            summary=self._rows.summary.at(row) if self._rows.summary else "",
            quotes=(quote,) if quote else (),
            references=(reference,) if reference else (),
            is_unsourced=bool(flags & Flag.UNSOURCED),
        )

    def date(self, row: int) -> UncertainDate:
        """Return the date of a row of the table."""
        rows = self._rows
        code = int(rows.codes[row])
        if code == DateCode.TEXT:
            return parse_edtf(rows.dates.at(row))
        begin, finish = int(rows.begin_us[row]), int(rows.finish_us[row])
        end_code = 0 if rows.end_codes is None else int(rows.end_codes[row])
        return parse_edtf(interval_text(begin, code, finish, end_code) if end_code else date_text(begin, code))

    def line_of(self, row: int) -> int | None:
        """Return the line of the table on which a row begins, or None for an event that is not from the table."""
        line = int(self._rows.lines[row])
        return line if line > 0 else None

    def id_of(self, row: int) -> str:
        """Return the id of a row: its own, or one made of its line."""
        line = int(self._rows.lines[row])
        if line < 0:
            return self._listed[-line - 1].id
        own = self._rows.ids.texts.at(row) if self._rows.ids else ""
        return own or f"{ROW_ID}{line}"

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an id, or None. Cost: O(log n)."""
        if event_id in self._places:
            return self._row_at_line(-self._places[event_id] - 1)
        found = self._rows.ids.row_of(event_id) if self._rows.ids and event_id else None
        line = event_id.removeprefix(ROW_ID)
        if found is None and event_id.startswith(ROW_ID) and line.isascii() and line.isdigit() and len(line) < 10:
            found = self._row_at_line(int(line))
            found = found if found is not None and self.id_of(found) == event_id else None
        return found

    def sources_of(self, row: int) -> tuple[str, ...]:
        """Return the ids of the sources an event rests on: a row of the table has one or none."""
        listed = self._listed_at(row)
        if listed is not None:
            return listed.source_ids
        reference = self._reference(row)
        return (reference,) if reference else ()

    def links_of(self, row: int) -> tuple[Link, ...]:
        """Return the links from an event to others: a row of the table has none."""
        listed = self._listed_at(row)
        return listed.links if listed is not None else ()

    def _listed_at(self, row: int) -> Event | None:
        line = int(self._rows.lines[row])
        return self._listed[-line - 1] if line < 0 else None

    def _row_at_line(self, line: int) -> int | None:
        lines, by_line = self._rows.lines, self._rows.by_line
        place = bisect_left(by_line, line, key=lambda row: lines[row])  # numpy would first copy both, in 64 bits
        if place == len(by_line):
            return None
        row = int(by_line[place])
        return row if lines[row] == line else None

    def _reference(self, row: int) -> str:
        sources = self._rows.sources
        own = self._rows.source_ids[sources[row]] if sources is not None else ""
        return own or self._default_reference

    def _quote(self, row: int, reference: str) -> Quote | None:
        exact = self._rows.quote.at(row) if self._rows.quote else ""
        if not exact:
            return None
        quote = Quote(reference, exact)
        return self._locate(quote) if self._locate else quote


def _hashes_of(texts: TextColumn) -> NDArray[np.uint64]:
    return hashes(np.frombuffer(texts.block, dtype=np.uint8), texts.offsets[:-1], np.diff(texts.offsets))


def _status(flags: int) -> Status:
    if flags & Flag.PLANNED:
        return Status.PLANNED
    return Status.CLAIMED if flags & Flag.CLAIMED else Status.HAPPENED
