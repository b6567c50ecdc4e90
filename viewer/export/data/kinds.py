"""A dataset out as data: which kinds there are, the endings they are known by, the one way to write them. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.export.data.annotations import annotations_json
from viewer.export.data.chronology import chronology_markdown, chronology_text
from viewer.export.data.csl import sources_json
from viewer.export.data.tables import events_csv, personnel_csv
from viewer.export.data.whole import dataset_json
from viewer.export.formats.atomic import ExportError, write_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from viewer.model.dataset import Dataset
    from viewer.model.filters import Filter


class DataKind(Struct, frozen=True):
    """One kind of data file: its name, which is the usual ending of its files, what it holds, and who writes it."""

    name: str
    title: str
    text_of: Callable[[Dataset, Filter], str]


KINDS = (
    DataKind("csv", "Events as a table", events_csv),
    DataKind("personnel.csv", "Personnel figures as a table", personnel_csv),
    DataKind("json", "The whole dataset for programs", dataset_json),
    DataKind("jsonld", "Quotes as W3C Web Annotations", annotations_json),
    DataKind("csl.json", "Sources as CSL-JSON, for reference managers", sources_json),
    DataKind("md", "Chronology with footnotes, in Markdown", chronology_markdown),
    DataKind("txt", "Chronology with notes, in plain text", chronology_text),
)
"""What can be written, in the order to offer it."""


def kind_of(path: Path) -> str | None:
    """Return the kind a file's name asks for by the longest ending that fits, or None where it asks for none.

    "personnel.csv" alone asks for it too: its ending is what it is called.
    """
    name = path.name.lower()
    fitting = [kind.name for kind in KINDS if name.endswith(f".{kind.name}") or (name == kind.name and "." in name)]
    return max(fitting, key=len, default=None)


def title_of(kind: str) -> str:
    """Return what a kind holds, in a few words. Raises ExportError for a kind that there is not."""
    return _kind(kind).title


def data_text(kind: str, dataset: Dataset, wanted: Filter) -> str:
    """Return a dataset as text of one kind. Raises ExportError for a kind that there is not."""
    return _kind(kind).text_of(dataset, wanted)


def write_data(path: Path, kind: str, dataset: Dataset, wanted: Filter) -> None:
    """Write what a filter leaves of a dataset to a file as one of KINDS, whole or not at all.

    Nothing hidden (`Filter()`) is the whole dataset. Equal input gives equal bytes. Raises ExportError.
    """
    write_file(path, data_text(kind, dataset, wanted).encode())


def _kind(name: str) -> DataKind:
    found = next((entry for entry in KINDS if entry.name == name), None)
    if found is None:
        raise ExportError(f"There is no kind of data {name!r}. Known: {', '.join(entry.name for entry in KINDS)}.")
    return found
