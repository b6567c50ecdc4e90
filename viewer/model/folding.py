"""Text without accents and case, for comparing what is written with what is typed."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Return the text without accents and case, for comparing: "Élysée" and "elysee" are equal."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()
