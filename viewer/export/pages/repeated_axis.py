"""A timeline higher than one sees at a glance says its dates again below the lanes, as on a wall chart. No Qt."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec.structs import replace

from viewer.layout.axis import axis_shapes
from viewer.layout.scene import Bars, Box, Dot, Heat, Line, Path, Text, move_shapes, move_targets
from viewer.layout.timeline import AXIS_PX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.layout.scene import Measure, Scene, Shape
    from viewer.layout.timescale import Timescale

_FAR_PX = 900.0
"""How far from an axis its dates are no longer at hand."""

_SLACK_PX = 0.01


def axis_places(bottoms: Sequence[float]) -> list[float]:
    """Return the bottoms of the lanes below which the axis is to stand again: those far from the axis before."""
    places: list[float] = []
    before = AXIS_PX
    for bottom in bottoms:
        if bottom - before >= _FAR_PX:
            places.append(bottom)
            before = bottom
    return places


def with_axes(scene: Scene, places: Sequence[float], scale: Timescale, measure: Measure) -> Scene:
    """Return a timeline with the labels of its axis below the lanes that end at `places`, so much the higher."""
    if not places:
        return scene
    height = scene.height + len(places) * AXIS_PX
    shapes = [_shifted(shape, places, height) for shape in scene.shapes]
    labels = [shape for shape in axis_shapes(scale, 0.0, AXIS_PX, AXIS_PX, measure) if isinstance(shape, Text)]
    for number, place in enumerate(places):
        top = place + number * AXIS_PX
        shapes += move_shapes(labels, 0.0, top)
        shapes.append(Line(0.0, top + AXIS_PX, scene.width, top + AXIS_PX, "hairline"))
    targets = [move_targets([target], 0.0, _shift_px(target.y, places))[0] for target in scene.targets]
    return replace(scene, height=height, shapes=tuple(shapes), targets=tuple(targets), still=())


def _shifted(shape: Shape, places: Sequence[float], height: float) -> Shape:
    if isinstance(shape, Line) and shape.x1 == shape.x2 and shape.key is None and shape.y1 <= AXIS_PX:
        return replace(shape, y2=height)  # the grid
    return move_shapes([shape], 0.0, _shift_px(_place_y(shape), places))[0]


def _shift_px(y: float, places: Sequence[float]) -> float:
    return bisect_left(places, y - _SLACK_PX) * AXIS_PX


def _place_y(shape: Shape) -> float:
    """Return a height at which a shape certainly lies."""
    match shape:
        case Line():
            return shape.y1
        case Path():
            return float(shape.points[:, 1].mean())
        case Box() | Bars() | Heat() | Dot() | Text():
            return shape.y
