"""Many short texts as one block of UTF-8 and offsets: cut, gathered, hashed and searched without a Python object each.

Knows nothing of tables or events.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bytes = NDArray[np.uint8]
    Places = NDArray[np.int64]

_ROWS_AT_ONCE = 4096  # few enough to stay in the cache
_BYTES_AT_ONCE = 1 << 15
_WORD = 8
_HASHED_AS_WORDS = 64
_MULTIPLIERS = tuple(np.uint64(0x9E3779B97F4A7C15 * (2 * place + 1) % 2**64) for place in range(10))


class TextColumn(Struct, frozen=True, eq=False):
    """n texts: `block` in UTF-8, text k at `offsets[k]:offsets[k + 1]` (n + 1 offsets).

    `block` is bytes or a view of memory that nobody writes to: to be sliced and measured, and read with `str` or numpy.
    """

    block: bytes
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of texts."""
        return len(self.offsets) - 1

    @property
    def nbytes(self) -> int:
        """How many bytes of memory the texts take."""
        return len(self.block) + self.offsets.nbytes

    @classmethod
    def of(cls, texts: list[str]) -> TextColumn:
        """Return the column of these texts."""
        parts = [text.encode("utf-8", "replace") for text in texts]
        lengths = np.array([len(part) for part in parts], dtype=np.int64)
        return cls(b"".join(parts), offsets_of(lengths))

    def at(self, place: int) -> str:
        """Return one text."""
        return str(self.block[self.offsets[place] : self.offsets[place + 1]], "utf-8")

    def taken(self, order: Places) -> TextColumn:
        """Return the texts at these places, in this order."""
        lengths = np.diff(self.offsets)[order]
        text = np.frombuffer(self.block, dtype=np.uint8)
        block = gathered(text, self.offsets[:-1][order], lengths).data.toreadonly()
        return TextColumn(cast("bytes", block), offsets_of(lengths))  # a copy of it would hold up every other thread


def offsets_of(lengths: NDArray[np.integer[Any]]) -> Places:
    """Return where each of n texts begins, and where the last one ends: n + 1 numbers."""
    offsets = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=offsets[1:])
    return offsets


def gathered(text: Bytes, starts: Places, lengths: Places) -> Bytes:
    """Return the stretches of a text one after the other. Cost: about three nanoseconds a byte, little memory."""
    offsets = offsets_of(lengths)
    result = np.empty(int(offsets[-1]), dtype=np.uint8)
    for first in range(0, len(starts), _ROWS_AT_ONCE):
        own_starts, own_lengths = starts[first : first + _ROWS_AT_ONCE], lengths[first : first + _ROWS_AT_ONCE]
        part = result[offsets[first] : offsets[first + len(own_starts)]]
        longest = int(own_lengths.max())
        is_even = 0 < longest < 256 and longest * len(own_starts) <= 3 * len(part)
        if is_even and int(own_starts.max()) + longest <= len(text):
            chars = windows(text, own_starts, longest)
            part[:] = chars[np.arange(longest, dtype=np.uint8) < own_lengths.astype(np.uint8)[:, None]]
        else:
            _gather_bytes(text, own_starts, own_lengths, part)
    return result


def _gather_bytes(text: Bytes, starts: Places, lengths: Places, result: Bytes) -> None:
    """Gather byte by byte, for texts that are long or of very different lengths."""
    offsets = offsets_of(lengths)
    shifts = starts - offsets[:-1]
    cuts = np.searchsorted(offsets, np.arange(0, len(result), _BYTES_AT_ONCE), side="left")
    for first, last in pairwise([*dict.fromkeys(cuts.tolist()), len(lengths)]):
        begin, end = int(offsets[first]), int(offsets[last])
        places = np.repeat(shifts[first:last], lengths[first:last])
        places += np.arange(begin, end)
        np.take(text, places, out=result[begin:end], mode="clip")


def windows(text: Bytes, starts: Places, width: int) -> NDArray[np.uint8]:
    """Return (n, width) bytes from each start on; what lies past the end of the text is zero."""
    if len(starts) and int(starts.max()) + width > len(text):
        text = np.concatenate([text, np.zeros(width, dtype=np.uint8)])
    text = np.ascontiguousarray(text)
    every = np.ndarray((max(0, len(text) - width + 1),), dtype=f"V{width}", buffer=text.data, strides=(1,))
    return every[starts].view(np.uint8).reshape(-1, width)


def hashes(text: Bytes, starts: Places, lengths: Places) -> NDArray[np.uint64]:
    """Return 64 bits for each stretch, the same in every call; different texts share them about never."""
    result = np.zeros(len(starts), dtype=np.uint64)
    is_long = lengths > _HASHED_AS_WORDS
    if is_long.any():
        for place in np.flatnonzero(is_long):
            part = text[starts[place] : starts[place] + lengths[place]].tobytes()
            result[place] = int.from_bytes(hashlib.blake2b(part, digest_size=8).digest(), "little")
        short = np.flatnonzero(~is_long)
        result[short] = _word_hashes(text, starts[short], lengths[short])
        return result
    return _word_hashes(text, starts, lengths)


def _word_hashes(text: Bytes, starts: Places, lengths: Places) -> NDArray[np.uint64]:
    if not len(starts):
        return np.zeros(0, dtype=np.uint64)
    width = max(_WORD, -(-int(lengths.max()) // _WORD) * _WORD)
    chars = windows(text, starts, width)
    chars *= np.arange(width) < lengths[:, None]
    words = chars.view(np.uint64)
    mixed = (lengths.astype(np.uint64) + np.uint64(1)) * _MULTIPLIERS[-1]
    for place in range(words.shape[1]):
        word = words[:, place]
        mixed += (word ^ (word >> np.uint64(29))) * _MULTIPLIERS[place]
    mixed ^= mixed >> np.uint64(32)
    return np.asarray(mixed * _MULTIPLIERS[0], dtype=np.uint64)
