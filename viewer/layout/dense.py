"""A lane with more events than can stand side by side: a strip that counts them all, labels for a fair sample.

The strip shows every event: while they are few, intervals as a slim bar whose strength is how many overlap, and what
is short as a tick that stands out of it; when they are many, columns whose strength is the count. The sample is
anchored to time, not to the window: the axis is cut into cells of a fixed width for each zoom level and the first event
of a cell that has words of its source, else the first, is named, then whichever after it finds room; so panning never
makes labels hop. Cost: O(pixels + labels x log n), whatever n is. No Qt.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from viewer.layout.scene import Bars, Heat, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from viewer.layout.index import LaneIndex
    from viewer.layout.timescale import Timescale

CELL_PX = 260.0
STRIP_PX = 14.0
_BARS_AT_MOST = 600
_MIN_BAR_PX = 2.0
_TICK_AT_MOST_PX = 4.0
_INSET_SHARE = 0.22
_FEW_IN_CELL = 12
_MOST_FURTHER = 3
_LEAST_ROOM_PX = 60.0
_REACH_CELLS = 1.6
_ROUNDS_BEYOND = 2  # an event lies up to one cell after the start of its own, and may be named as far as it reaches
_FAR_PX = 1e6
_KNOWN_COUNTS = 4096
_FAINT = 0.3


class Sample(Struct, frozen=True, gc=False):
    """One named event of a dense lane: its place in it, the row for its label, where it begins and its room ends."""

    place: int
    row: int
    left_px: float
    room_right_px: float


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
    start, end = _window(scale, unit_us)
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


def sample(
    lane: LaneIndex,
    scale: Timescale,
    unit_us: int,
    rows: int,
    fixed_cells: float = CELL_PX,
    width_of: Callable[[int], float] | None = None,
) -> list[Sample]:
    """Return the events named in `rows` label rows, without overlap: one a row and cell, more where there is room.

    `width_of` says how much room the whole name of the event at a place takes; without it (None) one a cell is named.
    """
    named = _named(lane, (*_cells(scale, unit_us, rows, fixed_cells), unit_us / scale.us_per_px), width_of)
    lefts, widths = dict(zip(named.places, scale.list_px(named.begin, unit_us), strict=True)), named.widths
    samples: list[Sample] = []
    next_left = [scale.left_px + scale.width_px + _FAR_PX] * rows
    for number, place, further in reversed(named.cells):
        row, left = number % rows, lefts[place]
        own = [place]
        until = min(next_left[row], left + _REACH_CELLS * fixed_cells)
        if width_of and further and until - left >= 2 * _LEAST_ROOM_PX:
            own += _fitting(further, lefts, left + _width(place, widths, width_of), until, widths, width_of)
        for each in reversed(own):
            samples.append(Sample(each, row, lefts[each], next_left[row]))
            next_left[row] = lefts[each]
    samples.reverse()
    return samples


@lru_cache(maxsize=4)
def _cells(scale: Timescale, unit_us: int, rows: int, fixed_cells: float) -> tuple[int, int, int]:
    """Return how long a cell is, the number of the first in view and where to stop: at once where cells are too fine.

    The lanes of a frame ask for the same.
    """
    phase = max(1, int(fixed_cells * scale.us_per_px / unit_us / rows))
    start, end = _window(scale, unit_us)
    first, last = start // phase - rows, end // phase
    if last - first > 4 * scale.width_px / fixed_cells * rows + 8 * rows:
        return phase, first, first
    # more rounds on the right: what stands there bounds the room of what is in view, before it comes into view itself
    return phase, first, last + 2 + _ROUNDS_BEYOND * rows


class _Named(Struct, frozen=True):
    """What may be named: of each cell its number, the place named first, and others if there is room; all places.

    `begin` is when the events at those places begin, `widths` how much room names take that were asked for.
    """

    cells: list[tuple[int, int, Sequence[int]]]
    places: list[int]
    begin: list[int]
    widths: dict[int, float]


def _width(place: int, widths: dict[int, float], width_of: Callable[[int], float]) -> float:
    """Return how much room a name takes, asked for once; who is asked is not kept, as it knows the lane."""
    width = widths.get(place)
    if width is None:
        width = widths[place] = width_of(place)
    return width


_Asked = tuple[int, int, int, float]
_last_named: WeakKeyDictionary[LaneIndex, tuple[_Asked, bool, _Named]] = WeakKeyDictionary()


def _named(lane: LaneIndex, asked: _Asked, width_of: Callable[[int], float] | None) -> _Named:
    """Return what may be named in some cells at a scale (pixels for a unit of time).

    The last answer of a lane is kept: a view that slides asks it again. Names do not change while a lane is there.
    """
    known = _last_named.get(lane)
    if known is None or known[:2] != (asked, width_of is None):
        known = _last_named[lane] = asked, width_of is None, _found_in_cells(lane, asked, width_of)
    return known[2]


def _found_in_cells(lane: LaneIndex, asked: _Asked, width_of: Callable[[int], float] | None) -> _Named:
    phase, first, stop, px_per_unit = asked
    numbers = np.arange(first, stop, dtype=np.int64)
    firsts = lane.first_at_or_after(numbers * phase)
    found = np.flatnonzero(firsts[:-1] < firsts[1:])
    nexts = firsts[found + 1]
    named = lane.foremost_of(firsts[found], nexts)
    cells: list[tuple[int, int, Sequence[int]]] = []
    places: list[int] = []
    for number, place, following in zip(numbers[found].tolist(), named.tolist(), nexts.tolist(), strict=True):
        if width_of is None:
            further: Sequence[int] = ()
        elif following - place <= _FEW_IN_CELL:
            further = range(place + 1, following)
        else:
            further = _one_after_the_other(lane, place, following, px_per_unit, width_of)
        cells.append((number, place, further))
        places += (place, *further)
    return _Named(cells, places, lane.begin[places].tolist(), {})


def _one_after_the_other(
    lane: LaneIndex, place: int, following: int, px_per_unit: float, width_of: Callable[[int], float]
) -> list[int]:
    """Return the next events of a crowded cell that begin where the name of the one before has ended.

    Reckoned in time, not in pixels of the view: they are the same wherever the view has slid to.
    """
    found: list[int] = []
    while len(found) < _MOST_FURTHER:
        ended = int(lane.begin[place]) + int(width_of(place) / px_per_unit) + 1
        place = int(lane.begin.searchsorted(ended))
        if place >= following:
            break
        found.append(place)
    return found


def _fitting(
    others: Sequence[int],
    lefts: Mapping[int, float],
    free_from: float,
    until: float,
    widths: dict[int, float],
    width_of: Callable[[int], float],
) -> list[int]:
    """Return those of the places whose whole name fits after what is named."""
    found = []
    for place in others:
        left = lefts[place]
        if until - max(left, free_from) < _LEAST_ROOM_PX:
            break
        if left >= free_from and left + (width := _width(place, widths, width_of)) <= until:
            found.append(place)
            free_from = left + width
    return found


def _window(scale: Timescale, unit_us: int) -> tuple[int, int]:
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
