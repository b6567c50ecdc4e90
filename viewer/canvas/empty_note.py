"""What stands on a timeline without events: what is so, and what to do. No widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.layout.scene import Text
from viewer.painting.text_measure import measure

if TYPE_CHECKING:
    from viewer.layout.scene import Shape


def empty_note(width: float, middle: float, *, has_others: bool) -> list[Shape]:
    """Return two lines around the height `middle`; `has_others` is whether a filter hides events."""
    if has_others:
        so, do = _words("No events match"), _words("Clear the search or the filters to see them all.")
    else:
        so, do = _words("This dataset has no events"), _words("Open another one with Ctrl+O.")
    lines = ((so, "title", "ink", -4.0), (do, "label", "muted", 18.0))
    return [
        Text(width / 2, middle + below, text, font, colour, measure(text, font), "middle")
        for text, font, colour, below in lines
    ]


def _words(text: str) -> str:
    return QCoreApplication.translate("empty_note", text)
