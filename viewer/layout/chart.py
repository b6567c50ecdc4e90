"""The personnel chart's display list: what is reported, in steps that hold until the next report.

No value is drawn that no source states: nothing before the first report, a shaded stretch where a change came on an
unknown day, dashes after the last report, plans as hatched blocks of their own. Layers are separate lines. A figure
that a disagreement sets against a drawn one, and that no line shows, is a hollow mark tied to it. No Qt.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from viewer.layout.chart_ground import WIDE_DOUBT_PX, Area, frame_shapes, place_of, plan_extent
from viewer.layout.chart_series import disputed, series_of
from viewer.layout.chart_words import Drawn, chart_words, words_in_view
from viewer.layout.disagreements import hollow_sign, tie
from viewer.layout.scene import Box, Dot, Line, Paint, Path, Scene, Shape, Target
from viewer.layout.timescale import Span, Timescale
from viewer.model.amounts import Lean
from viewer.model.personnel import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.layout.chart_ground import Place
    from viewer.layout.chart_series import Other, Report, Series
    from viewer.layout.chart_words import Placed
    from viewer.layout.scene import Measure as TextMeasure
    from viewer.model.dataset import Dataset

HEIGHT_PX = 176.0
_TOP_PX = 30.0
_BOTTOM_PX = 14.0
_SLACK_PX = 5.0
_MARK_PX = 5.0
_TIE_CLEAR_PX = 7.0
_TURNS = {Lean.MORE: -1.0, Lean.LESS: 1.0}
_PLANNED = Paint(fill="planned", fill_alpha=0.55, stroke="planned", dash=(4.0, 3.0), hatch=True)


class ChartView(Struct, frozen=True):
    """What the chart shows: the time scale it shares with the timeline, a height, the shown layers, whose figures.

    `is_only` says that there is no other whole: the contributor need not be named.
    """

    scale: Timescale
    width: float
    height: float
    layers: tuple[str, ...]
    contributor: str
    is_only: bool = True


class _Told(Struct, frozen=True, eq=False):
    """What a chart tells, whatever stretch of time it shows: its lines, what stands against them, its topmost value."""

    series: tuple[Series, ...]
    others: tuple[Other, ...]
    most: float


def chart_scene(dataset: Dataset, view: ChartView, measure: TextMeasure) -> Scene:
    """Return the chart of one contributor's figures; targets carry "figure:ID".

    Figures that disagree with those of the shown layers are marked also where their own layer is hidden.
    """
    scale = view.scale
    told = _told_by(dataset, view.layers, view.contributor)
    area = Area(scale.left_px, _TOP_PX, scale.right_px, view.height - _BOTTOM_PX, told.most)
    drawn, targets = _drawn(told, scale, area)
    begin_us = scale.span.aligned_start_us
    around = Timescale(Span(begin_us, begin_us + scale.span.duration_us), 0.0, scale.width_px)
    words = words_in_view(_words_around(told, around, area, measure), scale.to_px(begin_us), drawn, measure)
    hollow = {other.report.key for other in told.others if not other.is_drawn}
    targets += [Target(text.x, text.y - 11, text.width, 14, text.key or "") for text in words if text.key in hollow]
    frame = frame_shapes(area, "" if view.is_only else view.contributor, measure)
    return Scene(view.width, view.height, (*frame, *drawn.lines, *words), tuple(targets))


@lru_cache(maxsize=16)
def _told_by(dataset: Dataset, layers: tuple[str, ...], contributor: str) -> _Told:
    series, most = series_of(dataset, layers, contributor)
    return _Told(series, disputed(dataset, layers, contributor), most)


@lru_cache(maxsize=8)
def _words_around(told: _Told, around: Timescale, area: Area, measure: TextMeasure) -> tuple[Placed, ...]:
    """Return the words of all views that begin within half a view, as if they were one, and half a view on either side.

    A view that slides has the same words, moved: none changes sides in it.
    """
    half = around.width_px / 2
    wide = replace(area, left=-half, right=4 * half)
    return chart_words(_drawn(told, around, wide)[0], measure)


def _drawn(told: _Told, scale: Timescale, area: Area) -> tuple[Drawn, list[Target]]:
    reports = (*(other.report for other in told.others), *(report for line in told.series for report in line.reports))
    places = {report.key: place_of(report, scale, area) for report in reports}  # of a line where it has one
    targets: list[Target] = []
    lines: list[Shape] = []
    for line in told.series:
        drawn, areas = (_plans if line.measure is Measure.PLANNED else _line)(line, places, area)
        lines += drawn
        targets += areas
    signs, areas = _others(told.others, places, area)
    # behind: where both say the same the report itself is on top
    return Drawn(told.series, told.others, places, [*signs, *lines], area), [*areas, *targets]


def _line(line: Series, places: Mapping[str, Place], area: Area) -> tuple[list[Shape], list[Target]]:
    colour, width, alpha = line.measure.value, 2.2 if line.is_strong else 1.3, 1.0 if line.is_strong else 0.75
    shapes: list[Shape] = []
    targets: list[Target] = []
    before: float | None = None
    for report in line.reports:
        key, (start, sure, end, y) = report.key, places[report.key]
        if sure - start > WIDE_DOUBT_PX:
            shapes += _doubt(area, (start, sure), (before, y), colour, key)
        elif before is not None and before != y and area.holds(start):
            shapes.append(Line(start, before, start, y, colour, width, (), alpha, key))
        left, right = max(sure, area.left), min(end, area.right)
        if right > left:
            dash = (4.0, 4.0) if report.until_us is None else ()
            if line.measure is Measure.DEPLOYED and line.is_strong:
                paint = _paint(colour, 0.05 if dash else 0.14)
                shapes.append(Box(left, y, right - left, area.bottom - y, paint, key=key))
            shapes.append(Line(left, y, right, y, colour, width, dash, alpha if not dash else 0.6 * alpha, key))
            targets.append(Target(left, y - _SLACK_PX, right - left, 2 * _SLACK_PX, key))
        if area.holds(sure):
            shapes.append(_report_mark(report, sure, y, colour, is_strong=line.is_strong))
            targets.append(Target(sure - 7, y - 7, 14, 14, key))
        before = y
    return shapes, targets


def _others(others: tuple[Other, ...], places: Mapping[str, Place], area: Area) -> tuple[list[Shape], list[Target]]:
    """Return the hollow marks of figures that no line draws, and the ties to the nearest report they stand against."""
    ties: list[Shape] = []
    signs: list[Shape] = []
    targets: list[Target] = []
    for other in others:
        key = other.report.key
        _, x, _, y = places[key]
        nearest = min((places[name] for name in other.against), key=lambda at: abs(at.sure - x))
        if area.holds(x) and area.holds(nearest.sure):
            ties += tie((x, y), (nearest.sure, nearest.y), other.measure.value, _TIE_CLEAR_PX)
        if area.holds(x) and not other.is_drawn:
            signs += hollow_sign(x, y, other.measure.value, key, is_record=True)
            targets.append(Target(x - 7, y - 7, 14, 14, key))
    return [*ties, *signs], targets


def _doubt(
    area: Area, extent: tuple[float, float], heights: tuple[float | None, float], colour: str, key: str
) -> list[Shape]:
    """Shade the stretch in which a change came on an unknown day, from the old level, if there is one, to the new."""
    left, right = max(extent[0], area.left), min(extent[1], area.right)
    if right <= left:
        return []
    old = heights[1] if heights[0] is None else heights[0]
    top, bottom = min(old, heights[1]) - 2, max(old, heights[1]) + 2
    paint = Paint(fill=colour, fill_alpha=0.22, fade_left=(right - left) * 0.5)
    return [Box(left, top, right - left, bottom - top, paint, key=key)]


def _report_mark(report: Report, x: float, y: float, colour: str, *, is_strong: bool) -> Shape:
    """Show the bound at the report: up for "over", down for "under", a ring for "about", a dot for a plain number."""
    size = _MARK_PX if is_strong else _MARK_PX - 1.5
    turn = _TURNS.get(report.lean)
    if turn is not None:
        points = np.array([[-size, 0.0], [size, 0.0], [0.0, turn * 1.6 * size]]) + np.array([x, y])
        return Path(points, _paint(colour, 1.0, "card"), is_closed=True, key=report.key)
    if report.lean is Lean.EXACT:
        return Dot(x, y, size - 1, _paint(colour, 1.0, "card"), report.key)
    return Dot(x, y, size - 1, Paint(fill="card", stroke=colour, stroke_px=1.5), report.key)


def _plans(line: Series, places: Mapping[str, Place], area: Area) -> tuple[list[Shape], list[Target]]:
    shapes: list[Shape] = []
    targets: list[Target] = []
    for report in line.reports:
        y = places[report.key].y
        left, right = plan_extent(places[report.key], area)
        if right <= left:
            continue
        shapes.append(Box(left, y, right - left, area.bottom - y, _PLANNED, key=report.key))
        targets.append(Target(left, y, right - left, area.bottom - y, report.key))
    return shapes, targets


@lru_cache(maxsize=32)
def _paint(fill: str, alpha: float, stroke: str | None = None) -> Paint:
    return Paint(fill=fill, fill_alpha=alpha, stroke=stroke)
