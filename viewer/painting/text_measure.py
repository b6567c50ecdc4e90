"""Fonts and widths of texts, as every painter and every layout sees them. It must not know what a text says.

Call `viewer.theme.load_fonts()` first: widths are remembered, and those of a missing typeface would be too.
"""

from __future__ import annotations

import threading
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText

from viewer.layout.scene import FONTS
from viewer.theme import FAMILY


def qfont(role: str) -> QFont:
    """Return the font of a role in pixels: unhinted, so that widths scale; numbers tabular. Do not change it.

    It belongs to the thread that asks, and must not be handed to another one.
    """
    return _own.font(role)


@lru_cache(maxsize=20_000)
def measure(text: str, font_role: str) -> float:
    """Return the advance width of one line of text in pixels. About 5 microseconds the first time. Any thread may."""
    return _own.metrics(font_role).horizontalAdvance(text)


def ascent_px(font_role: str) -> float:
    """Return the height of the font above its baseline in pixels."""
    return _own.metrics(font_role).ascent()


def static_text(text: str, font_role: str) -> QStaticText:
    """Return a text laid out once, for the thread that asks: several times cheaper to draw again than plain text."""
    return _own.static(text, font_role)


def _font(role: str) -> QFont:
    kind = FONTS[role]
    font = QFont(FAMILY)
    font.setPixelSize(round(kind.size_px))
    font.setWeight(QFont.Weight(kind.weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias)
    font.setFeature(QFont.Tag("tnum"), 1)
    # Contextual shapes (a raised colon, another ≈ beside digits) have no code point: PDF text would lose them.
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def _metrics(role: str) -> QFontMetricsF:
    return QFontMetricsF(qfont(role))


def _static(text: str, role: str) -> QStaticText:
    static = QStaticText(text)
    static.setTextFormat(Qt.TextFormat.PlainText)
    static.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    static.prepare(font=qfont(role))
    return static


class _OfThread(threading.local):
    """What was made of fonts in one thread: Qt ties the engines behind them to it, and copies share one engine."""

    def __init__(self) -> None:
        self.font = lru_cache(maxsize=64)(_font)
        self.metrics = lru_cache(maxsize=64)(_metrics)
        self.static = lru_cache(maxsize=8192)(_static)


_own = _OfThread()
