"""Amounts: numbers with their bound ("over 2,900", "roughly 430", "at least 1,900") and their arithmetic.

Knows nothing of people, dates, files or Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


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
    """What holds between two amounts whatever the true numbers are."""

    LESS = "less"
    AT_MOST = "at most"
    EQUAL = "equal"
    AT_LEAST = "at least"
    GREATER = "greater"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Limit:
    """One end of an amount. A strict limit is not itself possible; an about limit is only near its value."""

    value: Fraction | int
    is_strict: bool = False
    is_about: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A number known through a lower and an upper limit; None is no limit, never zero.

    `text` is the author's wording and takes no part in equality. `unit` is "" for a count or "%".
    """

    low: Limit | None
    high: Limit | None
    text: str = field(default="", compare=False)
    unit: str = ""

    @property
    def is_exact(self) -> bool:
        """Tell whether the amount is one certain number."""
        raise NotImplementedError

    @property
    def lean(self) -> Lean:
        """Say which way the amount points."""
        raise NotImplementedError

    @property
    def nominal(self) -> Fraction | int | None:
        """Give the number to draw with: the stated limit, the lower one of a range; None when nothing is stated."""
        raise NotImplementedError

    def __add__(self, other: Amount) -> Amount:
        raise NotImplementedError

    def __sub__(self, other: Amount) -> Amount:
        raise NotImplementedError

    def share_of(self, total: Amount) -> Amount:
        """Give this amount as percent of `total`, unrounded."""
        raise NotImplementedError

    def compare(self, other: Amount) -> Comparison:
        """Say what certainly holds between this amount and `other`."""
        raise NotImplementedError

    def in_words(self) -> str:
        """Say the amount: the author's words, or canonical ones for a computed amount."""
        raise NotImplementedError

    def symbol(self) -> str:
        """Say the amount with ≈ > ≥ < ≤ for a headline."""
        raise NotImplementedError


def parse_amount(text: str) -> Amount:
    """Read an author's amount, such as "over 2,900"; raises AmountError."""
    raise NotImplementedError
