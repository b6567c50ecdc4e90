"""One table of a dataset file, read key by key: a value of the wrong kind is reported where it stands, never raised.

Knows kinds of values (text, dates, amounts, names out of a list) and nothing of what a record is for.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from viewer.loading.positions import Path, path_in_words
from viewer.loading.problems import Problem, Severity, did_you_mean, in_quotes
from viewer.model.amounts import Amount, parse_amount
from viewer.model.edtf import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.loading.positions import Positions
    from viewer.model.dates import UncertainDate

Word = TypeVar("Word", bound=StrEnum)

_KINDS = {
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
    dt.datetime: "a TOML date",
    dt.date: "a TOML date",
    dt.time: "a TOML time",
}


class Place(Struct, frozen=True):
    """Where something stands: file, line, and key path."""

    file: str
    line: int
    path: Path

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Log(Struct):
    """Gathers problems while a dataset is checked."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, severity: Severity, place: Place, text: str, hint: str) -> None:
        """Note one problem."""
        self.problems.append(Problem(severity, place.file, place.line, path_in_words(place.path), text, hint))


class Record:
    """One table with its place. Reading a key twice reports its problems twice: read each once."""

    def __init__(self, log: Log, file: str, positions: Positions, path: Path, values: dict[str, object]) -> None:
        self._log = log
        self._file = file
        self._positions = positions
        self._path = path
        self._values = values

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def place(self, key: str | None = None) -> Place:
        """Return where a key of this table stands, or where the table does."""
        path = self._path if key is None else (*self._path, key)
        return Place(self._file, self._positions.line_of(path), path)

    def error(self, key: str | None, text: str, hint: str = "") -> None:
        """Report what is wrong with a key, or with the whole table."""
        self._log.add(Severity.ERROR, self.place(key), text, hint)

    def warning(self, key: str | None, text: str, hint: str = "") -> None:
        """Report what the author would want to know about a key, or about the whole table."""
        self._log.add(Severity.WARNING, self.place(key), text, hint)

    def check_keys(self, known: Iterable[str]) -> None:
        """Warn of every key that the format does not have."""
        names = sorted(known)
        for key in self._values:
            if key not in names:
                hint = did_you_mean(key, names) or "see the format's description for the keys there are"
                self.warning(key, f"unknown key {in_quotes(key)}, not read", hint)

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a text, or "" where there is none; a number or TOML date is reported and taken as its text."""
        value = self._values.get(key)
        if isinstance(value, str):
            if required and not value.strip():
                self.error(key, f"{key} is empty")
            return value
        if value is None:
            if required:
                self.error(None, f"{key} is missing", f'add {key} = "…"')
            return ""
        if isinstance(value, (bool, dict, list, float)):
            self._wrong_kind(key, "text in quotes", value)
            return ""
        said = value.isoformat() if isinstance(value, (dt.date, dt.time)) else _digits(value)
        self.error(key, f"{key} must be text in quotes, not {_kind(value)}", f'write {key} = "{said}"')
        return said

    def raw(self, key: str) -> str:
        """Return a text as it stands, or "" where there is none; reports nothing."""
        value = self._values.get(key)
        return value if isinstance(value, str) else ""

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self._values.get(key, default)
        if isinstance(value, bool):
            return value
        self._wrong_kind(key, "true or false", value)
        return default

    def number(self, key: str) -> int | None:
        """Return a whole number, or None where there is none."""
        value = self._values.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self._wrong_kind(key, "a whole number without quotes", value)
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; what is not text in it is reported and left out."""
        value = self._values.get(key, [])
        if isinstance(value, str):
            self.error(key, f"{key} must be a list", f'write {key} = ["…"]')
            return (value,)
        if not isinstance(value, list):
            self._wrong_kind(key, 'a list, as in ["…", "…"]', value)
            return ()
        if any(not isinstance(part, str) for part in value):
            self.error(key, f"{key} holds something that is not text", "each part stands in quotes")
        return tuple(part for part in value if isinstance(part, str))

    def table(self, key: str) -> Record | None:
        """Return an inner table, or None where there is none."""
        value = self._values.get(key)
        if isinstance(value, dict):
            return self._inner((key,), value)
        if value is not None:
            self._wrong_kind(key, f"a table, as in {key} = {{ … }}", value)
        return None

    def tables(self, key: str) -> list[Record]:
        """Return the tables of an array ([[event]]); a single [event] is reported and taken as the only one."""
        value = self._values.get(key, [])
        if isinstance(value, dict):
            self.error(key, f"{key} is a single table", f"write [[{key}]] with two brackets, as often as needed")
            return [self._inner((key,), value)]
        if not isinstance(value, list) or any(not isinstance(part, dict) for part in value):
            self._wrong_kind(key, f"tables, each begun with [[{key}]]", value)
        parts = value if isinstance(value, list) else []
        return [self._inner((key, index), part) for index, part in enumerate(parts) if isinstance(part, dict)]

    def date(self, key: str, *, required: bool = False) -> UncertainDate | None:
        """Return an EDTF date, or None where there is none or it is impossible."""
        said = self.text(key, required=required)
        if not said.strip():
            return None
        try:
            return parse_edtf(said)
        except ValueError as error:
            self.error(key, str(error))
            return None

    def amount(self, key: str) -> Amount | None:
        """Return an amount with its bound, or None where it is missing or makes no sense."""
        said = self.text(key, required=True)
        if not said.strip():
            return None
        try:
            return parse_amount(said)
        except ValueError as error:
            self.error(key, str(error))
            return None

    def word(self, key: str, words: type[Word], default: Word) -> Word:
        """Return one of a fixed list of words."""
        said = self.text(key)
        if key not in self._values:
            return default
        if said in set(words):
            return words(said)
        if isinstance(self._values[key], str):
            self.error(key, f"{key} cannot be {in_quotes(said)}", did_you_mean(said, [str(word) for word in words]))
        return default

    def _inner(self, path: Path, values: dict[str, object]) -> Record:
        return Record(self._log, self._file, self._positions, (*self._path, *path), values)

    def _wrong_kind(self, key: str, wanted: str, value: object) -> None:
        self.error(key, f"{key} must be {wanted}, not {_kind(value)}")


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "text")


def _digits(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # Python writes out no whole number of more than 4,300 digits (0xFFF… can be longer)
        return ""
