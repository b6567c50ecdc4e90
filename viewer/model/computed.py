"""Computed numbers: worked out from stated figures, with the words that say how and the ids that lead back.

Knows the arithmetic of amounts and nothing of contributors, dates or which figure is in force.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.model.amounts import Amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.model.amounts import Limit
    from viewer.model.personnel import PersonnelFigure

DIFFERENT_DATES = "the figures are of different dates"
DIFFERENT_LAYERS = "the figures stand in different layers"


class Term(Struct, frozen=True):
    """One number inside a computation, with the words it is called by there and what is to be said against it."""

    amount: Amount
    words: str
    ids: tuple[str, ...]
    layers: tuple[str, ...]
    caveats: tuple[str, ...] = ()


class Computed(Struct, frozen=True):
    """A number that no source states. `ids` are the figures it is worked out from, `layers` where those stand.

    `words` is the computation ("roughly 430 − over 400"); `caveats` say what makes it weaker than its figures.
    """

    amount: Amount
    words: str
    ids: tuple[str, ...]
    layers: tuple[str, ...]
    caveats: tuple[str, ...] = ()

    @property
    def how(self) -> str:
        """Say how the number was worked out: "computed: roughly 430 − over 400", then any caveats."""
        return "; ".join((f"computed: {self.words}", *self.caveats))

    @property
    def is_mixed(self) -> bool:
        """Tell whether figures of different layers went into it; `how` then says so too."""
        return len(self.layers) > 1

    def term(self) -> Term:
        """Give it as part of a further computation, in brackets."""
        return Term(self.amount, f"({self.words})", self.ids, self.layers, self.caveats)


def term_of(figure: PersonnelFigure) -> Term:
    """Give a stated figure as part of a computation, in its author's words."""
    return Term(figure.amount, figure.amount.in_words(), (figure.id,), (figure.layer,))


def added(terms: Sequence[Term]) -> Computed:
    """Add up one or more terms."""
    amount = terms[0].amount
    for term in terms[1:]:
        amount += term.amount
    return _computed(amount, " + ".join(term.words for term in terms), terms)


def at_least_added(terms: Sequence[Term]) -> Computed:
    """Add up terms of a whole that may have further ones: only the lower limit is known."""
    total = added(terms).amount
    return _computed(Amount(total.low, None), "at least " + " + ".join(term.words for term in terms), terms)


def difference(whole: Term, parts: Sequence[Term]) -> Computed | None:
    """Take parts from a whole of people; None when nothing is known of what is left, or it would be below zero.

    A lower limit below zero says nothing of people and is dropped. "about 0" is nothing known: two loose numbers
    that happen to be equal.
    """
    left = whole.amount
    for part in parts:
        left -= part.amount
    if left.low is not None and left.low.value < 0:
        left = Amount(None, left.high)
    if (left.low is None and left.high is None) or (left.high is not None and _leaves_nobody(left.high)):
        return None
    return _computed(left, " − ".join(term.words for term in (whole, *parts)), (whole, *parts))


def share(part: Term, total: Term) -> Computed | None:
    """Give a part as percent of a total; None when nothing is known of it, or the total may only be zero."""
    if total.amount.high is not None and total.amount.high.value <= 0:
        return None
    percent = part.amount.share_of(total.amount)
    if percent.low is None and percent.high is None:
        return None
    return _computed(percent, f"{part.words} of {total.words}", (part, total))


def _leaves_nobody(high: Limit) -> bool:
    return high.value < 0 or (high.value == 0 and high.is_about)


def _computed(amount: Amount, words: str, terms: Sequence[Term]) -> Computed:
    layers = _once(layer for term in terms for layer in term.layers)
    ids = _once(figure_id for term in terms for figure_id in term.ids)
    caveats = [caveat for term in terms for caveat in term.caveats] + [DIFFERENT_LAYERS] * (len(layers) > 1)
    return Computed(amount, words, ids, layers, _once(caveats))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
