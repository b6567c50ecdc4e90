"""What else a search has to say: "did you mean", what the filter hides of it, and places inside the source texts.

One button in the status bar.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.model.counting import counted

if TYPE_CHECKING:
    from viewer.model.dataset import Dataset
    from viewer.model.search import SearchIndex
    from viewer.model.source_search import SourceHit


class SearchHints(QPushButton):
    """Hidden unless a search finds nothing, or finds places in the source texts.

    Signals:
        text_suggested(str): the likelier text was chosen, or "" where there is none: nothing is to be searched for.
        hidden_wanted(): what the filter hides is to be shown.
        passage_wanted(object): the next SourceHit is to be shown.
    """

    text_suggested = Signal(str)
    hidden_wanted = Signal()
    passage_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = self._suggestion = ""
        self._count = self._hidden_count = 0
        self._hits: list[SourceHit] = []
        self._next = 0
        self.setProperty("flat", "true")
        self.clicked.connect(self._on_clicked)
        self.hide()

    @property
    def has_more(self) -> bool:
        """Whether there is something to go on to: a likelier word, hidden events, or a place in a source."""
        return bool(self._suggestion or self._hits or (self._hidden_count and not self._count))

    def consider(self, text: str, found: tuple[int, int], dataset: Dataset, index: SearchIndex | None) -> None:
        """Say what helps after a search for `text`; `found` are the numbers of events found and of hidden ones.

        The likelier words of a large dataset were looked for with its hits; the texts of its sources are not searched.
        """
        self._text, self._suggestion, self._hits, self._next = text, "", [], 0
        self._count, self._hidden_count = found
        if text and index is not None:
            self._hits = [] if dataset.is_large else index.find_in_sources(text)
            if not self.has_more and not self._count:
                self._suggestion = index.suggest(text)
        self._say()

    def _say(self) -> None:
        if self._suggestion:
            self.setText(self.tr("Did you mean “{}”?").format(self._suggestion))
        elif self._hidden_count and not self._count:
            events = counted(self._hidden_count, self.tr("event has it"), self.tr("events have it"))
            self.setText(self.tr("{}, hidden by the filter: show everything").format(events))
        elif self._hits:
            place = self.tr("{} of {}").format(self._next, len(self._hits)) if self._next else f"{len(self._hits)}"
            self.setText(self.tr("In the source texts: {}").format(place))
        else:
            self.setText(self.tr("No event and no source has “{}”: clear the search").format(self._text))
        self.setVisible(bool(self._text) and (self.has_more or not self._count))

    def _on_clicked(self) -> None:
        if self._hits and not (self._hidden_count and not self._count):
            hit = self._hits[self._next % len(self._hits)]
            self._next = self._next % len(self._hits) + 1
            self._say()
            self.passage_wanted.emit(hit)
        elif self._hidden_count and not self._count:
            self.hidden_wanted.emit()
        else:
            self.text_suggested.emit(self._suggestion)
