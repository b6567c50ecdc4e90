"""The shown events of each lane, sorted, so that any stretch of time is counted or cut out in O(log n).

Built once for a dataset and a filter; no frame walks over all events. Times are in the columns' unit. No Qt.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal

import numpy as np

from viewer.model.columns import FAR_FUTURE, FAR_PAST, Flag

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.model.columns import EventColumns

    Times = NDArray[np.int64]

_BLOCK = 256
_MOST_CELLS = 65_536
_FEW_CELLS = 8_192  # for some thousand events: made in a moment, and fine enough for a whole view
_LARGE_FROM = 200_000
_GRID_FROM = 256


class Ruler:
    """Cells of equal width over the known extent of all lanes: as many marks as cells, and two for what lies beyond."""

    def __init__(self, start: int, cell: int, cells: int) -> None:
        self._start = start
        self._cell = cell
        self._cells = cells

    @property
    def marks(self) -> int:
        """How many marks there are."""
        return self._cells + 2

    @classmethod
    def over(cls, begin: Times, finish: Times, lanes: int = 1) -> Ruler | None:
        """Return a ruler over everything between the open ends, or None where nothing is known.

        The grids of many events over so many `lanes` take at most 16 bytes an event.
        """
        begun, over = begin[begin > FAR_PAST], finish[finish < FAR_FUTURE]
        if not len(begun) or not len(over):
            return None
        start = int(begun.min())
        cells = min(_MOST_CELLS, 2 * len(begin) // max(1, lanes)) if len(begin) >= _LARGE_FROM else _FEW_CELLS
        return cls(start, max(1, -(-(int(over.max()) - start) // cells)), cells)

    def counts_before(self, times: Times) -> NDArray[np.int32]:
        """Return, for each cell's begin and one mark past the extent, how many of these sorted times are earlier."""
        if len(times) > self._cells:
            return times.searchsorted(self._marks()).astype(np.int32)
        return self._added_up((times - self._start) // self._cell + 1)

    def counts_up_to(self, times: Times) -> NDArray[np.int32]:
        """Return, for the same marks, how many of these sorted times are not later."""
        if len(times) > self._cells:
            return times.searchsorted(self._marks(), side="right").astype(np.int32)
        return self._added_up(-((self._start - times) // self._cell))

    def _marks(self) -> Times:
        return self._start + np.arange(self.marks, dtype=np.int64) * self._cell

    def _added_up(self, first_marks: Times) -> NDArray[np.int32]:
        """Return how many of these are at most 0, 1, 2 and so on: for few, it is sooner done than a search a mark."""
        past = self.marks
        return np.bincount(np.clip(first_marks, 0, past), minlength=past)[:past].cumsum(dtype=np.int32)

    def is_fine_for(self, edges: Times) -> bool:
        """Say whether a column between these ascending edges spans at least four cells."""
        return bool(edges[-1] - edges[0] >= 4 * self._cell * (len(edges) - 1))

    def cells(self, edges: Times) -> Times:
        """Return the cell each edge is in, the outermost for those beyond."""
        cells = (edges - self._start) // self._cell
        np.maximum(cells, 0, out=cells)  # np.clip takes twice as long
        return np.minimum(cells, self._cells + 1, out=cells)


class LaneGrids:
    """Cumulated counts of lanes at the marks of a ruler, side by side: cheaper than searching a million cold keys.

    What a frame asks of one lane it asks of all: one look-up, whose answer is kept, serves them together.
    """

    def __init__(self, ruler: Ruler, lanes: int) -> None:
        self.ruler = ruler
        self._begun = np.zeros((ruler.marks, lanes), dtype=np.int32)
        self._over = np.zeros((ruler.marks, lanes), dtype=np.int32)
        self._added = 0
        self._last: tuple[Times, Times] | None = None

    @property
    def nbytes(self) -> int:
        """How many bytes of memory the counts take."""
        return self._begun.nbytes + self._over.nbytes

    def add(self, begin: Times, ends: Times) -> int:
        """Count the sorted begins and ends of a lane, and return its number here."""
        number, self._added = self._added, self._added + 1
        self._begun[:, number] = self.ruler.counts_before(begin)
        self._over[:, number] = self.ruler.counts_up_to(ends)
        return number

    def counts(self, edges: Times, number: int) -> NDArray[np.int64]:
        """Return how many events of a lane touch each column between the edges, in an array not to be written to."""
        last = self._last  # edges and counts in one: another thread may ask meanwhile
        if last is None or last[0] is not edges or edges.flags.writeable:
            cells = self.ruler.cells(edges)
            counts = self._begun.take(cells[1:], axis=0)
            counts -= self._over.take(cells[:-1], axis=0)
            np.maximum(counts, 0, out=counts)
            last = self._last = edges, np.ascontiguousarray(counts.T, dtype=np.int64)
            last[1].flags.writeable = False
        found: Times = last[1][number]
        return found


class LaneIndex:
    """The shown events of one lane: `rows` in the dataset, `begin` ascending, `finish` beside it (end exclusive)."""

    def __init__(
        self,
        rows: Times,
        begin: Times,
        finish: Times,
        grids: LaneGrids | None = None,
        is_foremost: NDArray[np.bool_] | None = None,
    ) -> None:
        """Sort the ends; many events are also counted in the `grids` (None: in one of their own).

        `is_foremost` marks the events that are named before others (None: none).
        """
        self._foremost = np.empty(0, np.int32) if is_foremost is None else _minority(is_foremost)
        self.rows = rows
        self.begin = begin
        self.finish = finish
        self._ends = np.sort(finish)
        self._sorted = begin.data, self._ends.data
        self._block_latest = _block_maximum(finish)
        self._grids, self._number = self._counted(grids)

    def __len__(self) -> int:
        """Return the number of shown events in the lane."""
        return len(self.rows)

    @property
    def nbytes(self) -> int:
        """How many bytes of memory the lane takes beside the columns and the grids; views of columns are free."""
        own = [part for part in (self.rows, self.begin, self.finish) if part.base is None]
        return self._foremost.nbytes + sum(array.nbytes for array in (self._ends, self._block_latest, *own))

    def holds(self, row: int) -> bool:
        """Say whether a row of the dataset is among the shown events of this lane."""
        place = int(self.rows.searchsorted(row))
        return place < len(self.rows) and int(self.rows[place]) == row

    def count(self, start: int, end: int) -> int:
        """Return how many events touch [start, end)."""
        begun, over = self._sorted  # a search for one number is done before numpy has taken it in
        return bisect_left(begun, end) - bisect_right(over, start)

    def touching(self, start: int, end: int) -> Times:
        """Return the places (into `rows`) of the events that touch [start, end), in time order.

        Whole blocks that ended before `start` are skipped, so one interval over everything costs one block.
        """
        last = int(self.begin.searchsorted(end))
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
        the search and an event may be counted up to a quarter of a column beside its place. Between equal edges lies
        a part of their unit of time: all that touches the unit counts there.
        """
        if self._grids is not None and self._grids.ruler.is_fine_for(edges):
            return self._grids.counts(edges, self._number)
        rights = np.maximum(edges[1:], edges[:-1] + 1)
        counts = _places(self.begin, rights, "left") - _places(self._ends, edges[:-1], "right")
        np.maximum(counts, 0, out=counts)
        return counts

    def first_at_or_after(self, times: Times) -> Times:
        """Return, for each instant, the place of the first event that begins then or later (n if none does)."""
        return self.begin.searchsorted(times)

    def foremost_of(self, firsts: Times, nexts: Times) -> Times:
        """Return, for each stretch of places from a first up to the next, the first foremost one, else the first."""
        if not len(self._foremost):
            return firsts
        found = self._foremost.searchsorted(firsts)
        places = self._foremost[np.minimum(found, len(self._foremost) - 1)]
        is_there = (found < len(self._foremost)) & (places < nexts)
        return np.where(is_there, places, firsts)

    def _counted(self, grids: LaneGrids | None) -> tuple[LaneGrids | None, int]:
        if len(self.rows) < _GRID_FROM:
            return None, 0
        if grids is None:
            ruler = Ruler.over(self.begin, self.finish)
            grids = None if ruler is None else LaneGrids(ruler, 1)
        return (None, 0) if grids is None else (grids, grids.add(self.begin, self._ends))


class EventIndex:
    """All lanes of a dataset, reduced to the rows that `shown` marks (None: every row)."""

    def __init__(self, columns: EventColumns, lane_count: int, shown: NDArray[np.bool_] | None = None) -> None:
        self.columns = columns
        cuts = np.searchsorted(columns.lane, np.arange(lane_count + 1))
        self._rows = np.arange(cuts[-1], dtype=np.int64) if shown is None else np.flatnonzero(shown[: cuts[-1]])
        parts = np.searchsorted(self._rows, cuts).tolist()
        full = sum(parts[n + 1] - parts[n] >= _GRID_FROM for n in range(lane_count))
        ruler = Ruler.over(columns.begin, columns.finish, full) if full else None
        self._grids = None if ruler is None else LaneGrids(ruler, full)
        self.lanes = tuple(self._lane(self._rows[parts[n] : parts[n + 1]], shown) for n in range(lane_count))

    def __len__(self) -> int:
        """Return the number of shown events."""
        return len(self._rows)

    @property
    def nbytes(self) -> int:
        """How many bytes of memory the index takes beside the columns."""
        grids = 0 if self._grids is None else self._grids.nbytes
        return int(self._rows.nbytes) + grids + sum(lane.nbytes for lane in self.lanes)

    def count(self, start: int, end: int) -> int:
        """Return how many shown events touch [start, end), over all lanes."""
        return sum(lane.count(start, end) for lane in self.lanes)

    def rows(self) -> Times:
        """Return all shown rows, ascending: the same array every time, not to be written to."""
        return self._rows

    def _lane(self, rows: Times, shown: NDArray[np.bool_] | None) -> LaneIndex:
        """Index a lane; events with words of their source are named before those without."""
        whole = slice(int(rows[0]), int(rows[-1]) + 1) if shown is None and len(rows) else rows
        is_quoted = (self.columns.flags[whole] & np.uint16(Flag.QUOTED)) != 0
        return LaneIndex(rows, self.columns.begin[whole], self.columns.finish[whole], self._grids, is_quoted)


def _places(values: Times, keys: Times, side: Literal["left", "right"]) -> Times:
    """Return where ascending keys belong among ascending values: searched between the outermost alone."""
    first, last = values.searchsorted(keys[[0, -1]], side)
    found: Times = values[first:last].searchsorted(keys, side) + first
    return found


def _minority(is_foremost: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return the places that are marked, or none where all are: then none comes before another."""
    return np.flatnonzero(is_foremost if not is_foremost.all() else is_foremost[:0]).astype(np.int32)


def _block_maximum(values: Times) -> Times:
    if not len(values):
        return values
    return np.maximum.reduceat(values, np.arange(0, len(values), _BLOCK))
