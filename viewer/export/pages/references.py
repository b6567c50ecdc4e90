"""The numbers behind the titles and amounts of a picture, and the notes they lead to: its sources, or its quotes.

A number is written behind the title of an event and behind an amount, so that layout makes room for it as for any
other letter. No Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from viewer.layout.chart_series import RAISED_DIGITS
from viewer.model.citation import cite, cite_briefly, in_marks
from viewer.model.counting import counted
from viewer.model.events import Event, QuoteMatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from viewer.model.dataset import Dataset, EventStore
    from viewer.model.events import Link, Quote
    from viewer.model.personnel import PersonnelFigure

_RAISED = str.maketrans("0123456789", RAISED_DIGITS)

Key = str | tuple[str, str]
"""What a note is about: a source by its id, or a quote as source and words."""


class Notes(Struct, frozen=True):
    """Numbered notes from 1 on under a heading, and the number of each key. `has_quotes`: each quote has its note."""

    heading: str = "Sources"
    entries: tuple[str, ...] = ()
    numbers: Mapping[Key, int] = {}
    has_quotes: bool = False

    def unlisted(self, place: str) -> str:
        """Return how many notes there are and where, for a page without room for them; "" for none."""
        words = counted(len(self.entries), "note" if self.has_quotes else "source")
        return f"{words}, listed {place}" if self.entries else ""


def records_of(dataset: Dataset, rows: Iterable[int], figure_ids: Iterable[str]) -> list[Event | PersonnelFigure]:
    """Return the events of the rows and then the figures of the ids; unknown ids are left out."""
    figures = (dataset.figure(figure_id) for figure_id in figure_ids)
    return [*(dataset.event(row) for row in rows), *(figure for figure in figures if figure)]


def all_sources(dataset: Dataset) -> Notes:
    """Return every source of a dataset as a note, without a look at its events."""
    return _sources(dataset, dataset.sources)


def source_notes(dataset: Dataset, records: Iterable[Event | PersonnelFigure]) -> Notes:
    """Return the sources that these records rest on as notes, in the dataset's order."""
    used = {name for record in records for name in _sources_of(record)}
    return _sources(dataset, [name for name in dataset.sources if name in used])


def quote_notes(dataset: Dataset, records: Iterable[Event | PersonnelFigure]) -> Notes:
    """Return each quote as a note with its source, and each source that is not quoted, in the order of the records.

    A source is cited in full the first time, then briefly.
    """
    keys = dict.fromkeys(key for record in records for key in _keys_of(record) if _is_known(key, dataset))
    told: set[str] = set()
    entries = [_entry(key, dataset, told) for key in keys]
    return Notes("Notes", tuple(entries), {key: number for number, key in enumerate(keys, start=1)}, has_quotes=True)


def with_numbers(dataset: Dataset, notes: Notes) -> Dataset:
    """Return the dataset with the numbers of its notes behind titles and amounts; for drawing, not for reading."""
    personnel = tuple(_numbered_figure(figure, notes) for figure in dataset.personnel)
    return replace(dataset, store=_NumberedStore(dataset.store, notes), personnel=personnel)


class _NumberedStore:
    """Events as another store has them, with numbers behind their titles."""

    def __init__(self, store: EventStore, notes: Notes) -> None:
        self._store = store
        self._notes = notes

    def event(self, row: int) -> Event:
        event = self._store.event(row)
        return replace(event, title=event.title + _raised(event, self._notes))

    def id_of(self, row: int) -> str:
        return self._store.id_of(row)

    def row_of(self, event_id: str) -> int | None:
        return self._store.row_of(event_id)

    def sources_of(self, row: int) -> tuple[str, ...]:
        return self._store.sources_of(row)

    def links_of(self, row: int) -> tuple[Link, ...]:
        return self._store.links_of(row)


def _sources(dataset: Dataset, names: Iterable[str]) -> Notes:
    numbers: dict[Key, int] = {name: number for number, name in enumerate(names, start=1)}
    return Notes("Sources", tuple(cite(dataset.sources[name]) for name in numbers if isinstance(name, str)), numbers)


def _numbered_figure(figure: PersonnelFigure, notes: Notes) -> PersonnelFigure:
    words = figure.amount.in_words() + _raised(figure, notes)
    return replace(figure, amount=replace(figure.amount, text=words))


def _quotes_of(record: Event | PersonnelFigure) -> tuple[Quote, ...]:
    if isinstance(record, Event):
        return record.quotes
    return (record.quote,) if record.quote else ()


def _unquoted_of(record: Event | PersonnelFigure) -> list[str]:
    if not isinstance(record, Event):
        return [record.reference] if record.reference else []
    names = [record.refined.source] if record.refined else []
    return [*names, *record.references, *(figure.reference for figure in record.figures if figure.reference)]


def _sources_of(record: Event | PersonnelFigure) -> list[str]:
    return [*(quote.source for quote in _quotes_of(record)), *_unquoted_of(record)]


def _keys_of(record: Event | PersonnelFigure) -> list[Key]:
    return [*((quote.source, _words(quote)) for quote in _quotes_of(record)), *_unquoted_of(record)]


def _is_known(key: Key, dataset: Dataset) -> bool:
    return isinstance(key, tuple) or key in dataset.sources


def _words(quote: Quote) -> str:
    doubt = "" if quote.match in {QuoteMatch.VERBATIM, QuoteMatch.NO_TEXT} else " (not verbatim in the source)"
    return f"{in_marks(' '.join(quote.exact.split()))}{doubt}"


def _entry(key: Key, dataset: Dataset, told: set[str]) -> str:
    name, words = key if isinstance(key, tuple) else (key, "")
    source = dataset.sources.get(name)
    if source is None:
        return f"{words}{' — ' if words else ''}{name} (this source is missing from the dataset)"
    citation = cite_briefly(source) if name in told else cite(source)
    told.add(name)
    return f"{words} — {citation}" if words else f"{citation} (not quoted)"


def _raised(record: Event | PersonnelFigure, notes: Notes) -> str:
    keys = _keys_of(record) if notes.has_quotes else _sources_of(record)
    found = sorted({notes.numbers[key] for key in keys if key in notes.numbers})
    return "".join(f" {number}".translate(_RAISED) for number in found)
