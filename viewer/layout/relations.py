"""The relations of the chosen event: a thin dashed way from its mark to each related one in view. Pixels; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viewer.layout.scene import Paint, Path, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.layout.scene import Target

_ARROW_PX = 5.0
_CLEAR_PX = 11.0


def relation_shapes(targets: Iterable[Target], chosen: str, outgoing: set[str], incoming: set[str]) -> list[Shape]:
    """Return a way with an arrow from the chosen mark to each it relates to, and from each that relates to it.

    `outgoing` and `incoming` are target keys; those without a mark in view are left out. A way first goes up or down
    and then along, so that it is told from anything that lies in time.
    """
    marks: dict[str, Target] = {}
    for target in targets:
        marks.setdefault(target.key, target)  # the mark comes before its label
    if chosen not in marks:
        return []
    shapes: list[Shape] = []
    for key in sorted((outgoing | incoming) & marks.keys() - {chosen}):
        ends = (marks[chosen], marks[key]) if key in outgoing else (marks[key], marks[chosen])
        shapes += _way(*ends)
    return shapes


def _way(start: Target, end: Target) -> list[Shape]:
    x1, y1 = _middle(start)
    x2, y2 = _middle(end)
    side = 1.0 if x2 >= x1 else -1.0
    if abs(x2 - x1) < 2 * _CLEAR_PX:  # one above the other: the way comes from the side
        side, tip = -1.0, x2 + _CLEAR_PX
        points = [(x1, y1), (x1 + 2 * _CLEAR_PX, y1), (x1 + 2 * _CLEAR_PX, y2), (tip, y2)]
    else:
        tip = x2 - side * _CLEAR_PX
        points = [(x1, y1 + np.sign(y2 - y1) * _CLEAR_PX), (x1, y2), (tip, y2)]
    arrow = [(tip, y2), (tip - side * _ARROW_PX, y2 - _ARROW_PX * 0.7), (tip - side * _ARROW_PX, y2 + _ARROW_PX * 0.7)]
    return [
        Path(np.array(points), Paint(stroke="muted", stroke_px=1.2, dash=(4.0, 3.0))),
        Path(np.array(arrow), Paint(fill="muted"), is_closed=True),
    ]


def _middle(target: Target) -> tuple[float, float]:
    return target.x + target.width / 2, target.y + target.height / 2
