"""Paints shapes where a pixel of the scene is a pixel of the device, in the shortest way that gives the same pixels.

A frame has some hundred shapes: level lines, large areas, density and dashes are filled as whole pixels, and what a
window shows again and again is copied from pictures of it.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath

from viewer.layout.scene import ANCHOR_SHARE, Dot
from viewer.painting import ink, strokes
from viewer.painting.hand import PREMULTIPLIED, Hand
from viewer.painting.kept_words import kept_words

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QColor

    from viewer.layout.scene import Bars, Box, Heat, Line, Paint, Text
    from viewer.theme import Theme

_FEW_BARS = 8
_MOST_DOT_PX = 12.0
_PARTS = 4
"""Into how many parts of a pixel the places of kept dots are rounded."""

_TALL_PX = 60
"""Higher areas are filled without smoothing: the same pixels, in less than half the time that Qt takes for each row."""

_KEPT_PX = 512
"""Dashes are kept in lengths that are a multiple of this."""


class PixelHand(Hand):
    """A hand that counts in whole pixels."""

    def __init__(self, painter: QPainter, theme: Theme, area: QRectF, *, keeps_pictures: bool = False) -> None:
        super().__init__(painter, theme, area)
        self._keeps_pictures = keeps_pictures
        self._filled_with: QColor | None = None
        self._heat_picture: tuple[NDArray[np.uint32], QImage] | None = None

    def _text(self, shape: Text) -> None:
        if not self._keeps_pictures or not shape.text:
            super()._text(shape)
            return
        words = kept_words(shape.text, shape.font, self._theme, shape.colour)
        if words.width_px > shape.width + 0.5:
            super()._text(shape)
            return
        left = shape.x - ANCHOR_SHARE[shape.anchor] * words.width_px
        x, y = math.floor(left + 0.5) - words.left, math.floor(shape.y + 0.5) - words.baseline
        self._painter.drawImage(x, y, words.picture)

    def _line(self, shape: Line) -> None:
        is_upright = shape.x1 == shape.x2
        if not is_upright and shape.y1 != shape.y2:
            super()._line(shape)
        elif not shape.dash:
            colour = ink.colour(self._theme, shape.stroke, shape.stroke_alpha)
            self._fill(*strokes.level_pixels(shape), colour)
        elif shape.x1 > shape.x2 or shape.y1 > shape.y2:  # dashed from its other end
            super()._line(shape)
        else:
            x, y, width, height = strokes.level_pixels(shape)
            if not width or not height:
                return
            length = -(-max(width, height) // _KEPT_PX) * _KEPT_PX
            size = (width, length) if is_upright else (length, height)
            picture = _kept_dashes(self._theme, shape.stroke, shape.stroke_alpha, shape.dash, size)
            self._painter.drawImage(x, y, picture, 0, 0, width, height)

    def _box(self, shape: Box) -> None:
        paint = shape.paint
        if strokes.is_plain(shape):
            colour = ink.colour(self._theme, paint.fill or "ink", paint.fill_alpha)
            self._fill(*strokes.whole_rect(shape), colour)
        elif paint.fill is None and paint.stroke is not None and not paint.dash and _has_inside(shape):
            self._outline(shape, ink.colour(self._theme, paint.stroke, paint.stroke_alpha))
        else:
            super()._box(shape)

    def _dot(self, shape: Dot) -> None:
        reach = shape.radius + shape.paint.stroke_px
        if not self._keeps_pictures or reach > _MOST_DOT_PX or shape.paint.dash:
            super()._dot(shape)
        elif self._sees(shape.x - reach, shape.y - reach, 2 * reach, 2 * reach):
            across, down = round(shape.x * _PARTS), round(shape.y * _PARTS)
            part = (across % _PARTS, down % _PARTS)
            picture = _kept_dot(self._theme, shape.radius, shape.paint, part)
            half = picture.width() // 2
            self._painter.drawImage(across // _PARTS - half, down // _PARTS - half, picture)

    def _outline(self, shape: Box, colour: QColor) -> None:
        """Fill the ring between two rounded boxes: a pen takes twenty times as long for a long level edge."""
        x, y, width, height, radius = strokes.box_rect(shape)
        half = strokes.crisp_width(shape.paint.stroke_px) / 2
        if not self._sees(shape.x, shape.y, shape.width, shape.height):
            return
        ring = QPainterPath()
        for by in (half, -half):
            corner = max(0.0, radius + by) if radius else 0.0
            ring.addRoundedRect(QRectF(x - by, y - by, width + 2 * by, height + 2 * by), corner, corner)
        self._use_smooth(is_smooth=True)
        self._painter.fillPath(ring, colour)

    def _bars(self, shape: Bars) -> None:
        if len(shape.x) > _FEW_BARS:
            super()._bars(shape)
            return
        colour = ink.colour(self._theme, shape.fill, 1.0)
        top, bottom = math.floor(shape.y + 0.5), math.floor(shape.y + shape.height + 0.5)
        for x, width in zip(shape.x.tolist(), shape.width.tolist(), strict=True):
            left = math.floor(x + 0.5)
            self._fill(left, top, math.floor(x + width + 0.5) - left, bottom - top, colour)

    def _fill(self, x: int, y: int, width: int, height: int, colour: QColor) -> None:
        """Fill whole pixels; asked for `fillRect`, PySide first makes the names of all 180 gradients that Qt has."""
        if colour is not self._filled_with:
            self._filled_with = colour
            self._painter.setBackground(colour)
        if height > _TALL_PX:
            self._use_smooth(is_smooth=False)
        self._painter.eraseRect(x, y, width, height)

    def _heat(self, shape: Heat) -> None:
        count = len(shape.strengths)
        if count == 0 or not (float(shape.x).is_integer() and float(shape.height).is_integer()):
            super()._heat(shape)
            return
        size = (int(shape.height), count)
        if self._heat_picture is None or self._heat_picture[0].shape != size:  # the lanes of a frame have one size
            pixels = np.empty(size, dtype=np.uint32)
            self._heat_picture = pixels, QImage(pixels.data, count, len(pixels), count * 4, PREMULTIPLIED)
        pixels, image = self._heat_picture
        pixels[:] = ink.heat_colours(self._theme, shape.fill).take(shape.strengths)
        self._painter.drawImage(int(shape.x), math.floor(shape.y + 0.5), image)  # rounded as Qt rounds


def _has_inside(box: Box) -> bool:
    return min(box.width, box.height) >= 2 * strokes.crisp_width(box.paint.stroke_px) + 1


@lru_cache(maxsize=512)
def _kept_dot(theme: Theme, radius: float, paint: Paint, part: tuple[int, int]) -> QImage:
    """Return a dot on nothing, so many parts of a pixel right of and below the middle of the picture."""
    half = math.ceil(radius + paint.stroke_px) + 2
    picture = QImage(2 * half, 2 * half, PREMULTIPLIED)
    picture.fill(0)
    x, y = (half + share / _PARTS for share in part)
    painter = QPainter(picture)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        Hand(painter, theme, QRectF(picture.rect())).paint([Dot(x, y, radius, paint)])
    finally:
        painter.end()
    return picture


@lru_cache(maxsize=64)
def _kept_dashes(theme: Theme, role: str, alpha: float, dash: tuple[float, ...], size: tuple[int, int]) -> QImage:
    """Return dashes on nothing along the longer side, from the upper left corner on, to be cut to any line."""
    picture = QImage(*size, PREMULTIPLIED)
    picture.fill(0)
    width, height = size
    middle = min(size) / 2
    line = QLineF(middle, 0, middle, height) if height > width else QLineF(0, middle, width, middle)
    painter = QPainter(picture)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(ink.pen(theme, role, alpha, float(min(size)), dash))
        painter.drawLine(line)
    finally:
        painter.end()
    return picture
