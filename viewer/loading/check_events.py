"""Events: dates, lane, quotes, figures and links of each `[[event]]`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.loading.problems import did_you_mean, in_quotes
from viewer.model.events import Basis, Event, Figure, Link, Refinement, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.loading.check_names import Ids, Rows
    from viewer.loading.check_sources import Library
    from viewer.loading.records import Record
    from viewer.model.dates import UncertainDate

EVENT_KEYS = (
    *("id", "title", "lane", "layer", "date", "date_words", "date_basis", "date_note", "refined", "status"),
    *("summary", "quote", "references", "figure", "links", "unsourced"),
)
REFINED_KEYS = ("date", "source", "note")
FIGURE_KEYS = ("label", "amount", "quote", "reference")
LINK_KEYS = ("to", "kind")
HOW_TO_SUPPORT = 'add [[event.quote]], or references = ["…"], or unsourced = true'


class Shelf(Struct, frozen=True):
    """What records refer to while they are read: rows, sources, and the ids of events and figures."""

    rows: Rows
    library: Library
    ids: Ids


def read_events(records: Iterable[Record], shelf: Shelf) -> list[Event]:
    """Return the events that have an id of their own and a possible date; the rest is reported and left out."""
    return [event for record in records if (event := _read_event(record, shelf)) is not None]


def _read_event(record: Record, shelf: Shelf) -> Event | None:
    record.check_keys(EVENT_KEYS)
    event_id = shelf.ids.claim(record)
    date = record.date("date", required=True)
    quotes = tuple(shelf.library.quote(inner) for inner in record.tables("quote"))
    references = shelf.library.cite_all(record, "references")
    is_unsourced = is_unsupported(record, has_support=bool(quotes or references), hint=HOW_TO_SUPPORT)
    event_at = partial(
        Event,
        title=record.text("title", required=True) or event_id or "",
        lane=shelf.rows.lane_of(record),
        layer=shelf.rows.layer_of(record),
        date_words=record.text("date_words"),
        date_basis=record.word("date_basis", Basis, Basis.STATED),
        date_note=record.text("date_note"),
        refined=_read_refined(record, date, shelf.library),
        status=record.word("status", Status, Status.HAPPENED),
        summary=record.text("summary"),
        quotes=quotes,
        references=references,
        figures=_read_figures(record, len(quotes), shelf.library, is_unsourced=is_unsourced),
        links=_read_links(record, shelf.ids),
        is_unsourced=is_unsourced,
    )
    return None if event_id is None or date is None else event_at(id=event_id, date=date)


def is_unsupported(record: Record, *, has_support: bool, hint: str) -> bool:
    """Return whether a record rests on nothing; report it where the author did not say so himself."""
    is_marked = record.flag("unsourced", default=False)
    if has_support and is_marked:
        record.warning("unsourced", "marked as unsourced, but a quote or a reference supports it", "take the mark away")
    if not has_support and not is_marked:
        record.error(None, "no quote and no reference supports this; shown as unsourced", hint)
    return not has_support


def _read_refined(record: Record, date: UncertainDate | None, library: Library) -> Refinement | None:
    inner = record.table("refined")
    if inner is None:
        return None
    inner.check_keys(REFINED_KEYS)
    closer = inner.date("date", required=True)
    source = library.cite(inner, "source", required=True)
    note = inner.text("note")
    if closer is None or not source:
        return None
    if date is not None and _are_apart(date, closer):
        text = f"the refined date {in_quotes(closer.text)} lies outside {in_quotes(date.text)}"
        inner.warning("date", text, "a refined date says more exactly what date says; one of the two may be wrong")
    return Refinement(closer, source, note)


def _are_apart(first: UncertainDate, second: UncertainDate) -> bool:
    """Return whether two dates have no instant in common; open and unknown ends reach everywhere."""
    return _ends_before(first, second) or _ends_before(second, first)


def _ends_before(first: UncertainDate, second: UncertainDate) -> bool:
    return first.latest_us is not None and second.earliest_us is not None and first.latest_us <= second.earliest_us


def _read_figures(record: Record, quotes: int, library: Library, *, is_unsourced: bool) -> tuple[Figure, ...]:
    figures = []
    for inner in record.tables("figure"):
        inner.check_keys(FIGURE_KEYS)
        label, amount = inner.text("label", required=True), inner.amount("amount")
        quote, reference = _quote_index(inner, quotes), library.cite(inner, "reference")
        if "quote" not in inner and not reference and not is_unsourced:
            inner.error(None, "no quote and no reference supports this figure", 'add quote = 1, or reference = "…"')
        if amount is not None:
            figures.append(Figure(label, amount, quote, reference))
    return tuple(figures)


def _quote_index(record: Record, quotes: int) -> int | None:
    """Return which of the event's quotes a figure means, counted from 0; authors count from 1."""
    number = record.number("quote")
    if number is None:
        return None
    if 1 <= number <= quotes:
        return number - 1
    hint = f"quote = 1 to quote = {quotes}" if quotes > 1 else "quote = 1" if quotes else "the event has no quote"
    record.error("quote", "the event has no quote with this number", hint)
    return None


def _read_links(record: Record, ids: Ids) -> tuple[Link, ...]:
    links = []
    for inner in record.tables("links"):
        inner.check_keys(LINK_KEYS)
        to, kind = inner.text("to", required=True), inner.text("kind", required=True)
        if to and to not in ids.written:
            inner.error("to", f"there is no event {in_quotes(to)}", did_you_mean(to, sorted(ids.written)))
        if to and kind:
            links.append(Link(to, kind))
    return tuple(links)
