"""The words of the chart: what names a report, a plan or a hollow mark, and where there is room to say it. No Qt.

Words never stand on other words, on a mark nor on a hatched plan, and stand clear of the lines if they can. The order
of retreat: the name with its amount, less of the name, the name across a line, the numbers of its notes alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.layout.chart_ground import plan_extent
from viewer.layout.scene import Box, Line, Shape, Text
from viewer.model.personnel import Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from viewer.layout.chart_ground import Area, Place
    from viewer.layout.chart_series import Other, Report, Series
    from viewer.layout.scene import Measure as TextMeasure

_PLATE_PX = 22.0
_FOOT_PX = 11.0
"""How far under the ground a baseline is; the chart has that much room below its area."""

_LOW_PX = 36.0
"""A strong mark so little above that baseline may have its words there, ahead of it."""

_MARK_X_PX = 5.9
_MARK_Y_PX = 8.0
_SLIGHT_MARK_Y_PX = 6.0
"""How far words keep from the middle of a mark; beside their own mark they begin just beyond that."""

_INSET_PX = 3.0
_BESIDE_PX = 9.0
_APART_PX = 6.0
"""How much further than from anything else words stand from other words of their line: no two look like one."""

_Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom of what words must not touch."""


class _Said(Struct, frozen=True, gc=False):
    """Words to be placed for one report at (x, y), the best first.

    `may_cross` lets the best of them lie across a line; `plan` is where its hatched box is, None for what is no plan.
    """

    words: tuple[str, ...]
    report: Report
    x: float
    y: float
    role: str
    is_strong: bool = False
    may_cross: bool = False
    plan: _Bounds | None = None

    @property
    def font(self) -> str:
        """The font role of the words."""
        return "note_strong" if self.is_strong else "note"


class _Ground(Struct, frozen=True):
    """What is taken: `solid` is never written on, and grows by what is written; `lines` only if there is no way round.

    `plans` are the hatched boxes, by key; they are solid as well.
    """

    area: Area
    solid: list[_Bounds]
    lines: list[_Bounds]
    plans: dict[str, _Bounds]


class Drawn(Struct, frozen=True):
    """What of a chart is drawn before its words: the shapes of its lines and marks, and where each report stands."""

    series: tuple[Series, ...]
    others: tuple[Other, ...]
    places: Mapping[str, Place]
    lines: list[Shape]
    area: Area


class Placed(Struct, frozen=True):
    """Words at their place, and whether they name a plan."""

    text: Text
    is_plan: bool


def chart_words(drawn: Drawn, measure: TextMeasure) -> tuple[Placed, ...]:
    """Name the reports, then the hollow marks, wherever there is room, the primary layer's latest first.

    What has no room for words gets the numbers of its notes, if it has any, where those find room.
    """
    ground = _ground(drawn)
    return tuple(_placed_all(_wanted(drawn, ground), ground, measure))


def words_in_view(placed: Sequence[Placed], origin_px: float, drawn: Drawn, measure: TextMeasure) -> list[Text]:
    """Return those of the words that name what is in view, `origin_px` right of where they were placed.

    Where one does not stand in view as a whole, it is placed anew, and whatever that leaves no room for.
    """
    area, places = drawn.area, drawn.places
    first, last, is_whole = area.left + _INSET_PX, area.right - _INSET_PX, True
    shown: list[Text] = []
    for one in placed:
        text = one.text
        if _is_in_view(places[text.key or ""], area, is_plan=one.is_plan):
            left = text.x + origin_px
            is_whole = is_whole and first <= left and left + text.width <= last
            shown.append(Text(left, text.y, text.text, text.font, text.colour, text.width, "start", text.key))
    return shown if is_whole else _within_edges(shown, drawn, measure)


def _within_edges(words: list[Text], drawn: Drawn, measure: TextMeasure) -> list[Text]:
    """Return the words, in their order, each where it is if it can be there: within the area, and clear of new ones.

    What names a line is placed anew in its turn, mere amounts where the rest leave room: few change sides. So is what
    had no room for words before.
    """
    area, ground = drawn.area, _ground(drawn)
    named = {said.report.key: said for said in _wanted(drawn, ground)}
    found: dict[str | None, Text] = {}
    new: list[_Bounds] = []
    later = []
    for text in words:
        said, bounds = named[text.key or ""], _word_bounds(text.x, text.y, text.width)
        is_within = area.left + _INSET_PX <= text.x and text.x + text.width <= area.right - _INSET_PX
        if is_within and _is_free(bounds, new):
            found[text.key] = text
            ground.solid.append(_apart(bounds))
        elif (said.is_strong or len(said.words) > 1) and (other := _clear(said, ground, measure)):
            found[text.key] = other
            new.append(ground.solid[-1])
        else:
            later.append(said)
    told = {text.key for text in words}
    later += [said for key, said in named.items() if key not in told]
    return [*found.values(), *(one.text for one in _placed_all(later, ground, measure))]


def _is_in_view(place: Place, area: Area, *, is_plan: bool) -> bool:
    if is_plan:
        left, right = plan_extent(place, area)
        return left < right
    return area.holds(place.sure)


def _wanted(drawn: Drawn, ground: _Ground) -> list[_Said]:
    return [*_reports(drawn.series, drawn.places, ground), *_others(drawn.others, drawn.places, drawn.area)]


def _placed_all(wanted: list[_Said], ground: _Ground, measure: TextMeasure) -> list[Placed]:
    found: list[Placed] = []
    for way in (_clear, _across, _numbered):
        silent = []
        for said in wanted:
            text = way(said, ground, measure)
            if text is None:
                silent.append(said)
            else:
                found.append(Placed(text, said.plan is not None))
        wanted = silent
    return found


def _reports(series: tuple[Series, ...], places: Mapping[str, Place], ground: _Ground) -> Iterator[_Said]:
    area, plans = ground.area, ground.plans
    for line in sorted(series, key=lambda line: (bool(line.part), not line.is_primary)):
        is_plan, role, is_strong = line.measure is Measure.PLANNED, line.measure.value, line.is_strong
        for number, report in enumerate(reversed(line.reports)):
            place, plan = places[report.key], plans.get(report.key) if is_plan else None
            if plan is None and (is_plan or not area.holds(place.sure)):
                continue
            is_last = is_plan or number == 0
            words = report.names if is_last else (report.words,)
            yield _Said(words, report, place.sure, place.y, role, is_strong, is_plan or (is_last and is_strong), plan)


def _others(others: tuple[Other, ...], places: Mapping[str, Place], area: Area) -> Iterator[_Said]:
    for other in others:
        report, place = other.report, places[other.report.key]
        if not other.is_drawn and area.holds(place.sure):
            yield _Said(report.names, report, place.sure, place.y, other.measure.value)


def _clear(said: _Said, ground: _Ground, measure: TextMeasure) -> Text | None:
    """Return the best words that have room clear of the lines; those of a strong line have room across them too."""
    found = _placed(said.words, said, ground, ground.lines, measure)
    return _across(said, ground, measure) if found is None and said.is_strong else found


def _across(said: _Said, ground: _Ground, measure: TextMeasure) -> Text | None:
    return _placed(said.words[:1], said, ground, [], measure) if said.may_cross else None


def _numbered(said: _Said, ground: _Ground, measure: TextMeasure) -> Text | None:
    """Return the numbers of the notes alone, which are raised: less high than words, and nearer to their mark."""
    numbers, area, x, y = said.report.numbers, ground.area, said.x, said.y
    if not numbers:
        return None
    font = said.font
    width = measure(numbers, font)
    after, ahead, middle = x + _MARK_X_PX + 1, x - _MARK_X_PX - 1 - width, x - width / 2
    beside = [(after, y - 1), (ahead, y - 1), (after, y + 13), (ahead, y + 13), (middle, y - 12), (middle, y + 19)]
    for lines in (ground.lines, []):
        for left, base in beside:
            ink = left - 1, base - 10, left + width + 1, base - 2
            bounds = (*ink[:3], base + 3)
            is_within = area.left <= left <= area.right - width and base <= area.bottom
            if is_within and _is_free(ink, lines) and _is_free(bounds, ground.solid):
                ground.solid.append(bounds)
                return Text(left, base, numbers, font, said.role, width, "start", said.report.key)
    return None


def _placed(
    tries: tuple[str, ...], said: _Said, ground: _Ground, lines: list[_Bounds], measure: TextMeasure
) -> Text | None:
    """Return the first words that have a free place, at the first of their places, and take it; else None."""
    area, plan, taken = ground.area, said.plan, [*ground.solid, *lines]
    font = said.font
    first, highest, lowest, foot = area.left + _INSET_PX, _PLATE_PX + 11, area.bottom - 1, area.bottom + _FOOT_PX
    for words in tries:
        width = measure(words, font)
        last = area.right - _INSET_PX - width
        places = _around(min(said.x, area.right), said.y, width)
        if plan is not None:
            places = (*places, *_around_plan(plan, width, area))
        elif said.is_strong and foot - said.y < _LOW_PX:
            places = (*places, (places[1][0], foot))
        for left, base in places:
            # within the area and under the plate of the date, or wholly under the ground
            if first <= left <= last and (highest <= base <= lowest or base == foot):
                bounds = _word_bounds(left, base, width)
                if _is_free(bounds, taken):
                    ground.solid.append(_apart(bounds))
                    return Text(left, base, words, font, said.role, width, "start", said.report.key)
    return None


def _word_bounds(left: float, base: float, width: float) -> _Bounds:
    return left - 3, base - 11, left + width + 3, base + 4


def _apart(bounds: _Bounds) -> _Bounds:
    return bounds[0] - _APART_PX, bounds[1], bounds[2] + _APART_PX, bounds[3]


def _around(x: float, y: float, width: float) -> tuple[tuple[float, float], ...]:
    """Return left ends and baselines of words at a mark: above the line before below it, after before ahead.

    Those a little further off, above what else may stand on the line, come last.
    """
    after, ahead, middle = x + _BESIDE_PX, x - _BESIDE_PX - width, x - width / 2
    near = (after, y - 6), (ahead, y - 6), (after, y + 15), (ahead, y + 15)
    return (*near, (middle, y - 13), (after, y - 13), (ahead, y - 13), (middle, y + 20))


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
    return max(area.left + _INSET_PX, min(left, area.right - width - _INSET_PX))


def _ground(drawn: Drawn) -> _Ground:
    """Return where lines, marks and plans are."""
    area = drawn.area
    lines: list[_Bounds] = []
    plans: dict[str, _Bounds] = {}
    for shape in drawn.lines:
        if type(shape) is Line:
            lines.append(_line_bound(shape))
        elif type(shape) is Box and shape.paint.hatch:
            plans[shape.key or ""] = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
        elif type(shape) is Box and shape.paint.fade_left:  # the days on which a change may have come
            lines.append((shape.x, shape.y, shape.x + shape.width, shape.y + shape.height))
    keys = [(other.report.key, _MARK_Y_PX) for other in drawn.others if not other.is_drawn]
    for line in drawn.series:
        if line.measure is not Measure.PLANNED:
            reach = _MARK_Y_PX if line.is_strong else _SLIGHT_MARK_Y_PX
            keys += [(report.key, reach) for report in line.reports]
    solid = list(plans.values())
    first, last = area.left, area.right
    for key, reach in keys:
        _, x, _, y = drawn.places[key]
        if first <= x <= last:
            solid.append((x - _MARK_X_PX, y - reach, x + _MARK_X_PX, y + reach))
    return _Ground(area, solid, lines, plans)


def _line_bound(line: Line) -> _Bounds:
    x1, y1, x2, y2 = line.x1, line.y1, line.x2, line.y2
    left, right = (x1, x2) if x1 <= x2 else (x2, x1)
    top, bottom = (y1, y2) if y1 <= y2 else (y2, y1)
    return left - 1, top - 1, right + 1, bottom + 1


def _is_free(bounds: _Bounds, taken: list[_Bounds]) -> bool:
    """Say whether a box touches none of the others: one loop, no call for each."""
    left, top, right, bottom = bounds
    for other_left, other_top, other_right, other_bottom in taken:
        if left < other_right and other_left < right and top < other_bottom and other_top < bottom:
            return False
    return True
