"""Makes a PDF tagged: what stands on its pages, in the order it is read, for those who hear it (ISO 32000-1, 14.7).

QPdfWriter cannot mark content. So a rectangle far off the page is painted before each part, and found again here in
the content of the page, where the marks of the part take its place. Knows numbered objects, not what a page shows.
"""

from __future__ import annotations

import re
import zlib
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QByteArray, QRectF, Qt, qCompress

from viewer.export.formats.reading import ARTIFACT, BODY, FIGURE, LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

_AWAY = -31_337
_SIGN = re.compile(rb"-31337 -31337 1 1 re\r?\nf\r?\n")
_CONTENTS = re.compile(rb"/Contents (\d+) 0 R")
_PAGE_TYPE = re.compile(rb"/Type /Page\n")
_ELEMENT = b"<<\n/Type /StructElem\n/S /%s\n/P %d 0 R\n%s>>\nendobj\n"

Objects = dict[int, tuple[bytes, bytes]]
"""The objects of a document by number: a head and a stream, empty if there is none."""


class Tagging(NamedTuple):
    """The tags of each page's parts, in painting order, and the words that stand for the figure."""

    pages: Sequence[Sequence[str]] = ()
    alt: str = ""


class _Element(NamedTuple):
    """An element of the structure: its number, and the numbers of what it holds."""

    number: int
    kids: list[int]


def paint_sign(painter: QPainter) -> None:
    """Paint what `tagged` later finds: here a part begins. The painter must not be scaled."""
    painter.fillRect(QRectF(_AWAY, _AWAY, 1, 1), Qt.GlobalColor.black)


def tagged(objects: Objects, pages: Sequence[int], tagging: Tagging) -> bytes:
    """Mark the parts of the pages, add the structure they form, and return what the catalogue says of it."""
    for key, (page, tags) in enumerate(zip(pages, tagging.pages, strict=True)):
        _mark(objects, page, tags)
        head, stream = objects[page]
        order = b"/StructParents %d\n/Tabs /S\n" % key
        objects[page] = _PAGE_TYPE.sub(lambda found, order=order: found[0] + order, head, count=1), stream  # type: ignore[misc]
    root = _Structure(objects, tagging.alt).built(pages, tagging.pages)
    return b"/MarkInfo << /Marked true >>\n/StructTreeRoot %d 0 R\n" % root


def _mark(objects: Objects, page: int, tags: Sequence[str]) -> None:
    """Put the marks of the parts into the content of a page."""
    found = _CONTENTS.search(objects[page][0])
    number = int(found[1]) if found else 0
    packed = objects[number][1]
    content = zlib.decompress(packed[len(b"stream\n") : packed.rindex(b"\nendstream")])
    before, *parts = _SIGN.split(content)
    openings = _openings(tags)
    whole = before + b"".join(b"%s\n%sEMC\n" % pair for pair in zip(openings, parts, strict=True))
    # Qt's own packing, as the rest of the document has: another one could differ from machine to machine
    body = bytes(qCompress(QByteArray(whole)).data())[4:]
    head = b"<<\n/Length %d\n/Filter /FlateDecode\n>>\n" % len(body)
    objects[number] = head, b"stream\n" + body + b"\nendstream\nendobj\n"


def _openings(tags: Sequence[str]) -> list[bytes]:
    """Return how the content of each part begins; parts that are read are numbered on each page from 0."""
    openings, numbers = [], count()
    for tag in tags:
        if tag == ARTIFACT:
            openings.append(b"/Artifact BMC")
        else:
            openings.append(b"/%s <</MCID %d>> BDC" % (tag.encode(), next(numbers)))
    return openings


class _Structure:
    """The tree of elements while it grows: a document, in it headings, paragraphs, figures, and lists of items."""

    def __init__(self, objects: Objects, alt: str) -> None:
        self._objects = objects
        self._alt = alt
        self._free = count(max(objects) + 1)
        self._root, self._document, self._parents = (self._reserved() for _ in range(3))
        self._top: list[int] = []
        self._list: _Element | None = None
        self._item: _Element | None = None

    def built(self, pages: Sequence[int], tags: Sequence[Sequence[str]]) -> int:
        """Add the elements of all pages and return the number of the tree's root."""
        rows = []
        for key, (page, parts) in enumerate(zip(pages, tags, strict=True)):
            read = [tag for tag in parts if tag != ARTIFACT]
            found = [self._part(tag, page, place) for place, tag in enumerate(read)]
            rows.append(b"%d [%s]" % (key, _references(found)))
        self._close_list()
        self._write(self._document, "Document", self._root, b"/K [%s]\n" % _references(self._top))
        self._put(self._parents, b"<<\n/Nums [%s]\n>>\nendobj\n" % b"\n".join(rows))
        root = b"<<\n/Type /StructTreeRoot\n/K %d 0 R\n/ParentTree %d 0 R\n/ParentTreeNextKey %d\n>>\nendobj\n"
        self._put(self._root, root % (self._document, self._parents, len(rows)))
        return self._root

    def _part(self, tag: str, page: int, place: int) -> int:
        """Add the element of one part: a leaf of the tree, in an item of a list or right in the document."""
        if tag == LABEL or (tag == BODY and self._item is None):
            self._open_item()
        elif tag != BODY:
            self._close_list()
        number = self._reserved()
        parent, kids = self._item or _Element(self._document, self._top)
        kids.append(number)
        more = b"/Pg %d 0 R\n/K %d\n" % (page, place)
        more += b"/Alt %s\n" % _text(self._alt) if tag == FIGURE and self._alt else b""
        self._write(number, tag, parent, more)
        return number

    def _open_item(self) -> None:
        self._close_item()
        if self._list is None:
            self._list = _Element(self._reserved(), [])
            self._top.append(self._list.number)
        self._item = _Element(self._reserved(), [])
        self._list.kids.append(self._item.number)

    def _close_item(self) -> None:
        if self._item and self._list:
            self._write(self._item.number, "LI", self._list.number, b"/K [%s]\n" % _references(self._item.kids))
        self._item = None

    def _close_list(self) -> None:
        self._close_item()
        if self._list:
            self._write(self._list.number, "L", self._document, b"/K [%s]\n" % _references(self._list.kids))
        self._list = None

    def _reserved(self) -> int:
        number = next(self._free)
        self._put(number, b"")
        return number

    def _write(self, number: int, tag: str, parent: int, more: bytes) -> None:
        self._put(number, _ELEMENT % (tag.encode(), parent, more))

    def _put(self, number: int, body: bytes) -> None:
        self._objects[number] = body, b""


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _text(words: str) -> bytes:
    """Return a text string; as its bytes, which take half the room of hexadecimal digits (ISO 32000-1, 7.3.4.2)."""
    escaped = re.sub(rb"[\\()\r]", lambda odd: b"\\r" if odd[0] == b"\r" else b"\\" + odd[0], words.encode("utf-16-be"))
    return b"(\xfe\xff%s)" % escaped
