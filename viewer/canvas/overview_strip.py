"""The whole range, small, with the visible span as a window to drag and resize. No files, no workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.layout.overview import OverviewView, overview_scene, window_shapes
from viewer.layout.scene import Scene, hit_test
from viewer.layout.timescale import Span
from viewer.painting.painter import paint_scene

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from viewer.layout.index import EventIndex
    from viewer.theme import Theme

HEIGHT_PX = 44


class OverviewStrip(QWidget):
    """Every event as a tick or as density; the window over it is what the canvas shows.

    Signals:
        span_dragged(object): the window was moved or resized to a Span.
    """

    span_dragged = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._index: EventIndex | None = None
        self._matching: EventIndex | None = None
        self._whole = self._span = Span(0, 1)
        self._marked: tuple[int, ...] = ()
        self._chosen: int | None = None
        self._picture: QPixmap | None = None
        self._grip = ""
        self._grip_us = 0
        self._grip_span = self._span
        self.setFixedHeight(HEIGHT_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what lies below need not be painted first
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Overview"))
        self.setAccessibleDescription(self.tr("The whole range, small; the window in it is the visible part."))

    def set_events(self, index: EventIndex, whole: Span, matching: EventIndex | None = None) -> None:
        """Show the events of an index over the whole range, faintly but for `matching` where that is given."""
        self._index, self._whole, self._matching = index, whole, matching
        self._refresh()

    def set_span(self, span: Span) -> None:
        """Put the window over the visible span."""
        self._span = span
        self.update()

    def set_marked(self, rows: tuple[int, ...]) -> None:
        """Mark the events that a search has found."""
        self._marked = rows
        self._refresh()

    def set_chosen(self, row: int | None) -> None:
        """Mark the chosen event."""
        self._chosen = row
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self._refresh()

    def _view(self) -> OverviewView:
        return OverviewView(self._whole, float(self.width()), float(self.height()), self._marked, self._chosen)

    def _refresh(self) -> None:
        self._picture = None
        self.update()

    def _ground(self) -> QPixmap:
        """Return the strip without its window, painted once: only the window moves from frame to frame."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._picture is None or self._picture.size() != size:
            self._picture = self._painted(size, ratio)
        return self._picture

    def _painted(self, size: QSize, ratio: float) -> QPixmap:
        scene = None if self._index is None else overview_scene(self._index, self._view(), self._matching)
        picture = QPixmap(size)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._theme.colour("card")))
        if scene is not None:
            painter = QPainter(picture)
            try:
                paint_scene(painter, scene, self._theme)
            finally:
                painter.end()
        return picture

    def _grip_at(self, point: QPointF) -> str:
        _, targets = window_shapes(self._view(), self._span)
        return hit_test(Scene(self.width(), self.height(), (), tuple(targets)), point.x(), point.y()) or ""

    def _dragged(self, at_us: int) -> Span:
        start, end = self._grip_span.start_us, self._grip_span.end_us
        least = max(1, self._whole.duration_us // 10_000)
        if self._grip == "left":
            return Span(min(start + at_us - self._grip_us, end - least), end)
        if self._grip == "right":
            return Span(start, max(end + at_us - self._grip_us, start + least))
        return self._grip_span.shifted(at_us - self._grip_us)

    def sizeHint(self) -> QSize:
        """Return the size the strip would like."""
        return QSize(600, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Paint the events and the window."""
        ground = self._ground()
        shapes, _ = window_shapes(self._view(), self._span)
        window = Scene(self.width(), self.height(), tuple(shapes))
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, ground)
            paint_scene(painter, window, self._theme)
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for another size."""
        super().resizeEvent(event)
        self._refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the window or a handle; elsewhere, bring the window there first."""
        at = self._view().scale.to_us(event.position().x())
        self._grip = self._grip_at(event.position())
        self._grip_us, self._grip_span = at, self._span
        if not self._grip:
            self._grip = "window"
            self._grip_span = self._span.shifted(at - (self._span.start_us + self._span.end_us) // 2)
            self.span_dragged.emit(self._grip_span)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held."""
        if self._grip and event.buttons() & Qt.MouseButton.LeftButton:
            self.span_dragged.emit(self._dragged(self._view().scale.to_us(event.position().x())))
            return
        grip = self._grip_at(event.position())
        edges = {"left": Qt.CursorShape.SizeHorCursor, "right": Qt.CursorShape.SizeHorCursor}
        self.setCursor(edges.get(grip, Qt.CursorShape.OpenHandCursor if grip else Qt.CursorShape.ArrowCursor))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        super().mouseReleaseEvent(event)
        self._grip = ""
