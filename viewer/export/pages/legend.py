"""What the signs of a picture mean: one entry for each sign that occurs in it, drawn as the sign itself is drawn.

No Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from viewer.export.pages.blocks import HEADING_X, NOTE, paragraph, stacked
from viewer.export.pages.flow import Block
from viewer.layout.disagreements import SIDE, SIGN_PX, hollow_sign, tie
from viewer.layout.labels import shortened
from viewer.layout.lanes import GUTTER_PX
from viewer.layout.marks import BAND_PX, FAR_PX, Look, Mark, mark_shapes
from viewer.layout.scene import Box, Dot, Heat, Line, Paint, Path, Text, move_shapes
from viewer.model.columns import Flag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from viewer.layout.scene import Measure, Scene, Shape

_SAMPLE_PX = 36.0
_GAP_PX = 9.0
_COLUMN_GAP_PX = 18.0
_ROW_PX = 22.0
_MIDDLE = _ROW_PX / 2
_INK = "muted"


class _Sign(Struct, frozen=True):
    words: str
    mark: Mark
    is_record: bool = False


_BAND = (2.0, _SAMPLE_PX - 2.0)
_CENTRE = _SAMPLE_PX / 2
_AREA_ALPHA = 0.14  # as in the chart


def _point(flags: int = 0) -> Mark:
    return Mark(_CENTRE, _CENTRE, None, _CENTRE, flags | Flag.DAY_KNOWN)


_SIGNS = {
    "dot": _Sign("day known", _point()),
    "band": _Sign("some time in this range", Mark(*_BAND, None, None, 0)),
    "refined": _Sign("range as said, day from a reference", Mark(*_BAND, None, 25.0, Flag.REFINED)),
    "bar": _Sign("lasted this long", Mark(*_BAND, _BAND, None, Flag.DURATION)),
    "about": _Sign("ends approximate", Mark(*_BAND, _BAND, None, Flag.DURATION | Flag.APPROXIMATE)),
    "uncertain": _Sign("date uncertain", Mark(*_BAND, None, None, Flag.UNCERTAIN)),
    "open": _Sign("no limit on this side", Mark(-FAR_PX, _BAND[1], None, None, Flag.OPEN_START)),
    "plan": _Sign("planned", Mark(*_BAND, None, None, Flag.PLANNED)),
    "plan_day": _Sign("planned for this day", _point(Flag.PLANNED)),
    "claim": _Sign("a claim", _point(Flag.CLAIMED)),
    "unsourced": _Sign("no source named", _point(Flag.UNSOURCED)),
    "record": _Sign("", _point(), is_record=True),
}

_CHART_WORDS = {
    "pledged": "pledged",
    "deployed": "deployed",
    "planned": "planned",
    "thin": "thinner: a part{record}",
    "dash": "after the last report",
    "change": "changed some time in this range",
    "exact": "a plain number",
    "about": "about, or a range",
    "more": "over, at least",
    "less": "under, at most",
    "other": "said by another source",
}


def timeline_signs(marks: Iterable[tuple[Mark, bool]]) -> set[str]:
    """Return the names of the signs in these marks, each with whether it belongs to another layer than the first."""
    return {name for mark, is_record in marks for name in _names(mark, is_record=is_record)}


def _names(mark: Mark, *, is_record: bool) -> Iterator[str]:
    flags = mark.flags
    if is_record:
        yield "record"
    if flags & Flag.UNSOURCED:
        yield "unsourced"
    if flags & Flag.CLAIMED and mark.dot is not None:
        yield "claim"
    if mark.has_band:
        yield from _band_names(mark)
    elif flags & Flag.PLANNED:
        yield "plan_day"
    elif not (is_record or flags & (Flag.UNSOURCED | Flag.CLAIMED)):
        yield "dot"


def _band_names(mark: Mark) -> Iterator[str]:
    flags = mark.flags
    tests = {
        "plan": bool(flags & Flag.PLANNED),
        "bar": bool(flags & Flag.DURATION) and mark.core is not None,
        "refined": mark.dot is not None and not mark.is_disputed,
        "other": mark.is_disputed,
        "about": bool(flags & Flag.DURATION and flags & Flag.APPROXIMATE),
        "uncertain": bool(flags & Flag.UNCERTAIN),
        "open": bool(flags & (Flag.OPEN_START | Flag.OPEN_END)),
    }
    yield from (name for name, holds in tests.items() if holds)
    if not (tests["plan"] or tests["bar"] or mark.dot is not None or flags & Flag.UNSOURCED):
        yield "band"


def crowd_signs(scene: Scene) -> set[str]:
    """Return the names of the signs that stand for several events: a count, a strip."""
    signs = {"strip"} if any(target.key.startswith("strip:") for target in scene.targets) else set()
    signs |= {"other"} if any(target.key.startswith(SIDE) for target in scene.targets) else set()
    return signs | ({"count"} if any(target.key.startswith("rows:") for target in scene.targets) else set())


def strips_of(scene: Scene) -> frozenset[int]:
    """Return the numbers of the lanes whose events are one strip, with no sign of their own."""
    keys = (target.key for target in scene.targets)
    return frozenset(int(key.partition(":")[2]) for key in keys if key.startswith("strip:"))


def chart_signs(shapes: Iterable[Shape]) -> set[str]:
    """Return the names of the signs among the shapes of a personnel chart."""
    return {name for shape in shapes if _is_data(shape) for name in _chart_names(shape)}


def _is_data(shape: Shape) -> bool:
    return (getattr(shape, "key", None) or "").startswith("figure:")


def _chart_names(shape: Shape) -> Iterator[str]:
    match shape:
        case Line():
            yield shape.stroke
            if shape.dash:
                yield "dash"
            if shape.stroke_px < 2:
                yield "thin"
        case Box() if shape.paint.hatch:
            yield "planned"
        case Box() if shape.paint.fade_left:
            yield "change"
        case Dot():
            yield "about" if shape.paint.fill == "card" else "exact"
        case Path() if len(shape.points) == 4:  # the diamond of another source
            yield "other"
        case Path():
            yield "more" if shape.points[2, 1] < shape.points[0, 1] else "less"


def legend(timeline: set[str], chart: set[str], record_title: str, width_px: float, measure: Measure) -> Block:
    """Return the legend of these signs, in columns right of the lane names; no entry, no height."""
    record = record_title[:1].lower() + record_title[1:]
    marks = _marks(timeline, record_title)
    lines = [
        (_chart_sample(name), words.format(record=f", or {record}" if record else ""))
        for name, words in _CHART_WORDS.items()
        if name in chart
    ]
    groups = [("Timeline", marks), ("Personnel", lines)]
    return stacked([_group(*group, width_px - GUTTER_PX, measure) for group in groups if group[1]], gap_px=6.0)


def bare_legend(timeline: set[str], record_title: str, width_px: float, measure: Measure) -> Block:
    """Return the signs of a timeline alone, one below the other from the left edge on, and without a heading."""
    return stacked([_entry(*mark, width_px, measure) for mark in _marks(timeline, record_title)], gap_px=4.0)


def _entry(sample: list[Shape], words: str, width_px: float, measure: Measure) -> Block:
    left = _SAMPLE_PX + _GAP_PX
    told = paragraph(words, NOTE, width_px - left, measure)
    lift = (_ROW_PX - NOTE.line_px) / 2
    return Block((*move_shapes(sample, 0.0, -lift), *move_shapes(told.shapes, left, 0.0)), told.height)


def _marks(timeline: set[str], record_title: str) -> list[tuple[list[Shape], str]]:
    record = record_title[:1].lower() + record_title[1:]
    marks = [(_mark_sample(name, sign), sign.words or record) for name, sign in _SIGNS.items() if name in timeline]
    return marks + [(_crowd_sample(name), words) for name, words in _CROWD_WORDS.items() if name in timeline]


def _group(heading: str, entries: Sequence[tuple[list[Shape], str]], room: float, measure: Measure) -> Block:
    widths = _columns([_SAMPLE_PX + _GAP_PX + measure(words, "note") for _, words in entries], room)
    shapes: list[Shape] = [Text(HEADING_X, _MIDDLE + 4, heading, "lane", "ink", measure(heading, "lane"))]
    for place, (sample, words) in enumerate(entries):
        column = place % len(widths)
        x, y = GUTTER_PX + sum(widths[:column]) + column * _COLUMN_GAP_PX, place // len(widths) * _ROW_PX
        shapes += move_shapes(sample, x, y)
        shown = shortened(words, "note", widths[column] - _SAMPLE_PX - _GAP_PX, measure)
        shapes.append(Text(x + _SAMPLE_PX + _GAP_PX, y + _MIDDLE + 4, shown, "note", _INK, measure(shown, "note")))
    return Block(tuple(shapes), -(-len(entries) // len(widths)) * _ROW_PX)


def _columns(widths: Sequence[float], room: float) -> list[float]:
    """Return the widths of the columns, when entries fill them row by row: as few rows as can be, evenly filled."""
    most = next((count for count in range(len(widths), 1, -1) if _is_within(widths, count, room)), 1)
    rows = -(-len(widths) // most)
    even = -(-len(widths) // rows)
    count = even if _is_within(widths, even, room) else most
    return _widest(widths, count) if count > 1 else [min(max(widths), room)]


def _widest(widths: Sequence[float], count: int) -> list[float]:
    return [max(widths[column::count]) for column in range(count)]


def _is_within(widths: Sequence[float], count: int, room: float) -> bool:
    return sum(_widest(widths, count)) + (count - 1) * _COLUMN_GAP_PX <= room


def _mark_sample(name: str, sign: _Sign) -> list[Shape]:
    look = Look(_INK, sign.is_record, f"legend:{name}", _MIDDLE, BAND_PX, _BAND)
    return mark_shapes(sign.mark, look)


_CROWD_WORDS = {
    "other": "date by another source",
    "count": "so many events in one place",
    "strip": "every event; stronger where there are more",
}


def _crowd_sample(name: str) -> list[Shape]:
    if name == "other":
        sign = hollow_sign(_BAND[0] + SIGN_PX, _MIDDLE, _INK, "legend:other", is_record=True)
        return [*tie((_BAND[0] + 2 * SIGN_PX, _MIDDLE), (_BAND[1], _MIDDLE), _INK, 0.0), *sign]
    if name == "count":
        dot = Dot(_CENTRE, _MIDDLE, 9.0, Paint(fill=_INK, stroke="card", stroke_px=1.5), "legend:count")
        return [dot, Text(_CENTRE, _MIDDLE + 4, "3", "note_strong", "card", 7.0, "middle", "legend:count")]
    strengths = np.linspace(60, 255, int(_BAND[1] - _BAND[0])).astype(np.uint8)
    return [Heat(_BAND[0], _MIDDLE - 7, 14.0, strengths, _INK)]


def _chart_sample(name: str) -> list[Shape]:
    key, left, right = f"legend:figure-{name}", *_BAND
    if name == "other":
        return hollow_sign(_CENTRE, _MIDDLE, _INK, key, is_record=True)
    if name in {"pledged", "deployed"}:
        line = Line(left, _MIDDLE, right, _MIDDLE, name, 2.2, key=key)
        below = Box(left, _MIDDLE, right - left, 7.0, Paint(fill=name, fill_alpha=_AREA_ALPHA), key=key)
        return [below, line] if name == "deployed" else [line]  # told apart in grey too
    if name == "thin":
        return [Line(left, _MIDDLE, right, _MIDDLE, _INK, 1.3, (), 0.75, key)]
    if name == "dash":
        return [Line(left, _MIDDLE, right, _MIDDLE, _INK, 2.2, (4.0, 4.0), 0.6, key)]
    if name == "planned":
        paint = Paint(fill="planned", fill_alpha=0.55, stroke="planned", dash=(4.0, 3.0), hatch=True)
        return [Box(left, _MIDDLE - 8, right - left, 16.0, paint, key=key)]
    if name == "change":
        paint = Paint(fill=_INK, fill_alpha=0.22, fade_left=(right - left) / 2)
        return [Box(left, _MIDDLE - 4, right - left, 8.0, paint, key=key)]
    return [_report_sample(name, key)]


def _report_sample(name: str, key: str) -> Shape:
    if name == "exact":
        return Dot(_CENTRE, _MIDDLE, 4.0, Paint(fill=_INK, stroke="card"), key)
    if name == "about":
        return Dot(_CENTRE, _MIDDLE, 4.0, Paint(fill="card", stroke=_INK, stroke_px=1.5), key)
    tip = -8.0 if name == "more" else 8.0
    points = np.array([[-5.0, 0.0], [5.0, 0.0], [0.0, tip]]) + np.array([_CENTRE, _MIDDLE - tip / 2])
    return Path(points, Paint(fill=_INK, stroke="card"), is_closed=True, key=key)
