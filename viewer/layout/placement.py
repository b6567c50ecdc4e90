"""Rows and sides for the labels of one lane, so that nothing overlaps.

The input is every event of the lane at one scale, never only those in the window; so panning changes nothing. The
order of retreat: full label, title alone, shortened title, mark alone, counted with a neighbour. No Qt.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from enum import IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP_PX = 8.0
BADGE_PX = 9.0
SPACE_PX = 10.0
SHORT_PX = 140.0
FULL_ROW_PX = 32.0
TITLE_ROW_PX = 23.0
CLOSE_ROW_PX = 17.0
AIR_PX = 6.0
"""How much higher the rows of a lane with labels below bars had better be, so that a bar and its label stand apart."""

_AIR_SHARE = 0.25
_NEAR_PX = 40.0
_FAR_PX = 1e30
_CLEAR_PX = 5.0


class Kind(IntEnum):
    """How much of a label is shown."""

    FULL = 4
    TITLE = 3
    SHORT = 2
    MARK = 1
    FOLDED = 0


class Side(IntEnum):
    """Where the label stands: right or left of its mark, or below a bar that is wide enough."""

    RIGHT = 0
    LEFT = 1
    INSIDE = 2


class Item(Struct, frozen=True):
    """A mark and its label, in pixels of the lane's own scale: the mark's extent, and the widths of the two lines."""

    left: float
    right: float
    title_px: float
    note_px: float


class Spot(Struct, frozen=True):
    """Where an item goes. A FOLDED item is counted with the item whose place is `leader`, in its row.

    `beyond_px` is how far those counted with an item reach beyond its mark: its label stands to the right of them.
    """

    row: int
    side: Side
    kind: Kind
    leader: int = -1
    beyond_px: float = 0.0


class LanePlan(Struct, frozen=True):
    """The spots of a lane's items, in their order, with the number of rows used and the height of one."""

    spots: tuple[Spot, ...]
    rows: int
    row_px: float


def plan_lane(items: Sequence[Item], height_px: float, bounds: tuple[float, float]) -> LanePlan:
    """Place all items of a lane (in time order) in `height_px`, labels within `bounds` (left, right) where possible.

    Every item fully labelled if the height allows, else titles on lower rows, else on rows so close that only titles
    fit; else what there is room for in time order; where marks alone are too many, marks first and labels where room
    is left. Cost: O(n x rows x log n).
    """
    height_px = min(height_px, FULL_ROW_PX * (len(items) + 1))  # no more rows than there are items
    for kind, row_px in _tiers(items):
        rows = int(height_px // row_px) if kind is Kind.FULL else max(1, int(height_px // row_px))
        spots = _all_labelled(items, rows, kind, bounds)
        if spots is not None:
            return LanePlan(tuple(spots), 1 + max((spot.row for spot in spots), default=0), row_px)
    rows = max(1, int(height_px // TITLE_ROW_PX))
    spots = _as_far_as_room(items, rows, bounds) or _marks_first(items, rows, bounds)
    return LanePlan(tuple(spots), rows, TITLE_ROW_PX)


def height_needed(items: Sequence[Item], kind: Kind, bounds: tuple[float, float], most_rows: int = 400) -> float:
    """Return the height in pixels that gives every item its label of a kind (FULL or TITLE): one row at least."""
    spots = _all_labelled(items, most_rows, kind, bounds)
    rows = most_rows if spots is None else 1 + max((spot.row for spot in spots), default=0)
    return rows * (FULL_ROW_PX if kind is Kind.FULL else TITLE_ROW_PX)


def _tiers(items: Sequence[Item]) -> list[tuple[Kind, float]]:
    """Return what to try, best first. A label below its bar would reach into the next of the closest rows."""
    tiers = [(Kind.FULL, FULL_ROW_PX), (Kind.TITLE, TITLE_ROW_PX)]
    has_inside = any(fits_inside(item, Kind.TITLE) for item in items)
    return tiers if has_inside else [*tiers, (Kind.TITLE, CLOSE_ROW_PX)]


def air_wanted(items: Sequence[Item], full_px: float) -> float:
    """Return what to add to the height for full labels so that no label below a bar is pressed between two bars.

    A lane where few labels stand below bars wants none: all of its rows would grow for them.
    """
    below = sum(fits_inside(item, Kind.FULL) for item in items)
    return full_px / FULL_ROW_PX * AIR_PX if below > _AIR_SHARE * len(items) else 0.0


class _Rows:
    """The taken stretches of each row, as sorted disjoint (left, right) pairs."""

    def __init__(self, count: int) -> None:
        self._taken: list[list[tuple[float, float]]] = [[] for _ in range(count)]

    def __len__(self) -> int:
        return len(self._taken)

    def is_free(self, row: int, left: float, right: float) -> bool:
        taken = self._taken[row]
        place = bisect_left(taken, (left, left))
        if place and taken[place - 1][1] > left:
            return False
        return place == len(taken) or taken[place][0] >= right

    def take(self, row: int, left: float, right: float) -> None:
        insort(self._taken[row], (left, right))

    def stretch(self, row: int, left: float, right: float) -> None:
        """Let the stretch that begins at `left` reach to `right`, or to the next one."""
        taken = self._taken[row]
        place = bisect_left(taken, (left, left))
        end = taken[place + 1][0] if place + 1 < len(taken) else right
        taken[place] = (left, max(taken[place][1], min(right, end)))


def _all_labelled(items: Sequence[Item], rows: int, kind: Kind, bounds: tuple[float, float]) -> list[Spot] | None:
    plans = [_greedy(items, rows, kind, bounds, sides) for sides in ((Side.RIGHT, Side.LEFT), (Side.LEFT, Side.RIGHT))]
    complete = [plan for plan in plans if plan is not None]
    return min(complete, key=lambda plan: max((spot.row for spot in plan), default=0), default=None)


def _greedy(
    items: Sequence[Item], rows: int, kind: Kind, bounds: tuple[float, float], sides: tuple[Side, Side]
) -> list[Spot] | None:
    taken = _Rows(rows)
    spots = []
    for item in items:
        spot = _first_free(taken, item, kind, bounds, sides)
        if spot is None:
            return None
        taken.take(spot.row, *_box(item, spot.side, kind))
        spots.append(spot)
    return spots


def _first_free(
    taken: _Rows, item: Item, kind: Kind, bounds: tuple[float, float], sides: tuple[Side, Side]
) -> Spot | None:
    choices = _choices(item, kind, bounds, sides)
    for row in range(len(taken)):
        for side, left, right in choices:
            if taken.is_free(row, left, right):
                return Spot(row, side, kind)
    return None


def _choices(
    item: Item, kind: Kind, bounds: tuple[float, float], sides: tuple[Side, Side]
) -> list[tuple[Side, float, float]]:
    if fits_inside(item, kind):
        return [(Side.INSIDE, *_box(item, Side.INSIDE, kind))]
    boxes = [(side, *_box(item, side, kind)) for side in sides]
    fitting = [box for box in boxes if _has_label_within(item, box, bounds)]
    # where neither side has room, the label is cut: the roomier one shows more of it
    return fitting or sorted(boxes, key=lambda box: _room_beside(item, box[0], bounds), reverse=True)


def _room_beside(item: Item, side: Side, bounds: tuple[float, float]) -> float:
    return item.left - bounds[0] if side is Side.LEFT else bounds[1] - item.right


def _has_label_within(item: Item, box: tuple[Side, float, float], bounds: tuple[float, float]) -> bool:
    """Say whether the label's side of a box lies within the bounds; the mark itself may be cut by an edge."""
    side, left, right = box
    return (
        _is_within(item, left, item.right, bounds) if side is Side.LEFT else _is_within(item, bounds[0], right, bounds)
    )


def _is_within(item: Item, left: float, right: float, bounds: tuple[float, float]) -> bool:
    is_outside = item.right < bounds[0] or item.left > bounds[1]
    return is_outside or (left >= bounds[0] and right <= bounds[1] + SPACE_PX)


def fits_inside(item: Item, kind: Kind) -> bool:
    """Say whether the mark is so wide that its label belongs below it and slides with the view."""
    return kind >= Kind.TITLE and item.right - item.left >= _label_px(item, kind) + 2 * GAP_PX


def _label_px(item: Item, kind: Kind) -> float:
    match kind:
        case Kind.FULL:
            return max(item.title_px, item.note_px)
        case Kind.TITLE:
            return item.title_px
        case Kind.SHORT:
            return min(item.title_px, SHORT_PX)
        case _:
            return 0.0


def _box(item: Item, side: Side, kind: Kind) -> tuple[float, float]:
    label = _label_px(item, kind)
    reach = label + GAP_PX if label else 0.0
    if side is Side.INSIDE:
        return item.left, item.right + SPACE_PX
    if side is Side.LEFT:
        return item.left - reach, item.right + SPACE_PX
    return item.left, item.right + reach + SPACE_PX


def _as_far_as_room(items: Sequence[Item], rows: int, bounds: tuple[float, float]) -> list[Spot] | None:
    """Give each item in turn the best label there is room for, or None if a mark would find no room at all."""
    plans = [_best_kinds(items, rows, bounds, sides) for sides in ((Side.RIGHT, Side.LEFT), (Side.LEFT, Side.RIGHT))]
    complete = [plan for plan in plans if plan is not None]
    return max(complete, key=lambda plan: sum(spot.kind for spot in plan), default=None)


def _best_kinds(
    items: Sequence[Item], rows: int, bounds: tuple[float, float], sides: tuple[Side, Side]
) -> list[Spot] | None:
    taken = _Rows(rows)
    spots = []
    for item in items:
        tries = (_first_free(taken, item, kind, bounds, sides) for kind in (Kind.TITLE, Kind.SHORT, Kind.MARK))
        spot = next((spot for spot in tries if spot is not None), None)
        if spot is None:
            return None
        taken.take(spot.row, *_box(item, spot.side, spot.kind))
        spots.append(spot)
    return spots


class _Group(Struct, frozen=True):
    """The last mark of a row with those counted with it: its place, and the extent of them all."""

    leader: int
    left: float
    right: float


def _marks_first(items: Sequence[Item], rows: int, bounds: tuple[float, float]) -> list[Spot]:
    taken = _Rows(rows)
    spots = [Spot(0, Side.RIGHT, Kind.MARK)] * len(items)
    groups = [_Group(-1, 0.0, 0.0)] * rows
    for place, item in sorted(enumerate(items), key=lambda pair: pair[1].left):
        free = [row for row in range(rows) if taken.is_free(row, item.left, item.right + 2.0)]
        row = min(free, key=lambda row: groups[row].right if groups[row].leader >= 0 else -_FAR_PX, default=None)
        if row is None:
            row = min(range(rows), key=[_distance(group, item) for group in groups].__getitem__)
            groups[row] = _joined(taken, row, groups[row], item)
            leader = groups[row].leader
            spots[place] = Spot(row, Side.RIGHT, Kind.FOLDED, leader)
            spots[leader] = replace(spots[leader], beyond_px=groups[row].right - items[leader].right)
            continue
        taken.take(row, item.left, item.right + 2.0)
        groups[row] = _Group(place, item.left, item.right)
        is_wide = fits_inside(item, Kind.TITLE)
        spots[place] = Spot(row, Side.INSIDE, Kind.TITLE) if is_wide else Spot(row, Side.RIGHT, Kind.MARK)
    for place, item in enumerate(items):
        if spots[place].kind is Kind.MARK:
            spots[place] = _labelled(taken, item, spots[place], bounds)
    return spots


def _distance(group: _Group, item: Item) -> float:
    """Return how ill an item goes with a group: how far off it begins, and how far it reaches beyond."""
    return abs(group.left - item.left) + max(0.0, item.right - group.right)


def _joined(taken: _Rows, row: int, group: _Group, item: Item) -> _Group:
    """Keep the row free for all of the group, so that any of them, and their count, can stand there."""
    right = max(group.right, item.right, group.left + 2 * BADGE_PX)
    taken.stretch(row, group.left, right + _CLEAR_PX)
    return replace(group, right=right)


def _labelled(taken: _Rows, item: Item, spot: Spot, bounds: tuple[float, float]) -> Spot:
    end = item.right + spot.beyond_px
    for kind in (Kind.TITLE, Kind.SHORT):
        reach = _label_px(item, kind) + GAP_PX
        right, left = (end + _CLEAR_PX, end + reach + SPACE_PX), (item.left - reach - SPACE_PX, item.left)
        sides = ((Side.RIGHT, right), (Side.LEFT, left)) if spot.beyond_px < _NEAR_PX else ((Side.LEFT, left),)
        for side, (first, last) in sides:
            if _is_within(item, first, last, bounds) and taken.is_free(spot.row, first, last):
                taken.take(spot.row, first, last)
                return replace(spot, side=side, kind=kind)
    return spot
