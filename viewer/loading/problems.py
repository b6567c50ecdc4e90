"""What can be wrong with a dataset, as values that a list, a terminal and a program can show.

Knows nothing of TOML, zips or quotes: whoever finds something wrong says it here in plain words.
"""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LONGEST_FILE_NAME = 255
"""No usual disk has a longer one."""

LONGEST_WORD_COMPARED = 80
MOST_NAMES_COMPARED = 1000
MOST_NAMES_LISTED = 6


class Severity(StrEnum):
    """An error breaks a promise of the format; a warning is something the author would want to know."""

    ERROR = "error"
    WARNING = "warning"


class Problem(Struct, frozen=True):
    """One thing that is wrong: where it stands, what it is, and what to do about it.

    `file` is the name inside the dataset ("events/2024.toml"); `line` counts from 1, and is 0 where the whole
    file is meant. `path` is the key path with indices from 0 ("event[3].date").
    """

    severity: Severity
    file: str
    line: int
    path: str
    text: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """Whether this breaks a promise of the format."""
        return self.severity is Severity.ERROR


class DatasetError(Exception):
    """Nothing of the dataset can be read. `problem` says where and why, in the form every other problem has."""

    def __init__(self, text: str, hint: str = "", *, file: str = "", line: int = 0) -> None:
        super().__init__(f"{text} ({hint})" if hint else text)
        self.problem = Problem(Severity.ERROR, file, line, "", text, hint)


class LoadCancelled(Exception):  # noqa: N818  nothing went wrong: it was wished
    """Loading was given up because the person who began it wished so."""


def in_quotes(text: str, longest: int = 60) -> str:
    """Return text of a dataset for use in a message: on one line, shortened, in quotation marks."""
    flat = " ".join("".join(char if char.isprintable() else " " for char in text[: 4 * longest]).split())
    return f"“{flat[: longest - 1]}…”" if len(flat) > longest or len(text) > 4 * longest else f"“{flat}”"


def path_in_quotes(path: Path, longest: int = 60) -> str:
    """Return a path for use in a message as `in_quotes` does text, but cut in front: the name at its end is whole."""
    text = str(path)
    if len(text) > longest and len(path.parts) > 1:
        _, _, end = text[1 - longest :].partition(os.sep)
        text = f"…{os.sep}{end if end.endswith(path.name) else path.name}"
    return in_quotes(text, LONGEST_FILE_NAME + 2)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the known name nearest to a mistyped one as a hint, or all known names where they are few, or ""."""
    names = [name for name, _ in zip(known, range(MOST_NAMES_COMPARED), strict=False)]
    folded = {name.casefold()[:LONGEST_WORD_COMPARED]: name for name in reversed(names)}
    import difflib  # noqa: PLC0415  a dataset without a wrong name does without it

    near = difflib.get_close_matches(word.casefold()[:LONGEST_WORD_COMPARED], folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean {in_quotes(folded[near[0]])}?"
    if 0 < len(names) <= MOST_NAMES_LISTED:
        return "known: " + ", ".join(in_quotes(name) for name in names)
    return ""
