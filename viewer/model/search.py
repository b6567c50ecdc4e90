"""Search: which events say something, accents and case folded. Plain substrings of the whole text; no files.

A dataset of ordinary size is searched in titles, summaries, quotes, dates and sources. One with more than
`TITLES_ONLY_FROM` events is searched in its titles, as one block of bytes, with numpy.
"""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.model.dataset import Dataset
    from viewer.model.events import Event

    Rows = NDArray[np.int64]

TITLES_ONLY_FROM = 20_000
_NEWLINE = 10


def folded(text: str) -> str:
    """Return the text without accents and case, for comparing: "Élysée" and "elysee" are equal."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()


class SearchIndex:
    """The searchable words of every event, folded once."""

    def __init__(self, dataset: Dataset) -> None:
        """Fold all texts. Cost: O(length of the texts); about half a second for a million titles."""
        if len(dataset) > TITLES_ONLY_FROM:
            self._texts = _Block(_titles(dataset))
        else:
            titles = {source.id: source.title for source in dataset.sources.values()}
            self._texts = _Block([_words(dataset.event(row), titles) for row in range(len(dataset))])

    def find(self, text: str) -> Rows:
        """Return the rows whose words contain every word of the text, ascending; none for an empty text.

        Cost: a few passes over the folded bytes for each word; about 0.1 s for a million titles.
        """
        found: Rows | None = None
        for word in folded(text).split():
            rows = self._texts.rows_with(word.encode())
            found = rows if found is None else np.intersect1d(found, rows, assume_unique=True)
        return np.empty(0, dtype=np.int64) if found is None else found


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


def _words(event: Event, titles: dict[str, str]) -> str:
    quotes = [quote.exact for quote in event.quotes]
    names = {quote.source for quote in event.quotes} | set(event.references)
    if event.refined:
        names.add(event.refined.source)
    own = [event.title, event.summary, event.date.text, event.date_words, event.date_note]
    return " ".join([*own, *quotes, *(titles.get(name, "") for name in sorted(names))])
