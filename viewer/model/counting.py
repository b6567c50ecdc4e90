"""Counted things in words: one event, two events. No Qt, no files."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 event", "2,345 events"; `many` "" is the noun with an s."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
