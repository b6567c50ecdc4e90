"""A figure larger than a sheet, spread over several: which part goes where, with marks to cut and glue by. No Qt.

Neighbouring sheets overlap; a dashed line shows where the next one begins, and each sheet says which one it is.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.layout.scene import Line, Text
from viewer.model.counting import counted

if TYPE_CHECKING:
    from viewer.layout.scene import Measure, Scene, Shape

OVERLAP_PX = 38.0
"""Ten millimetres at 96 pixels an inch: enough to glue by."""

FOOT_PX = 14.0
"""The strip at the foot of each of several sheets that says which one it is."""

_MARK_PX = 12.0
_LEAST_SHEET_PX = 4 * OVERLAP_PX


class Tile(Struct, frozen=True):
    """One sheet: its column and row from 0, and the part of the scene on it, in pixels of the sheet.

    `marks` are drawn over it, in pixels from the sheet's own top left.
    """

    column: int
    row: int
    left: float
    top: float
    marks: tuple[Shape, ...]


class Tiling(Struct, frozen=True):
    """The sheets of a figure, row by row, how many there are across and down, and the size of the part on each."""

    tiles: tuple[Tile, ...]
    columns: int
    rows: int
    part_px: tuple[float, float]


def tiled(scene: Scene, zoom: float, sheet_px: tuple[float, float], measure: Measure) -> Tiling:
    """Spread a scene, magnified by `zoom`, over sheets of (width, height) pixels with overlaps.

    A scene that fits one sheet is one tile without marks. Raises ValueError for a sheet smaller than four overlaps.
    """
    counts = counted_sheets((scene.width * zoom, scene.height * zoom), sheet_px)
    if counts == (1, 1):
        return Tiling((Tile(0, 0, 0.0, 0.0, ()),), 1, 1, sheet_px)
    part = sheet_px[0], sheet_px[1] - FOOT_PX
    step = part[0] - OVERLAP_PX, part[1] - OVERLAP_PX
    tiles = [
        Tile(column, row, column * step[0], row * step[1], _marks((column, row), counts, part, measure))
        for row in range(counts[1])
        for column in range(counts[0])
    ]
    return Tiling(tuple(tiles), *counts, part)


def counted_sheets(size_px: tuple[float, float], sheet_px: tuple[float, float]) -> tuple[int, int]:
    """Return how many sheets a figure of a size takes across and down. Raises as `tiled` does."""
    if min(sheet_px) < _LEAST_SHEET_PX:
        raise ValueError(f"A sheet of {sheet_px[0]:g} by {sheet_px[1]:g} pixels is too small to spread a figure over.")
    if _count(size_px[0], sheet_px[0]) == _count(size_px[1], sheet_px[1]) == 1:
        return 1, 1
    return _count(size_px[0], sheet_px[0]), _count(size_px[1], sheet_px[1] - FOOT_PX)


def sheets_in_words(tiling: Tiling) -> str:
    """Return how many sheets there are: "6 sheets, 3 across and 2 down"."""
    words = counted(len(tiling.tiles), "sheet")
    return f"{words}, {tiling.columns} across and {tiling.rows} down" if len(tiling.tiles) > 1 else words


def _count(length: float, sheet: float) -> int:
    # a thousandth of a pixel is rounding, not another sheet
    return 1 if length <= sheet + 0.001 else math.ceil((length - OVERLAP_PX - 0.001) / (sheet - OVERLAP_PX))


def _marks(
    place: tuple[int, int], counts: tuple[int, int], part: tuple[float, float], measure: Measure
) -> tuple[Shape, ...]:
    (column, row), (columns, rows), (width, height) = place, counts, part
    shapes: list[Shape] = []
    if column + 1 < columns:
        shapes.append(_cut(width - OVERLAP_PX, 0.0, width - OVERLAP_PX, height))
    if row + 1 < rows:
        shapes.append(_cut(0.0, height - OVERLAP_PX, width, height - OVERLAP_PX))
    for x in [OVERLAP_PX] * (column > 0):
        shapes += [_tick(x, 0.0, x, _MARK_PX), _tick(x, height - _MARK_PX, x, height)]
    for y in [OVERLAP_PX] * (row > 0):
        shapes += [_tick(0.0, y, _MARK_PX, y), _tick(width - _MARK_PX, y, width, y)]
    number = row * columns + column + 1
    words = f"sheet {number} of {columns * rows}: column {column + 1}, row {row + 1}"
    shapes.append(Text(width, height + FOOT_PX - 3, words, "note", "muted", measure(words, "note"), "end"))
    return tuple(shapes)


def _cut(x1: float, y1: float, x2: float, y2: float) -> Line:
    return Line(x1, y1, x2, y2, "grid_strong", 0.75, (4.0, 4.0))


def _tick(x1: float, y1: float, x2: float, y2: float) -> Line:
    return Line(x1, y1, x2, y2, "faint", 0.75)
