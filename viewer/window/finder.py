"""Finder: the hits of the search field among the shown events, and which one is next.

A small dataset is searched at once. A large one is searched in a worker thread, so that typing never waits; the
hits are announced when they are there, and only those of the last text.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from viewer.model.filters import mask_of
from viewer.model.search import TITLES_ONLY_FROM, SearchIndex

if TYPE_CHECKING:
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from viewer.model.dataset import Dataset
    from viewer.workspace import Workspace

    Rows = NDArray[np.int64]

_NONE = np.empty(0, dtype=np.int64)


class Finder(QObject):
    """Searches the dataset on the table; its index is made when first needed.

    Signals:
        found(): `hits` are those of `text` now.
    """

    found = Signal()
    _done = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._indexed: tuple[Dataset, SearchIndex] | None = None
        self._text = ""
        self._hits: Rows = _NONE
        self._hidden_count = 0
        self._pool: ThreadPoolExecutor | None = None
        self._job: Future[tuple[str, Dataset, SearchIndex, Rows]] | None = None
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)

    @property
    def hits(self) -> Rows:
        """The rows found, ascending."""
        return self._hits

    @property
    def hidden_count(self) -> int:
        """How many more events say it, but are hidden by the filter."""
        return self._hidden_count

    @property
    def text(self) -> str:
        """What is searched for, "" for nothing."""
        return self._text

    @property
    def index(self) -> SearchIndex | None:
        """The searchable words of the dataset on the table, or None before the first search of it."""
        return self._index()

    @property
    def is_searching(self) -> bool:
        """Whether the hits of `text` are still to come."""
        return self._job is not None

    def search(self, text: str) -> None:
        """Search among the shown events; `found` says when the hits are there."""
        self._text = text.strip()
        if not self._text:
            self._put(_NONE)
        elif len(self._workspace.dataset) > TITLES_ONLY_FROM:
            self._search_aside()
        else:
            _, dataset, index, rows = _searched(self._text, self._workspace.dataset, self._index())
            self._indexed = (dataset, index)
            self._put(rows)

    def next_after(self, row: int | None, *, is_back: bool = False) -> int | None:
        """Return the hit after (or before) a row in time, going round at the end; None without hits."""
        if not len(self._hits):
            return None
        begin = self._workspace.dataset.columns.begin[self._hits]
        ordered = self._hits[np.lexsort((self._hits, begin))]
        if is_back:
            ordered = ordered[::-1]
        places = np.flatnonzero(ordered == row) if row is not None else _NONE
        if len(places):
            return int(ordered[(int(places[0]) + 1) % len(ordered)])
        return int(ordered[0] if row is None else self._beyond(ordered, row, is_back=is_back))

    def stop(self) -> None:
        """Let go of the worker thread; call before the window goes."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _beyond(self, ordered: Rows, row: int, *, is_back: bool) -> int:
        begin = self._workspace.dataset.columns.begin
        times = begin[ordered]
        there = np.flatnonzero(times < begin[row] if is_back else times >= begin[row])
        return int(ordered[there[0]] if len(there) else ordered[0])

    def _index(self) -> SearchIndex | None:
        known = self._indexed
        return known[1] if known is not None and known[0] is self._workspace.dataset else None

    def _search_aside(self) -> None:
        if self._job is not None:
            return  # the one under way looks for the newest text when it is done
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="search")
        self._job = self._pool.submit(_searched, self._text, self._workspace.dataset, self._index())
        self._job.add_done_callback(self._done.emit)

    def _on_done(self, job: Future[tuple[str, Dataset, SearchIndex, Rows]]) -> None:
        self._job = None
        text, dataset, index, rows = job.result()
        self._indexed = (dataset, index)
        if dataset is self._workspace.dataset and text == self._text:
            self._put(rows)
        elif self._text:
            self.search(self._text)

    def _put(self, rows: Rows) -> None:
        shown = mask_of(self._workspace.dataset, self._workspace.filter)
        self._hits = rows if shown is None else rows[shown[rows]]
        self._hidden_count = len(rows) - len(self._hits)
        self.found.emit()


def _searched(text: str, dataset: Dataset, index: SearchIndex | None) -> tuple[str, Dataset, SearchIndex, Rows]:
    index = SearchIndex(dataset) if index is None else index
    rows = index.find(text)
    if dataset.is_large and not len(rows):
        index.suggest(text)  # which is remembered: here nobody waits for it
    return text, dataset, index, rows
