"""The figure of a newspaper column, too narrow for a time axis: the events one below the other, in order of time.

The date stands beside each mark in words. Knows no file format, no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec.structs import replace

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.blocks import FIRST_BASELINE_PX, Style, source_list, stacked
from viewer.export.pages.column_list import (
    LINE_PX,
    LINES,
    MARK,
    TITLES,
    WHOLE,
    ColumnList,
    Detail,
    by_another_source,
    told,
)
from viewer.export.pages.excerpt import rows_on_page
from viewer.export.pages.flow import Block
from viewer.export.pages.left_out import LeftOut
from viewer.export.pages.legend import bare_legend, timeline_signs
from viewer.export.pages.references import with_numbers
from viewer.export.pages.surround import caption, head, notes_of, record_title, stories
from viewer.layout.chart_series import disputed, totals
from viewer.layout.disagreements import contest_of
from viewer.layout.lanes import wrapped
from viewer.layout.scene import Box, Line, Paint, Scene, Text, move_shapes
from viewer.model.account import account_of_figure
from viewer.model.columns import FAR_PAST
from viewer.model.date_words import in_words
from viewer.model.filters import shown_layers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.export.pages.figure import FigureRequest, Page
    from viewer.layout.chart_series import Other
    from viewer.layout.scene import Measure, Shape
    from viewer.model.dataset import Dataset
    from viewer.model.personnel import PersonnelFigure

_MOST_LINES = 2_000
"""Of more events several share a line, even where the page could grow."""

_GAP_PX = 14.0
_MOST_NAME_LINES = 3
_STRONG = Style("strong", "ink", 16.0)


class ColumnFigure(NamedTuple):
    """A composed column; how many events stand in it without their whole label; whether its notes are listed."""

    scene: Scene
    short: int
    has_sources: bool


def column_figure(request: FigureRequest, page: Page, measure: Measure) -> ColumnFigure:
    """Return the figure of a narrow page: every event whole, and where the page is too low for that, less of each.

    Raises ExportError where not even one line for all events fits.
    """
    return _Column(request, page, measure).figure()


class _Column:
    def __init__(self, request: FigureRequest, page: Page, measure: Measure) -> None:
        self._request = request
        self._page = page
        self._measure = measure
        self._width = page.inner_px
        dated = self._dated()
        self._rows = [row for row, _ in dated]
        self._figures = self._stated()
        told = [*(figure.id for figure in self._figures), *self._opposed(request.dataset)]
        self._notes = notes_of(request, self._rows, [name.removeprefix("figure:") for name in told])
        self._drawn = with_numbers(request.dataset, self._notes)
        contest = contest_of(request.dataset, shown_layers(request.dataset, request.filter))
        self._list = ColumnList(self._drawn, dated, request.shown_span, self._width, measure, contest)

    def figure(self) -> ColumnFigure:
        """Stack the parts of the column; first the list of sources gives way, then the events do."""
        tries = [(WHOLE, True), (WHOLE, False), (TITLES, False), (LINES, False)]
        for detail, has_sources in tries if len(self._list) <= _MOST_LINES else []:
            body = self._body(detail, self._list.block(detail), has_sources=has_sources)
            if self._page.height_px is None or self._paper_px(body) <= self._page.height_px:
                return self._finished(body, detail, has_sources=has_sources)
        detail = self._counted()
        body = self._body(detail, self._list.block(detail), has_sources=False)
        return self._finished(body, detail, has_sources=False)

    def _counted(self) -> Detail:
        """Return the detail at which the events fit the page, several on a line."""
        most, given = replace(LINES, entries=_MOST_LINES), self._page.height_px
        if given is None:
            return most
        shared = replace(most, entries=max(1, len(self._list) - 1))  # its caption takes the most room
        least = self._paper_px(self._body(shared, Block((), LINE_PX), has_sources=False))
        if given < least:
            page = self._page
            raise ExportError(
                f"A page {page.length(page.width_px)} wide and {page.length(given)} high is too small for this figure: "
                f"make it at least {page.length(least, is_least=True)} high, "
                "or leave the height out and it grows as needed."
            )
        return replace(most, entries=min(_MOST_LINES, 1 + int((given - least) // LINE_PX)))

    def _body(self, detail: Detail, events: Block, *, has_sources: bool) -> Block:
        request, width, measure, count = self._request, self._width, self._measure, len(self._rows)
        unlisted = "" if has_sources else self._notes.unlisted(request.place_of_notes)
        parts = [head(request, count, width, measure), self._lanes(), events, self._personnel()]
        parts += [self._legend(detail), self._sources() if has_sources else Block()]
        shared = self._shared(detail)
        return stacked([*parts, caption(request, count, width, measure, unlisted, shared)], _GAP_PX)

    def _shared(self, detail: Detail) -> str:
        """Return what the caption says of events that are only counted on the line of another."""
        count, named = len(self._rows), min(len(self._rows), detail.entries)
        return LeftOut(named, count, count - named, 0).in_words()

    def _paper_px(self, body: Block) -> float:
        return float(np.ceil(body.height + 2 * self._page.margin_px))

    def _finished(self, body: Block, detail: Detail, *, has_sources: bool) -> ColumnFigure:
        margin, width, count = self._page.margin_px, self._page.width_px, len(self._rows)
        height, ground = self._page.height_px or self._paper_px(body), self._page.ground
        paper = [Box(0.0, 0.0, width, height, Paint(fill=ground))] if ground else []
        shapes = (*paper, *move_shapes(body.shapes, margin, margin))
        titles = stories(self._request, shapes, self._notes)
        drawn = min(count, detail.entries)
        scene = Scene(width, height, shapes, (), titles, drawn, count - drawn)
        return ColumnFigure(scene, 0 if detail == WHOLE else count, has_sources or not self._notes.entries)

    def _dated(self) -> list[tuple[int, int]]:
        """Return the rows on the page and the instants they stand at, in order of time."""
        dataset = self._request.dataset
        rows = np.flatnonzero(rows_on_page(dataset, self._request.filter, self._request.shown_span))
        if len(rows) > _MOST_LINES:  # the columns know the instants less closely, but of a million events at once
            columns = dataset.columns
            begin = np.where(columns.begin[rows] == FAR_PAST, columns.finish[rows], columns.begin[rows])
            order = np.argsort(begin, kind="stable")
            return [
                (row, when * columns.unit_us)
                for row, when in zip(rows[order].tolist(), begin[order].tolist(), strict=True)
            ]
        return sorted(((row, self._when(row)) for row in rows.tolist()), key=lambda pair: pair[1])

    def _when(self, row: int) -> int:
        columns = self._request.dataset.columns
        refined = columns.refined_of(row)
        return self._request.dataset.event(row).date.sort_us if refined is None else refined * columns.unit_us

    def _stated(self) -> list[PersonnelFigure]:
        """Return the figures of the first layer, in order of time: the others are the record's, and many."""
        dataset = self._request.dataset
        first = dataset.layers[0].id
        if not self._request.has_personnel or first not in shown_layers(dataset, self._request.filter):
            return []
        return sorted((f for f in dataset.personnel if f.layer in {"", first}), key=lambda f: f.date.sort_us)

    def _lanes(self) -> Block:
        """Name the lanes by their colours, as many on a line as fit; a name longer than a line goes on below."""
        shapes: list[Shape] = []
        x = y = 0.0
        font, room = "note_strong", self._width - 14
        used = {int(self._drawn.columns.lane[row]) for row in self._rows}
        for number in sorted(used):
            first, *more = wrapped(self._drawn.lanes[number], font, room, _MOST_NAME_LINES, self._measure) or [""]
            wide = self._measure(first, font)
            if x and (more or x + 14 + wide > self._width):
                x, y = 0.0, y + 16.0
            shapes.append(Box(x, y + 3, 8.0, 8.0, Paint(fill=f"lane.{number % 8}"), 2.0))
            shapes.append(Text(x + 14, y + 11, first, font, "ink", wide))
            for line in more:
                y += 13.0
                shapes.append(Text(14.0, y + 11, line, font, "ink", self._measure(line, font)))
            x = self._width if more else x + 14 + wide + 14
        return Block(tuple(shapes), y + 16.0 if shapes else 0.0)

    def _personnel(self) -> Block:
        if not self._figures:
            return Block()
        by_id = {figure.id: figure for figure in self._drawn.personnel}
        others = self._opposed(self._drawn).values()
        told = [self._figure(by_id[figure.id], others) for figure in self._figures]
        return stacked([self._heading("Personnel, as the source says"), *told], 6.0)

    def _opposed(self, dataset: Dataset) -> dict[str, Other]:
        """Return, by their keys, the figures of other layers that stand against those of the first."""
        first = (dataset.layers[0].id,) if self._figures else ()
        found = (other for name in totals(dataset) for other in disputed(dataset, first, name))
        return {other.report.key: other for other in found if not other.is_drawn}

    def _figure(self, figure: PersonnelFigure, others: Iterable[Other]) -> Block:
        key, colour = f"figure:{figure.id}", figure.measure.value
        paint = Paint(fill=colour, fill_alpha=0.55, stroke=colour, hatch=True) if colour == "planned" else None
        sign = Box(MARK[0], 3.0, MARK[1] - MARK[0], 10.0, paint or Paint(fill=colour), 2.0, key)
        title, note = account_of_figure(figure, self._drawn).title, in_words(figure.date)
        block = told(title, note, key, [sign], self._width, self._measure, _STRONG)
        against = [other.report for other in others if key in other.against]
        lines = [by_another_source(report.name, report.key, self._width, self._measure) for report in against]
        return stacked([block, *lines])

    def _heading(self, words: str) -> Block:
        text = Text(0.0, FIRST_BASELINE_PX + 7, words, "lane", "ink", self._measure(words, "lane"))
        return Block((Line(0.0, 0.0, self._width, 0.0, "hairline"), text), 22.0)

    def _legend(self, detail: Detail) -> Block:
        signs = bare_legend(
            timeline_signs(self._list.marks(detail)), record_title(self._request), self._width, self._measure
        )
        return stacked([self._heading("Signs"), signs], 2.0) if signs.height else Block()

    def _sources(self) -> Block:
        listed = source_list(self._notes.entries, self._width, self._measure)
        return stacked([self._heading(self._notes.heading), listed], 4.0) if listed.height else Block()
