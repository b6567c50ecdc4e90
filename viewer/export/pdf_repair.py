"""Mends what QPdfWriter writes and offers no setting for, so that equal scenes give equal and useful documents.

Its dates differ from run to run, and so does the order of its fonts; its page size is rounded to whole points; and
its tables from glyphs to characters call a space a tab and a tabular digit a private character, so that copied text
would be useless. Knows the plain layout QPdfWriter uses (numbered objects and one table of them), not PDF at large.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_DATE = re.compile(rb"/(?:CreationDate|ModDate) \(D:\d{14}[^)\n]*\)\n")
_PAGE = re.compile(rb"/(MediaBox|TrimBox) \[0 0 ([\d.]+) ([\d.]+)\]")
_TARGETS = re.compile(rb"(?m)^(<[0-9A-F]{4}> <[0-9A-F]{4}> )(\[?<[^\n]*)$")
_CODE = re.compile(rb"<([0-9A-F]{4})>")
_SIZE = re.compile(rb"/Size \d+")
_SUBSET = re.compile(rb"/FontName /[A-Z]{6}\+")


def repaired(pdf: bytes, size_points: tuple[float, float], characters: Mapping[int, str]) -> bytes:
    """Return the document without dates, in a fixed order, of the exact size, and with text that can be copied.

    `characters` gives, for a code point Qt writes, the character it stands for. Linear in the size of the document.
    """
    objects, trailer = _taken_apart(pdf)
    for number, (head, stream) in objects.items():
        plain = _PAGE.sub(lambda page: _exact_page(page, size_points), _DATE.sub(b"", head))
        objects[number] = plain, _with_real_characters(stream, characters) if b"begincmap" in stream else stream
    return _put_together(pdf[: pdf.index(b"1 0 obj")], objects, trailer)


def _taken_apart(pdf: bytes) -> tuple[dict[int, tuple[bytes, bytes]], bytes]:
    """Return for each object its head and its stream (which begins with "stream"), and the trailer."""
    table_at = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    starts = sorted(int(entry[1]) for entry in _ENTRY.finditer(pdf, table_at))
    objects = {}
    for start, end in pairwise([*starts, table_at]):
        number, _, body = pdf[start:end].partition(b" 0 obj\n")
        head, mark, stream = body.partition(b"stream\n")
        objects[int(number)] = head, mark + stream
    trailer = pdf[pdf.rindex(b"trailer") : pdf.rindex(b"startxref")]
    return objects, trailer


def _put_together(header: bytes, objects: Mapping[int, tuple[bytes, bytes]], trailer: bytes) -> bytes:
    """Write the objects anew, numbered in the order they are first referred to, from the trailer on."""
    order = _in_order(objects, trailer)
    numbers = {old: new for new, old in enumerate(order, start=1)}

    def renumbered(text: bytes) -> bytes:
        return _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], text)

    parts = [header]
    for number, old in enumerate(order, start=1):
        head, stream = objects[old]
        named = _SUBSET.sub(b"/FontName /" + _subset_tag(number) + b"+", head)
        parts.append(b"%d 0 obj\n" % number + renumbered(named) + stream)
    offsets = list(accumulate(map(len, parts)))
    entries = [b"0000000000 65535 f \n", *(b"%010d 00000 n \n" % at for at in offsets[:-1])]
    table = b"xref\n0 %d\n" % len(entries) + b"".join(entries)
    end = _SIZE.sub(b"/Size %d" % len(entries), renumbered(trailer))
    return b"".join([*parts, table, end, b"startxref\n%d\n%%%%EOF\n" % offsets[-1]])


def _in_order(objects: Mapping[int, tuple[bytes, bytes]], trailer: bytes) -> list[int]:
    order: dict[int, None] = {}
    waiting = [int(found) for found in _REFERENCE.findall(trailer)][::-1]
    while waiting:
        number = waiting.pop()
        if number not in order:
            order[number] = None
            waiting += [int(found) for found in _REFERENCE.findall(objects[number][0])][::-1]
    return list(order)


def _subset_tag(number: int) -> bytes:
    """Return the six capitals a subset's name begins with (PDF 32000, 9.6.4); Qt makes them of the object's number."""
    return bytes(65 + number // 26**place % 26 for place in range(6))


def _exact_page(page: re.Match[bytes], size_points: tuple[float, float]) -> bytes:
    width, height = size_points
    top = float(page[3])
    return b"/%s [0 %.10g %.10g %.10g]" % (page[1], round(top - height, 4), round(width, 4), top)


def _with_real_characters(stream: bytes, characters: Mapping[int, str]) -> bytes:
    """Replace codes by codes of equal length in a table from glyphs to characters; Qt writes it uncompressed."""

    def real(code: re.Match[bytes]) -> bytes:
        char = characters.get(int(code[1], 16))
        return code[0] if char is None else b"<%04X>" % ord(char)

    return _TARGETS.sub(lambda line: line[1] + _CODE.sub(real, line[2]), stream)
