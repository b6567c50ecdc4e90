"""The personnel chart's display list: what is reported, in steps that hold until the next report.

No value is drawn that no source states: nothing before the first report, a shaded stretch where a change came on an
unknown day, dashes after the last report, plans as hatched blocks of their own. Layers are separate lines. A figure
that a disagreement sets against a drawn one, and that no line shows, is a hollow mark tied to it. No Qt.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from viewer.layout.chart_ground import Ground, frame_shapes, nice_most
from viewer.layout.disagreements import hollow_sign, tie
from viewer.layout.scene import Box, Dot, Line, Paint, Path, Scene, Shape, Target, Text
from viewer.model.amounts import Lean
from viewer.model.personnel import Measure, steps
from viewer.model.sides import opposed_figures

if TYPE_CHECKING:
    from viewer.layout.scene import Measure as TextMeasure
    from viewer.layout.timescale import Timescale
    from viewer.model.dataset import Dataset
    from viewer.model.personnel import PersonnelFigure, Step

HEIGHT_PX = 176.0
_TOP_PX = 30.0
_BOTTOM_PX = 14.0
_SLACK_PX = 5.0
_WIDE_DOUBT_PX = 3.0
_MARK_PX = 5.0
_PLATE_PX = 22.0
_TIE_CLEAR_PX = 7.0

_Box = tuple[float, float, float, float]


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


class _Series(NamedTuple):
    """One line of the chart: one contributor's reports in one measure and layer; `part` is "" for the whole."""

    measure: Measure
    layer: str
    suffix: str
    part: str
    is_primary: bool
    steps: tuple[Step, ...]

    @property
    def is_strong(self) -> bool:
        """Whether it is drawn in the first place: the quoted source's own figures for the whole."""
        return self.is_primary and not self.part


class _Other(NamedTuple):
    """A figure set against reports that are drawn: whether a line draws it as well, and the ids of those reports."""

    step: Step
    measure: Measure
    suffix: str
    is_drawn: bool
    against: tuple[str, ...]


def totals(dataset: Dataset) -> tuple[str, ...]:
    """Return the contributors that are part of no other, the one with most figures first."""
    parts = {figure.contributor for figure in dataset.personnel if figure.part_of}
    wholes = [figure.contributor for figure in dataset.personnel if figure.contributor not in parts]
    return tuple(sorted(dict.fromkeys(wholes), key=lambda name: -wholes.count(name)))


def chart_scene(dataset: Dataset, view: ChartView, measure: TextMeasure) -> Scene:
    """Return the chart of one contributor's figures; targets carry "figure:ID".

    Figures that disagree with those of the shown layers are marked also where their own layer is hidden.
    """
    series, most = _series(dataset, view.layers, view.contributor)
    ground = Ground(view.scale, _TOP_PX, view.height - _BOTTOM_PX, most)
    shapes: list[Shape] = [*frame_shapes(ground, "" if view.is_only else view.contributor, measure)]
    targets: list[Target] = []
    lines: list[Shape] = []
    for line in series:
        drawn, areas = _plans(line, ground) if line.measure is Measure.PLANNED else _line(line, ground)
        lines += drawn
        targets += areas
    others = _disputed(dataset, view.layers, view.contributor)
    signs, areas = _others(others, series, ground)
    lines = [*signs, *lines]  # behind: where both say the same the report itself is on top
    targets = [*areas, *targets]
    words = _labels(series, lines, ground, measure)
    told = _other_words(others, [*_plan_boxes(series, ground), *_line_boxes(lines)], words, ground, measure)
    targets += [Target(text.left, text.y - 11, text.width, 14, text.key or "") for text in told]
    shapes += [*lines, *words, *told]
    return Scene(view.width, view.height, tuple(shapes), tuple(targets))


def _named_parts(dataset: Dataset, contributor: str) -> tuple[str, ...]:
    """Return the contributor's parts that the quoted source itself gives figures for."""
    first = dataset.layers[0].id
    parts = [f.contributor for f in dataset.personnel if f.part_of == contributor and f.layer in {"", first}]
    return tuple(dict.fromkeys(parts))


@lru_cache(maxsize=16)
def _series(dataset: Dataset, layers: tuple[str, ...], contributor: str) -> tuple[tuple[_Series, ...], float]:
    """Return the lines of the chart and its highest value; they hold for every span, so each is made once."""
    names = (contributor, *_named_parts(dataset, contributor))
    figures = [figure for figure in dataset.personnel if figure.contributor in names]
    first = dataset.layers[0].id
    series = []
    for layer in reversed([layer for layer in dataset.layers if layer.id in layers]):
        suffix = "" if layer.id == first else f" · {layer.title[:1].lower()}{layer.title[1:]}"
        for name in reversed(names):
            part = "" if name == contributor else name
            for measure in Measure:
                found = steps(figures, name, measure, {layer.id}, primary=layer.id)
                numbered = tuple(step for step in found if step.amount.nominal is not None)
                series.append(_Series(measure, layer.id, suffix, part, layer.id == first, numbered))
    return tuple(line for line in series if line.steps), nice_most(figures)


@lru_cache(maxsize=16)
def _disputed(dataset: Dataset, layers: tuple[str, ...], contributor: str) -> tuple[_Other, ...]:
    """Return the figures that stand against drawn reports: of the same date, or by a disagreement of the dataset."""
    against: dict[str, list[str]] = {}
    drawn = {step.figure_id: line for line in _series(dataset, layers, contributor)[0] for step in line.steps}
    for line in dict.fromkeys(drawn.values()):
        for step in line.steps:
            for name in step.also:
                against.setdefault(name, []).append(step.figure_id)
    for name, others in opposed_figures(dataset).items():
        against.setdefault(name, []).extend(other for other in others if other in drawn)
    found = (_other(dataset.figure(name), drawn, tuple(others), dataset) for name, others in against.items() if others)
    return tuple(other for other in found if other is not None)


def _other(
    figure: PersonnelFigure | None, drawn: dict[str, _Series], against: tuple[str, ...], dataset: Dataset
) -> _Other | None:
    if figure is None or figure.amount.nominal is None or figure.measure is Measure.PLANNED:
        return None
    if figure.amount in {step.amount for name in against for step in drawn[name].steps if step.figure_id == name}:
        return None
    own = steps([figure], figure.contributor, figure.measure, {figure.layer})
    titles = {layer.id: layer.title for layer in dataset.layers[1:]}
    title = titles.get(figure.layer, "")
    suffix = f" · {title[:1].lower()}{title[1:]}" if title else ""
    return _Other(own[0], figure.measure, suffix, figure.id in drawn, against) if own else None


def _value(step: Step) -> float:
    nominal = step.amount.nominal
    return 0.0 if nominal is None else float(nominal)


def _line(line: _Series, ground: Ground) -> tuple[list[Shape], list[Target]]:
    colour, width, alpha = line.measure.value, 2.2 if line.is_strong else 1.3, 1.0 if line.is_strong else 0.75
    shapes: list[Shape] = []
    targets: list[Target] = []
    before: float | None = None
    for step in line.steps:
        key, y = f"figure:{step.figure_id}", ground.y(_value(step))
        start, sure, end = _extents(step, ground)
        if sure - start > _WIDE_DOUBT_PX:
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


def _others(
    others: tuple[_Other, ...], series: tuple[_Series, ...], ground: Ground
) -> tuple[list[Shape], list[Target]]:
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
    return _extents(step, ground)[1], ground.y(_value(step))


def _extents(step: Step, ground: Ground) -> tuple[float, float, float]:
    """Return in pixels where the change may begin, where it is over, and where the next report begins."""
    scale = ground.scale
    start = scale.to_px(step.earliest_us)
    over = step.earliest_us if step.latest_us is None else step.latest_us
    sure = start if scale.to_px(over) - start <= _WIDE_DOUBT_PX else scale.to_px(over)
    end = ground.right + 1 if step.until_us is None else scale.to_px(step.until_us)
    return start, sure, end


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


def _plans(line: _Series, ground: Ground) -> tuple[list[Shape], list[Target]]:
    shapes: list[Shape] = []
    targets: list[Target] = []
    for step in line.steps:
        start = ground.scale.to_px(step.earliest_us)
        end = start + 3 if step.latest_us is None else ground.scale.to_px(step.latest_us)
        left, right = max(start, ground.scale.left_px), min(max(end, start + 3), ground.right)
        if right <= left:
            continue
        key, y = f"figure:{step.figure_id}", ground.y(_value(step))
        paint = Paint(fill="planned", fill_alpha=0.55, stroke="planned", dash=(4.0, 3.0), hatch=True)
        shapes.append(Box(left, y, right - left, ground.bottom - y, paint, key=key))
        targets.append(Target(left, y, right - left, ground.bottom - y, key))
    return shapes, targets


def _labels(series: tuple[_Series, ...], drawn: list[Shape], ground: Ground, measure: TextMeasure) -> list[Shape]:
    """Name the reports in words, the primary layer's latest first, wherever there is room for the words."""
    placed, lines = _plan_boxes(series, ground), _line_boxes(drawn)
    shapes: list[Shape] = []
    for line in sorted(series, key=lambda line: (bool(line.part), not line.is_primary)):
        for number, step in enumerate(reversed(line.steps)):
            named = number == 0 or line.measure is Measure.PLANNED
            own = f"{line.part}: " if line.part else ""
            amount = step.amount.in_words()
            words = _name(line) + amount + line.suffix if named else own + amount
            font = "note_strong" if line.is_strong else "note"
            text = _words(words, step, line.measure, font, ground, [*placed, *lines], measure)
            if text is None and named:
                text = _words(words, step, line.measure, font, ground, placed, measure)
            if text is not None:
                placed.append(_text_box(text))
                shapes.append(text)
    return shapes


def _other_words(
    others: tuple[_Other, ...], boxes: list[_Box], words: list[Shape], ground: Ground, measure: TextMeasure
) -> list[Text]:
    """Say the amounts of hollow marks beside them, where there is room beside what is drawn in these boxes."""
    taken = [*boxes, *(_text_box(text) for text in words if isinstance(text, Text))]
    shapes: list[Text] = []
    for other in others:
        told = other.step.amount.in_words() + other.suffix
        text = None if other.is_drawn else _words(told, other.step, other.measure, "note", ground, taken, measure)
        if text is not None:
            taken.append(_text_box(text))
            shapes.append(text)
    return shapes


def _text_box(text: Text) -> _Box:
    return text.left - 3, text.y - 11, text.left + text.width + 3, text.y + 4


def _line_boxes(drawn: list[Shape]) -> list[_Box]:
    """Return where the lines run: words stand clear of them if they can."""
    lines = [shape for shape in drawn if isinstance(shape, Line)]
    return [(min(s.x1, s.x2) - 1, min(s.y1, s.y2) - 1, max(s.x1, s.x2) + 1, max(s.y1, s.y2) + 1) for s in lines]


def _plan_boxes(series: tuple[_Series, ...], ground: Ground) -> list[_Box]:
    plans = [line for line in series if line.measure is Measure.PLANNED]
    boxes = [shape for line in plans for shape in _plans(line, ground)[0] if isinstance(shape, Box)]
    return [(box.x, box.y, box.x + box.width, box.y + box.height) for box in boxes]


def _name(line: _Series) -> str:
    return f"{line.part}, {line.measure.value}: " if line.part else f"{line.measure.value}: "


def _words(
    words: str,
    step: Step,
    what: Measure,
    font: str,
    ground: Ground,
    placed: list[_Box],
    measure: TextMeasure,
) -> Text | None:
    _, x, _ = _extents(step, ground)
    if not ground.holds(x):
        return None
    width = measure(words, font)
    y = ground.y(_value(step))
    beside = ((x + 7, y - 6), (x - 9 - width, y - 6), (x + 7, y + 15), (x - 9 - width, y + 15))
    at_the_edge = ((ground.right - width - 3, y - 6),) if what is Measure.PLANNED else ()
    for left, base in (*beside, *at_the_edge):
        box = (left - 3, base - 11, left + width + 3, base + 4)
        is_inside = box[0] >= ground.scale.left_px and box[2] <= ground.right and box[3] <= ground.bottom + 3
        if is_inside and box[1] >= _PLATE_PX and _is_free(box, placed):
            return Text(left, base, words, font, what.value, width, "start", f"figure:{step.figure_id}")
    return None


def _is_free(box: _Box, taken: list[_Box]) -> bool:
    """Say whether a box touches none of the others. Asked a thousand times a frame: one loop, no call for each."""
    left, top, right, bottom = box
    for other_left, other_top, other_right, other_bottom in taken:
        if left < other_right and other_left < right and top < other_bottom and other_top < bottom:
            return False
    return True
