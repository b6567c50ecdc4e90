"""Paints a Scene with a QPainter: window, PNG and PDF alike. It must not know what the shapes mean.

Pens, brushes and colour tables are made once for a theme. Nothing here raises for an odd scene: an unknown
colour role is painted in ink and logged, because an exception within a paint event ends the program.
"""

from __future__ import annotations

import logging
import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)
from shiboken6 import Shiboken

from viewer.layout.scene import Bars, Box, Dot, Heat, Line, Paint, Path, Text
from viewer.painting import strokes
from viewer.painting.kept_words import kept_words
from viewer.painting.text_measure import ascent_px, measure, qfont, static_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from viewer.layout.scene import Scene, Shape
    from viewer.painting.kept_words import KeptWords
    from viewer.painting.still import StillPicture
    from viewer.theme import Theme

_log = logging.getLogger(__name__)
_PREMULTIPLIED = QImage.Format.Format_ARGB32_Premultiplied
_ANCHOR_SHARE = {"start": 0.0, "middle": 0.5, "end": 1.0}


def paint_scene(
    painter: QPainter,
    scene: Scene,
    theme: Theme,
    clip: QRectF | None = None,
    still: StillPicture | None = None,
    *,
    keeps_words: bool = False,
) -> None:
    """Paint the shapes in order; with `clip` (scene pixels) only what lies in it. Leaves the painter as it was.

    Where a pixel of the scene is one of the device, `still` paints what stays from frame to frame, and with
    `keeps_words`, which is for what a window shows again and again, words are copied from pictures of them.
    """
    area = QRectF(0, 0, scene.width, scene.height) if clip is None else clip
    painter.save()
    try:
        if clip is not None:
            painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        hand = _Hand(painter, theme, area, keeps_words=keeps_words)
        if still is None or not scene.still or not hand.is_unmoved:
            hand.paint(scene.shapes)
        else:
            _paint_around(painter, hand, scene, still.of(scene, theme))
    finally:
        painter.restore()


def _paint_around(painter: QPainter, hand: _Hand, scene: Scene, picture: QImage) -> None:
    at = scene.still[0][0]
    hand.paint(scene.shapes[:at])
    painter.drawImage(0, 0, picture)
    for first, last in scene.still:
        hand.paint(scene.shapes[at:first])
        at = last
    hand.paint(scene.shapes[at:])


class _Hand:
    """A painter with the theme and the scale it paints in, for one scene.

    A frame has some hundred shapes: pen, brush and font are only set when they change, and level lines, whole texts
    and density go the shortest way there is.
    """

    def __init__(self, painter: QPainter, theme: Theme, area: QRectF, *, keeps_words: bool = False) -> None:
        self._painter = painter
        self._theme = theme
        self._area = area
        self._edges = (area.left(), area.top(), area.right(), area.bottom())
        self._scale = _device_scale(painter)
        self._has_pixels = _has_pixels(painter)
        self.is_unmoved = self._has_pixels and _is_unmoved(painter.deviceTransform())
        self._keeps_words = keeps_words and self.is_unmoved
        self._font: str | None = None
        self._pen: QPen | QColor | Qt.PenStyle | None = None
        self._brush: QColor | Qt.BrushStyle | None = None
        self._ways: dict[type, Callable[[Any], None]] = {
            Text: self._text,
            Line: self._pixel_line if self.is_unmoved else self._line,
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
        left = shape.x - _ANCHOR_SHARE[shape.anchor] * width
        if not self._sees(left, shape.y - 48, width, 64):
            return
        colour = _colour(self._theme, shape.colour, 1.0)
        if self._keeps_words and natural <= shape.width + 0.5:
            self._copied_text(kept_words(text, role, colour.rgba()), left, shape.y)
            return
        if role != self._font:
            self._font = role
            self._painter.setFont(qfont(role))
        self._use_pen(colour)
        if natural > shape.width + 0.5:
            self._squeezed_text(shape, left, width / natural)
        elif self._has_pixels:
            self._painter.drawStaticText(QPointF(left, shape.y - _ascent(role)), static_text(text, role))
        else:
            self._painter.drawText(QPointF(left, shape.y), text)

    def _copied_text(self, words: KeptWords, left: float, baseline: float) -> None:
        x, y = math.floor(left + 0.5) - words.left, math.floor(baseline + 0.5) - words.baseline
        self._painter.drawImage(x, y, words.picture)

    def _squeezed_text(self, shape: Text, left: float, share: float) -> None:
        self._painter.save()
        self._painter.translate(left, shape.y)
        self._painter.scale(share, 1.0)
        self._painter.drawText(QPointF(0, 0), shape.text)
        self._painter.restore()

    def _pixel_line(self, shape: Line) -> None:
        """Fill the pixels of a level or upright line: a frame has a hundred of them."""
        if shape.dash or (shape.x1 != shape.x2 and shape.y1 != shape.y2):
            self._line(shape)
        else:
            colour = _colour(self._theme, shape.stroke, shape.stroke_alpha)
            self._painter.fillRect(*strokes.level_pixels(shape), colour)

    def _line(self, shape: Line) -> None:
        is_level = shape.x1 == shape.x2 or shape.y1 == shape.y2
        if is_level and not shape.dash and self._has_pixels:
            self._level_line(shape)
            return
        ends = strokes.line_ends(shape, self._scale)
        if ends[:2] == ends[2:]:
            return  # of a line without length QPdfWriter makes a path without a point, which readers complain about
        width = strokes.crisp_width(shape.stroke_px, self._scale) if is_level else shape.stroke_px
        self._use_pen(_pen(self._theme, shape.stroke, shape.stroke_alpha, width, shape.dash))
        self._painter.drawLine(QLineF(*ends))

    def _level_line(self, shape: Line) -> None:
        """Fill the rectangle that a level or upright line covers: a tenth of the cost of stroking it."""
        left, top, width, height = strokes.level_rect(shape, self._scale)
        colour = _colour(self._theme, shape.stroke, shape.stroke_alpha)
        self._painter.fillRect(QRectF(left, top, width, height), colour)

    def _box(self, shape: Box) -> None:
        if not self._sees(shape.x, shape.y, shape.width, shape.height):
            return
        if self.is_unmoved and strokes.is_plain(shape):
            colour = _colour(self._theme, shape.paint.fill or "ink", shape.paint.fill_alpha)
            self._painter.fillRect(*strokes.whole_rect(shape), colour)
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
        self._use_pen(Qt.PenStyle.NoPen)
        self._use_brush(_colour(self._theme, shape.fill, 1.0))
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        # QRectF is four doubles: Qt reads the array in place, without an object for each rectangle.
        first: QRectF = Shiboken.wrapInstance(rects.ctypes.data, QRectF)  # type: ignore[assignment]
        self._painter.drawRects(first, count)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _heat(self, shape: Heat) -> None:
        count = len(shape.strengths)
        if count == 0:
            return
        row = np.ascontiguousarray(_heat_colours(self._theme, shape.fill)[shape.strengths])
        if self.is_unmoved and float(shape.x).is_integer() and float(shape.height).is_integer():
            # pixel for pixel, rounded as Qt rounds, is an eighth of the cost of stretching one row
            high = int(shape.height)
            image = QImage(np.tile(row, high).data, count, high, count * 4, _PREMULTIPLIED)
            self._painter.drawImage(int(shape.x), math.floor(shape.y + 0.5), image)
            return
        image = QImage(row.data, count, 1, count * 4, _PREMULTIPLIED)
        self._painter.drawImage(QRectF(shape.x, shape.y, count, shape.height), image, QRectF(0, 0, count, 1))

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
        if outline is not None:
            self._fade(paint, outline, strokes.HATCH_GROUND_ALPHA if paint.hatch else 1.0)
            if paint.hatch:
                self._hatch(paint, outline)
        if paint.stroke is None:
            self._use_pen(Qt.PenStyle.NoPen)
        else:
            self._use_pen(_pen(theme, paint.stroke, paint.stroke_alpha, stroke_px, paint.dash))
        if paint.fill is None or outline is not None:
            self._use_brush(Qt.BrushStyle.NoBrush)
        else:
            self._use_brush(_colour(theme, paint.fill, paint.fill_alpha))

    def _fade(self, paint: Paint, outline: QPainterPath, share: float) -> None:
        role, bounds, alpha = paint.fill or "ink", outline.boundingRect(), paint.fill_alpha * share
        stops = strokes.fade_stops(paint, bounds.width())
        if not stops:
            self._painter.fillPath(outline, _colour(self._theme, role, alpha))
        elif self._has_pixels:
            gradient = QLinearGradient(bounds.left(), 0, bounds.right(), 0)
            for offset, part in stops:
                gradient.setColorAt(offset, _colour(self._theme, role, alpha * part))
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
            painter.fillPath(outline, _colour(self._theme, role, layer_alpha))
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
        painter.setPen(_pen(self._theme, paint.fill or "ink", alpha, strokes.HATCH_LINE_PX, ()))
        painter.drawLines([QLineF(*line) for line in lines.tolist()])
        painter.restore()

    def _sees(self, x: float, y: float, width: float, height: float) -> bool:
        left, top, right, bottom = self._edges
        return x <= right and x + width >= left and y <= bottom and y + height >= top


def _is_unmoved(transform: QTransform) -> bool:
    """Say whether a pixel of the scene is a pixel of the device, whole pixels away."""
    is_shift = transform.type() in {QTransform.TransformationType.TxNone, QTransform.TransformationType.TxTranslate}
    return is_shift and float(transform.dx()).is_integer() and float(transform.dy()).is_integer()


@lru_cache(maxsize=64)
def _ascent(role: str) -> float:
    return ascent_px(role)


def _has_pixels(painter: QPainter) -> bool:
    engine = painter.paintEngine()
    return engine is not None and engine.type() == QPaintEngine.Type.Raster


def _device_scale(painter: QPainter) -> float:
    """Return device pixels for one pixel of the scene; 1 where there are no pixels (PDF)."""
    scale = painter.deviceTransform().m11() if _has_pixels(painter) else 1.0
    return scale if scale > 0 and math.isfinite(scale) else 1.0


def _needs_outline(paint: Paint) -> bool:
    return paint.fill is not None and (paint.hatch or paint.fade_left > 0 or paint.fade_right > 0)


@lru_cache(maxsize=1024)
def _colour(theme: Theme, role: str, alpha: float) -> QColor:
    try:
        colour = QColor(theme.colour(role))
    except KeyError:
        _log.error("The theme %s has no colour %r; ink is used.", theme.name, role)
        colour = QColor(theme.colour("ink"))
    colour.setAlphaF(min(1.0, max(0.0, alpha)))
    return colour


@lru_cache(maxsize=1024)
def _pen(theme: Theme, role: str, alpha: float, width: float, dash: tuple[float, ...]) -> QPen:
    pen = QPen(_colour(theme, role, alpha), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash and width > 0:
        # Qt counts dashes in pen widths and wants them in pairs.
        pairs = dash if len(dash) % 2 == 0 else dash * 2
        pen.setDashPattern([length / width for length in pairs])
    return pen


@lru_cache(maxsize=64)
def _heat_colours(theme: Theme, role: str) -> NDArray[np.uint32]:
    """Return 256 premultiplied ARGB values, from nothing to the full colour."""
    colour = _colour(theme, role, 1.0)
    alpha = np.arange(256, dtype=np.uint32)
    red, green, blue = ((alpha * part + 127) // 255 for part in (colour.red(), colour.green(), colour.blue()))
    return (alpha << 24 | red << 16 | green << 8 | blue).astype(np.uint32)
