"""Texts as outlines of their letters, for pictures that must not depend on a typeface of the reader's machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainterPath

from viewer.painting.text_measure import measure, qfont

if TYPE_CHECKING:
    from collections.abc import Iterator

_CURVE_POINTS = 3


def outline_of(text: str, font_role: str, width_px: float) -> str:
    """Return the letters as SVG path data, the baseline beginning at (0, 0), squeezed to a width where they exceed it.

    About 25 bytes for each stroke of a letter.
    """
    path = QPainterPath()
    path.addText(0.0, 0.0, qfont(font_role), text)
    natural = measure(text, font_role)
    share = width_px / natural if natural > width_px + 0.5 else 1.0
    return "".join(_commands(path, share))


def _commands(path: QPainterPath, share: float) -> Iterator[str]:
    place, count = 0, path.elementCount()
    while place < count:
        element = path.elementAt(place)
        if element.isCurveTo():
            points = [path.elementAt(place + step) for step in range(_CURVE_POINTS)]
            yield "C" + " ".join(f"{_n(point.x * share)} {_n(point.y)}" for point in points)
            place += _CURVE_POINTS
            continue
        yield f"{'M' if element.isMoveTo() else 'L'}{_n(element.x * share)} {_n(element.y)}"
        place += 1


def _n(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
