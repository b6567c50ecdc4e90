"""The record of a picture: one JSON text that says from what, of what and with what it was made, and can be read back.

The same text for PNG, SVG and PDF, under the key "mission-timeline". It holds everything needed to make the picture
again but the dataset itself, of which it has prints where the picture does not carry it: requests, pages and filters
are written field by field, so that a new option of theirs needs no change here. What it must not hold: times of
making, paths, names of machines or people.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtCore import qVersion

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import FigureRequest, Page
from viewer.export.trace.prints import prints_of
from viewer.export.trace.provenance import PROGRAM, program_version, span_in_words
from viewer.layout.timescale import Span
from viewer.loading.pack import Packed
from viewer.loading.pictures import FORMAT
from viewer.loading.plain import plain_fields, restored
from viewer.model.filters import Filter, shown_layers
from viewer.model.opening import Attention

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.loading.pictures import Picture
    from viewer.model.dataset import Dataset

_OWN_PARTS = frozenset({"dataset", "filter", "attention", "span", "problem_count", "embedded"})


class Made(Struct, frozen=True):
    """How a picture was made: what it shows, on which page, in which theme, in which format.

    `writing` are the options of the format as plain values, `foreign_letters` what the bundled typeface lacks of it.
    """

    request: FigureRequest
    page: Page
    theme: str
    writing: Mapping[str, Any]
    format_name: str
    foreign_letters: str = ""


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
        "filter": plain_fields(request.filter),
        "shown_layers": sorted(shown_layers(dataset, request.filter)),
        "page": plain_fields(made.page),
        "options": plain_fields(request, _OWN_PARTS),
        "theme": made.theme,
        "writing": dict(made.writing),
        "output": made.format_name,
        "embedded": _embedded(request),
    }
    if request.attention != Attention():  # what nobody looked at changes no byte
        record["attention"] = plain_fields(request.attention)
    if made.foreign_letters:
        record["foreign_letters"] = made.foreign_letters
    if request.embedded is None and (prints := prints_of(dataset.whole or dataset)):
        record["prints"] = prints
    return json.dumps(record, sort_keys=True, separators=(",", ":"))


def made_again(picture: Picture, dataset: Dataset) -> Made:
    """Return how a picture was made, to be made again from a dataset. Raises ExportError if its record is no use."""
    record = picture.record
    try:
        shown = Filter(**restored(Filter, picture.part("filter")))
        request = FigureRequest(
            dataset.known_by(shown.known_by_us),
            shown,
            Span(*(picture.span_us or (0, 0))) if picture.part("view")["is_chosen"] else None,
            attention=Attention(**restored(Attention, picture.part("attention"))),
            problem_count=int(picture.part("dataset")["problems"]),
            embedded=_packed_again(picture),
            **restored(FigureRequest, picture.part("options")),
        )
        page = Page(**restored(Page, picture.part("page")))
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
