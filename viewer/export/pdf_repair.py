"""Mends what QPdfWriter writes and offers no setting for, in place and without moving a byte.

Its dates would make two runs differ, its page size is rounded to whole points, and its table from glyphs to
characters calls a space a tab and a tabular digit a private character, so that copied text would be useless.
Knows the plain layout QPdfWriter uses, not PDF at large.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DATE = re.compile(rb"/(?:CreationDate|ModDate) \(D:\d{14}[^)\n]*\)")
_PAGE = re.compile(rb"/(MediaBox|TrimBox) \[0 0 ([\d.]+) ([\d.]+)\]")
_TABLE = re.compile(rb"begincmap\n.*?\nendcmap", re.DOTALL)
_TARGETS = re.compile(rb"(?m)^(<[0-9A-F]{4}> <[0-9A-F]{4}> )(\[?<[^\n]*)$")
_CODE = re.compile(rb"<([0-9A-F]{4})>")


def repaired(pdf: bytes, size_points: tuple[float, float], characters: Mapping[int, str]) -> bytes:
    """Return the document without dates, with the exact page size, and with text that can be copied.

    `characters` gives, for a code point Qt writes, the character it stands for. Every replacement is as long as
    what it replaces, so that the offsets in the document stay true.
    """
    without_dates = _DATE.sub(lambda date: b" " * len(date[0]), pdf)
    exact = _PAGE.sub(lambda page: _exact_page(page, size_points), without_dates)
    return _TABLE.sub(lambda table: _with_real_characters(table[0], characters), exact)


def _exact_page(page: re.Match[bytes], size_points: tuple[float, float]) -> bytes:
    width, height = size_points
    top = float(page[3])
    box = b"/%s [0 %.10g %.10g %.10g" % (page[1], round(top - height, 4), round(width, 4), top)
    return box.ljust(len(page[0]) - 1) + b"]" if len(box) < len(page[0]) else page[0]


def _with_real_characters(table: bytes, characters: Mapping[int, str]) -> bytes:
    def real(code: re.Match[bytes]) -> bytes:
        char = characters.get(int(code[1], 16))
        return code[0] if char is None else b"<%04X>" % ord(char)

    return _TARGETS.sub(lambda line: line[1] + _CODE.sub(real, line[2]), table)
