"""What stands around the drawing of a figure: head, caption, numbered notes. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.pages.blocks import NOTE, Style, paragraph, stacked
from viewer.export.pages.describe import keys_of, titles_of
from viewer.export.pages.excerpt import shown_extent_us
from viewer.export.pages.flow import Block
from viewer.export.pages.references import Notes, all_sources, quote_notes, records_of, source_notes
from viewer.export.trace.provenance import (
    count_in_words,
    filter_in_words,
    origin_in_words,
    problems_in_words,
    span_in_words,
)
from viewer.layout.scene import Line, move_shapes
from viewer.layout.timescale import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.export.pages.describe import Story
    from viewer.export.pages.figure import FigureRequest
    from viewer.layout.scene import Measure, Scene, Shape

_HEADING = Style("heading", "ink", 29.0)
_NARROW_HEADING = Style("title", "ink", 20.0)
_SUBTITLE = Style("text", "muted", 17.0)
_EASY_LINE_PX = 1100.0
_NARROW_PX = 460.0
_MOST_CITED_ROWS = 5_000


def head(request: FigureRequest, count: int, width_px: float, measure: Measure, *, is_low: bool = False) -> Block:
    """Return title and subtitle; on a low page the lines of the subtitle are as long as the page is wide."""
    words = request.name if request.title is None else request.title
    subtitle = request.dataset.description or count_in_words(count, request.dataset)
    subtitle = subtitle if request.subtitle is None else request.subtitle
    narrow = width_px < _NARROW_PX
    title = paragraph(words, _NARROW_HEADING if narrow else _HEADING, width_px, measure, 5)
    line_px = width_px if is_low else min(width_px, _EASY_LINE_PX)
    return stacked([title, paragraph(subtitle, _SUBTITLE, line_px, measure, 12)], gap_px=2.0)


def caption(
    request: FigureRequest, count: int, width_px: float, measure: Measure, unlisted: str = "", left_out: str = ""
) -> Block:
    """Return what is shown and not shown, and where it comes from, under a line.

    `unlisted` says where notes are that are not on the page, `left_out` what has no words on it.
    """
    shown = [count_in_words(count, request.dataset), range_in_words(request)]
    shown += [*filter_in_words(request.dataset, request.filter), *(words for words in (left_out, unlisted) if words)]
    lines = [" · ".join(shown), origin_in_words(request.dataset), problems_in_words(request.problem_count)]
    text = stacked([paragraph(line, NOTE, width_px, measure) for line in lines])
    rule = Line(0.0, 0.0, width_px, 0.0, "hairline")
    return Block((rule, *move_shapes(text.shapes, 0.0, 8.0)), text.height + 8.0)


def notes_of(request: FigureRequest, rows: Sequence[int], figure_ids: Iterable[str]) -> Notes:
    """Return the notes of the events and figures drawn; of very many events, every source of the dataset."""
    if len(rows) > _MOST_CITED_ROWS:
        return all_sources(request.dataset)
    records = records_of(request.dataset, rows, figure_ids)
    return (quote_notes if request.has_quotes else source_notes)(request.dataset, records)


def stories(request: FigureRequest, shapes: Iterable[Shape], notes: Notes) -> dict[str, Story]:
    """Return what stands under each key of the shapes, and the notes under "sources"."""
    listed = "\n".join(f"{number}. {' '.join(text.split())}" for number, text in enumerate(notes.entries, start=1))
    return titles_of(keys_of(shapes), request.dataset) | {"sources": (notes.heading, listed)}


def listed_notes(scene: Scene) -> tuple[str, list[str]]:
    """Return the heading of the notes of a composed figure, and the notes in the order of their numbers."""
    heading, listed = (scene.titles or {}).get("sources", ("", ""))
    return heading, [line.partition(". ")[2] for line in listed.splitlines()]


def record_title(request: FigureRequest) -> str:
    """Return what the layers other than the first are called, as far as they are shown."""
    hidden = request.filter.hidden_layers
    return " and ".join(layer.title for layer in request.dataset.layers[1:] if layer.id not in hidden)


def range_in_words(request: FigureRequest) -> str:
    """Return the time a figure tells of: the chosen one, or that of all it shows. Its axis may reach a little further.

    Raises ExportError where nothing with a date is shown.
    """
    if request.span:
        return span_in_words(request.span)
    return f"whole range, {span_in_words(Span(*shown_extent_us(request.dataset, request.filter)))}"
