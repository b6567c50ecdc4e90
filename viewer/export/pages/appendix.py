"""The pages behind a figure: every quote in its context, every source, every disagreement. No Qt, no file format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from viewer.export.pages.blocks import stacked
from viewer.export.pages.context import context_of
from viewer.export.pages.describe import keys_of
from viewer.export.pages.excerpt import rows_on_page
from viewer.export.pages.flow import Block, Run, lines_of
from viewer.export.pages.presets import MM_PER_INCH, PX_PER_INCH, Unit
from viewer.export.pages.references import quote_notes, records_of, source_notes
from viewer.export.pages.surround import listed_notes
from viewer.export.trace.provenance import origin_in_words
from viewer.layout.scene import Box, Line, Paint, Scene, Text, move_shapes
from viewer.model.account import account_of_event, account_of_figure
from viewer.model.citation import cite
from viewer.model.filters import shown_layers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.export.pages.figure import FigureRequest
    from viewer.layout.scene import Measure, Shape
    from viewer.model.account import Account

_MARGIN_PX = 68.0
_FOOT_PX = 40.0
_INDENT_PX = 18.0
_LINE_PX = 17.0
_NOTE_PX = 15.0


class Section(Struct, frozen=True):
    """A part of the appendix: its heading, the page it begins on from 0, and how far down it stands, in pixels."""

    title: str
    page: int
    y_px: float


class Appendix(Struct, frozen=True):
    """The pages, each a scene at 96 pixels an inch, and where their sections begin."""

    pages: tuple[Scene, ...]
    sections: tuple[Section, ...]


class _Part(Struct, frozen=True):
    """Lines that stay together, so a page never ends in a heading. `section` names what begins here, if anything."""

    block: Block
    gap_px: float = 0.0
    section: str = ""


def appendix(request: FigureRequest, unit: Unit, measure: Measure, figure: Scene | None = None) -> Appendix:
    """Return the pages on A4, or on Letter where sizes are said in inches. Raises ExportError for nothing to draw.

    `figure` is the composed page they stand behind: its notes keep their numbers, and all that is drawn on it is told,
    also what it takes from a hidden layer. None: as if nothing were drawn but what is shown.
    """
    size = _size(unit)
    parts = _Writer(request, size[0] - 2 * _MARGIN_PX, measure, figure).parts()
    return _paged(parts, size, _Foot("Appendix", size, request, measure))


def note_pages(request: FigureRequest, unit: Unit, measure: Measure, figure: Scene) -> Appendix:
    """Return pages like those of the appendix with nothing but the numbered notes of a composed figure."""
    size = _size(unit)
    heading, entries = listed_notes(figure)
    parts = _Writer(request, size[0] - 2 * _MARGIN_PX, measure, figure).listed(heading, entries)
    return _paged(parts, size, _Foot(heading, size, request, measure))


def _size(unit: Unit) -> tuple[float, float]:
    width, height = (8.5, 11.0) if unit is Unit.INCH else (210 / MM_PER_INCH, 297 / MM_PER_INCH)
    return width * PX_PER_INCH, height * PX_PER_INCH


class _Writer:
    """Sets the parts of the appendix one after the other."""

    def __init__(self, request: FigureRequest, width_px: float, measure: Measure, figure: Scene | None) -> None:
        self._request = request
        self._dataset = request.dataset
        self._width = width_px
        self._measure = measure
        self._page_notes = listed_notes(figure) if figure else ("", [])
        drawn = _drawn_ids(figure) if figure else set()
        mask = rows_on_page(request.dataset, request.filter, request.shown_span)
        mask[[row for row in map(request.dataset.index_of, drawn) if row is not None]] = True
        self._rows: list[int] = sorted(np.flatnonzero(mask).tolist(), key=request.dataset.columns.begin.__getitem__)
        layers = {"", *shown_layers(request.dataset, request.filter)}
        told = request.dataset.personnel if request.has_personnel else ()
        self._figures = [entry for entry in told if entry.layer in layers or entry.id in drawn]

    def parts(self) -> Iterator[_Part]:
        yield _Part(stacked([self._lines([Run(self._request.name, "heading")], 28.0)]))
        words = "Every quote in its context, every source and every disagreement behind the figure"
        yield _Part(stacked([self._lines([Run(words, "text", "muted")])]), 2.0)
        events = (account_of_event(self._dataset.event(row), self._dataset) for row in self._rows)
        yield from self._section("Events", events)
        figures = (account_of_figure(figure, self._dataset) for figure in self._figures)
        yield from self._section("Personnel", figures)
        yield from self._notes()
        yield from self._disagreements()

    def listed(self, heading: str, notes: Iterable[str]) -> Iterator[_Part]:
        """Set notes with their numbers from 1 on under a heading."""
        lines = [self._numbered(str(number), text) for number, text in enumerate(notes, start=1)]
        yield from self._listed(heading, lines)

    def _section(self, title: str, accounts: Iterable[Account]) -> Iterator[_Part]:
        for number, account in enumerate(accounts):
            parts = list(self._told(account))
            if number == 0:
                yield from self._headed(title, parts[0])
                parts = parts[1:]
            yield from parts

    def _headed(self, title: str, first: _Part) -> Iterator[_Part]:
        """Keep a heading with what follows it."""
        heading = self._lines([Run(title, "title")], 24.0)
        yield _Part(stacked([heading, first.block], 4.0), 26.0, title)

    def _told(self, account: Account) -> Iterator[_Part]:
        head = [self._lines([Run(account.title, "label")], 18.0, _INDENT_PX)]
        head += [self._lines([Run(account.date_line, "note", "muted")], _NOTE_PX, _INDENT_PX)]
        said = [remark.detail or remark.text for remark in account.remarks] + [account.summary, account.footing]
        told = [self._lines([Run(_capital(words), "note", "muted")], _NOTE_PX, _INDENT_PX) for words in said if words]
        swatch = Box(0.0, 4.0, 6.0, 10.0, Paint(fill=account.colour), 2.0)
        block = stacked([*head, *told[:1]])
        yield _Part(Block((swatch, *block.shapes), block.height), 14.0)
        yield from (_Part(block, 2.0) for block in told[1:])
        for quote, source in zip(account.quotes, account.quoted, strict=True):
            found = context_of(quote, source)
            runs = [Run(found.before, "text", "muted"), Run(found.exact, is_marked=True)]
            runs += [Run(found.after, "text", "muted")]
            doubt = "" if found.is_found else "Not verbatim in the source. "
            origin = self._lines([Run(f"{doubt}{cite(source) if source else quote.source}", "note", "muted")], _NOTE_PX)
            yield _Part(self._quoted(stacked([self._lines(runs), origin], 1.0)), 6.0)
        for way in account.sources:
            if not way.note.startswith("quoted"):
                words = f"{way.text} ({way.note})" if way.note else way.text
                yield _Part(self._lines([Run(words, "note")], _NOTE_PX, _INDENT_PX), 2.0)

    def _quoted(self, block: Block) -> Block:
        rule = Line(_INDENT_PX + 2, 1.0, _INDENT_PX + 2, block.height - 1, "grid_strong", 2.0)
        return Block((rule, *move_shapes(block.shapes, 2 * _INDENT_PX, 0.0)), block.height)

    def _notes(self) -> Iterator[_Part]:
        """List the notes of the figure by their numbers, and then what no number of it leads to."""
        records = records_of(self._dataset, self._rows, [figure.id for figure in self._figures])
        named = source_notes(self._dataset, records)
        heading, entries = self._page_notes
        if not entries:
            notes = quote_notes(self._dataset, records) if self._request.has_quotes else named
            heading, entries = notes.heading, list(notes.entries)
        lines = [self._numbered(str(number), text) for number, text in enumerate(entries, start=1)]
        if heading != named.heading:
            yield from self._listed(heading, lines)
            lines, entries = [], []
        known = set(entries)
        others = [text for text in named.entries if " ".join(text.split()) not in known]
        yield from self._listed(named.heading, [*lines, *(self._numbered("•", text) for text in others)])

    def _numbered(self, mark: str, text: str) -> _Part:
        block = self._lines([Run(text, "note")], _NOTE_PX, 30.0)
        number = Text(22.0, _baseline(block), mark, "note_strong", "ink", self._measure(mark, "note_strong"), "end")
        return _Part(Block((number, *block.shapes), block.height), 3.0)

    def _listed(self, title: str, parts: Sequence[_Part]) -> Iterator[_Part]:
        if parts:
            yield from self._headed(title, parts[0])
            yield from parts[1:]

    def _disagreements(self) -> Iterator[_Part]:
        shown = {self._dataset.id_of(row) for row in self._rows} | {figure.id for figure in self._figures}
        parts = []
        for entry in self._dataset.disagreements:
            if shown.isdisjoint(entry.about):
                continue
            title = self._lines([Run(entry.title, "label")], 18.0, _INDENT_PX)
            text = self._lines([Run(entry.text)], _LINE_PX, _INDENT_PX)
            about = filter(None, map(self._name_of, entry.about))
            ways = self._lines([Run(f"About: {'; '.join(about)}", "note", "muted")], _NOTE_PX, _INDENT_PX)
            parts.append(_Part(stacked([title, text, ways], 2.0), 12.0))
        yield from self._listed("Disagreements", parts)

    def _name_of(self, record_id: str) -> str:
        row = self._dataset.index_of(record_id)
        if row is not None:
            return self._dataset.title_of(row)
        figure = self._dataset.figure(record_id)
        return account_of_figure(figure, self._dataset).title if figure else ""

    def _lines(self, runs: Sequence[Run], line_px: float = _LINE_PX, indent_px: float = 0.0) -> Block:
        right = 2 * _INDENT_PX if indent_px == 0.0 and line_px in {_LINE_PX, _NOTE_PX} else indent_px
        block = stacked(lines_of(runs, self._width - right, line_px, self._measure))
        return Block(move_shapes(block.shapes, indent_px, 0.0), block.height)


def _drawn_ids(figure: Scene) -> set[str]:
    """Return the ids of the records that have a mark of their own, also the side of a disagreement."""
    parts = (key.partition(":") for key in keys_of(figure.shapes))
    return {name for kind, _, name in parts if kind in {"event", "side", "figure"}}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _baseline(block: Block) -> float:
    return next((shape.y for shape in block.shapes if isinstance(shape, Text)), _NOTE_PX)


def _paged(parts: Iterable[_Part], size: tuple[float, float], foot: _Foot) -> Appendix:
    """Break the parts into pages; a part longer than a page, which only a very long text is, is broken within."""
    room = size[1] - 2 * _MARGIN_PX - _FOOT_PX / 2
    pages: list[list[Shape]] = [[]]
    sections: list[Section] = []
    y = 0.0
    for part in parts:
        for block in _page_long(part.block, room):
            gap = part.gap_px if y else 0.0
            if y and y + gap + block.height > room:
                pages.append([])
                y, gap = 0.0, 0.0
            if part.section and part.section not in {section.title for section in sections}:
                sections.append(Section(part.section, len(pages) - 1, _MARGIN_PX + y + gap))
            pages[-1] += move_shapes(block.shapes, _MARGIN_PX, _MARGIN_PX + y + gap)
            y += gap + block.height
    return Appendix(tuple(foot.page(shapes, n, len(pages)) for n, shapes in enumerate(pages, 1)), tuple(sections))


def _page_long(block: Block, room: float) -> Iterator[Block]:
    """Cut a block higher than a page between its lines."""
    while block.height > room:
        texts = sorted({shape.y for shape in block.shapes if isinstance(shape, Text)})
        last = max((y for y in texts if y + 6 <= room), default=texts[0])
        cut = last + 6
        kept = [shape for shape in block.shapes if _top(shape) < cut]
        yield Block(tuple(_ended(shape, cut) for shape in kept), cut)
        rest = [_begun(shape, cut) for shape in block.shapes if _bottom(shape) > cut]
        block = Block(move_shapes(rest, 0.0, -cut), block.height - cut)
    yield block


def _top(shape: Shape) -> float:
    if isinstance(shape, Line):
        return shape.y1
    return shape.y if isinstance(shape, Box | Text) else 0.0


def _bottom(shape: Shape) -> float:
    match shape:
        case Line():
            return shape.y2
        case Box():
            return shape.y + shape.height - 8
        case _:
            return _top(shape)


def _ended(shape: Shape, cut: float) -> Shape:
    return replace(shape, y2=min(shape.y2, cut)) if isinstance(shape, Line) else shape


def _begun(shape: Shape, cut: float) -> Shape:
    return replace(shape, y1=max(shape.y1, cut)) if isinstance(shape, Line) else shape


class _Foot:
    """Puts paper, the foot and the number on a page."""

    def __init__(self, name: str, size: tuple[float, float], request: FigureRequest, measure: Measure) -> None:
        self._name = name
        self._size = size
        self._words = origin_in_words(request.dataset)
        self._measure = measure

    def page(self, shapes: Sequence[Shape], number: int, count: int) -> Scene:
        width, height = self._size
        base, right = height - _FOOT_PX, width - _MARGIN_PX
        words = f"{self._name}, page {number} of {count}"
        foot: list[Shape] = [
            Line(_MARGIN_PX, base - 16, right, base - 16, "hairline"),
            Text(_MARGIN_PX, base, self._words, "note", "muted", self._measure(self._words, "note")),
            Text(right, base, words, "note", "muted", self._measure(words, "note"), "end"),
        ]
        paper = Box(0.0, 0.0, width, height, Paint(fill="card"))
        return Scene(width, height, (paper, *shapes, *foot))
