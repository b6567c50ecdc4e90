"""Paints a scene into a PNG. It must not know what the scene shows.

Colours are said to be sRGB, texts are written as the standard has them: Qt compresses them, so that no search finds
them, and calls their language "UTF-8". An opaque picture has no alpha channel, which print shops ask for.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.export.formats.atomic import ExportError
from viewer.export.formats.png_chunks import png_in_srgb, png_with_texts
from viewer.export.pages.presets import LONGEST_SIDE_DOTS
from viewer.painting.painter import paint_scene

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.layout.scene import Scene
    from viewer.theme import Theme

_INCH_M = 0.0254


def png_bytes(
    scene: Scene,
    theme: Theme,
    scale: float,
    *,
    metadata: Mapping[str, str],
    background: str | None = "ground",
    dpi: float | None = None,
) -> bytes:
    """Return a PNG of scene size times `scale`; `background` None is transparent, `dpi` None is 96 * scale.

    The same scene, theme and scale give the same bytes. Raises ExportError if the picture is too large to make.
    """
    return encoded(painted(scene, theme, scale, background=background, dpi=dpi), metadata)


def painted(
    scene: Scene, theme: Theme, scale: float, *, background: str | None = "ground", dpi: float | None = None
) -> QImage:
    """Return the picture itself, as `png_bytes` writes it. Any thread may."""
    image = _blank(scene, scale)
    image.fill(Qt.GlobalColor.transparent if background is None else QColor(theme.colour(background)))
    dots = round((dpi or 96 * scale) / _INCH_M)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        paint_scene(painter, scene, theme)
    finally:
        painter.end()
    if background is not None:
        image.convertTo(QImage.Format.Format_RGB32)
    return image


def encoded(image: QImage, metadata: Mapping[str, str]) -> bytes:
    """Return a picture as PNG with its texts, the title first: the slow part, which any thread can do."""
    order = sorted(metadata, key=lambda key: (key != "Title", key))
    return png_with_texts(png_in_srgb(_encoded(image)), {key: metadata[key] for key in order})


def _blank(scene: Scene, scale: float) -> QImage:
    if not (scale > 0 and math.isfinite(scale)):
        raise ExportError(f"A scale of {scale} makes no picture. Choose a number above 0, such as 2.")
    width, height = max(1, round(scene.width * scale)), max(1, round(scene.height * scale))
    sides = f"{width} by {height} pixels"
    if max(width, height) > LONGEST_SIDE_DOTS:
        raise ExportError(
            f"A picture of {sides} is too large: a side has at most {LONGEST_SIDE_DOTS:,}. Take fewer dots."
        )
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise ExportError(f"A picture of {sides} does not fit in memory. Choose a smaller size or scale.")
    return image


def _encoded(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stubs want bytes; Qt takes both
        raise ExportError("Qt could not write the picture as PNG. Install the program again.")
    return bytes(buffer.data().data())
