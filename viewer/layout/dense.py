"""A lane with more events than can stand side by side: a strip that counts them all, labels for a fair sample.

The strip shows every event: single bars while they are few, columns whose strength is the count when they are many.
The sample is anchored to time, not to the window: the axis is cut into cells of a fixed width for each zoom level
and the first event of a cell that has words of its source, else the first, is the one that is named, so panning
never makes labels hop. Cost: O(pixels +
labels x log n), whatever n is. No Qt.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from viewer.layout.scene import Bars, Heat, Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.layout.index import LaneIndex
    from viewer.layout.timescale import Timescale

CELL_PX = 260.0
STRIP_PX = 14.0
_BARS_AT_MOST = 600
_MIN_BAR_PX = 2.0
_FAR_PX = 1e6
_KNOWN_COUNTS = 4096
_FAINT = 0.3


class Sample(NamedTuple):
    """One named event of a dense lane: its place in the lane, the row for its label, and where its room ends."""

    place: int
    row: int
    room_right_px: float


def strip_shapes(
    lane: LaneIndex, scale: Timescale, unit_us: int, y: float, fill: str, matching: LaneIndex | None = None
) -> tuple[list[Shape], int]:
    """Return the strip of a lane and how many events touch the view; none of them is left out of the strip.

    With `matching`, the events of the lane that a filter leaves, all are drawn faintly and those strongly over them.
    """
    start, end = _window(scale, unit_us)
    count = lane.count(start, end)
    if not count:
        return [], 0
    if matching is not None:
        faint = _heat(lane, scale, unit_us, y, fill)
        over, _ = strip_shapes(matching, scale, unit_us, y, fill)
        return [replace(faint, strengths=faint_strengths(faint.strengths)), *over], count
    if count <= _BARS_AT_MOST:
        return [_bars(lane, scale, unit_us, y, fill, (start, end))], count
    return [_heat(lane, scale, unit_us, y, fill)], count


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


def sample(lane: LaneIndex, scale: Timescale, unit_us: int, rows: int, fixed_cells: float = CELL_PX) -> list[Sample]:
    """Return the events to be named in `rows` label rows: at most one a row and cell, without overlap."""
    phase = max(1, int(fixed_cells * scale.us_per_px / unit_us / rows))
    start, end = _window(scale, unit_us)
    first, last = start // phase - rows, end // phase
    if last - first > 4 * scale.width_px / fixed_cells * rows + 8 * rows:
        return []
    numbers = np.arange(first, last + 2, dtype=np.int64)
    places = lane.first_at_or_after(numbers * phase)
    found = np.flatnonzero(places[:-1] < places[1:])
    named = lane.foremost_of(places[found], places[found + 1])
    return _with_room(lane, scale, unit_us, rows, list(zip(numbers[found].tolist(), named.tolist(), strict=True)))


def _with_room(
    lane: LaneIndex, scale: Timescale, unit_us: int, rows: int, found: list[tuple[int, int]]
) -> list[Sample]:
    samples: list[Sample] = []
    next_left = [scale.left_px + scale.width_px + _FAR_PX] * rows
    for number, place in reversed(found):
        row = number % rows
        samples.append(Sample(place, row, next_left[row]))
        next_left[row] = scale.to_px(int(lane.begin[place]) * unit_us)
    samples.reverse()
    return samples


def _window(scale: Timescale, unit_us: int) -> tuple[int, int]:
    return scale.span.start_us // unit_us, -(-scale.span.end_us // unit_us)


def _bars(lane: LaneIndex, scale: Timescale, unit_us: int, y: float, fill: str, window: tuple[int, int]) -> Bars:
    places = lane.touching(*window)
    left = np.maximum(scale.times_to_px(np.maximum(lane.begin[places], window[0]), unit_us), scale.left_px)
    right = scale.times_to_px(np.minimum(lane.finish[places], window[1]), unit_us)
    edge = scale.left_px + scale.width_px
    left = np.minimum(left, edge - _MIN_BAR_PX)
    width = np.minimum(np.maximum(right - left, _MIN_BAR_PX), edge - left)
    return Bars(left, width, y, STRIP_PX, fill)


def _heat(lane: LaneIndex, scale: Timescale, unit_us: int, y: float, fill: str) -> Heat:
    counts = lane.column_counts(column_edges(scale, unit_us))
    return Heat(scale.left_px, y, STRIP_PX, strengths(counts), fill)


def strengths(counts: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return how strong a column of so many events is drawn: 0 for none, then 60 for few to 255 for the most."""
    most = max(1, int(counts.max()))
    if most > _KNOWN_COUNTS:
        return _strengths(counts, most)
    return _strengths_up_to(most)[counts]


def faint_strengths(strong: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the strengths of columns that are dimmed: nothing stays nothing, the rest is below what is strong."""
    return (strong * _FAINT).astype(np.uint8)


def _strengths(counts: NDArray[np.int64], most: int) -> NDArray[np.uint8]:
    return np.where(counts > 0, 60 + 195 * np.log1p(counts) / np.log1p(most), 0).astype(np.uint8)


@lru_cache(maxsize=256)
def _strengths_up_to(most: int) -> NDArray[np.uint8]:
    return _strengths(np.arange(most + 1), most)
