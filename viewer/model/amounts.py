"""Amounts: numbers with their bound ("over 2,900", "roughly 430", "at least 1,900") and their arithmetic.

Knows nothing of people, dates, files or Qt. What the arithmetic is:

- An amount is an interval. A missing limit means that nothing bounds the number on that side: not zero, not
  infinity. Values are exact (int or Fraction) at every step.
- Limits come in three kinds. Plain: the number may be the limit ("at least 1,900"). Strict: it may not ("over
  2,900"). About: it lies near the limit on either side, and no source says how near ("roughly 430").
  "about N" has an about limit on both sides.
- "nearly N" is a strict limit from above, with an about limit of the same value from below: under N, and close to
  it. "just over N" is its mirror. Plain "under N" says nothing of how far under.
- Sum, difference and share are interval arithmetic, after R. E. Moore: each limit of the result comes from the two
  limits that make it extreme. An operand without that limit leaves the result without it, and one with it never
  loses it. A result is about when either limit was about, and then not strict; else strict when either was strict.
  The operands are taken as independent, so that a result may be wider than the truth and never narrower.
- So over 2,900 − roughly 430 is "at least about 2,470"; roughly 430 − over 400 is "at most about 30"; roughly 430 as
  a share of over 2,900 is "at most about 15 %".
- Rounding happens in words only: whole numbers from 10 up, two significant digits below. Plain and strict limits
  are rounded outward, so that the words stay true; about limits to the nearest. An exact share that does not come
  out even is said with "about".
- Only where two amounts are compared does "about" need a width. It gets half a unit of the last digit that is not
  a trailing zero: about 430 reaches from 425 to 435, about 400 from 350 to 450. This is a convention of ours, there
  so that two loose figures are not called different; it is never shown and never enters a sum.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_UNSTATED = ("unknown", "unspecified", "undecided", "not stated")
_KINDS = {
    "exact": ("", "exactly"),
    "about": ("about", "roughly", "around", "some", "approximately"),
    "over": ("over", "more than", "upwards of"),
    "at least": ("at least", "a minimum of", "no fewer than", "no less than"),
    "at least about": ("at least about", "over about", "more than about"),
    "just over": ("just over", "slightly over", "a little over"),
    "nearly": ("nearly", "almost", "just under", "close to but under"),
    "under": ("under", "fewer than", "less than", "below"),
    "at most": ("at most", "up to", "a maximum of", "no more than", "not more than"),
    "at most about": ("at most about", "under about", "up to about", "fewer than about", "less than about"),
}
_KIND_OF = {phrase: kind for kind, phrases in _KINDS.items() for phrase in phrases}
_SIMPLE = re.compile(
    r"(?P<phrase>(?:[a-z]+ )*?)"
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|" + "|".join(_SMALL) + r")"
    r"(?: (?P<scale>" + "|".join(_SCALES) + r"))?"
)
_RANGE = re.compile(r"(?:between |from )?(?P<low>.+?)(?: to | and |(?<=[0-9]) ?[–-] ?(?=[0-9]))(?P<high>.+)")
_PERCENT = re.compile(r" ?(?:%|per ?cent)$")
_LONGEST_TEXT = 120


class AmountError(ValueError):
    """A text that is no amount, or limits that leave no number between them. The message says what to write."""


class Lean(StrEnum):
    """Which way an amount points from the number it is drawn with."""

    EXACT = "exact"
    ABOUT = "about"
    MORE = "more"
    LESS = "less"
    RANGE = "range"
    UNKNOWN = "unknown"


class Comparison(StrEnum):
    """What holds of the first amount against the second, whatever the true numbers are."""

    LESS = "less"
    AT_MOST = "at most"
    EQUAL = "equal"
    AT_LEAST = "at least"
    GREATER = "greater"
    UNDECIDED = "undecided"


class Limit(Struct, frozen=True):
    """One end of an amount. A strict limit is not itself possible; an about limit is only near its value."""

    value: Fraction | int
    is_strict: bool = False
    is_about: bool = False

    def __post_init__(self) -> None:
        if self.is_strict and self.is_about:
            raise AmountError("a limit is strict or about, not both")


class Amount(Struct, frozen=True, eq=False):
    """A number known through a lower and an upper limit; None is no limit, never zero.

    `text` is the author's wording and takes no part in equality. `unit` is "" for a count or "%". Raises
    AmountError when no number lies between the limits.
    """

    low: Limit | None
    high: Limit | None
    text: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        if self.low is None or self.high is None:
            return
        is_loose = self.low.is_about or self.high.is_about
        is_open = (self.low.is_strict or self.high.is_strict) and not is_loose
        if self.low.value > self.high.value or (is_open and self.low.value == self.high.value):
            raise AmountError("no number lies between the two limits: write the smaller one first")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Amount) and self._compared() == other._compared()

    def __hash__(self) -> int:
        return hash(self._compared())

    def _compared(self) -> tuple[Limit | None, Limit | None, str]:
        return self.low, self.high, self.unit

    @property
    def is_exact(self) -> bool:
        """Tell whether the amount is one certain number."""
        return self.low is not None and self.low == self.high and not self.low.is_about

    @property
    def lean(self) -> Lean:
        """Say which way the amount points: "nearly" to less, "just over" to more."""
        if self.low is None or self.high is None:
            ends = (self.low is not None, self.high is not None)
            return {(True, False): Lean.MORE, (False, True): Lean.LESS}.get(ends, Lean.UNKNOWN)
        if self.low.value != self.high.value:
            return Lean.RANGE
        if self.low.is_strict or self.high.is_strict:
            return Lean.MORE if self.low.is_strict else Lean.LESS
        return Lean.EXACT if self.is_exact else Lean.ABOUT

    @property
    def nominal(self) -> Fraction | int | None:
        """Give the number to draw with: the stated limit, the lower one of a range; None when nothing is stated."""
        limit = self.low or self.high
        return None if limit is None else limit.value

    def __add__(self, other: Amount) -> Amount:
        _require_same_unit(self, other)
        return Amount(_sum(self.low, other.low), _sum(self.high, other.high), unit=self.unit)

    def __sub__(self, other: Amount) -> Amount:
        _require_same_unit(self, other)
        return Amount(_difference(self.low, other.high), _difference(self.high, other.low), unit=self.unit)

    def share_of(self, total: Amount) -> Amount:
        """Give this amount as percent of `total`, unrounded; a side that nothing bounds stays None.

        Raises AmountError for a total that may only be zero or less.
        """
        _require_same_unit(self, total)
        if total.high is not None and total.high.value <= 0:
            raise AmountError(f"there is no share of {total.in_words()}")
        low = _share(self.low, total.low if self.low and self.low.value < 0 else total.high)
        high = _share(self.high, total.high if self.high and self.high.value < 0 else total.low)
        return Amount(low, high, unit="%")

    def compare(self, other: Amount) -> Comparison:
        """Say what certainly holds between this amount and `other`; UNDECIDED where both may be either way."""
        _require_same_unit(self, other)
        if self.is_exact and other.is_exact and self == other:
            return Comparison.EQUAL
        below, above = _certainly_below(self, other), _certainly_below(other, self)
        if below is not None:
            return Comparison.LESS if below else Comparison.AT_MOST
        if above is not None:
            return Comparison.GREATER if above else Comparison.AT_LEAST
        return Comparison.UNDECIDED

    def may_equal(self, other: Amount) -> bool:
        """Tell whether both may be the same number: if not, two statements of one quantity contradict each other."""
        return self.compare(other) not in {Comparison.LESS, Comparison.GREATER}

    def in_words(self) -> str:
        """Say the amount: the author's words, or canonical ones that `parse_amount` reads back when computed."""
        if self.text:
            return self.text
        low, high = _rounded_limits(self)
        return _words(low, high) + (f" {self.unit}" if self.unit and (low or high) else "")

    def symbol(self) -> str:
        """Say the amount with ≈ > ≥ < ≤ for a headline; "?" when nothing is stated. "nearly 400" is "< 400"."""
        low, high = _rounded_limits(self)
        return _symbols(low, high) + (f" {self.unit}" if self.unit and (low or high) else "")


def exactly(value: Fraction | int) -> Amount:
    """Make the amount that is one certain number."""
    return Amount(Limit(value), Limit(value))


def parse_amount(text: str) -> Amount:
    """Read an author's amount: a bare number, or one with its bound in words, or "N to M"; keeps the wording.

    Case and white space do not matter. "unspecified" and the like give an amount without limits. Raises
    AmountError with a sentence that says what to write.
    """
    words = " ".join(text.casefold().split())
    if not words or len(words) > _LONGEST_TEXT:
        raise _not_an_amount(text)
    if words in _UNSTATED:
        return Amount(None, None, text)
    plain = _PERCENT.sub("", words)
    low, high = _limits_of(plain) or _limits_of_range(plain, text)
    return Amount(low, high, text, unit="" if plain == words else "%")


def _not_an_amount(text: str) -> AmountError:
    shown = text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"
    return AmountError(
        f"“{shown}” is not an amount: write a number such as 2,900, “over 2,900”, “about 430” or “10 to 20”"
    )


def _limits_of(words: str) -> tuple[Limit | None, Limit | None] | None:
    found = _SIMPLE.fullmatch(words)
    kind = _KIND_OF.get(found["phrase"].strip()) if found else None
    if found is None or kind is None:
        return None
    return _limits(kind, _value(found["number"], found["scale"]))


def _limits_of_range(words: str, text: str) -> tuple[Limit | None, Limit | None]:
    """Read "N to M" and the canonical "over N and under M"; an about before the first covers both."""
    found = _RANGE.fullmatch(words)
    first, second = (_limits_of(found["low"]), _limits_of(found["high"])) if found else (None, None)
    if not first or not second or not first[0] or not second[1]:
        raise _not_an_amount(text)
    low, high = first[0], second[1]
    is_shared = first[0] == first[1] and low.is_about and second[0] == high
    return low, Limit(high.value, is_about=True) if is_shared else high


def _value(number: str, scale: str | None) -> Fraction | int:
    value = Fraction(_SMALL.index(number)) if number in _SMALL else Fraction(number.replace(",", ""))
    value *= _SCALES[scale] if scale else 1
    return value.numerator if value.denominator == 1 else value


def _limits(kind: str, value: Fraction | int) -> tuple[Limit | None, Limit | None]:
    plain, strict, about = Limit(value), Limit(value, is_strict=True), Limit(value, is_about=True)
    return {
        "exact": (plain, plain),
        "about": (about, about),
        "over": (strict, None),
        "at least": (plain, None),
        "at least about": (about, None),
        "just over": (strict, about),
        "nearly": (about, strict),
        "under": (None, strict),
        "at most": (None, plain),
        "at most about": (None, about),
    }[kind]


def _require_same_unit(first: Amount, second: Amount) -> None:
    if first.unit != second.unit:
        raise AmountError(f"{first.in_words()} and {second.in_words()} do not count the same thing")


def _combined(value: Fraction | int, first: Limit, second: Limit) -> Limit:
    is_about = first.is_about or second.is_about
    return Limit(value, is_strict=(first.is_strict or second.is_strict) and not is_about, is_about=is_about)


def _sum(first: Limit | None, second: Limit | None) -> Limit | None:
    return _combined(first.value + second.value, first, second) if first and second else None


def _difference(first: Limit | None, second: Limit | None) -> Limit | None:
    return _combined(first.value - second.value, first, second) if first and second else None


def _share(part: Limit | None, total: Limit | None) -> Limit | None:
    """Divide limits; None also for a total limit that is not above zero, which bounds no quotient."""
    if part is None or total is None or total.value <= 0:
        return None
    if part.value == 0:
        return part
    return _combined(Fraction(part.value) * 100 / total.value, part, total)


def _certainly_below(first: Amount, second: Amount) -> bool | None:
    """Tell True for surely less, False for surely less or equal, None for neither."""
    if first.high is None or second.low is None:
        return None
    gap = second.low.value - _slack(second.low) - first.high.value - _slack(first.high)
    if gap < 0:
        return None
    return gap > 0 or first.high.is_strict or second.low.is_strict


def _slack(limit: Limit) -> Fraction | int:
    """Give the width that an about limit has in comparisons: half of its last place that is not a trailing zero."""
    if not limit.is_about:
        return 0
    if limit.value == 0 or Fraction(limit.value).denominator != 1:
        return _step(limit.value) / 2
    digits = str(abs(limit.value))
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))), 2)


def _step(value: Fraction | int) -> Fraction:
    """Give the unit that a number is rounded to in words: 1 from 10 up, else its second significant digit."""
    size, step = abs(Fraction(value)), Fraction(1, 10)
    if size == 0 or size >= 10:
        return Fraction(1)
    while size < 1:
        size, step = size * 10, step / 10
    return step


def _rounded_limits(amount: Amount) -> tuple[Limit | None, Limit | None]:
    if amount.is_exact and amount.low and Fraction(amount.low.value).denominator != 1:
        near = Limit(_nearest(amount.low.value), is_about=_nearest(amount.low.value) != amount.low.value)
        return near, near
    return _rounded(amount.low, is_upper=False), _rounded(amount.high, is_upper=True)


def _nearest(value: Fraction | int) -> Fraction | int:
    step = _step(value)
    return math.floor(value / step + Fraction(1, 2)) * step


def _rounded(limit: Limit | None, *, is_upper: bool) -> Limit | None:
    if limit is None or Fraction(limit.value).denominator == 1:
        return limit
    step = _step(limit.value)
    outward = (math.ceil if is_upper else math.floor)(limit.value / step) * step
    return Limit(_nearest(limit.value) if limit.is_about else outward, limit.is_strict, limit.is_about)


def _number(value: Fraction | int) -> str:
    exact = Fraction(value)
    if exact.denominator == 1:
        return f"{exact.numerator:,}".replace("-", "−")
    return f"{Decimal(exact.numerator) / Decimal(exact.denominator):f}".replace("-", "−")


def _words(low: Limit | None, high: Limit | None) -> str:
    if low and high:
        return _two_sided(low, high)
    if low:
        return _low_words(low)
    return _high_words(high) if high else "not stated"


def _low_words(limit: Limit) -> str:
    bound = "over" if limit.is_strict else "at least about" if limit.is_about else "at least"
    return f"{bound} {_number(limit.value)}"


def _high_words(limit: Limit) -> str:
    bound = "under" if limit.is_strict else "at most about" if limit.is_about else "at most"
    return f"{bound} {_number(limit.value)}"


def _two_sided(low: Limit, high: Limit) -> str:
    if low.value == high.value and (low.is_strict or high.is_strict):
        return f"{'just over' if low.is_strict else 'nearly'} {_number(low.value)}"
    if low.is_about == high.is_about and not low.is_strict and not high.is_strict:
        about = "about " if low.is_about else ""
        return about + " to ".join(dict.fromkeys((_number(low.value), _number(high.value))))
    return f"{_low_words(low)} and {_high_words(high)}"


def _symbols(low: Limit | None, high: Limit | None) -> str:
    lower = f"{'>' if low.is_strict else '≥'} {'≈ ' if low.is_about else ''}{_number(low.value)}" if low else ""
    upper = f"{'<' if high.is_strict else '≤'} {'≈ ' if high.is_about else ''}{_number(high.value)}" if high else ""
    if low and high and low.value == high.value:
        if low.is_strict or high.is_strict:
            return lower if low.is_strict else upper
        return ("≈ " if low.is_about else "") + _number(low.value)
    if low and high and not (low.is_strict or high.is_strict) and low.is_about == high.is_about:
        return f"{'≈ ' if low.is_about else ''}{_number(low.value)}–{_number(high.value)}"
    return ", ".join(filter(None, (lower, upper))) or "?"
