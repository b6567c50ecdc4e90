"""The date in focus: a thin dashed line through timeline and chart, and the little plate that names its day. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.layout.scene import Box, Line, Paint, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.layout.scene import Measure
    from viewer.layout.timescale import Timescale

PLATE_PX = 18.0
_OVER_PX, _UNDER_PX = 11.0, 4.0  # how far letters of a label reach over and under their baseline
_BESIDE_PX = 4.0  # nearer to words a dash would read as a letter of theirs


def focus_line(scale: Timescale, focus_us: int, top: float, bottom: float, words: Iterable[Text] = ()) -> list[Shape]:
    """Return the line, broken where it would run through `words`, or nothing where the date is not in view."""
    if not scale.span.contains(focus_us):
        return []
    x = round(scale.to_px(focus_us)) + 0.5
    crossed = sorted(text.y for text in words if -_BESIDE_PX < x - text.left < text.width + _BESIDE_PX)
    shapes: list[Shape] = []
    for baseline in (*crossed, bottom + _OVER_PX):
        end = min(bottom, baseline - _OVER_PX)
        if end > top:
            shapes.append(Line(x, top, x, end, "focus_line", 1.0, (3.0, 3.0)))
        top = max(top, baseline + _UNDER_PX)
    return shapes


def focus_plate(
    scale: Timescale, focus_us: int, words: str, top: float, measure: Measure, below: Iterable[Text] = ()
) -> list[Shape]:
    """Return the plate with the date, kept within the scale's width, or nothing where the date is not in view.

    `below` are labels of the time axis at its height: those it lies on are covered whole, it says more than they do.
    """
    if not scale.span.contains(focus_us):
        return []
    text_px = measure(words, "note_strong")
    width = text_px + 16
    x = scale.to_px(focus_us)
    left = min(max(x - width / 2, scale.left_px), scale.left_px + scale.width_px - width)
    plate = Box(left, top, width, PLATE_PX, Paint(fill="focus_line"), PLATE_PX / 2)
    covered = [text for text in below if text.left < left + width and left < text.left + text.width]
    card = Paint(fill="card")
    grounds = [Box(text.left - 1, top, text.width + 2, PLATE_PX, card) for text in covered]
    return [*grounds, plate, Text(left + width / 2, top + 13, words, "note_strong", "focus_text", text_px, "middle")]
