"""Patterns of text that are compiled when first asked for: a start meets dozens that its data never need."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def late(pattern: str) -> Callable[[], re.Pattern[str]]:
    """Return what compiles a pattern the first time it is called, and returns it every time."""
    return cache(partial(re.compile, pattern))
