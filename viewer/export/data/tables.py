"""Events and personnel figures as CSV (RFC 4180, UTF-8 with a byte order mark, lines end in CRLF). No Qt, no files.

Doubt has columns of its own: the date as its author wrote it (EDTF), in words, and its first and last possible
instant; the amount in its source's words and both its limits. What is several (quotes, references) stands in one cell,
a line each. The program opens the table of events again.

Cells are written as they are. One that begins with = + - or @ is taken for a formula by some spreadsheets: it is left
as it is all the same, so that the words of a source stay its words. Import such a table as text.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, TypeVar

from viewer.export.data.rows import figures_of, first_text, last_text, shown_events
from viewer.model.date_words import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from viewer.model.amounts import Limit
    from viewer.model.dataset import Dataset
    from viewer.model.dates import UncertainDate
    from viewer.model.events import Event
    from viewer.model.filters import Filter
    from viewer.model.personnel import PersonnelFigure

Record = TypeVar("Record")

_MARK = "\ufeff"  # without it spreadsheets take UTF-8 for the system's old encoding


def events_csv(dataset: Dataset, wanted: Filter) -> str:
    """Return the events that a filter leaves, in order of time, as a table."""
    return _table(_EVENT_COLUMNS, shown_events(dataset, wanted))


def personnel_csv(dataset: Dataset, wanted: Filter) -> str:
    """Return the personnel figures of the layers that a filter leaves, in the dataset's order, as a table."""
    return _table(_FIGURE_COLUMNS, figures_of(dataset, wanted))


def _table(columns: Mapping[str, Callable[[Record], str]], records: Iterable[Record]) -> str:
    text = io.StringIO(newline="")
    text.write(_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(record) for cell in columns.values()] for record in records)
    return text.getvalue()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _flag(*, is_set: bool) -> str:
    return "true" if is_set else ""


def _value(limit: Limit | None) -> str:
    return "" if limit is None else str(limit.value)


def _kind(limit: Limit | None) -> str:
    """Say what kind of limit it is: the number itself possible, not possible, or only near it; "" for none."""
    if limit is None:
        return ""
    return "about" if limit.is_about else "excluded" if limit.is_strict else "included"


def _text_of(date: UncertainDate | None) -> str:
    return date.text if date else ""


_DATE_COLUMNS: dict[str, Callable[[Event | PersonnelFigure], str]] = {
    "date": lambda one: one.date.text,
    "date_in_words": lambda one: in_words(one.date),
    "date_form": lambda one: one.date.form,
    "earliest": lambda one: first_text(one.date.earliest_us),
    "latest": lambda one: last_text(one.date.latest_us),
    "approximate": lambda one: _flag(is_set=one.date.is_approximate),
    "uncertain": lambda one: _flag(is_set=one.date.is_uncertain),
}

_EVENT_COLUMNS: dict[str, Callable[[Event], str]] = {
    "id": lambda event: event.id,
    **_DATE_COLUMNS,
    "date_words": lambda event: event.date_words,
    "date_basis": lambda event: event.date_basis,
    "date_note": lambda event: event.date_note,
    "refined_date": lambda event: _text_of(event.refined.date if event.refined else None),
    "refined_source": lambda event: event.refined.source if event.refined else "",
    "refined_note": lambda event: event.refined.note if event.refined else "",
    "title": lambda event: event.title,
    "lane": lambda event: event.lane,
    "layer": lambda event: event.layer,
    "status": lambda event: event.status,
    "summary": lambda event: event.summary,
    "source": lambda event: next(iter([*(quote.source for quote in event.quotes), *event.references]), ""),
    "quote": lambda event: "\n".join(_one_line(quote.exact) for quote in event.quotes),
    "quote_sources": lambda event: "\n".join(quote.source for quote in event.quotes),
    "quote_matches": lambda event: "\n".join(quote.match for quote in event.quotes),
    "references": lambda event: "\n".join(event.references),
    "figures": lambda event: "\n".join(f"{figure.label}: {figure.amount.in_words()}" for figure in event.figures),
    "links": lambda event: "\n".join(f"{link.kind}: {link.to}" for link in event.links),
    "unsourced": lambda event: _flag(is_set=event.is_unsourced),
}

_FIGURE_COLUMNS: dict[str, Callable[[PersonnelFigure], str]] = {
    "id": lambda figure: figure.id,
    "contributor": lambda figure: figure.contributor,
    "measure": lambda figure: figure.measure,
    "amount": lambda figure: figure.amount.in_words(),
    "amount_low": lambda figure: _value(figure.amount.low),
    "amount_low_limit": lambda figure: _kind(figure.amount.low),
    "amount_high": lambda figure: _value(figure.amount.high),
    "amount_high_limit": lambda figure: _kind(figure.amount.high),
    **_DATE_COLUMNS,
    "announced": lambda figure: _text_of(figure.announced),
    "part_of": lambda figure: figure.part_of,
    "within": lambda figure: figure.within,
    "layer": lambda figure: figure.layer,
    "quote": lambda figure: _one_line(figure.quote.exact) if figure.quote else "",
    "quote_source": lambda figure: figure.quote.source if figure.quote else "",
    "quote_match": lambda figure: figure.quote.match if figure.quote else "",
    "reference": lambda figure: figure.reference,
    "note": lambda figure: figure.note,
    "unsourced": lambda figure: _flag(is_set=figure.is_unsourced),
}
