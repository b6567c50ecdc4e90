"""Phrases: short pieces of a sentence, some of which lead to a figure or to a computation.

Values only; where a phrase is placed and how it is clicked is for the widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence


class ComputedNumber(Struct, frozen=True):
    """A number that no source states: what it is, how it was worked out, and the ids of the figures it came from."""

    title: str
    how: str
    ids: tuple[str, ...]


LeadsTo = str | ComputedNumber | None
"""Where a phrase leads: the id of a figure, a computed number, or nowhere."""


class Phrase(Struct, frozen=True):
    """A few words in a font role and a colour role. `spoken` says a number in full for those who cannot see it."""

    text: str
    font: str = "note"
    colour: str = "muted"
    leads_to: LeadsTo = None
    spoken: str = ""


Paragraph = tuple[Phrase, ...]
"""Phrases that follow one another, a space between each two."""


def joined(items: Sequence[Paragraph], separator: str = "·") -> Paragraph:
    """Put paragraphs behind one another with a separator between each two."""
    if not items:
        return ()
    rest = (phrase for item in items[1:] for phrase in (Phrase(separator), *item))
    return (*items[0], *rest)
