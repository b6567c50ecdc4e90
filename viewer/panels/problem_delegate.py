"""Draws a problem as three paragraphs: how bad and where, what, what to do. It must not know the list around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from viewer.layout.scene import FONTS
from viewer.panels.breaking import breakable
from viewer.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter, QPalette

    from viewer.loading.problems import Problem
    from viewer.theme import Theme

    Index = QModelIndex | QPersistentModelIndex
    Paragraph = tuple[str, QFont, QRect, str]

PROBLEM_ROLE = Qt.ItemDataRole.UserRole
_SIDE_PX, _AIR_PX, _BETWEEN_PX = 10, 7, 2
_NARROWEST_PX = 120
_LONGEST_WORD = 20
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


class ProblemDelegate(QStyledItemDelegate):
    """The look of one Problem. Until it is given a theme it takes the one that fits the palette."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the wrapped text needs at the width of the list."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        room = QRect(0, 0, max(width, _NARROWEST_PX), 0)
        *_, (_, _, last, _) = self._paragraphs(index.data(PROBLEM_ROLE), room, option.font)
        return QSize(room.width(), last.bottom() + _AIR_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the paragraphs over the ground of the selection, with a frame where the focus is."""
        theme, rect = self._theme or _theme_for(option.palette), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.colour("selection_ground")))
        for text, font, place, colour in self._paragraphs(index.data(PROBLEM_ROLE), rect, option.font):
            painter.setFont(font)
            painter.setPen(QColor(theme.colour(colour)))
            painter.drawText(place, _WRAPPED, text)
        painter.setPen(QColor(theme.colour("grid")))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(theme.colour("accent")))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _paragraphs(self, problem: Problem, rect: QRect, base: QFont) -> Iterator[Paragraph]:
        place = f"{problem.file}:{problem.line}" if problem.line else problem.file
        head = f"{problem.severity} · {place}" if place else str(problem.severity)
        texts = [(head, "note_strong", "warning" if problem.is_error else "muted"), (problem.text, "text", "ink")]
        texts += [(problem.hint, "note", "muted")] if problem.hint else []
        top = rect.top() + _AIR_PX
        for whole, role, colour in texts:
            text = breakable(whole, _LONGEST_WORD)
            font = QFont(base)
            font.setPixelSize(round(FONTS[role].size_px))
            font.setWeight(QFont.Weight(FONTS[role].weight))
            room = QRect(rect.left() + _SIDE_PX, top, rect.width() - 2 * _SIDE_PX, 10_000)
            height = QFontMetrics(font).boundingRect(room, _WRAPPED, text).height()
            yield text, font, QRect(room.left(), top, room.width(), height), colour
            top += height + _BETWEEN_PX


def _theme_for(palette: QPalette) -> Theme:
    return load_theme("dark" if palette.base().color().lightness() < 128 else "light")
