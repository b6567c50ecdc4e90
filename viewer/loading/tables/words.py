"""A column of few words as numbers: each word once, in order of first appearance. Knows nothing of what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from viewer.model.text_column import hashes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.loading.tables.records import Cells

NO_WORD = 0
OVERFLOW = -1


class Vocabulary:
    """The words met so far, at most `most`; `words[0]` is the empty one."""

    def __init__(self, most: int) -> None:
        self.words = [""]
        self._most = most
        self._codes: dict[str, int] = {"": NO_WORD}
        self._keys = np.zeros(0, dtype=np.uint64)  # hashes met so far, ascending, and the codes of their words
        self._key_codes = np.zeros(0, dtype=np.int32)

    def encode(self, cells: Cells) -> NDArray[np.int32]:
        """Return the number of each cell's word, OVERFLOW for words beyond the most that are kept."""
        keys = hashes(cells.text, cells.starts, cells.lengths)
        codes, is_known = self._look_up(keys)
        if not is_known.all():
            strange = np.flatnonzero(~is_known)
            found, first, inverse = np.unique(keys[strange], return_index=True, return_inverse=True)
            new = np.empty(len(found), dtype=np.int32)
            for place in np.argsort(first):
                new[place] = self._code(cells.at(int(strange[first[place]])))
            codes[strange] = new[inverse]
            self._remember(found, new)
        return codes

    def _look_up(self, keys: NDArray[np.uint64]) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        if not len(self._keys):
            return np.zeros(len(keys), dtype=np.int32), np.zeros(len(keys), dtype=np.bool_)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return self._key_codes[places], self._keys[places] == keys

    def _remember(self, keys: NDArray[np.uint64], codes: NDArray[np.int32]) -> None:
        kept = codes != OVERFLOW
        keys, codes = np.concatenate([self._keys, keys[kept]]), np.concatenate([self._key_codes, codes[kept]])
        order = np.argsort(keys)
        self._keys, self._key_codes = keys[order], codes[order]

    def _code(self, word: str) -> int:
        if word not in self._codes and len(self.words) > self._most:
            return OVERFLOW
        code = self._codes.setdefault(word, len(self.words))
        if code == len(self.words):
            self.words.append(word)
        return code
