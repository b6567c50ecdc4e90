"""The sides of a disagreement: what each record says, when, in whose words, and the way to it. No Qt, no files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.model.account import figure_title
from viewer.model.citation import cite_briefly
from viewer.model.date_words import in_words
from viewer.model.personnel import Measure
from viewer.model.publication import event_sources, figure_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.model.dataset import Dataset
    from viewer.model.events import Disagreement, Event, Quote
    from viewer.model.personnel import PersonnelFigure


@dataclass(frozen=True, slots=True)
class Side:
    """One record of a disagreement. `key` is "event:ID" or "figure:ID", `colour` the role it is drawn in.

    `position` says where it stands in time, both by its own words and by another source where that differs. `words`
    are its quotes, `origin` whose they are, or what it rests on instead. `layer` names its layer, "" for the first.
    """

    key: str
    title: str
    position: str
    words: tuple[str, ...]
    origin: str
    layer: str
    colour: str


def sides_of(entry: Disagreement, dataset: Dataset) -> tuple[Side, ...]:
    """Return the sides of a disagreement in its own order; records that are not in the dataset are left out."""
    return tuple(side for name in entry.about if (side := _side(name, dataset)))


def _side(name: str, dataset: Dataset) -> Side | None:
    row = dataset.index_of(name)
    if row is not None:
        return _event_side(dataset.event(row), dataset)
    figure = dataset.figure(name)
    return _figure_side(figure, dataset) if figure else None


def _event_side(event: Event, dataset: Dataset) -> Side:
    position = in_words(event.date)
    if event.refined:
        position += f"; {in_words(event.refined.date)} by {_briefly([event.refined.source], dataset)}"
    words, origin = _words(event.quotes, event_sources(event), dataset)
    lane = dataset.lanes.index(event.lane) if event.lane in dataset.lanes else 0
    layer = _layer(event.layer, dataset)
    return Side(f"event:{event.id}", event.title, position, words, origin, layer, f"lane.{lane}")


def _figure_side(figure: PersonnelFigure, dataset: Dataset) -> Side:
    position = f"{'planned for' if figure.measure is Measure.PLANNED else 'as of'} {in_words(figure.date)}"
    quotes = [figure.quote] if figure.quote else []
    words, origin = _words(quotes, figure_sources(figure), dataset)
    layer = _layer(figure.layer, dataset)
    return Side(f"figure:{figure.id}", figure_title(figure), position, words, origin, layer, str(figure.measure))


def _words(quotes: Sequence[Quote], names: Sequence[str], dataset: Dataset) -> tuple[tuple[str, ...], str]:
    if quotes:
        return tuple(quote.exact.strip() for quote in quotes), _briefly([quote.source for quote in quotes], dataset)
    if not names:
        return (), "no quote, and no source is named"
    return (), f"no quote: rests on {_briefly(names, dataset)}"


def _briefly(names: Iterable[str], dataset: Dataset) -> str:
    known = ((name, dataset.sources.get(name)) for name in dict.fromkeys(names))
    return "; ".join(cite_briefly(source) if source else name for name, source in known)


def _layer(layer_id: str, dataset: Dataset) -> str:
    """Name the layer of a record that is not of the first."""
    others = {layer.id: layer.title or layer.id for layer in dataset.layers[1:]}
    return others.get(layer_id, "")
