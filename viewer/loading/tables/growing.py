"""Columns that grow block by block. Their memory is a bytearray, which the system enlarges without copying it.

Knows nothing of what the columns mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np

from viewer.model.text_column import TextColumn, offsets_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Growing:
    """Numbers of one kind."""

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self._dtype = dtype
        self._bytes = bytearray()

    def add(self, values: NDArray[Any]) -> None:
        """Put values of this kind to the end."""
        self._bytes += np.ascontiguousarray(values, dtype=self._dtype).view(np.uint8).data

    def array(self) -> NDArray[Any]:
        """Return all values; nothing can be added after."""
        return np.frombuffer(self._bytes, dtype=self._dtype)


class GrowingTexts:
    """Texts, perhaps none at all: a column that no block has."""

    def __init__(self) -> None:
        self._block = bytearray()
        self._lengths = Growing(np.dtype(np.int32))
        self._has_any = False

    def add(self, text: NDArray[np.uint8] | None, lengths: NDArray[np.int64]) -> None:
        """Put texts to the end, joined in `text`; None where this block has no such column."""
        self._lengths.add(lengths)
        if text is not None:
            self._has_any = True
            self._block += text.data

    def column(self) -> TextColumn | None:
        """Return all texts, or None where no block has any; nothing can be added after."""
        if not self._has_any:
            return None
        block = cast("bytes", self._block)  # not copied; from here on it is only read
        return TextColumn(block, offsets_of(self._lengths.array()))
