"""Searching: the search field, its hits on every view, and what else there is to say about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from viewer.model.counting import counted
from viewer.model.filters import Filter
from viewer.window.finder import Finder
from viewer.window.search_hints import SearchHints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.model.source_search import SourceHit
    from viewer.window.main_window import MainWindow
    from viewer.window.side_panels import SidePanels
    from viewer.workspace import Workspace

    Rows = NDArray[np.int64]

_MOST_RINGED = 500  # more rings than this would only hide each other


class Searching(QObject):
    """Shows the hits of the search field: ringed on the canvas, marked in the overview, alone in the table.

    Signals:
        found(): other hits are shown.
        event_wanted(str): a hit is to be chosen; its event's id.
    """

    found = Signal()
    event_wanted = Signal(str)

    def __init__(self, window: MainWindow, panels: SidePanels, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._panels = panels
        self._workspace = workspace
        self._field = window.top_bar.search
        self.finder = Finder(workspace, self)
        self._times: tuple[Rows, Rows] = (self.finder.hits, self.finder.hits)
        workspace.search = self._field.text().strip() or workspace.search  # the field was there before the panels
        self.hints = SearchHints()
        self.finder.found.connect(self._on_found)
        self.hints.text_suggested.connect(self._field.setText)
        self.hints.hidden_wanted.connect(lambda: workspace.set_filter(Filter()))
        window.viewport.span_changed.connect(self._on_span_changed)
        self.hints.passage_wanted.connect(self._on_passage_wanted)
        self._field.textChanged.connect(self._on_text_changed)
        self._field.next_requested.connect(self.go_on)
        self._field.previous_requested.connect(self.go_back)

    def begin(self) -> None:
        """Put the cursor into the search field."""
        self._field.setFocus()
        self._field.selectAll()

    def again(self) -> None:
        """Search anew: other events are shown, or a picture came with a search of its own."""
        wanted = self._workspace.search
        if self._field.text().strip() == wanted:
            self.finder.search(wanted)
        else:
            self._field.setText(wanted)

    def go_on(self) -> None:
        """Choose the next hit; where no event is one, go on to what the hint offers."""
        if self.finder.text and not len(self.finder.hits) and self.hints.has_more:
            self.hints.click()
        self._choose(self.finder.next_after(self._workspace.chosen_row))

    def go_back(self) -> None:
        """Choose the hit before."""
        self._choose(self.finder.next_after(self._workspace.chosen_row, is_back=True))

    def count_in_words(self) -> str:
        """Return how many events are found and shown, as the status bar has it."""
        total, shown = len(self._workspace.dataset), self._workspace.shown.count
        words = self.tr("{} of {}").format(f"{shown:,}", counted(total, self.tr("event"), self.tr("events")))
        return self._with_found(words)

    def count_in_short(self) -> str:
        """Return the same as the top bar has it, where room is short: "3 found · 12 of 40 shown"."""
        total, shown = len(self._workspace.dataset), self._workspace.shown.count
        return self._with_found(self.tr("{} of {} shown").format(f"{shown:,}", f"{total:,}"))

    def mark_overview(self) -> None:
        """Mark the hits and the chosen event in the overview."""
        row = self._workspace.chosen_row
        marked = (*_some_of(self.finder.hits).tolist(), *([] if row is None else [row]))
        self._window.overview.set_marked(marked)

    def _with_found(self, words: str) -> str:
        if not self.finder.text:
            return words
        hidden = self.finder.hidden_count
        found = self.tr("{} found, {} hidden · {}") if hidden else self.tr("{} found{} · {}")
        return found.format(f"{len(self.finder.hits):,}", f"{hidden:,}" if hidden else "", words)

    def _choose(self, row: int | None) -> None:
        if row is not None:
            self.event_wanted.emit(self._workspace.dataset.id_of(row))

    def _on_text_changed(self, text: str) -> None:
        self._workspace.search = text.strip()
        self.finder.search(text)

    def _on_found(self) -> None:
        work, hits = self._workspace, self.finder.hits
        self._times = work.dataset.columns.begin[hits], work.dataset.columns.finish[hits]
        self._ring()
        self._panels.table.set_shown(hits if self.finder.text else work.index.rows())
        self.mark_overview()
        self.hints.consider(self.finder.text, (len(hits), self.finder.hidden_count), work.dataset, self.finder.index)
        self.found.emit()

    def _on_span_changed(self) -> None:
        if len(self.finder.hits) > _MOST_RINGED:
            self._ring()

    def _ring(self) -> None:
        """Ring the hits in view: all of them, or as many as leave something else to be seen."""
        span, unit = self._window.viewport.span, self._workspace.dataset.columns.unit_us
        begin, finish = self._times
        hits = self.finder.hits
        if len(hits) > _MOST_RINGED and len(begin) == len(hits):
            hits = hits[(finish > span.start_us // unit) & (begin < span.end_us // unit + 1)]
        self._window.canvas.set_hits(frozenset(_some_of(hits).tolist()))

    def _on_passage_wanted(self, hit: SourceHit) -> None:
        self._panels.source.show_passage(hit.source, hit.start, hit.end, self._workspace.dataset)
        self._panels.docks.bring_up(self._panels.docks.source)


def _some_of(hits: Rows) -> Rows:
    """Return as many hits as can be told apart, spread over all of them: no lane of many looks as if it had none."""
    if len(hits) <= _MOST_RINGED:
        return hits
    return hits[np.linspace(0, len(hits) - 1, _MOST_RINGED).astype(np.int64)]
