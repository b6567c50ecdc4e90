"""Which calendar steps mark a span, and the words on them: a row of context above a row of finer steps.

Everything is anchored to the calendar and chosen by the scale alone, never by where the window stands, so panning
moves ticks and never changes them. The steps of whole years are in `viewer.layout.year_ticks`. Knows nothing of
pixels on the screen but their number: placing and dropping labels is `viewer.layout.axis`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.layout.tick import LABEL_GAP_PX, MAJOR_FONT, MAJOR_INSET_PX, MINOR_FONT, Place, Tick
from viewer.layout.timescale import Span
from viewer.layout.year_ticks import choose_year_rows, year_in_words
from viewer.model.calendar import US_PER_DAY, US_PER_SECOND, civil_from_us, days_in_month, instant_us

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viewer.layout.scene import Measure

_CLOSEST_PX = 16.0  # ticks nearer than this blur into a grey field
_MOST_MINOR = 40  # wide windows get wider steps instead of more lines
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_MINUTE = 60 * US_PER_SECOND
_HOUR = 60 * _MINUTE
_CLOCK_STEPS = (
    *(digit * 10**power for power in range(6) for digit in (1, 2, 5)),
    *(count * US_PER_SECOND for count in (1, 2, 5, 10, 15, 30)),
    *(count * _MINUTE for count in (1, 2, 5, 10, 15, 30)),
    *(count * _HOUR for count in (1, 2, 3, 6, 12)),
)
# Days of a month that carry a tick, and the least days between two of them over the end of any month.
_DAY_STEPS = {1: tuple(range(1, 32)), 2: tuple(range(1, 30, 2)), 5: (1, 5, 10, 15, 20, 25), 10: (1, 10, 20)}
_LEAST_DAYS = {1: 1.0, 2: 2.0, 5: 4.0, 10: 9.0}
_MONTH_STEPS = (1, 2, 3, 6, 12)
_LEAST_MONTH_DAYS = 29.0  # between the middles of two months, where their names stand


class _Context(Struct, frozen=True):
    """A kind of major row: its shortest period and its widest label, in digits as wide as 0."""

    period_us: int
    sample: str


_CONTEXTS = {
    "minute": _Context(_MINUTE, "00 Nov 0000, 00:00"),
    "day": _Context(US_PER_DAY, "00 Nov 0000"),
    "month": _Context(28 * US_PER_DAY, "Nov 0000"),
    "year": _Context(365 * US_PER_DAY, "0000"),
}


class _Level(Struct, frozen=True):
    """A minor step and the contexts it may stand under, the finer first; `length_us` is the usual distance."""

    unit: str
    step: int
    length_us: int
    contexts: tuple[str, ...]


_LEVELS = (
    *(_Level("clock", us, us, ("minute", "day") if us < _MINUTE else ("day",)) for us in _CLOCK_STEPS),
    *(_Level("day", step, step * US_PER_DAY, ("month",)) for step in (1, 2, 5, 10)),
    *(_Level("month", step, round(step * 30.4 * US_PER_DAY), ("year",)) for step in (1, 3, 6)),
)


class Ticks(Struct, frozen=True):
    """The two rows of an axis, each strictly increasing and within the span.

    `context` is the major period that the span begins in: the first major tick itself, or an earlier one.
    `running` is the minor period that the span begins in the middle of, where it has a label; None otherwise.
    """

    major: tuple[Tick, ...]
    minor: tuple[Tick, ...]
    context: Tick
    running: Tick | None


class _Rows(Struct, frozen=True):
    """Both rows of a span, each from the tick at or before its start on, and when their ticks begin."""

    major: tuple[Tick, ...]
    minor: tuple[Tick, ...]
    major_us: list[int]
    minor_us: list[int]

    @classmethod
    def of(cls, major: Iterable[Tick], minor: Iterable[Tick]) -> _Rows:
        """Make rows of ascending ticks."""
        majors, minors = tuple(major), tuple(minor)
        return cls(majors, minors, [tick.us for tick in majors], [tick.us for tick in minors])


def choose_ticks(span: Span, width_px: float, measure: Measure) -> Ticks:
    """Return the ticks for a span drawn `width_px` wide, at most about 60 of them.

    Minor steps are the finest with at least 16 px each that can be labelled. Labels go to every tick, or to the next
    coarser calendar step at which the widest of them fits; the other ticks have an empty label. The ticks of a view
    that slides by less than half of itself are kept.
    """
    around = Span(span.aligned_start_us, span.aligned_start_us + 2 * span.duration_us)
    return _within(span, _rows(around, span.duration_us / width_px, width_px, measure))


@lru_cache(maxsize=8)
def _rows(span: Span, us_per_px: float, width_px: float, measure: Measure) -> _Rows:
    """Return both rows of a span in which views of a scale slide: each that begins in its first half has them all."""
    closest_px = max(_CLOSEST_PX, width_px / _MOST_MINOR)
    for level in _LEVELS:
        if level.length_us >= closest_px * us_per_px and _label_step(level.unit, level.step, us_per_px, measure):
            context = _fitting_context(level, us_per_px, measure)
            if context is not None:
                return _Rows.of(_major_ticks(context, span), _minor_ticks(level, span, us_per_px, measure))
    return _Rows.of(*choose_year_rows(span, us_per_px, closest_px, measure))


def _within(span: Span, rows: _Rows) -> Ticks:
    """Return what of the rows is in a span, and what it begins in."""
    major, minor = (
        slice(bisect_left(begins, span.start_us), bisect_left(begins, span.end_us))
        for begins in (rows.major_us, rows.minor_us)
    )
    earlier = rows.minor[minor.start - 1] if minor.start else None
    is_running = earlier is not None and earlier.label and earlier.place is Place.WITHIN
    context = rows.major[bisect_right(rows.major_us, span.start_us) - 1]
    return Ticks(rows.major[major], rows.minor[minor], context, earlier if is_running else None)


def _fitting_context(level: _Level, us_per_px: float, measure: Measure) -> str | None:
    for name in level.contexts:
        context = _CONTEXTS[name]
        room_px = context.period_us / us_per_px
        if measure(context.sample, MAJOR_FONT) + MAJOR_INSET_PX + LABEL_GAP_PX <= room_px:
            return name
    return None


def _major_ticks(context: str, span: Span) -> Iterator[Tick]:
    match context:
        case "minute":
            return (_clock_context(us, _MINUTE) for us in _clock_times(span, _MINUTE))
        case "day":
            return (_clock_context(us, US_PER_DAY) for us in _clock_times(span, US_PER_DAY))
        case "month":
            return _whole_months(span, 1)
        case _:
            return _whole_months(span, 12)


def _minor_ticks(level: _Level, span: Span, us_per_px: float, measure: Measure) -> Iterator[Tick]:
    unit, step = level.unit, level.step
    labelled = _label_step(unit, step, us_per_px, measure)
    if unit == "clock":
        return (_clock_tick(us, step, labelled) for us in _clock_times(span, step))
    if unit == "day":
        return _days(span, step, labelled)
    return _months(span, step, labelled)


def _label_step(unit: str, step: int, us_per_px: float, measure: Measure) -> int:
    """Return the step at which labels fit, a multiple of the tick step; 0 where none does."""
    for wider, least_us in _wider_steps(unit, step):
        width_px = max(measure(sample, MINOR_FONT) for sample in _samples(unit, wider))
        if (width_px + LABEL_GAP_PX) * us_per_px <= least_us:
            return wider
    return 0


def _samples(unit: str, step: int) -> tuple[str, ...]:
    """Return the widest labels of a step; digits are as wide as 0 in the font."""
    if unit == "clock":
        return (_clock_words(0, step),)
    return ("00",) if unit == "day" else _MONTHS


def _wider_steps(unit: str, step: int) -> Iterator[tuple[int, float]]:
    """Yield the steps whose ticks are all ticks of `step` too, with the least distance between their labels."""
    if unit == "clock":
        return ((wider, wider) for wider in _CLOCK_STEPS if wider >= step and wider % step == 0)
    if unit == "day":
        nested = (wider for wider in _DAY_STEPS if set(_DAY_STEPS[wider]) <= set(_DAY_STEPS[step]))
        return ((wider, _LEAST_DAYS[wider] * US_PER_DAY) for wider in nested)
    nested = (wider for wider in _MONTH_STEPS if wider % step == 0)
    return ((wider, wider * _LEAST_MONTH_DAYS * US_PER_DAY) for wider in nested)


def _clock_times(span: Span, step_us: int) -> range:
    # 1970 began at midnight and every step divides a day, so multiples of the step stand on the clock's marks
    return range(span.start_us - span.start_us % step_us, span.end_us, step_us)


@lru_cache(maxsize=2048)
def _clock_tick(us: int, step: int, labelled: int) -> Tick:
    is_labelled = labelled > 0 and us % labelled == 0
    return Tick(us, us + step, _clock_words(us, labelled) if is_labelled else "", Place.AT)


def _clock_words(us: int, labelled: int) -> str:
    """Return the time as finely as the label step needs: 14:30, 14:30:05, 05.25 s, 05.250013 s."""
    seconds, fraction = divmod(us % US_PER_DAY, US_PER_SECOND)
    if labelled < US_PER_SECOND:
        decimals = 7 - len(str(labelled))
        return f"{seconds % 60:02}.{f'{fraction:06}'[:decimals]} s"
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return clock if labelled >= _MINUTE else f"{clock}:{seconds % 60:02}"


@lru_cache(maxsize=1024)
def _clock_context(us: int, period_us: int) -> Tick:
    civil = civil_from_us(us)
    words = f"{civil.day} {_MONTHS[civil.month - 1]} {year_in_words(civil.year)}"
    if period_us < US_PER_DAY:
        words += f", {civil.hour:02}:{civil.minute:02}"
    return Tick(us, us + period_us, words, Place.FROM)


def _days(span: Span, step: int, labelled: int) -> Iterator[Tick]:
    for month in _month_numbers(span, 1):
        yield from takewhile(lambda tick: tick.us < span.end_us, _days_of_month(month, step, labelled))


@lru_cache(maxsize=512)
def _days_of_month(month: int, step: int, labelled: int) -> tuple[Tick, ...]:
    year, month_of_year = divmod(month, 12)
    length = days_in_month(year, month_of_year + 1)
    named = _days_of(labelled, length) if labelled else ()
    begins = {day: _month_us(month) + (day - 1) * US_PER_DAY for day in _days_of(step, length)}
    return tuple(
        Tick(us, us + US_PER_DAY, str(day) if day in named else "", Place.WITHIN) for day, us in begins.items()
    )


def _days_of(step: int, length: int) -> tuple[int, ...]:
    # of every other day, the last must not touch the first of the next month
    return tuple(day for day in _DAY_STEPS[step] if day + min(step, 2) <= length + 1)


def _months(span: Span, step: int, labelled: int) -> Iterator[Tick]:
    return (_month_tick(month, labelled) for month in _month_numbers(span, step))


@lru_cache(maxsize=2048)
def _month_tick(month: int, labelled: int) -> Tick:
    is_labelled = labelled > 0 and month % labelled == 0
    return Tick(_month_us(month), _month_us(month + 1), _MONTHS[month % 12] if is_labelled else "", Place.WITHIN)


def _whole_months(span: Span, step: int) -> Iterator[Tick]:
    return (_month_context(month, step) for month in _month_numbers(span, step))


@lru_cache(maxsize=1024)
def _month_context(month: int, step: int) -> Tick:
    words = year_in_words(month // 12)
    if step < 12:
        words = f"{_MONTHS[month % 12]} {words}"
    return Tick(_month_us(month), _month_us(month + step), words, Place.FROM)


def _month_numbers(span: Span, step: int) -> Iterator[int]:
    """Yield the multiples of `step` months, counted from January of year 0, from the start's own on."""
    first, last = _month_of(span.start_us), _month_of(span.end_us - 1)
    yield from range(first - first % step, last + 1, step)


def _month_of(us: int) -> int:
    civil = civil_from_us(us)
    return civil.year * 12 + civil.month - 1


@lru_cache(maxsize=4096)
def _month_us(month: int) -> int:
    return instant_us(month // 12, month % 12 + 1)
