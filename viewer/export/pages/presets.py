"""Sizes of pages by name and by number: what a person calls a page, in the units the person uses. No Qt.

A paper has a size in inches and dots for each of them; how large letters are on it is decided in `fitting`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from viewer.export.formats.atomic import ExportError

PX_PER_INCH = 96.0
MM_PER_INCH = 25.4
POINTS_PER_INCH = 72.0
PRINT_DPI = 300.0
LEAST_POINTS = 6.0
"""Smaller letters cannot be read in print."""

LONGEST_SIDE_DOTS = 32_000
"""Qt paints no further than 32 767."""

_MOST_DPI = 2_400.0
_LONGEST_SIDE_IN = 200.0  # what readers of PDF open
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(mm|cm|in|px)?[x×](\d+(?:\.\d+)?)?(mm|cm|in|px)?")


class Unit(StrEnum):
    """What a length is counted in."""

    PX = "px"
    MM = "mm"
    INCH = "in"


_PER_INCH = {Unit.MM: MM_PER_INCH, Unit.INCH: 1.0}
_DIGITS = {Unit.MM: 1, Unit.INCH: 2, Unit.PX: 0}


class Paper(Struct, frozen=True):
    """A page to fill: width and height in a unit, dots an inch. `height` None: as high as the figure needs.

    No letter is to be smaller than `least_points` at this size.
    """

    width: float
    height: float | None
    unit: Unit = Unit.PX
    dpi: float = PX_PER_INCH
    least_points: float = LEAST_POINTS

    @property
    def width_in(self) -> float:
        """The width in inches."""
        return self.width / self._per_inch

    @property
    def height_in(self) -> float | None:
        """The height in inches, None where it grows."""
        return None if self.height is None else self.height / self._per_inch

    @property
    def most_height_in(self) -> float:
        """How high it can grow, in inches, so that every format can hold it."""
        return min(_LONGEST_SIDE_IN, LONGEST_SIDE_DOTS / self.dpi)

    @property
    def is_print(self) -> bool:
        """Whether it is paper rather than a screen."""
        return self.unit is not Unit.PX

    @property
    def _per_inch(self) -> float:
        return _PER_INCH.get(self.unit, self.dpi)


class Preset(Struct, frozen=True):
    """A page with a name for the command line and a title for people."""

    name: str
    title: str
    paper: Paper


def length_in_words(inches: float, unit: Unit, dpi: float = PX_PER_INCH, *, is_least: bool = False) -> str:
    """Return a length in a unit: "120 mm", "8.5 in", "630 px".

    A least one is rounded up: to whole millimetres and pixels, to tenths of an inch.
    """
    length = inches * _PER_INCH.get(unit, dpi)
    if is_least:
        steps = 10 if unit is Unit.INCH else 1
        return f"{ceil(length * steps - 1e-6) / steps:.10g} {unit}"
    return f"{round(length, _DIGITS[unit]):.10g} {unit}"


def _print(width: float, height: float | None, unit: Unit = Unit.MM) -> Paper:
    return Paper(width, height, unit, PRINT_DPI)


PRESETS: tuple[Preset, ...] = (
    Preset("web", "Web, 1600 px, as high as needed", Paper(1600, None)),
    Preset("web-wide", "Web, wide, 1600 × 900 px", Paper(1600, 900)),
    Preset("web-square", "Web, square, 1200 × 1200 px", Paper(1200, 1200)),
    Preset("slide", "Slide 16:9, 1920 × 1080 px", Paper(1920, 1080, dpi=144)),
    Preset("a4-portrait", "A4 portrait, 210 × 297 mm", _print(210, 297)),
    Preset("a4-landscape", "A4 landscape, 297 × 210 mm", _print(297, 210)),
    Preset("a3-portrait", "A3 portrait, 297 × 420 mm", _print(297, 420)),
    Preset("a3-landscape", "A3 landscape, 420 × 297 mm", _print(420, 297)),
    Preset("letter-portrait", "Letter portrait, 8.5 × 11 in", _print(8.5, 11, Unit.INCH)),
    Preset("letter-landscape", "Letter landscape, 11 × 8.5 in", _print(11, 8.5, Unit.INCH)),
    Preset("column", "Newspaper, one column, 45 mm", _print(45, None)),
    Preset("column-double", "Newspaper, two columns, 93 mm", _print(93, None)),
    Preset("column-full", "Newspaper, four columns, 190 mm", _print(190, None)),
)
"""A slide is 13.33 × 7.5 inches, so that its letters have the sizes that slide programs give them."""


def preset(name: str) -> Preset:
    """Return a preset by name. Raises ExportError that lists the names."""
    found = next((entry for entry in PRESETS if entry.name == name), None)
    if found is None:
        raise ExportError(f"There is no preset {name!r}. Known: {', '.join(entry.name for entry in PRESETS)}.")
    return found


def parse_size(text: str, dpi: float | None = None) -> Paper:
    """Return the paper of "1600x1000", "1600x", "210x297mm", "21x29.7cm" or "8.5x11in"; pixels without a unit.

    `dpi` None: 96 for pixels, 300 for paper. Raises ExportError with what is allowed.
    """
    found = _SIZE.fullmatch(text.strip().lower().replace(" ", ""))
    unit_name = (found[4] or found[2] or "px") if found else ""
    if found is None or (found[2] and found[4] and found[2] != found[4]):
        raise ExportError(
            f"{text!r} is not a size of a page: write width x height, such as 1600x1000, 210x297mm or 8.5x11in, "
            "or 1600x for a height that grows as needed."
        )
    factor, unit = (10.0, Unit.MM) if unit_name == "cm" else (1.0, Unit(unit_name))
    height = float(found[3]) * factor if found[3] else None
    return checked(Paper(float(found[1]) * factor, height, unit, dpi or default_dpi(unit)))


def default_dpi(unit: Unit) -> float:
    """Return the dots an inch for a unit where nobody has said any."""
    return PX_PER_INCH if unit is Unit.PX else PRINT_DPI


def with_dpi(paper: Paper, dpi: float) -> Paper:
    """Return the same paper with other dots an inch; one in pixels keeps its pixels. Raises ExportError."""
    return checked(replace(paper, dpi=dpi))


def checked(paper: Paper) -> Paper:
    """Return the paper. Raises ExportError where no picture can have its size or its dots."""
    if not 0 < paper.dpi <= _MOST_DPI:
        raise ExportError(f"{paper.dpi:g} dots an inch make no picture: give from 1 to {_MOST_DPI:,.0f}.")
    sides = [paper.width_in] if paper.height_in is None else [paper.width_in, paper.height_in]
    if min(sides) <= 0 or max(sides) > _LONGEST_SIDE_IN:
        raise ExportError(f"A page of {size_in_words(paper)} makes no picture: a side has from above 0 to 200 inches.")
    return paper


def size_in_words(paper: Paper) -> str:
    """Return the size with its unit: "210 × 297 mm", "1600 px wide"."""
    if paper.height is None:
        return f"{paper.width:g} {paper.unit} wide"
    return f"{paper.width:g} × {paper.height:g} {paper.unit}"
