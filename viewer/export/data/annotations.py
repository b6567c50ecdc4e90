"""The quotes of a dataset as W3C Web Annotations (recommendation of 23 February 2017), JSON-LD.

Each quote is an annotation of its source: what it is quoted for as the body, the words as TextQuoteSelector with the
text around them, and their place as TextPositionSelector, counted in characters (code points) of the source's text
with line ends as LF. A quote that was not found has no place, and says so. No Qt, no files.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as escaped

from msgspec import Struct

from viewer.export.data.rows import figures_of, shown_events
from viewer.loading.picture_parts import NAMESPACE
from viewer.model.account import figure_title
from viewer.model.citation import cite
from viewer.model.date_words import in_words
from viewer.model.events import QuoteMatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.model.dataset import Dataset
    from viewer.model.events import Quote, Source
    from viewer.model.filters import Filter

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CONTEXT_CHARACTERS = 40
"""How much of the text before and after a quote is given to find it by."""


class _Quoted(Struct, frozen=True):
    """A quote, what it is quoted for in words, and a name for the pair."""

    name: str
    words: str
    quote: Quote


def annotations_json(dataset: Dataset, wanted: Filter) -> str:
    """Return the quotes of the events and figures that a filter leaves as one page of annotations."""
    items = [_annotation(quoted, dataset) for quoted in _quotes(dataset, wanted)]
    page = {
        "@context": CONTEXT,
        "id": _name(dataset, "annotations"),
        "type": "AnnotationPage",
        "partOf": {
            "id": _name(dataset, "quotes"),
            "type": "AnnotationCollection",
            "label": f"Quotes of {dataset.title or dataset.id}",
            "total": len(items),
        },
        "startIndex": 0,
        "items": items,
    }
    return json.dumps(page, ensure_ascii=False, indent=2) + "\n"


def _quotes(dataset: Dataset, wanted: Filter) -> Iterator[_Quoted]:
    for event in shown_events(dataset, wanted):
        for number, quote in enumerate(event.quotes, start=1):
            yield _Quoted(f"{event.id}:quote:{number}", f"{event.title} ({in_words(event.date)})", quote)
    for figure in figures_of(dataset, wanted):
        if figure.quote:
            words = f"{figure_title(figure)} ({in_words(figure.date)})"
            yield _Quoted(f"{figure.id}:quote", words, figure.quote)


def _annotation(quoted: _Quoted, dataset: Dataset) -> dict[str, Any]:
    source = dataset.sources.get(quoted.quote.source)
    bodies = [{"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": quoted.words}]
    if quoted.quote.match is not QuoteMatch.VERBATIM:
        doubt = f"Not verbatim in the source: {quoted.quote.match}."
        bodies.append({"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": doubt})
    return {
        "id": _name(dataset, quoted.name),
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": {"source": _source(quoted.quote.source, source, dataset), "selector": _selectors(quoted, source)},
    }


def _source(name: str, source: Source | None, dataset: Dataset) -> dict[str, Any]:
    """Describe the text the places refer to, which is the dataset's own copy; the address is where it came from."""
    entry = {"id": _name(dataset, f"source:{name}"), "type": "Text", "format": "text/plain"}
    if source is None:
        return entry
    return entry | {"label": cite(source)} | ({"via": source.url} if source.url else {})


def _selectors(quoted: _Quoted, source: Source | None) -> list[dict[str, Any]]:
    quote, text = quoted.quote, source.text if source else None
    if text is None or quote.start is None or quote.end is None:
        words = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
        return [{"type": "TextQuoteSelector", **{key: value for key, value in words.items() if value}}]
    words = {
        "exact": text[quote.start : quote.end],
        "prefix": text[max(0, quote.start - CONTEXT_CHARACTERS) : quote.start],
        "suffix": text[quote.end : quote.end + CONTEXT_CHARACTERS],
    }
    return [
        {"type": "TextQuoteSelector", **words},
        {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
    ]


def _name(dataset: Dataset, name: str) -> str:
    return f"{NAMESPACE}:{escaped(dataset.id, safe='')}:{escaped(name, safe=':')}"
