"""The rows of the house: how high each lane is, its stripe, its name. Pixels only; no Qt."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.layout.labels import shortened
from viewer.layout.scene import Box, Line, Paint, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.layout.scene import Measure

GUTTER_PX = 138.0
LANE_PAD_PX = 4.0
LEAST_LANE_PX = 34.0
LINE_PX = 20.0
"""The height of a lane that has room for one line."""

_COLOURS = 8
_NAME_LINE_PX = 16.0
_NAME_BASE_PX = 17.0
_HALF_CAPITAL_PX = 4.5


class LaneNeed(Struct, frozen=True):
    """The heights in pixels at which every event of a lane has its title, its full label, and that with air around it.

    `air_px` is what the last takes more than full labels.
    """

    titles_px: float
    full_px: float
    air_px: float = 0.0


class LaneBox(Struct, frozen=True):
    """A lane's place on the canvas: its number, its top and its height in pixels."""

    number: int
    top: float
    height: float

    @property
    def colour(self) -> str:
        """The colour role of the lane's marks."""
        return f"lane.{self.number % _COLOURS}"


def lane_boxes(needs: Sequence[LaneNeed], top: float, height: float) -> tuple[LaneBox, ...]:
    """Share `height` among the lanes: what titles need, full labels, and their air, cheapest first, then evenly.

    Where not even the titles fit, every lane has a line as long as there are so many, the rest is shared in
    proportion to them.
    """
    heights = [max(need.titles_px, LEAST_LANE_PX) for need in needs]
    if needs and sum(heights) > height:
        line = min(LINE_PX, max(0.0, height / len(needs)))
        share = (height - line * len(needs)) / sum(own - line for own in heights)
        return _stacked([line + (own - line) * share for own in heights], top)
    spare = height - sum(heights)
    for number in sorted(range(len(needs)), key=lambda number: needs[number].full_px - needs[number].titles_px):
        extra = max(0.0, needs[number].full_px - heights[number])
        if extra <= spare:
            heights[number] += extra
            spare -= extra
    air = sum(need.air_px for need in needs)
    if spare and air:
        share = min(1.0, spare / air)
        heights = [own + share * need.air_px for own, need in zip(heights, needs, strict=True)]
        spare -= share * air
    return _stacked([own + spare / len(needs) for own in heights], top)


def _stacked(heights: Sequence[float], top: float) -> tuple[LaneBox, ...]:
    tops = [top + sum(heights[:number]) for number in range(len(heights))]
    return tuple(LaneBox(number, tops[number], own) for number, own in enumerate(heights))


@lru_cache(maxsize=256)
def lane_shapes(box: LaneBox, name: str, width_px: float, measure: Measure) -> tuple[Shape, ...]:
    """Return the line below a lane, its stripe and its name (wrapped, at most as many lines as fit).

    They do not depend on the span, so they are made once for a size.
    """
    bottom = box.top + box.height
    stripe = Box(0.0, box.top + 8, 4.0, max(box.height - 16, 4.0), Paint(fill=box.colour), 2.0)
    shapes: list[Shape] = [Line(0.0, bottom, width_px, bottom, "hairline"), stripe]
    room = max(1, int((box.height - 10) // _NAME_LINE_PX))
    first = min(box.top + _NAME_BASE_PX, box.top + box.height / 2 + _HALF_CAPITAL_PX)  # in a low lane: the middle
    for number, line in enumerate(wrapped(name, "lane", GUTTER_PX - 22, room, measure)):
        baseline = first + number * _NAME_LINE_PX
        shapes.append(Text(14.0, baseline, line, "lane", "ink", measure(line, "lane")))
    return tuple(shapes)


def wrapped(text: str, font: str, room_px: float, most_lines: int, measure: Measure) -> list[str]:
    """Return the text broken at blanks into lines of at most `room_px`; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most_lines:
        count = 1
        while count < len(words) and measure(" ".join(words[: count + 1]), font) <= room_px:
            count += 1
        is_last = len(lines) == most_lines - 1
        line = " ".join(words if is_last else words[:count])
        lines.append(shortened(line, font, room_px, measure))
        words = [] if is_last else words[count:]
    return [line for line in lines if line]
