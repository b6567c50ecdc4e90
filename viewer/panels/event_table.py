"""The events as a table, in step with the timeline: for search results, keyboards and screen readers.

Rows are read when they are shown, so a million cost no more than a screenful. No files, no workspace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from viewer.model.date_words import in_words
from viewer.model.events import Basis, Status

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from viewer.model.dataset import Dataset
    from viewer.model.events import Event

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = (118, 230, 120, 200, 90, 110, 200)
_CACHED = 512


class EventTableModel(QAbstractTableModel):
    """A dataset's shown events in the order given, one a row."""

    def __init__(self) -> None:
        super().__init__()
        self._dataset: Dataset | None = None
        self._rows = np.empty(0, dtype=np.int64)
        self._cache: dict[int, tuple[str, ...]] = {}
        self._heads = tuple(
            map(self.tr, ("Date", "Title", "Lane", "Certainty", "Status", "Layer", "Sources"))  # the words of a column
        )

    def put(self, dataset: Dataset | None, rows: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> None:
        """Show these rows of a dataset."""
        self.beginResetModel()
        self._dataset, self._rows = dataset, rows
        self._cache.clear()
        self.endResetModel()

    def row_at(self, place: int) -> int:
        """Return the dataset's row at a place of the table."""
        return int(self._rows[place])

    def place_of(self, row: int) -> int | None:
        """Return the place of a dataset's row, or None where it is not shown. Cost: O(n), without Python objects."""
        found = np.flatnonzero(self._rows == row)
        return int(found[0]) if len(found) else None

    def _texts(self, place: int) -> tuple[str, ...]:
        if place not in self._cache:
            if len(self._cache) >= _CACHED:
                self._cache.clear()
            assert self._dataset is not None
            self._cache[place] = _texts_of(self._dataset, self._dataset.event(int(self._rows[place])))
        return self._cache[place]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of shown events."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        """Return the words of a column's head."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = 0) -> object:
        """Return a cell's words; for screen readers the whole row in one sentence."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._texts(index.row())[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            texts = self._texts(index.row())
            return ", ".join(f"{head}: {text}" for head, text in zip(self._heads, texts, strict=True) if text)
        return None


class EventTable(QTableView):
    """The table of events.

    Signals:
        event_chosen(str): another row has become current by mouse or key; the event's id.
        event_opened(str): Enter or a double click on a row; the event's id.
    """

    event_chosen = Signal(str)
    event_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._chosen: str | None = None
        self._model = EventTableModel()
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.setMinimumHeight(80)
        self.setAccessibleName(self.tr("Table of events"))
        self.setAccessibleDescription(self.tr("Every shown event in words; choosing a row opens its sentence."))
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(lambda _: self._open_current())

    def set_dataset(self, dataset: Dataset) -> None:
        """Take another dataset; nothing is shown of it until `set_shown`."""
        self._dataset = dataset
        self._chosen = None
        self._put(np.empty(0, dtype=np.int64))

    def set_shown(self, rows: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> None:
        """Show these rows of the dataset, in time order."""
        assert self._dataset is not None
        rows = np.asarray(rows, dtype=np.int64)
        begin = self._dataset.columns.begin[rows]
        self._put(rows[np.lexsort((rows, begin))])
        self.select(self._chosen)

    def select(self, event_id: str | None) -> None:
        """Show an event as chosen, without saying so again; None or a hidden event clears the selection."""
        self._chosen = event_id
        row = None if event_id is None or self._dataset is None else self._dataset.index_of(event_id)
        place = None if row is None else self._model.place_of(row)
        self._quietly_select(place)

    def shown_ids(self) -> list[str]:
        """Return the ids of the shown events, in the table's order."""
        assert self._dataset is not None
        return [self._dataset.id_of(self._model.row_at(place)) for place in range(self._model.rowCount())]

    def _put(self, rows: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> None:
        was_blocked = self.selectionModel().blockSignals(True)
        self._model.put(self._dataset, rows)
        self.selectionModel().blockSignals(was_blocked)

    def _quietly_select(self, place: int | None) -> None:
        selection = self.selectionModel()
        was_blocked = selection.blockSignals(True)
        if place is None:
            selection.clear()
        else:
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            selection.setCurrentIndex(self._model.index(place, 0), how)
            self.scrollTo(self._model.index(place, 0))
        selection.blockSignals(was_blocked)
        self.viewport().update()

    def _id_at(self, index: Index) -> str:
        assert self._dataset is not None
        return self._dataset.id_of(self._model.row_at(index.row()))

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self._chosen = self._id_at(current)
            self.event_chosen.emit(self._chosen)

    def _open_current(self) -> None:
        if self.currentIndex().isValid():
            self.event_opened.emit(self._id_at(self.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current event's sentence with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_current()
        else:
            super().keyPressEvent(event)


def certainty_of(event: Event) -> str:
    """Return in words how well the date is known: by itself, and what another source adds."""
    date = event.date
    parts = ["day known" if date.is_day_known else "duration" if date.form == "duration" else "doubtful"]
    if date.is_approximate:
        parts = ["approximate"]
    if date.is_uncertain:
        parts.append("uncertain")
    if event.date_basis is Basis.INFERRED:
        parts.append("inferred")
    if event.refined:
        parts.append(f"refined to {in_words(event.refined.date)}")
    return ", ".join(parts)


def _texts_of(dataset: Dataset, event: Event) -> tuple[str, ...]:
    layer = next((layer.title for layer in dataset.layers if layer.id == event.layer), "")
    layer = layer or (dataset.layers[0].title if dataset.layers else "")
    names = dict.fromkeys([*(quote.source for quote in event.quotes), *event.references])
    sources = [dataset.sources[name].title for name in names if name in dataset.sources]
    status = "" if event.status is Status.HAPPENED else event.status.value
    sourced = "; ".join(sources) or ("unsourced" if event.is_unsourced else "")
    return in_words(event.date), event.title, event.lane, certainty_of(event), status or "happened", layer, sourced
