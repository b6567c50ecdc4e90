"""One contributor's bar: deployed and planned within what is pledged, each end drawn as its bound is worded. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from viewer.layout.scene import Box, Paint, Path, Scene, Shape, Target
from viewer.model.amounts import Lean

if TYPE_CHECKING:
    from viewer.model.amounts import Amount
    from viewer.model.personnel import Cell, Row

_FUZZ_PX = 10.0


class BarView(Struct, frozen=True):
    """The size of a bar in pixels and the number of people its whole width stands for."""

    width: float
    height: float
    most: float

    def px(self, amount: Amount | None) -> float:
        """Return how long an amount is; 0 where there is none or it has no number."""
        nominal = None if amount is None else amount.nominal
        return 0.0 if nominal is None else min(self.width, self.width * float(nominal) / self.most)


def bar_scene(row: Row, view: BarView) -> Scene:
    """Return the bar of a row: pledged as the ground, deployed upon it, plans hatched behind what is deployed.

    A plan that lies within the pledge never makes the bar longer. Targets carry "cell:MEASURE".
    """
    shapes: list[Shape] = []
    targets: list[Target] = []
    radius = min(4.0, view.height / 2)
    pledged = view.px(_amount(row.pledged))
    if row.pledged is not None and pledged > 0:
        shapes += _bar(0.0, pledged, view, "pledged_ground", row.pledged.amount.lean, radius)
        targets.append(Target(0.0, 0.0, pledged, view.height, "cell:pledged"))
    deployed = view.px(_amount(row.deployed))
    if row.planned is not None:
        length = _planned_px(row.planned, view)
        right = min(view.width, deployed + length)
        paint = Paint(fill="planned", fill_alpha=0.55, stroke="planned", hatch=True)
        shapes.append(Box(deployed, 0.5, max(right - deployed, 2.0), view.height - 1, paint, radius))
        targets.append(Target(deployed, 0.0, max(right - deployed, 6.0), view.height, "cell:planned"))
    if row.deployed is not None:
        shapes += _bar(0.0, max(deployed, 3.0), view, "deployed", row.deployed.amount.lean, radius)
        targets.append(Target(0.0, 0.0, max(deployed, 8.0), view.height, "cell:deployed"))
    return Scene(view.width, view.height, tuple(shapes), tuple(targets))


def _amount(cell: Cell | None) -> Amount | None:
    return None if cell is None else cell.amount


def _planned_px(cell: Cell, view: BarView) -> float:
    return sum(view.px(figure.amount) for figure in cell.figures) or view.px(cell.amount)


def _bar(left: float, width: float, view: BarView, fill: str, lean: Lean, radius: float) -> list[Shape]:
    """Draw the end as worded: plain for a number, soft for "about", pointing on for "over", cut in for "under"."""
    if lean in {Lean.ABOUT, Lean.RANGE}:
        paint = Paint(fill=fill, fade_right=min(_FUZZ_PX, width))
        return [Box(left, 0.0, min(width + _FUZZ_PX / 2, view.width), view.height, paint, 0.0)]
    body = Box(left, 0.0, width, view.height, Paint(fill=fill), radius)
    tip = min(6.0, view.height / 2)
    if lean is Lean.MORE:
        right = min(left + width + tip, view.width)
        points = np.array([[right - tip, 0.0], [right, view.height / 2], [right - tip, view.height]])
        square = Box(left, 0.0, max(right - tip - left, 1.0), view.height, Paint(fill=fill), 0.0)
        return [square, Path(points, Paint(fill=fill), is_closed=True)]
    if lean is Lean.LESS and width > 2 * tip:
        right = left + width
        notch = np.array([[right, 0.0], [right - tip, view.height / 2], [right, view.height]])
        return [
            Box(left, 0.0, width, view.height, Paint(fill=fill), 0.0),
            Path(notch, Paint(fill="card"), is_closed=True),
        ]
    return [body]
