"""How long work is watched: between its steps it asks whether it is still wanted."""

from __future__ import annotations

from collections.abc import Callable

Check = Callable[[], None]
"""Called between the steps of long work, in its thread; what it raises ends the work."""


def go_on() -> None:
    """Let work go on to its end."""
