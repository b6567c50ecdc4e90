"""What of a dataset goes out as data: the events and figures that a filter leaves, and instants as text. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viewer.model.calendar import US_PER_DAY, civil_from_us
from viewer.model.citation import source_name
from viewer.model.columns import FAR_PAST
from viewer.model.date_words import in_words
from viewer.model.events import Basis
from viewer.model.filters import mask_of, shown_layers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from viewer.model.dataset import Dataset
    from viewer.model.events import Event, Source
    from viewer.model.filters import Filter
    from viewer.model.personnel import PersonnelFigure


def shown_events(dataset: Dataset, wanted: Filter) -> Iterator[Event]:
    """Yield the events that a filter leaves, in order of time; events of one time in the order of rows."""
    mask = mask_of(dataset, wanted)
    rows = np.arange(len(dataset)) if mask is None else np.flatnonzero(mask)
    return (dataset.event(int(row)) for row in in_time_order(dataset, rows))


def in_time_order(dataset: Dataset, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return rows by the first instant of their events, or by the last possible one where the start is open.

    An event with a closer date from another source stands where that date does, as in the picture: an authorization
    told in passing comes before what it authorized.
    """
    columns = dataset.columns
    begin, finish = columns.begin[rows], columns.finish[rows]
    at = np.where(begin > FAR_PAST, begin, finish - 1)
    for place in np.flatnonzero(np.isin(rows, columns.refined_rows)).tolist():
        refined = dataset.event(int(rows[place])).refined
        if refined is not None:
            at[place] = refined.date.sort_us // columns.unit_us
    return rows[np.argsort(at, kind="stable")]


def when_in_words(event: Event, dataset: Dataset) -> tuple[str, str]:
    """Return the date of an event as well as it is known, and whose word it is and what the source itself has."""
    own = in_words(event.date)
    is_inferred = event.date_basis is Basis.INFERRED
    if event.refined is None:
        return own, "date inferred" if is_inferred else ""
    closer = in_words(event.refined.date)
    if closer == own:
        return own, "date inferred; the same from another source" if is_inferred else "the same from another source"
    source = dataset.sources.get(event.quotes[0].source) if event.quotes else None
    return closer, f"from another source; in {source_name(source)}: {own}{', inferred' if is_inferred else ''}"


def figures_of(dataset: Dataset, wanted: Filter) -> list[PersonnelFigure]:
    """Return the figures of the layers that a filter leaves, in the dataset's order."""
    layers = shown_layers(dataset, wanted)
    first = dataset.layers[0].id if dataset.layers else ""
    return [figure for figure in dataset.personnel if (figure.layer or first) in layers]


def sources_of(dataset: Dataset, wanted: Filter) -> list[Source]:
    """Return the sources that what is left rests on, in the dataset's order; all of them where nothing is hidden."""
    if wanted.is_empty:
        return list(dataset.sources.values())
    names: set[str] = set()
    for event in shown_events(dataset, wanted):
        names |= {*event.references, *(quote.source for quote in event.quotes)}
        names |= {figure.reference for figure in event.figures} | ({event.refined.source} if event.refined else set())
    for figure in figures_of(dataset, wanted):
        names |= {figure.reference, figure.quote.source if figure.quote else ""}
    return [source for name, source in dataset.sources.items() if name in names]


def first_text(earliest_us: int | None) -> str:
    """Return the first possible instant as ISO 8601, without a clock where it is midnight, "" for None; no zone."""
    return "" if earliest_us is None else _iso(earliest_us)


def last_text(latest_us: int | None) -> str:
    """Return the last possible day or instant before an end that is exclusive, as `first_text` does."""
    if latest_us is None:
        return ""
    is_midnight = latest_us % US_PER_DAY == 0
    return _iso(latest_us - US_PER_DAY) if is_midnight else _iso(latest_us - 1)


def _iso(us: int) -> str:
    """Write an instant; years of more than four digits begin with `Y`, as EDTF has it."""
    civil = civil_from_us(us)
    sign = "-" if civil.year < 0 else ""
    year = f"{sign}{abs(civil.year):04d}" if abs(civil.year) <= 9999 else f"Y{civil.year}"
    day = f"{year}-{civil.month:02d}-{civil.day:02d}"
    if us % US_PER_DAY == 0:
        return day
    clock = f"{day}T{civil.hour:02d}:{civil.minute:02d}:{civil.second:02d}"
    return f"{clock}.{civil.microsecond:06d}" if civil.microsecond else clock
