"""Letters that the bundled typeface lacks: each machine draws them with its own fonts, if it has any.

Where a picture has some, equal input need not give equal bytes on another machine. Call `load_fonts()` first.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QRawFont

from viewer.painting.text_measure import qfont

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_NAMED = 12
_UNDRAWN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def foreign_letters(texts: Iterable[str]) -> str:
    """Return the letters of texts that the bundled typeface lacks, each once and sorted; "" for none."""
    letters = set[str]().union(*texts)
    return "".join(sorted(letter for letter in letters if not letter.isascii() and not _is_own(letter)))


def letters_notice(texts: Iterable[str]) -> str:
    """Return a sentence for the person about the letters that each machine draws in its own way, "" for none."""
    letters = foreign_letters(texts)
    few = letters[:_MOST_NAMED] + ("…" if len(letters) > _MOST_NAMED else "")
    return f"The bundled typeface lacks {few}: each machine draws that with its own fonts." if letters else ""


@lru_cache(maxsize=20_000)
def _is_own(letter: str) -> bool:
    if unicodedata.category(letter) in _UNDRAWN:
        return True
    return QRawFont.fromFont(qfont("text")).supportsCharacter(ord(letter))
