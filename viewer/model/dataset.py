"""Dataset: everything one timeline holds, frozen; columns for drawing, one Event object on request.

Built by `viewer.loading`; read by everybody. No Qt, no files.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from viewer.model.citings import Citings, citings_of
from viewer.model.columns import FAR_FUTURE, FAR_PAST, EventColumns, columns_of
from viewer.model.dates import Edge
from viewer.model.events import Disagreement, Event, Layer, Link, Source
from viewer.model.links import incoming_links_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np

    from viewer.model.dates import UncertainDate
    from viewer.model.opening import Opening
    from viewer.model.personnel import PersonnelFigure
    from viewer.model.publication import Publications

LARGE_FROM = 20_000
"""From more events than this on, nothing is done that would read every one of them as an object."""


class EventStore(Protocol):
    """Where the Event object of a row comes from: a list in memory, or text parsed when asked."""

    def event(self, row: int) -> Event:
        """Return the event of a row."""
        ...

    def id_of(self, row: int) -> str:
        """Return the id of a row without building the event."""
        ...

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an id, or None."""
        ...

    def sources_of(self, row: int) -> tuple[str, ...]:
        """Return the ids of the sources an event rests on, without building it where that is possible."""
        ...

    def links_of(self, row: int) -> tuple[Link, ...]:
        """Return the links from an event to others, without building it where that is possible."""
        ...


class ListStore:
    """Events kept as objects, in row order: for datasets written by hand."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = tuple(events)
        self._rows = {event.id: row for row, event in enumerate(self._events)}

    def event(self, row: int) -> Event:
        """Return the event of a row."""
        return self._events[row]

    def id_of(self, row: int) -> str:
        """Return the id of a row."""
        return self._events[row].id

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an id, or None."""
        return self._rows.get(event_id)

    def sources_of(self, row: int) -> tuple[str, ...]:
        """Return the ids of the sources an event rests on."""
        return self._events[row].source_ids

    def links_of(self, row: int) -> tuple[Link, ...]:
        """Return the links from an event to others."""
        return self._events[row].links


class Dataset(Struct, frozen=True, eq=False, dict=True):
    """One timeline: its lanes, layers, sources, events, personnel figures and disagreements.

    `len(dataset)` is the number of events; a row is an event's place in the columns (by lane, then time).
    `sha256` is over all files of the dataset. `focus_us` and `view_us` are where the author would have it open;
    `opening` is how it stood in the picture that it came with, None for one that came by itself. `whole` is the dataset
    of which this has only what was known by a day, None for one that has all.
    """

    id: str
    title: str
    lanes: tuple[str, ...]
    layers: tuple[Layer, ...]
    sources: Mapping[str, Source]
    columns: EventColumns
    store: EventStore
    personnel: tuple[PersonnelFigure, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    version: str = ""
    description: str = ""
    sha256: str = ""
    focus_us: int | None = None
    view_us: tuple[int, int] | None = None
    opening: Opening | None = None
    whole: Dataset | None = None

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.columns)

    @property
    def is_large(self) -> bool:
        """Whether there are too many events to read each of them as an object."""
        return len(self) > LARGE_FROM

    @cached_property
    def publications(self) -> Publications:
        """When events and figures became public; worked out when first asked for."""
        from viewer.model.publication import Publications  # noqa: PLC0415  personnel and amounts: not for a first paint

        return Publications(self)

    @cached_property
    def citings(self) -> Citings:
        """Which event rests on which source; worked out when first asked for."""
        return citings_of(self)

    @cached_property
    def incoming_links(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """The ids and kinds of the links to each event that is linked to; worked out when first asked for."""
        return incoming_links_of(self)

    def known_by(self, known_by_us: int | None) -> Dataset:
        """Return the dataset with only the figures and disagreements public by an instant; itself for None.

        All events stay; a Filter hides those. It is the same object again while the same figures are known.
        """
        return self if known_by_us is None else self.publications.edition(known_by_us)

    @classmethod
    def from_events(
        cls,
        *,
        id: str = "",  # noqa: A002  the format's own word
        title: str = "",
        lanes: Sequence[str] = (),
        layers: Sequence[Layer] = (),
        sources: Iterable[Source] = (),
        events: Sequence[Event] = (),
        personnel: Sequence[PersonnelFigure] = (),
        disagreements: Sequence[Disagreement] = (),
        version: str = "",
        description: str = "",
        sha256: str = "",
        focus: UncertainDate | None = None,
        view: UncertainDate | None = None,
    ) -> Dataset:
        """Build a dataset from Event objects in any order. Lanes and layers that are only used, not listed, follow."""
        all_lanes = _with_used(lanes, (event.lane for event in events))
        all_layers = _with_used_layers(layers, events)
        place = {lane: number for number, lane in enumerate(all_lanes)}
        ordered = sorted(events, key=lambda event: (place[event.lane], _sort_us(event.date)))
        return cls(
            id=id,
            title=title,
            lanes=all_lanes,
            layers=all_layers,
            sources={source.id: source for source in sources},
            columns=columns_of(ordered, all_lanes, [layer.id for layer in all_layers]),
            store=ListStore(ordered),
            personnel=tuple(personnel),
            disagreements=tuple(disagreements),
            version=version,
            description=description,
            sha256=sha256,
            focus_us=None if focus is None else _middle_us(focus),
            view_us=None if view is None else _outer_us(view),
        )

    def event(self, row: int) -> Event:
        """Return the event of a row."""
        return self.store.event(row)

    def id_of(self, row: int) -> str:
        """Return the id of a row."""
        return self.store.id_of(row)

    def index_of(self, event_id: str) -> int | None:
        """Return the row of an event id, or None if there is none."""
        return self.store.row_of(event_id)

    def title_of(self, row: int) -> str:
        """Return the title of a row, without building the event."""
        return self.columns.title_of(row)

    def figure(self, figure_id: str) -> PersonnelFigure | None:
        """Return a personnel figure by id, or None."""
        return self._figures.get(figure_id)

    @cached_property
    def _figures(self) -> Mapping[str, PersonnelFigure]:
        return {figure.id: figure for figure in self.personnel}

    def disagreements_about(self, record_id: str) -> tuple[Disagreement, ...]:
        """Return the disagreements that name an event or a personnel figure."""
        return tuple(entry for entry in self.disagreements if record_id in entry.about)

    def extent_us(self) -> tuple[int, int] | None:
        """Return the first and last known instant of events and figures (end exclusive), or None if there is none."""
        return self._extent_us

    @cached_property
    def _extent_us(self) -> tuple[int, int] | None:
        columns = self.columns
        begin = columns.begin[columns.begin > FAR_PAST]
        finish = columns.finish[columns.finish < FAR_FUTURE]
        known = [int(part) * columns.unit_us for part in (*_ends(begin), *_ends(finish))]
        known += [int(at) * columns.unit_us for at in _ends(columns.refined_at)]
        known += [
            at for figure in self.personnel for at in (figure.date.earliest_us, figure.date.latest_us) if at is not None
        ]
        if not known:
            return None
        return min(known), max(*known, min(known) + 1)


def _ends(values: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> tuple[int, ...]:
    return (int(values.min()), int(values.max())) if len(values) else ()


def _with_used(listed: Sequence[str], used: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*listed, *used]))


def _with_used_layers(listed: Sequence[Layer], events: Sequence[Event]) -> tuple[Layer, ...]:
    known = {layer.id: layer for layer in listed}
    if not known:
        known = {"": Layer(id="", title="")}
    first = next(iter(known))
    for event in events:
        name = event.layer or first
        known.setdefault(name, Layer(id=name, title=name))
    return tuple(known.values())


def _sort_us(date: UncertainDate) -> tuple[int, int]:
    # as the columns begin: an open start before everything, an unknown one where the known end begins
    return (0 if date.start_edge is Edge.OPEN else 1), date.sort_us


def _middle_us(date: UncertainDate) -> int:
    start, end = _outer_us(date)
    return (start + end) // 2


def _outer_us(date: UncertainDate) -> tuple[int, int]:
    start = date.earliest_us if date.earliest_us is not None else date.sort_us
    end = date.latest_us if date.latest_us is not None else start + 1
    return start, max(end, start + 1)
