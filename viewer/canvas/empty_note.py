"""What stands on a timeline without events: what is so, and what to do. No widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.layout.scene import Box, Paint, Text
from viewer.painting.text_measure import measure

if TYPE_CHECKING:
    from viewer.layout.scene import Shape

_AIR_PX = 28


def empty_note(width: float, middle: float, *, has_others: bool) -> list[Shape]:
    """Return two lines on a card around the height `middle`; `has_others` is whether a filter hides events."""
    if has_others:
        so, do = _words("No events match"), _words("Clear the search or the filters to see them all.")
    else:
        so, do = _words("This dataset has no events"), _words("Open another one with Ctrl+O.")
    lines = [
        Text(width / 2, middle + below, text, font, colour, measure(text, font), "middle")
        for text, font, colour, below in ((so, "title", "ink", -6.0), (do, "text", "muted", 16.0))
    ]
    room = max(line.width for line in lines) + 2 * _AIR_PX
    card = Box((width - room) / 2, middle - 40, room, 76, Paint(fill="card", stroke="hairline"), 8.0)
    return [card, *lines]


def _words(text: str) -> str:
    return QCoreApplication.translate("empty_note", text)
