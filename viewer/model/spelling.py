"""Suggests the words of a dataset that come nearest to a word that does not occur in it. No files, no Qt."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import numpy as np

from viewer.model.folding import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from viewer.model.dataset import Dataset

MOST_WORDS = 50_000
MOST_TITLES = 50_000
_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]")
_SHORTEST = 3
_NEAREST = 0.74
_MOST_SUGGESTED = 4


class Spelling:
    """The words of a dataset, each as it is mostly written."""

    def __init__(self, dataset: Dataset) -> None:
        """Gather the words of titles, summaries, quotes and source texts; of a large dataset those of its titles.

        Cost: O(length of the texts). Of more than MOST_TITLES titles as many are read, spread over all of them.
        """
        written = Counter(word for text in _texts(dataset) for word in _WORD.findall(text))
        self._words: dict[str, str] = {}
        for word, _ in written.most_common(MOST_WORDS):
            self._words.setdefault(folded(word), word)
        self._all = "\n".join(self._words)

    def suggest(self, text: str, is_found: Callable[[str], bool]) -> str | None:
        """Return the text with its unknown words replaced by the nearest known ones, or None.

        Only a text for which `is_found` holds is returned. Cost: some milliseconds a word for ten thousand words.
        """
        typed = text.split()
        unknown = [word for word in typed if folded(word) not in self._all]
        if not unknown:
            return None
        nearest = {word: self._nearest(folded(word)) for word in unknown}
        if not all(nearest.values()):
            return None
        options = nearest[unknown[0]] if len(unknown) == 1 else nearest[unknown[0]][:1]
        for option in options:
            chosen = {word: found[0] for word, found in nearest.items()} | {unknown[0]: option}
            words = " ".join(chosen.get(word, word) for word in typed)
            if is_found(words):
                return words
        return None

    def _nearest(self, word: str) -> list[str]:
        """Return up to a few known words, the nearest first; among equals those that begin alike, then the frequent."""
        if len(word) < _SHORTEST:
            return []
        matcher = SequenceMatcher(b=word, autojunk=False)
        found = []
        for place, known in enumerate(self._words):
            matcher.set_seq1(known)
            if matcher.real_quick_ratio() < _NEAREST or matcher.quick_ratio() < _NEAREST:
                continue
            ratio = matcher.ratio()
            if ratio >= _NEAREST:
                found.append((-ratio, known[:1] != word[:1], place, known))
        return [self._words[known] for *_, known in sorted(found)[:_MOST_SUGGESTED]]


def _texts(dataset: Dataset) -> Iterator[str]:
    if dataset.is_large:
        rows = np.linspace(0, len(dataset) - 1, min(len(dataset), MOST_TITLES)).astype(np.int64)
        yield from (dataset.title_of(row) for row in rows.tolist())
        return
    for row in range(len(dataset)):
        event = dataset.event(row)
        yield event.title
        yield event.summary
        yield from (quote.exact for quote in event.quotes)
    for source in dataset.sources.values():
        yield source.title
        yield source.text or ""
