"""The hits of a search where they are too many for a ring each: a tick for every pixel column that has one. No Qt."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from viewer.layout.scene import Bars

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.layout.index import LaneIndex
    from viewer.layout.timescale import Timescale
    from viewer.model.columns import EventColumns

    Rows = NDArray[np.int64]

RINGED = 24
"""Up to how many hits of a lane are drawn and ringed each."""

_TICK_PX = 2.0


@lru_cache(maxsize=4)
def ascending(rows: frozenset[int]) -> Rows:
    """Return rows in order. The last few sets are remembered: every lane of every frame asks."""
    ordered = np.fromiter(rows, np.int64, len(rows))
    ordered.sort()
    return ordered


def rows_in(lane: LaneIndex, rows: Rows) -> Rows:
    """Return those of the ascending rows that a lane shows."""
    if not len(lane) or not len(rows):
        return rows[:0]
    places = np.minimum(np.searchsorted(lane.rows, rows), len(lane) - 1)
    held: Rows = rows[lane.rows[places] == rows]
    return held


def ticks(columns: EventColumns, rows: Rows, scale: Timescale, extent: tuple[float, float], fill: str) -> Bars | None:
    """Return one tick a pixel column, in the middle of what is in view of each event; None where nothing is.

    `extent` is the top and the height. Cost: a few passes over the rows.
    """
    unit, (top, height) = columns.unit_us, extent
    start, end = scale.span.start_us // unit, -(-scale.span.end_us // unit)
    begin, finish = columns.begin[rows], columns.finish[rows]
    is_seen = (begin < end) & (finish > start)
    if not is_seen.any():
        return None
    left = scale.times_to_px(np.maximum(begin[is_seen], start), unit)
    right = scale.times_to_px(np.minimum(finish[is_seen], end), unit)
    middles = np.clip((left + right) / 2, scale.left_px + _TICK_PX / 2, scale.right_px - _TICK_PX / 2)
    lefts = np.unique(np.floor(middles - _TICK_PX / 2))
    return Bars(lefts, np.full(len(lefts), _TICK_PX), top, height, fill)
