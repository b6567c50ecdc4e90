"""The numbers of sources in a picture: which source has which, and where the numbers stand.

A number is written behind the title of an event and behind an amount, so that layout makes room for it as for any
other letter. No Qt.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from viewer.model.dataset import Dataset, EventStore
    from viewer.model.events import Event
    from viewer.model.personnel import PersonnelFigure

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def number_sources(dataset: Dataset, rows: Iterable[int], figure_ids: Iterable[str]) -> dict[str, int]:
    """Return the numbers, from 1, of the sources that these events and figures rest on, in the dataset's order."""
    used = {name for row in rows for name in _sources_of_event(dataset.event(row))}
    figures = (dataset.figure(figure_id) for figure_id in figure_ids)
    used |= {name for figure in figures if figure for name in _sources_of_figure(figure)}
    return {name: number for number, name in enumerate((name for name in dataset.sources if name in used), start=1)}


def with_numbers(dataset: Dataset, numbers: Mapping[str, int]) -> Dataset:
    """Return the dataset with the numbers of its sources behind titles and amounts; for drawing, not for reading."""
    personnel = tuple(_numbered_figure(figure, numbers) for figure in dataset.personnel)
    return replace(dataset, store=_NumberedStore(dataset.store, numbers), personnel=personnel)


class _NumberedStore:
    """Events as another store has them, with numbers behind their titles."""

    def __init__(self, store: EventStore, numbers: Mapping[str, int]) -> None:
        self._store = store
        self._numbers = numbers

    def event(self, row: int) -> Event:
        event = self._store.event(row)
        return replace(event, title=event.title + _raised(_sources_of_event(event), self._numbers))

    def id_of(self, row: int) -> str:
        return self._store.id_of(row)

    def row_of(self, event_id: str) -> int | None:
        return self._store.row_of(event_id)


def _numbered_figure(figure: PersonnelFigure, numbers: Mapping[str, int]) -> PersonnelFigure:
    words = figure.amount.in_words() + _raised(_sources_of_figure(figure), numbers)
    return replace(figure, amount=replace(figure.amount, text=words))


def _sources_of_event(event: Event) -> list[str]:
    names = [quote.source for quote in event.quotes]
    names += [event.refined.source] if event.refined else []
    return [*names, *event.references, *(figure.reference for figure in event.figures)]


def _sources_of_figure(figure: PersonnelFigure) -> list[str]:
    return [figure.quote.source if figure.quote else "", figure.reference]


def _raised(names: Iterable[str], numbers: Mapping[str, int]) -> str:
    found = sorted({numbers[name] for name in names if name in numbers})
    return "".join(f" {number}".translate(_RAISED) for number in found)
