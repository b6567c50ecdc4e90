"""The words of the chart: what names a report, a plan or a hollow mark, and where there is room to say it. No Qt.

Words never stand on other words nor on a hatched plan, and stand clear of the lines if they can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.layout.chart_ground import extents, value_of
from viewer.layout.scene import Box, Line, Shape, Text
from viewer.model.personnel import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viewer.layout.chart_ground import Ground
    from viewer.layout.chart_series import Other, Series
    from viewer.layout.scene import Measure as TextMeasure
    from viewer.model.personnel import Step

_PLATE_PX = 22.0
_FOOT_PX = 11.0
"""How far under the ground a baseline is; the chart has that much room below its area."""

_Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom of what words must not touch."""


class _Said(NamedTuple):
    """Words to be placed for one report; `plan` is where its hatched box is, None for what is no plan."""

    words: str
    step: Step
    role: str
    font: str
    plan: _Bounds | None = None


def report_words(series: tuple[Series, ...], drawn: list[Shape], ground: Ground, measure: TextMeasure) -> list[Shape]:
    """Name the reports in words, the primary layer's latest first, wherever there is room for the words."""
    plans, lines = _plan_bounds(drawn), _line_bounds(drawn)
    placed = list(plans.values())
    shapes: list[Shape] = []
    for line in sorted(series, key=lambda line: (bool(line.part), not line.is_primary)):
        for number, step in enumerate(reversed(line.steps)):
            is_plan = line.measure is Measure.PLANNED
            plan = plans.get(f"figure:{step.figure_id}") if is_plan else None
            if is_plan and plan is None:
                continue
            said = _said(line, step, plan, is_named=number == 0 or is_plan)
            found = _words(said, ground, [*placed, *lines], measure)
            if not found and (number == 0 or is_plan):
                found = _words(said, ground, placed, measure)
            placed += _word_bounds(found)
            shapes += found
    return shapes


def other_words(others: tuple[Other, ...], drawn: list[Shape], ground: Ground, measure: TextMeasure) -> list[Text]:
    """Say the amounts of hollow marks beside them, where there is room beside what is drawn."""
    taken = [*_plan_bounds(drawn).values(), *_line_bounds(drawn), *_word_bounds(drawn)]
    shapes: list[Text] = []
    for other in others:
        if other.is_drawn:
            continue
        told = other.step.amount.in_words() + other.suffix
        found = _words(_Said(told, other.step, other.measure.value, "note"), ground, taken, measure)
        taken += _word_bounds(found)
        shapes += found
    return shapes


def _said(line: Series, step: Step, plan: _Bounds | None, *, is_named: bool) -> _Said:
    amount = step.amount.in_words()
    words = f"{line.part}: {amount}" if line.part else amount
    if is_named:
        name = f"{line.part}, {line.measure.value}: " if line.part else f"{line.measure.value}: "
        words = name + amount + line.suffix
    return _Said(words, step, line.measure.value, "note_strong" if line.is_strong else "note", plan)


def _words(said: _Said, ground: Ground, taken: list[_Bounds], measure: TextMeasure) -> list[Text]:
    """Return the words in the first of their places that is free, or none."""
    _, x, _ = extents(said.step, ground)
    if said.plan is None and not ground.holds(x):
        return []
    width = measure(said.words, said.font)
    y, first, last = ground.y(value_of(said.step)), ground.scale.left_px + 3, ground.right - 3 - width
    places = _around(min(x, ground.right), y, width)
    for left, base in places if said.plan is None else (*places, *_around_plan(said.plan, width, ground)):
        if first <= left <= last and _is_at_height(base, ground) and _is_free(_bounds(left, base, width), taken):
            key = f"figure:{said.step.figure_id}"
            return [Text(left, base, said.words, said.font, said.role, width, "start", key)]
    return []


def _around(x: float, y: float, width: float) -> tuple[tuple[float, float], ...]:
    """Return the left ends and baselines of words beside a mark: above the line before below it, after before ahead."""
    return (x + 7, y - 6), (x - 9 - width, y - 6), (x + 7, y + 15), (x - 9 - width, y + 15)


def _around_plan(plan: _Bounds, width: float, ground: Ground) -> Iterator[tuple[float, float]]:
    """Yield places of words around a hatched box: over it, beside it, and under the ground that it stands on."""
    left, top, right, bottom = plan
    middle = min((top + bottom) / 2 + 4, bottom - 1)
    yield _within(left, width, ground), top - 6
    yield right + 7, middle
    yield left - 7 - width, middle
    for begin in ((left + right - width) / 2, left, right - width):
        yield _within(begin, width, ground), bottom + _FOOT_PX


def _within(left: float, width: float, ground: Ground) -> float:
    """Return where words begin that shall not leave the chart's area."""
    return max(ground.scale.left_px + 3, min(left, ground.right - width - 3))


def _is_at_height(base: float, ground: Ground) -> bool:
    """Say whether a baseline is within the area, under the plate of the date, or wholly under the ground."""
    return _PLATE_PX + 11 <= base <= ground.bottom - 1 or base == ground.bottom + _FOOT_PX


def _bounds(left: float, base: float, width: float) -> _Bounds:
    """Return what words take up, with a little room around them."""
    return left - 3, base - 11, left + width + 3, base + 4


def _word_bounds(shapes: Iterable[Shape]) -> list[_Bounds]:
    return [_bounds(text.left, text.y, text.width) for text in shapes if isinstance(text, Text)]


def _line_bounds(drawn: Iterable[Shape]) -> list[_Bounds]:
    """Return where the lines run: words stand clear of them if they can."""
    lines = [shape for shape in drawn if isinstance(shape, Line)]
    return [(min(s.x1, s.x2) - 1, min(s.y1, s.y2) - 1, max(s.x1, s.x2) + 1, max(s.y1, s.y2) + 1) for s in lines]


def _plan_bounds(drawn: Iterable[Shape]) -> dict[str, _Bounds]:
    """Return where the hatched boxes of plans are, by their keys."""
    boxes = [shape for shape in drawn if isinstance(shape, Box) and shape.paint.hatch]
    return {box.key or "": (box.x, box.y, box.x + box.width, box.y + box.height) for box in boxes}


def _is_free(bounds: _Bounds, taken: list[_Bounds]) -> bool:
    """Say whether a box touches none of the others. Asked a thousand times a frame: one loop, no call for each."""
    left, top, right, bottom = bounds
    for other_left, other_top, other_right, other_bottom in taken:
        if left < other_right and other_left < right and top < other_bottom and other_top < bottom:
            return False
    return True
