"""A picture of what stays while a view moves, so that a frame need not paint it shape by shape. Knows no widget."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter

from viewer.layout.scene import Box, Scene, Text
from viewer.painting.painter import paint_scene

if TYPE_CHECKING:
    from viewer.layout.scene import Shape
    from viewer.theme import Theme


class StillPicture:
    """The still shapes of the last scene it was asked for, as pixels on nothing; made anew when they change."""

    def __init__(self) -> None:
        self._shapes: tuple[Shape, ...] = ()
        self._theme: Theme | None = None
        self._picture = QImage()

    def of(self, scene: Scene, theme: Theme) -> QImage:
        """Return the picture, whose upper left corner is the scene's; a pixel is a pixel of the scene."""
        shapes = tuple(shape for first, last in scene.still for shape in scene.shapes[first:last])
        if shapes != self._shapes or theme is not self._theme:
            self._shapes, self._theme = shapes, theme
            self._picture = _painted(Scene(_right(shapes), scene.height, shapes), theme)
        return self._picture


def _right(shapes: tuple[Shape, ...]) -> float:
    boxes = [shape.x + shape.width for shape in shapes if isinstance(shape, Box)]
    texts = [shape.left + shape.width for shape in shapes if isinstance(shape, Text)]
    return max([1.0, *boxes, *texts])


def _painted(scene: Scene, theme: Theme) -> QImage:
    picture = QImage(math.ceil(scene.width) + 1, math.ceil(scene.height) + 1, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    try:
        paint_scene(painter, scene, theme)
    finally:
        painter.end()
    return picture
