"""What a figure has no words for: events that are marks alone or counted together, and marks of its chart. No Qt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.layout.chart_series import RAISED_DIGITS
from viewer.layout.scene import Box, Dot, Path, Text
from viewer.model.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.layout.scene import Scene, Shape
    from viewer.model.dataset import Dataset

_NUMBER = re.compile(f"[{RAISED_DIGITS}]+")


class LeftOut(Struct, frozen=True):
    """How many events have their title, of how many, and how many are counted together; the figures without words.

    `numbers` are those of notes that stand at none of the marks and titles, though a mark rests on them.
    """

    named: int
    total: int
    folded: int
    figures: int
    numbers: tuple[str, ...] = ()

    def in_words(self) -> str:
        """Return what a caption says of it, "" where everything has its words."""
        others = {0: "marks", self.total - self.named: "counted together"}
        rest = others.get(self.folded, "marks or counted together")
        said = [f"{self.named:,} of {counted(self.total, 'event')} named, the others are {rest}"]
        figures = counted(self.figures, "figure is a mark", "figures are marks")
        said = said if self.named < self.total else []
        said += [" ".join([f"{figures} without words", *self.numbers])] if self.figures else []
        return " · ".join(said)


def most_left_out(count: int, figures: int) -> LeftOut:
    """Return what takes the most words: a page that has room for them has room for what is left out in the end."""
    return LeftOut(count - 1, count, 1, figures, ()) if count > 1 else LeftOut(0, count, 0, figures)


def left_out(plot: Scene, count: int, numbered: Dataset) -> LeftOut:
    """Return what a drawing of `count` events has no words for; `numbered` has the numbers of notes behind amounts."""
    texts = [shape for shape in plot.shapes if isinstance(shape, Text) and shape.key]
    named = {text.key for text in texts if (text.key or "").startswith("event:")}
    worded = {text.key for text in texts if _NUMBER.sub("", text.text).strip()}
    silent = [key for key in _figure_marks(plot.shapes) if key not in worded]
    shown = {number for text in texts for number in _NUMBER.findall(text.text)}
    figures = (numbered.figure(key.partition(":")[2]) for key in silent)
    known = {number for figure in figures if figure for number in _NUMBER.findall(figure.amount.in_words())}
    lacking = sorted(known - shown, key=lambda number: [RAISED_DIGITS.index(digit) for digit in number])
    return LeftOut(len(named), count, plot.folded, len(silent), tuple(sorted(lacking, key=len)))


def _figure_marks(shapes: Iterable[Shape]) -> list[str]:
    """Return the keys of the figures that have a mark: a dot, a triangle, a diamond, the hatched box of a plan."""
    marks = (
        shape.key
        for shape in shapes
        if isinstance(shape, (Dot, Path)) or (isinstance(shape, Box) and shape.paint.hatch)
    )
    return list(dict.fromkeys(key for key in marks if key and key.startswith("figure:")))
