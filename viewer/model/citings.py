"""Which event rests on which source, as two parallel columns. No Qt, no files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.model.dataset import Dataset

NO_SOURCE = ""


class Citings(Struct, frozen=True, eq=False):
    """Pairs of a row and the number of a source in `names`; an event with several sources has several pairs.

    An event without a source is paired with the name NO_SOURCE. `names` has those that occur, the most cited first.
    """

    rows: NDArray[np.int64]
    numbers: NDArray[np.int64]
    names: tuple[str, ...]


def citings_of(dataset: Dataset) -> Citings:
    """Return the pairs of a dataset; a large one has none, as its events are not read."""
    every = range(0 if dataset.is_large else len(dataset))
    pairs = [(row, name) for row in every for name in dataset.store.sources_of(row) or (NO_SOURCE,)]
    counts: dict[str, int] = {}
    for _, name in pairs:
        counts[name] = counts.get(name, 0) + 1
    names = tuple(sorted(counts, key=lambda name: (-counts[name], name)))
    place = {name: number for number, name in enumerate(names)}
    numbers = np.array([place[name] for _, name in pairs], dtype=np.int64)
    return Citings(np.array([row for row, _ in pairs], dtype=np.int64), numbers, names)
