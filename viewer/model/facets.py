"""Facets: what a filter can tell events apart by, and how many events each value would show. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from viewer.model.citation import cite_briefly
from viewer.model.citings import NO_SOURCE
from viewer.model.filters import Certainty, FacetKind, codes_of, masks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from viewer.model.dataset import Dataset
    from viewer.model.filters import Filter


class FacetValue(Struct, frozen=True):
    """One value: `name` as the filter has it, `label` for people.

    `count` is how many events have it and are hidden by nothing of another kind.
    """

    name: str
    label: str
    count: int
    is_shown: bool


class Facet(Struct, frozen=True):
    """All values of one kind, in the order of the dataset; sources by how often they are cited."""

    kind: FacetKind
    values: tuple[FacetValue, ...]


class Facets(Struct, frozen=True):
    """What a filter shows of a dataset: `shown` of `total` events, and the values of each kind."""

    shown: int
    total: int
    facets: tuple[Facet, ...]

    def facet(self, kind: FacetKind) -> Facet | None:
        """Return one kind, or None where the dataset does not offer it."""
        return next((facet for facet in self.facets if facet.kind is kind), None)


def facets(dataset: Dataset, wanted: Filter) -> Facets:
    """Count the values of every kind under a filter. A large dataset has no sources facet.

    Cost: O(n), about 0.1 s for a million events.
    """
    masks = masks_of(dataset, wanted)
    hiding = np.zeros(len(dataset), dtype=np.uint8)
    for mask in masks.values():
        hiding += ~mask
    found = []
    for kind in FacetKind:
        open_to_it = (hiding - ~masks[kind] if kind in masks else hiding) == 0
        names, counts = _counts(dataset, kind, open_to_it)
        labels = _labels(dataset, kind, names)
        hidden = wanted.hidden(kind)
        values = [FacetValue(str(name), label, count, name not in hidden)
                  for name, label, count in zip(names, labels, counts, strict=True)]  # fmt: skip
        found += [Facet(kind, tuple(values))] if values else []
    return Facets(int(np.count_nonzero(hiding == 0)), len(dataset), tuple(found))


def _counts(dataset: Dataset, kind: FacetKind, mask: NDArray[np.bool_]) -> tuple[Sequence[str], list[int]]:
    if kind is FacetKind.SOURCE:
        citings = dataset.citings
        codes, names = citings.numbers[mask[citings.rows]], citings.names
    else:
        numbers, names = codes_of(dataset, kind)
        codes = (numbers if mask.all() else numbers[mask]).astype(np.int64)
    return names, [int(count) for count in np.bincount(codes, minlength=len(names))]


def _labels(dataset: Dataset, kind: FacetKind, names: Sequence[str]) -> list[str]:
    if kind is FacetKind.LAYER:
        return [layer.title or layer.id for layer in dataset.layers]
    if kind is FacetKind.SOURCE:
        return [source_label(dataset, name) for name in names]
    if kind is FacetKind.CERTAINTY:
        return ["refined by another source" if name == Certainty.REFINED else str(name) for name in names]
    return [str(name) for name in names]


def source_label(dataset: Dataset, name: str) -> str:
    """Return what a source is called in a list; an id that is not in the dataset stands for itself."""
    source = dataset.sources.get(name)
    if source is not None:
        return cite_briefly(source)
    return "no source is named" if name == NO_SOURCE else name
