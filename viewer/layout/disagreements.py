"""Where two sources disagree on a time, both positions: a hollow mark at the other one and a dashed tie to it.

The hollow mark stands for an event of a layer that is hidden, beside the shown event it disagrees with; two that are
both shown have marks of their own, and are tied while one of them is chosen. Pixels only; no Qt.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct, field

from viewer.layout.marks import BAND_PX, DOT_PX, FAR_PX, RING_PX, TIE_DASH
from viewer.layout.scene import Box, Dot, Line, Paint, Path, Shape, Target

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from viewer.layout.marks import Look, Mark
    from viewer.layout.timescale import Timescale
    from viewer.model.dataset import Dataset
    from viewer.model.events import Event

    Point = tuple[float, float]

SIDE = "side:"
SIGN_PX = 6.0
_APART_PX = 2 * DOT_PX
_SHORTEST_TIE_PX = 4.0
_RANGE_PX = 8.0
_CLEAR_PX = 13.0


class OtherTime(Struct, frozen=True):
    """When an event of a hidden layer is said to be, in microseconds; None for an end that is not known."""

    event_id: str
    start_us: int | None
    end_us: int | None
    is_record: bool


class OtherMark(Struct, frozen=True):
    """Another position in pixels: its key, its extent, and whether it belongs to another layer than the first."""

    key: str
    left: float
    right: float
    is_record: bool

    @property
    def middle(self) -> float:
        """Where it stands, as one place."""
        return (self.left + self.right) / 2

    @property
    def is_point(self) -> bool:
        """Whether it is too narrow to be drawn as an extent."""
        return self.right - self.left <= BAND_PX

    @property
    def reach(self) -> tuple[float, float]:
        """The extent of what is drawn."""
        if self.is_point:
            return self.middle - SIGN_PX, self.middle + SIGN_PX
        return self.left, self.right


class Contest(Struct, frozen=True):
    """Which events stand against each other, by id, and the other times that no shown event has, by shown event."""

    opposed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: Mapping[int, tuple[OtherTime, ...]] = field(default_factory=dict)

    def marks(self, row: int, mark: Mark, scale: Timescale) -> list[OtherMark]:
        """Return the other positions of an event, by row, that stand apart from its own mark."""
        others = self.hidden.get(row, ())
        found = [_other_mark(other, scale) for other in others] if others else []
        return [other for other in found if _is_apart(other, mark)]


UNDISPUTED = Contest()


def contest_of(dataset: Dataset, layers: Collection[str]) -> Contest:
    """Return what is disputed in a dataset of which these layers are shown. Cost: nothing without disagreements."""
    if not dataset.disagreements:
        return UNDISPUTED
    from viewer.model.sides import opposed_events  # noqa: PLC0415  what most datasets need not import

    opposed = opposed_events(dataset)
    hidden = {}
    for name, others in opposed.items():
        row = dataset.index_of(name)
        if row is not None and _layer_of(row, dataset) in layers:
            times = [_other_time(other, dataset) for other in others]
            hidden[row] = tuple(time for time, layer in times if layer not in layers)
    return Contest(opposed, {row: times for row, times in hidden.items() if times}) if opposed else UNDISPUTED


def whole_reach(mark: Mark, others: Iterable[OtherMark]) -> tuple[float, float]:
    """Return the extent of a mark with its other positions."""
    reaches = [mark.reach, *(other.reach for other in others)]
    return min(left for left, _ in reaches), max(right for _, right in reaches)


def other_shapes(mark: Mark, others: Sequence[OtherMark], look: Look, chosen_key: str = "") -> list[Shape]:
    """Return the ties and the hollow marks of the other positions, bottom first, cut to the view."""
    shapes: list[Shape] = [tie for other in others for tie in _level_tie(mark, other, look)]
    for other in others:
        if other.reach[1] >= look.view[0] and other.reach[0] <= look.view[1]:
            shapes += _sign(other, look)
            if other.key == chosen_key:
                ring = Paint(stroke=look.colour, stroke_px=2.0)
                shapes.append(Dot(other.middle, look.centre_y, RING_PX, ring, other.key))
    return shapes


def other_targets(others: Iterable[OtherMark], look: Look) -> list[Target]:
    """Return what answers a click on the other positions in view; keys are "side:ID"."""
    targets = []
    for other in others:
        left, right = max(other.reach[0], look.view[0]), min(other.reach[1], look.view[1])
        if right > left:
            targets.append(Target(left, look.centre_y - 8.0, right - left, 16.0, other.key))
    return targets


def tie_shapes(marks: Mapping[str, Point], chosen: str, opposed: Iterable[str]) -> list[Shape]:
    """Return a dashed tie from the chosen mark to each mark in view that it disagrees with; all are keys of `marks`."""
    start = marks.get(chosen)
    ends = [marks[key] for key in opposed if key in marks]
    return [] if start is None else [line for end in ends for line in tie(start, end, "muted", _CLEAR_PX)]


def tie(start: Point, end: Point, colour: str, clear_px: float) -> list[Line]:
    """Return a dashed line between two places that begins and ends `clear_px` away from them; none if it is short."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    if length < 2 * clear_px + _SHORTEST_TIE_PX:
        return []
    x, y = across / length * clear_px, down / length * clear_px
    return [Line(start[0] + x, start[1] + y, end[0] - x, end[1] - y, colour, 1.2, TIE_DASH, 0.8)]


def hollow_sign(
    x: float, y: float, colour: str, key: str | None, *, is_record: bool, size: float = SIGN_PX
) -> list[Shape]:
    """Return the hollow mark of another position: an outline with a point in it, a diamond for another layer."""
    paint = Paint(fill="card", stroke=colour, stroke_px=1.4)
    point = Dot(x, y, size * 0.27, Paint(fill=colour))
    if not is_record:
        return [Dot(x, y, size - 0.7, paint, key), point]
    turn = np.array([[0.0, -1.0], [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])
    return [Path(turn * size + np.array([x, y]), paint, is_closed=True, key=key), point]


def _layer_of(row: int, dataset: Dataset) -> str:
    return dataset.layers[int(dataset.columns.layer[row])].id


def _other_time(name: str, dataset: Dataset) -> tuple[OtherTime, str]:
    row = dataset.index_of(name) or 0
    layer = _layer_of(row, dataset)
    start, end = _known_us(dataset.event(row))
    return OtherTime(name, start, end, layer != dataset.layers[0].id), layer


def _known_us(event: Event) -> tuple[int | None, int | None]:
    date = event.refined.date if event.refined else event.date  # not the columns: a page may have cut them
    return date.earliest_us, date.latest_us


def _other_mark(other: OtherTime, scale: Timescale) -> OtherMark:
    left = -FAR_PX if other.start_us is None else scale.to_px(other.start_us)
    right = FAR_PX if other.end_us is None else scale.to_px(other.end_us)
    return OtherMark(SIDE + other.event_id, left, right, other.is_record)


def _is_apart(other: OtherMark, mark: Mark) -> bool:
    """Say whether another position can be told from the event's own: a point may lie in a band, not on its day."""
    if other.is_point and mark.dot is not None:
        return abs(other.middle - mark.dot) >= _APART_PX
    if other.is_point:
        return mark.has_band or abs(other.middle - mark.left) >= _APART_PX
    left, right = mark.reach
    return other.right < left - 2 or other.left > right + 2


def _level_tie(mark: Mark, other: OtherMark, look: Look) -> list[Line]:
    (left, right), (first, last) = mark.reach, other.reach
    start, end = (right, first) if first >= right else (last, left)
    start, end = max(start + 1, look.view[0]), min(end - 1, look.view[1])
    return tie((start, look.centre_y), (end, look.centre_y), look.colour, 0.0) if end > start else []


def _sign(other: OtherMark, look: Look) -> list[Shape]:
    if other.is_point:
        size = SIGN_PX if look.height >= BAND_PX else SIGN_PX * 0.8
        return hollow_sign(other.middle, look.centre_y, look.colour, other.key, is_record=other.is_record, size=size)
    left, right = max(other.left, look.view[0]), min(other.right, look.view[1])
    height = min(_RANGE_PX, look.height)
    paint = Paint(fill="card", stroke=look.colour, stroke_px=1.4)
    radius = 2.0 if other.is_record else height / 2
    box = Box(left, look.centre_y - height / 2, right - left, height, paint, radius, other.key)
    middle = Line(left + 4, look.centre_y, right - 4, look.centre_y, look.colour, 1.2, key=other.key)
    return [box, middle]
