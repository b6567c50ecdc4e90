"""Where strokes, hatches and fades of a scene lie, so that every output draws them alike.

Numbers only: no Qt, no colours. `scale` is device pixels for one pixel of the scene; lines that run along an axis
are moved to whole device pixels, which keeps hairlines sharp in the window, in a PNG and in a browser.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from viewer.layout.scene import Box, FloatArray, Line, Paint

_AREA_PX = 12.0
HATCH_STEP_PX = 6.0
HATCH_LINE_PX = 1.3
HATCH_LINE_ALPHA = 0.6
HATCH_GROUND_ALPHA = 0.1
FADED_ALPHA = 0.12
"""What is left of the fill at the very end of a fade."""

Stops = tuple[tuple[float, float], ...]
"""Places of a fade from left to right: (offset 0..1, share of the fill's alpha)."""

_LAYER_ALPHA = 0.03  # fainter layers lose their hue, where a reader of PDF adds them up in eight bits
_DIAGONAL_STEP_PX = HATCH_STEP_PX * math.sqrt(2)


class Rect(NamedTuple):
    """A rectangle in pixels; `radius` rounds its corners and never exceeds half a side."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0


def crisp(value: float, stroke_px: float, scale: float = 1.0) -> float:
    """Return where the middle of a stroke through `value` must lie to fill whole device pixels."""
    half = crisp_width(stroke_px, scale) * scale / 2
    return (math.floor(value * scale - half + 0.5) + half) / scale


def crisp_width(stroke_px: float, scale: float = 1.0) -> float:
    """Return the stroke width rounded to whole device pixels, at least one."""
    return max(1, math.floor(stroke_px * scale + 0.5)) / scale


def box_rect(box: Box, scale: float = 1.0) -> Rect:
    """Return the rectangle to fill and to stroke along; a stroke lies inside the box and on whole pixels."""
    x, y, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    if box.paint.stroke is not None:
        stroke_px = box.paint.stroke_px
        half = crisp_width(stroke_px, scale) / 2
        x, y = crisp(x + half, stroke_px, scale), crisp(y + half, stroke_px, scale)
        right, bottom = crisp(right - half, stroke_px, scale), crisp(bottom - half, stroke_px, scale)
    width, height = max(0.0, right - x), max(0.0, bottom - y)
    return Rect(x, y, width, height, min(box.radius, width / 2, height / 2))


def is_plain(box: Box) -> bool:
    """Say whether a box is a large area of one colour, whose edges may lie on whole pixels like the lines beside it."""
    paint = box.paint
    is_one_colour = paint.fill is not None and not paint.hatch and not (paint.fade_left or paint.fade_right)
    return is_one_colour and paint.stroke is None and not box.radius and min(box.width, box.height) >= _AREA_PX


def whole_rect(box: Box) -> tuple[int, int, int, int]:
    """Return x, y, width and height of the whole pixels nearest to a box: far cheaper to fill than parts of them."""
    left, top = math.floor(box.x + 0.5), math.floor(box.y + 0.5)
    return left, top, math.floor(box.x + box.width + 0.5) - left, math.floor(box.y + box.height + 0.5) - top


def line_ends(line: Line, scale: float = 1.0) -> tuple[float, float, float, float]:
    """Return x1, y1, x2, y2; a horizontal or vertical line is moved onto whole pixels, a slanted one is left."""
    if line.x1 == line.x2:
        x = crisp(line.x1, line.stroke_px, scale)
        return x, _whole(line.y1, scale), x, _whole(line.y2, scale)
    if line.y1 == line.y2:
        y = crisp(line.y1, line.stroke_px, scale)
        return _whole(line.x1, scale), y, _whole(line.x2, scale), y
    return line.x1, line.y1, line.x2, line.y2


def level_rect(line: Line, scale: float = 1.0) -> tuple[float, float, float, float]:
    """Return x, y, width and height of what a level or upright line covers: whole device pixels."""
    wide = max(1, math.floor(line.stroke_px * scale + 0.5))
    if line.x1 == line.x2:
        left = math.floor(line.x1 * scale - wide / 2 + 0.5)
        top, bottom = math.floor(line.y1 * scale + 0.5), math.floor(line.y2 * scale + 0.5)
        return left / scale, min(top, bottom) / scale, wide / scale, abs(bottom - top) / scale
    top = math.floor(line.y1 * scale - wide / 2 + 0.5)
    left, right = math.floor(line.x1 * scale + 0.5), math.floor(line.x2 * scale + 0.5)
    return min(left, right) / scale, top / scale, abs(right - left) / scale, wide / scale


def level_pixels(line: Line) -> tuple[int, int, int, int]:
    """Return the same in pixels of the scene, where those are the device's."""
    wide = max(1, math.floor(line.stroke_px + 0.5))
    if line.x1 == line.x2:
        top, bottom = math.floor(line.y1 + 0.5), math.floor(line.y2 + 0.5)
        return math.floor(line.x1 - wide / 2 + 0.5), min(top, bottom), wide, abs(bottom - top)
    left, right = math.floor(line.x1 + 0.5), math.floor(line.x2 + 0.5)
    return min(left, right), math.floor(line.y1 - wide / 2 + 0.5), abs(right - left), wide


def path_points(points: FloatArray, paint: Paint, scale: float = 1.0) -> FloatArray:
    """Return the points of a path; stroked steps, all along the axes, are moved onto whole pixels."""
    if paint.stroke is None or len(points) < 2:
        return points
    moves = np.diff(points, axis=0)
    if not np.all((moves[:, 0] == 0) | (moves[:, 1] == 0)):
        return points
    half = crisp_width(paint.stroke_px, scale) * scale / 2
    return (np.floor(points * scale - half + 0.5) + half) / scale


def fade_stops(paint: Paint, width: float) -> Stops:
    """Return the places of a fade; empty if nothing fades. Fades that do not fit the width are shortened alike."""
    if width <= 0 or (paint.fade_left <= 0 and paint.fade_right <= 0):
        return ()
    total = paint.fade_left + paint.fade_right
    shrink = min(1.0, width / total) / width
    left, right = min(1.0, paint.fade_left * shrink), max(0.0, 1.0 - paint.fade_right * shrink)
    stops = {left: 1.0, right: 1.0}
    stops[0.0] = FADED_ALPHA if paint.fade_left > 0 else 1.0
    stops[1.0] = FADED_ALPHA if paint.fade_right > 0 else 1.0
    return tuple(sorted(stops.items()))


def fade_layers(stops: Stops, width: float, alpha: float) -> list[tuple[float, float, float]]:
    """Return layers (start and end in pixels from the left, alpha) that add up to a fade when laid on one another."""
    offsets, shares = zip(*stops, strict=True)
    left, right = offsets[shares.index(1.0)], offsets[len(shares) - 1 - shares[::-1].index(1.0)]
    steps_seen = math.ceil(max(left, 1 - right) * width)
    count = max(2, min(steps_seen, round(alpha * (1 - FADED_ALPHA) / _LAYER_ALPHA)))
    layers, reached = [], 0.0
    for part in np.linspace(0.0, 1.0, count + 1).tolist():
        wanted = alpha * (FADED_ALPHA + (1 - FADED_ALPHA) * part)
        layers.append((left * part * width, (1 - (1 - right) * part) * width, _added(reached, wanted)))
        reached = wanted
    return layers


def _added(reached: float, wanted: float) -> float:
    """Return the alpha that raises a cover from `reached` to `wanted`."""
    return 1 - (1 - wanted) / (1 - reached) if reached < 1 else 1.0


def hatch_lines(area: Rect, anchor: tuple[float, float]) -> FloatArray:
    """Return the slanted lines x1, y1, x2, y2 (n by 4) that cross `area`.

    They pass half a step beside the anchor, so that a pattern which starts there shows the same lines.
    """
    ax, ay = anchor
    low, high = area.x - ax + area.y - ay, area.x + area.width - ax + area.y + area.height - ay
    first, last = math.floor(low / _DIAGONAL_STEP_PX - 0.5), math.ceil(high / _DIAGONAL_STEP_PX - 0.5)
    sums = (np.arange(first, last + 1) + 0.5) * _DIAGONAL_STEP_PX + ax + ay
    top, bottom = np.full_like(sums, area.y), np.full_like(sums, area.y + area.height)
    return np.column_stack([sums - top, top, sums - bottom, bottom])


def _whole(value: float, scale: float) -> float:
    return math.floor(value * scale + 0.5) / scale
