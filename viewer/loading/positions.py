"""Finds the line of every key of a TOML text, because the standard library's reader keeps no positions.

Reads any text without failing: what is not TOML gives positions of no use, and the TOML reader says what is
wrong with it. Knows nothing of what the keys mean.
"""

from __future__ import annotations

import re
import tomllib

from msgspec import Struct, field

Path = tuple[str | int, ...]
"""Keys and indices (from 0) that lead to a value: `("event", 3, "quote", 0, "exact")`."""

_DEEPEST = 16  # positions below are those of the table around: no dataset nests so deep, an attack may

_PIECE = re.compile(
    r"""[ \t\r]*(?P<piece>
        \n | \#[^\n]*
      | \"\"\"(?:[^\\]|\\.)*?\"{3,5} | '''.*?'{3,5}
      | "(?:[^"\\\n]|\\.)*" | '[^'\n]*'
      | [\[\]{},=.]
      | [^\s\[\]{},=.#"']+
      | .
    )""",
    re.VERBOSE | re.DOTALL,
)


class _Frame(Struct):
    """An open array or inline table, or (at the bottom) the table that the last header named."""

    path: Path
    opener: str
    index: int = 0


class Positions(Struct):
    """The first line of every key path, counted from 1, and the keys that stand twice."""

    lines: dict[Path, int] = field(default_factory=dict)
    twice: list[tuple[Path, int]] = field(default_factory=list)

    def line_of(self, path: Path) -> int:
        """Return the line of a key, or of the nearest table around it that has one; 1 for the whole text."""
        for length in range(len(path), 0, -1):
            line = self.lines.get(path[:length])
            if line is not None:
                return line
        return 1


def find_positions(text: str) -> Positions:
    """Return where each key stands. Cost: one pass, about 0.1 s for 500 kB. Line ends must be LF or CRLF."""
    scanner = _Scanner()
    line = 1
    for match in _PIECE.finditer(text):
        piece = match["piece"]
        scanner.take(piece, line)
        line += piece.count("\n")
    return scanner.positions


def path_in_words(path: Path) -> str:
    """Return a key path as an author reads it: `event[3].quote[0].exact`."""
    words = ""
    for part in path:
        words += f"[{part}]" if isinstance(part, int) else f".{part}" if words else part
    return words


class _Scanner:
    """A small state machine over the pieces of the text: before `=` it gathers a key, after it a value."""

    def __init__(self) -> None:
        self.positions = Positions()
        self._table: Path = ()
        self._key_path: Path = ()  # path of the key whose value is being read
        self._frames: list[_Frame] = []
        self._parts: list[str] = []
        self._header = ""  # "[" or "[[" while the header of a table is read
        self._in_value = False
        self._counts: dict[Path, int] = {}

    def take(self, piece: str, line: int) -> None:
        """Take the next piece of the text."""
        if piece.startswith("#"):
            return
        if self._header:
            self._take_header(piece, line)
        elif self._in_value:
            self._take_value(piece, line)
        else:
            self._take_key(piece, line)

    def _take_header(self, piece: str, line: int) -> None:
        if piece == "[" and not self._parts:
            self._header = "[["
        elif piece in {"]", "\n"}:
            self._table = self._enter(self._parts, line) if self._parts else self._table
            self._header, self._parts = "", []
        elif piece != ".":
            self._parts.append(_plain_key(piece))

    def _enter(self, parts: list[str], line: int) -> Path:
        """Return the path of a table header, counting the tables of an array."""
        path: Path = ()
        for part in parts[:-1]:
            path = _below(path, part)
            if path in self._counts:
                path = _below(path, self._counts[path] - 1)
        path = _below(path, parts[-1])
        if self._header == "[[":
            self._note(path, line)
            self._counts[path] = self._counts.get(path, 0) + 1
            path = _below(path, self._counts[path] - 1)
        self._note(path, line)
        return path

    def _take_key(self, piece: str, line: int) -> None:
        if piece == "[" and not self._frames and not self._parts:
            self._header = "["
        elif piece == "=":
            self._begin_value(line)
        elif piece in {"\n", ",", "}"}:
            self._parts = []
            if piece == "}" and self._frames:
                self._close()
        elif piece != ".":
            self._parts.append(_plain_key(piece))

    def _begin_value(self, line: int) -> None:
        self._in_value = True
        path = self._frames[-1].path if self._frames else self._table
        for part in self._parts[:-1]:
            path = _below(path, part)
            self._note(path, line)
        if self._parts:
            path = _below(path, self._parts[-1])
            if path in self.positions.lines:
                self.positions.twice.append((path, line))
            self._note(path, line)
        self._key_path = path
        self._parts = []

    def _take_value(self, piece: str, line: int) -> None:
        frame = self._frames[-1] if self._frames else None
        if piece == "\n":
            self._in_value = frame is not None
        elif piece == ",":
            self._next_element(frame)
        elif piece in {"]", "}"}:
            self._close()
        else:
            path = self._value_path(frame, line)
            if piece in {"[", "{"}:
                self._frames.append(_Frame(path, piece))
                self._in_value = piece == "["

    def _value_path(self, frame: _Frame | None, line: int) -> Path:
        if frame is None or frame.opener == "{":
            return self._key_path
        path = _below(frame.path, frame.index)
        self._note(path, line)
        return path

    def _next_element(self, frame: _Frame | None) -> None:
        if frame is None:
            return
        frame.index += 1
        self._in_value = frame.opener == "["

    def _close(self) -> None:
        if self._frames:
            self._frames.pop()
        self._in_value = True

    def _note(self, path: Path, line: int) -> None:
        self.positions.lines.setdefault(path, line)


def _plain_key(piece: str) -> str:
    if piece[0] == '"' and "\\" in piece:
        try:
            return str(tomllib.loads(f"key = {piece}")["key"])
        except tomllib.TOMLDecodeError:
            return piece
    return piece[1:-1] if piece[0] in "\"'" and len(piece) > 1 else piece


def _below(path: Path, part: str | int) -> Path:
    return (*path, part) if len(path) < _DEEPEST else path
