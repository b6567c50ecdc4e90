"""Reads a dataset from disk into raw tables with their lines, and its sources into text.

Says what cannot be read; what the tables mean is decided in `viewer.loading.checks`.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import tomllib
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.loading.archive import MAIN_FILE, DatasetFiles, FileRefusedError, Limits, open_files
from viewer.loading.positions import Positions, find_positions, path_in_words
from viewer.loading.problems import DatasetError, Problem, Severity, in_quotes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TABLE_FILE = "events.csv"
MAJOR_FORMAT = 1
_FORMAT = re.compile(r"mission-timeline/([0-9]{1,9})(?:\.[0-9]{1,9})?")
_CURLY_QUOTES = re.compile("=[ \t]*[“”„‘’«»]")
_AT_LINE = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")


class RawFile(Struct, frozen=True):
    """One TOML file: its name in the dataset, its tables as they stand, and the line of every key."""

    name: str
    tables: dict[str, object]
    positions: Positions


class RawText(Struct, frozen=True):
    """A source's file: its text with line ends as LF and no byte order mark, and the SHA-256 of its bytes.

    `text` is None where the bytes are no UTF-8 or there is no such file; `refusal` then says so. `lookalikes` are the
    hashes the bytes would have with other line ends, to tell a converted file from a changed one.
    """

    text: str | None
    sha256: str
    lookalikes: frozenset[str]
    refusal: str = ""
    hint: str = ""


class RawDataset(Struct, frozen=True):
    """A dataset as it was read: `dataset.toml` first, then `events/*.toml` in name order, and the sources' texts.

    `table` is the content of `events.csv`, or None where there is none.
    `sha256` is over the sorted names and contents of all these files, so that folder and zip have the same one.
    """

    files: tuple[RawFile, ...]
    texts: dict[str, RawText]
    problems: tuple[Problem, ...]
    sha256: str
    table: bytes | None = None


def read(path: Path, limits: Limits | None = None, beat: Callable[[], None] = lambda: None) -> RawDataset:
    """Read a folder or a `.mtlz`; raises DatasetError where nothing can be read. Every file is read once.

    `beat` is called before each file and may raise to give up.
    """
    with open_files(path, limits) as files:
        return read_files(files, beat)


def read_files(files: DatasetFiles, beat: Callable[[], None] = lambda: None) -> RawDataset:
    """Read the opened files of a dataset; as `read`."""
    return _Reading(files, beat).dataset()


class _Reading:
    """One pass over the files of a dataset; keeps what is needed for the hash and the problems found so far."""

    def __init__(self, files: DatasetFiles, beat: Callable[[], None]) -> None:
        self._files = files
        self._beat = beat
        self._digests: dict[str, bytes] = {}
        self._problems = [_error(MAIN_FILE, 0, text, hint) for text, hint in files.faults]

    def dataset(self) -> RawDataset:
        """Read everything."""
        main = self._main()
        _refuse_other_formats(main)
        parts = (main, *self._event_files())
        texts = self._texts(main)
        table = self._table()
        return RawDataset(parts, texts, tuple(self._problems), self._sha256(), table)

    def _main(self) -> RawFile:
        try:
            content = self._read(MAIN_FILE)
        except FileRefusedError as error:
            raise DatasetError(error.text, error.hint, file=MAIN_FILE) from error
        return _parse(MAIN_FILE, content)

    def _event_files(self) -> list[RawFile]:
        try:
            names = self._files.names_in("events", ".toml")
        except FileRefusedError as error:
            self._problems.append(_error("events", 0, error.text, error.hint))
            return []
        files = []
        for name in names:
            try:
                files.append(_parse(name, self._read(name)))
            except FileRefusedError as error:
                self._problems.append(_error(name, 0, error.text, error.hint))
            except DatasetError as error:
                self._problems.append(error.problem)
        return files

    def _table(self) -> bytes | None:
        if not self._files.has(TABLE_FILE):
            return None
        try:
            return self._read(TABLE_FILE)
        except FileRefusedError as error:
            self._problems.append(_error(TABLE_FILE, 0, error.text, error.hint))
            return None

    def _texts(self, main: RawFile) -> dict[str, RawText]:
        """Read the text file of each source, once."""
        texts: dict[str, RawText] = {}
        for name in _text_names(main.tables):
            if name in texts:
                continue
            try:
                texts[name] = _as_text(name, self._read(name))
            except FileRefusedError as error:
                texts[name] = RawText(None, "", frozenset(), error.text, error.hint)
        return texts

    def _read(self, name: str) -> bytes:
        self._beat()
        content = self._files.read(name)
        self._digests[name] = hashlib.sha256(content).digest()
        return content

    def _sha256(self) -> str:
        """Return one hash over names and contents; the names' lengths keep them apart from what follows."""
        whole = hashlib.sha256()
        for name in sorted(self._digests):
            encoded = name.encode()
            whole.update(len(encoded).to_bytes(8, "big") + encoded + self._digests[name])
        return whole.hexdigest()


def _text_names(tables: dict[str, object]) -> list[str]:
    sources = tables.get("source")
    tables_of_sources = sources if isinstance(sources, list) else [sources]
    texts = [source.get("text") for source in tables_of_sources if isinstance(source, dict)]
    return [name for name in texts if isinstance(name, str) and name]


def _parse(name: str, content: bytes) -> RawFile:
    text = _decode_toml(name, content)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(name, text, error) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets a thousand deep
        raise DatasetError(
            f"{name} cannot be read as TOML", "a value is nested too deeply or too long", file=name
        ) from error
    return RawFile(name, tables, find_positions(text))


def _decode_toml(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refusal, hint, line = _not_utf8(content, error)
        raise DatasetError(f"{name} {refusal}", hint, file=name, line=line) from error


def _syntax_error(name: str, text: str, error: tomllib.TOMLDecodeError) -> DatasetError:
    """Say where the TOML breaks off; the standard library knows no place for a key that stands twice."""
    said = _AT_LINE.search(str(error))
    line = int(said[1]) if said else text.count("\n") + 1
    words = _AT_LINE.sub("", str(error)).replace("(at end of document)", "").strip()
    if "overwrite" in words or "twice" in words:
        for path, second in find_positions(text).twice:
            return DatasetError(
                f"the key {in_quotes(path_in_words(path))} stands twice in one table",
                "a new event begins with [[event]]",
                file=name,
                line=second,
            )
    column = f" at character {said[2]}" if said else ""
    here = text.splitlines()[line - 1] if line <= len(text.splitlines()) else ""
    return DatasetError(f"this is not TOML{column}: {words}", _syntax_hint(here, words), file=name, line=line)


def _syntax_hint(line: str, words: str) -> str:
    if _CURLY_QUOTES.search(line):
        return "a value stands in straight quotes: \" or ''', not in curly ones"
    if "Invalid value" in words:
        return 'text stands in straight quotes, as in title = "Text"'
    if "\\" in line and '"' in line:
        return "a backslash in \"…\" begins an escape: write the text in '''…''' instead"
    return ""


def _refuse_other_formats(main: RawFile) -> None:
    said = main.tables.get("format")
    line = main.positions.line_of(("format",))
    if not isinstance(said, str):
        return
    match = _FORMAT.fullmatch(said)
    if match is None:
        raise DatasetError(
            f"the format {in_quotes(said)} is not one this program knows",
            f'a dataset begins with format = "mission-timeline/{MAJOR_FORMAT}"',
            file=main.name,
            line=line,
        )
    if int(match[1]) != MAJOR_FORMAT:
        raise DatasetError(
            f"this dataset is in format {int(match[1])}; this program reads format {MAJOR_FORMAT}",
            "get a newer version of the program" if int(match[1]) > MAJOR_FORMAT else "",
            file=main.name,
            line=line,
        )


def _as_text(name: str, content: bytes) -> RawText:
    sha256 = hashlib.sha256(content).hexdigest()
    unix = content.replace(b"\r\n", b"\n")
    forms = (unix, unix.replace(b"\n", b"\r\n"), content.rstrip(b"\r\n"), content + b"\n")
    lookalikes = frozenset(hashlib.sha256(form).hexdigest() for form in forms)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refusal, hint, line = _not_utf8(content, error)
        return RawText(None, sha256, lookalikes, f"{name} {refusal}, on line {line}", hint)
    return RawText(text.replace("\r\n", "\n").replace("\r", "\n"), sha256, lookalikes)


def _not_utf8(content: bytes, error: UnicodeDecodeError) -> tuple[str, str, int]:
    """Return what is wrong with bytes that are no UTF-8, a hint, and the line."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "is UTF-16, not UTF-8", "save it with the encoding UTF-8", 1
    line = content.count(b"\n", 0, error.start) + 1
    refusal = f"is not UTF-8: byte 0x{content[error.start]:02X} at offset {error.start:,}"
    return refusal, "it may be Windows-1252 or Latin-1: save it with the encoding UTF-8", line


def _error(file: str, line: int, text: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, file, line, "", text, hint)
