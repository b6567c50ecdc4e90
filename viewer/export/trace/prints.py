"""Prints of a dataset's records: three letters for each of their fields, small enough for every picture to carry.

By them a picture without its data still tells which records have changed, and in what. They prove nothing: that the
dataset is the same is for the hash of its files to say. No Qt, no files.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from viewer.export.trace.changes import LEFT_OUT, records_of, said_of, shown, written
from viewer.model.events import Figure, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from viewer.export.trace.changes import Record
    from viewer.model.dataset import Dataset

MOST_RECORDS = 2_000
"""Of more records than this no prints are kept: they would outgrow the picture."""

_LETTERS = 3
_UNIT, _ENTRY = "\x1f", "\x1e"

Prints = dict[str, dict[str, str]]
"""The print of each record by its kind and its id."""


def prints_of(dataset: Dataset) -> Prints:
    """Return the prints of all records, none of a large dataset. Cost: linear in the texts, those of sources too."""
    if len(dataset) > MOST_RECORDS:
        return {}
    kinds = records_of(dataset)
    if sum(map(len, kinds.values())) > MOST_RECORDS:
        return {}
    prints = {kind: {name: _print(record) for name, record in found.items()} for kind, found in kinds.items()}
    return {kind: found for kind, found in prints.items() if found} | {
        "dataset": {name: _letters(_text(getattr(dataset, name))) for name in ("description", "lanes")}
    }


def changed_since(prints: Mapping[str, object], dataset: Dataset) -> tuple[str, ...] | None:
    """Return a sentence for each record that has another print now, is new or is gone.

    None where either has no prints: the data may have grown. The prints may be whatever a file says.
    """
    now = prints_of(dataset)
    if not now or not prints:
        return None
    before = {kind: _as_texts(found) for kind, found in prints.items()}
    own, own_before = now.pop("dataset", {}), before.pop("dataset", {})
    said = [f"{name}: changed" for name in own if own[name] != own_before.get(name)]
    for kind, records in records_of(dataset).items():
        said += _of_kind(kind, before.get(kind, {}), now.get(kind, {}), records)
    return tuple(said)


def _of_kind(
    kind: str, before: Mapping[str, str], now: Mapping[str, str], records: Mapping[str, Record]
) -> Iterator[str]:
    yield from (f"{kind} “{name}”: removed" for name in before if name not in now)
    for name, letters in now.items():
        if name not in before:
            yield f"{kind} “{name}”: added"
        elif letters != before[name]:
            yield f"{kind} “{name}”: {', '.join(_changed(before[name], letters, records[name])) or 'changed'}"


def _changed(before: str, now: str, record: Record) -> Iterator[str]:
    if len(before) == len(now):
        for place, name in enumerate(_names(record)):
            here = slice(place * _LETTERS, (place + 1) * _LETTERS)
            if before[here] != now[here]:
                yield said_of(name)


def _print(record: Record) -> str:
    return "".join(_letters(_text(getattr(record, name))) for name in _names(record))


def _names(record: Record) -> list[str]:
    return [name for name in record.__struct_fields__ if name not in LEFT_OUT]


def _letters(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(digest)[:_LETTERS].decode()


def _text(value: object) -> str:
    match value:
        case tuple():
            return _ENTRY.join(map(_text, value))
        case Quote():
            return _UNIT.join((*written(value), value.match))
        case Figure():
            return _UNIT.join((shown(value), str(value.quote), value.reference))
        case _:
            return shown(value)


def _as_texts(found: object) -> dict[str, str]:
    if not isinstance(found, dict):
        return {}
    return {str(name): letters for name, letters in found.items() if isinstance(letters, str)}
