"""Search: which events say something, accents and case folded. Plain substrings of the whole text; no files.

A dataset of ordinary size is searched in titles, summaries, quotes and dates. The names of its sources are searched
too, but a source is cited by many events: what only its name says counts where no event says it. A dataset with more
than `TITLES_ONLY_FROM` events is searched in its titles, as one block of bytes, with numpy. The full texts of the
sources are searched apart: a hit there is a place in a source, not an event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from viewer.model.folding import folded
from viewer.model.found_in import cited_names, own_words
from viewer.model.source_search import FoldedText
from viewer.model.spelling import Spelling
from viewer.model.text_column import TextColumn, offsets_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.model.dataset import Dataset
    from viewer.model.source_search import SourceHit

    Rows = NDArray[np.int64]

__all__ = ["TITLES_ONLY_FROM", "SearchIndex", "folded"]

TITLES_ONLY_FROM = 20_000
_TEXTS_AT_ONCE = 4096
_BYTES_AT_ONCE = 1 << 20  # few enough to stay in the cache
_ASCII_END, _CAPITAL_A, _CAPITAL_Z = 128, ord("A"), ord("Z")


class SearchIndex:
    """The searchable words of every event, folded once, and the texts of the sources."""

    def __init__(self, dataset: Dataset) -> None:
        """Fold all texts. Cost: O(length of the texts); about 0.1 s for a million titles."""
        self._dataset = dataset
        self._spelling: Spelling | None = None
        self._suggested: tuple[str, str] | None = None
        self._sources = dataset.sources
        self._folded_sources: list[FoldedText] | None = None
        self._names: _Block | None = None
        if len(dataset) > TITLES_ONLY_FROM:
            columns = dataset.columns
            self._texts = _Block(TextColumn(columns.titles, columns.title_offsets))
        else:
            events = [dataset.event(row) for row in range(len(dataset))]
            self._texts = _Block(TextColumn.of([" ".join(own_words(event).values()) for event in events]))
            self._names = _Block(TextColumn.of([cited_names(event, dataset.sources) for event in events]))

    def find(self, text: str) -> Rows:
        """Return the rows whose own words contain every word of the text, ascending; none for an empty text.

        Where there is none, the names of the sources that an event cites count as its words. Cost: a few passes over
        the folded bytes for each word; about 0.1 s for a million titles. Other threads run meanwhile, as they would not
        with numpy's functions for sets.
        """
        words = folded(text).split()
        own = self._rows_with(words, self._texts)
        return own if len(own) or self._names is None else self._rows_with(words, self._texts, self._names)

    def find_cited(self, text: str) -> Rows:
        """Return the rows that only have every word of the text with the names of their sources, beside `find`."""
        words = folded(text).split()
        own = np.empty(0, dtype=np.int64) if self._names is None else self._rows_with(words, self._texts)
        if self._names is None or not len(own):
            return own
        return np.setdiff1d(self._rows_with(words, self._texts, self._names), own, assume_unique=True)

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

    def suggest(self, text: str) -> str:
        """Return a likelier text for one that finds nothing, or ""; the last answer is remembered.

        Cost: the words of the dataset are gathered at the first call, which in a large one takes a second.
        """
        if self._suggested is None or self._suggested[0] != text:
            self._spelling = self._spelling or Spelling(self._dataset)
            self._suggested = text, self._spelling.suggest(text, lambda words: bool(len(self.find(words)))) or ""
        return self._suggested[1]

    def _rows_with(self, words: list[str], *blocks: _Block) -> Rows:
        """Return the rows that have every word in one of the blocks."""
        counts = np.zeros(len(self._texts), dtype=np.uint16)
        for number, word in enumerate(words):
            for block in blocks:
                rows = block.rows_with(word.encode())
                counts[rows[counts[rows] == number]] += 1
        return np.flatnonzero(counts == len(words)) if words else np.empty(0, dtype=np.int64)


class _Block:
    """Folded texts as one block of bytes; a hit is told to its text by binary search.

    numpy lets other threads run meanwhile, and no call of Python's own goes over more than a few thousand texts.
    """

    def __init__(self, texts: TextColumn) -> None:
        folded_texts = _folded(texts)
        self._bytes = np.frombuffer(folded_texts.block, dtype=np.uint8)
        self._offsets = folded_texts.offsets

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self._offsets) - 1

    def rows_with(self, word: bytes) -> Rows:
        """Return the texts that contain a word, ascending."""
        parts = [self._rows_in(word, begin) for begin in range(0, len(self._bytes), _BYTES_AT_ONCE)]
        return _once(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)

    def _rows_in(self, word: bytes, begin: int) -> Rows:
        """Return the texts in which a word begins in one stretch of the block; it may end in the next."""
        part = self._bytes[begin : begin + _BYTES_AT_ONCE + len(word) - 1]
        places = np.flatnonzero(part[: max(0, len(part) - len(word) + 1)] == word[0])
        for offset, letter in enumerate(word[1:], 1):
            places = places[part[places + offset] == letter]
        places += begin
        rows = np.searchsorted(self._offsets, places, side="right") - 1
        return _once(rows[places + len(word) <= self._offsets[rows + 1]])  # not from one text into the next


def _once(rows: Rows) -> Rows:
    """Return ascending rows, each once; `np.unique` would keep other threads waiting."""
    return rows[np.diff(rows, prepend=-1) > 0]


def _folded(texts: TextColumn) -> TextColumn:
    """Return the texts folded. Those in ASCII, nearly all mostly, are lowered together."""
    block = np.frombuffer(texts.block, dtype=np.uint8)
    parts, lengths = [], np.diff(texts.offsets)
    for first in range(0, len(texts), _TEXTS_AT_ONCE):
        last = min(first + _TEXTS_AT_ONCE, len(texts))
        part = block[texts.offsets[first] : texts.offsets[last]]
        if (part < _ASCII_END).all():
            parts.append(_lowered(part))
        else:
            own = [folded(texts.at(place)).encode() for place in range(first, last)]
            lengths[first:last] = [len(text) for text in own]
            parts.append(np.frombuffer(b"".join(own), dtype=np.uint8))
    joined = np.concatenate(parts) if parts else block
    return TextColumn(cast("bytes", joined.data), offsets_of(lengths))


def _lowered(chars: NDArray[np.uint8]) -> NDArray[np.uint8]:
    is_capital = (chars >= _CAPITAL_A) & (chars <= _CAPITAL_Z)
    return chars | (is_capital.view(np.uint8) << np.uint8(5))
