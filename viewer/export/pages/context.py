"""A quote within the sentences around it, as they stand in its source. No Qt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.model.events import QuoteMatch

if TYPE_CHECKING:
    from viewer.model.events import Quote, Source

_SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*(?=\s)|\n")
_MOST_BEFORE = 400
"""A text without full stops is not quoted whole."""


class Context(Struct, frozen=True):
    """The words of the source before a quote, the quote, and the words behind it.

    `is_found` is False where the quote is not verbatim in its source; then there are no words around it.
    """

    before: str
    exact: str
    after: str
    is_found: bool


def context_of(quote: Quote, source: Source | None) -> Context:
    """Return the quote with the rest of the sentences it begins and ends in."""
    text = source.text if source else None
    if quote.match is not QuoteMatch.VERBATIM or text is None or quote.start is None or quote.end is None:
        return Context("", quote.exact, "", is_found=False)
    start, end = quote.start, quote.end
    from_, cut_before = _sentence_start(text, start)
    to, cut_after = _sentence_end(text, end)
    before = ("… " if cut_before else "") + text[from_:start]
    return Context(before, text[start:end], text[end:to] + (" …" if cut_after else ""), is_found=True)


def _sentence_start(text: str, start: int) -> tuple[int, bool]:
    floor = max(0, start - _MOST_BEFORE)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, floor, start)]
    if ends:
        begin = ends[-1]
        return begin + (len(text[begin:start]) - len(text[begin:start].lstrip())), False
    return floor, floor > 0


def _sentence_end(text: str, end: int) -> tuple[int, bool]:
    if _SENTENCE_END.search(text, max(0, end - 3), end) or text[end - 1 : end] in ".!?":
        return end, False
    ceiling = min(len(text), end + _MOST_BEFORE)
    found = _SENTENCE_END.search(text, end, ceiling)
    if found is None:
        return ceiling, ceiling < len(text)
    return found.end(), False
