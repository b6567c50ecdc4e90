"""The personnel chart in the window: pyqtgraph shows the chart's scene on the timeline's own span.

The scene is the one exports draw, so the picture cannot differ from the window. pyqtgraph's date axis is not used
(it clamps to the years 1 to 9999). This module is imported after the first paint. No files, no workspace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from viewer.layout.chart import HEIGHT_PX, ChartView, chart_scene
from viewer.layout.chart_series import totals
from viewer.layout.focus import focus_line, focus_plate
from viewer.layout.scene import Scene, hit_test, texts
from viewer.layout.timeline import TimelineView
from viewer.model.date_words import instant_in_words
from viewer.model.dates import Precision
from viewer.painting.painter import paint_scene
from viewer.painting.text_measure import measure

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QResizeEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from viewer.canvas.viewport import Viewport
    from viewer.model.dataset import Dataset
    from viewer.theme import Theme

_SLACK_PX = 3.0
_STEP = 1.25


class _SceneItem(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Paints a display list in the chart's pixel coordinates."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._scene = Scene(1.0, 1.0, ())
        self._theme = theme

    def put(self, scene: Scene, theme: Theme) -> None:
        """Show another scene, once the view is painted again."""
        if (scene.width, scene.height) != (self._scene.width, self._scene.height):
            self.prepareGeometryChange()
        self._scene, self._theme = scene, theme

    def boundingRect(self) -> QRectF:
        """Return the scene's extent."""
        return QRectF(0.0, 0.0, self._scene.width, self._scene.height)

    def paint(self, painter: QPainter, *_: Any) -> None:  # noqa: ANN401  pyqtgraph's signature
        """Paint the scene."""
        paint_scene(painter, self._scene, self._theme, keeps_pictures=True)


class PersonnelChart(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Pledged, planned and deployed in steps, with the date in focus as a line to drag.

    Signals:
        figure_clicked(str): a step, mark or number was clicked; the figure's id.
        focus_dragged(object): the line was dragged to an instant (int, microseconds).
    """

    figure_clicked = Signal(str)
    focus_dragged = Signal(object)

    def __init__(self, viewport: Viewport, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = viewport
        self._theme = theme
        self._dataset: Dataset | None = None
        self._layers: tuple[str, ...] = ()
        self._contributor = ""
        self._is_only = True
        self._focus_us = 0
        self._focus_words = ""
        self._chart = Scene(1.0, 1.0, ())
        self._item = _SceneItem(theme)
        self._focus = _SceneItem(theme)
        self._line = pg.InfiniteLine(movable=True)
        self._prepare_plot()
        self._dress()
        self._line.sigDragged.connect(self._on_dragged)
        self.scene().sigMouseClicked.connect(self._on_clicked)
        viewport.span_changed.connect(self._refresh)
        self.setMinimumHeight(108)
        for part in (self, self.viewport()):  # its figures are reached in the panel, its date with Go to date
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Personnel chart"))
        self.setAccessibleDescription(self.tr("Pledged, planned and deployed over time, in steps between reports."))

    def set_figures(self, dataset: Dataset, layers: frozenset[str]) -> None:
        """Show a dataset's personnel figures of the shown layers."""
        self._dataset = dataset
        self._layers = tuple(layer.id for layer in dataset.layers if layer.id in layers)
        wholes = totals(dataset)
        self._contributor = wholes[0] if wholes else ""
        self._is_only = len(wholes) < 2
        self._refresh()

    def set_focus_date(self, focus_us: int) -> None:
        """Put the line at an instant."""
        self._focus_us = focus_us
        self._focus_words = instant_in_words(focus_us, Precision.DAY)
        self._place_focus()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self._dress()
        self._refresh()

    def chart(self) -> Scene:
        """Return the display list now shown."""
        return self._chart

    def _prepare_plot(self) -> None:
        plot = self.getPlotItem()
        plot.hideAxis("left")
        plot.hideAxis("bottom")
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.setContentsMargins(0, 0, 0, 0)
        plot.layout.setContentsMargins(0, 0, 0, 0)
        box = plot.getViewBox()
        box.setMouseEnabled(x=False, y=False)
        box.setDefaultPadding(0.0)
        box.invertY(True)
        box.disableAutoRange()
        for part in (plot, box):  # nothing of their own is to be seen: not to be asked for every frame
            part.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        # nor for its outline: scenes end where the view does
        box.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape, enabled=False)
        self.addItem(self._item, ignoreBounds=True)
        self.addItem(self._line, ignoreBounds=True)
        self.addItem(self._focus, ignoreBounds=True)
        self._line.setVisible(False)  # until a pointer is there
        self._line.setPen(QPen(Qt.PenStyle.NoPen))  # to take hold of; what is seen is broken where words stand
        self._line.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)  # three things that move every frame

    def _view(self) -> TimelineView:
        return TimelineView(self._port.span, float(self.width()), float(self.height()))

    def _refresh(self) -> None:
        """Lay out anew. Called at every frame: what does not follow the span is set elsewhere."""
        if self._dataset is None or self.width() < 2:
            return
        view = ChartView(
            self._view().scale,
            float(self.width()),
            float(self.height()),
            self._layers,
            self._contributor,
            self._is_only,
        )
        self._chart = chart_scene(self._dataset, view, measure)
        self._item.put(self._chart, self._theme)
        self._place_focus()

    def _dress(self) -> None:
        self.setBackground(QColor(self._theme.colour("card")))
        self._line.setHoverPen(QPen(QColor(self._theme.colour("focus_line")), 1.0))

    def _place_focus(self) -> None:
        scale = self._view().scale
        line = focus_line(scale, self._focus_us, 0.0, float(self.height()), texts(self._chart))
        plate = focus_plate(scale, self._focus_us, self._focus_words, 3.0, measure)
        self._focus.put(Scene(float(self.width()), float(self.height()), (*line, *plate)), self._theme)
        self.viewport().update()
        if self._line.mouseHovering:
            self._place_line()

    def _place_line(self) -> None:
        """Put what can be taken hold of where the line is seen: only a pointer asks, and moving it costs a frame."""
        scale = self._view().scale
        self._line.setVisible(scale.span.contains(self._focus_us))
        if not self._line.moving:
            self._line.setPos(round(scale.to_px(self._focus_us)) + 0.5)

    def _on_dragged(self) -> None:
        self.focus_dragged.emit(self._view().scale.to_us(self._line.value()))

    def _on_clicked(self, event: Any) -> None:  # noqa: ANN401  pyqtgraph's event
        point: QPointF = event.scenePos()
        key = hit_test(self._chart, point.x(), point.y(), _SLACK_PX)
        if key is not None:
            self.figure_clicked.emit(key.removeprefix("figure:"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for another size."""
        super().resizeEvent(event)
        if hasattr(self, "_line"):  # pyqtgraph resizes while it is still being made
            self.getViewBox().setRange(QRectF(0, 0, self.width(), self.height()), padding=0)
            self._refresh()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the line where it is by now."""
        self._place_line()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag or hover."""
        self._place_line()
        super().mouseMoveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom timeline and chart together at the pointer."""
        turned = event.angleDelta().y()
        if turned:
            self._port.zoom_at(_STEP ** (turned / 120), self._view().scale.to_us(event.position().x()))
        event.accept()

    def sizeHint(self) -> Any:  # noqa: ANN401  pyqtgraph's signature
        """Return the size the chart would like."""
        hint = super().sizeHint()
        hint.setHeight(int(HEIGHT_PX))
        return hint
