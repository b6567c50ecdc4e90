"""A filter in one sentence, for captions and for people who cannot see what is hidden. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.model.date_words import instant_in_words
from viewer.model.dates import Precision
from viewer.model.events import Status
from viewer.model.facets import source_label
from viewer.model.filters import Certainty, FacetKind, Quoting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.model.dataset import Dataset
    from viewer.model.filters import Filter

_MOST_NAMED = 3
_PLURALS = {FacetKind.LAYER: "layers", FacetKind.LANE: "lanes", FacetKind.SOURCE: "sources"}
_CERTAINTIES = {
    Certainty.DAY_KNOWN: "day-known dates",
    Certainty.REFINED: "dates made closer by another source",
    Certainty.DOUBTFUL: "doubtful dates",
}


def filter_in_words(wanted: Filter, dataset: Dataset) -> str:
    """Return what a filter hides: "lanes hidden: Violence; only day-known dates; known by 11 Oct 2024".

    The text is "" where nothing is hidden. Names that the dataset does not have are left out.
    """
    return "; ".join(_parts(wanted, dataset))


def _parts(wanted: Filter, dataset: Dataset) -> Iterator[str]:
    layers = {layer.id: layer.title or layer.id for layer in dataset.layers}
    sources = {name: source_label(dataset, name) for name in dataset.citings.names} if wanted.hidden_sources else {}
    lanes = {lane: lane for lane in dataset.lanes}
    for kind, names in ((FacetKind.LAYER, layers), (FacetKind.LANE, lanes), (FacetKind.SOURCE, sources)):
        yield from _named(_PLURALS[kind], names, wanted.hidden(kind))
    yield from _sorted_out([str(status) for status in Status], wanted.hidden_statuses, " events")
    shown = [_CERTAINTIES[entry] for entry in Certainty]
    yield from _sorted_out(shown, {_CERTAINTIES[entry] for entry in Certainty if entry in wanted.hidden_certainties})
    yield from _sorted_out([f"events {entry}" for entry in Quoting], {f"events {e}" for e in wanted.hidden_quotings})
    yield from _dates(*wanted.dates_us)
    if wanted.known_by_us is not None:
        yield f"known by {instant_in_words(wanted.known_by_us, Precision.DAY)}"


def _named(plural: str, names: dict[str, str], hidden: frozenset[str]) -> Iterator[str]:
    """Name the hidden ones, or the shown ones where those are fewer."""
    gone = [label for name, label in names.items() if name in hidden]
    left = [label for name, label in names.items() if name not in hidden]
    if gone and not left:
        yield f"all {plural} hidden"
    elif gone:
        yield f"only the {plural} {_listed(left)}" if len(left) < len(gone) else f"{plural} hidden: {_listed(gone)}"


def _sorted_out(all_of_them: Sequence[str], hidden: Iterable[str], noun: str = "") -> Iterator[str]:
    gone = [words for words in all_of_them if words in hidden]
    left = [words for words in all_of_them if words not in hidden]
    if gone and len(left) == 1:
        yield f"only {left[0]}{noun}"
    elif gone:
        yield f"no {' or '.join(gone)}{noun}"


def _dates(start_us: int | None, end_us: int | None) -> Iterator[str]:
    first = "" if start_us is None else instant_in_words(start_us, Precision.DAY)
    last = "" if end_us is None else instant_in_words(end_us - 1, Precision.DAY)
    if first and last:
        yield f"only {first}" if first == last else f"only {first} to {last}"
    elif first or last:
        yield f"only from {first} on" if first else f"only up to {last}"


def _listed(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"
