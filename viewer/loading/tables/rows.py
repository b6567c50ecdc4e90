"""Gathers the rows of a table block by block into arrays: nothing is kept of a row but its numbers and its texts.

The arrays are in the order of the file; `dataset` puts them into that of a dataset. Opens nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from msgspec import Struct

from viewer.loading.problems import in_quotes
from viewer.loading.tables.dated import DatedRows, Dating
from viewer.loading.tables.growing import Growing, GrowingTexts
from viewer.loading.tables.records import Cells
from viewer.loading.tables.words import NO_WORD, OVERFLOW, Vocabulary
from viewer.model.columns import Flag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from viewer.loading.tables.log import RowLog
    from viewer.model.dates import UncertainDate
    from viewer.model.text_column import TextColumn

    Array = NDArray[Any]

MOST_LANES_READ = 10_000
MOST_SOURCES = 4096
MOST_LAYERS = 200
_MOST_STATUS_WORDS = 20
_STATUS = {
    Flag.PLANNED: {"planned", "scheduled", "announced", "plan"},
    Flag.CLAIMED: {"claimed", "alleged", "unconfirmed", "claim"},
    Flag(0): {"", "happened", "confirmed", "done", "occurred", "past"},
}
_TEXTS = ("title", "id", "summary", "quote", "date")
_LINE_FEED, _BLANK = 10, 32


class TableRows(Struct):
    """All rows of a table in file order: numbers by name, texts by name (None: no such column), words of vocabularies.

    The texts "date" belong to the rows of the numbers "dates_at"; `far` has the dates that microseconds cannot hold.
    """

    numbers: dict[str, Array]
    texts: dict[str, TextColumn | None]
    far: dict[int, UncertainDate]
    words: dict[str, list[str]]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.numbers["lines"])


class RecordBlock(Protocol):
    """Some records, of whatever kind of file, on their lines; what they are is said where those of a CSV are."""

    @property
    def lines(self) -> NDArray[np.int32]:
        """On which line each record stands."""
        ...

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many cells each record has."""
        ...

    @property
    def mended_lines(self) -> tuple[int, ...]:
        """The lines that had broken quoting."""
        ...

    def column(self, number: int) -> Cells:
        """Return the cells of a column."""
        ...

    def too_long(self, width: int) -> NDArray[np.int64]:
        """Return the records with text in more than `width` cells."""
        ...

    def row(self, number: int) -> list[str]:
        """Return one record as texts."""
        ...


class RowGatherer:
    """Takes the records of a table one block after the other. `width` is the number of columns of its first line."""

    def __init__(self, columns: Mapping[str, int], width: int, log: RowLog, beat: Callable[[], None]) -> None:
        self.columns = columns
        self.width = width
        self.log = log
        self.beat = beat
        self.count = 0
        self._dating = Dating(beat)
        self._numbers: dict[str, Growing] = {}
        self._far: dict[int, UncertainDate] = {}
        self._strange_words: set[str] = set()
        sizes = {"lane": MOST_LANES_READ, "source": MOST_SOURCES, "layer": MOST_LAYERS, "status": 1000}
        self._words = {kind: Vocabulary(most) for kind, most in sizes.items()}
        self._texts = {kind: GrowingTexts() for kind in _TEXTS}

    def add(self, records: RecordBlock) -> None:
        """Take one block of records."""
        self._report(records)
        cells = self._cells(records)
        dated = self._dating.dated(cells)
        self._report_dates(dated, records, cells)
        kept = np.flatnonzero(dated.holds)
        cells = {kind: own.at_rows(kept) for kind, own in cells.items()}
        lines = records.lines[kept]
        self._keep("lines", lines)
        self._keep_dates(dated, kept)
        flags = dated.flags[kept] | self._status_flags(cells.get("status"), lines)
        self._keep("lane", self._encoded("lane", cells, len(kept)).astype(np.int16))
        self._keep("layer", self._layers(cells, lines))
        self._keep_texts(cells, lines)
        if "quote" in cells:
            flags |= np.where(cells["quote"].lengths > 0, int(Flag.QUOTED), 0).astype(np.uint16)
        self._keep("flags", flags)
        self.count += len(kept)

    def finished(self) -> TableRows:
        """Return everything that was taken; to be called once."""
        numbers = {name: parts.array() for name, parts in self._numbers.items()}
        texts = {kind: parts.column() for kind, parts in self._texts.items()}
        words = {kind: vocabulary.words for kind, vocabulary in self._words.items()}
        return TableRows(numbers, texts, self._far, words)

    def _cells(self, records: RecordBlock) -> dict[str, Cells]:
        cells = {kind: records.column(number) for kind, number in self.columns.items()}
        if "year" in cells:
            cells["date"] = dates_in_parts(cells, "")
            if "end_year" in cells:
                cells["end"] = dates_in_parts(cells, "end_")
        return cells

    def _report(self, records: RecordBlock) -> None:
        for line in records.mended_lines:
            hint = 'inside quoted text write "" for "'
            self.log.warning(line, "a quotation mark is out of place; the line is read as it stands", hint)
        for row in records.too_long(self.width):
            text = f"the row has {records.counts[row]} cells, the first line has {self.width}; the rest is not read"
            self.log.warning(int(records.lines[row]), text, "text that holds the delimiter stands in quotes")

    def _report_dates(self, dated: DatedRows, records: RecordBlock, cells: Mapping[str, Cells]) -> None:
        for bad in dated.bad:
            line = int(records.lines[bad.row])
            if cells["date"].lengths[bad.row]:
                self.log.error(line, bad.text)
            elif any(cell.strip() for cell in records.row(bad.row)):
                say = self.log.warning if "year" in self.columns else self.log.error  # the title row of TimelineJS
                say(
                    line,
                    "the row has no date and is not shown",
                    "write a day 2024-10-11, a month 2024-10 or a year 2024",
                )

    def _keep(self, name: str, values: Array) -> None:
        self._numbers.setdefault(name, Growing(values.dtype)).add(values)

    def _keep_dates(self, dated: DatedRows, kept: NDArray[np.int64]) -> None:
        for name in ("begin", "finish", "codes", "end_codes"):
            self._keep(name, getattr(dated, name)[kept])
        begin, finish = dated.core_begin[kept], dated.core_finish[kept]
        cores = np.flatnonzero(finish > begin)
        self._keep("core_rows", self.count + cores)
        self._keep("core_begin", begin[cores])
        self._keep("core_finish", finish[cores])
        rows = np.array(sorted(dated.texts), dtype=np.int64)
        places = self.count + np.searchsorted(kept, rows)
        texts = Cells.of([dated.texts[int(row)] for row in rows])
        self._keep("dates_at", places)
        self._texts["date"].add(texts.text, texts.lengths)
        self._far.update({int(places[np.searchsorted(rows, row)]): date for row, date in dated.far.items()})

    def _encoded(self, kind: str, cells: Mapping[str, Cells], count: int) -> NDArray[np.int32]:
        if kind not in cells:
            return np.full(count, NO_WORD, dtype=np.int32)
        return self._words[kind].encode(cells[kind])

    def _layers(self, cells: Mapping[str, Cells], lines: NDArray[np.int32]) -> NDArray[np.uint8]:
        codes = self._encoded("layer", cells, len(lines))
        for row in np.flatnonzero(codes == OVERFLOW)[:1]:
            self._say_once(
                "layer",
                int(lines[row]),
                f"more than {MOST_LAYERS} layers; the rows of the others are shown without one",
            )
        return np.where(codes == OVERFLOW, NO_WORD, codes).astype(np.uint8)

    def _status_flags(self, cells: Cells | None, lines: NDArray[np.int32]) -> NDArray[np.uint16]:
        if cells is None:
            return np.zeros(len(lines), dtype=np.uint16)
        codes = self._words["status"].encode(cells)
        words = [word.casefold() for word in self._words["status"].words]
        bits = [next((flag for flag, known in _STATUS.items() if word in known), None) for word in words]
        for code in np.unique(codes[codes > 0]):
            if bits[code] is None and len(self._strange_words) < _MOST_STATUS_WORDS:
                line = int(lines[np.flatnonzero(codes == code)[0]])
                text = f"the status {in_quotes(words[code])} is not known, taken as happened"
                self._say_once(f"status {words[code]}", line, text, "known: happened, planned, claimed")
        return np.array([int(bit or 0) for bit in bits], dtype=np.uint16)[np.maximum(codes, 0)]

    def _keep_texts(self, cells: Mapping[str, Cells], lines: NDArray[np.int32]) -> None:
        titles = cells.get("title") or Cells.of([""] * len(lines))
        untitled = np.flatnonzero(titles.lengths == 0)
        if len(untitled):
            titles = titles.patched(untitled, [f"Row {line}" for line in lines[untitled]])
        joined = titles.joined()
        feeds = joined == _LINE_FEED
        if feeds.any():
            joined[feeds] = _BLANK
        self._texts["title"].add(joined, titles.lengths)
        for kind in ("id", "quote"):
            self._keep_text(kind, cells.get(kind), len(lines))
        sources = self._encoded("source", cells, len(lines))
        self._keep("source", np.maximum(sources, 0).astype(np.uint16))
        self._keep_text("summary", self._summaries(cells, lines, sources), len(lines))

    def _keep_text(self, kind: str, cells: Cells | None, count: int) -> None:
        if cells is None:
            self._texts[kind].add(None, np.zeros(count, dtype=np.int64))
        else:
            self._texts[kind].add(cells.joined(), cells.lengths)

    def _summaries(
        self, cells: Mapping[str, Cells], lines: NDArray[np.int32], sources: NDArray[np.int32]
    ) -> Cells | None:
        """Return the summaries; sources beyond the most that are listed are named in them, so that none is lost."""
        rows = np.flatnonzero(sources == OVERFLOW)
        own = cells.get("summary")
        if not len(rows):
            return own
        text = f"more than {MOST_SOURCES:,} different sources; from here on new ones are named in the summaries"
        self._say_once("source", int(lines[rows[0]]), text)
        own = own or Cells.of([""] * len(lines))
        texts = [f"{own.at(row)}\n\nSource: {cells['source'].at(row)}".strip() for row in map(int, rows)]
        return own.patched(rows, texts)

    def _say_once(self, key: str, line: int, text: str, hint: str = "") -> None:
        if key not in self._strange_words:
            self._strange_words.add(key)
            self.log.warning(line, text, hint)


def dates_in_parts(cells: Mapping[str, Cells], prefix: str) -> Cells:
    """Return date texts made of the columns Year, Month, Day and Time (or those of the end)."""
    kinds = [f"{prefix}{kind}" for kind in ("year", "month", "day", "clock")]
    columns = [cells.get(kind) for kind in kinds]
    count = len(cells[f"{prefix}year"])
    parts = ([column.at(row) if column else "" for column in columns] for row in range(count))
    return Cells.of([date_of_parts(*own) for own in parts])


def date_of_parts(year: str, month: str, day: str, clock: str) -> str:
    """Return the EDTF text of a year, month, day and time of day as they stand in cells; "" without a year."""
    if not year:
        return ""
    digits = year.lstrip("-")
    text = ("-" if year != digits else "") + digits.zfill(4)
    if digits.isdigit() and len(digits) > 4:
        text = f"Y{year}"
    if not month:
        return text
    text += f"-{month.zfill(2)}"
    if not day:
        return text
    text += f"-{day.zfill(2)}"
    return f"{text}T{clock.zfill(5) if clock.count(':') == 1 else clock.zfill(8)}" if clock else text
