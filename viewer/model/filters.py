"""Filter: which events are shown, as one frozen value, and the mask it makes. No Qt."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from viewer.model.columns import FAR_FUTURE, FAR_PAST, Flag
from viewer.model.events import Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from numpy.typing import NDArray

    from viewer.model.columns import EventColumns
    from viewer.model.dataset import Dataset

    Mask = NDArray[np.bool_]


class Certainty(StrEnum):
    """How closely the time of an event is known; each event is one of them."""

    DAY_KNOWN = "day known"
    REFINED = "refined"
    DOUBTFUL = "doubtful"


class Quoting(StrEnum):
    """Whether an event has words of its source."""

    QUOTED = "with a quote"
    UNQUOTED = "without a quote"


class FacetKind(StrEnum):
    """What events can be told apart by, in the order a panel offers it."""

    LAYER = "layer"
    LANE = "lane"
    STATUS = "status"
    CERTAINTY = "certainty"
    QUOTING = "quoting"
    SOURCE = "source"


_FIELDS = {
    FacetKind.LAYER: "hidden_layers",
    FacetKind.LANE: "hidden_lanes",
    FacetKind.STATUS: "hidden_statuses",
    FacetKind.CERTAINTY: "hidden_certainties",
    FacetKind.QUOTING: "hidden_quotings",
    FacetKind.SOURCE: "hidden_sources",
}


class Filter(Struct, frozen=True):
    """What is hidden, by id, name or word. Nothing hidden is the whole dataset.

    An event stays as long as one of its sources is not hidden; "" stands for having no source. `dates_us` are start
    and end (exclusive) of the time an event must touch, None being open. `known_by_us` hides what was not yet public.
    """

    hidden_layers: frozenset[str] = frozenset()
    hidden_lanes: frozenset[str] = frozenset()
    hidden_statuses: frozenset[str] = frozenset()
    hidden_certainties: frozenset[str] = frozenset()
    hidden_quotings: frozenset[str] = frozenset()
    hidden_sources: frozenset[str] = frozenset()
    dates_us: tuple[int | None, int | None] = (None, None)
    known_by_us: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is hidden."""
        return self == Filter()

    def hidden(self, kind: FacetKind) -> frozenset[str]:
        """Return what is hidden of one kind."""
        found: frozenset[str] = getattr(self, _FIELDS[kind])
        return found

    def hiding(self, kind: FacetKind, names: Iterable[str]) -> Filter:
        """Return this filter with exactly these hidden of one kind."""
        changed: dict[str, Any] = {_FIELDS[kind]: frozenset(names)}
        return replace(self, **changed)

    def following(self, focus_us: int) -> Filter:
        """Return this filter with what is known by now following the date in focus, where that is asked for."""
        return self if self.known_by_us is None else replace(self, known_by_us=focus_us)


def opening_filter(dataset: Dataset) -> Filter:
    """Return the filter a dataset opens with: the layers that its author does not show at first are hidden."""
    return Filter(frozenset(layer.id for layer in dataset.layers if not layer.is_shown))


def mask_of(dataset: Dataset, wanted: Filter) -> Mask | None:
    """Return a mask of n booleans, True for the rows to be shown, or None where all rows are. Cost: O(n)."""
    if wanted.is_empty:
        return None
    whole = np.ones(len(dataset), dtype=np.bool_)
    for mask in masks_of(dataset, wanted).values():
        whole &= mask
    return whole


def masks_of(dataset: Dataset, wanted: Filter) -> dict[FacetKind | str, Mask]:
    """Return the mask of each part of a filter that hides something: by kind, "dates" and "known"."""
    masks: dict[FacetKind | str, Mask] = {}
    for kind in FacetKind:
        hidden = wanted.hidden(kind)
        if hidden and kind is FacetKind.SOURCE:
            masks[kind] = _source_mask(dataset, hidden)
        elif hidden:
            codes, names = codes_of(dataset, kind)
            masks[kind] = np.array([name not in hidden for name in names] or [True])[codes]
    if wanted.dates_us != (None, None):
        masks["dates"] = _date_mask(dataset.columns, *wanted.dates_us)
    if wanted.known_by_us is not None:
        masks["known"] = dataset.publications.rows <= _in_units(wanted.known_by_us, dataset.columns)
    return masks


def codes_of(dataset: Dataset, kind: FacetKind) -> tuple[NDArray[np.integer], tuple[str, ...]]:
    """Return for each row the number of its value, and the values; not for sources, of which a row may have several."""
    columns = dataset.columns
    if kind is FacetKind.LAYER:
        return columns.layer, tuple(layer.id for layer in dataset.layers)
    if kind is FacetKind.LANE:
        return columns.lane, dataset.lanes
    if kind is FacetKind.STATUS:
        planned, claimed = _has(columns, Flag.PLANNED), _has(columns, Flag.CLAIMED)
        return planned + np.uint8(2) * (claimed & ~planned), (Status.HAPPENED, Status.PLANNED, Status.CLAIMED)
    if kind is FacetKind.QUOTING:
        return (~_has(columns, Flag.QUOTED)).astype(np.uint8), tuple(Quoting)
    return _certainties(columns), tuple(Certainty)


def shown_layers(dataset: Dataset, wanted: Filter) -> frozenset[str]:
    """Return the ids of the layers that are not hidden."""
    return frozenset(layer.id for layer in dataset.layers) - wanted.hidden_layers


def _has(columns: EventColumns, flag: Flag) -> Mask:
    mask: Mask = (columns.flags & np.uint16(flag)) != 0
    return mask


def _certainties(columns: EventColumns) -> NDArray[np.uint8]:
    """Count a duration as known where its whole extent is beyond doubt."""
    codes = np.where(_has(columns, Flag.REFINED), np.uint8(1), np.uint8(2)).astype(np.uint8)
    rows = columns.core_rows
    is_whole = (columns.core_begin == columns.begin[rows]) & (columns.core_finish == columns.finish[rows])
    doubt = np.uint16(Flag.APPROXIMATE | Flag.UNCERTAIN)
    codes[rows[is_whole & ((columns.flags[rows] & doubt) == 0)]] = 0
    codes[_has(columns, Flag.DAY_KNOWN)] = 0
    return codes


def _source_mask(dataset: Dataset, hidden: frozenset[str]) -> Mask:
    citings = dataset.citings
    if not citings.names:  # a large dataset: its sources are not told apart
        return np.ones(len(dataset), dtype=np.bool_)
    is_shown = np.array([name not in hidden for name in citings.names])
    mask = np.zeros(len(dataset), dtype=np.bool_)
    mask[citings.rows[is_shown[citings.numbers]]] = True
    return mask


def _date_mask(columns: EventColumns, start_us: int | None, end_us: int | None) -> Mask:
    mask = np.ones(len(columns), dtype=np.bool_)
    if start_us is not None:
        mask &= columns.finish > _in_units(start_us, columns)
    if end_us is not None:
        mask &= columns.begin < -_in_units(-end_us, columns)
    return mask


def _in_units(instant_us: int, columns: EventColumns) -> int:
    return max(FAR_PAST, min(instant_us // columns.unit_us, FAR_FUTURE))
