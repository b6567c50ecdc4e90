"""Paints scenes into a PDF of real lines and selectable text, one on a page, tagged for those who hear it.

It must not know what they show.
"""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, QUuid
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter, QRawFont, QTextLayout

from viewer.export.formats.atomic import ExportError
from viewer.export.formats.pdf_repair import Bookmark, Finish, repaired
from viewer.export.formats.pdf_tags import Tagging, paint_sign
from viewer.export.formats.rdf import rdf_lines
from viewer.export.formats.reading import parts_of_figure, parts_of_text, spaced
from viewer.painting.painter import paint_scene
from viewer.painting.text_measure import measure, qfont

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.export.formats.reading import Part
    from viewer.layout.scene import Scene
    from viewer.theme import Theme

CREATOR = "Mission Timeline"
POINTS_PER_PX = 0.75
LONGEST_SIDE_POINTS = 14_400  # the limit of PDF readers: 200 inches
_LONGEST_PROPERTY = 255
_PACKET = "W5M0MpCehiHzreSzNTczkc9d"  # the fixed mark of an XMP packet


class PdfPage(Struct, frozen=True):
    """A page: a scene, and the size of its pixels in 96ths of an inch."""

    scene: Scene
    zoom: float = 1.0

    @property
    def size_points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.scene.width * self.zoom * POINTS_PER_PX, self.scene.height * self.zoom * POINTS_PER_PX


class PdfForm(Struct, frozen=True):
    """How a document is made: the size of the first page's pixels, the pages behind it, language and bookmarks."""

    zoom: float = 1.0
    more: Sequence[PdfPage] = ()
    language: str = ""
    bookmarks: Sequence[Bookmark] = ()


_AS_IT_IS = PdfForm()


def pdf_bytes(
    scene: Scene, theme: Theme, *, title: str, metadata: Mapping[str, str], form: PdfForm = _AS_IT_IS
) -> bytes:
    """Return a PDF whose first page is the scene; the same input gives the same bytes.

    `metadata` may have a "Description", which then stands for the drawing on the first page; all of it is in the
    document's XMP, and short entries are among its properties too. Raises ExportError if a page is too large.
    """
    pages = [PdfPage(scene, form.zoom), *form.more]
    if max(max(page.size_points) for page in pages) > LONGEST_SIDE_POINTS:
        raise ExportError("The page is longer than the 200 inches a PDF can have. Choose a smaller size.")
    alt = metadata.get("Description", "")
    parts = [
        parts_of_figure(scene) if alt else parts_of_text(scene),
        *(parts_of_text(page.scene) for page in form.more),
    ]
    buffer = QBuffer()
    writer = pdf_writer(buffer, title, metadata)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setPageSize(_page_size(pages[0]))
    _paint(writer, pages, parts, theme)
    sizes = [page.size_points for page in pages]
    tagging = Tagging([[part.tag for part in page] for page in parts], alt)
    finish = Finish(sizes, real_characters(), form.language, form.bookmarks, tagging, short_ones(metadata))
    return repaired(bytes(buffer.data().data()), finish)


def pdf_writer(buffer: QBuffer, title: str, metadata: Mapping[str, str]) -> QPdfWriter:
    """Open the buffer and return what writes a PDF into it, pixels a 96th of an inch, with an identity of its own.

    What it writes is to be `repaired`.
    """
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    xmp = _xmp(title, metadata)
    writer = QPdfWriter(buffer)
    writer.setResolution(96)
    writer.setTitle(title)
    writer.setCreator(CREATOR)
    writer.setDocumentXmpMetadata(QByteArray(xmp))
    writer.setDocumentId(QUuid.createUuidV5(QUuid(), hashlib.sha256(xmp).digest()))
    return writer


def short_ones(metadata: Mapping[str, str]) -> dict[str, str]:
    """Return what fits a line among the properties of a document; the rest is in its XMP only."""
    return {key: text for key, text in metadata.items() if len(text) <= _LONGEST_PROPERTY and key != "Description"}


def _page_size(page: PdfPage) -> QPageSize:
    """Return the size in whole points, to which Qt rounds; the exact size is put back afterwards."""
    width, height = page.size_points
    size = QSizeF(math.ceil(width), math.ceil(height))
    return QPageSize(size, QPageSize.Unit.Point, "scene", QPageSize.SizeMatchPolicy.ExactMatch)


def _paint(writer: QPdfWriter, pages: Sequence[PdfPage], parts: Sequence[Sequence[Part]], theme: Theme) -> None:
    painter = QPainter(writer)
    try:
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        for number, page in enumerate(pages):
            if number:
                writer.setPageSize(_page_size(page))
                writer.newPage()
            for part in parts[number]:
                paint_sign(painter)
                painter.save()
                painter.scale(page.zoom, page.zoom)
                paint_scene(painter, replace(page.scene, shapes=spaced(part.shapes, measure)), theme)
                painter.restore()
    finally:
        painter.end()


@lru_cache(maxsize=1)
def real_characters() -> dict[int, str]:
    """Return the characters behind the code points Qt finds for our glyphs.

    Tabular numbers are glyphs of their own; Qt names them by the private code points the typeface also gives them.
    """
    plain = "".join(map(chr, [*range(0x21, 0x7F), *range(0xA1, 0x180), *range(0x2010, 0x2040), *range(0x2200, 0x2270)]))
    private = "".join(map(chr, range(0xE000, 0xF900)))
    font = QRawFont.fromFont(qfont("text"))
    names = dict(zip(font.glyphIndexesForString(private), private, strict=True))
    found = {0x09: " "}
    for char in filter(str.isprintable, plain):
        glyph = _shaped_glyph(char)
        if glyph in names and glyph != 0:
            found[ord(names[glyph])] = char
    return found


def _shaped_glyph(char: str) -> int:
    layout = QTextLayout(char, qfont("text"))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout.glyphRuns()[0].glyphIndexes()[0]


def _xmp(title: str, metadata: Mapping[str, str]) -> bytes:
    rest = {key: value for key, value in metadata.items() if key != "Description"}
    lines = [
        f'<?xpacket begin="\ufeff" id="{_PACKET}"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
        *rdf_lines(title, metadata.get("Description", ""), rest),
        "</x:xmpmeta>",
        '<?xpacket end="r"?>',
    ]
    return "\n".join(lines).encode()
