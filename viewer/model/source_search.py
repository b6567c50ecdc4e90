"""Finds words in the full texts of sources, accents and case folded, and says where they stand. No files, no Qt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from viewer.model.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

MOST_HITS = 500
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


class SourceHit(Struct, frozen=True):
    """Characters [start, end) of the text of a source."""

    source: str
    start: int
    end: int


class FoldedText:
    """A source text folded once, with the way back from its folded characters to its own."""

    def __init__(self, source: str, text: str) -> None:
        """Fold the text. Cost: quick for ASCII, some microseconds for each other character."""
        self._source = source
        self._places: NDArray[np.int64] | None = None
        self._folded = text.lower()
        if not text.isascii():
            self._folded, self._places = _folded_with_places(text)

    def find(self, words: list[str]) -> list[SourceHit]:
        """Return where the words (folded) stand one after the other, else the lines that have them all; in text order.

        Line breaks count as spaces. At most MOST_HITS are returned.
        """
        phrase = re.compile(r"\s+".join(re.escape(word) for word in words))
        return list(self._phrases(phrase)) or list(self._lines(words))

    def _phrases(self, phrase: re.Pattern[str]) -> Iterator[SourceHit]:
        for count, match in enumerate(phrase.finditer(self._folded)):
            if count == MOST_HITS:
                return
            yield self._hit(match.start(), match.end())

    def _lines(self, words: list[str]) -> Iterator[SourceHit]:
        begin = 0
        for line in self._folded.split("\n"):
            places = [line.find(word) for word in words]
            if min(places) >= 0:
                end = max(place + len(word) for place, word in zip(places, words, strict=True))
                yield self._hit(begin + min(places), begin + end)
            begin += len(line) + 1

    def _hit(self, start: int, end: int) -> SourceHit:
        if self._places is None:
            return SourceHit(self._source, start, end)
        # marks that fold to nothing belong to the letter before them; a letter that folds to two is never halved
        last = max(int(self._places[end]), int(self._places[end - 1]) + 1)
        return SourceHit(self._source, int(self._places[start]), last)


def _folded_with_places(text: str) -> tuple[str, NDArray[np.int64]]:
    """Return the folded text, and for each of its characters (and its end) the place in the text it came from."""
    pieces: list[str] = []
    places: list[NDArray[np.int64]] = []
    done = 0
    for run in _FOREIGN.finditer(text):
        pieces.append(text[done : run.start()].lower())
        places.append(np.arange(done, run.start()))
        for place in range(run.start(), run.end()):
            letters = folded(text[place])
            pieces.append(letters)
            places.append(np.full(len(letters), place))
        done = run.end()
    pieces.append(text[done:].lower())
    places.append(np.arange(done, len(text) + 1))
    return "".join(pieces), np.concatenate(places)
