"""The relations of the chosen event: a thin dashed line from its mark to each related one in view. Pixels; no Qt."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

import numpy as np

from viewer.layout.scene import Dot, Line, Paint, Path, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.layout.scene import Target

    Point = tuple[float, float]

_ARROW_PX = 6.0
_CLEAR_PX = 11.0


def anchors(shapes: Iterable[Shape], targets: Iterable[Target]) -> dict[str, Point]:
    """Return for each key where its mark stands: its best-known day if it has one, else the middle of its extent."""
    found: dict[str, Point] = {}
    for shape in shapes:
        if isinstance(shape, Dot) and shape.key:
            found.setdefault(shape.key, (shape.x, shape.y))
        elif isinstance(shape, Path) and shape.key and len(shape.points) == 4:  # the diamond of another layer
            found.setdefault(shape.key, (float(shape.points[:, 0].mean()), float(shape.points[:, 1].mean())))
    for target in targets:  # the mark comes before its label
        found.setdefault(target.key, (target.x + target.width / 2, target.y + target.height / 2))
    return found


def relation_shapes(marks: dict[str, Point], chosen: str, outgoing: set[str], incoming: set[str]) -> list[Shape]:
    """Return a line with an arrow from the chosen mark to each it relates to, and from each that relates to it.

    `outgoing` and `incoming` are keys of `marks`; those without a mark in view are left out.
    """
    if chosen not in marks:
        return []
    shapes: list[Shape] = []
    for key in sorted((outgoing | incoming) & marks.keys() - {chosen}):
        ends = (marks[chosen], marks[key]) if key in outgoing else (marks[key], marks[chosen])
        shapes += _way(*ends)
    return shapes


def _way(start: Point, end: Point) -> list[Shape]:
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    if length <= 2 * _CLEAR_PX + _ARROW_PX:
        return []
    unit = np.array([across, down]) / length
    first, tip = np.array(start) + unit * _CLEAR_PX, np.array(end) - unit * _CLEAR_PX
    back, side = tip - unit * _ARROW_PX, np.array([-unit[1], unit[0]]) * _ARROW_PX * 0.6
    return [
        Line(float(first[0]), float(first[1]), float(back[0]), float(back[1]), "muted", 1.0, (4.0, 3.0), 0.6),
        Path(np.array([tip, back + side, back - side]), Paint(fill="muted"), is_closed=True),
    ]
