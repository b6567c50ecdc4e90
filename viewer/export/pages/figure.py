"""One figure on one page: title, timeline, personnel chart, legend, numbered sources and caption, laid out for it.

The page decides the layout, not a window: without a given height it grows until every label fits. With one, first the
list of sources gives way, then the height of the chart, then labels in the order of `viewer.layout.placement`, and
last the legend. Knows no file format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.blocks import FIRST_BASELINE_PX, HEADING_X, source_list
from viewer.export.pages.column import column_figure
from viewer.export.pages.describe import keys_of
from viewer.export.pages.excerpt import cut_to_page, rows_on_page, shown_extent_us, unfaded_at_edges
from viewer.export.pages.flow import Block
from viewer.export.pages.left_out import left_out, most_left_out
from viewer.export.pages.legend import chart_signs, crowd_signs, legend, strips_of, timeline_signs
from viewer.export.pages.presets import PX_PER_INCH, Unit, length_in_words
from viewer.export.pages.references import with_numbers
from viewer.export.pages.repeated_axis import axis_places, with_axes
from viewer.export.pages.surround import caption, head, notes_of, record_title, stories
from viewer.layout.chart import ChartView, chart_scene
from viewer.layout.chart_series import totals
from viewer.layout.disagreements import contest_of
from viewer.layout.index import EventIndex
from viewer.layout.labels import NOTE_FONT
from viewer.layout.lanes import GUTTER_PX, LINE_PX
from viewer.layout.marks import mark_of
from viewer.layout.scene import Box, Line, Paint, Scene, Text, move_shapes, move_targets
from viewer.layout.timeline import AXIS_PX, PAGE, TimelineLayout, TimelineView, fit_span
from viewer.model.filters import Filter, shown_layers
from viewer.model.opening import Attention

if TYPE_CHECKING:
    from viewer.layout.scene import Measure, Shape
    from viewer.layout.timescale import Span
    from viewer.loading.pack import Packed
    from viewer.model.dataset import Dataset

LEAST_WIDTH_PX = 220
NARROW_WIDTH_PX = 640
"""On a page narrower than this there is no time axis: the events stand one below the other."""

DEFAULT_WIDTH_PX = 1600
_GAP_PX = 16.0
_CHART_PX = 224.0
_LEAST_CHART_PX = 120.0
_GOOD_CHART_PX = 150.0
"""What it is to have where the list of sources has made room for it."""


class Page(Struct, frozen=True):
    """The size of a page in pixels of the layout. `height_px` None: as high as the labels need.

    `ground` is the colour role of the paper, None for a transparent one. `zoom` times a 96th of an inch is the size of
    such a pixel on paper; `dpi` are the dots of a bitmap to an inch of it; `unit` is what its size is said in.
    """

    width_px: float = DEFAULT_WIDTH_PX
    height_px: float | None = None
    ground: str | None = "card"
    zoom: float = 1.0
    dpi: float = PX_PER_INCH
    unit: Unit = Unit.PX

    @property
    def margin_px(self) -> float:
        """The free border on all sides: a quarter of an inch on a narrow page, up to half an inch on a wide one."""
        return min(48.0, max(12.0 if self.width_px < NARROW_WIDTH_PX else 24.0, round(self.width_px * 0.025)))

    def length(self, px: float, *, is_least: bool = False) -> str:
        """Return a length of the layout as one of the page, in its unit, for a person; a least one is rounded up."""
        return length_in_words(px * self.zoom / PX_PER_INCH, self.unit, self.dpi, is_least=is_least)

    @property
    def inner_px(self) -> float:
        """The width between the margins."""
        return self.width_px - 2 * self.margin_px


class FigureRequest(Struct, frozen=True):
    """What a figure shows: a dataset, what of it is hidden, the span (None: all that is shown), with or without chart.

    `attention` is not drawn: the file carries it, so that opening it brings back what was looked at.
    `problem_count` is said in the caption. `contributor` is whose figures the chart shows, "" for the first whole.
    `title` and `subtitle` stand in place of the dataset's own where they are not None, "" for none at all.
    `has_quotes`: the notes below say each quote, not only its source. `language` is the tag of the figure's words.
    `embedded` is the dataset, packed, for the file to carry. `has_appendix`: pages with all quotes and sources follow.
    `has_pages`: the file has pages, so that notes that find no room on the first stand on the next.
    """

    dataset: Dataset
    filter: Filter = field(default_factory=Filter)
    span: Span | None = None
    has_personnel: bool = True
    contributor: str = ""
    problem_count: int = 0
    title: str | None = None
    subtitle: str | None = None
    has_quotes: bool = False
    language: str = "en"
    embedded: Packed | None = None
    attention: Attention = field(default_factory=Attention)
    has_appendix: bool = False
    has_pages: bool = False

    @property
    def place_of_notes(self) -> str:
        """Where the notes are that have no room in the figure."""
        if self.has_appendix:
            return "in the appendix"
        return "after this page" if self.has_pages else "in the data of this file"

    @property
    def name(self) -> str:
        """What the figure is called in a file, even where no title is drawn."""
        return self.title or self.dataset.title or self.dataset.id

    @property
    def shown_span(self) -> Span:
        """The span drawn. Raises ExportError where nothing with a date is shown."""
        return self.span or fit_span(shown_extent_us(self.dataset, self.filter))


class Composed(Struct, frozen=True):
    """A composed page; how many events stand on it without their whole label; whether its notes are listed.

    `has_air`: no label below a bar is pressed against the next one.
    """

    scene: Scene
    short: int = 0
    has_sources: bool = True
    has_air: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing has given way."""
        return self.has_sources and not self.short


def compose(request: FigureRequest, page: Page, measure: Measure) -> Scene:
    """Return the whole page as one scene, its `titles` telling what stands under each key.

    Raises ExportError for a page too narrow or too low for this figure, and where there is nothing to draw.
    """
    return compose_checked(request, page, measure).scene


def compose_checked(request: FigureRequest, page: Page, measure: Measure) -> Composed:
    """Compose as `compose` does, and say what had to give way."""
    if page.width_px < LEAST_WIDTH_PX:
        wide, least = page.length(page.width_px), page.length(LEAST_WIDTH_PX, is_least=True)
        raise ExportError(f"A page {wide} wide is too narrow: give it at least {least}.")
    if page.width_px < NARROW_WIDTH_PX:
        return Composed(*column_figure(request, page, measure))
    return _Figure(request, page, measure).composed()


class _Figure:
    """The parts of one figure, made in the order in which they depend on each other."""

    def __init__(self, request: FigureRequest, page: Page, measure: Measure) -> None:
        self._request = request
        self._page = page
        self._measure = measure
        self._span = request.shown_span
        mask = rows_on_page(request.dataset, request.filter, self._span)
        self._rows: list[int] = np.flatnonzero(mask).tolist()
        self._notes = notes_of(request, self._rows, self._charted())
        self._drawn = cut_to_page(with_numbers(request.dataset, self._notes), self._span)
        self._index = EventIndex(self._drawn.columns, len(self._drawn.lanes), mask)
        known = request.dataset.known_by(request.filter.known_by_us)
        contest = contest_of(known, shown_layers(known, request.filter))
        self._layout = TimelineLayout(self._drawn, self._index, measure, self._span, PAGE, contest=contest)
        count, width = len(self._rows), page.inner_px
        self._head = head(request, count, width, measure, is_low=page.height_px is not None)
        self._unlisted = self._notes.unlisted(request.place_of_notes)
        self._are_notes_listed = True
        self._strips: frozenset[int] = frozenset()
        self._has_air = True

    def composed(self) -> Composed:
        """Lay the page out; a second time where legend and caption must say what is counted together or unnamed."""
        page = self._laid_out(set(), "")
        crowds = crowd_signs(page)
        if crowds or self._left_out(page):
            self._strips = strips_of(page)
            page = self._laid_out(crowds, self._most_left_out())
        return Composed(page, len(self._rows) - _whole_labels(page), self._are_notes_listed, self._has_air)

    def _laid_out(self, crowds: set[str], left_out: str) -> Scene:
        """Lay the page out with room for the words of `left_out` in the caption, which says what is left out indeed."""
        given, signs, sources = self._page.height_px, self._legend(crowds), self._sources()
        wanted, air = self._full_height()
        listed, unlisted = self._caption("", left_out), self._caption(self._unlisted, left_out)
        if given is None:
            plots = self._timeline(wanted + air, grows=True), self._chart(self._drawn, _CHART_PX)
            return self._assembled(plots, [signs, sources], left_out)
        if signs.height and given - self._taken(signs, unlisted) < _LEAST_CHART_PX + self._least():
            signs = Block()
        below = [signs, sources, listed]
        chart = self._chart(self._drawn, _chart_height(given - self._taken(*below), wanted, air))
        chart_px = chart.height if chart else 0.0
        self._are_notes_listed = not sources.height or given - self._taken(*below) - chart_px >= wanted
        if not self._are_notes_listed:
            below = [signs, Block(), unlisted]
            room = given - self._taken(*below)
            good = min(_GOOD_CHART_PX, room - self._least())
            chart = self._chart(self._drawn, max(good, _chart_height(room, wanted, air)))
            chart_px = chart.height if chart else 0.0
        spare = 0.0 if left_out else self._caption("", self._most_left_out()).height - listed.height
        rest = self._rest(given, self._taken(*below) + chart_px, spare)
        self._has_air, timeline = rest >= wanted + air, self._timeline(rest)
        return self._assembled((timeline, chart), below[:2], left_out)

    def _caption(self, unlisted: str, left_out: str) -> Block:
        request, width = self._request, self._page.inner_px
        return caption(request, len(self._rows), width, self._measure, unlisted, left_out)

    def _left_out(self, plot: Scene) -> str:
        return left_out(plot, len(self._rows), self._drawn).in_words()

    def _most_left_out(self) -> str:
        return most_left_out(len(self._rows), len(self._request.dataset.personnel)).in_words()

    def _taken(self, *below: Block) -> float:
        """Return the height that is taken by margins, head, the parts below the plots, and the gaps between."""
        heights = [part.height for part in (self._head, *below) if part.height]
        return 2 * self._page.margin_px + sum(heights) + len(heights) * _GAP_PX

    def _charted(self) -> list[str]:
        """Return the ids of the figures in the chart."""
        chart = self._chart(self._request.dataset, _CHART_PX)
        return [key.partition(":")[2] for key in keys_of(chart.shapes)] if chart else []

    def _view(self, height: float) -> TimelineView:
        return TimelineView(self._span, self._page.inner_px, height)

    def _timeline(self, height: float, *, grows: bool = False) -> Scene:
        """Return the timeline of a height; of a high one the axis stands several times, `grows`: on top of that."""
        view = self._view(height)
        places = axis_places(self._layout.bottoms(view))
        if places and not grows:
            view = self._view(height - len(places) * AXIS_PX)
            places = axis_places(self._layout.bottoms(view))
        scene = self._layout.scene(view)
        scene = replace(scene, shapes=tuple(unfaded_at_edges(scene.shapes, self._request.dataset, self._span)))
        return with_axes(scene, places, view.scale, self._measure)

    def _full_height(self) -> tuple[float, float]:
        """Return the height at which every label is full, as far as height can do that, and the air good around it."""
        full, air = self._layout.full_height(self._span, self._page.inner_px)
        return float(np.ceil(full)) + 1.0, air  # a pixel more, so that no lane lacks the last billionth of its rows

    def _chart(self, dataset: Dataset, height: float) -> Scene | None:
        """Return the chart, or None where there is no figure to show."""
        request = self._request
        names = totals(dataset)
        if not request.has_personnel or not names:
            return None
        layers = tuple(layer.id for layer in dataset.layers if layer.id not in request.filter.hidden_layers)
        view = ChartView(self._view(0.0).scale, self._page.inner_px, height, layers, request.contributor or names[0])
        chart = chart_scene(dataset, view, self._measure)
        return chart if keys_of(chart.shapes) else None

    def _legend(self, crowds: set[str]) -> Block:
        columns, scale = self._drawn.columns, self._view(0.0).scale
        marks = (
            (mark_of(columns, row, scale), bool(columns.layer[row]))
            for number, lane in enumerate(self._index.lanes)
            if number not in self._strips and not self._layout.is_dense(lane)
            for row in lane.rows.tolist()
        )
        chart = self._chart(self._drawn, _CHART_PX)
        signs = chart_signs(chart.shapes) if chart else set()
        return legend(
            timeline_signs(marks) | crowds, signs, record_title(self._request), self._page.inner_px, self._measure
        )

    def _sources(self) -> Block:
        notes = self._notes
        listed = source_list(notes.entries, self._page.inner_px - GUTTER_PX, self._measure)
        if not listed.height:
            return Block()
        width = self._measure(notes.heading, "lane")
        heading = Text(HEADING_X, FIRST_BASELINE_PX, notes.heading, "lane", "ink", width, key="sources")
        return Block((heading, *move_shapes(listed.shapes, GUTTER_PX, 0.0)), listed.height)

    def _least(self) -> float:
        return AXIS_PX + LINE_PX * max(1, len(self._drawn.lanes))

    def _rest(self, given: float, taken: float, spare: float) -> float:
        """Return what a page of a given height leaves to the timeline. Raises ExportError where that is too little.

        `spare` is what may yet be needed: it is asked for then, too.
        """
        if given - taken >= self._least():
            return given - taken
        needed = self._page.length(taken + spare + self._least(), is_least=True)
        raise ExportError(
            f"A page {self._page.length(given)} high is too low for this figure at that width: "
            f"give it at least {needed}, or leave the height out and it grows as needed."
        )

    def _assembled(self, plots: tuple[Scene, Scene | None], parts: list[Block], room: str) -> Scene:
        margin, width = self._page.margin_px, self._page.width_px
        top = margin + (self._head.height + _GAP_PX if self._head.height else 0.0)
        plot = _plot(*plots)
        unlisted = "" if self._are_notes_listed else self._unlisted
        below = [*parts, self._caption(unlisted, self._left_out(plot) if room else "")]
        shapes = [*move_shapes(self._head.shapes, margin, margin), *move_shapes(plot.shapes, margin, top)]
        y = top + plot.height
        for block in below:
            if block.height:
                shapes += move_shapes(block.shapes, margin, y + _GAP_PX)
                y += _GAP_PX + block.height
        height = self._page.height_px or float(np.ceil(y + margin))
        ground = self._page.ground
        paper = [Box(0.0, 0.0, width, height, Paint(fill=ground))] if ground else []
        targets = move_targets(plot.targets, margin, top)
        return Scene(
            width,
            height,
            (*paper, *shapes),
            targets,
            stories(self._request, shapes, self._notes),
            plot.drawn,
            plot.folded,
        )


def _chart_height(room: float, wanted: float, air: float) -> float:
    """Return the height of the chart on a page that leaves `room` to timeline and chart: less where it is short.

    Air around the labels of the timeline is given only once the chart has a good height.
    """
    good = min(_GOOD_CHART_PX, room - wanted)
    return min(_CHART_PX, max(_LEAST_CHART_PX, good, room - wanted - air))


def _plot(timeline: Scene, chart: Scene | None) -> Scene:
    """Put the chart under the timeline; the timeline's grid goes on through it."""
    if chart is None:
        return timeline
    grid = [_extended(shape, chart.height) for shape in timeline.shapes]
    shapes = (*grid, *move_shapes(chart.shapes, 0.0, timeline.height))
    targets = (*timeline.targets, *move_targets(chart.targets, 0.0, timeline.height))
    return Scene(
        timeline.width,
        timeline.height + chart.height,
        shapes,
        targets,
        drawn=timeline.drawn,
        folded=timeline.folded,
    )


def _extended(shape: Shape, by_px: float) -> Shape:
    if isinstance(shape, Line) and shape.x1 == shape.x2 and shape.key is None:
        return replace(shape, y2=shape.y2 + by_px)
    return shape


def _whole_labels(scene: Scene) -> int:
    """Return how many events have both lines of their label; one that is cut is not whole."""
    lines = [shape for shape in scene.shapes if isinstance(shape, Text) and (shape.key or "").startswith("event:")]
    cut = {line.key for line in lines if line.text.endswith("…")}
    return len({line.key for line in lines if line.font == NOTE_FONT} - cut)
