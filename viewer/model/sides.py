"""The sides of a disagreement: what each record says, when, in whose words, and the way to it. No Qt, no files.

Which records of it stand against each other is worked out here too: those of one lane, or of one contributor and
measure, that are not the word of the same voice.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.model.account import figure_title
from viewer.model.citation import cite_briefly
from viewer.model.date_words import in_words
from viewer.model.personnel import Measure
from viewer.model.publication import figure_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from viewer.model.dataset import Dataset
    from viewer.model.events import Disagreement, Event, Quote
    from viewer.model.personnel import PersonnelFigure


class Side(Struct, frozen=True):
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


class _Voice(Struct, frozen=True):
    """A record as one of a disagreement: only records of the same `subject` can stand against each other."""

    record_id: str
    subject: Hashable
    layer: str
    sources: frozenset[str]


def sides_of(entry: Disagreement, dataset: Dataset) -> tuple[Side, ...]:
    """Return the sides of a disagreement in its own order; records that are not in the dataset are left out."""
    return tuple(side for name in entry.about if (side := _side(name, dataset)))


def opposed_events(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    """Return for each event (by id) the events of its lane that a disagreement sets against it.

    Where a disagreement has events of several layers, those of one layer are not set against each other; within one
    layer, events stand against each other where they share no source. Cost: nothing without disagreements.
    """
    return _opposed(dataset, lambda name: _event_voice(name, dataset))


def opposed_figures(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    """Return for each personnel figure (by id) those of its contributor and measure set against it, as for events."""
    return _opposed(dataset, lambda name: _figure_voice(name, dataset))


def other_date_in_words(event: Event, dataset: Dataset) -> str:
    """Say that a record has another date, and of what: its date and layer, its title, and the disagreements about it.

    Plain text of several lines, for the place where that date is marked.
    """
    date, layer = in_words(event.refined.date if event.refined else event.date), _layer(event.layer, dataset)
    whose = layer or _briefly(event.source_ids, dataset)
    entries = [entry.title for entry in dataset.disagreements_about(event.id)]
    return "\n".join([f"Another date: {date}{f' ({whose})' if whose else ''}", event.title, *entries])


def _opposed(dataset: Dataset, voice_of: Callable[[str], _Voice | None]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for entry in dataset.disagreements:
        voices = [voice for name in entry.about if (voice := voice_of(name))]
        for one, two in _pairs(voices):
            found.setdefault(one.record_id, {})[two.record_id] = None
            found.setdefault(two.record_id, {})[one.record_id] = None
    return {name: tuple(others) for name, others in found.items()}


def _pairs(voices: Sequence[_Voice]) -> Iterator[tuple[_Voice, _Voice]]:
    for subject in dict.fromkeys(voice.subject for voice in voices):
        same = [voice for voice in voices if voice.subject == subject]
        has_layers = len({voice.layer for voice in same}) > 1
        for one, two in combinations(same, 2):
            if one.layer != two.layer if has_layers else not one.sources & two.sources:
                yield one, two


def _event_voice(name: str, dataset: Dataset) -> _Voice | None:
    row = dataset.index_of(name)
    if row is None:
        return None
    event = dataset.event(row)
    return _Voice(name, event.lane, event.layer or dataset.layers[0].id, frozenset(event.source_ids))


def _figure_voice(name: str, dataset: Dataset) -> _Voice | None:
    figure = dataset.figure(name)
    if figure is None:
        return None
    subject = (figure.contributor, figure.measure)
    return _Voice(name, subject, figure.layer or dataset.layers[0].id, frozenset(figure_sources(figure)))


def _side(name: str, dataset: Dataset) -> Side | None:
    row = dataset.index_of(name)
    if row is not None:
        return _event_side(dataset.event(row), dataset)
    figure = dataset.figure(name)
    return _figure_side(figure, dataset) if figure else None


def dates_in_words(event: Event, dataset: Dataset) -> str:
    """Return an event's date by its own words, and by another source where one has a closer date."""
    own = in_words(event.date)
    if event.refined is None:
        return own
    return f"{own}; {in_words(event.refined.date)} by {_briefly([event.refined.source], dataset)}"


def _event_side(event: Event, dataset: Dataset) -> Side:
    position = dates_in_words(event, dataset)
    words, origin = _words(event.quotes, event.source_ids, dataset)
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
