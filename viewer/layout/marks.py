"""How one event looks: a dot, a soft band of doubt, a solid bar, a hatched plan, an arrow that runs off.

Shape carries what colour carries: the quoted source's events are round, those of another layer are diamonds and
square-cornered; plans are hatched, claims ringed, planned days dashed, unsourced things hollow. Pixels only; no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from viewer.layout.scene import Box, Dot, Line, Paint, Path, Shape
from viewer.model.columns import FAR_FUTURE, FAR_PAST, Flag

if TYPE_CHECKING:
    from viewer.layout.timescale import Timescale
    from viewer.model.columns import EventColumns

DOT_PX = 7.0
DIAMOND_PX = 7.5
BAND_PX = 16.0
SLIM_PX = 6.0
RING_PX = 12.0
FAR_PX = 1e7
TIE_DASH = (2.0, 3.0)
"""The dashes between two positions of one event."""
_SAID_PX = 5.3
_BAND_ALPHA = 0.28


class Mark(Struct, frozen=True):
    """An event in pixels: the outer extent of its date, the certain core of a duration, the best-known point."""

    left: float
    right: float
    core: tuple[float, float] | None
    dot: float | None
    flags: int

    @property
    def reach(self) -> tuple[float, float]:
        """The extent of everything drawn."""
        if self.dot is None:
            return self.left, max(self.right, self.left + 3.0)
        if not self.has_band:
            return self.dot - DOT_PX, self.dot + DOT_PX
        said = max(0.0, _SAID_PX - (self.right - self.left) / 2) if self.is_disputed else 0.0
        return min(self.left - said, self.dot - DOT_PX), max(self.right + said, self.dot + DOT_PX)

    @property
    def has_band(self) -> bool:
        """Whether the date is wide enough on screen to be drawn as an extent, or lies apart from the best-known day."""
        is_day = bool(self.flags & Flag.DAY_KNOWN)
        return not is_day or self.is_disputed or self.right - self.left > BAND_PX

    @property
    def is_disputed(self) -> bool:
        """Whether the best-known day lies apart from the date as said: two sources, two positions."""
        return self.dot is not None and not self.left - DOT_PX <= self.dot <= self.right + DOT_PX


def mark_of(columns: EventColumns, row: int, scale: Timescale) -> Mark:
    """Return the mark of a row on a time scale; an open end lies FAR_PX away."""
    unit = columns.unit_us
    flags = int(columns.flags[row])
    begin, finish = int(columns.begin[row]), int(columns.finish[row])
    left = -FAR_PX if begin == FAR_PAST else scale.to_px(begin * unit)
    right = FAR_PX if finish == FAR_FUTURE else scale.to_px(finish * unit)
    core = columns.core_of(row)
    return Mark(
        left,
        right,
        None if core is None else (scale.to_px(core[0] * unit), scale.to_px(core[1] * unit)),
        _dot(columns, row, scale, flags, left, right),
        flags,
    )


def _dot(columns: EventColumns, row: int, scale: Timescale, flags: int, left: float, right: float) -> float | None:
    if flags & Flag.REFINED:
        at = columns.refined_of(row)
        if at is not None:
            return scale.to_px(at * columns.unit_us)
    return (left + right) / 2 if flags & Flag.DAY_KNOWN and right - left <= BAND_PX else None


class Look(Struct, frozen=True):
    """What surrounds a mark when it is drawn: colour role, whether it belongs to another layer, key, vertical place."""

    colour: str
    is_record: bool
    key: str
    centre_y: float
    height: float
    view: tuple[float, float]


def mark_shapes(mark: Mark, look: Look) -> list[Shape]:
    """Return the shapes of a mark, bottom first, cut to the view's left and right pixel."""
    shapes: list[Shape] = []
    if mark.is_disputed:
        shapes += _disputed(mark, look)
    elif mark.has_band:
        shapes += _extent(mark, look)
    if mark.dot is not None and look.view[0] - DOT_PX <= mark.dot <= look.view[1] + DOT_PX:
        shapes.append(_point(mark.dot, mark.flags, look))
    return shapes


def faded(shapes: list[Shape], share: float = 0.3) -> list[Shape]:
    """Return the shapes with that share of their strength: events that a filter dims instead of hiding."""
    return [_faded_shape(shape, share) for shape in shapes if isinstance(shape, Box | Dot | Line | Path)]


def _faded_shape(shape: Box | Dot | Line | Path, share: float) -> Shape:
    match shape:
        case Line():
            return replace(shape, stroke_alpha=shape.stroke_alpha * share)
        case Path():
            return replace(shape, paint=_faded(shape.paint, share))
        case _:
            return replace(shape, paint=_faded(shape.paint, share))


def _faded(paint: Paint, share: float) -> Paint:
    return replace(paint, fill_alpha=paint.fill_alpha * share, stroke_alpha=paint.stroke_alpha * share)


def ring_shape(mark: Mark, look: Look, dash: tuple[float, ...] = ()) -> Shape:
    """Return the outline that shows a mark as chosen, or, with a dash, as found."""
    if mark.dot is not None:
        radius = RING_PX if look.height >= BAND_PX else SLIM_PX + 1
        return Dot(mark.dot, look.centre_y, radius, Paint(stroke=look.colour, stroke_px=2.0, dash=dash), look.key)
    left, right = _cut(mark.left, mark.right, look.view)
    height = look.height + (8 if look.height >= BAND_PX else 5)
    paint = Paint(stroke=look.colour, stroke_px=2.0, dash=dash)
    return Box(left - 4, look.centre_y - height / 2, right - left + 8, height, paint, height / 2, look.key)


def _disputed(mark: Mark, look: Look) -> list[Shape]:
    """Draw the date as said, as a ring where it is a day, and a dashed tie to the best-known day elsewhere."""
    at, dot = (mark.left + mark.right) / 2, mark.dot or 0.0
    is_narrow = mark.right - mark.left <= 2 * _SAID_PX
    reach = (at - _SAID_PX, at + _SAID_PX) if is_narrow else (mark.left, mark.right)
    left, right = _cut(*((reach[1], dot - DOT_PX) if dot > at else (dot + DOT_PX, reach[0])), look.view)
    y = look.centre_y
    shapes: list[Shape] = [Line(left, y, right, y, look.colour, 1.2, TIE_DASH, 0.8)] if right - left > 2 else []
    if not is_narrow:
        return shapes + _extent(mark, look)
    if look.view[0] <= reach[1] and reach[0] <= look.view[1]:
        shapes.append(Dot(at, y, _SAID_PX, Paint(fill="card", stroke=look.colour, stroke_px=1.4)))
        shapes.append(Dot(at, y, 1.6, Paint(fill=look.colour)))
    return shapes


def _extent(mark: Mark, look: Look) -> list[Shape]:
    left, right = _cut(mark.left, mark.right, look.view)
    if right <= left:
        return []
    shapes: list[Shape] = []
    if mark.flags & Flag.DURATION:
        shapes += _duration(mark, look, left, right)
    else:
        shapes.append(_box(left, right, look, _band_paint(mark, look.colour)))
    return shapes + _arrows(mark, look)


def _duration(mark: Mark, look: Look, left: float, right: float) -> list[Shape]:
    shapes: list[Shape] = []
    core = mark.core or (left, left)
    core_left, core_right = _cut(core[0], core[1], look.view)
    is_whole = core_left <= left + 0.5 and core_right >= right - 0.5
    if not is_whole or core_right <= core_left:
        shapes.append(_box(left, right, look, _band_paint(mark, look.colour)))
    if core_right > core_left:
        shapes.append(_box(core_left, core_right, look, _bar_paint(mark, look.colour)))
    return shapes


def _box(left: float, right: float, look: Look, paint: Paint) -> Box:
    width = max(right - left, 3.0)
    radius = 2.0 if look.is_record else min(look.height, width) / 2
    return Box(left, look.centre_y - look.height / 2, width, look.height, paint, radius, look.key)


def _band_paint(mark: Mark, colour: str) -> Paint:
    dash = (3.0, 3.0) if mark.flags & Flag.UNCERTAIN else ()
    if mark.flags & Flag.UNSOURCED:
        return Paint(stroke=colour, stroke_px=1.5, dash=dash)
    if mark.flags & Flag.PLANNED:
        return Paint(fill=colour, fill_alpha=0.55, stroke=colour, hatch=True, dash=dash)
    fade = min((mark.right - mark.left) * (0.45 if mark.flags & Flag.APPROXIMATE else 0.25), 400.0)
    return Paint(
        fill=colour,
        fill_alpha=_BAND_ALPHA,
        stroke=colour if dash else None,
        dash=dash,
        fade_left=fade if mark.left > -FAR_PX else 0.0,
        fade_right=fade if mark.right < FAR_PX else 0.0,
    )


def _bar_paint(mark: Mark, colour: str) -> Paint:
    dash = (3.0, 3.0) if mark.flags & Flag.UNCERTAIN else ()
    if mark.flags & Flag.UNSOURCED:
        return Paint(stroke=colour, stroke_px=1.5, dash=dash)
    if mark.flags & Flag.PLANNED:
        return Paint(fill=colour, fill_alpha=0.55, stroke=colour, hatch=True)
    fade = min((mark.right - mark.left) * 0.3, 60.0) if mark.flags & Flag.APPROXIMATE else 0.0
    stroke = colour if dash else None
    return Paint(fill=colour, fill_alpha=0.85, stroke=stroke, dash=dash, fade_left=fade, fade_right=fade)


def _point(x: float, flags: int, look: Look) -> Shape:
    if flags & Flag.UNSOURCED:
        paint = Paint(fill="card", stroke=look.colour, stroke_px=2.0)
    elif flags & Flag.PLANNED:
        paint = Paint(fill="card", stroke=look.colour, stroke_px=2.0, dash=(2.5, 2.0))
    elif flags & Flag.CLAIMED:
        paint = Paint(fill=look.colour, fill_alpha=0.45, stroke=look.colour, stroke_px=2.0)
    else:
        paint = Paint(fill=look.colour, stroke="card", stroke_px=2.0)
    size = 1.0 if look.height >= BAND_PX - 2 else 0.72
    if not look.is_record:
        return Dot(x, look.centre_y, DOT_PX * size, paint, look.key)
    turn = np.array([[0.0, -1.0], [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]])
    return Path(turn * DIAMOND_PX * size + np.array([x, look.centre_y]), paint, is_closed=True, key=look.key)


def _arrows(mark: Mark, look: Look) -> list[Shape]:
    arrows: list[Shape] = []
    if mark.flags & Flag.OPEN_START:
        arrows.append(_arrow(max(mark.left, look.view[0]) + 1, 1.0, look))
    if mark.flags & Flag.OPEN_END:
        arrows.append(_arrow(min(mark.right, look.view[1]) - 1, -1.0, look))
    return arrows


def _arrow(tip_x: float, direction: float, look: Look) -> Path:
    half = min(6.0, look.height / 2 + 1)
    points = np.array([[0.0, 0.0], [9.0 * direction, -half], [9.0 * direction, half]])
    return Path(points + np.array([tip_x, look.centre_y]), Paint(fill=look.colour), is_closed=True, key=look.key)


def _cut(left: float, right: float, view: tuple[float, float]) -> tuple[float, float]:
    return max(left, view[0]), min(right, view[1])
