"""Which event comes next: earlier or later in time, or nearest in the lane above or below. Pure; no widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from viewer.layout.index import EventIndex, LaneIndex


def neighbour(index: EventIndex, row: int | None, step: str, near: int) -> int | None:
    """Return the row one `step` ("earlier", "later", "lane_up", "lane_down") from a row, or None at the end.

    Without a row, "later" and the lanes begin at the instant `near` (in the columns' unit). Events of one instant
    are ordered by row. Cost: O(lanes x log n).
    """
    lanes = [lane for lane in index.lanes if len(lane)]
    if not lanes:
        return None
    if row is None or not _is_shown(lanes, row):
        return _closest(lanes, near)
    if step in {"earlier", "later"}:
        return _in_time(lanes, (int(index.columns.begin[row]), row), is_later=step == "later")
    here = next(number for number, lane in enumerate(lanes) if _holds(lane, row))
    there = here + (1 if step == "lane_down" else -1)
    if not 0 <= there < len(lanes):
        return None
    return _closest([lanes[there]], int(index.columns.begin[row]))


def _holds(lane: LaneIndex, row: int) -> bool:
    place = int(np.searchsorted(lane.rows, row))
    return place < len(lane) and int(lane.rows[place]) == row


def _is_shown(lanes: list[LaneIndex], row: int) -> bool:
    return any(_holds(lane, row) for lane in lanes)


def _closest(lanes: list[LaneIndex], near: int) -> int:
    candidates: list[tuple[int, int]] = []
    for lane in lanes:
        place = int(np.searchsorted(lane.begin, near))
        beside = [at for at in (place - 1, place) if 0 <= at < len(lane)]
        candidates += [(abs(int(lane.begin[at]) - near), int(lane.rows[at])) for at in beside]
    return min(candidates)[1]


def _in_time(lanes: list[LaneIndex], here: tuple[int, int], *, is_later: bool) -> int | None:
    found = [event for lane in lanes for event in _beside(lane, here, is_later=is_later)]
    if not found:
        return None
    return (min(found) if is_later else max(found))[1]


def _beside(lane: LaneIndex, here: tuple[int, int], *, is_later: bool) -> list[tuple[int, int]]:
    """Return the first event of a lane after `here` in (instant, row) order, or the last one before it."""
    instant, row = here
    first = int(np.searchsorted(lane.begin, instant))
    after = int(np.searchsorted(lane.begin, instant, side="right"))
    same = lane.rows[first:after]
    place = first + int(np.searchsorted(same, row, side="right" if is_later else "left"))
    place -= 0 if is_later else 1
    return [(int(lane.begin[place]), int(lane.rows[place]))] if 0 <= place < len(lane) else []
