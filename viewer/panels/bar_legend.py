"""The key to the bars of the personnel panel, as a Scene: measures, the ends of bars, and whose figures are whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.layout.bars import BarView, bar_scene
from viewer.layout.scene import Box, Paint, Scene, Text, move_shapes
from viewer.model.amounts import parse_amount
from viewer.model.computed import Computed
from viewer.model.personnel import Cell, Row
from viewer.painting.text_measure import measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.layout.scene import Shape

LINE_PX = 17
_SWATCH = BarView(16.0, 9.0, 16.0)
_GAP_PX = 9.0


def legend_scene(width: float, layers: Sequence[str] = ()) -> Scene:
    """Return the key in as many lines as it needs; `layers` are the titles of the layers after the first."""
    items = [(_block(fill, is_plan=fill == "planned"), text, "muted") for fill, text in _measures()]
    items += [(_sample(amount), text, "muted") for amount, text in _ends()]
    items += [(_block("record", is_plan=False), f"◆ {layer}", "record") for layer in layers]
    shapes: list[Shape] = []
    x, line = 0.0, 0
    for swatch, text, colour in items:
        indent = _SWATCH.width + 4 if swatch else 0.0
        natural = indent + measure(text, "note")
        if x and x + natural > width:
            x, line = 0.0, line + 1
        shapes += move_shapes(swatch, x, line * LINE_PX + 4)
        shapes.append(Text(x + indent, line * LINE_PX + 12.5, text, "note", colour, measure(text, "note")))
        x += natural + _GAP_PX
    return Scene(width, (line + 1) * LINE_PX, tuple(shapes))


def _measures() -> list[tuple[str, str]]:
    return [("deployed", _tr("deployed")), ("planned", _tr("planned")), ("pledged_ground", _tr("pledged"))]


def _ends() -> list[tuple[str, str]]:
    return [("over 10", _tr("over")), ("about 10", _tr("about")), ("under 16", _tr("under"))]


def _block(fill: str, *, is_plan: bool) -> tuple[Shape, ...]:
    paint = Paint(fill=fill, fill_alpha=0.55, stroke=fill, hatch=True) if is_plan else Paint(fill=fill)
    return (Box(0.0, 0.0, _SWATCH.width, _SWATCH.height, paint, 3.0),)


def _sample(words: str) -> tuple[Shape, ...]:
    """Draw the end of a bar by the same hand as the bars."""
    made = Cell(computed=Computed(parse_amount(words), "", (), ()))
    return bar_scene(Row("", 0, None, None, made, None, None), _SWATCH).shapes


def _tr(text: str) -> str:
    return QCoreApplication.translate("PersonnelPanel", text)
