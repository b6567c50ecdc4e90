"""What a tip says of the events under the pointer: their words, or how many there are and which come first."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from viewer.layout.labels import note_line
from viewer.model.counting import counted
from viewer.model.sides import dates_in_words, other_date_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.dataset import Dataset

__all__ = ["in_lines", "other_date_in_words", "tip_of"]

_LISTED = 8
_LETTERS = 76
_MOST_LINES = 8


def tip_of(dataset: Dataset, total: int, rows: Sequence[int], matching: int | None = None) -> str:
    """Return plain text: one event's title, date and summary, or the count and the first titles.

    `matching` says how many of them a filter leaves, where it dims the others.
    """
    if not rows:
        return ""
    if total == 1:
        event = dataset.event(rows[0])
        both = dates_in_words(event, dataset) if event.refined else ""
        return "\n".join(part for part in (event.title, note_line(event), both, event.summary) if part)
    titles = [_on_one_line(dataset.title_of(row)) for row in rows[:_LISTED]]
    head = counted(total, _words("event here"), _words("events here"))
    if matching is not None:
        head = f"{head}, {counted(matching, _words('matches'), _words('match'))}"
    rest = _words("… and {} more").format(f"{total - len(titles):,}")
    return "\n".join([head, *titles, *([rest] if total > len(titles) else [])])


def _on_one_line(title: str) -> str:
    return title if len(title) <= _LETTERS else title[: _LETTERS - 1].rstrip() + "…"


def in_lines(tip: str) -> str:
    """Return a tip with its long lines broken at 76 letters, eight lines of each at most: Qt breaks no plain text."""
    return "\n".join(fill(line, _LETTERS, max_lines=_MOST_LINES, placeholder=" …") for line in tip.split("\n"))


def _words(text: str) -> str:
    return QCoreApplication.translate("tips", text)
