"""The real window on made-up data, driven frame by frame. Knows nothing of targets."""

from __future__ import annotations

import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from viewer.app import make_qt_application
from viewer.bench.timing import busy_milliseconds
from viewer.layout.index import EventIndex
from viewer.layout.overview import OverviewView, window_shapes
from viewer.layout.scene import Scene
from viewer.layout.timeline import TimelineLayout, TimelineView
from viewer.painting.painter import paint_scene
from viewer.painting.still import StillPicture
from viewer.painting.text_measure import measure
from viewer.settings import Settings
from viewer.theme import load_theme
from viewer.window.main_window import MainWindow
from viewer.workspace import Workspace

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from viewer.layout.timescale import Span
    from viewer.model.dataset import Dataset

Size = tuple[int, int]


def started() -> QApplication:
    """Return the running application, or make one with the viewer's font and look."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else make_qt_application([])
    theme = load_theme("light")
    application.setPalette(theme.palette())
    application.setStyleSheet(theme.style_sheet())
    return application


def none_drift(calls: int = 100_000) -> int:
    """Return by how much so many painter calls change the references to None; some PySide6 releases lose one a call."""
    page = QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
    before = sys.getrefcount(None)
    painter = QPainter(page)
    try:
        for _ in range(calls):
            painter.drawLine(0, 0, 7, 7)
    finally:
        painter.end()
    return abs(sys.getrefcount(None) - before)


class BlankWidget(QWidget):
    """A window that fills itself with one colour: the least that any picture of its size costs."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.resize(*size)
        self.show()
        QApplication.processEvents()

    def repaint_ms(self) -> float:
        """Return how long it takes to be painted."""
        return busy_milliseconds(self.repaint)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("white"))
        painter.end()


class Rig:
    """A shown window on a dataset, chart included. Nothing it does is remembered in the person's settings."""

    def __init__(self, dataset: Dataset, size: Size) -> None:
        self._application = started()
        self._theme = load_theme("light")
        self._workspace = Workspace(dataset)
        self.window = MainWindow(self._workspace, Settings(), self._theme)
        side = import_module("viewer.window.side_panels")  # as the application does it: after the start
        chart = import_module("viewer.canvas.personnel_chart")
        self.window.add_panels(side.SidePanels(self.window, self._workspace))
        self.window.add_chart(chart.PersonnelChart(self.window.viewport, self._theme))
        self.window.resize(*size)
        self.window.show()
        self.settle()
        self.whole = self.window.viewport.whole
        self._still = StillPicture()
        self._layout = TimelineLayout(dataset, self._workspace.index, measure, self.whole)
        none = np.zeros(len(dataset), dtype=np.bool_)
        self._empty = TimelineLayout(
            dataset, EventIndex(dataset.columns, len(dataset.lanes), none), measure, self.whole
        )
        self._page = QImage(self.window.canvas.size(), QImage.Format.Format_ARGB32_Premultiplied)

    def settle(self) -> None:
        """Let everything happen that is waiting to."""
        for _ in range(5):
            self._application.processEvents()

    def frame_ms(self, span: Span) -> float:
        """Show a span and return how long it takes until it is painted: canvas, overview strip and chart."""
        return busy_milliseconds(lambda: self._show(span))

    def layout_ms(self, span: Span) -> float:
        """Return how long the timeline takes to lay out a span, without painting."""
        return busy_milliseconds(lambda: self._layout.scene(self._view(span)))

    def paint_ms(self, span: Span) -> float:
        """Return how long the display lists of a frame take to paint, nothing computed.

        They are the timeline's, the chart's, and the window over the overview strip; the strip itself is no longer
        painted once it is a picture.
        """
        others = self._others(span)
        return self.timeline_paint_ms(span) + sum(busy_milliseconds(partial(self._paint, scene)) for scene in others)

    def timeline_paint_ms(self, span: Span) -> float:
        """Return how long the timeline's display list alone takes to paint."""
        scene = self._layout.scene(self._view(span))
        return busy_milliseconds(lambda: self._paint(scene))

    def chrome_ms(self, span: Span) -> float:
        """Return how long axis and lane names take, laid out and painted: what is seen where there are no events."""
        return busy_milliseconds(lambda: self._paint(self._empty.scene(self._view(span))))

    def close(self) -> None:
        """Take the window away without it remembering where it was."""
        self.window.hide()
        self.window.deleteLater()
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _show(self, span: Span) -> None:
        self.window.viewport.show_span(span)
        self._application.processEvents()

    def _view(self, span: Span) -> TimelineView:
        canvas = self.window.canvas
        return TimelineView(span, float(canvas.width()), float(canvas.height()))

    def _others(self, span: Span) -> list[Scene]:
        strip = self.window.overview
        view = OverviewView(self.whole, float(strip.width()), float(strip.height()))
        shapes, _ = window_shapes(view, span)
        chart = self.window.chart
        return [Scene(view.width, view.height, tuple(shapes)), *([] if chart is None else [chart.chart()])]

    def _paint(self, scene: Scene) -> None:
        painter = QPainter(self._page)
        try:
            painter.fillRect(self._page.rect(), QColor(self._theme.colour("card")))
            paint_scene(painter, scene, self._theme, still=self._still)
        finally:
            painter.end()
