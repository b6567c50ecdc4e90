"""Cells and lines too long to be kept: known for what they are, left out, passed over up to their end.

Knows nothing of records or columns; where a record ends is found out in `records`.
"""

from __future__ import annotations

import re

from msgspec import Struct

from viewer.loading.tables.repair import whole_characters

LONGEST_RECORD = 64_000_000
_LONGEST_BEGINNING = 1_000_000
_LONGEST_SAMPLE, _MOST_LINES = 100_000, 100
_QUOTE = b'"'
_LINE_END = re.compile(rb"(?=\n)")


class Fault(Struct, frozen=True):
    """What is wrong with the record on a line, and what to do about it."""

    line: int
    text: str
    hint: str


def is_one_record(text: bytes, delimiter: bytes, width: int) -> bool:
    """Tell whether what has not ended is a long record rather than rows behind a quotation mark out of place.

    Behind such a mark most lines have as many cells as the table is wide.
    """
    lines = text[:_LONGEST_SAMPLE].split(b"\n")[1:-1][:_MOST_LINES]
    alike = sum(line.count(delimiter) == width - 1 for line in lines)
    return width == 1 or not lines or 2 * alike < len(lines)


class Overlong(Struct):
    """A cell or line that is passed over. `kept` stands for its record up to there, `line_feeds` is what was missed."""

    kept: bytes
    _ending: re.Pattern[bytes]
    line_feeds: int
    _held: bytes = b""

    @classmethod
    def of(cls, text: bytes, delimiter: bytes) -> Overlong:
        """Pass over the end of an unended record: its open cell where that is most of it, else all but its start."""
        opening = _opening(text, delimiter)
        if opening is None or 2 * opening > len(text):
            kept = _beginning(text, delimiter)
            return cls(kept, _LINE_END, text.count(b"\n") - kept.count(b"\n"))
        held = _QUOTE if text.count(_QUOTE) % 2 == 0 else b""
        ending = re.compile(rb'"(?=[\n%b]|\Z)' % re.escape(delimiter))
        return cls(text[:opening] + b'""', ending, text.count(b"\n", opening), held)

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell; else it is a line."""
        return self._ending is not _LINE_END

    def after(self, block: bytes) -> bytes | None:
        """Return the record without what is too long, and what follows in the next block; None while it goes on."""
        block = self._held + block
        plain = block.replace(b'""', b"  ") if self.is_cell else block  # doubled, it is text
        found = self._ending.search(plain)
        self._held = _QUOTE if found and self.is_cell and found.end() == len(block) else b""
        if found is None or self._held:
            self.line_feeds += block.count(b"\n")
            return None
        self.line_feeds += block.count(b"\n", 0, found.end())
        return self.kept + block[found.end() :]

    def fault(self, line: int, *, has_ended: bool) -> Fault:
        """Return what to say of it; it may reach to the end of the table."""
        size = f"longer than {LONGEST_RECORD // 1_000_000} MB"
        if not self.is_cell:
            return Fault(line, f"a line is {size}; only its beginning is read", "is this a table?")
        if has_ended or self._held:
            return Fault(line, f"a cell is {size}; it is left empty", "keep so long a text in a file of its own")
        said = f"a cell is {size} and does not end; what follows it is not read"
        return Fault(line, said, "close its quotation mark")


def _opening(text: bytes, delimiter: bytes) -> int | None:
    """Return where the cell opens that an unended record ends in, or None where it is in no quoted cell.

    A mark at the very end is half of a doubled one, perhaps: what stands before it decides.
    """
    inside = text[:-1] if text.endswith(_QUOTE) and text.count(_QUOTE) % 2 == 0 else text
    if inside.count(_QUOTE) % 2 == 0:
        return None
    last = inside.replace(b'""', b"\0\0").rfind(_QUOTE)  # as long as before; of three in a row the last is left
    before = inside[: last + 1].rstrip(_QUOTE)
    return len(before) if before[-1:] in (b"", b"\n", delimiter) else None


def _beginning(text: bytes, delimiter: bytes) -> bytes:
    """Return the first whole cells of a line, at most a megabyte of them; of a first cell without end its start."""
    start = text[:_LONGEST_BEGINNING]
    quoted = start.rfind(_QUOTE + delimiter + _QUOTE)
    end = quoted + 1 if quoted >= 0 else start.rfind(delimiter) if delimiter in start else whole_characters(start)
    kept = start[:end]
    return kept if kept.count(_QUOTE) % 2 == 0 else kept[: kept.find(_QUOTE)]  # an open mark would take in what follows
