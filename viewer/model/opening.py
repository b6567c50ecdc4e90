"""Where a dataset opens: what is hidden, chosen, in focus and searched for at first. No Qt, no files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.model.filters import Filter, opening_filter

if TYPE_CHECKING:
    from viewer.model.dataset import Dataset


class Attention(Struct, frozen=True):
    """What a person was looking at, beside the span and the filter.

    `chosen` is "event:ID", "figure:ID" or "" for nothing; `focus_us` None is where the dataset has the date in focus by
    itself; `search` is what was searched for; `is_dimming` whether hidden events were dimmed instead of left out.
    """

    chosen: str = ""
    focus_us: int | None = None
    search: str = ""
    is_dimming: bool = False


class Opening(Struct, frozen=True):
    """How a dataset that comes with a picture opens: as it was when the picture was made."""

    filter: Filter
    attention: Attention = Attention()


def first_filter(dataset: Dataset) -> Filter:
    """Return what is hidden when a dataset is opened: as its picture has it, else as its author."""
    return opening_filter(dataset) if dataset.opening is None else dataset.opening.filter


def first_attention(dataset: Dataset) -> Attention:
    """Return what a dataset is opened at; nothing in particular unless it comes with a picture."""
    return Attention() if dataset.opening is None else dataset.opening.attention


def own_focus(dataset: Dataset) -> int:
    """Return where the date in focus is by itself: where the author put it, else at the end of all there is."""
    if dataset.focus_us is not None:
        return dataset.focus_us
    extent = dataset.extent_us()
    return extent[1] if extent else 0
