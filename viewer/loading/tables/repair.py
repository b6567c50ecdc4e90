"""Reads lines with broken quoting record by record, as far as their sense can be made out.

A quotation mark that opens and never closes is taken as a letter, so that it costs its own line and no more.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum

CELL_END, RECORD_END = 0x1F, 0x1E
_LONGEST_CELL = 1 << 27


class Ending(Enum):
    """Why a text ends where it does: more blocks follow; more follow, but one record cannot be so long; it is all."""

    BLOCK = "block"
    TOO_LONG = "too long"
    FILE = "file"


def mended(text: bytes, delimiter: str, line: int, ending: Ending) -> tuple[int, bytes, tuple[int, ...]]:
    """Return how many bytes were read, their cells with marks for separators, and the lines with broken quoting.

    A record that may go on after the text is left for the next time. Line feeds inside cells are kept, so that lines
    can be counted.
    """
    import csv  # noqa: PLC0415  most tables have no broken quoting

    csv.field_size_limit(_LONGEST_CELL)
    text = text[: _end_of_lines(text, ending)]
    lines = text.decode().removesuffix("\n").split("\n") if text else []
    odd = [number for number, one in enumerate(lines) if one.count('"') % 2]
    records: list[str] = []
    bad: list[int] = []
    at = 0
    while at < len(lines):
        cells, after = _record(lines, at, odd, delimiter)
        if cells is None and after >= len(lines) and (ending is Ending.BLOCK or (ending is Ending.TOO_LONG and at)):
            break  # it may close in what follows
        if cells is None:
            bad.append(line + at)
            cells, after = lines[at].split(delimiter), at + 1
        records.append(chr(CELL_END).join(cells) + chr(RECORD_END))
        at = after
    read = sum(len(one.encode()) + 1 for one in lines[:at])
    return min(read, len(text)), "".join(records).encode(), tuple(bad)


def whole_characters(text: bytes) -> int:
    """Return where UTF-8 that was cut anywhere can be cut without harm, near its end."""
    end = len(text)
    while end and text[end - 1] & 0xC0 == 0x80:
        end -= 1
    return max(0, end - 1)


def _end_of_lines(text: bytes, ending: Ending) -> int:
    """Return where the last whole line ends; what stands after it counts only if nothing better will come."""
    if ending is Ending.FILE:
        return len(text)
    return text.rfind(b"\n") + 1 or (whole_characters(text) if ending is Ending.TOO_LONG else 0)


def _record(lines: list[str], at: int, odd: list[int], delimiter: str) -> tuple[list[str] | None, int]:
    """Return the cells of the record that begins here and the line after it; None where quoting keeps it from ending.

    The line after is then past all lines if the end was looked for up to there.
    """
    alone = _read(lines[at], delimiter, is_strict=True)
    if alone is not None:
        return alone, at + 1
    if lines[at].count('"') % 2 == 0:
        return _read(lines[at], delimiter, is_strict=False), at + 1
    nearest = bisect_right(odd, at)
    if nearest == len(odd):
        return None, len(lines)
    last = odd[nearest]
    return _read("\n".join(lines[at : last + 1]), delimiter, is_strict=True), last + 1


def _read(text: str, delimiter: str, *, is_strict: bool) -> list[str] | None:
    """Return the cells of one record, or None where it is none."""
    if not text:
        return [""]
    import csv  # noqa: PLC0415  as above

    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=is_strict, skipinitialspace=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
