"""Fonts and widths of texts, as every painter and every layout sees them. It must not know what a text says.

Call `viewer.theme.load_fonts()` first: widths are remembered, and those of a missing typeface would be too.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from viewer.layout.scene import FONTS
from viewer.theme import FAMILY


@lru_cache(maxsize=64)
def qfont(role: str) -> QFont:
    """Return the font of a role in pixels: unhinted, so that widths scale; numbers tabular. Do not change it."""
    size_px, weight = FONTS[role]
    font = QFont(FAMILY)
    font.setPixelSize(round(size_px))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias)
    font.setFeature(QFont.Tag("tnum"), 1)
    # Contextual shapes (a raised colon, another ≈ beside digits) have no code point: PDF text would lose them.
    font.setFeature(QFont.Tag("calt"), 0)
    return font


@lru_cache(maxsize=20_000)
def measure(text: str, font_role: str) -> float:
    """Return the advance width of one line of text in pixels. About 5 microseconds the first time."""
    return _metrics(font_role).horizontalAdvance(text)


def ascent_px(font_role: str) -> float:
    """Return the height of the font above its baseline in pixels."""
    return _metrics(font_role).ascent()


@lru_cache(maxsize=64)
def _metrics(font_role: str) -> QFontMetricsF:
    return QFontMetricsF(qfont(font_role))
