"""The personnel chart's display list: what is reported, in steps that hold until the next report.

No value is drawn that no source states: nothing before the first report, a shaded stretch where a change came on an
unknown day, dashes after the last report, plans as hatched blocks of their own. Layers are separate lines. A figure
that a disagreement sets against a drawn one, and that no line shows, is a hollow mark tied to it. No Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from viewer.layout.chart_ground import WIDE_DOUBT_PX, Ground, extents, frame_shapes, value_of
from viewer.layout.chart_series import disputed, series_of
from viewer.layout.chart_words import other_words, report_words
from viewer.layout.disagreements import hollow_sign, tie
from viewer.layout.scene import Box, Dot, Line, Paint, Path, Scene, Shape, Target
from viewer.model.amounts import Lean
from viewer.model.personnel import Measure

if TYPE_CHECKING:
    from viewer.layout.chart_series import Other, Series
    from viewer.layout.scene import Measure as TextMeasure
    from viewer.layout.timescale import Timescale
    from viewer.model.dataset import Dataset
    from viewer.model.personnel import Step

HEIGHT_PX = 176.0
_TOP_PX = 30.0
_BOTTOM_PX = 14.0
_SLACK_PX = 5.0
_MARK_PX = 5.0
_TIE_CLEAR_PX = 7.0


class ChartView(NamedTuple):
    """What the chart shows: the time scale it shares with the timeline, a height, the shown layers, whose figures.

    `is_only` says that there is no other whole: the contributor need not be named.
    """

    scale: Timescale
    width: float
    height: float
    layers: tuple[str, ...]
    contributor: str
    is_only: bool = True


def chart_scene(dataset: Dataset, view: ChartView, measure: TextMeasure) -> Scene:
    """Return the chart of one contributor's figures; targets carry "figure:ID".

    Figures that disagree with those of the shown layers are marked also where their own layer is hidden.
    """
    series, most = series_of(dataset, view.layers, view.contributor)
    ground = Ground(view.scale, _TOP_PX, view.height - _BOTTOM_PX, most)
    shapes: list[Shape] = [*frame_shapes(ground, "" if view.is_only else view.contributor, measure)]
    targets: list[Target] = []
    lines: list[Shape] = []
    for line in series:
        drawn, areas = _plans(line, ground) if line.measure is Measure.PLANNED else _line(line, ground)
        lines += drawn
        targets += areas
    others = disputed(dataset, view.layers, view.contributor)
    signs, areas = _others(others, series, ground)
    lines = [*signs, *lines]  # behind: where both say the same the report itself is on top
    targets = [*areas, *targets]
    words = report_words(series, lines, ground, measure)
    told = other_words(others, [*lines, *words], ground, measure)
    targets += [Target(text.left, text.y - 11, text.width, 14, text.key or "") for text in told]
    shapes += [*lines, *words, *told]
    return Scene(view.width, view.height, tuple(shapes), tuple(targets))


def _line(line: Series, ground: Ground) -> tuple[list[Shape], list[Target]]:
    colour, width, alpha = line.measure.value, 2.2 if line.is_strong else 1.3, 1.0 if line.is_strong else 0.75
    shapes: list[Shape] = []
    targets: list[Target] = []
    before: float | None = None
    for step in line.steps:
        key, y = f"figure:{step.figure_id}", ground.y(value_of(step))
        start, sure, end = extents(step, ground)
        if sure - start > WIDE_DOUBT_PX:
            shapes += _doubt(ground, (start, sure), (before, y), colour, key)
        elif before is not None and before != y and ground.holds(start):
            shapes.append(Line(start, before, start, y, colour, width, (), alpha, key))
        left, right = max(sure, ground.scale.left_px), min(end, ground.right)
        if right > left:
            dash = (4.0, 4.0) if step.until_us is None else ()
            if line.measure is Measure.DEPLOYED and line.is_strong:
                paint = Paint(fill=colour, fill_alpha=0.05 if dash else 0.14)
                shapes.append(Box(left, y, right - left, ground.bottom - y, paint, key=key))
            shapes.append(Line(left, y, right, y, colour, width, dash, alpha if not dash else 0.6 * alpha, key))
            targets.append(Target(left, y - _SLACK_PX, right - left, 2 * _SLACK_PX, key))
        if ground.holds(sure):
            shapes.append(_report_mark(step, sure, y, colour, is_strong=line.is_strong))
            targets.append(Target(sure - 7, y - 7, 14, 14, key))
        before = y
    return shapes, targets


def _others(others: tuple[Other, ...], series: tuple[Series, ...], ground: Ground) -> tuple[list[Shape], list[Target]]:
    """Return the hollow marks of figures that no line draws, and the ties to the nearest report they stand against."""
    places = {step.figure_id: _place(step, ground) for line in series for step in line.steps} if others else {}
    ties: list[Shape] = []
    signs: list[Shape] = []
    targets: list[Target] = []
    for other in others:
        x, y = place = _place(other.step, ground)
        key = f"figure:{other.step.figure_id}"
        nearest = min((places[name] for name in other.against), key=lambda at: abs(at[0] - x))
        if ground.holds(x) and ground.holds(nearest[0]):
            ties += tie(place, nearest, other.measure.value, _TIE_CLEAR_PX)
        if ground.holds(x) and not other.is_drawn:
            signs += hollow_sign(x, y, other.measure.value, key, is_record=True)
            targets.append(Target(x - 7, y - 7, 14, 14, key))
    return [*ties, *signs], targets


def _place(step: Step, ground: Ground) -> tuple[float, float]:
    return extents(step, ground)[1], ground.y(value_of(step))


def _doubt(
    ground: Ground, extent: tuple[float, float], heights: tuple[float | None, float], colour: str, key: str
) -> list[Shape]:
    """Shade the stretch in which a change came on an unknown day, from the old level, if there is one, to the new."""
    left, right = max(extent[0], ground.scale.left_px), min(extent[1], ground.right)
    if right <= left:
        return []
    old = heights[1] if heights[0] is None else heights[0]
    top, bottom = min(old, heights[1]) - 2, max(old, heights[1]) + 2
    paint = Paint(fill=colour, fill_alpha=0.22, fade_left=(right - left) * 0.5)
    return [Box(left, top, right - left, bottom - top, paint, key=key)]


def _report_mark(step: Step, x: float, y: float, colour: str, *, is_strong: bool) -> Shape:
    """Show the bound at the report: up for "over", down for "under", a ring for "about", a dot for a plain number."""
    key = f"figure:{step.figure_id}"
    size = _MARK_PX if is_strong else _MARK_PX - 1.5
    turn = {Lean.MORE: -1.0, Lean.LESS: 1.0}.get(step.amount.lean)
    if turn is not None:
        points = np.array([[-size, 0.0], [size, 0.0], [0.0, turn * 1.6 * size]]) + np.array([x, y])
        return Path(points, Paint(fill=colour, stroke="card"), is_closed=True, key=key)
    if step.amount.lean is Lean.EXACT:
        return Dot(x, y, size - 1, Paint(fill=colour, stroke="card"), key)
    return Dot(x, y, size - 1, Paint(fill="card", stroke=colour, stroke_px=1.5), key)


def _plans(line: Series, ground: Ground) -> tuple[list[Shape], list[Target]]:
    shapes: list[Shape] = []
    targets: list[Target] = []
    for step in line.steps:
        start = ground.scale.to_px(step.earliest_us)
        end = start + 3 if step.latest_us is None else ground.scale.to_px(step.latest_us)
        left, right = max(start, ground.scale.left_px), min(max(end, start + 3), ground.right)
        if right <= left:
            continue
        key, y = f"figure:{step.figure_id}", ground.y(value_of(step))
        paint = Paint(fill="planned", fill_alpha=0.55, stroke="planned", dash=(4.0, 3.0), hatch=True)
        shapes.append(Box(left, y, right - left, ground.bottom - y, paint, key=key))
        targets.append(Target(left, y, right - left, ground.bottom - y, key))
    return shapes, targets
