"""The ground of the personnel chart: its area, its value scale, and the lines and numbers of that. Pixels; no Qt."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

from viewer.layout.labels import shortened
from viewer.layout.lanes import GUTTER_PX
from viewer.layout.scene import Line, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.layout.chart_series import Report
    from viewer.layout.scene import Measure
    from viewer.layout.timescale import Timescale
    from viewer.model.personnel import PersonnelFigure

_MOST_TICKS = 5
_LEAST_PLAN_PX = 3.0

WIDE_DOUBT_PX = 3.0
"""A change is shown as a stretch where its day is unknown by more than this."""


class Area(Struct, frozen=True):
    """The chart's area in pixels, and the topmost value of its scale."""

    left: float
    top: float
    right: float
    bottom: float
    most: float

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return self.bottom - (self.bottom - self.top) * value / self.most

    def holds(self, x: float) -> bool:
        """Say whether a place is between the left and the right edge."""
        return self.left <= x <= self.right


class Place(NamedTuple):
    """Where a report stands, in pixels: where its change may begin and is over, where the next comes; its height."""

    start: float
    sure: float
    end: float
    y: float


def place_of(report: Report, scale: Timescale, area: Area) -> Place:
    """Return where a report stands on a time scale over the area's width."""
    start = sure = scale.to_px(report.earliest_us)
    if report.latest_us is not None:
        over = scale.to_px(report.latest_us)
        sure = over if over - start > WIDE_DOUBT_PX else start
    end = area.right + 1 if report.until_us is None else scale.to_px(report.until_us)
    return Place(start, sure, end, area.y(report.value))


def plan_extent(place: Place, area: Area) -> tuple[float, float]:
    """Return the left and the right end of a plan's box in the area; where it has none, they are not in that order."""
    return max(place.start, area.left), min(max(place.sure, place.start + _LEAST_PLAN_PX), area.right)


def nice_most(figures: Iterable[PersonnelFigure]) -> float:
    """Return the topmost value of a scale with room for every figure."""
    values = [float(figure.amount.nominal) for figure in figures if figure.amount.nominal is not None]
    most = max(values, default=0.0) or 1.0
    step = _nice_step(most)
    return step * (int(most / step) + 1)


def _nice_step(most: float) -> float:
    power = 10.0 ** int(np.floor(np.log10(most / _MOST_TICKS)))
    return next(power * factor for factor in (1, 2, 5, 10) if most / (power * factor) <= _MOST_TICKS)


@lru_cache(maxsize=16)
def frame_shapes(area: Area, whose: str, measure: Measure) -> tuple[Shape, ...]:
    """Return the heading, below it whose figures these are ("" for none to be told apart), and the value scale.

    They do not depend on the span, so they are made once for a size.
    """
    title = "Personnel"
    shapes: list[Shape] = [Text(14.0, 22.0, title, "lane", "ink", measure(title, "lane"))]
    step = _nice_step(area.most)
    if whose:
        whose = shortened(whose, "note", _room_beside_values(area, measure), measure)
        shapes.append(Text(14.0, 38.0, whose, "note", "muted", measure(whose, "note")))
    for number in range(round(area.most / step) + 1):
        y = area.y(number * step)
        words = _value_words(number * step, step)
        shapes.append(Line(area.left, y, area.right, y, "grid"))
        shapes.append(Text(GUTTER_PX - 8, y + 4, words, "note", "muted", measure(words, "note"), "end"))
    return tuple(shapes)


def _value_words(value: float, step: float) -> str:
    return f"{value:,.0f}" if step >= 1 else f"{value:g}"


def _room_beside_values(area: Area, measure: Measure) -> float:
    """Return how wide a text left of the topmost value can be."""
    step = _nice_step(area.most)
    return GUTTER_PX - 8 - measure(_value_words(area.most, step), "note") - 8 - 14
