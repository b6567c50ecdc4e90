"""Search: which events say something, accents and case folded. Plain text, whole dataset, no index to keep right."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewer.model.dataset import Dataset
    from viewer.model.events import Event


def folded(text: str) -> str:
    """Return the text without accents and case, for comparing: "Élysée" and "elysee" are equal."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()


class SearchIndex:
    """The searchable words of every event, folded once; a search is a substring test on each."""

    def __init__(self, dataset: Dataset) -> None:
        """Fold titles, summaries, quotes, date words and source titles. Cost: O(length of the texts)."""
        titles = {source.id: source.title for source in dataset.sources.values()}
        self._texts = [folded(_words(dataset.event(row), titles)) for row in range(len(dataset))]

    def find(self, text: str) -> tuple[int, ...]:
        """Return the rows whose words contain every word of the text, in row order; none for an empty text."""
        words = folded(text).split()
        if not words:
            return ()
        return tuple(row for row, own in enumerate(self._texts) if all(word in own for word in words))


def _words(event: Event, titles: dict[str, str]) -> str:
    quotes = [quote.exact for quote in event.quotes]
    names = {quote.source for quote in event.quotes} | set(event.references)
    if event.refined:
        names.add(event.refined.source)
    sources = [titles.get(name, "") for name in sorted(names)]
    return "\n".join(
        [event.title, event.summary, event.date.text, event.date_words, event.date_note, *quotes, *sources]
    )
