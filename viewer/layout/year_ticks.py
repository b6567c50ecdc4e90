"""Steps of whole years, from single years to the age of the universe, and their words.

Steps count as people do, not as astronomers: 2000 BC, 1000 BC, AD 1, 1000, 2000. A `mark` is such a number, negative
for BC; mark 0 stands for AD 1, which is in nobody's way only where steps are 5 years or more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from viewer.layout.tick import LABEL_GAP_PX, MINOR_FONT, Place, Tick
from viewer.model.calendar import US_PER_SECOND, civil_from_us, instant_us

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.layout.scene import Measure
    from viewer.layout.timescale import Span

_YEAR_US = 31_556_952 * US_PER_SECOND  # 365.2425 days, the mean of the calendar
_LONGEST_RANGE = 22
_SHORT = 0


def choose_year_rows(
    span: Span, us_per_px: float, closest_px: float, measure: Measure
) -> tuple[Iterator[Tick], Iterator[Tick]]:
    """Return the major and the minor row, each beginning at or before the start of the span.

    Minor steps are the finest of 1, 2, 5, 10... years at least `closest_px` wide; the context is ten to fifty of them.
    """
    px_per_year = _YEAR_US / us_per_px
    step = next(step for step in _steps() if step * px_per_year >= closest_px)
    labels = _label_rule(step, px_per_year, measure)
    minor = (_minor_tick(mark, step, is_labelled=labels.allows(mark)) for mark in _marks(span, step))
    period = 10 ** len(str(10 * step - 1))
    return (_major_tick(mark, period) for mark in _marks(span, period)), minor


def year_in_words(year: int) -> str:
    """Return an astronomical year as people write it: 2024, AD 44, 44 BC, AD 12,000."""
    return _mark_in_words(year if year > 0 else year - 1, 1)


class _LabelRule:
    """Which marks of a step carry their label: decided by the mark and the scale, whatever else is in view.

    Marks with equally long words form a class: those from 1000 to 9999, which need no AD, where steps are below a
    century (wide windows show both eras, and look calmer with both labelled alike); all others by their digits,
    with the few smallest numbers counted to the next.
    Each class has its own label step, and keeps clear of the next longer class where the two meet.
    """

    def __init__(self, step: int, px_per_year: float, measure: Measure) -> None:
        self._step = step
        self._px_per_year = px_per_year
        self._measure = measure
        self._widths: dict[int, float] = {}
        self._label_steps: dict[int, int] = {}
        self._allowed: dict[int, bool] = {}

    def allows(self, mark: int) -> bool:
        """Say whether the mark shows its label."""
        if mark not in self._allowed:
            self._allowed[mark] = self._is_allowed(mark)
        return self._allowed[mark]

    def _is_allowed(self, mark: int) -> bool:
        is_short = self._step < 100 and 1000 <= mark < 10_000
        size = _SHORT if is_short else max(len(str(abs(mark))), len(str(self._step)) + 1)
        return mark % self._label_step(size) == 0 and self._is_clear_of_next(mark, size)

    def _label_step(self, size: int) -> int:
        if size not in self._label_steps:
            # AD 1 stands one year nearer to its neighbour than its step says
            lost_years = 1 if self._step >= 5 else 0
            least_years = (self._width(size) + LABEL_GAP_PX) / self._px_per_year + lost_years
            nested = (step for step in _steps() if step % self._step == 0)
            self._label_steps[size] = next(step for step in nested if step >= least_years)
        return self._label_steps[size]

    def _is_clear_of_next(self, mark: int, size: int) -> bool:
        digits = 4 if size == _SHORT else size
        first_of_next: int = 10**digits
        distance_px = (first_of_next - max(abs(mark), 1)) * self._px_per_year
        return distance_px >= (self._width(size) + self._width(digits + 1)) / 2 + LABEL_GAP_PX

    def _width(self, size: int) -> float:
        if size not in self._widths:
            self._widths[size] = max(
                self._measure(_with_widest_digits(text), MINOR_FONT) for text in self._samples(size)
            )
        return self._widths[size]

    def _samples(self, size: int) -> list[str]:
        if size == _SHORT:
            return ["0000"]
        # "800 million" is wider than "9.8 billion": ask the next smaller size as well
        longest = [10**digits - self._step for digits in (size - 1, size)]
        return [_mark_in_words(sign * mark, self._step) for mark in longest for sign in (1, -1)]


@lru_cache(maxsize=8)
def _label_rule(step: int, px_per_year: float, measure: Measure) -> _LabelRule:
    """Return the rule of a scale, with what it has found out: it is the same for every place of the view."""
    return _LabelRule(step, px_per_year, measure)


def _with_widest_digits(text: str) -> str:
    return "".join("0" if character.isdigit() else character for character in text)


def _steps() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50 and so on without end."""
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def _marks(span: Span, step: int) -> Iterator[int]:
    """Yield the marks of a step from the one at or before the start of the span to its end."""
    year = civil_from_us(span.start_us).year
    mark = (year if year > 0 else year - 1) // step * step
    while _year_us(_year_of(mark)) < span.end_us:
        if mark or step >= 5:
            yield mark
        mark += step


def _year_of(mark: int) -> int:
    """Return the astronomical year of a mark."""
    return mark + 1 if mark <= 0 else mark


@lru_cache(maxsize=4096)
def _year_us(year: int) -> int:
    return instant_us(year)


@lru_cache(maxsize=2048)
def _minor_tick(mark: int, step: int, *, is_labelled: bool) -> Tick:
    year = _year_of(mark)
    return Tick(_year_us(year), _year_us(year + 1), _mark_in_words(mark, step) if is_labelled else "", Place.WITHIN)


@lru_cache(maxsize=1024)
def _major_tick(mark: int, step: int) -> Tick:
    begin_us, end_us = _year_us(_year_of(mark)), _year_us(_year_of(mark + step))
    return Tick(begin_us, end_us, _period_in_words(mark, step), Place.FROM)


def _mark_in_words(mark: int, step: int) -> str:
    number = _number(abs(mark) or 1, step)
    if mark < 0:
        return f"{number} BC"
    return number if 1000 <= mark < 10_000 else f"AD {number}"


def _number(years: int, step: int) -> str:
    """Return a count of years, in millions and billions where the step is coarse enough for three decimals."""
    for unit, name in ((10**9, "billion"), (10**6, "million")):
        if years >= unit and step >= unit // 1000:
            whole, rest = divmod(years, unit)
            decimals = str(rest + unit)[1:].rstrip("0")
            return f"{whole:,}{'.' if decimals else ''}{decimals} {name}"
    return f"{years:,}" if years >= 10_000 else str(years)


def _period_in_words(mark: int, step: int) -> str:
    """Return the years from a mark to the next: 1990s, 1000–1999, 50–41 BC, 20–10 million BC, AD 1–9."""
    if mark > 0 and mark < 10_000 and step <= 100:
        return f"{_mark_in_words(mark, step)}s"
    words = _bc_range(-mark, step) if mark < 0 else _ad_range(mark, step)
    return words if len(words) <= _LONGEST_RANGE else _mark_in_words(mark, step)


def _bc_range(first: int, step: int) -> str:
    last = first - step
    if step < 10_000:
        return f"{_number(first, 1)}–{_number(last + 1, 1)} BC"
    if last == 0:
        return f"{_number(first, step)} BC – AD 1"
    return f"{_shared_unit(first, last, step)} BC"


def _ad_range(first: int, step: int) -> str:
    last = first + step
    if step < 10_000:
        words = f"{_number(first or 1, 1)}–{_number(last - 1, 1)}"
        return words if 1000 <= first < 10_000 else f"AD {words}"
    return f"AD {_shared_unit(first or 1, last, step)}"


def _shared_unit(first: int, last: int, step: int) -> str:
    """Return two numbers with their unit said once where it is the same: 20–10 million."""
    begin, end = _number(first, step), _number(last, step)
    unit = end.partition(" ")[2]
    return f"{begin.removesuffix(f' {unit}')}–{end}" if unit else f"{begin}–{end}"
