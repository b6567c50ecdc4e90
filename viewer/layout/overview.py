"""The whole range, small: every event as a tick or as density, and the visible span as a window over it. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from viewer.layout import found
from viewer.layout.dense import column_edges, faint_strengths, strengths
from viewer.layout.marks import faded, mark_of
from viewer.layout.scene import Box, Dot, Heat, Paint, Scene, Shape, Target
from viewer.layout.timescale import Span, Timescale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.layout.index import EventIndex, LaneIndex
    from viewer.model.columns import EventColumns

_TICK_PX = 4.0
_TICKS_AT_MOST = 200
_PAD_PX = 12.0
_PIN_PX, _HEAD_PX, _FOOT_PX = 8.0, 4.0, 3.0


class OverviewView(Struct, frozen=True):
    """What the strip shows: the whole range, a size in pixels, the rows to be marked as found, and the chosen one.

    The chosen row may be among those to be marked; it is then marked as chosen.
    """

    whole: Span
    width: float
    height: float
    marked: tuple[int, ...] = ()
    chosen: int | None = None

    @property
    def scale(self) -> Timescale:
        """The time scale of the strip."""
        return Timescale(self.whole, _PAD_PX, max(1.0, self.width - 2 * _PAD_PX))


def overview_scene(index: EventIndex, view: OverviewView, matching: EventIndex | None = None) -> Scene:
    """Return the strip without its window, which moves on top of it; all but `matching` is faint (None: nothing)."""
    rows = max(1, len(index.lanes))
    pitch = (view.height - 12.0) / rows
    height = max(2.0, min(8.0, pitch - 2))
    shapes: list[Shape] = []
    for number, lane in enumerate(index.lanes):
        top = 6.0 + pitch * number + (pitch - height) / 2
        strong = None if matching is None else matching.lanes[number]
        shapes += _lane(index.columns, lane, view.scale, (top, height), number, strong)
    shapes += _all_found(index, view)
    if view.chosen is not None:
        shapes += _chosen(index, view.chosen, view)
    return Scene(view.width, view.height, tuple(shapes))


def window_shapes(view: OverviewView, visible: Span) -> tuple[list[Shape], list[Target]]:
    """Return the visible span as a window with two handles; targets are "left", "right" and "window"."""
    scale = view.scale
    left = max(2.0, min(scale.to_px(visible.start_us), view.width - 8))
    right = min(view.width - 2.0, max(scale.to_px(visible.end_us), left + 6))
    middle = view.height / 2
    shapes: list[Shape] = [
        Box(left + 1, 4.0, right - left - 2, view.height - 8, Paint("accent", 0.09)),  # apart: an area is cheap to fill
        Box(left, 3.0, right - left, view.height - 6, Paint(None, 1.0, "accent"), 5.0),
        Box(left - 2.5, middle - 12, 5.0, 24.0, Paint(fill="accent"), 2.5),
        Box(right - 2.5, middle - 12, 5.0, 24.0, Paint(fill="accent"), 2.5),
    ]
    targets = [
        Target(left, 0.0, right - left, view.height, "window"),
        Target(left - 6, 0.0, 10.0, view.height, "left"),
        Target(right - 4, 0.0, 10.0, view.height, "right"),
    ]
    return shapes, targets


def _lane(
    columns: EventColumns,
    lane: LaneIndex,
    scale: Timescale,
    place: tuple[float, float],
    number: int,
    matching: LaneIndex | None,
) -> Sequence[Shape]:
    y, height = place
    fill = f"lane.{number % 8}"
    if not len(lane):
        return []
    if len(lane) > _TICKS_AT_MOST:
        edges = column_edges(scale, columns.unit_us)
        strong = strengths((matching or lane).column_counts(edges))
        faint = [] if matching is None else [faint_strengths(strengths(lane.column_counts(edges)))]
        return [Heat(scale.left_px, y, height, each, fill) for each in (*faint, strong)]
    shapes: list[Shape] = []
    for row in lane.rows.tolist():
        tick = _tick(columns, row, scale, place, fill)
        shapes += tick if matching is None or matching.holds(row) else faded(tick)
    return shapes


def _tick(columns: EventColumns, row: int, scale: Timescale, place: tuple[float, float], fill: str) -> list[Shape]:
    """Return an event as the tick of its best-known day, and what doubt or duration it has as a paler stretch."""
    mark = mark_of(columns, row, scale)
    y, height = place
    left, right = max(mark.left, scale.left_px), min(mark.right, scale.right_px)
    shapes: list[Shape] = []
    if right - left > _TICK_PX:
        shapes.append(Box(left, y, right - left, height, Paint(fill=fill, fill_alpha=0.3), height / 4))
    at = mark.dot if mark.dot is not None else (left + right) / 2
    if mark.dot is not None or right - left <= _TICK_PX:
        shapes.append(Box(at - _TICK_PX / 2, y, _TICK_PX, height, Paint(fill=fill), _TICK_PX / 4))
    return shapes


def _all_found(index: EventIndex, view: OverviewView) -> list[Shape]:
    """Mark each of a few; of many, each pixel column that has one, below the lanes so that these stay to be seen."""
    if len(view.marked) <= found.RINGED:
        return [shape for row in view.marked if row != view.chosen for shape in _found(index, row, view)]
    rows, extent = np.array(view.marked), (view.height - _FOOT_PX, _FOOT_PX)
    ticks = found.ticks(index.columns, rows, view.scale, extent, "accent")
    return [] if ticks is None else [ticks]


def _found(index: EventIndex, row: int, view: OverviewView) -> list[Shape]:
    """Return the mark of a hit: a pin at the foot of the strip and a weak line up from it."""
    middle = _place(index, row, view)
    return [
        Box(middle - 0.75, 3.0, 1.5, view.height - 6, Paint(fill="accent", fill_alpha=0.45)),
        Box(middle - 2.0, view.height - _PIN_PX - 1.0, 4.0, _PIN_PX, Paint(fill="accent"), 1.5),
    ]


def _chosen(index: EventIndex, row: int, view: OverviewView) -> list[Shape]:
    """Return the mark of the chosen event: a strong line with a head, which no hit has."""
    middle = _place(index, row, view)
    return [
        Box(middle - 1.5, 3.0, 3.0, view.height - 6, Paint(fill="ink"), 1.5),
        Dot(middle, 1.0 + _HEAD_PX, _HEAD_PX, Paint(fill="ink", stroke="card", stroke_px=1.0)),
    ]


def _place(index: EventIndex, row: int, view: OverviewView) -> float:
    """Return where an event's mark stands: at its best-known day, else in the middle, within the strip."""
    mark = mark_of(index.columns, row, view.scale)
    left, right = max(mark.left, 0.0), min(mark.right, view.width)
    middle = (left + right) / 2 if mark.dot is None else mark.dot
    return min(max(middle, _HEAD_PX + 1), view.width - _HEAD_PX - 1)
