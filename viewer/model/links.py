"""Typed relations between events, in words and in both directions. No Qt, no files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.model.dataset import Dataset

_WORDS = {
    "authorizes": ("authorizes", "is authorized by"),
    "extends": ("extends", "is extended by"),
    "responds to": ("responds to", "is answered by"),
    "part of": ("is part of", "has as a part"),
    "contradicts": ("contradicts", "is contradicted by"),
}


class Relation(Struct, frozen=True):
    """What one event is to another: `words` lead from the event in hand to `other`, an event id.

    `kind` is the dataset's own word; `is_outgoing` tells whether the event in hand states the relation.
    """

    kind: str
    words: str
    other: str
    is_outgoing: bool


def relations_of(event_id: str, dataset: Dataset) -> tuple[Relation, ...]:
    """Return the relations an event states, then those that others state of it; events not in the dataset are left out.

    What both sides state in the same words stands once. A large dataset knows only the relations an event states.
    """
    row = dataset.index_of(event_id)
    if row is None:
        return ()
    own = [Relation(link.kind, _outgoing(link.kind), link.to, True) for link in dataset.event(row).links]
    others = [Relation(kind, _incoming(kind), other, False) for other, kind in dataset.incoming_links.get(event_id, ())]
    known = {(relation.words, relation.other): relation for relation in reversed([*own, *others])}
    return tuple(relation for relation in reversed(known.values()) if dataset.index_of(relation.other) is not None)


def incoming_links_of(dataset: Dataset) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return for each event that is linked to the ids and kinds of the links, in row order. Cost: O(n)."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in range(0 if dataset.is_large else len(dataset)):
        for link in dataset.store.links_of(row):
            found[link.to] = (*found.get(link.to, ()), (dataset.id_of(row), link.kind))
    return found


def _outgoing(kind: str) -> str:
    return _WORDS.get(kind, (kind, ""))[0]


def _incoming(kind: str) -> str:
    return _WORDS.get(kind, ("", f"says of this: {kind}"))[1]
