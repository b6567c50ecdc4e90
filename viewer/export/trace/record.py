"""The record of a picture: one JSON text that says from what, of what and with what it was made, and can be read back.

The same text for PNG, SVG and PDF, under the key "mission-timeline". It holds everything needed to make the picture
again but the dataset itself: requests, pages and filters are written field by field, so that a new option of theirs
needs no change here. What it must not hold: times of making, paths, names of machines or people.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import fields
from enum import StrEnum
from types import NoneType
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import qVersion

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import FigureRequest, Page
from viewer.export.trace.provenance import PROGRAM, program_version, span_in_words
from viewer.layout.timescale import Span
from viewer.loading.pack import Packed
from viewer.loading.pictures import FORMAT
from viewer.model.filters import Filter, shown_layers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.loading.pictures import Picture
    from viewer.model.dataset import Dataset

_KINDS = {"str": str, "bool": bool, "int": int, "float": int | float, "None": NoneType}
_OWN_PARTS = frozenset({"dataset", "filter", "span", "problem_count", "embedded"})


class Made(NamedTuple):
    """How a picture was made: what it shows, on which page, in which theme, in which format.

    `writing` are the options of the format as plain values.
    """

    request: FigureRequest
    page: Page
    theme: str
    writing: Mapping[str, Any]
    format_name: str


def record_text(made: Made) -> str:
    """Return the record as JSON in ASCII, keys sorted: equal input gives equal text.

    Raises ExportError if the data to embed is no longer that of the dataset drawn.
    """
    request, dataset = made.request, made.request.dataset
    span = request.shown_span
    record = {
        "format": FORMAT,
        "program": {"name": PROGRAM, "version": program_version(), "qt": qVersion()},
        "dataset": {
            "id": dataset.id,
            "title": dataset.title,
            "version": dataset.version,
            "sha256": dataset.sha256,
            "problems": request.problem_count,
        },
        "view": {
            "span": span_in_words(span),
            "span_us": f"{span.start_us}/{span.end_us}",
            "is_chosen": request.span is not None,
        },
        "filter": _plain_fields(request.filter),
        "shown_layers": sorted(shown_layers(dataset, request.filter)),
        "page": {name: _plain(value) for name, value in made.page._asdict().items()},
        "options": _plain_fields(request, _OWN_PARTS),
        "theme": made.theme,
        "writing": dict(made.writing),
        "output": made.format_name,
        "embedded": _embedded(request),
    }
    return json.dumps(record, sort_keys=True, separators=(",", ":"))


def made_again(picture: Picture, dataset: Dataset) -> Made:
    """Return how a picture was made, to be made again from a dataset. Raises ExportError if its record is no use."""
    record = picture.record
    try:
        request = FigureRequest(
            dataset,
            Filter(**_restored(Filter, picture.part("filter"))),
            Span(*(picture.span_us or (0, 0))) if picture.part("view")["is_chosen"] else None,
            problem_count=int(picture.part("dataset")["problems"]),
            embedded=_packed_again(picture),
            **_restored(FigureRequest, picture.part("options")),
        )
        page = Page(**_all_alike(Page._field_defaults, Page.__annotations__, picture.part("page")))
        return Made(request, page, str(record["theme"]), picture.part("writing"), str(record["output"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ExportError(f"What {picture.name} says of how it was made cannot be used.") from error


def _embedded(request: FigureRequest) -> Mapping[str, object] | None:
    packed = request.embedded
    if packed is None:
        return None
    if packed.dataset_sha256 != request.dataset.sha256:
        raise ExportError("The dataset has changed on disk since it was opened. Open it again, then export.")
    sha256 = hashlib.sha256(packed.content).hexdigest()
    return {"name": packed.name, "bytes": len(packed.content), "sha256": sha256}


def _packed_again(picture: Picture) -> Packed | None:
    if picture.packed is None:
        return None
    return Packed(picture.text("embedded", "name"), picture.packed, picture.text("dataset", "sha256"))


def _plain_fields(record: Filter | FigureRequest, left_out: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return the fields of a record as JSON has them: sets sorted, tuples as lists."""
    names = [entry.name for entry in fields(record) if entry.name not in left_out]
    return {name: _plain(getattr(record, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


def _restored(kind: type[Filter | FigureRequest], plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a record from JSON. Raises KeyError, TypeError or ValueError for what does not fit."""
    return _all_alike({entry.name: entry.default for entry in fields(kind)}, kind.__annotations__, plain)


def _all_alike(
    usual: Mapping[str, object], annotations: Mapping[str, object], plain: Mapping[str, Any]
) -> dict[str, Any]:
    return {name: _alike(usual[name], str(annotations[name]), value) for name, value in plain.items()}


def _alike(usual: object, annotation: str, value: object) -> object:
    """Return a value from JSON as its default and its annotation have it."""
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
