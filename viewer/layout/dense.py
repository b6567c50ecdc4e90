"""A lane with more events than can stand side by side: a strip that counts them all.

It shows every event: while they are few, intervals as a slim bar whose strength is how many overlap, and what is short
as a tick that stands out of it; when they are many, columns whose strength is the count. Which of them are named is in
`viewer.layout.crowd_names`. Cost: O(pixels x log n), whatever n is. No Qt.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from viewer.layout.scene import Bars, Heat, Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.layout.index import LaneIndex
    from viewer.layout.timescale import Timescale

STRIP_PX = 14.0
_BARS_AT_MOST = 600
_MIN_BAR_PX = 2.0
_TICK_AT_MOST_PX = 4.0
_INSET_SHARE = 0.22
_KNOWN_COUNTS = 4096
_FAINT = 0.3


class Strip(Struct, frozen=True):
    """Where a strip lies: its top and its height in whole pixels, and its colour role."""

    top: float
    fill: str
    height: float = STRIP_PX


def strip_shapes(
    lane: LaneIndex, scale: Timescale, unit_us: int, strip: Strip, matching: LaneIndex | None = None
) -> tuple[list[Shape], int]:
    """Return the strip of a lane and how many events touch the view; none of them is left out of the strip.

    With `matching`, the events of the lane that a filter leaves, all are drawn faintly and those strongly over them.
    """
    start, end = units_of(scale, unit_us)
    count = lane.count(start, end)
    if not count:
        return [], 0
    if matching is not None:
        faint = _heat(lane, scale, unit_us, strip)
        over, _ = strip_shapes(matching, scale, unit_us, strip)
        return [replace(faint, strengths=faint_strengths(faint.strengths)), *over], count
    if count <= _BARS_AT_MOST:
        return _bars_and_ticks(lane, scale, unit_us, strip, (start, end)), count
    return [_heat(lane, scale, unit_us, strip)], count


@lru_cache(maxsize=4)
def column_edges(scale: Timescale, unit_us: int) -> NDArray[np.int64]:
    """Return the instants (in units) of the pixel columns' edges over the scale's width, one more than columns.

    The lanes of a frame get one and the same array, which cannot be written to.
    """
    columns = max(1, int(scale.width_px))
    span = scale.span
    whole, rest = divmod(span.start_us, unit_us)  # a unit may be wider than the view
    offsets = np.arange(columns + 1, dtype=np.float64) * (span.duration_us / unit_us / columns) + rest / unit_us
    edges: NDArray[np.int64] = offsets.astype(np.int64) + whole
    edges.flags.writeable = False
    return edges


def units_of(scale: Timescale, unit_us: int) -> tuple[int, int]:
    """Return the view in whole units, what it begins and ends in included: the first, and the one after the last."""
    return scale.span.start_us // unit_us, -(-scale.span.end_us // unit_us)


def _bars_and_ticks(
    lane: LaneIndex, scale: Timescale, unit_us: int, strip: Strip, window: tuple[int, int]
) -> list[Shape]:
    """Return what is wide as a slim bar, the stronger the more overlap, and what is short as ticks over it."""
    places = lane.touching(*window)
    left = np.maximum(scale.times_to_px(np.maximum(lane.begin[places], window[0]), unit_us), scale.left_px)
    right = scale.times_to_px(np.minimum(lane.finish[places], window[1]), unit_us)
    edge = scale.left_px + scale.width_px
    left = np.minimum(left, edge - _MIN_BAR_PX)
    width = np.minimum(np.maximum(right - left, _MIN_BAR_PX), edge - left)
    is_short = width <= _TICK_AT_MOST_PX
    shapes: list[Shape] = []
    if not is_short.all():
        shapes.append(_overlap(left[~is_short] - scale.left_px, width[~is_short], scale, strip))
    if is_short.any():
        shapes.append(Bars(left[is_short], width[is_short], strip.top, strip.height, strip.fill))
    return shapes


def _overlap(left: NDArray[np.float64], width: NDArray[np.float64], scale: Timescale, strip: Strip) -> Heat:
    columns, inset = max(1, int(scale.width_px)), float(round(strip.height * _INSET_SHARE))
    first = np.minimum(left.astype(np.int64), columns - 1)
    end = np.minimum(np.ceil(left + width).astype(np.int64), columns)
    begun, over = (np.bincount(edges, minlength=columns + 1)[:columns] for edges in (first, end))
    counts = np.cumsum(begun - over)
    return Heat(scale.left_px, strip.top + inset, strip.height - 2 * inset, strengths(counts), strip.fill)


def _heat(lane: LaneIndex, scale: Timescale, unit_us: int, strip: Strip) -> Heat:
    counts = lane.column_counts(column_edges(scale, unit_us))
    return Heat(scale.left_px, strip.top, strip.height, strengths(counts), strip.fill)


def strengths(counts: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return how strong a column of so many events is drawn: 0 for none, then 60 for few to 255 for the most."""
    most = max(1, int(counts[counts.argmax()]))  # of whole numbers sooner found than their max()
    if most > _KNOWN_COUNTS:
        return _strengths(counts, most)
    return _strengths_up_to(most).take(counts)


def faint_strengths(strong: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the strengths of columns that are dimmed: nothing stays nothing, the rest is below what is strong."""
    return (strong * _FAINT).astype(np.uint8)


def _strengths(counts: NDArray[np.int64], most: int) -> NDArray[np.uint8]:
    return np.where(counts > 0, 60 + 195 * np.log1p(counts) / np.log1p(most), 0).astype(np.uint8)


@lru_cache(maxsize=256)
def _strengths_up_to(most: int) -> NDArray[np.uint8]:
    return _strengths(np.arange(most + 1), most)
