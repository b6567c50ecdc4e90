"""A number within a sentence that can be focused and clicked. It must not know what it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QToolButton

from viewer.layout.scene import FONTS
from viewer.painting.text_measure import ascent_px, measure, qfont

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from viewer.panels.phrases import Phrase
    from viewer.theme import Theme

PAD_PX = 3
_LARGE_PX = 20


class FigureLink(QToolButton):
    """One Phrase as a control: a dotted line says that it leads somewhere, a ring that it has the focus."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._phrase: Phrase | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def phrase(self) -> Phrase | None:
        """What it says and where it leads."""
        return self._phrase

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self.update()

    def set_phrase(self, phrase: Phrase) -> None:
        """Say something else."""
        if phrase == self._phrase:
            return
        self._phrase = phrase
        self.setText(phrase.text)
        self.setAccessibleName(phrase.spoken or phrase.text)
        self.setToolTip(phrase.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the words with room for the ring."""
        if self._phrase is None:
            return QSize(0, 0)
        width = measure(self._phrase.text, self._phrase.font) + 2 * PAD_PX
        return QSize(round(width + 0.5), round(line_px(self._phrase.font)))

    def minimumSizeHint(self) -> QSize:
        """Return no size: whoever places it decides, and the words are shortened to fit."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Paint the words, the line under them and the ring around them."""
        if self._phrase is None:
            return
        font, colour = self._phrase.font, QColor(self._theme.colour(self._phrase.colour))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(qfont(font))
        painter.setPen(colour)
        room = self.width() - 2 * PAD_PX
        text, width = self._phrase.text, measure(self._phrase.text, font)
        if width > room + 1:
            text, width = QFontMetricsF(qfont(font)).elidedText(text, Qt.TextElideMode.ElideRight, room), room
        baseline = baseline_px(font)
        painter.drawText(QPointF(PAD_PX, baseline), text)
        if self.underMouse() or FONTS[font].size_px < _LARGE_PX:
            painter.setPen(self._line_pen(colour))
            painter.drawLine(QPointF(PAD_PX, baseline + 2.5), QPointF(PAD_PX + width, baseline + 2.5))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.colour("accent")), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter do what a click does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def _line_pen(self, colour: QColor) -> QPen:
        if self.underMouse():
            return QPen(colour, 1)
        faint = QColor(self._theme.colour("faint"))
        faint.setAlphaF(0.7)
        pen = QPen(faint, 1)
        pen.setDashPattern([1, 2])
        return pen


def line_px(font: str) -> float:
    """Return the height of a line in a font role."""
    return float(round(FONTS[font].size_px * 1.25) + 3)


def baseline_px(font: str) -> float:
    """Return how far below the top of its line the baseline of a font role lies."""
    size_px = FONTS[font].size_px
    return float(round((line_px(font) + ascent_px(font) - 0.27 * size_px) / 2))
