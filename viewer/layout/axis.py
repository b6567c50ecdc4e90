"""The time axis as shapes: context above, finer steps below, and the grid lines that fall from them.

Decides where labels stand and which are left out; which ticks there are is `viewer.layout.ticks`. No Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from viewer.layout.scene import Line, Text
from viewer.layout.tick import LABEL_GAP_PX, MAJOR_FONT, MAJOR_INSET_PX, MINOR_FONT, Place
from viewer.layout.ticks import choose_ticks
from viewer.layout.year_ticks import year_in_words
from viewer.model.calendar import civil_from_us

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.layout.scene import Measure, Shape
    from viewer.layout.tick import Tick
    from viewer.layout.ticks import Ticks
    from viewer.layout.timescale import Timescale

AXIS_HEIGHT_PX = 40.0
"""The height at which both rows stand well; a taller axis has air above."""

_MINOR_BASELINE_PX = 6.0  # above the bottom of the axis
_MAJOR_BASELINE_PX = 22.0


def axis_shapes(
    timescale: Timescale, top_px: float, height_px: float, bottom_of_grid_px: float, measure: Measure
) -> tuple[Shape, ...]:
    """Return the grid lines, then the labels of both rows, all within the timescale's width.

    The labels stand in the `height_px` below `top_px`, the lines reach from there to `bottom_of_grid_px`.
    At least one label of the upper row is always there, in any window wide enough for it.
    """
    ticks = choose_ticks(timescale.span, timescale.width_px, measure)
    bottom_px = top_px + height_px
    lines = _grid_lines(ticks, timescale, bottom_px, bottom_of_grid_px)
    major = _major_labels(ticks, timescale, bottom_px - _MAJOR_BASELINE_PX, measure)
    minor = _minor_labels(ticks, timescale, bottom_px - _MINOR_BASELINE_PX, measure)
    return (*lines, *major, *minor)


def _grid_lines(ticks: Ticks, timescale: Timescale, top_px: float, bottom_px: float) -> Iterator[Line]:
    strong = {tick.us for tick in ticks.major}
    places = [(tick.us, "grid") for tick in ticks.minor if tick.us not in strong]
    places += [(us, "hairline") for us in sorted(strong)]
    for us, role in places:
        x = timescale.to_px(us)
        yield Line(x, top_px, x, bottom_px, role)


def _minor_labels(ticks: Ticks, timescale: Timescale, y: float, measure: Measure) -> Iterator[Text]:
    """Yield the labels of the lower row that fit whole; they never move on their tick, at an edge they go."""
    running = () if ticks.running is None else (ticks.running,)
    for tick in (*running, *ticks.minor):
        if tick.label:
            x, width = _middle_px(tick, timescale), measure(tick.label, MINOR_FONT)
            if timescale.left_px <= x - width / 2 and x + width / 2 <= timescale.right_px:
                yield Text(x, y, tick.label, MINOR_FONT, "muted", width, "middle")


def _middle_px(tick: Tick, timescale: Timescale) -> float:
    begin_px = timescale.to_px(tick.us)
    return begin_px if tick.place is Place.AT else (begin_px + timescale.to_px(tick.end_us)) / 2


def _major_labels(ticks: Ticks, timescale: Timescale, y: float, measure: Measure) -> tuple[Text, ...]:
    """Return the labels of the upper row that fit their own period, and the context at the left edge.

    The context gives way to a label that comes too near, and is never left out where it would be the only one.
    """
    later = (tick for tick in ticks.major if tick.us != ticks.context.us)
    placed = ((tick, _beside(tick, timescale, y, measure)) for tick in later)
    own = [
        label
        for tick, label in placed
        if _end_px(label) <= timescale.right_px and _end_px(label) + LABEL_GAP_PX <= timescale.to_px(tick.end_us)
    ]
    context = _beside(ticks.context, timescale, y, measure)
    if own and _end_px(context) + LABEL_GAP_PX > own[0].x:
        return tuple(own)
    if _end_px(context) > timescale.right_px:  # a day long before Christ in a narrow window: its year alone
        year = year_in_words(civil_from_us(timescale.span.start_us).year)
        context = _beside(replace(ticks.context, label=year), timescale, y, measure)
    return (context, *own) if _end_px(context) <= timescale.right_px else ()


def _beside(tick: Tick, timescale: Timescale, y: float, measure: Measure) -> Text:
    x = max(timescale.to_px(tick.us), timescale.left_px) + MAJOR_INSET_PX
    return Text(x, y, tick.label, MAJOR_FONT, "ink", measure(tick.label, MAJOR_FONT))


def _end_px(label: Text) -> float:
    return label.x + label.width
