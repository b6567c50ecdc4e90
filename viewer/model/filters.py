"""Filter: which events are shown, as one frozen value, and the mask it makes. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.model.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Filter:
    """What is hidden: layers and lanes by id or name. Nothing hidden is the whole dataset."""

    hidden_layers: frozenset[str] = frozenset()
    hidden_lanes: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is hidden."""
        return not (self.hidden_layers or self.hidden_lanes)


def mask_of(dataset: Dataset, wanted: Filter) -> NDArray[np.bool_] | None:
    """Return a mask of n booleans, True for the rows to be shown, or None where all rows are. Cost: O(n)."""
    if wanted.is_empty:
        return None
    columns = dataset.columns
    layers = [number for number, layer in enumerate(dataset.layers) if layer.id in wanted.hidden_layers]
    lanes = [number for number, lane in enumerate(dataset.lanes) if lane in wanted.hidden_lanes]
    return ~(np.isin(columns.layer, layers) | np.isin(columns.lane, lanes))


def shown_layers(dataset: Dataset, wanted: Filter) -> frozenset[str]:
    """Return the ids of the layers that are not hidden."""
    return frozenset(layer.id for layer in dataset.layers) - wanted.hidden_layers
