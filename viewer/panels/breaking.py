"""Lets long words, such as hashes, paths and some compounds, be broken at the end of a line. No Qt."""

from __future__ import annotations

import re

_NO_WIDTH = "\u200b"


def breakable(text: str, longest: int) -> str:
    """Return a text in which words of more than `longest` signs may be broken anywhere; it looks the same."""
    return re.sub(rf"\S{{{longest + 1},}}", lambda found: _NO_WIDTH.join(found[0]), text)
