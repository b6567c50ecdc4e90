"""A dataset as a chronology to read: plain text, or Markdown, with a numbered note for every quote and reference.

Events in order of time, under their years; then the personnel figures, where the sources disagree, and the notes.
Doubt stays in the words. Markdown has footnotes as GitHub, Pandoc and most others write them. No Qt, no files.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.export.data.rows import figures_of, shown_events, sources_of, when_in_words
from viewer.export.trace.provenance import count_in_words, filter_in_words, origin_in_words
from viewer.model.calendar import civil_from_us
from viewer.model.citation import cite, in_marks
from viewer.model.date_words import in_words
from viewer.model.events import QuoteMatch, Status
from viewer.model.personnel import Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from viewer.model.dataset import Dataset
    from viewer.model.events import Event, Figure, Quote
    from viewer.model.filters import Filter
    from viewer.model.personnel import PersonnelFigure

_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
_WEB = re.compile(r"https?://\S+")


class _Style(Struct, frozen=True):
    """How a kind of text is written: headings, bold words, the signs of notes, a note, and words that are no marks."""

    title: Callable[[str], str]
    heading: Callable[[str], str]
    strong: Callable[[str], str]
    signs: Callable[[Iterable[int]], str]
    note: Callable[[int, str], str]
    words: Callable[[str], str]


def _escaped(text: str) -> str:
    """Return words for Markdown: nothing in them is a mark; addresses stay as they are."""
    flat = " ".join(text.split())
    parts, at = [], 0
    for found in _WEB.finditer(flat):
        parts += [_MARKS.sub(r"\\\1", flat[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*parts, _MARKS.sub(r"\\\1", flat[at:])])


_PLAIN = _Style(
    title=lambda text: f"{text}\n{'=' * len(text)}",
    heading=lambda text: f"{text}\n{'-' * len(text)}",
    strong=lambda text: text,
    signs=lambda numbers: "".join(f" [{number}]" for number in numbers),
    note=lambda number, text: f"[{number}] {text}",
    words=lambda text: " ".join(text.split()),
)
_MARKDOWN = _Style(
    title=lambda text: f"# {text}",
    heading=lambda text: f"## {text}",
    strong=lambda text: f"**{text}**",
    signs=lambda numbers: " ".join(f"[^{number}]" for number in numbers),  # apart: set high, ²³ would be one number
    note=lambda number, text: f"[^{number}]: {text}",
    words=_escaped,
)


def chronology_text(dataset: Dataset, wanted: Filter) -> str:
    """Return the chronology as plain text."""
    return _Chronology(dataset, wanted, _PLAIN).text()


def chronology_markdown(dataset: Dataset, wanted: Filter) -> str:
    """Return the chronology as Markdown with footnotes."""
    return _Chronology(dataset, wanted, _MARKDOWN).text()


class _Chronology:
    """One chronology while it is written; notes are numbered as they come, equal ones once."""

    def __init__(self, dataset: Dataset, wanted: Filter, style: _Style) -> None:
        self._dataset = dataset
        self._wanted = wanted
        self._style = style
        self._notes: dict[str, int] = {}

    def text(self) -> str:
        events = list(shown_events(self._dataset, self._wanted))
        figures = figures_of(self._dataset, self._wanted)
        parts = [*self._head(len(events)), *self._years(events), *self._personnel(figures)]
        shown = {event.id for event in events} | {figure.id for figure in figures}
        parts += [*self._disagreements(shown), *self._footnotes(), *self._sources()]
        return "\n\n".join(parts) + "\n"

    def _head(self, count: int) -> Iterator[str]:
        dataset, style = self._dataset, self._style
        yield style.title(style.words(dataset.title or dataset.id))
        if dataset.description:
            yield style.words(dataset.description)
        said = [count_in_words(count, dataset), *filter_in_words(dataset, self._wanted), origin_in_words(dataset)]
        yield style.words(" · ".join(said))

    def _years(self, events: Iterable[Event]) -> Iterator[str]:
        for year, group in groupby(events, key=_year_name):
            yield self._style.heading(year)
            yield "\n".join(self._event(event) for event in group)

    def _event(self, event: Event) -> str:
        words = self._style.words
        when, known = when_in_words(event, self._dataset)
        said = " ".join([self._style.strong(words(when)), *([words(f"({known})")] if known else [])])
        remarks = {Status.PLANNED: ["planned"], Status.CLAIMED: ["claimed"]}.get(event.status, [])
        remarks = [event.lane, *remarks, *self._layer(event.layer), *(["no source named"] * event.is_unsourced)]
        line = f"- {said}: {words(event.title)} ({words('; '.join(remarks))})."
        more = [event.summary, *(_number(figure) for figure in event.figures)]
        more += [f"On the date: {event.refined.note}"] if event.refined and event.refined.note else []
        signs = self._signs(self._supports(event))
        return " ".join([line + signs, *(words(part) for part in more if part)])

    def _supports(self, event: Event) -> Iterator[str]:
        yield from (self._quoted(quote) for quote in event.quotes)
        references = [*event.references, *([event.refined.source] if event.refined else [])]
        references += [figure.reference for figure in event.figures]
        yield from (self._cited(name) for name in dict.fromkeys(references) if name)

    def _personnel(self, figures: Iterable[PersonnelFigure]) -> Iterator[str]:
        lines = [self._figure(figure) for figure in sorted(figures, key=lambda one: one.date.sort_us)]
        if lines:
            yield self._style.heading("Personnel")
            yield "\n".join(lines)

    def _figure(self, figure: PersonnelFigure) -> str:
        words = self._style.words
        when = f"{'for' if figure.measure is Measure.PLANNED else 'as of'} {in_words(figure.date)}"
        remarks = [f"part of {figure.part_of}"] if figure.part_of else []
        remarks += [*self._layer(figure.layer), *(["no source named"] * figure.is_unsourced)]
        ending = f" ({words('; '.join(remarks))})" if remarks else ""
        said = f"{figure.contributor}, {figure.measure}: {figure.amount.in_words()}"
        notes = [self._quoted(figure.quote)] if figure.quote else []
        notes += [self._cited(figure.reference)] if figure.reference else []
        signs = self._signs(notes)
        return f"- {self._style.strong(words(said))} {words(when)}{ending}.{signs}"

    def _disagreements(self, shown: set[str]) -> Iterator[str]:
        words = self._style.words
        entries = [entry for entry in self._dataset.disagreements if shown & set(entry.about)]
        if entries:
            yield self._style.heading("Where the sources disagree")
            yield "\n".join(f"- {self._style.strong(words(entry.title))} {words(entry.text)}" for entry in entries)

    def _footnotes(self) -> Iterator[str]:
        if self._notes:
            yield self._style.heading("Notes")
            yield "\n".join(self._style.note(number, note) for note, number in self._notes.items())

    def _sources(self) -> Iterator[str]:
        listed = [f"- {self._style.words(cite(source))}" for source in sources_of(self._dataset, self._wanted)]
        if listed:
            yield self._style.heading("Sources")
            yield "\n".join(listed)

    def _signs(self, notes: Iterable[str]) -> str:
        return self._style.signs([self._notes.setdefault(note, len(self._notes) + 1) for note in notes])

    def _quoted(self, quote: Quote) -> str:
        source = self._dataset.sources.get(quote.source)
        doubt = "" if quote.match is QuoteMatch.VERBATIM else f" ({quote.match})"
        is_found = quote.start is not None and quote.end is not None
        place = f", characters {quote.start:,}–{quote.end:,}" if is_found else ""
        origin = cite(source) if source else quote.source
        return self._style.words(f"{in_marks(quote.exact.strip())} {origin}{place}{doubt}")

    def _cited(self, name: str) -> str:
        source = self._dataset.sources.get(name)
        return self._style.words(cite(source) if source else name)

    def _layer(self, layer_id: str) -> list[str]:
        """Name the layer of a record unless it is the first, which is the quoted source's own."""
        return [layer.title or layer.id for layer in self._dataset.layers[1:] if layer.id == layer_id]


def _number(figure: Figure) -> str:
    return f"{figure.label[:1].upper()}{figure.label[1:]}: {figure.amount.in_words()}."


def _year_name(event: Event) -> str:
    """Return the year an event begins in, as well as it is known; one without a known begin stands under its end."""
    date = event.refined.date if event.refined else event.date
    moment = date.start or date.end
    if moment is None:
        return "Undated"
    year = civil_from_us(moment.earliest_us).year
    return str(year) if year > 0 else f"{1 - year} BC"
