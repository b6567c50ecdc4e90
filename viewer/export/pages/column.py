"""The figure of a newspaper column, too narrow for a time axis: the events one below the other, each whole.

Marks keep their shapes, but not their lengths; the date stands beside them in words. Knows no file format, no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.blocks import FIRST_BASELINE_PX, NOTE, Style, paragraph, source_list, stacked
from viewer.export.pages.excerpt import rows_on_page
from viewer.export.pages.flow import Block
from viewer.export.pages.legend import bare_legend, timeline_signs
from viewer.export.pages.references import with_numbers
from viewer.export.pages.surround import caption, head, notes_of, record_title, stories
from viewer.layout.labels import note_line
from viewer.layout.marks import BAND_PX, FAR_PX, Look, Mark, mark_of, mark_shapes
from viewer.layout.scene import Box, Line, Paint, Scene, Text, move_shapes
from viewer.layout.timescale import Timescale
from viewer.model.account import account_of_figure
from viewer.model.columns import Flag
from viewer.model.date_words import in_words
from viewer.model.filters import shown_layers

if TYPE_CHECKING:
    from viewer.export.pages.figure import FigureRequest, Page
    from viewer.layout.scene import Measure, Shape
    from viewer.model.personnel import PersonnelFigure

_MOST_EVENTS = 2_000
_GAP_PX = 14.0
_TEXT_X = 30.0
_MARK = (2.0, 22.0)
_TITLE = Style("label", "ink", 16.0)
_STRONG = Style("strong", "ink", 16.0)


def column_figure(request: FigureRequest, page: Page, measure: Measure) -> Scene:
    """Return the figure of a narrow page, on which every event stands, whole.

    Raises ExportError where its height is given and too low, and for more events than anyone reads in a column.
    """
    return _Column(request, page, measure).figure()


class _Column:
    def __init__(self, request: FigureRequest, page: Page, measure: Measure) -> None:
        self._request = request
        self._page = page
        self._measure = measure
        self._width = page.inner_px
        mask = rows_on_page(request.dataset, request.filter, request.shown_span)
        if mask.sum() > _MOST_EVENTS:
            raise ExportError(
                f"A column cannot list {int(mask.sum()):,} events. Choose a wider page or a shorter range."
            )
        self._rows: list[int] = sorted(np.flatnonzero(mask).tolist(), key=self._when)
        self._figures = self._stated()
        self._notes = notes_of(request, self._rows, [figure.id for figure in self._figures])
        self._drawn = with_numbers(request.dataset, self._notes)

    def figure(self) -> Scene:
        """Stack the parts of the column."""
        request, width, measure, count = self._request, self._width, self._measure, len(self._rows)
        parts = [head(request, count, width, measure), self._lanes(), self._events(), self._personnel()]
        parts += [self._legend(), self._sources(), caption(request, count, width, measure)]
        body = stacked(parts, _GAP_PX)
        margin = self._page.margin_px
        needed = float(np.ceil(body.height + 2 * margin))
        given = self._page.height_px
        if given is not None and given < needed:
            raise ExportError(
                f"A page {self._page.width_px:g} px wide and {given:g} px high is too small for this figure: "
                f"give it at least {needed:g} px, or leave the height out and it grows as needed."
            )
        height, ground = given or needed, self._page.ground
        paper = [Box(0.0, 0.0, self._page.width_px, height, Paint(fill=ground))] if ground else []
        shapes = (*paper, *move_shapes(body.shapes, margin, margin))
        titles = stories(request, shapes, self._notes)
        return Scene(self._page.width_px, height, shapes, (), titles, count)

    def _when(self, row: int) -> int:
        columns = self._request.dataset.columns
        refined = columns.refined_of(row)
        unit = columns.unit_us
        return refined * unit if refined is not None else self._request.dataset.event(row).date.sort_us

    def _stated(self) -> list[PersonnelFigure]:
        """Return the figures of the first layer, in order of time: the others are the record's, and many."""
        dataset = self._request.dataset
        first = dataset.layers[0].id
        if not self._request.has_personnel or first not in shown_layers(dataset, self._request.filter):
            return []
        return sorted((f for f in dataset.personnel if f.layer in {"", first}), key=lambda f: f.date.sort_us)

    def _lanes(self) -> Block:
        """Name the lanes by their colours, as many on a line as fit."""
        shapes: list[Shape] = []
        x = y = 0.0
        used = {int(self._drawn.columns.lane[row]) for row in self._rows}
        for number in sorted(used):
            name = self._drawn.lanes[number]
            wide = self._measure(name, "note_strong")
            if x and x + 14 + wide > self._width:
                x, y = 0.0, y + 16.0
            shapes.append(Box(x, y + 3, 8.0, 8.0, Paint(fill=f"lane.{number % 8}"), 2.0))
            shapes.append(Text(x + 14, y + 11, name, "note_strong", "ink", wide))
            x += 14 + wide + 14
        return Block(tuple(shapes), y + 16.0 if shapes else 0.0)

    def _events(self) -> Block:
        return stacked([self._event(row) for row in self._rows], 9.0)

    def _event(self, row: int) -> Block:
        event = self._drawn.event(row)
        lane, layer = int(self._drawn.columns.lane[row]), int(self._drawn.columns.layer[row])
        key = f"event:{event.id}"
        note = note_line(event, self._drawn.layers[layer].title if layer else "")
        look = Look(f"lane.{lane % 8}", bool(layer), key, _TITLE.line_px / 2, BAND_PX - 2, _MARK)
        return self._told(event.title, note, key, mark_shapes(self._mark(row), look))

    def _told(self, title: str, note: str, key: str, sign: list[Shape], style: Style = _TITLE) -> Block:
        room = self._width - _TEXT_X
        words = stacked([paragraph(title, style, room, self._measure), paragraph(note, NOTE, room, self._measure)])
        keyed = [_keyed(shape, key) for shape in move_shapes(words.shapes, _TEXT_X, 0.0)]
        return Block((*sign, *keyed), words.height)

    def _mark(self, row: int) -> Mark:
        """Return the mark of an event brought to one length."""
        span = self._request.shown_span
        mark = mark_of(self._drawn.columns, row, Timescale(span, 0.0, 10.0))
        left = -FAR_PX if mark.flags & Flag.OPEN_START else _MARK[0]
        right = FAR_PX if mark.flags & Flag.OPEN_END else _MARK[1]
        middle = sum(_MARK) / 2
        if not mark.has_band:
            return Mark(middle, middle, None, middle, mark.flags)
        is_refined = bool(mark.flags & Flag.REFINED)
        return Mark(left, right, mark.core and _MARK, middle + 4 if is_refined else None, mark.flags)

    def _personnel(self) -> Block:
        if not self._figures:
            return Block()
        by_id = {figure.id: figure for figure in self._drawn.personnel}
        told = [self._figure(by_id[figure.id]) for figure in self._figures]
        return stacked([self._heading("Personnel, as the source says"), *told], 6.0)

    def _figure(self, figure: PersonnelFigure) -> Block:
        key, colour = f"figure:{figure.id}", figure.measure.value
        paint = Paint(fill=colour, fill_alpha=0.55, stroke=colour, hatch=True) if colour == "planned" else None
        sign = Box(_MARK[0], 3.0, _MARK[1] - _MARK[0], 10.0, paint or Paint(fill=colour), 2.0, key)
        return self._told(account_of_figure(figure, self._drawn).title, in_words(figure.date), key, [sign], _STRONG)

    def _heading(self, words: str) -> Block:
        text = Text(0.0, FIRST_BASELINE_PX + 7, words, "lane", "ink", self._measure(words, "lane"))
        return Block((Line(0.0, 0.0, self._width, 0.0, "hairline"), text), 22.0)

    def _legend(self) -> Block:
        marks = ((self._mark(row), bool(self._drawn.columns.layer[row])) for row in self._rows)
        signs = bare_legend(timeline_signs(marks), record_title(self._request), self._width, self._measure)
        return stacked([self._heading("Signs"), signs], 2.0) if signs.height else Block()

    def _sources(self) -> Block:
        listed = source_list(self._notes.entries, self._width, self._measure)
        return stacked([self._heading(self._notes.heading), listed], 4.0) if listed.height else Block()


def _keyed(shape: Shape, key: str) -> Shape:
    if not isinstance(shape, Text):
        return shape
    return Text(shape.x, shape.y, shape.text, shape.font, shape.colour, shape.width, shape.anchor, key)
