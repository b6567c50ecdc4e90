"""What else a search has to say: "did you mean", and places inside the source texts. One button in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.model.spelling import Spelling

if TYPE_CHECKING:
    from viewer.model.dataset import Dataset
    from viewer.model.search import SearchIndex
    from viewer.model.source_search import SourceHit


class SearchHints(QPushButton):
    """Hidden unless a search finds nothing but a likelier word, or finds places in the source texts.

    Signals:
        text_suggested(str): the likelier text was chosen.
        passage_wanted(object): the next SourceHit is to be shown.
    """

    text_suggested = Signal(str)
    passage_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spelling: tuple[Dataset, Spelling] | None = None
        self._suggestion = ""
        self._hits: list[SourceHit] = []
        self._next = 0
        self.setProperty("flat", "true")
        self.clicked.connect(self._on_clicked)
        self.hide()

    def consider(self, text: str, count: int, dataset: Dataset, index: SearchIndex | None) -> None:
        """Say what helps after a search for `text` that found `count` events; nothing for a large dataset."""
        self._suggestion, self._hits, self._next = "", [], 0
        if text and index is not None and not dataset.is_large:
            self._hits = index.find_in_sources(text)
            if not count and not self._hits:
                self._suggestion = self._likelier(text, dataset, index)
        self._say()

    def _likelier(self, text: str, dataset: Dataset, index: SearchIndex) -> str:
        if self._spelling is None or self._spelling[0] is not dataset:
            self._spelling = (dataset, Spelling(dataset))
        return self._spelling[1].suggest(text, lambda words: bool(len(index.find(words)))) or ""

    def _say(self) -> None:
        if self._suggestion:
            self.setText(self.tr("Did you mean “{}”?").format(self._suggestion))
        elif self._hits:
            place = self.tr("{} of {}").format(self._next, len(self._hits)) if self._next else f"{len(self._hits)}"
            self.setText(self.tr("In the source texts: {}").format(place))
        self.setVisible(bool(self._suggestion or self._hits))

    def _on_clicked(self) -> None:
        if self._suggestion:
            self.text_suggested.emit(self._suggestion)
        elif self._hits:
            hit = self._hits[self._next % len(self._hits)]
            self._next = self._next % len(self._hits) + 1
            self._say()
            self.passage_wanted.emit(hit)
