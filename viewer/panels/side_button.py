"""One side of a disagreement as a tile to click: what it says, when, in whose words. It must not know the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from viewer.layout.scene import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from viewer.model.sides import Side
    from viewer.theme import Theme

_LEFT_PX, _RIGHT_PX, _AIR_PX, _BETWEEN_PX, _STRIPE_PX = 13, 8, 6, 2, 4
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
_LONGEST_QUOTE = 240
_LEAST_PX = 120


class SideButton(QAbstractButton):
    """A Side. It takes the height its words need; a click, Space or Enter chooses it."""

    def __init__(self, side: Side, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self._theme = theme
        self._is_chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(", ".join(filter(None, (side.title, side.position, side.layer))))
        self.setAccessibleDescription(". ".join(text for text, *_ in self._texts()[2:]))

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self.update()

    def set_chosen(self, is_chosen: bool) -> None:  # noqa: FBT001  a Qt setter
        """Show whether this side is what is chosen on the timeline."""
        self._is_chosen = is_chosen
        self.update()

    def _texts(self) -> list[tuple[str, str, str]]:
        side = self.side
        layer = f" · ◆ {side.layer}" if side.layer else ""
        texts = [(side.title, "strong", "ink"), (f"{side.position}{layer}", "note", "muted")]
        texts += [(f"“{_shortened(words)}”", "text", "ink") for words in side.words]
        return [*texts, (f"— {side.origin}" if side.words else side.origin, "note", "faint")]

    def _paragraphs(self, width: int) -> Iterator[tuple[str, QFont, QRect, str]]:
        top = _AIR_PX
        for text, role, colour in self._texts():
            font = QFont(self.font())
            font.setPixelSize(round(FONTS[role].size_px))
            font.setWeight(QFont.Weight(FONTS[role].weight))
            room = QRect(_LEFT_PX, top, max(width - _LEFT_PX - _RIGHT_PX, 60), 10_000)
            height = QFontMetrics(font).boundingRect(room, _WRAPPED, text).height()
            yield text, font, QRect(room.left(), top, room.width(), height), colour
            top += height + _BETWEEN_PX

    def _height_px(self, width: int) -> int:
        *_, (_, _, last, _) = self._paragraphs(width)
        return last.bottom() + 1 + _AIR_PX

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(200, self._height_px(max(self.width(), _LEAST_PX)))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: narrow, as words wrap."""
        return QSize(_LEAST_PX, self._height_px(max(self.width(), _LEAST_PX)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the words need at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.setFixedHeight(self._height_px(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole tile is painted
        """Paint ground, stripe and words, and a ring where the focus is."""
        painter, colour = QPainter(self), self._theme.colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = "selection_ground" if self._is_chosen or self.isDown() else "control"
        ground = "control_hover" if self.underMouse() and ground == "control" else ground
        edge = ("accent", 2.0) if self.hasFocus() else ("hairline", 1.0)
        painter.setPen(QPen(QColor(colour(edge[0])), edge[1]))
        painter.setBrush(QColor(colour(ground)))
        painter.drawRoundedRect(inner, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour(self.side.colour)))
        painter.drawRoundedRect(QRectF(4, _AIR_PX, _STRIPE_PX, self.height() - 2 * _AIR_PX), 2, 2)
        for text, font, place, tone in self._paragraphs(self.width()):
            painter.setFont(font)
            painter.setPen(QColor(colour(tone)))
            painter.drawText(place, _WRAPPED, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)


def _shortened(words: str) -> str:
    flat = " ".join(words.split()).removeprefix("“").removesuffix("”")
    return flat if len(flat) <= _LONGEST_QUOTE else f"{flat[:_LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
