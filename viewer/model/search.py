"""Search: which events say something, accents and case folded. Plain substrings of the whole text; no files.

A dataset of ordinary size is searched in titles, summaries, quotes, dates and the names of sources. One with more than
`TITLES_ONLY_FROM` events is searched in its titles, as one block of bytes, with numpy. The full texts of the sources
are searched apart: a hit there is a place in a source, not an event.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from viewer.model.folding import folded
from viewer.model.source_search import FoldedText

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.model.dataset import Dataset
    from viewer.model.events import Event, Source
    from viewer.model.source_search import SourceHit

    Rows = NDArray[np.int64]

__all__ = ["TITLES_ONLY_FROM", "SearchIndex", "folded"]

TITLES_ONLY_FROM = 20_000
_NEWLINE = 10


class SearchIndex:
    """The searchable words of every event, folded once, and the texts of the sources."""

    def __init__(self, dataset: Dataset) -> None:
        """Fold all texts. Cost: O(length of the texts); about half a second for a million titles."""
        self._sources = dataset.sources
        self._folded_sources: list[FoldedText] | None = None
        if len(dataset) > TITLES_ONLY_FROM:
            self._texts = _Block(_titles(dataset))
        else:
            names = {source.id: _name_of(source) for source in dataset.sources.values()}
            self._texts = _Block([_words(dataset.event(row), names) for row in range(len(dataset))])

    def find(self, text: str) -> Rows:
        """Return the rows whose words contain every word of the text, ascending; none for an empty text.

        Cost: a few passes over the folded bytes for each word; about 0.1 s for a million titles.
        """
        found: Rows | None = None
        for word in folded(text).split():
            rows = self._texts.rows_with(word.encode())
            found = rows if found is None else np.intersect1d(found, rows, assume_unique=True)
        return np.empty(0, dtype=np.int64) if found is None else found

    def find_in_sources(self, text: str) -> list[SourceHit]:
        """Return where the full texts of the sources say this, source by source; none for an empty text.

        The words stand one after the other there; in a source that nowhere has them so, a hit is a line with all of
        them. The texts are folded at the first call.
        """
        words = folded(text).split()
        if self._folded_sources is None:
            texts = [(source.id, source.text) for source in self._sources.values() if source.text]
            self._folded_sources = [FoldedText(name, text) for name, text in texts]
        return [hit for source in self._folded_sources for hit in source.find(words)] if words else []


class _Block:
    """Texts, one a line, as one array of bytes; a hit is told to its line by binary search."""

    def __init__(self, texts: list[str]) -> None:
        joined = "\n".join(folded(text).replace("\n", " ") for text in texts)
        self._bytes = np.frombuffer(f"{joined}\n".encode(), dtype=np.uint8) if texts else np.empty(0, dtype=np.uint8)
        self._ends = np.flatnonzero(self._bytes == _NEWLINE)

    def rows_with(self, word: bytes) -> Rows:
        """Return the lines that contain a word. numpy lets other threads run meanwhile."""
        places = np.flatnonzero(self._bytes[: len(self._bytes) - len(word) + 1] == word[0])
        for offset, letter in enumerate(word[1:], 1):
            places = places[self._bytes[places + offset] == letter]
        return np.unique(np.searchsorted(self._ends, places)).astype(np.int64)


def _titles(dataset: Dataset) -> list[str]:
    columns = dataset.columns
    offsets = columns.title_offsets.tolist()
    block = columns.titles
    return [block[start:end].decode() for start, end in itertools.pairwise(offsets)]


def _name_of(source: Source) -> str:
    return f"{source.title} {source.author} {source.publisher}"


def _words(event: Event, names: dict[str, str]) -> str:
    quotes = [quote.exact for quote in event.quotes]
    cited = {quote.source for quote in event.quotes} | set(event.references)
    if event.refined:
        cited.add(event.refined.source)
    own = [event.title, event.summary, event.date.text, event.date_words, event.date_note]
    return " ".join([*own, *quotes, *(names.get(name, "") for name in sorted(cited))])
