"""The shown events of each lane, sorted, so that any stretch of time is counted or cut out in O(log n).

Built once for a dataset and a filter; no frame walks over all events. Times are in the columns' unit. No Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viewer.model.columns import FAR_FUTURE, FAR_PAST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.model.columns import EventColumns

    Times = NDArray[np.int64]

_BLOCK = 256
_CELLS = 65_536
_GRID_FROM = 20_000


class LaneIndex:
    """The shown events of one lane: `rows` in the dataset, `begin` ascending, `finish` beside it (end exclusive)."""

    def __init__(self, rows: Times, begin: Times, finish: Times) -> None:
        self.rows = rows
        self.begin = begin
        self.finish = finish
        self._ends = np.sort(finish)
        self._block_latest = _block_maximum(finish)
        self._grid = _Grid(begin, self._ends) if len(rows) >= _GRID_FROM else None

    def __len__(self) -> int:
        """Return the number of shown events in the lane."""
        return len(self.rows)

    def holds(self, row: int) -> bool:
        """Say whether a row of the dataset is among the shown events of this lane."""
        place = int(np.searchsorted(self.rows, row))
        return place < len(self.rows) and int(self.rows[place]) == row

    def count(self, start: int, end: int) -> int:
        """Return how many events touch [start, end)."""
        begun = np.searchsorted(self.begin, end)
        over = np.searchsorted(self._ends, start, side="right")
        return int(begun - over)

    def touching(self, start: int, end: int) -> Times:
        """Return the places (into `rows`) of the events that touch [start, end), in time order.

        Whole blocks that ended before `start` are skipped, so one interval over everything costs one block.
        """
        last = int(np.searchsorted(self.begin, end))
        blocks = np.flatnonzero(self._block_latest[: -(-last // _BLOCK)] > start)
        if not len(blocks):
            return np.empty(0, dtype=np.int64)
        places = (blocks[:, None] * _BLOCK + np.arange(_BLOCK)).ravel()
        places = places[places < last]
        found: Times = places[self.finish[places] > start]
        return found

    def column_counts(self, edges: Times) -> NDArray[np.int64]:
        """Return, for k + 1 ascending edges, how many events touch each of the k columns between them.

        Exact by binary search; where a column spans at least four cells of the fixed grid two look-ups replace
        the search and an event may be counted up to a quarter of a column beside its place.
        """
        if self._grid is not None and self._grid.is_fine_for(edges):
            begun, over = self._grid.begun_before(edges[1:]), self._grid.over_by(edges[:-1])
        else:
            begun = np.searchsorted(self.begin, edges[1:])
            over = np.searchsorted(self._ends, edges[:-1], side="right")
        counts: Times = np.maximum(begun - over, 0)
        return counts

    def first_at_or_after(self, times: Times) -> Times:
        """Return, for each instant, the place of the first event that begins then or later (n if none does)."""
        return np.searchsorted(self.begin, times)


class EventIndex:
    """All lanes of a dataset, reduced to the rows that `shown` marks (None: every row)."""

    def __init__(self, columns: EventColumns, lane_count: int, shown: NDArray[np.bool_] | None = None) -> None:
        self.columns = columns
        cuts = np.searchsorted(columns.lane, np.arange(lane_count + 1))
        self.lanes = tuple(self._lane(int(cuts[n]), int(cuts[n + 1]), shown) for n in range(lane_count))

    def __len__(self) -> int:
        """Return the number of shown events."""
        return sum(len(lane) for lane in self.lanes)

    def count(self, start: int, end: int) -> int:
        """Return how many shown events touch [start, end), over all lanes."""
        return sum(lane.count(start, end) for lane in self.lanes)

    def rows(self) -> Times:
        """Return all shown rows, ascending."""
        return np.concatenate([lane.rows for lane in self.lanes]) if self.lanes else np.empty(0, dtype=np.int64)

    def _lane(self, first: int, last: int, shown: NDArray[np.bool_] | None) -> LaneIndex:
        rows = np.arange(first, last, dtype=np.int64)
        begin, finish = self.columns.begin[first:last], self.columns.finish[first:last]
        if shown is None:
            return LaneIndex(rows, begin, finish)
        keep = shown[first:last]
        return LaneIndex(rows[keep], begin[keep], finish[keep])


class _Grid:
    """Cumulated counts on a fixed grid of cells over the known extent: cheaper than searching a million cold keys."""

    def __init__(self, begin: Times, ends: Times) -> None:
        known_begin, known_ends = begin[begin > FAR_PAST], ends[ends < FAR_FUTURE]  # one open end must not widen it
        self._start = int(known_begin[0]) if len(known_begin) else 0
        last = int(known_ends[-1]) if len(known_ends) else 0
        self._cell = max(1, (last - self._start) // _CELLS)
        edges = self._start + np.arange(_CELLS + 2, dtype=np.int64) * self._cell
        self._begun = np.searchsorted(begin, edges).astype(np.int64)
        self._over = np.searchsorted(ends, edges, side="right").astype(np.int64)

    def is_fine_for(self, edges: Times) -> bool:
        return bool(edges[-1] - edges[0] >= 4 * self._cell * (len(edges) - 1))

    def begun_before(self, times: Times) -> Times:
        return self._begun[self._cells(times)]

    def over_by(self, times: Times) -> Times:
        return self._over[self._cells(times)]

    def _cells(self, times: Times) -> Times:
        return np.clip((times - self._start) // self._cell, 0, _CELLS + 1)


def _block_maximum(values: Times) -> Times:
    if not len(values):
        return values
    return np.maximum.reduceat(values, np.arange(0, len(values), _BLOCK))
