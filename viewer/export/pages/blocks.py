"""Texts set in blocks: a wrapped paragraph, a numbered list in columns. Pixels from the block's own top left. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.export.pages.flow import Block, evened
from viewer.layout.labels import shortened
from viewer.layout.scene import FONTS, Text, move_shapes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.layout.scene import Measure, Shape

HEADING_X = 14.0
"""Where the heading of a block stands, under the names of the lanes."""

FIRST_BASELINE_PX = 11.3
"""The baseline of the first line of a list."""

_UNLIMITED = 10_000
_BASELINE_SHARE = 0.77
_NUMBER_PX = 22.0
_NUMBER_GAP_PX = 7.0
_COLUMN_GAP_PX = 28.0
_GOOD_COLUMN_PX = 300.0
_LEAST_COLUMN_PX = 240.0
_WORTH_A_COLUMN = 0.88
_ITEM_GAP_PX = 1.0
"""Baselines less than 1.5 letters apart: what reads a PDF takes a column for one block, and reads it down."""


class Style(Struct, frozen=True):
    """How a paragraph is set: font and colour roles, and the distance of its lines in pixels."""

    font: str
    colour: str
    line_px: float


NOTE = Style("note", "muted", 15.0)


def paragraph(text: str, style: Style, width_px: float, measure: Measure, most_lines: int = _UNLIMITED) -> Block:
    """Return a text broken into lines of at most `width_px`; an empty text takes no height.

    What goes beyond `most_lines` ends in an ellipsis; a word too long for a line is broken.
    """
    lines = evened(text, style.font, width_px, measure)
    if len(lines) > most_lines:
        last = shortened(" ".join(lines[most_lines - 1 :]), style.font, width_px, measure)
        lines = [*lines[: most_lines - 1], last]
    size = FONTS[style.font].size_px
    first = (style.line_px - size) / 2 + _BASELINE_SHARE * size + 0.12 * size
    shapes = [
        Text(0.0, first + number * style.line_px, line, style.font, style.colour, measure(line, style.font))
        for number, line in enumerate(lines)
    ]
    return Block(tuple(shapes), len(lines) * style.line_px)


def stacked(blocks: Sequence[Block], gap_px: float = 0.0) -> Block:
    """Return blocks one below the other; those without height take no gap."""
    shapes: list[Shape] = []
    y = 0.0
    for block in blocks:
        if block.height:
            y += gap_px if shapes else 0.0
            shapes += move_shapes(block.shapes, 0.0, y)
            y += block.height
    return Block(tuple(shapes), y)


def source_list(texts: Sequence[str], width_px: float, measure: Measure) -> Block:
    """Return the texts numbered from 1, in columns down the page, about equally long.

    There are no more columns than make the list clearly lower: long entries are easier to read in wide ones.
    """
    if not texts:
        return Block()
    most = _most_columns(width_px)
    best = Block()
    for columns in range(1, most + 1):
        block = _listed(texts, columns, width_px, measure)
        if not best.height or block.height < _WORTH_A_COLUMN * best.height:
            best = block
    return best


def _most_columns(width_px: float) -> int:
    """Return how many columns of a good width there are room for; two, if need be of the least width."""
    good, least = (
        int((width_px + _COLUMN_GAP_PX) // (column_px + _COLUMN_GAP_PX))
        for column_px in (_GOOD_COLUMN_PX, _LEAST_COLUMN_PX)
    )
    return max(1, good, min(2, least))


def _listed(texts: Sequence[str], columns: int, width_px: float, measure: Measure) -> Block:
    column_px = (width_px - (columns - 1) * _COLUMN_GAP_PX) / columns
    items = [_item(number, text, column_px, measure) for number, text in enumerate(texts, start=1)]
    return _in_columns(items, columns, column_px)


def _item(number: int, text: str, width_px: float, measure: Measure) -> Block:
    body = paragraph(text, NOTE, width_px - _NUMBER_PX - _NUMBER_GAP_PX, measure)
    words = str(number)
    first = body.shapes[0].y if body.shapes and isinstance(body.shapes[0], Text) else NOTE.line_px
    mark = Text(_NUMBER_PX, first, words, "note_strong", "ink", measure(words, "note_strong"), "end")
    moved = move_shapes(body.shapes, _NUMBER_PX + _NUMBER_GAP_PX, 0.0)
    return Block((mark, *moved), max(body.height, NOTE.line_px) + _ITEM_GAP_PX)


def _in_columns(items: Sequence[Block], columns: int, column_px: float) -> Block:
    height = _least_height(items, columns)
    shapes: list[Shape] = []
    column, y, lowest = 0, 0.0, 0.0
    for item in items:
        if y and y + item.height > height:
            column, y = column + 1, 0.0
        shapes += move_shapes(item.shapes, column * (column_px + _COLUMN_GAP_PX), y)
        y += item.height
        lowest = max(lowest, y)
    return Block(tuple(shapes), lowest)


def _least_height(items: Sequence[Block], columns: int) -> float:
    """Return the smallest height, in whole lines, at which the items fit the columns in their order."""
    height = max(sum(item.height for item in items) / columns, *(item.height for item in items), NOTE.line_px)
    while _columns_at(items, height) > columns:
        height += NOTE.line_px
    return height


def _columns_at(items: Sequence[Block], height: float) -> int:
    columns, y = 1, 0.0
    for item in items:
        if y and y + item.height > height:
            columns, y = columns + 1, 0.0
        y += item.height
    return columns
