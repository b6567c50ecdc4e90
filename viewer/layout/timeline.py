"""The timeline's display list: axis, lanes, marks and labels for one view.

TimelineLayout keeps what is costly between frames (label widths, the plan of each lane at one scale); the scene it
returns depends on the view alone until the scale changes, so panning never moves a label against its mark. No Qt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from viewer.layout.axis import axis_shapes
from viewer.layout.dense import CELL_PX
from viewer.layout.event_shapes import LaneDrawing
from viewer.layout.labels import LabelBook
from viewer.layout.lanes import GUTTER_PX, LANE_PAD_PX, LaneBox, LaneNeed, lane_boxes, lane_shapes
from viewer.layout.marks import mark_of
from viewer.layout.placement import Item, Kind, LanePlan, height_needed, plan_lane
from viewer.layout.relations import anchors, relation_shapes
from viewer.layout.scene import Line, Scene, Shape, Target
from viewer.layout.timescale import Span, Timescale
from viewer.model.links import relations_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from viewer.layout.index import EventIndex, LaneIndex
    from viewer.layout.scene import Measure
    from viewer.model.dataset import Dataset

AXIS_PX = 44.0
RIGHT_PAD_PX = 12.0
FIT_PAD = 0.03
_DENSE_PX = 100.0


class Limits(NamedTuple):
    """Up to where every event is placed by itself, in a lane and in all, and the most rows a lane may ask for."""

    lane: int
    total: int
    rows: int


WINDOW = Limits(lane=120, total=480, rows=8)
PAGE = Limits(lane=5_000, total=5_000, rows=400)
"""What a page can bear: it is laid out once, and may grow."""


@dataclass(frozen=True, slots=True)
class TimelineView:
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


class Crowd(NamedTuple):
    """The events under one place of a dense lane: how many there are, and the first of their rows."""

    total: int
    rows: tuple[int, ...]


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
    ) -> None:
        """Prepare to lay out `index`; `home` is the span that decides how the lanes share the height.

        `dimmed` marks, among all rows of the dataset, those to be drawn faintly.
        """
        self._dimmed = dimmed
        self._limits = limits
        self._dataset = dataset
        self._index = index
        self._measure = measure
        self._home = home
        self._labels = LabelBook(dataset, measure)
        self._heights: tuple[tuple[float, float], tuple[LaneBox, ...]] | None = None
        self._plans: dict[tuple[int, float], LanePlan] = {}
        self._planned_at: tuple[float, float] | None = None

    def is_dense(self, lane: LaneIndex) -> bool:
        """Say whether a lane has too many events to place each of them."""
        return len(lane) > self._limits.lane or len(self._index) > self._limits.total

    def scene(self, view: TimelineView) -> Scene:
        """Return the display list of a view. Targets carry "event:ID", "rows:1,2,3" or "strip:LANE"."""
        scale = view.scale
        boxes = self._boxes(view)
        bottom = boxes[-1].top + boxes[-1].height if boxes else view.height
        shapes: list[Shape] = list(axis_shapes(scale, 0.0, AXIS_PX, bottom, self._measure))
        shapes.append(Line(0.0, AXIS_PX, view.width, AXIS_PX, "hairline"))
        targets: list[Target] = []
        tally = [0, 0]
        ground = len(shapes)
        for box in boxes:
            shapes += lane_shapes(box, self._dataset.lanes[box.number], view.width, self._measure)
            drawing = self._drawing(view, scale, box)
            shapes += drawing.shapes
            targets += drawing.targets
            tally = [tally[0] + drawing.drawn, tally[1] + drawing.folded]
        shapes[ground:ground] = self._relations(view, shapes, targets)
        return Scene(view.width, view.height, tuple(shapes), tuple(targets), drawn=tally[0], folded=tally[1])

    def _relations(self, view: TimelineView, shapes: list[Shape], targets: list[Target]) -> list[Shape]:
        if view.chosen is None or not view.has_relations:
            return []
        chosen = self._dataset.id_of(view.chosen)
        found = relations_of(chosen, self._dataset)
        outgoing = {f"event:{relation.other}" for relation in found if relation.is_outgoing}
        incoming = {f"event:{relation.other}" for relation in found if not relation.is_outgoing}
        return relation_shapes(anchors(shapes, targets), f"event:{chosen}", outgoing, incoming)

    def full_height(self, span: Span, width: float) -> float:
        """Return the height at which every event of every sparse lane gets its full label at this span and width."""
        view = TimelineView(span, width, 0.0)
        return AXIS_PX + sum(need.full_px for need in self._needs(view.scale, most_rows=400))

    def crowd_at(self, view: TimelineView, lane_number: int, x: float, most: int = 200) -> Crowd:
        """Return the events of a dense lane within two pixels of x: their count, and at most `most` rows."""
        scale, unit = view.scale, self._dataset.columns.unit_us
        start, end = scale.to_us(x - 2) // unit, -(-scale.to_us(x + 2) // unit)
        lane = self._index.lanes[lane_number]
        places = lane.touching(start, max(end, start + 1))
        return Crowd(len(places), tuple(int(row) for row in lane.rows[places[:most]]))

    def lane_at(self, view: TimelineView, y: float) -> int | None:
        """Return the number of the lane at a height, or None."""
        return next((box.number for box in self._boxes(view) if box.top <= y < box.top + box.height), None)

    def _drawing(self, view: TimelineView, scale: Timescale, box: LaneBox) -> LaneDrawing:
        lane = self._index.lanes[box.number]
        drawing = LaneDrawing(
            self._dataset, self._labels, self._measure, scale, box, view.chosen, view.hits, self._dimmed
        )
        if self.is_dense(lane):
            drawing.draw_dense(lane, CELL_PX)
        else:
            drawing.draw_sparse(lane, self._plan(view, scale, lane, box))
        return drawing

    def _plan(self, view: TimelineView, scale: Timescale, lane: LaneIndex, box: LaneBox) -> LanePlan:
        moment = (scale.us_per_px, view.height)
        if self._planned_at != moment:
            self._plans.clear()
            self._planned_at = moment
        key = (box.number, box.height)
        if key not in self._plans:
            items = self._items(lane, scale)
            self._plans[key] = plan_lane(items, box.height - 2 * LANE_PAD_PX, _edges(scale))
        return self._plans[key]

    def _items(self, lane: LaneIndex, scale: Timescale) -> list[Item]:
        items = []
        for row in lane.rows.tolist():
            label = self._labels.label(row)
            items.append(Item(*mark_of(self._dataset.columns, row, scale).reach, label.title_px, label.note_px))
        return items

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
        return LaneNeed(
            height_needed(items, Kind.TITLE, edges, most_rows) + pad,
            height_needed(items, Kind.FULL, edges, most_rows) + pad,
        )


def fit_span(extent_us: tuple[int, int]) -> Span:
    """Return the span that shows an extent with a little room on both sides."""
    return Span(*extent_us).padded(FIT_PAD)


def _edges(scale: Timescale) -> tuple[float, float]:
    return scale.left_px, scale.left_px + scale.width_px
