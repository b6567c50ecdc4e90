"""Running text in lines: words of several looks in one paragraph, some of them marked; long words are broken, not cut.

Pixels from the paragraph's own top left. No Qt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from viewer.layout.labels import plain_line
from viewer.layout.scene import FONTS, Box, Paint, Text
from viewer.model.calendar import MONTH_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.layout.scene import Measure, Shape

_DATE = rf"\d{{1,2}} (?:{'|'.join(f'{name}|{name[:3]}' for name in MONTH_NAMES)})(?: \d{{4}})?[^ ]*"
_TOKENS = re.compile(rf"(?:{_DATE}|[^ ]+)(?: [⁰¹²³⁴⁵⁶⁷⁸⁹]+(?= |$))*(?: [·–—](?= |$))? *| +")
"""A day stays with its month and year, raised numbers with their word, and no line begins with a dash or a dot."""

_LEAST_LAST_SHARE = 0.33
_NARROWER = (0.97, 0.94, 0.9, 0.86, 0.82, 0.78, 0.74, 0.7)
_MARK_PAD_PX = 1.5


class Block(Struct, frozen=True):
    """Shapes from (0, 0) on, and the height they take."""

    shapes: tuple[Shape, ...] = ()
    height: float = 0.0


class Run(NamedTuple):
    """A stretch of text in one look; a marked one has the ground of a quote behind it."""

    text: str
    font: str = "text"
    colour: str = "ink"
    is_marked: bool = False


def lines_of(runs: Sequence[Run], width_px: float, line_px: float, measure: Measure) -> list[Block]:
    """Return one block for each line of a paragraph."""
    lines = _broken([Run(_folded(run.text), *run[1:]) for run in runs], width_px, measure)
    return [_set(line, line_px, measure) for line in lines]


def broken(text: str, font: str, width_px: float, measure: Measure) -> list[str]:
    """Return a text of one look in lines of at most `width_px`."""
    return [line[0].text for line in _broken([Run(plain_line(text), font)], width_px, measure)]


def evened(text: str, font: str, width_px: float, measure: Measure) -> list[str]:
    """Return a text in lines as `broken` does, and as many; broken earlier where else a word would end it alone."""
    lines = best = broken(text, font, width_px, measure)
    wanted = _LEAST_LAST_SHARE * width_px
    if len(lines) < 2 or measure(lines[-1], font) >= wanted:
        return lines
    for share in _NARROWER:
        narrower = broken(text, font, share * width_px, measure)
        if len(narrower) > len(lines):
            return best
        best = narrower
        if measure(best[-1], font) >= wanted:
            return best
    return best


def _folded(text: str) -> str:
    """Fold white space within a run; a blank at either end stays, as it parts the run from the next."""
    inner = plain_line(text)
    if not inner:
        return " " if text else ""
    return (" " if text[:1].isspace() else "") + inner + (" " if text[-1:].isspace() else "")


def _broken(runs: Sequence[Run], width_px: float, measure: Measure) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    used = 0.0
    for word in _words(runs):
        wide = sum(measure(piece.text.rstrip(), piece.font) for piece in word)
        if used and used + wide > width_px:
            lines.append([])
            used = 0.0
        for piece in _pieces(word, width_px, measure) if wide > width_px else [word]:
            own = sum(measure(part.text, part.font) for part in piece)
            if used and used + own > width_px and wide > width_px:
                lines.append([])
                used = 0.0
            lines[-1] += piece
            used += own
    return [line for line in map(_joined, lines) if line]


def _words(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield what must not be parted: up to and with the blanks behind it, across runs."""
    word: list[Run] = []
    for run in runs:
        for token in _TOKENS.findall(run.text):
            word.append(run._replace(text=token))
            if token.endswith(" "):
                yield word
                word = []
    if word:
        yield word


def _pieces(word: list[Run], width_px: float, measure: Measure) -> Iterator[list[Run]]:
    """Break a word too long for a line, such as an address, into pieces of at most half a line."""
    for run in word:
        rest = run.text
        while rest:
            count = 1
            while count < len(rest) and measure(rest[: count + 1], run.font) <= width_px / 2:
                count += 1
            yield [run._replace(text=rest[:count])]
            rest = rest[count:]


def _joined(line: list[Run]) -> list[Run]:
    """Join neighbours of one look, so that a reader of the file finds phrases whole."""
    found: list[Run] = []
    for run in line:
        if found and found[-1][1:] == run[1:]:
            found[-1] = run._replace(text=found[-1].text + run.text)
        else:
            found.append(run)
    if found:
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip())
    return [run for run in found if run.text]


def _set(line: list[Run], line_px: float, measure: Measure) -> Block:
    shapes: list[Shape] = []
    x, baseline = 0.0, line_px * 0.5 + 0.36 * max(FONTS[run.font].size_px for run in line)
    for run in line:
        width = measure(run.text, run.font)
        if run.is_marked:
            inked = measure(run.text.rstrip(), run.font) + 2 * _MARK_PAD_PX
            shapes.append(Box(x - _MARK_PAD_PX, 1.0, inked, line_px - 2, Paint(fill="quote_ground"), 2.0))
        shapes.append(Text(x, baseline, run.text, run.font, run.colour, width))
        x += width
    return Block(tuple(sorted(shapes, key=lambda shape: isinstance(shape, Text))), line_px)
