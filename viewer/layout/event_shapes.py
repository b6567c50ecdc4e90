"""The events of one lane turned into shapes and targets, placed by a plan or, in a dense lane, sampled. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from viewer.layout import found
from viewer.layout.crowd_names import sample
from viewer.layout.dense import STRIP_PX, Strip, strip_shapes, units_of
from viewer.layout.disagreements import SIDE, UNDISPUTED, other_shapes, other_targets, whole_reach
from viewer.layout.foremost import Claim, name_foremost
from viewer.layout.labels import NAME_FONT, NOTE_FONT, TITLE_FONT, plain_line, shortened
from viewer.layout.lanes import LANE_PAD_PX
from viewer.layout.marks import BAND_PX, SLIM_PX, Look, Mark, faded, mark_of, mark_shapes, ring_shape
from viewer.layout.placement import AIR_PX, BADGE_PX, GAP_PX, SHORT_PX, TITLE_ROW_PX, Kind, Side
from viewer.layout.scene import Bars, Dot, Paint, Shape, Target, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from viewer.layout.disagreements import Contest
    from viewer.layout.index import LaneIndex
    from viewer.layout.labels import LabelBook
    from viewer.layout.lanes import LaneBox
    from viewer.layout.placement import LanePlan, Spot
    from viewer.layout.scene import Measure
    from viewer.layout.timescale import Timescale
    from viewer.model.dataset import Dataset

_SPILL_PX = 12.0
_FOUND_DASH = (3.0, 2.0)
_LEAST_LABEL_PX = 26.0
_EDGE_PX = 4.0
_MOST_DENSE_ROWS = 3
_LOW_STRIP_PX = 8.0
_LOW_ROW_PX = 15.0
_LOW_PAD_PX = 0.5
_LOW_CELLS = 1.4
_POLE_PX = 1.0
_POLE_FOOT_PX = 2.0
_NAME_FROM_PX = 10.0
_NAME_GAP_PX = 12.0
_MOST_ROW_STRETCH = 1.3
_TICK_OVER_PX = 1.0


class _Baselines(Struct, frozen=True):
    """Heights within a row, from its middle: the mark's centre and the baselines of the two label lines."""

    centre: float
    title: float
    note: float


_BESIDE = {Kind.FULL: _Baselines(-3.0, -2.0, 12.0)}
_BESIDE_ONE = _Baselines(0.0, 4.5, 0.0)
_BELOW = {Kind.FULL: _Baselines(-11.5, 2.5, 13.5), Kind.TITLE: _Baselines(-7.0, 8.5, 0.0)}


class _DenseRows(Struct, frozen=True):
    """How a dense lane shares its height: its strip, and below it rows of names, none where it is too low.

    `cells` says how much further apart than usual the names are that stand at any rate.
    """

    strip_top: float
    strip_px: float
    names: int
    first: float
    pitch: float
    cells: float = 1.0
    has_poles: bool = False


class LaneDrawing:
    """Collects what one lane shows: shapes, targets, how many events are drawn alone and how many in a count."""

    def __init__(
        self,
        dataset: Dataset,
        labels: LabelBook,
        measure: Measure,
        scale: Timescale,
        box: LaneBox,
        chosen: int | None,
        hits: frozenset[int],
        dimmed: NDArray[np.bool_] | None = None,
        contest: Contest = UNDISPUTED,
        most_px: Mapping[int, float] | None = None,
    ) -> None:
        """Prepare to draw; `most_px` has, by place in the lane, the width a label that is too long is cut to."""
        self._dimmed = dimmed
        self._contest = contest
        self._most_px = most_px or {}
        self._dataset = dataset
        self._labels = labels
        self._measure = measure
        self._scale = scale
        self._box = box
        self._chosen = chosen
        self._hits = hits
        self._view = (scale.left_px, scale.left_px + scale.width_px)
        self.shapes: list[Shape] = []
        self.targets: list[Target] = []
        self.drawn = 0
        self.folded = 0
        self._foremost: Claim | None = None
        self._air_px = 0.0

    def draw_sparse(self, lane: LaneIndex, plan: LanePlan) -> None:
        """Draw every event in view at its planned place; folded ones as a count at their neighbour."""
        self._air_px = min(max(0.0, self._pitch(plan) - plan.row_px), AIR_PX)
        groups: dict[int, list[int]] = {}
        for place in self._in_view(lane):
            spot = plan.spots[place]
            groups.setdefault(spot.leader if spot.kind is Kind.FOLDED else place, []).append(place)
        for leader, places in groups.items():
            places.sort(key=lambda place: (plan.spots[place].kind is Kind.FOLDED, place))
            self._group(lane, plan, leader, places)
        for leader, places in groups.items():
            if len(places) > 1:
                self._badge(lane, plan, plan.spots[leader], places)
        if self._contest.hidden:
            self._others(lane, plan)
        self._name_foremost()

    def draw_dense(self, lane: LaneIndex, cell_px: float, matching: LaneIndex | None = None) -> None:
        """Draw the strip that counts all events, the named sample below it, and what is chosen or found.

        `matching` are the events of the lane that are not dimmed (None: all): those stand out, and alone are named.
        """
        unit, rows = self._dataset.columns.unit_us, _dense_rows(self._box)
        strip = Strip(rows.strip_top, self._box.colour, rows.strip_px)
        shapes, count = strip_shapes(lane, self._scale, unit, strip, matching)
        self.shapes += shapes
        self.folded += count
        width = self._view[1] - self._view[0]
        self.targets.append(Target(self._view[0], strip.top, width, strip.height, f"strip:{self._box.number}"))
        if rows.names and count:
            self._samples(lane if matching is None else matching, rows, cell_px)
        apart = self._apart(lane)
        self.drawn += len(apart)
        self._strip_marks(lane, apart, strip)
        self._name_foremost()

    def _name_foremost(self) -> None:
        if self._foremost is not None:
            name_foremost(self.shapes, self.targets, self._foremost, self._measure)

    def _claim(self, row: int, mark: Mark, look: Look) -> None:
        """Remember that the chosen event is to be named, whatever becomes of the others."""
        title = plain_line(self._dataset.title_of(row))
        self._foremost = Claim(look.key, title, mark.reach, look.centre_y, self._view)

    def _in_view(self, lane: LaneIndex) -> list[int]:
        return sorted([*lane.touching(*self._window()).tolist(), *self._apart(lane)]) if len(lane) else []

    def _window(self) -> tuple[int, int]:
        return units_of(self._scale, self._dataset.columns.unit_us)

    def _apart(self, lane: LaneIndex) -> list[int]:
        """Return the places of events whose best-known day is in view while the date as said is not."""
        columns, (start, end) = self._dataset.columns, self._window()
        if not len(columns.refined_rows):
            return []
        rows = columns.refined_rows[(columns.refined_at >= start) & (columns.refined_at < end)]
        rows = rows[(columns.begin[rows] >= end) | (columns.finish[rows] <= start)]
        return [int(np.searchsorted(lane.rows, row)) for row in rows if lane.holds(row)]

    def _pitch(self, plan: LanePlan) -> float:
        return min((self._box.height - 2 * LANE_PAD_PX) / plan.rows, plan.row_px * _MOST_ROW_STRETCH)

    def _row_middle(self, plan: LanePlan, row: int) -> float:
        return self._box.top + LANE_PAD_PX + self._pitch(plan) * (row + 0.5)

    def _group(self, lane: LaneIndex, plan: LanePlan, leader: int, places: list[int]) -> None:
        """Draw the first of a group that is in view, and whichever is chosen or found; the rest are counted."""
        spot = plan.spots[leader]
        middle = self._row_middle(plan, spot.row)
        shown = [places[0], *(place for place in places[1:] if self._is_wanted(int(lane.rows[place])))]
        self.drawn += len(shown)
        self.folded += len(places) - len(shown)
        for place in shown:
            mark, look = self._event(int(lane.rows[place]), spot, middle)
            if place == leader and spot.kind >= Kind.SHORT:
                self._label(place, int(lane.rows[place]), mark, spot, middle, look.key, is_counted=len(places) > 1)

    def _others(self, lane: LaneIndex, plan: LanePlan) -> None:
        """Draw the other positions of disputed events, also where the event itself lies beside the view."""
        chosen = "" if self._chosen is None else SIDE + self._dataset.id_of(self._chosen)
        for row in filter(lane.holds, self._contest.hidden):
            spot = plan.spots[int(np.searchsorted(lane.rows, row))]
            if spot.kind is Kind.FOLDED and not self._is_wanted(row):
                continue
            spot = plan.spots[spot.leader] if spot.kind is Kind.FOLDED else spot
            mark, look = self._mark_and_look(row, spot, self._row_middle(plan, spot.row))
            others = self._contest.marks(row, mark, self._scale)
            shapes = other_shapes(mark, others, look, chosen)
            self.shapes += faded(shapes) if self._is_dimmed(row) else shapes
            self.targets += other_targets(others, look)

    def _is_dimmed(self, row: int) -> bool:
        return self._dimmed is not None and bool(self._dimmed[row])

    def _is_wanted(self, row: int) -> bool:
        return row == self._chosen or row in self._hits

    def _event(self, row: int, spot: Spot, middle: float) -> tuple[Mark, Look]:
        mark, look = self._mark_and_look(row, spot, middle)
        shapes = mark_shapes(mark, look)
        self.shapes += faded(shapes) if self._is_dimmed(row) else shapes
        self._target(mark, look)
        self._ring(row, mark, look)
        return mark, look

    def _mark_and_look(self, row: int, spot: Spot, middle: float) -> tuple[Mark, Look]:
        height = SLIM_PX if spot.side is Side.INSIDE else BAND_PX
        lift = self._air_px / 2 if spot.side is Side.INSIDE else 0.0
        look = self._look(row, middle + _baselines(spot).centre - lift, height)
        return mark_of(self._dataset.columns, row, self._scale), look

    def _look(self, row: int, centre_y: float, height: float) -> Look:
        is_record = bool(self._dataset.columns.layer[row])
        return Look(self._box.colour, is_record, f"event:{self._dataset.id_of(row)}", centre_y, height, self._view)

    def _target(self, mark: Mark, look: Look) -> None:
        left, right = max(mark.reach[0], self._view[0]), min(mark.reach[1], self._view[1])
        height = max(look.height, 16.0)
        self.targets.append(Target(left, look.centre_y - height / 2, max(right - left, 4.0), height, look.key))

    def _label(
        self, place: int, row: int, mark: Mark, spot: Spot, middle: float, key: str, *, is_counted: bool
    ) -> None:
        label = self._labels.label(row)
        reach = whole_reach(mark, self._contest.marks(row, mark, self._scale))
        badge = 2 * BADGE_PX if is_counted else 0.0
        x, anchor, room = self._label_place(reach, spot, label.title_px, badge)
        if spot.side is Side.INSIDE and reach != mark.reach:  # below its own mark, not below the other position
            last = reach[1] - GAP_PX - max(label.title_px, label.note_px)
            x = max(x, min(mark.reach[0], last))
            room = min(reach[1], self._view[1]) - _EDGE_PX - x
        room = min(room, self._most_px.get(place, room))
        if room < min(_LEAST_LABEL_PX, label.title_px):
            return
        lines = _baselines(spot)
        room = min(room, SHORT_PX) if spot.kind is Kind.SHORT else room
        ink, muted = ("faint", "faint") if self._is_dimmed(row) else ("ink", "muted")
        self._text(x, middle + lines.title, label.title, TITLE_FONT, ink, anchor, room, key)
        if spot.kind is Kind.FULL:
            self._text(x, middle + lines.note, label.note, NOTE_FONT, muted, anchor, room, key)

    def _label_place(
        self, reach: tuple[float, float], spot: Spot, width: float, badge: float
    ) -> tuple[float, str, float]:
        left, right = reach
        if spot.side is Side.LEFT:
            x = left - GAP_PX
            return x, "end", x - self._view[0] - _EDGE_PX
        if spot.side is Side.RIGHT:
            x = right + spot.beyond_px + GAP_PX
            clear = max(x, self._view[0] + badge + _EDGE_PX) if badge else x
            most = width - (clear - x) if badge else self._view[1]  # nothing cut is the width to the last bit
            return clear, "start", min(most, self._view[1] - clear)
        first = max(left, self._view[0]) + _EDGE_PX + badge
        end = min(right, self._view[1]) - _EDGE_PX
        return first, "start", end - first

    def _text(self, x: float, y: float, text: str, font: str, colour: str, anchor: str, room: float, key: str) -> None:
        shown = shortened(text, font, room, self._measure)
        if not shown:
            return
        written = Text(x, y, shown, font, colour, self._measure(shown, font), anchor, key)
        self.shapes.append(written)
        self.targets.append(Target(written.left, y - 12, written.width, 15, key))

    def _badge(self, lane: LaneIndex, plan: LanePlan, spot: Spot, places: list[int]) -> None:
        """Draw how many there are on the first of them that is in view."""
        rows = [int(lane.rows[place]) for place in places]
        count = str(len(rows)) if len(rows) < 100 else "99+"
        width = self._measure(count, "note_strong")
        x = self._badge_x(mark_of(self._dataset.columns, rows[0], self._scale), spot, width / 2)
        y = self._row_middle(plan, spot.row)  # never off the middle: rows are hardly higher than a badge
        key = "rows:" + ",".join(map(str, rows))
        is_dim = all(map(self._is_dimmed, rows))
        ring = Paint(fill="card", stroke=self._box.colour, stroke_alpha=0.5, stroke_px=1.5)
        full = Paint(fill=self._box.colour, stroke="card", stroke_px=1.5)
        self.shapes.append(Dot(x, y, BADGE_PX, ring if is_dim else full, key))
        self.shapes.append(
            Text(x, y + 4, count, "note_strong", "faint" if is_dim else "on_accent", width, "middle", key)
        )
        self.targets.append(Target(x - BADGE_PX, y - BADGE_PX, 2 * BADGE_PX, 2 * BADGE_PX, key))

    def _badge_x(self, mark: Mark, spot: Spot, half_px: float) -> float:
        """Return the middle of a count: on the dot, else at the visible start; within its own row's share of room."""
        (first, last), (left, right) = mark.reach, self._view
        x = min(max(first, left) + BADGE_PX, max(first + BADGE_PX, last + spot.beyond_px - BADGE_PX))
        if mark.dot is not None and mark.dot <= right and spot.side is not Side.INSIDE:
            x = mark.dot
        return min(max(x, left + half_px), right + _SPILL_PX - half_px)

    def _samples(self, lane: LaneIndex, rows: _DenseRows, cell_px: float) -> None:
        """Name a fair sample, each name beside a dot or, in a low lane, beside a pole that stands on the strip."""
        paint = None if rows.has_poles else Paint(fill=self._box.colour)
        unit, wide = self._dataset.columns.unit_us, rows.cells * cell_px
        names = sample(lane, self._scale, unit, rows.names, wide, lambda place: self._name_px(lane, place))
        (first, last), origin, poles = self._view, names.origin_px, []
        indent = _NAME_FROM_PX if paint is not None else _NAME_FROM_PX / 2
        for one in names.samples:
            x = one.left_px + origin
            if not first <= x <= last:
                continue
            start, y = x + indent, rows.first + rows.pitch * (one.line + 0.5)
            room = min(one.room_right_px + origin - _NAME_GAP_PX, last) - start
            name = self._labels.name_within(one.row, room if room >= _LEAST_LABEL_PX else 0.0)
            if paint is None:
                poles.append(x)
            else:
                self.shapes.append(Dot(x + 3, y, 3.0, paint, name.key))
            if name.text:
                self.shapes.append(Text(start, y + 4, name.text, NAME_FONT, "ink", name.width_px, "start", name.key))
            self.targets.append(Target(x - 3, y - 8, max(12.0, start + name.width_px - x + 3), 16, name.key))
        if poles:
            widths = np.array([_POLE_PX] * len(poles))
            height = rows.first + rows.pitch - rows.strip_top - _POLE_FOOT_PX
            self.shapes.append(Bars(np.array(poles), widths, rows.strip_top, height, self._box.colour))

    def _name_px(self, lane: LaneIndex, place: int) -> float:
        return _NAME_FROM_PX + self._labels.name(int(lane.rows[place])).width_px + _NAME_GAP_PX

    def _strip_marks(self, lane: LaneIndex, apart: list[int], strip: Strip) -> None:
        """Draw what is chosen or found, ringed or, where that is too much, ticked, and what the strip leaves out."""
        wanted = self._wanted(lane)
        if not wanted and not apart:
            return
        if len(wanted) > found.RINGED:
            rows, extent = np.array(wanted), (strip.top - _TICK_OVER_PX, strip.height + _TICK_OVER_PX)
            ticks = found.ticks(self._dataset.columns, rows, self._scale, extent, "ink")
            self.shapes += [] if ticks is None else [ticks]
            wanted = [row for row in wanted[-1:] if row == self._chosen]
        for row in [*{int(lane.rows[place]) for place in apart}.difference(wanted), *wanted]:
            mark = mark_of(self._dataset.columns, row, self._scale)
            look = self._look(row, strip.top + strip.height / 2, strip.height)
            if mark.reach[1] >= self._view[0] and mark.reach[0] <= self._view[1]:
                shapes = mark_shapes(mark, look)
                self.shapes += faded(shapes) if self._is_dimmed(row) else shapes
                self._target(mark, look)
                self._ring(row, mark, look)

    def _ring(self, row: int, mark: Mark, look: Look) -> None:
        """Ring what is chosen or found."""
        if row == self._chosen:
            self.shapes.append(ring_shape(mark, look))
            self._claim(row, mark, look)
        elif row in self._hits:
            self.shapes.append(ring_shape(mark, replace(look, colour="ink"), _FOUND_DASH))

    def _wanted(self, lane: LaneIndex) -> list[int]:
        """Return the rows of a lane that are found or chosen; the chosen one last, on top of the others."""
        rows: list[int] = found.rows_in(lane, found.ascending(self._hits)).tolist() if self._hits else []
        if self._chosen is None or not lane.holds(self._chosen):
            return rows
        return [*(row for row in rows if row != self._chosen), self._chosen]


def _baselines(spot: Spot) -> _Baselines:
    table = _BELOW if spot.side is Side.INSIDE else _BESIDE
    return table.get(spot.kind, _BESIDE_ONE)


def _dense_rows(box: LaneBox) -> _DenseRows:
    """Return the whole strip with rows below it, in a low lane a slim one with a single row, else what there is."""
    room = box.height - STRIP_PX - 2 * LANE_PAD_PX
    if room >= TITLE_ROW_PX:
        top, count = box.top + LANE_PAD_PX, min(int(room // TITLE_ROW_PX), _MOST_DENSE_ROWS)
        pitch = min(room / count, TITLE_ROW_PX * _MOST_ROW_STRETCH)
        return _DenseRows(top, STRIP_PX, count, top + STRIP_PX + 4, pitch)
    spare = box.height - _LOW_STRIP_PX - _LOW_ROW_PX
    if spare >= 2 * _LOW_PAD_PX:
        top = box.top + min(spare / 2, LANE_PAD_PX)
        return _DenseRows(top, _LOW_STRIP_PX, 1, top + _LOW_STRIP_PX, _LOW_ROW_PX, _LOW_CELLS, has_poles=True)
    height = float(max(2, min(STRIP_PX, int(box.height - LANE_PAD_PX))))
    return _DenseRows(box.top + (box.height - height) / 2, height, 0, 0.0, 0.0)
