"""Sources in words: a full citation, a short one, a name for running text, and a quote with its citation.

Plain text from the CSL fields of a Source. Knows nothing of Qt, of files or of where the words are shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.model.date_words import in_long_words
from viewer.model.events import Basis, QuoteMatch

if TYPE_CHECKING:
    from viewer.model.dates import UncertainDate
    from viewer.model.events import Quote, Source

_NAMES = {
    "article": "the article",
    "book": "the book",
    "broadcast": "the broadcast",
    "chapter": "the chapter",
    "interview": "the interview",
    "legislation": "the document",
    "personal_communication": "the letter",
    "post": "the post",
    "report": "the report",
    "speech": "the speech",
    "thesis": "the thesis",
    "webpage": "the page",
}
_TITLED_IN_QUOTES = ("article", "broadcast", "chapter", "interview", "post", "speech", "webpage")
_OPENING, _CLOSING = ("“", '"', "„", "«"), ("”", '"', "“", "»")
_INFERRED = " (date inferred)"
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ")


def cite(source: Source) -> str:
    """Return the full citation of a source as one line: author, title, publisher, date, address."""
    title, issued = source.title or source.id, _issued(source)
    is_described = _names_its_origin(source) or title.startswith("Untitled")
    if source.type.startswith(_TITLED_IN_QUOTES) and not is_described:
        title = f"“{title}”"
    if _names_its_origin(source):  # that the date is inferred is said all the same
        title, issued = f"{title}{_INFERRED if source.issued_basis is Basis.INFERRED else ''}", ""
    parts = [source.author, title, source.publisher, issued, source.url]
    known = [part for place, part in enumerate(parts) if part and not _is_told(part, parts[:place])]
    accessed = f" (accessed {source.accessed})" if source.url and source.accessed else ""
    return ", ".join(known) + accessed


def cite_briefly(source: Source) -> str:
    """Return what names a source in a line of notes: "AP, 9 October 2024", or its title where it has no such origin."""
    origin = source.publisher or source.author
    is_news = source.type.startswith(("article", "broadcast", "post"))
    if is_news and origin and source.issued and not _names_its_origin(source):
        return f"{origin}, {_day_words(source.issued)}"
    return source.title or origin or source.id


def source_name(source: Source | None) -> str:
    """Return how a running sentence calls a source: "the article", "the report", else "the source"."""
    kind = source.type if source else ""
    return next((name for start, name in _NAMES.items() if kind.startswith(start)), "the source")


def quote_with_citation(quote: Quote, source: Source | None) -> str:
    """Return a quote in quotation marks and, on a second line, its citation and its place in the source.

    A quote that is not verbatim in its source says so, wherever it is pasted.
    """
    marked = in_marks(quote.exact.strip())
    origin = cite(source) if source else quote.source
    return f"{marked}\n— {origin}{_place(quote)}"


def in_marks(words: str) -> str:
    """Return the words of a source in quotation marks, of another kind where they begin or end with their own.

    Words that begin and end with their own need none; they are never changed themselves.
    """
    has_begin, has_end = words.startswith(_OPENING), words.endswith(_CLOSING)
    if has_begin and has_end:
        return words
    return f"‘{words}’" if has_begin or has_end else f"“{words}”"


def _place(quote: Quote) -> str:
    if quote.match is QuoteMatch.VERBATIM and quote.start is not None and quote.end is not None:
        return f", characters {quote.start:,}–{quote.end:,}"
    return "" if quote.match is QuoteMatch.NO_TEXT else " (not verbatim in the source)"


def _issued(source: Source) -> str:
    if source.issued is None:
        return "undated"
    words = _day_words(source.issued)
    return f"{words}{_INFERRED}" if source.issued_basis is Basis.INFERRED else words


def _day_words(date: UncertainDate) -> str:
    return _WEEKDAY.sub("", in_long_words(date))


def _names_its_origin(source: Source) -> bool:
    """Tell whether the title is no headline but says who and when: "AP, 9 October 2024"."""
    return source.issued is not None and _day_words(source.issued) in source.title


def _is_told(part: str, before: list[str]) -> bool:
    return any(part in earlier for earlier in before)
