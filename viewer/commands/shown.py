"""What of a dataset a command takes: the layers, lanes, time and view that its options name. No Qt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from viewer.commands.terminal import UsageError
from viewer.export.pages.words import CHOICES
from viewer.loading.problems import did_you_mean
from viewer.model.dates import DateError
from viewer.model.deep_link import DeepLink, LinkError, parse_link
from viewer.model.edtf import parse_edtf

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from viewer.layout.timescale import Span
    from viewer.model.dataset import Dataset
    from viewer.model.filters import Filter
    from viewer.model.opening import Attention

_NARROWING = ("layers", "lanes", "known_by")


class Seen(Struct, frozen=True):
    """What is drawn of a dataset, and what is looked at in it. `span` None: as far as anything shown reaches."""

    filter: Filter
    span: Span | None
    attention: Attention


def add_shown_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what of the dataset is taken."""
    group = parser.add_argument_group("what (default: a picture shows what the dataset shows at first, data has all)")
    link = f"{CHOICES['view'].help} in the window: a link from “Copy link to this view”"
    group.add_argument("--view", metavar="LINK", help=link)
    group.add_argument("--range", metavar="EDTF", help=CHOICES["range"].help)
    group.add_argument("--whole", action="store_true", help=CHOICES["whole"].help)
    group.add_argument("--layers", metavar="A,B", help="only these layers, by id")
    group.add_argument("--lanes", metavar="A,B", help="only these lanes, by name")
    known = "only what had been published by the end of this day, month or year"
    group.add_argument("--known-by", metavar="DATE", help=known)


def refuse_contradictions(chosen: argparse.Namespace) -> None:
    """Raise UsageError where two options say what is shown."""
    first = "view" if chosen.view is not None else "whole" if chosen.whole else ""
    others = {"view": ("whole", "range", *_NARROWING), "whole": _NARROWING, "": ()}[first]
    for name in others:
        if getattr(chosen, name) not in {None, False}:
            raise UsageError(f"--{first} and --{name.replace('_', '-')} both say what is shown. Give one of them.")


def link_of(text: str, dataset: Path | None) -> DeepLink:
    """Return a view from a link, with the dataset it is of as `path`, "" for the built-in one. Raises UsageError.

    `dataset` is the one named beside it, or None.
    """
    try:
        link = parse_link(text)
    except LinkError as error:
        raise UsageError(f"--view: {error}") from error
    if link == DeepLink(link.path):
        raise UsageError(f"--view {text} names no view. A link is as #event=ID&from=2024-06&to=2024-07.")
    if dataset is None:
        return link
    if link.path and Path(link.path).resolve() != dataset.resolve():
        raise UsageError(f"The link of --view is to {link.path}, and --dataset names {dataset}. Leave one of them out.")
    return replace(link, path=str(dataset))


def seen(chosen: argparse.Namespace, dataset: Dataset, link: DeepLink | None) -> Seen:
    """Return what a picture shows of a dataset by its options. Raises UsageError."""
    from viewer.model.filters import Filter  # noqa: PLC0415  numpy is slow to start
    from viewer.model.opening import first_attention, first_filter  # noqa: PLC0415

    if link is not None:
        return _linked(link, dataset)
    first = Filter() if chosen.whole else first_filter(dataset)
    wanted = narrowed(first, dataset, chosen)
    span = None if chosen.range is None else span_of(chosen.range, dataset, wanted)
    return Seen(wanted, span, first_attention(dataset))


def narrowed(first: Filter, dataset: Dataset, chosen: argparse.Namespace) -> Filter:
    """Return a filter that leaves the layers, the lanes and the time of publication that are named. Raises UsageError.

    What is not named is as in `first`.
    """
    wanted = first if chosen.layers is None else filter_of(dataset, chosen.layers, first)
    if chosen.lanes is not None:
        lanes = _left_out("lane", chosen.lanes, dataset.lanes)
        wanted = replace(wanted, hidden_lanes=lanes)
    return wanted if chosen.known_by is None else replace(wanted, known_by_us=_end_of(chosen.known_by))


def filter_of(dataset: Dataset, layers: str, first: Filter | None = None) -> Filter:
    """Return the filter that leaves the layers named, by id, with commas between. Raises UsageError."""
    from viewer.model.filters import Filter  # noqa: PLC0415  numpy is slow to start

    hidden = _left_out("layer", layers, [layer.id for layer in dataset.layers])
    return replace(first or Filter(), hidden_layers=hidden)


def span_of(text: str, dataset: Dataset, wanted: Filter) -> Span:
    """Return the span an EDTF text means; an open end is where what is shown ends. Raises UsageError."""
    from viewer.export.pages.excerpt import shown_extent_us  # noqa: PLC0415  numpy is slow to start
    from viewer.layout.timescale import Span  # noqa: PLC0415

    try:
        date = parse_edtf(text)
    except DateError as error:
        raise UsageError(f"--range: {error}.") from error
    extent = Span(*shown_extent_us(dataset, wanted))
    start = extent.start_us if date.earliest_us is None else date.earliest_us
    end = extent.end_us if date.latest_us is None else date.latest_us
    return _with_events(f"--range {text}", (start, end), dataset, wanted)


def _with_events(said: str, span_us: tuple[int, int], dataset: Dataset, wanted: Filter) -> Span:
    """Return the span. Raises UsageError, with where the events are, if none that is shown lies there."""
    from viewer.export.pages.excerpt import rows_on_page, shown_extent_us  # noqa: PLC0415  numpy is slow to start
    from viewer.export.trace.provenance import span_in_words  # noqa: PLC0415
    from viewer.layout.timescale import Span  # noqa: PLC0415

    start, end = span_us
    if end <= start or not rows_on_page(dataset, wanted, Span(start, end)).any():
        extent = Span(*shown_extent_us(dataset, wanted))
        raise UsageError(f"{said}: no event shown lies there; they reach over {span_in_words(extent)}.")
    return Span(start, end)


def _linked(link: DeepLink, dataset: Dataset) -> Seen:
    """Return what a link shows; what it leaves out is as when the dataset is opened. Raises UsageError."""
    from viewer.loading.linked import read_filter  # noqa: PLC0415  numpy is slow to start
    from viewer.model.opening import first_attention, first_filter  # noqa: PLC0415

    wanted, attention = first_filter(dataset), first_attention(dataset)
    if link.layers is not None:
        try:
            wanted = filter_of(dataset, ",".join(link.layers), read_filter(link.filter))
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError("--view: the filter of the link cannot be read. Copy the link again.") from error
    if link.event is not None:
        if dataset.index_of(link.event) is None:
            raise UsageError(f"--view: the link names the event {link.event!r}, which this dataset does not have.")
        attention = replace(attention, chosen=f"event:{link.event}")
    if link.focus_us is not None:
        attention = replace(attention, focus_us=link.focus_us)
    span = None if link.span_us is None else _with_events("--view", link.span_us, dataset, wanted)
    return Seen(wanted, span, attention)


def _left_out(kind: str, named: str, known: Sequence[str]) -> frozenset[str]:
    """Return all names but those in a text with commas between. Raises UsageError."""
    wanted, unknown = _told_apart(named, known)
    if unknown or not wanted:
        said = f"There is no {kind} {unknown!r}" if unknown else f"No {kind} is named"
        near = did_you_mean(unknown, known) if unknown else ""
        hint = " Did" + near.removeprefix("did") if near.startswith("did") else ""
        raise UsageError(f"{said}.{hint} {kind.capitalize()}s of this dataset: {', '.join(known)}.")
    return frozenset(known) - wanted


def _told_apart(named: str, known: Sequence[str]) -> tuple[frozenset[str], str]:
    """Return the names in a text with commas between, and the first that is unknown, "" if none is.

    A name may have commas of its own: the longest that is known is taken.
    """
    pieces = named.split(",")
    found: set[str] = set()
    while pieces:
        tries = {count: ",".join(pieces[:count]).strip() for count in range(len(pieces), 0, -1)}
        count = next((count for count, name in tries.items() if name in known or not name), 0)
        if not count:
            return frozenset(found), tries[1]
        found |= {tries[count]} - {""}
        del pieces[:count]
    return frozenset(found), ""


def _end_of(text: str) -> int:
    """Return the last microsecond of a date. Raises UsageError for one without an end."""
    try:
        date = parse_edtf(text)
    except DateError as error:
        raise UsageError(f"--known-by: {error}.") from error
    if date.latest_us is None:
        raise UsageError(f"--known-by {text} has no end: write a day, a month or a year.")
    return date.latest_us - 1
