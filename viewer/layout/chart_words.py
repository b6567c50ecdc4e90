"""The words of the chart: what names a report, a plan or a hollow mark, and where there is room to say it. No Qt.

Words never stand on other words nor on a hatched plan, and stand clear of the lines if they can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.layout.scene import Box, Line, Shape, Text
from viewer.model.personnel import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from viewer.layout.chart_ground import Area, Place
    from viewer.layout.chart_series import Other, Series
    from viewer.layout.scene import Measure as TextMeasure

_PLATE_PX = 22.0
_FOOT_PX = 11.0
"""How far under the ground a baseline is; the chart has that much room below its area."""

_Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom of what words must not touch."""


class _Said(NamedTuple):
    """Words to be placed for one report at (x, y); `plan` is where its hatched box is, None for what is no plan."""

    words: str
    key: str
    x: float
    y: float
    role: str
    font: str
    plan: _Bounds | None = None


def report_words(
    series: tuple[Series, ...], places: Mapping[str, Place], drawn: list[Shape], area: Area, measure: TextMeasure
) -> list[Shape]:
    """Name the reports in words, the primary layer's latest first, wherever there is room for the words."""
    plans, lines = _plan_bounds(drawn), _line_bounds(drawn)
    placed = list(plans.values())
    shapes: list[Shape] = []
    for line in sorted(series, key=lambda line: (bool(line.part), not line.is_primary)):
        is_plan, font = line.measure is Measure.PLANNED, "note_strong" if line.is_strong else "note"
        for number, report in enumerate(reversed(line.reports)):
            place, plan = places[report.key], plans.get(report.key) if is_plan else None
            if plan is None and (is_plan or not area.holds(place.sure)):
                continue
            is_named = is_plan or number == 0
            words = report.name if is_named else report.words
            said = _Said(words, report.key, place.sure, place.y, line.measure.value, font, plan)
            found = _words(said, area, (placed, lines), measure)
            if not found and is_named:
                found = _words(said, area, (placed,), measure)
            placed += _word_bounds(found)
            shapes += found
    return shapes


def other_words(
    others: tuple[Other, ...], places: Mapping[str, Place], drawn: list[Shape], area: Area, measure: TextMeasure
) -> list[Text]:
    """Say the amounts of hollow marks beside them, where there is room beside what is drawn."""
    if not others:
        return []
    taken = [*_plan_bounds(drawn).values(), *_line_bounds(drawn), *_word_bounds(drawn)]
    shapes: list[Text] = []
    for other in others:
        place = places[other.report.key]
        if other.is_drawn or not area.holds(place.sure):
            continue
        said = _Said(other.report.name, other.report.key, place.sure, place.y, other.measure.value, "note")
        found = _words(said, area, (taken,), measure)
        taken += _word_bounds(found)
        shapes += found
    return shapes


def _words(said: _Said, area: Area, taken: tuple[list[_Bounds], ...], measure: TextMeasure) -> list[Text]:
    """Return the words in the first of their places that is free, or none."""
    width = measure(said.words, said.font)
    first, last = area.left + 3, area.right - 3 - width
    places = _around(min(said.x, area.right), said.y, width)
    for left, base in places if said.plan is None else (*places, *_around_plan(said.plan, width, area)):
        if first <= left <= last and _is_at_height(base, area):
            bounds = _bounds(left, base, width)
            if all(_is_free(bounds, part) for part in taken):
                return [Text(left, base, said.words, said.font, said.role, width, "start", said.key)]
    return []


def _around(x: float, y: float, width: float) -> tuple[tuple[float, float], ...]:
    """Return the left ends and baselines of words beside a mark: above the line before below it, after before ahead."""
    return (x + 7, y - 6), (x - 9 - width, y - 6), (x + 7, y + 15), (x - 9 - width, y + 15)


def _around_plan(plan: _Bounds, width: float, area: Area) -> Iterator[tuple[float, float]]:
    """Yield places of words around a hatched box: over it, beside it, and under the ground that it stands on."""
    left, top, right, bottom = plan
    middle = min((top + bottom) / 2 + 4, bottom - 1)
    yield _within(left, width, area), top - 6
    yield right + 7, middle
    yield left - 7 - width, middle
    for begin in ((left + right - width) / 2, left, right - width):
        yield _within(begin, width, area), bottom + _FOOT_PX


def _within(left: float, width: float, area: Area) -> float:
    """Return where words begin that shall not leave the chart's area."""
    return max(area.left + 3, min(left, area.right - width - 3))


def _is_at_height(base: float, area: Area) -> bool:
    """Say whether a baseline is within the area, under the plate of the date, or wholly under the ground."""
    return _PLATE_PX + 11 <= base <= area.bottom - 1 or base == area.bottom + _FOOT_PX


def _bounds(left: float, base: float, width: float) -> _Bounds:
    """Return what words take up, with a little room around them."""
    return left - 3, base - 11, left + width + 3, base + 4


def _word_bounds(shapes: Iterable[Shape]) -> list[_Bounds]:
    return [_bounds(text.left, text.y, text.width) for text in shapes if isinstance(text, Text)]


def _line_bounds(drawn: Iterable[Shape]) -> list[_Bounds]:
    """Return where the lines run: words stand clear of them if they can."""
    return [_line_bound(shape) for shape in drawn if type(shape) is Line]


def _line_bound(line: Line) -> _Bounds:
    x1, y1, x2, y2 = line.x1, line.y1, line.x2, line.y2
    left, right = (x1, x2) if x1 <= x2 else (x2, x1)
    top, bottom = (y1, y2) if y1 <= y2 else (y2, y1)
    return left - 1, top - 1, right + 1, bottom + 1


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
