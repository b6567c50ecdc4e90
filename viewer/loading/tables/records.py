"""Cuts the text of a table into records and cells with numpy: positions in a block, not an object for each cell.

What is quoted after the rules (RFC 4180) is unquoted in place; blocks with broken quoting go to `repair`.
Knows nothing of what the columns mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from viewer.loading.tables.overlong import LONGEST_RECORD, Fault, Overlong, is_one_record
from viewer.loading.tables.repair import CELL_END, RECORD_END, Ending, mended
from viewer.model.text_column import gathered, offsets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Places = NDArray[np.int64]

LONGEST_TRUSTED = 8_000_000
"""What is longer and has not ended is looked at: it may be rows behind a quotation mark out of place."""

_QUOTE, _LINE_FEED = 34, 10
_MOST_BLANKS = 64


class Cells(Struct, frozen=True):
    """One column of a block: n stretches of `text`."""

    text: Bytes
    starts: Places
    lengths: Places

    def __len__(self) -> int:
        """Return the number of cells."""
        return len(self.starts)

    def at(self, place: int) -> str:
        """Return one cell."""
        start = int(self.starts[place])
        return self.text[start : start + int(self.lengths[place])].tobytes().decode("utf-8", "replace")

    def at_rows(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Cells:
        """Return the cells of some rows."""
        return Cells(self.text, self.starts[rows], self.lengths[rows])

    def joined(self) -> Bytes:
        """Return the texts of all cells, one after the other."""
        return gathered(self.text, self.starts, self.lengths)

    def patched(self, rows: Places, texts: list[str]) -> Cells:
        """Return the cells with other texts in some rows."""
        more = Cells.of(texts)
        starts, lengths = self.starts.copy(), self.lengths.copy()
        starts[rows], lengths[rows] = more.starts + len(self.text), more.lengths
        return Cells(np.concatenate([self.text, more.text]), starts, lengths)

    @classmethod
    def of(cls, texts: list[str]) -> Cells:
        """Return cells with these texts."""
        parts = [text.encode("utf-8", "replace") for text in texts]
        lengths = np.array([len(part) for part in parts], dtype=np.int64)
        return cls(np.frombuffer(b"".join(parts), dtype=np.uint8), offsets_of(lengths)[:-1], lengths)


class Records(Struct, frozen=True):
    """The records of one block. `ends` are the ends of all cells; record r has `counts[r]` of them from `first[r]` on.

    `begins` is where each record begins, `lines` on which line of the file, `next_line` the line after all of them;
    `mended_lines` had broken quoting. With `is_quoted` the quotation marks around cells are still there.
    """

    text: Bytes
    ends: Places
    first: Places
    counts: Places
    begins: Places
    lines: NDArray[np.int32]
    next_line: int
    mended_lines: tuple[int, ...] = ()
    is_quoted: bool = False

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.first)

    def column(self, number: int) -> Cells:
        """Return the cells of a column (from 0), blanks around them taken off; empty where a record is too short."""
        has_it = self.counts > number
        last = np.minimum(self.first + number, self.first + self.counts - 1)
        starts = self.begins if number == 0 else self.ends[last - 1] + 1
        lengths = self.ends[last] - starts
        if not has_it.all():
            starts, lengths = np.where(has_it, starts, 0), np.where(has_it, lengths, 0)
        return trimmed(self._without_quotes(starts, lengths))

    def too_long(self, width: int) -> Places:
        """Return the records with text in more than `width` cells."""
        rows = np.flatnonzero(self.counts > width)
        last = self.first[rows] + self.counts[rows] - 1
        beyond = self.ends[last] - self.ends[self.first[rows] + width - 1]
        longer: Places = rows[beyond > self.counts[rows] - width]
        return longer

    def row(self, number: int) -> list[str]:
        """Return one record as texts."""
        start, last = int(self.begins[number]), int(self.first[number] + self.counts[number] - 1)
        whole = self.text[start : int(self.ends[last])]
        ends = [int(end) - start for end in self.ends[int(self.first[number]) : last + 1]]
        begins = [0, *(end + 1 for end in ends[:-1])]
        cells = [whole[a:b].tobytes().decode("utf-8", "replace") for a, b in zip(begins, ends, strict=True)]
        return [cell[1:-1] if self.is_quoted and cell.startswith('"') else cell for cell in cells]

    def without_first(self) -> Records:
        """Return the records but the first."""
        rest = (self.first[1:], self.counts[1:], self.begins[1:], self.lines[1:], self.next_line, self.mended_lines)
        return Records(self.text, self.ends, *rest, is_quoted=self.is_quoted)

    def moved(self, line: int, by: int) -> Records:
        """Return the records as they are, those after a line so many lines further down."""
        lines = np.where(self.lines > line, self.lines + by, self.lines).astype(np.int32)
        mended_lines = tuple(one + by if one > line else one for one in self.mended_lines)
        return replace(self, lines=lines, mended_lines=mended_lines, next_line=self.next_line + by)

    def _without_quotes(self, starts: Places, lengths: Places) -> Cells:
        if not self.is_quoted:
            return Cells(self.text, starts, lengths)
        has_quotes = (self.text[starts] == _QUOTE) & (lengths > 1)
        return Cells(self.text, starts + has_quotes, lengths - 2 * has_quotes)


def read_records(
    blocks: Iterable[bytes], delimiter: str, first_line: int = 1, report: Callable[[Fault], None] = lambda _: None
) -> Iterator[Records]:
    """Yield the records of a text, block by block; empty lines are passed over. Never raises for bad quoting.

    `report` is told of cells and lines longer than LONGEST_RECORD, which are left out, so that memory stays bounded.
    """
    reading = _Reading(delimiter, first_line, report)
    for block in blocks:
        yield from reading.take(block)
    yield from reading.finish()


class _Reading(Struct):
    """What is left over between two blocks, and what was passed over. `width` is that of the first record."""

    delimiter: str
    line: int
    report: Callable[[Fault], None]
    width: int = 0
    rest: bytes = b""
    is_open: bool = False
    overlong: Overlong | None = None
    missed: int = 0

    def take(self, block: bytes) -> Iterator[Records]:
        """Yield the records that end in a block."""
        if self.overlong is not None:
            after = self.overlong.after(block)
            if after is None:
                return
            self._leave(self.overlong, has_ended=True)
            self.rest, block = b"", after
        self.rest += block
        if b"\n" in block and not (self.is_open and b'"' not in block.replace(b'""', b"")):
            yield from self._cut(Ending.BLOCK)
        if len(self.rest) > LONGEST_TRUSTED and not self._is_one_record():
            yield from self._cut(Ending.TOO_LONG)
        elif len(self.rest) > LONGEST_RECORD:
            self.overlong, self.rest = Overlong.of(self.rest, self.delimiter.encode()), b""

    def finish(self) -> Iterator[Records]:
        """Yield the records that are left."""
        if self.overlong is not None:
            self.rest = self.overlong.kept
            self._leave(self.overlong, has_ended=False)
        while self.rest:
            yield from self._cut(Ending.FILE)

    def _leave(self, overlong: Overlong, *, has_ended: bool) -> None:
        self.report(overlong.fault(self.line, has_ended=has_ended))
        self.missed += overlong.line_feeds
        self.overlong, self.is_open = None, False

    def _is_one_record(self) -> bool:
        if b"\n" not in self.rest:
            return True
        width = self.width or self.rest.partition(b"\n")[0].count(self.delimiter.encode()) + 1
        return is_one_record(self.rest, self.delimiter.encode(), width)

    def _cut(self, ending: Ending) -> Iterator[Records]:
        before = len(self.rest)
        self.rest, records = _cut(self.rest, self.delimiter, self.line, ending)
        if self.missed and len(self.rest) < before:
            records, self.missed = records.moved(self.line, self.missed), 0
        self.line = records.next_line
        self.is_open = self.rest.count(b'"') % 2 == 1
        if len(records):
            self.width = self.width or int(records.counts[0])
            yield records


def _cut(text: bytes, delimiter: str, line: int, ending: Ending) -> tuple[bytes, Records]:
    """Return what is left over and the records before it. Unless more blocks follow, some are taken."""
    is_last = ending is Ending.FILE
    if b'"' not in text:
        end = len(text) if is_last else text.rfind(b"\n") + 1
        records = _plain(text[:end], ord(delimiter), line)
    else:
        end, found = _quoted(text, ord(delimiter), line, is_last=is_last)
        if found is None or (ending is Ending.TOO_LONG and not end):
            end, joined, bad = mended(text, delimiter, line, ending)
            chars = np.frombuffer(joined, dtype=np.uint8)
            ends = np.flatnonzero((chars == CELL_END) | (chars == RECORD_END))
            feeds = np.flatnonzero(chars == _LINE_FEED)
            found = _records(chars, ends, chars[ends] == RECORD_END, line, feeds=feeds, mended_lines=bad)
        records = found
    return text[end:], records


def _plain(text: bytes, delimiter: int, line: int) -> Records:
    """Return the records of a text without quotation marks."""
    chars = np.frombuffer(text if text.endswith(b"\n") or not text else text + b"\n", dtype=np.uint8)
    ends = np.flatnonzero((chars == delimiter) | (chars == _LINE_FEED))
    return _records(chars, ends, chars[ends] == _LINE_FEED, line)


def _quoted(text: bytes, delimiter: int, line: int, *, is_last: bool) -> tuple[int, Records | None]:
    """Return where the last whole record ends and the records up to there; None where quoting is broken.

    A byte is inside quotes where an odd number of quotation marks stands before it.
    """
    if is_last and not text.endswith(b"\n"):
        text += b"\n"
    chars = np.frombuffer(text, dtype=np.uint8)
    quotes = np.flatnonzero(chars == _QUOTE)
    separators = np.flatnonzero((chars == delimiter) | (chars == _LINE_FEED))
    is_outside = np.searchsorted(quotes, separators) & 1 == 0
    ends, inside = separators[is_outside], separators[~is_outside]
    feeds = inside[chars[inside] == _LINE_FEED]
    breaks = np.flatnonzero(chars[ends] == _LINE_FEED)
    if not len(breaks):
        return 0, (None if is_last else _records(chars[:0], ends[:0], ends[:0] > 0, line))
    end = int(ends[breaks[-1]]) + 1
    ends, quotes, feeds = ends[: breaks[-1] + 1], quotes[: np.searchsorted(quotes, end)], feeds[feeds < end]
    if (is_last and end < len(chars)) or not _are_in_order(chars, quotes, delimiter):
        return 0, None
    is_break = chars[ends] == _LINE_FEED
    doubled = np.flatnonzero(np.diff(quotes)[1::2] == 1) * 2 + 1
    if not len(doubled):
        return end, _records(chars[:end], ends, is_break, line, feeds=feeds, is_quoted=True)
    dropped = np.delete(quotes, doubled)  # one of each doubled pair is text
    kept = np.ones(end, dtype=np.bool_)
    kept[dropped] = False
    ends, feeds = (places - np.searchsorted(dropped, places) for places in (ends, feeds))
    return end, _records(chars[:end][kept], ends, is_break, line, feeds=feeds)


def _are_in_order(chars: Bytes, quotes: Places, delimiter: int) -> bool:
    """Tell whether each quoted stretch fills its cell: it opens after a separator, closes before one, or is doubled."""
    opening, closing = quotes[::2], quotes[1::2]
    before = np.where(opening > 0, chars[opening - 1], _LINE_FEED)
    after = chars[closing + 1]  # the text ends with a line feed
    is_pair = opening[1:] == closing[:-1] + 1
    opens = (before == delimiter) | (before == _LINE_FEED)
    closes = (after == delimiter) | (after == _LINE_FEED)
    return bool(opens[:1].all() and (opens[1:] | is_pair).all() and closes[-1:].all() and (closes[:-1] | is_pair).all())


def _records(
    text: Bytes,
    ends: Places,
    is_break: NDArray[np.bool_],
    line: int,
    *,
    feeds: Places | None = None,
    mended_lines: tuple[int, ...] = (),
    is_quoted: bool = False,
) -> Records:
    """Return the records whose cells end at `ends`; `feeds` are the line feeds inside of cells."""
    last = np.flatnonzero(is_break)
    first = np.zeros(len(last), dtype=np.int64)
    begins = np.zeros(len(last), dtype=np.int64)
    first[1:], begins[1:] = last[:-1] + 1, ends[last[:-1]] + 1
    lines = np.arange(len(begins) + 1) + line
    if feeds is not None and len(feeds):
        lines += np.append(np.searchsorted(feeds, begins), len(feeds))
    counts = last - first + 1
    own_lines = lines[:-1].astype(np.int32)
    is_empty = (counts == 1) & (ends[last] == begins)
    if is_empty.any():
        first, counts, begins, own_lines = (part[~is_empty] for part in (first, counts, begins, own_lines))
    places = (ends, first, counts, begins)
    return Records(text, *places, own_lines, int(lines[-1]), mended_lines, is_quoted=is_quoted)


def trimmed(cells: Cells) -> Cells:
    """Return the cells without the blanks around them (up to 64 on a side)."""
    text, starts, lengths = cells.text, cells.starts, cells.lengths
    if not len(text):
        return cells
    for _ in range(_MOST_BLANKS):
        leads = _is_blank(text[np.minimum(starts, len(text) - 1)]) & (lengths > 0)
        if not leads.any():
            break
        starts, lengths = starts + leads, lengths - leads
    for _ in range(_MOST_BLANKS):
        trails = _is_blank(text[np.maximum(starts + lengths - 1, 0)]) & (lengths > 0)
        if not trails.any():
            break
        lengths = lengths - trails
    return Cells(text, starts, lengths)


def _is_blank(chars: Bytes) -> NDArray[np.bool_]:
    blank: NDArray[np.bool_] = (chars == 32) | (chars == 9) | (chars == _LINE_FEED)
    return blank
