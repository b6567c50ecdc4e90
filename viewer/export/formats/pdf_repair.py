"""Mends what QPdfWriter writes and offers no setting for, so that equal scenes give equal and useful documents.

Its dates differ from run to run, and so does the order of its fonts; only one of three objects of a font is named as a
subset; its page size is rounded to whole points; and
its tables from glyphs to characters call a space a tab and a tabular digit a private character, so that copied text
would be useless. Language, bookmarks, tags and the wish to show the title, for which it has no setting, are added.
Knows the plain layout QPdfWriter uses (numbered objects and one table of them), not PDF at large.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.export.formats.pdf_tags import Objects, Tagging, tagged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ENTRY = re.compile(rb"(\d{10}) \d{5} n")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_DATE = re.compile(rb"/(?:CreationDate|ModDate) \(D:\d{14}[^)\n]*\)\n")
_PAGE = re.compile(rb"/(MediaBox|TrimBox) \[0 [-\d.]+ ([\d.]+) ([\d.]+)\]")
_TARGETS = re.compile(rb"(?m)^(<[0-9A-F]{4}> <[0-9A-F]{4}> )(\[?<[^\n]*)$")
_CODE = re.compile(rb"<([0-9A-F]{4})>")
_SIZE = re.compile(rb"/Size \d+")
_INFO = re.compile(rb"/Info (\d+) 0 R")
_NO_AUTHOR = re.compile(rb"/Author \(\)\n")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_CATALOG = re.compile(rb"/Type /Catalog\n")
_SUBSET = re.compile(rb"/FontName /[A-Z]{6}\+")
_FONT = re.compile(rb"/Type /Font\n")
_BASE_FONT = re.compile(rb"/BaseFont /(?![A-Z]{6}\+)")
_FONT_PART = re.compile(rb"/(?:DescendantFonts \[|FontDescriptor )(\d+) 0 R")


class Bookmark(Struct, frozen=True):
    """A way into the document: its words, a page from 0, and how far down in points it leads."""

    title: str
    page: int
    down_points: float = 0.0


class Finish(Struct, frozen=True):
    """What the document is to have: the exact size of each page in points, its language tag, bookmarks and tags.

    `characters` gives, for a code point Qt writes, the character it stands for. `facts` stand among the properties of
    the document, where a reader shows them.
    """

    sizes: Sequence[tuple[float, float]]
    characters: Mapping[int, str]
    language: str = ""
    bookmarks: Sequence[Bookmark] = ()
    tagging: Tagging = Tagging()
    facts: Mapping[str, str] = MappingProxyType({})


def repaired(pdf: bytes, finish: Finish) -> bytes:
    """Return the document without dates, in a fixed order, of exact sizes, and with text that can be copied.

    Linear in the size of the document.
    """
    objects, trailer = _taken_apart(pdf)
    pages = _pages(objects)
    for number, (head, stream) in objects.items():
        plain = _DATE.sub(b"", head)
        if number in pages:
            size = finish.sizes[pages.index(number)]
            plain = _PAGE.sub(lambda page, size=size: _exact_page(page, size), plain)  # type: ignore[misc]
        real = _with_real_characters(stream, finish.characters) if b"begincmap" in stream else stream
        objects[number] = plain, real
    _furnish(objects, pages, finish)
    _inform(objects, trailer, finish.facts)
    return _put_together(pdf[: pdf.index(b"1 0 obj")], objects, trailer)


def _pages(objects: Objects) -> list[int]:
    """Return the numbers of the pages, in their order."""
    kids = next(found[1] for head, _ in objects.values() if (found := _KIDS.search(head)))
    return [int(number) for number in _REFERENCE.findall(kids)]


def _furnish(objects: Objects, pages: Sequence[int], finish: Finish) -> None:
    """Write what QPdfWriter has no setting for into the catalogue (PDF 32000, 7.7.2)."""
    catalog = next(number for number, (head, _) in objects.items() if _CATALOG.search(head))
    entries = b"/ViewerPreferences << /DisplayDocTitle true >>\n"
    if finish.language:
        entries += b"/Lang (%s)\n" % re.sub(r"[^A-Za-z0-9-]", "", finish.language).encode()
    if finish.tagging.pages:
        entries += tagged(objects, pages, finish.tagging)
    if finish.bookmarks:
        entries += b"/Outlines %d 0 R\n/PageMode /UseOutlines\n" % _add_outline(objects, pages, finish)
    head, stream = objects[catalog]
    objects[catalog] = _CATALOG.sub(lambda found: found[0] + entries, head), stream


def _inform(objects: Objects, trailer: bytes, facts: Mapping[str, str]) -> None:
    """Write the facts among the document's properties (PDF 32000, 14.3.3), which readers show; Qt knows only some."""
    found = _INFO.search(trailer)
    if found is None:
        return
    head, stream = objects[int(found[1])]
    lines = [b"/%s <%s>\n" % (_name(key), _hex(facts[key])) for key in sorted(facts)]
    plain = _NO_AUTHOR.sub(b"", head)
    at = plain.rindex(b">>")
    objects[int(found[1])] = plain[:at] + b"".join(lines) + plain[at:], stream


def _name(key: str) -> bytes:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", key).encode()


def _hex(text: str) -> bytes:
    return (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper().encode()


def _add_outline(objects: Objects, pages: Sequence[int], finish: Finish) -> int:
    """Add the bookmarks as one level (PDF 32000, 12.3.3) and return the number of the object that lists them."""
    root = max(objects) + 1
    first, last = root + 1, root + len(finish.bookmarks)
    listed = b"<<\n/Type /Outlines\n/First %d 0 R\n/Last %d 0 R\n/Count %d\n>>\nendobj\n"
    objects[root] = listed % (first, last, len(finish.bookmarks)), b""
    for number, mark in enumerate(finish.bookmarks, start=first):
        page = pages[mark.page]
        box = _PAGE.search(objects[page][0])
        top = float(box[3]) if box else 0.0
        chain = b"/Prev %d 0 R\n" % (number - 1) if number > first else b""
        chain += b"/Next %d 0 R\n" % (number + 1) if number < last else b""
        place = b"/Dest [%d 0 R /XYZ null %.10g null]" % (page, round(top - mark.down_points, 4))
        entry = b"<<\n/Title <%s>\n/Parent %d 0 R\n%s%s\n>>\nendobj\n"
        objects[number] = entry % (_hex(mark.title), root, chain, place), b""
    return root


def _taken_apart(pdf: bytes) -> tuple[Objects, bytes]:
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


def _put_together(header: bytes, objects: Objects, trailer: bytes) -> bytes:
    """Write the objects anew, numbered in the order they are first referred to, from the trailer on."""
    order = _in_order(objects, trailer)
    numbers = {old: new for new, old in enumerate(order, start=1)}

    def renumbered(text: bytes) -> bytes:
        return _REFERENCE.sub(lambda found: b"%d 0 R" % numbers[int(found[1])], text)

    parts = [header]
    for number, old in enumerate(order, start=1):
        head, stream = objects[old]
        named = _with_subset_tag(head, _subset_tag(numbers[_descriptor(objects, old)]))
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


def _descriptor(objects: Objects, number: int) -> int:
    """Return the number of the object that describes a font, from any of the three that make one; else its own."""
    while found := _FONT_PART.search(objects[number][0]):
        number = int(found[1])
    return number


def _with_subset_tag(head: bytes, tag: bytes) -> bytes:
    """Name a font after its subset in all its objects, where Qt does it in one of three (PDF 32000, 9.6.4, 9.7.6)."""
    if _FONT.search(head):
        return _BASE_FONT.sub(b"/BaseFont /" + tag + b"+", head)
    return _SUBSET.sub(b"/FontName /" + tag + b"+", head)


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
