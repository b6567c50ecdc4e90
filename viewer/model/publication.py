"""When an event or a figure became public: the date of its sources, kept apart from the date it speaks of.

A date of publication that leaves several days open counts from the last of them, when it was public for certain. What
has no dated source counts from its own date. No Qt, no files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from viewer.model.calendar import US_PER_DAY
from viewer.model.dates import Precision
from viewer.model.personnel import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from viewer.model.dataset import Dataset
    from viewer.model.dates import UncertainDate
    from viewer.model.events import Event
    from viewer.model.personnel import PersonnelFigure


class Publication(Struct, frozen=True):
    """A source that was public from `known_us` on, by its date of issue."""

    known_us: int
    source: str
    date: UncertainDate


def publications_of(names: Iterable[str], dataset: Dataset) -> tuple[Publication, ...]:
    """Return the dated ones of these sources (ids), the earliest first, each once."""
    dated = {}
    for name in names:
        source = dataset.sources.get(name)
        known_us = surely_from_us(source.issued) if source and source.issued else None
        if source and source.issued and known_us is not None:
            dated[name] = Publication(known_us, name, source.issued)
    return tuple(sorted(dated.values(), key=lambda entry: entry.known_us))


def publication_us(event: Event, dataset: Dataset) -> int | None:
    """Return when the first quoted or referenced source of an event was public, or None if none is dated."""
    known = publications_of(event.source_ids, dataset)
    return known[0].known_us if known else None


def figure_known_us(figure: PersonnelFigure, dataset: Dataset) -> int | None:
    """Return from when on a figure was public; None is always.

    Without a dated source that is the figure's own date, or for a plan when it was announced.
    """
    known = publications_of(figure_sources(figure), dataset)
    if known:
        return known[0].known_us
    own = figure.announced if figure.measure is Measure.PLANNED else figure.date
    return own.earliest_us if own else None


def figure_sources(figure: PersonnelFigure) -> tuple[str, ...]:
    """Return the ids of the sources a personnel figure rests on."""
    names = [figure.quote.source if figure.quote else "", figure.reference]
    return tuple(dict.fromkeys(name for name in names if name))


def surely_from_us(date: UncertainDate) -> int | None:
    """Return the first instant of the last day that a date may mean; None where it says nothing of that."""
    if date.latest_us is None:
        return date.earliest_us
    if date.is_day_known or date.precision < Precision.DAY:
        return date.earliest_us
    last_day_us = date.latest_us - US_PER_DAY
    return last_day_us if date.earliest_us is None else max(date.earliest_us, last_day_us)


class Publications:
    """When the events and figures of one dataset became public; worked out once.

    `rows` (int64, units of the columns) has it for every event. A dataset without a dated source, or a large one,
    takes the beginning of each event's own date, without reading an event.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._editions: dict[frozenset[str], Dataset] = {}
        self.rows = _rows_known_from(dataset)
        self._figures = {figure.id: figure_known_us(figure, dataset) for figure in dataset.personnel}

    def edition(self, known_by_us: int) -> Dataset:
        """Return the dataset with the figures and disagreements that were public by an instant, and all its events.

        The same object comes back while the same figures are known. A disagreement is known when all it is about is.
        """
        about = {name for entry in self._dataset.disagreements for name in entry.about}
        known = {name for name, since_us in self._figures.items() if since_us is None or since_us <= known_by_us}
        known |= {name for name in about if self._is_event_known(name, known_by_us)}
        key = frozenset(known)
        if key not in self._editions:
            self._editions[key] = self._made(key)
        return self._editions[key]

    def _is_event_known(self, name: str, known_by_us: int) -> bool:
        row = self._dataset.index_of(name)
        return row is not None and int(self.rows[row]) * self._dataset.columns.unit_us <= known_by_us

    def _made(self, known: frozenset[str]) -> Dataset:
        whole = self._dataset
        figures = tuple(figure for figure in whole.personnel if figure.id in known)
        disagreements = tuple(entry for entry in whole.disagreements if known.issuperset(entry.about))
        if len(figures) == len(whole.personnel) and len(disagreements) == len(whole.disagreements):
            return whole
        return replace(whole, personnel=figures, disagreements=disagreements, whole=whole)


def _rows_known_from(dataset: Dataset) -> NDArray[np.int64]:
    columns = dataset.columns
    if dataset.is_large or not any(source.issued for source in dataset.sources.values()):
        return columns.begin
    known = columns.begin.copy()
    for row in range(len(dataset)):
        known_us = publication_us(dataset.event(row), dataset)
        if known_us is not None:
            known[row] = known_us // columns.unit_us
    return known
