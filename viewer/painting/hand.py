"""Paints shapes with a QPainter, whatever it paints on. It must not know what the shapes mean.

Nothing here raises for an odd shape: an exception within a paint event ends the program.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPagedPaintDevice,
    QPainter,
    QPainterPath,
    QPen,
    QPicture,
    QPolygonF,
)
from shiboken6 import Shiboken

from viewer.layout.scene import ANCHOR_SHARE, Bars, Box, Dot, Heat, Line, Paint, Path, Text
from viewer.painting import ink, strokes
from viewer.painting.text_measure import ascent_px, measure, qfont, static_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from viewer.layout.scene import Shape
    from viewer.theme import Theme

PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied
# Python 3.11 looks for a member of an enumeration in a function of its own: too slow to be asked for every shape.
_ANTIALIASING = QPainter.RenderHint.Antialiasing
_NO_PEN = Qt.PenStyle.NoPen
_NO_BRUSH = Qt.BrushStyle.NoBrush


class Hand:
    """A painter with the theme and the scale it paints in, for one scene.

    A scene has some hundred shapes: pen, brush and font are only set when they change.
    """

    def __init__(self, painter: QPainter, theme: Theme, area: QRectF, scale: float | None = 1.0) -> None:
        """Take up a painter that smooths edges; `scale` is device pixels for one of the scene, None without pixels."""
        self._painter = painter
        self._theme = theme
        self._area = area
        self._edges = (area.left(), area.top(), area.right(), area.bottom())
        self._has_pixels = scale is not None
        self._scale = scale if scale is not None and scale > 0 and math.isfinite(scale) else 1.0
        self._font: str | None = None
        self._pen: QPen | QColor | Qt.PenStyle | None = None
        self._brush: QColor | Qt.BrushStyle | None = None
        self._is_smooth = True
        self._ways: dict[type, Callable[[Any], None]] = {
            Text: self._text,
            Line: self._line,
            Box: self._box,
            Dot: self._dot,
            Bars: self._bars,
            Heat: self._heat,
            Path: self._path,
        }

    def paint(self, shapes: Iterable[Shape]) -> None:
        """Paint the shapes, the first at the bottom."""
        ways = self._ways
        for shape in shapes:
            ways[type(shape)](shape)

    def _text(self, shape: Text) -> None:
        text, role = shape.text, shape.font
        if not text:
            return
        natural = measure(text, role)
        width = min(natural, shape.width)
        left = shape.x - ANCHOR_SHARE[shape.anchor] * width
        if not self._sees(left, shape.y - 48, width, 64):
            return
        colour = ink.colour(self._theme, shape.colour, 1.0)
        self._use_smooth(is_smooth=True)
        if role != self._font:
            self._font = role
            self._painter.setFont(qfont(role))
        self._use_pen(colour)
        if natural > shape.width + 0.5:
            self._squeezed_text(shape, left, width / natural)
        elif self._has_pixels and self._scale != 1.0:  # else what is seen often is kept as a picture
            self._painter.drawStaticText(QPointF(left, shape.y - _ascent(role)), static_text(text, role))
        else:
            self._painter.drawText(QPointF(left, shape.y), text)

    def _squeezed_text(self, shape: Text, left: float, share: float) -> None:
        self._painter.save()
        self._painter.translate(left, shape.y)
        self._painter.scale(share, 1.0)
        self._painter.drawText(QPointF(0, 0), shape.text)
        self._painter.restore()

    def _line(self, shape: Line) -> None:
        is_level = shape.x1 == shape.x2 or shape.y1 == shape.y2
        if is_level and not shape.dash and self._has_pixels:
            self._level_line(shape)
            return
        ends = strokes.line_ends(shape, self._scale)
        if ends[:2] == ends[2:]:
            return  # of a line without length QPdfWriter makes a path without a point, which readers complain about
        width = strokes.crisp_width(shape.stroke_px, self._scale) if is_level else shape.stroke_px
        self._use_smooth(is_smooth=True)
        self._use_pen(ink.pen(self._theme, shape.stroke, shape.stroke_alpha, width, shape.dash))
        self._painter.drawLine(QLineF(*ends))

    def _level_line(self, shape: Line) -> None:
        """Fill the rectangle that a level or upright line covers: a tenth of the cost of stroking it."""
        left, top, width, height = strokes.level_rect(shape, self._scale)
        colour = ink.colour(self._theme, shape.stroke, shape.stroke_alpha)
        self._use_smooth(is_smooth=True)
        self._painter.fillRect(QRectF(left, top, width, height), colour)

    def _box(self, shape: Box) -> None:
        if not self._sees(shape.x, shape.y, shape.width, shape.height):
            return
        x, y, width, height, radius = strokes.box_rect(shape, self._scale)
        rect = QRectF(x, y, width, height)
        outline = None
        if _needs_outline(shape.paint):
            outline = QPainterPath()
            outline.addRoundedRect(rect, radius, radius)
        self._set_paint(shape.paint, outline, strokes.crisp_width(shape.paint.stroke_px, self._scale))
        if radius > 0:
            self._painter.drawRoundedRect(rect, radius, radius)
        else:
            self._painter.drawRect(rect)

    def _dot(self, shape: Dot) -> None:
        reach = shape.radius + shape.paint.stroke_px
        if not self._sees(shape.x - reach, shape.y - reach, 2 * reach, 2 * reach):
            return
        middle, outline = QPointF(shape.x, shape.y), None
        if _needs_outline(shape.paint):
            outline = QPainterPath()
            outline.addEllipse(middle, shape.radius, shape.radius)
        self._set_paint(shape.paint, outline, shape.paint.stroke_px)
        self._painter.drawEllipse(middle, shape.radius, shape.radius)

    def _path(self, shape: Path) -> None:
        points = strokes.path_points(shape.points, shape.paint, self._scale)
        polygon, outline = QPolygonF([QPointF(x, y) for x, y in points.tolist()]), None
        if shape.is_closed and _needs_outline(shape.paint):
            outline = QPainterPath()
            outline.addPolygon(polygon)
        self._set_paint(shape.paint, outline, shape.paint.stroke_px)
        if shape.is_closed:
            self._painter.drawPolygon(polygon)
        else:
            self._painter.drawPolyline(polygon)

    def _bars(self, shape: Bars) -> None:
        count = len(shape.x)
        if count == 0:
            return
        rects = np.empty((count, 4))
        rects[:, 0], rects[:, 1], rects[:, 2], rects[:, 3] = shape.x, shape.y, shape.width, shape.height
        self._use_pen(_NO_PEN)
        self._use_brush(ink.colour(self._theme, shape.fill, 1.0))
        self._use_smooth(is_smooth=False)
        # QRectF is four doubles: Qt reads the array in place, without an object for each rectangle.
        first: QRectF = Shiboken.wrapInstance(rects.ctypes.data, QRectF)  # type: ignore[assignment]
        self._painter.drawRects(first, count)

    def _heat(self, shape: Heat) -> None:
        count = len(shape.strengths)
        if count == 0:
            return
        row = np.ascontiguousarray(ink.heat_colours(self._theme, shape.fill)[shape.strengths])
        image = QImage(row.data, count, 1, count * 4, PREMULTIPLIED)
        self._use_smooth(is_smooth=True)
        self._painter.drawImage(QRectF(shape.x, shape.y, count, shape.height), image, QRectF(0, 0, count, 1))

    def _use_smooth(self, *, is_smooth: bool) -> None:
        if is_smooth is not self._is_smooth:
            self._is_smooth = is_smooth
            self._painter.setRenderHint(_ANTIALIASING, is_smooth)

    def _use_pen(self, pen: QPen | QColor | Qt.PenStyle) -> None:
        if pen is not self._pen:
            self._pen = pen
            self._painter.setPen(pen)

    def _use_brush(self, brush: QColor | Qt.BrushStyle) -> None:
        if brush is not self._brush:
            self._brush = brush
            self._painter.setBrush(brush)

    def _set_paint(self, paint: Paint, outline: QPainterPath | None, stroke_px: float) -> None:
        """Make pen and brush ready; a fill that is not one colour is drawn at once, within the outline."""
        theme = self._theme
        self._use_smooth(is_smooth=True)
        if outline is not None:
            self._fade(paint, outline, strokes.HATCH_GROUND_ALPHA if paint.hatch else 1.0)
            if paint.hatch:
                self._hatch(paint, outline)
        if paint.stroke is None:
            self._use_pen(_NO_PEN)
        else:
            self._use_pen(ink.pen(theme, paint.stroke, paint.stroke_alpha, stroke_px, paint.dash))
        if paint.fill is None or outline is not None:
            self._use_brush(_NO_BRUSH)
        else:
            self._use_brush(ink.colour(theme, paint.fill, paint.fill_alpha))

    def _fade(self, paint: Paint, outline: QPainterPath, share: float) -> None:
        role, bounds, alpha = paint.fill or "ink", outline.boundingRect(), paint.fill_alpha * share
        stops = strokes.fade_stops(paint, bounds.width())
        if not stops:
            self._painter.fillPath(outline, ink.colour(self._theme, role, alpha))
        elif self._has_pixels:
            from PySide6.QtGui import QLinearGradient  # noqa: PLC0415  many a first picture has no fade

            gradient = QLinearGradient(bounds.left(), 0, bounds.right(), 0)
            for offset, part in stops:
                gradient.setColorAt(offset, ink.colour(self._theme, role, alpha * part))
            self._painter.fillPath(outline, gradient)
        else:
            self._fade_in_layers(role, outline, alpha, stops)

    def _fade_in_layers(self, role: str, outline: QPainterPath, alpha: float, stops: strokes.Stops) -> None:
        """Lay the colour on in layers, each a little narrower: readers of PDF show Qt's gradients opaque."""
        painter, bounds = self._painter, outline.boundingRect()
        for start, end, layer_alpha in strokes.fade_layers(stops, bounds.width(), alpha):
            painter.save()
            part = QRectF(bounds.x() + start, bounds.y(), end - start, bounds.height())
            painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
            painter.fillPath(outline, ink.colour(self._theme, role, layer_alpha))
            painter.restore()

    def _hatch(self, paint: Paint, outline: QPainterPath) -> None:
        """Draw real lines within the outline rather than a bitmap pattern: they stay lines in a PDF."""
        painter, bounds = self._painter, outline.boundingRect()
        seen = bounds.intersected(self._area)
        area = strokes.Rect(seen.x(), seen.y(), seen.width(), seen.height())
        lines = strokes.hatch_lines(area, (bounds.x(), bounds.y()))
        alpha = paint.fill_alpha * strokes.HATCH_LINE_ALPHA
        painter.save()
        painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
        painter.setPen(ink.pen(self._theme, paint.fill or "ink", alpha, strokes.HATCH_LINE_PX, ()))
        painter.drawLines([QLineF(*line) for line in lines.tolist()])
        painter.restore()

    def _sees(self, x: float, y: float, width: float, height: float) -> bool:
        left, top, right, bottom = self._edges
        return x <= right and x + width >= left and y <= bottom and y + height >= top


@lru_cache(maxsize=64)
def _ascent(role: str) -> float:
    return ascent_px(role)


def has_pixels(painter: QPainter) -> bool:
    """Say whether a painter fills pixels, as against writing down what is drawn, in a file or for a printer."""
    return not isinstance(painter.device(), QPagedPaintDevice | QPicture)


def _needs_outline(paint: Paint) -> bool:
    return paint.fill is not None and (paint.hatch or paint.fade_left > 0 or paint.fade_right > 0)
