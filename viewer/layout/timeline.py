"""The timeline's display list: axis, lanes, marks and labels for one view.

TimelineLayout keeps what is costly between frames (label widths, the plan of each lane at one scale); the scene it
returns depends on the view alone until the scale changes, so panning never moves a label against its mark. No Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from viewer.layout.axis import axis_shapes
from viewer.layout.crowd_names import CELL_PX
from viewer.layout.disagreements import UNDISPUTED, tie_shapes, whole_reach
from viewer.layout.event_shapes import LaneDrawing
from viewer.layout.labels import LabelBook
from viewer.layout.lanes import GUTTER_PX, LANE_PAD_PX, LaneBox, LaneNeed, lane_boxes, lane_shapes
from viewer.layout.marks import mark_of
from viewer.layout.placement import GAP_PX, Item, Kind, LanePlan, air_wanted, height_needed, plan_lane
from viewer.layout.relations import anchors, relation_shapes
from viewer.layout.scene import Line, Scene, Shape, Target
from viewer.layout.timescale import Span, Timescale
from viewer.model.links import relations_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from viewer.layout.disagreements import Contest
    from viewer.layout.index import EventIndex, LaneIndex
    from viewer.layout.scene import Measure
    from viewer.model.dataset import Dataset

AXIS_PX = 44.0
RIGHT_PAD_PX = 12.0
FIT_PAD = 0.03
_DENSE_PX = 100.0
_EDGE_PX = 4.0
_LEAST_STRIP = 24
"""Fewer events in a lane are told by counts at any rate."""


class Limits(Struct, frozen=True):
    """Up to where every event is placed by itself, in a lane and in all, and the most rows a lane may ask for.

    `folded` is the share of all events up to which they may be counted at their neighbours: beyond it the counts
    stand where hardly any of their events are, and the full lanes that count any are drawn as strips.
    """

    lane: int
    total: int
    rows: int
    folded: float = 1.0


WINDOW = Limits(lane=120, total=480, rows=8)
PAGE = Limits(lane=5_000, total=5_000, rows=400, folded=0.25)
"""What a page can bear: it is laid out once, and may grow."""


class TimelineView(Struct, frozen=True):
    """What is to be laid out: a span of time, a size in pixels, the chosen event, and the rows search has hit.

    `has_relations` draws the ways from the chosen event to those it is related to.
    """

    span: Span
    width: float
    height: float
    chosen: int | None = None
    hits: frozenset[int] = frozenset()
    has_relations: bool = True

    @property
    def scale(self) -> Timescale:
        """The time scale right of the lane names."""
        return Timescale(self.span, GUTTER_PX, max(1.0, self.width - GUTTER_PX - RIGHT_PAD_PX))


class Crowd(Struct, frozen=True):
    """The events under one place of a dense lane: how many there are, and the first of their rows.

    `matching` says how many of them are not dimmed (None: nothing is); the rows of those come first.
    """

    total: int
    rows: tuple[int, ...]
    matching: int | None = None


class TimelineLayout:
    """Lays out the shown events of a dataset; holds caches only, no truth of its own."""

    def __init__(
        self,
        dataset: Dataset,
        index: EventIndex,
        measure: Measure,
        home: Span,
        limits: Limits = WINDOW,
        dimmed: NDArray[np.bool_] | None = None,
        matching: EventIndex | None = None,
        contest: Contest = UNDISPUTED,
    ) -> None:
        """Prepare to lay out `index`; `home` is the span that decides how the lanes share the height.

        `dimmed` marks, among all rows of the dataset, those to be drawn faintly; `matching` has the others of
        `index`, for the lanes that are too full to draw each. `contest` has what is disputed.
        """
        self._matching = matching
        self._contest = contest
        self._has_dates = bool(len(dataset)) or dataset.extent_us() is not None
        self._dimmed = dimmed
        self._limits = limits
        self._dataset = dataset
        self._index = index
        self._measure = measure
        self._home = home
        self._labels = LabelBook(dataset, measure)
        self._heights: tuple[tuple[float, float], tuple[LaneBox, ...]] | None = None
        self._plans: dict[tuple[int, float], tuple[LanePlan, dict[int, float]]] = {}
        self._planned_at: tuple[float, float] | None = None

    def is_dense(self, lane: LaneIndex) -> bool:
        """Say whether a lane has too many events to place each of them."""
        return len(lane) > self._limits.lane or len(self._index) > self._limits.total

    def scene(self, view: TimelineView) -> Scene:
        """Return the display list of a view. Targets carry "event:ID", "side:ID", "rows:1,2,3" or "strip:LANE"."""
        scale = view.scale
        boxes = self._boxes(view)
        bottom = boxes[-1].top + boxes[-1].height if boxes else view.height
        shapes: list[Shape] = []
        if self._has_dates:
            shapes += axis_shapes(scale, 0.0, AXIS_PX, bottom, self._measure)
        shapes.append(Line(0.0, AXIS_PX, view.width, AXIS_PX, "hairline"))
        targets: list[Target] = []
        tally = [0, 0]
        still: list[tuple[int, int]] = []
        ground, is_crowded = len(shapes), self._is_crowded(view, boxes)
        for box in boxes:
            line, *name = lane_shapes(box, self._dataset.lanes[box.number], view.width, self._measure)
            shapes.append(line)  # not kept as a picture: it is as wide as the view
            still.append((len(shapes), len(shapes) + len(name)))
            shapes += name
            if not len(self._index.lanes[box.number]):
                continue
            drawing = self._drawing(view, scale, box, is_crowded=is_crowded)
            shapes += drawing.shapes
            targets += drawing.targets
            tally = [tally[0] + drawing.drawn, tally[1] + drawing.folded]
        ties = self._relations(view, shapes, targets)
        shapes[ground:ground] = ties
        kept = tuple((first + len(ties), last + len(ties)) for first, last in still)
        return Scene(view.width, view.height, tuple(shapes), tuple(targets), None, tally[0], tally[1], kept)

    def _relations(self, view: TimelineView, shapes: list[Shape], targets: list[Target]) -> list[Shape]:
        if view.chosen is None or not view.has_relations:
            return []
        chosen = self._dataset.id_of(view.chosen)
        found = relations_of(chosen, self._dataset)
        outgoing = {f"event:{relation.other}" for relation in found if relation.is_outgoing}
        incoming = {f"event:{relation.other}" for relation in found if not relation.is_outgoing}
        marks, key = anchors(shapes, targets), f"event:{chosen}"
        opposed = {f"event:{name}" for name in self._contest.opposed.get(chosen, ())} - outgoing - incoming
        return tie_shapes(marks, key, sorted(opposed)) + relation_shapes(marks, key, outgoing, incoming)

    def full_height(self, span: Span, width: float) -> tuple[float, float]:
        """Return the height that gives every event of the sparse lanes its full label, and the air good beyond it.

        Both in pixels. The air keeps a label below a bar clear of the next bar; 0 where there is no such label.
        """
        needs = self._needs(TimelineView(span, width, 0.0).scale, most_rows=400)
        return AXIS_PX + sum(need.full_px for need in needs), sum(need.air_px for need in needs)

    def bottoms(self, view: TimelineView) -> list[float]:
        """Return where the lanes end, in pixels of the view, from the top down."""
        return [box.top + box.height for box in self._boxes(view)]

    def crowd_at(self, view: TimelineView, lane_number: int, x: float, most: int = 200) -> Crowd:
        """Return the events of a dense lane within two pixels of x: their count, and at most `most` rows."""
        scale, unit = view.scale, self._dataset.columns.unit_us
        start, end = scale.to_us(x - 2) // unit, -(-scale.to_us(x + 2) // unit)
        lane = self._index.lanes[lane_number]
        return self.crowd_of(lane.rows[lane.touching(start, max(end, start + 1))], most)

    def stretch_at(self, view: TimelineView, lane_number: int, x: float) -> tuple[int, int]:
        """Return the stretch of time in microseconds that opens the crowd of a dense lane at x, never wider than it.

        A few events that begin and end there are enclosed; what reaches beyond does not count.
        """
        start, end = view.scale.to_us(x - 2), max(view.scale.to_us(x + 2), view.scale.to_us(x - 2) + 1)
        crowd, columns = self.crowd_at(view, lane_number, x), self._dataset.columns
        if crowd.total > len(crowd.rows) or not crowd.rows:
            return start, end
        rows = list(crowd.rows)
        begin = max(start, int(columns.begin[rows].min()) * columns.unit_us)
        finish = min(end, int(columns.finish[rows].max()) * columns.unit_us)
        return begin, max(finish, begin + 1)

    def crowd_of(self, rows: NDArray[np.int64], most: int) -> Crowd:
        """Return these rows as a crowd: their count, and at most `most` of them, those that are not dimmed first."""
        if self._dimmed is None:
            return Crowd(len(rows), tuple(rows[:most].tolist()))
        is_dim = self._dimmed[rows]
        first = rows[np.argsort(is_dim, kind="stable")[:most]]
        return Crowd(len(rows), tuple(first.tolist()), int(len(rows) - is_dim.sum()))

    def lane_at(self, view: TimelineView, y: float) -> int | None:
        """Return the number of the lane at a height, or None."""
        return next((box.number for box in self._boxes(view) if box.top <= y < box.top + box.height), None)

    def _drawing(self, view: TimelineView, scale: Timescale, box: LaneBox, *, is_crowded: bool) -> LaneDrawing:
        lane = self._index.lanes[box.number]
        is_dense = self.is_dense(lane)
        plan, most_px = (None, None) if is_dense else self._plan(view, scale, lane, box)
        drawing = LaneDrawing(
            self._dataset,
            self._labels,
            self._measure,
            scale,
            box,
            view.chosen,
            view.hits,
            self._dimmed,
            self._contest,
            most_px,
        )
        if plan is None or (is_crowded and len(plan.spots) >= _LEAST_STRIP and _folded(plan)):
            drawing.draw_dense(lane, CELL_PX, None if self._matching is None else self._matching.lanes[box.number])
        else:
            drawing.draw_sparse(lane, plan)
        return drawing

    def _is_crowded(self, view: TimelineView, boxes: Sequence[LaneBox]) -> bool:
        """Say whether too many events are counted at their neighbours for the counts to tell where they are."""
        if self._limits.folded >= 1.0:
            return False
        lanes = [(self._index.lanes[box.number], box) for box in boxes]
        plans = [self._plan(view, view.scale, lane, box)[0] for lane, box in lanes if not self.is_dense(lane)]
        plans = [plan for plan in plans if len(plan.spots) >= _LEAST_STRIP]
        return sum(map(_folded, plans)) > self._limits.folded * sum(len(plan.spots) for plan in plans)

    def _plan(
        self, view: TimelineView, scale: Timescale, lane: LaneIndex, box: LaneBox
    ) -> tuple[LanePlan, dict[int, float]]:
        """Return the plan of a lane at this scale, and the widths of the labels that have to be cut, by place."""
        moment = (scale.us_per_px, view.height)
        if self._planned_at != moment:
            self._plans.clear()
            self._planned_at = moment
        key = (box.number, box.height)
        if key not in self._plans:
            items = self._items(lane, scale)
            plan = plan_lane(items, box.height - 2 * LANE_PAD_PX, _edges(scale))
            wholes = (self._labels.label(row).width_px for row in lane.rows.tolist())
            cut = {n: most for n, whole in enumerate(wholes) if (most := _label_px(items[n])) < whole}
            self._plans[key] = plan, cut
        return self._plans[key]

    def _items(self, lane: LaneIndex, scale: Timescale) -> list[Item]:
        return [self._item(row, scale) for row in lane.rows.tolist()]

    def _item(self, row: int, scale: Timescale) -> Item:
        """Return an event's mark and label; a label that fits on no side of it is as wide as what does fit."""
        label, mark = self._labels.label(row), mark_of(self._dataset.columns, row, scale)
        edges, (left, right) = _edges(scale), mark.reach
        others = self._contest.marks(row, mark, scale)
        if others:  # one out of view must not push the label out of view
            first, last = whole_reach(mark, others)
            left, right = min(left, max(first, edges[0])), max(right, min(last, edges[1]))
        most_px = _most_label_px(left, right, edges)
        return Item(left, right, min(label.title_px, most_px), min(label.note_px, most_px))

    def _boxes(self, view: TimelineView) -> tuple[LaneBox, ...]:
        size = (view.width, view.height)
        if self._heights is None or self._heights[0] != size:
            home = TimelineView(self._home, view.width, view.height)
            needs = self._needs(home.scale, self._limits.rows)
            self._heights = (size, lane_boxes(needs, AXIS_PX, view.height - AXIS_PX))
        return self._heights[1]

    def _needs(self, scale: Timescale, most_rows: int) -> list[LaneNeed]:
        return [self._need(lane, scale, most_rows) for lane in self._index.lanes]

    def _need(self, lane: LaneIndex, scale: Timescale, most_rows: int) -> LaneNeed:
        if self.is_dense(lane):
            return LaneNeed(_DENSE_PX, _DENSE_PX)
        items, edges, pad = self._items(lane, scale), _edges(scale), 2 * LANE_PAD_PX
        titles, full = (height_needed(items, kind, edges, most_rows) for kind in (Kind.TITLE, Kind.FULL))
        return LaneNeed(titles + pad, full + pad, air_wanted(items, full))


def _folded(plan: LanePlan) -> int:
    return sum(spot.kind is Kind.FOLDED for spot in plan.spots)


def _label_px(item: Item) -> float:
    return max(item.title_px, item.note_px)


def _most_label_px(left: float, right: float, edges: tuple[float, float]) -> float:
    """Return the widest label that fits beside a mark or, for a bar, below it; out of view, what fits the view."""
    if right < edges[0] or left > edges[1]:
        return edges[1] - edges[0]
    beside = max(left - edges[0], edges[1] - right) - GAP_PX - _EDGE_PX
    return max(beside, min(right, edges[1]) - max(left, edges[0]) - 2 * GAP_PX)


def fit_span(extent_us: tuple[int, int]) -> Span:
    """Return the span that shows an extent with a little room on both sides."""
    return Span(*extent_us).padded(FIT_PAD)


def _edges(scale: Timescale) -> tuple[float, float]:
    return scale.left_px, scale.left_px + scale.width_px
