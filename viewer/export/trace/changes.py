"""What is different between two states of one dataset, in sentences: added, removed, re-dated, re-worded. No Qt.

Records are told apart by their ids. What is compared is what the author wrote; what follows from it is not.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.model.amounts import Amount
from viewer.model.dates import UncertainDate
from viewer.model.events import Figure, Link, Quote, Refinement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from viewer.model.dataset import Dataset
    from viewer.model.events import Disagreement, Event, Layer, Source
    from viewer.model.personnel import PersonnelFigure

    Record = Event | PersonnelFigure | Source | Disagreement | Layer

_AROUND = 24
_WORDS = {
    "date": "re-dated",
    "issued": "re-dated",
    "announced": "announcement re-dated",
    "refined": "closer date changed",
    "amount": "number changed",
    "title": "re-worded",
    "summary": "re-worded",
    "note": "re-worded",
    "date_words": "time words changed",
    "date_basis": "how its date is known changed",
    "date_note": "note on its date re-worded",
    "issued_basis": "how its date is known changed",
    "issued_note": "note on its date re-worded",
    "type": "kind of source changed",
    "url": "address changed",
    "accessed": "day of access changed",
    "part_of": "what it is a part of changed",
    "within": "figure that contains it changed",
}
_ENTRIES = {"references": "reference", "links": "link", "figures": "number", "about": "subject"}
LEFT_OUT = frozenset({"id", "sha256", "is_shown"})
"""Fields that are not compared: a record's name, and what follows from others or only says how it opens."""


class _Kind(Struct, frozen=True):
    """Records of one kind by id, before and now."""

    name: str
    before: Mapping[str, Record]
    now: Mapping[str, Record]


def changes(before: Dataset, now: Dataset) -> list[str]:
    """Return a sentence for each difference, nothing where the two say the same. Cost: linear in both."""
    said = [
        f"{name}: {_became(getattr(before, name), getattr(now, name))}"
        for name in ("title", "description")
        if getattr(before, name) != getattr(now, name)
    ]
    if before.lanes != now.lanes:
        said.append(f"lanes: {_became(', '.join(before.lanes), ', '.join(now.lanes))}")
    pairs = zip(records_of(before).items(), records_of(now).values(), strict=True)
    kinds = (_Kind(name, one, two) for (name, one), two in pairs)
    return [*said, *(sentence for kind in kinds for sentence in _of_kind(kind))]


def records_of(dataset: Dataset) -> dict[str, Mapping[str, Record]]:
    """Return every record of a dataset by its kind, in words, and its id. Cost: reads every event."""
    return {
        "layer": {layer.id: layer for layer in dataset.layers},
        "source": dataset.sources,
        "event": _events(dataset),
        "personnel figure": {figure.id: figure for figure in dataset.personnel},
        "disagreement": {entry.id: entry for entry in dataset.disagreements},
    }


def _events(dataset: Dataset) -> dict[str, Record]:
    return {dataset.id_of(row): dataset.event(row) for row in range(len(dataset))}


def _of_kind(kind: _Kind) -> Iterator[str]:
    for name in kind.before:
        if name not in kind.now:
            yield f"{kind.name} {_named(name)}: removed"
    for name, record in kind.now.items():
        if name not in kind.before:
            yield f"{kind.name} {_named(name)}: added"
        elif record != kind.before[name]:
            yield from (f"{kind.name} {_named(name)}: {said}" for said in _of_record(kind.before[name], record))


def _of_record(before: Record, now: Record) -> Iterator[str]:
    for name in now.__struct_fields__:
        one, two = getattr(before, name), getattr(now, name)
        if name in LEFT_OUT or one == two:
            continue
        if name in {"quote", "quotes"}:
            yield from _of_quotes(_as_tuple(one), _as_tuple(two))
        elif isinstance(one, tuple) and isinstance(two, tuple):
            yield from _of_lists(_ENTRIES.get(name, "entry"), one, two)
        elif name == "is_unsourced":
            yield "now marked as unsourced" if two else "no longer marked as unsourced"
        else:
            yield f"{said_of(name)}: {_became(shown(one), shown(two))}"


def _of_quotes(before: tuple[Quote, ...], now: tuple[Quote, ...]) -> Iterator[str]:
    for one, two in zip_longest(before, now):
        if one is None or two is None:
            yield f"quote {'added' if one is None else 'removed'}: “{_cut((two or one).exact)}”"
        elif written(one) != written(two):
            where = "re-worded" if one.exact != two.exact else "place changed"
            yield f"quote {where}: {_became(shown(one), shown(two))}"
        elif one.match is not two.match:
            yield f"quote “{_cut(two.exact)}”: was {one.match}, is {two.match}"


def _of_lists(name: str, before: tuple[object, ...], now: tuple[object, ...]) -> Iterator[str]:
    for entry in before:
        if entry not in now:
            yield f"{name} removed: “{_cut(shown(entry))}”"
    for entry in now:
        if entry not in before:
            yield f"{name} added: “{_cut(shown(entry))}”"


def written(quote: Quote) -> tuple[str, ...]:
    """Return what an author writes of a quote; where it was found is not theirs."""
    return quote.source, quote.exact, quote.prefix, quote.suffix


def _as_tuple(quotes: Quote | tuple[Quote, ...] | None) -> tuple[Quote, ...]:
    if quotes is None:
        return ()
    return quotes if isinstance(quotes, tuple) else (quotes,)


def said_of(field: str) -> str:
    """Return what has become of a field, in words; a field without its own is called by its name."""
    return _WORDS.get(field, f"{field.replace('_', ' ')} changed")


def shown(value: object) -> str:
    """Return a value as its author wrote it, on one line of words."""
    match value:
        case UncertainDate():
            said = value.text
        case Amount():
            said = value.in_words()
        case Quote():
            said = " … ".join(part for part in (value.prefix, value.exact, value.suffix) if part)
        case Refinement():
            said = f"{value.date.text} ({value.source}) {value.note}".strip()
        case Figure():
            said = f"{value.label}: {value.amount.in_words()}"
        case Link():
            said = f"{value.kind} {value.to}"
        case _:
            said = "" if value is None else str(value)
    return said


def _became(before: str, now: str) -> str:
    """Show two texts around the first place where they part."""
    pairs = enumerate(zip(before, now, strict=False))
    at = next((place for place, (one, two) in pairs if one != two), min(len(before), len(now)))
    return " became ".join(f"“{_around(text, at)}”" if text else "nothing" for text in (before, now))


def _around(text: str, at: int) -> str:
    start, end = max(0, at - _AROUND), at + _AROUND
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"


def _cut(text: str) -> str:
    return _around(text, _AROUND)


def _named(name: str) -> str:
    return f"“{name}”"
