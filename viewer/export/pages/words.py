"""What can be chosen of an export, in words: the dialog and `--help` both take theirs from here. No Qt."""

from __future__ import annotations

from types import MappingProxyType

from msgspec import Struct

THEMES = ("light", "dark", "print")


class Choice(Struct, frozen=True):
    """One thing to choose: what it is called, and what else there is to know about it.

    `&` in the label stands before the letter that leads to it in the dialog.
    """

    label: str
    more: str = ""

    @property
    def name(self) -> str:
        """The label without the mark of its key, and small unless it begins with capitals, as within a sentence."""
        plain = self.label.replace("&", "")
        return plain if plain[:2].isalpha() and plain[:2].isupper() else plain[:1].lower() + plain[1:]

    @property
    def help(self) -> str:
        """The words of `--help`."""
        return f"{self.name}: {self.more}" if self.more else self.name

    @property
    def tip(self) -> str:
        """What the dialog adds where the pointer rests."""
        return self.more[:1].upper() + self.more[1:]


CHOICES = MappingProxyType(
    {
        "view": Choice("What is in view"),
        "all": Choice("All that is shown"),
        "whole": Choice("The whole dataset", "what is hidden at first or by a filter too"),
        "range": Choice("A range of dates", "such as 2024, 2024-10 or 2024-06/2024-11"),
        "preset": Choice("&Page"),
        "size": Choice("Own size", "without a height it grows until every label fits"),
        "dpi": Choice("PNG &dots an inch", "usually 300 on paper and 96 where the page is counted in pixels"),
        "scale": Choice("PNG times as many dots", "the same picture, finer"),
        "theme": Choice("&Colours", "those for print can be told apart in grey"),
        "title": Choice("&Title", "in place of the dataset's title"),
        "subtitle": Choice("S&ubtitle", "in place of the dataset's description"),
        "has_personnel": Choice("Personnel chart", "who had pledged and sent whom by when, under the timeline"),
        "has_quotes": Choice("Quotes as notes", "every quote as a numbered note under the figure"),
        "is_transparent": Choice("Transparent ground", "the page behind shows through"),
        "is_embedded": Choice("The data in the file", "this program can open the picture again, with its dataset"),
        "has_appendix": Choice("Appendix (PDF)", "every quote in its context on further pages"),
        "has_outlines": Choice("Letters as outlines (SVG)", "instead of text, for programs without the typeface"),
    }
)
"""By the field of the dialog's choice, or the name of the option."""
