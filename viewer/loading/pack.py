"""Packs a dataset into one piece of bytes that a picture can carry, the same bytes each time. Writes nothing to disk.

Entries are stored and not compressed: what a packer makes of the same input differs between its versions.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.loading.archive import MAIN_FILE, MIMETYPE, DatasetFiles, Limits, open_files
from viewer.loading.kinds import is_picture, is_table
from viewer.loading.pictures import HOW_TO_EMBED, read_picture
from viewer.loading.problems import DatasetError, in_quotes
from viewer.loading.reader import read_files

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_DATE = (1980, 1, 1, 0, 0, 0)  # the first a zip can have


class Packed(Struct, frozen=True):
    """A dataset as one file: its name, its bytes, and the SHA-256 of the dataset that is in it."""

    name: str
    content: bytes
    dataset_sha256: str


def pack(path: Path, limits: Limits | None = None) -> Packed:
    """Pack what a path names: a folder or `.mtlz` as `.mtlz`, a table as it is, a picture's own data as it carries it.

    Only the files that the dataset's hash is over are packed. Raises DatasetError where nothing can be read.
    """
    limits = limits or Limits()
    if is_table(path):
        content = _content(path, limits)
        return Packed(path.name, content, hashlib.sha256(content).hexdigest())
    if is_picture(path):
        picture = read_picture(path, limits)
        if picture.packed is None:
            raise DatasetError(picture.why_no_data, HOW_TO_EMBED)
        return Packed(picture.text("embedded", "name"), picture.packed, picture.text("dataset", "sha256"))
    with open_files(path, limits) as files:
        seen = _Seen(files)
        sha256 = read_files(seen).sha256
    name = path.resolve().parent.name if path.name == MAIN_FILE else path.resolve().stem
    return Packed(f"{name or 'dataset'}.mtlz", _zipped(seen.contents), sha256)


class _Seen:
    """The files of a dataset that keep what was read of them."""

    def __init__(self, files: DatasetFiles) -> None:
        self.faults = files.faults
        self.contents: dict[str, bytes] = {}
        self._files = files

    def names_in(self, folder: str, ending: str) -> list[str]:
        """Return the files right inside a folder whose names end so."""
        return self._files.names_in(folder, ending)

    def has(self, name: str) -> bool:
        """Tell whether there is such a file."""
        return self._files.has(name)

    def read(self, name: str) -> bytes:
        """Return a file's content and remember it."""
        self.contents[name] = self._files.read(name)
        return self.contents[name]

    def __enter__(self) -> _Seen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Whoever opened the files closes them."""


def _content(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(limits.total_bytes + 1)
    except OSError as error:
        raise DatasetError(f"{in_quotes(path.name)} cannot be read: {error.strerror or error}") from error
    if len(content) > limits.total_bytes:
        raise DatasetError(f"{in_quotes(path.name)} is larger than {limits.total_bytes // 1_000_000} MB")
    return content


def _zipped(contents: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in {"mimetype": MIMETYPE.encode(), **dict(sorted(contents.items()))}.items():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return whole.getvalue()
