"""The ground of the personnel chart: its area, its value scale, and the lines and numbers of that. Pixels; no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from viewer.layout.labels import shortened
from viewer.layout.lanes import GUTTER_PX
from viewer.layout.scene import Line, Shape, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.layout.scene import Measure
    from viewer.layout.timescale import Timescale
    from viewer.model.personnel import PersonnelFigure, Step

_MOST_TICKS = 5

WIDE_DOUBT_PX = 3.0
"""A change is shown as a stretch where its day is unknown by more than this."""


class Ground(NamedTuple):
    """The chart's area in pixels and its value scale."""

    scale: Timescale
    top: float
    bottom: float
    most: float

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return self.bottom - (self.bottom - self.top) * value / self.most

    @property
    def right(self) -> float:
        """The right edge of the area."""
        return self.scale.left_px + self.scale.width_px

    def holds(self, x: float) -> bool:
        """Say whether a place is between the left and the right edge."""
        return self.scale.left_px <= x <= self.right


def value_of(step: Step) -> float:
    """Return the number of a report, 0 where it states none."""
    nominal = step.amount.nominal
    return 0.0 if nominal is None else float(nominal)


def extents(step: Step, ground: Ground) -> tuple[float, float, float]:
    """Return in pixels where the change may begin, where it is over, and where the next report begins."""
    scale = ground.scale
    start = scale.to_px(step.earliest_us)
    over = step.earliest_us if step.latest_us is None else step.latest_us
    sure = start if scale.to_px(over) - start <= WIDE_DOUBT_PX else scale.to_px(over)
    end = ground.right + 1 if step.until_us is None else scale.to_px(step.until_us)
    return start, sure, end


def nice_most(figures: Iterable[PersonnelFigure]) -> float:
    """Return the topmost value of a scale with room for every figure."""
    values = [float(figure.amount.nominal) for figure in figures if figure.amount.nominal is not None]
    most = max(values, default=0.0) or 1.0
    step = _nice_step(most)
    return step * (int(most / step) + 1)


def _nice_step(most: float) -> float:
    power = 10.0 ** int(np.floor(np.log10(most / _MOST_TICKS)))
    return next(power * factor for factor in (1, 2, 5, 10) if most / (power * factor) <= _MOST_TICKS)


def frame_shapes(ground: Ground, whose: str, measure: Measure) -> list[Shape]:
    """Return the heading, below it whose figures these are ("" for none to be told apart), and the value scale."""
    title = "Personnel"
    shapes: list[Shape] = [Text(14.0, 22.0, title, "lane", "ink", measure(title, "lane"))]
    step = _nice_step(ground.most)
    if whose:
        whose = shortened(whose, "note", _room_beside_values(ground, measure), measure)
        shapes.append(Text(14.0, 38.0, whose, "note", "muted", measure(whose, "note")))
    for number in range(round(ground.most / step) + 1):
        y = ground.y(number * step)
        words = _value_words(number * step, step)
        shapes.append(Line(ground.scale.left_px, y, ground.right, y, "grid"))
        shapes.append(Text(GUTTER_PX - 8, y + 4, words, "note", "muted", measure(words, "note"), "end"))
    return shapes


def _value_words(value: float, step: float) -> str:
    return f"{value:,.0f}" if step >= 1 else f"{value:g}"


def _room_beside_values(ground: Ground, measure: Measure) -> float:
    """Return how wide a text left of the topmost value can be."""
    step = _nice_step(ground.most)
    return GUTTER_PX - 8 - measure(_value_words(ground.most, step), "note") - 8 - 14
