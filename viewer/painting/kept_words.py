"""Words of a window as small pictures: copying pixels is several times cheaper than setting letters anew every frame.

For a window alone: the words stand on whole pixels, half a pixel from where a file has them at most. Only the thread
of the window may ask, as fonts belong to it.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from viewer.painting import ink
from viewer.painting.text_measure import ascent_px, measure, qfont

if TYPE_CHECKING:
    from viewer.theme import Theme

_EDGE_PX = 2
_DESCENT_SHARE = 0.5
"""How far letters and their marks reach under the baseline at most, as a share of the height above it."""


class KeptWords(Struct, frozen=True):
    """Words on nothing, where in the picture their left end and their baseline are in whole pixels, and their width."""

    picture: QImage
    left: int
    baseline: int
    width_px: float


@lru_cache(maxsize=1024)
def kept_words(text: str, font_role: str, theme: Theme, colour: str) -> KeptWords:
    """Return the picture of a text in a colour role, kept for the last thousand asked for. About 50 us if new."""
    ascent = ascent_px(font_role)
    baseline = _EDGE_PX + math.ceil(ascent)
    natural = measure(text, font_role)
    width = math.ceil(natural) + 2 * _EDGE_PX
    height = baseline + math.ceil(ascent * _DESCENT_SHARE) + _EDGE_PX
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    try:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setFont(qfont(font_role))
        painter.setPen(ink.colour(theme, colour, 1.0))
        painter.drawText(QPointF(_EDGE_PX, baseline), text)
    finally:
        painter.end()
    return KeptWords(picture, _EDGE_PX, baseline, natural)
