"""A dataset on disk, folder or `.mtlz`, as one read-only view of named files within limits.

Nothing outside the folder is ever read, no link and no name leads out, and no zip grows past the limits.
Knows nothing of what stands in the files.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from viewer.loading.problems import DatasetError, in_quotes, path_in_quotes

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

MAIN_FILE = "dataset.toml"
MIMETYPE = "application/vnd.mission-timeline+zip"
NOT_A_DATASET = "a dataset is a folder with a dataset.toml, or the same zipped as NAME.mtlz"
MEGABYTE = 1_000_000


class Limits(Struct, frozen=True):
    """How much a dataset may hold. `ratio` (unpacked to packed) counts from `ratio_from_bytes` on."""

    files: int = 10_000
    file_bytes: int = 128 * MEGABYTE
    total_bytes: int = 512 * MEGABYTE
    ratio: int = 200
    ratio_from_bytes: int = MEGABYTE


class FileRefusedError(Exception):
    """One file of the dataset cannot or must not be read; `text` says why and `hint` what to do."""

    def __init__(self, text: str, hint: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.hint = hint


class DatasetFiles(Protocol):
    """The files of one dataset, by names with forward slashes (`sources/article.txt`)."""

    faults: tuple[tuple[str, str], ...]
    """What is wrong with the container itself: pairs of text and hint."""

    def names_in(self, folder: str, ending: str) -> list[str]:
        """Return the files right inside a folder whose names end so, sorted; empty if there is no such folder."""
        ...

    def has(self, name: str) -> bool:
        """Tell whether there is such a file, readable or not."""
        ...

    def read(self, name: str) -> bytes:
        """Return a file's content; raises FileRefusedError."""
        ...

    def __enter__(self) -> DatasetFiles: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_files(path: Path, limits: Limits | None = None) -> DatasetFiles:
    """Open a folder, a `.mtlz`, or the folder around a `dataset.toml`; raises DatasetError if it is none of these."""
    limits = limits or Limits()
    try:
        if path.is_dir():
            return FolderFiles(path.resolve(), limits)
        if path.name == MAIN_FILE and path.is_file():
            return FolderFiles(path.resolve().parent, limits)
        if path.is_file():
            return ZipFiles(path, limits)
    except (OSError, ValueError) as error:
        raise DatasetError(f"{path_in_quotes(path)} cannot be opened: {_reason(error)}") from error
    raise DatasetError(f"there is no file or folder {path_in_quotes(path)}", NOT_A_DATASET)


def check_name(name: str) -> None:
    """Raise FileRefusedError unless a name is a plain way down into the dataset: relative, forward slashes, no `..`."""
    if "\\" in name:
        raise FileRefusedError(
            f"the file name {in_quotes(name)} has a backslash", "write folders with a forward slash: /"
        )
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or ":" in parts[0]:
        raise FileRefusedError(
            f"the file name {in_quotes(name)} leads out of the dataset", "put the file into the dataset's folder"
        )
    if not all(part.strip(". ") for part in parts) or not name.isprintable():
        raise FileRefusedError(f"{in_quotes(name)} is not a file name", 'a name looks like "sources/article.txt"')


class FolderFiles:
    """The files of a dataset in a folder; links are followed only while they stay inside it."""

    def __init__(self, root: Path, limits: Limits) -> None:
        self.faults: tuple[tuple[str, str], ...] = ()
        self._root = root
        self._limits = limits
        self._left_bytes = limits.total_bytes

    def names_in(self, folder: str, ending: str) -> list[str]:
        """Return the files right inside a folder whose names end so, sorted; raises FileRefusedError."""
        if not (self._root / folder).is_dir():
            return []
        try:
            entries = self._inside(folder).iterdir()
            names = sorted(entry.name for entry in entries if entry.name.endswith(ending))
        except OSError as error:
            raise FileRefusedError(f"the folder {folder} cannot be listed: {_reason(error)}") from error
        if len(names) > self._limits.files:
            raise FileRefusedError(f"the folder {folder} holds more than {self._limits.files:,} files")
        return [f"{folder}/{name}" for name in names if not name.startswith(".")]

    def has(self, name: str) -> bool:
        """Tell whether there is such a file, readable or not."""
        return (self._root / name).is_file()

    def read(self, name: str) -> bytes:
        """Return a file's content; raises FileRefusedError."""
        check_name(name)
        try:
            place = self._inside(name)
            if not stat.S_ISREG(place.stat().st_mode):
                raise FileRefusedError(f"{name} is not an ordinary file")
            with place.open("rb") as file:
                content = file.read(min(self._limits.file_bytes, self._left_bytes) + 1)
        except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a link round to itself, before Python 3.13
            raise FileRefusedError(f"{name} cannot be read: {_reason(error)}") from error
        _refuse_too_big(name, len(content), self._limits, self._left_bytes)
        self._left_bytes -= len(content)
        return content

    def _inside(self, name: str) -> Path:
        place = (self._root / name).resolve()
        if not place.is_relative_to(self._root):
            raise FileRefusedError(f"{name} is a link that leads out of the dataset", "put the file itself there")
        if not place.exists():
            raise FileRefusedError(f"there is no file {name}", "names are compared letter by letter, capitals too")
        return place

    def __enter__(self) -> FolderFiles:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held open between reads."""


class ZipFiles:
    """The files of a dataset in a `.mtlz`; nothing is unpacked to disk."""

    def __init__(self, path: Path, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise DatasetError(
                f"{in_quotes(path.name)} is not a .mtlz file: {_reason(error)}", NOT_A_DATASET
            ) from error
        try:
            self._entries = _checked_entries(self._zip, limits)
        except FileRefusedError as error:
            self._zip.close()
            raise DatasetError(error.text, error.hint) from error
        self._limits = limits
        self.faults = self._container_faults()

    def names_in(self, folder: str, ending: str) -> list[str]:
        """Return the files right inside a folder whose names end so, sorted."""
        inside = [name for name in self._entries if name.startswith(f"{folder}/") and name.endswith(ending)]
        plain = [name for name in inside if "/" not in name[len(folder) + 1 :] and name[len(folder) + 1] != "."]
        return sorted(plain)

    def has(self, name: str) -> bool:
        """Tell whether there is such a file, readable or not."""
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return a file's content; raises FileRefusedError."""
        check_name(name)
        entry = self._entries.get(name)
        if entry is None:
            raise FileRefusedError(f"there is no file {name} in the .mtlz", self._nested_hint(name))
        try:
            return self._zip.read(entry)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
            raise FileRefusedError(f"{name} in the .mtlz is damaged: {_reason(error)}", "make the file anew") from error

    def _nested_hint(self, name: str) -> str:
        nested = next((known for known in self._entries if known.endswith(f"/{name}")), "")
        if not nested:
            return "names are compared letter by letter, capitals too"
        return f"it is in {nested.removesuffix(name)}: zip what is in that folder, not the folder itself"

    def _container_faults(self) -> tuple[tuple[str, str], ...]:
        first = next(iter(self._zip.infolist()), None)
        hint = f"other programs know a .mtlz by it: zip a file `mimetype` first, uncompressed, holding {MIMETYPE}"
        if first is None or first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            return (("the first entry of the .mtlz is not an uncompressed `mimetype`", hint),)
        try:
            said = self.read("mimetype")
        except FileRefusedError as error:
            return ((error.text, error.hint),)
        if said.strip() != MIMETYPE.encode():
            return ((f"the `mimetype` says {in_quotes(said[:80].decode('utf-8', 'replace'))}", hint),)
        return ()

    def __enter__(self) -> ZipFiles:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()


def _checked_entries(archive: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """Return the files of a zip by name after looking at every entry, before any is unpacked."""
    entries: dict[str, zipfile.ZipInfo] = {}
    if len(archive.infolist()) > limits.files:
        raise FileRefusedError(f"the .mtlz holds more than {limits.files:,} files")
    left_bytes = limits.total_bytes
    for entry in archive.infolist():
        check_name(entry.filename.removesuffix("/"))
        _refuse_odd_entry(entry, limits)
        if entry.filename in entries:
            raise FileRefusedError(f"{entry.filename} is in the .mtlz twice", "make the file anew")
        _refuse_too_big(entry.filename, entry.file_size, limits, left_bytes)
        left_bytes -= entry.file_size
        if not entry.is_dir():
            entries[entry.filename] = entry
    return entries


def _refuse_odd_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise FileRefusedError(f"{entry.filename} in the .mtlz is a link", "put the file itself there")
    if entry.flag_bits & 1:
        raise FileRefusedError(f"{entry.filename} in the .mtlz is encrypted", "make it anew without a password")
    if entry.file_size > max(limits.ratio_from_bytes, entry.compress_size * limits.ratio):
        raise FileRefusedError(
            f"{entry.filename} in the .mtlz unpacks to more than {limits.ratio} times its size, as a zip bomb does",
            "store the file uncompressed if it is meant",
        )


def _refuse_too_big(name: str, size: int, limits: Limits, left_bytes: int) -> None:
    if size > limits.file_bytes:
        raise FileRefusedError(f"{name} is larger than {limits.file_bytes // MEGABYTE} MB")
    if size > left_bytes:
        raise FileRefusedError(f"with {name} the dataset is larger than {limits.total_bytes // MEGABYTE} MB")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return in_quotes(str(error)) if str(error) else type(error).__name__
