"""Which events of a crowded lane are named: a fair sample, anchored to time and not to the window.

The axis is cut into cells of a fixed width for each zoom level, and the first event of a cell that has words of its
source, else the first, is named, then whichever after it finds room. So panning never makes names hop, and a view that
slides gets the names it had, moved. Cost: O(names x log n), whatever n is. No Qt.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from msgspec import Struct

from viewer.layout.dense import units_of
from viewer.model.columns import FAR_FUTURE, FAR_PAST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from viewer.layout.index import LaneIndex
    from viewer.layout.timescale import Timescale

CELL_PX = 260.0
_FEW_IN_CELL = 12
_MOST_FURTHER = 3
_LEAST_ROOM_PX = 60.0
_REACH_CELLS = 1.6
_ROUNDS_BEYOND = 2  # an event lies up to one cell after the start of its own, and may be named as far as it reaches
_CELLS_AT_ONCE = 2
"""Cells are asked for by so many: a view that slides by one seldom needs others."""


class Sample(Struct, frozen=True, gc=False):
    """One named event of a dense lane: its place in it, its row in the dataset, the line its name is on.

    Where it begins and its room ends is in pixels from the origin of its `Names`; the last of a line has infinite room.
    """

    place: int
    row: int
    line: int
    left_px: float
    room_right_px: float


class Names(Struct, frozen=True):
    """The named events of a dense lane, by time, and where their origin stands in the view."""

    samples: list[Sample]
    origin_px: float


class _Cells(Struct, frozen=True):
    """Cells of `length` units from the one with the number `first` on, before the one with the number `stop`."""

    length: int
    first: int
    stop: int
    px_per_unit: float


_Asked = tuple[_Cells, int, float, bool]
_kept: WeakKeyDictionary[LaneIndex, tuple[_Asked, list[Sample]]] = WeakKeyDictionary()


def sample(
    lane: LaneIndex,
    scale: Timescale,
    unit_us: int,
    lines: int,
    fixed_cells: float = CELL_PX,
    width_of: Callable[[int], float] | None = None,
) -> Names:
    """Return the events named on so many `lines`, without overlap: one a line and cell, more where there is room.

    A cell is `fixed_cells` pixels wide on one line. `width_of` says how much room in pixels the whole name of the event
    at a place takes; without it (None) one a cell is named.
    The last answer for a lane is kept, but not who was asked for widths: names do not change while a lane is there.
    """
    cells = _cells(scale, unit_us, lines, fixed_cells)
    asked = cells, lines, fixed_cells, width_of is None
    kept = _kept.get(lane)
    if kept is None or kept[0] != asked:
        kept = _kept[lane] = asked, _samples(lane, cells, lines, fixed_cells, width_of)
    return Names(kept[1], scale.to_px(cells.first * cells.length * unit_us))


@lru_cache(maxsize=4)
def _cells(scale: Timescale, unit_us: int, lines: int, fixed_cells: float) -> _Cells:
    """Return the cells in view and around it; none where they are too fine. The lanes of a frame ask for the same."""
    length = max(1, int(fixed_cells * scale.us_per_px / unit_us / lines))
    start, end = units_of(scale, unit_us)
    first, last = start // length - lines, end // length
    px_per_unit = unit_us / scale.us_per_px
    if last - first > 4 * scale.width_px / fixed_cells * lines + 8 * lines:
        return _Cells(length, first, first, px_per_unit)
    # more rounds on the right: what stands there bounds the room of what is in view, before it comes into view itself
    stop = last + 2 + _ROUNDS_BEYOND * lines
    return _Cells(length, first - first % _CELLS_AT_ONCE, stop + -stop % _CELLS_AT_ONCE, px_per_unit)


def _samples(
    lane: LaneIndex, cells: _Cells, lines: int, fixed_cells: float, width_of: Callable[[int], float] | None
) -> list[Sample]:
    """Return the named events, reckoned from the last to the first, in pixels from the begin of the first cell."""
    samples: list[Sample] = []
    next_left = [math.inf] * lines
    origin, px_per_unit, begins = cells.first * cells.length, cells.px_per_unit, lane.begin.data
    for number, first, further in reversed(_in_cells(lane, cells, width_of)):
        line = number % lines
        left = (begins[first] - origin) * px_per_unit
        until = min(next_left[line], left + _REACH_CELLS * fixed_cells)
        own = [(first, left)]
        if width_of is not None and further and until - left >= 2 * _LEAST_ROOM_PX:
            lefts = [(begins[place] - origin) * px_per_unit for place in further]
            own += _fitting(further, lefts, left + width_of(first), until, width_of)
        for place, left in reversed(own):
            samples.append(Sample(place, int(lane.rows[place]), line, left, next_left[line]))
            next_left[line] = left
    samples.reverse()
    return samples


def _in_cells(
    lane: LaneIndex, cells: _Cells, width_of: Callable[[int], float] | None
) -> list[tuple[int, int, Sequence[int]]]:
    """Return, for each cell with events, its number, the place named first, and others to be named if there is room."""
    numbers = range(cells.first, cells.stop)
    begins = [min(max(number * cells.length, FAR_PAST), FAR_FUTURE) for number in numbers]  # a view may reach further
    firsts = lane.first_at_or_after(np.array(begins, dtype=np.int64))
    found = np.flatnonzero(firsts[:-1] < firsts[1:])
    nexts = firsts[found + 1]
    named = lane.foremost_of(firsts[found], nexts)
    told: list[tuple[int, int, Sequence[int]]] = []
    for cell, place, following in zip(found.tolist(), named.tolist(), nexts.tolist(), strict=True):
        if width_of is None:
            further: Sequence[int] = ()
        elif following - place <= _FEW_IN_CELL:
            further = range(place + 1, following)
        else:
            further = _one_after_the_other(lane, place, following, cells.px_per_unit, width_of)
        told.append((numbers[cell], place, further))
    return told


def _one_after_the_other(
    lane: LaneIndex, place: int, following: int, px_per_unit: float, width_of: Callable[[int], float]
) -> list[int]:
    """Return the next events of a crowded cell that begin where the name of the one before has ended.

    Reckoned in time, not in pixels of the view: they are the same wherever the view has slid to.
    """
    found: list[int] = []
    begins = lane.begin.data
    while len(found) < _MOST_FURTHER:
        ended = begins[place] + int(width_of(place) / px_per_unit) + 1
        place = bisect_left(begins, ended, place + 1, following)
        if place >= following:
            break
        found.append(place)
    return found


def _fitting(
    places: Sequence[int], lefts: list[float], free_from: float, until: float, width_of: Callable[[int], float]
) -> list[tuple[int, float]]:
    """Return those of the places whose whole name fits after what is named, and their left ends."""
    found = []
    for place, left in zip(places, lefts, strict=True):
        if until - max(left, free_from) < _LEAST_ROOM_PX:
            break
        if left >= free_from and left + (width := width_of(place)) <= until:
            found.append((place, left))
            free_from = left + width
    return found
