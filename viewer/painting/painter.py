"""Paints a Scene with a QPainter: window, PNG and PDF alike. It must not know what the shapes mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QTransform

from viewer.painting.hand import Hand, has_pixels
from viewer.painting.pixel_hand import PixelHand

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from viewer.layout.scene import Scene
    from viewer.painting.still import StillPicture
    from viewer.theme import Theme

# Python 3.11 looks for a member of an enumeration in a function of its own: too slow to be asked in every frame.
_SMOOTH = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
_SMOOTH_PIXMAPS = QPainter.RenderHint.SmoothPixmapTransform


def paint_scene(
    painter: QPainter,
    scene: Scene,
    theme: Theme,
    clip: QRectF | None = None,
    still: StillPicture | None = None,
    *,
    keeps_pictures: bool = False,
) -> None:
    """Paint the shapes in order; with `clip` (scene pixels) only what lies in it. Leaves the painter as it was.

    Where a pixel of the scene is one of the device, `still` paints what stays from frame to frame, and with
    `keeps_pictures`, which is for what a window shows again and again, words and dots are copied from pictures of them.
    """
    area = QRectF(0, 0, scene.width, scene.height) if clip is None else clip
    painter.save()
    try:
        if clip is not None:
            painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        painter.setRenderHints(_SMOOTH)
        is_raster, transform = has_pixels(painter), painter.deviceTransform()
        if not (is_raster and _is_unmoved(transform)):
            painter.setRenderHint(_SMOOTH_PIXMAPS, False)
            Hand(painter, theme, area, transform.m11() if is_raster else None).paint(scene.shapes)
            return
        hand = PixelHand(painter, theme, area, keeps_pictures=keeps_pictures)
        if still is None or not scene.still:
            hand.paint(scene.shapes)
        else:
            _paint_around(painter, hand, scene, still.of(scene, theme))
    finally:
        painter.restore()


def _paint_around(painter: QPainter, hand: Hand, scene: Scene, picture: QImage) -> None:
    at = scene.still[0][0]
    hand.paint(scene.shapes[:at])
    painter.drawImage(0, 0, picture)
    for first, last in scene.still:
        hand.paint(scene.shapes[at:first])
        at = last
    hand.paint(scene.shapes[at:])


def _is_unmoved(transform: QTransform) -> bool:
    """Say whether a pixel of the scene is a pixel of the device, whole pixels away."""
    return not transform.isScaling() and transform.dx().is_integer() and transform.dy().is_integer()
