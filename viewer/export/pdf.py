"""Paints a scene into a one-page PDF of real lines and selectable text. It must not know what the scene shows."""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF, QUuid
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter, QRawFont, QTextLayout

from viewer.export.atomic import ExportError
from viewer.export.pdf_repair import repaired
from viewer.export.rdf import rdf_lines
from viewer.painting.painter import paint_scene
from viewer.painting.text_measure import qfont

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.layout.scene import Scene
    from viewer.theme import Theme

CREATOR = "Mission Timeline"
POINTS_PER_PX = 0.75
LONGEST_SIDE_POINTS = 14_400  # the limit of PDF readers: 200 inches
_PACKET = "W5M0MpCehiHzreSzNTczkc9d"  # the fixed mark of an XMP packet


def pdf_bytes(scene: Scene, theme: Theme, *, title: str, metadata: Mapping[str, str]) -> bytes:
    """Return a PDF whose page is the scene at 96 pixels an inch; the same input gives the same bytes.

    `metadata` may have a "Description"; all of it is in the document's XMP. Raises ExportError if it is too large.
    """
    width, height = scene.width * POINTS_PER_PX, scene.height * POINTS_PER_PX
    if max(width, height) > LONGEST_SIDE_POINTS:
        raise ExportError("The page is longer than the 200 inches a PDF can have. Choose a smaller size.")
    xmp = _xmp(title, metadata)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(96)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    # Qt rounds pages to whole points; the exact size is put back afterwards.
    page = QSizeF(math.ceil(width), math.ceil(height))
    writer.setPageSize(QPageSize(page, QPageSize.Unit.Point, "scene", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setTitle(title)
    writer.setCreator(CREATOR)
    writer.setDocumentXmpMetadata(QByteArray(xmp))
    writer.setDocumentId(QUuid.createUuidV5(QUuid(), hashlib.sha256(xmp).digest()))
    _paint(writer, scene, theme)
    return repaired(bytes(buffer.data().data()), (width, height), _characters())


def _paint(writer: QPdfWriter, scene: Scene, theme: Theme) -> None:
    painter = QPainter(writer)
    try:
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        paint_scene(painter, scene, theme)
    finally:
        painter.end()


@lru_cache(maxsize=1)
def _characters() -> dict[int, str]:
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
