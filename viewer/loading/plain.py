"""Records as the plain values of JSON, and back: field by field, so that a new field needs no change here. No Qt."""

from __future__ import annotations

import re
from enum import StrEnum
from types import NoneType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from msgspec import Struct

_KINDS = {"str": str, "bool": bool, "int": int, "float": int | float, "None": NoneType}


def plain_fields(record: Struct, left_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the fields of a record as JSON has them: sets sorted, tuples as lists."""
    return {name: plain(getattr(record, name)) for name in record.__struct_fields__ if name not in left_out}


def plain(value: object) -> object:
    """Return one value as JSON has it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


def restored(kind: type[Struct], plain_ones: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a record from JSON. Raises KeyError, TypeError or ValueError for what does not fit."""
    defaults = kind.__struct_defaults__
    usual = dict(zip(kind.__struct_fields__[-len(defaults) :], defaults, strict=True))
    notes = kind.__annotations__
    return {name: _alike(usual[name], str(notes[name]), value) for name, value in plain_ones.items()}


def _alike(usual: object, annotation: str, value: object) -> object:
    if isinstance(usual, frozenset | tuple):
        if not isinstance(value, list):
            raise TypeError(f"{value!r} is no list")
        return type(usual)(value)
    if isinstance(usual, StrEnum):
        return type(usual)(str(value))
    kinds = [_KINDS[word] for word in re.findall(r"\w+", annotation) if word in _KINDS]
    if not any(isinstance(value, kind) for kind in kinds):
        raise TypeError(f"{value!r} is not {annotation}")
    return value
