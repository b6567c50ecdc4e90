"""A label of several lines that ends in an ellipsis rather than being cut through a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_MOST_LINES = 6


class LinesLabel(QLabel):
    """Plain text in at most so many lines. Whoever cannot see it all has it as a tip, and as its accessible name."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self._most_lines = _MOST_LINES
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    @property
    def whole(self) -> str:
        """The text before it was shortened."""
        return self._whole

    def set_whole(self, text: str) -> None:
        """Show as much of a text as its lines hold."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def set_most_lines(self, lines: int) -> None:
        """Change how many lines there may be."""
        self._most_lines = lines
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        width, metrics = self.contentsRect().width(), QFontMetricsF(self.font())
        text = fitted(self._whole, metrics, width, self._most_lines) if width > 0 else self._whole
        self.setToolTip("" if text == self._whole else self._whole)
        if text != self.text():
            self.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()


def fitted(text: str, metrics: QFontMetricsF, width: float, lines: int) -> str:
    """Return a text, or its longest beginning with an ellipsis that is no higher than so many wrapped lines."""
    if _height(text, metrics, width) <= _limit(metrics, lines):
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        fits = _height(f"{text[:middle].rstrip()}…", metrics, width) <= _limit(metrics, lines)
        least, most = (middle, most) if fits else (least, middle - 1)
    return f"{text[:least].rstrip()}…"


def _limit(metrics: QFontMetricsF, lines: int) -> float:
    return metrics.height() + (lines - 0.5) * metrics.lineSpacing() - metrics.lineSpacing() / 2


def _height(text: str, metrics: QFontMetricsF, width: float) -> float:
    wrapped = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
    return metrics.boundingRect(QRectF(0, 0, width, 100_000), int(wrapped.value), text).height()
