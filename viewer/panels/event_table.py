"""The events as a table, in step with the timeline: for search results, keyboards and screen readers.

No files, no workspace, no words: those are in `event_model`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from viewer.panels.event_model import Column, EventModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from viewer.model.dataset import Dataset

_ROW_PX = 26
_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_WIDTHS_PX = {
    Column.DATE: 190,
    Column.TITLE: 260,
    Column.LANE: 150,
    Column.CERTAINTY: 330,
    Column.STATUS: 90,
    Column.LAYER: 120,
    Column.SOURCES: 260,
    Column.FOUND: 74,
}


class EventTable(QTableView):
    """The shown events, a row each, with one of them chosen or none. A click on a heading sorts.

    Signals:
        event_chosen(str): a person moved to another row, by mouse or key; the event's id.
        event_opened(str): Enter or a double click on a row; the event's id.
    """

    event_chosen = Signal(str)
    event_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._chosen: str | None = None
        self._is_following = False
        self._model = EventModel(self)
        self.setModel(self._model)
        self._set_behaviour()
        self._set_look()
        self._model.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.doubleClicked.connect(self._on_double_clicked)

    def set_dataset(self, dataset: Dataset) -> None:
        """Take another dataset; nothing is shown of it until `set_shown`."""
        self._dataset, self._chosen = dataset, None
        self._model.put(dataset, ())

    def set_shown(self, rows: Sequence[int] | NDArray[np.int64]) -> None:
        """Show these rows of the dataset; what is chosen stays chosen where it is shown."""
        self._model.put(self._dataset, rows)

    def set_search(self, text: str) -> None:
        """Say of each row where it has the words of a search; without one there is no such column."""
        self._model.set_search(text)
        self.setColumnHidden(Column.FOUND, not text)

    def select(self, event_id: str | None) -> None:
        """Choose an event and bring it into view, without saying so again; None or a hidden event clears."""
        self._chosen = event_id
        self._restore()

    def shown_ids(self) -> list[str]:
        """Return the ids of the shown events, in the table's order."""
        return [self._model.id_at(place) for place in range(self._model.rowCount())]

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSortIndicator(Column.DATE, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.setAccessibleName(self.tr("Table of events"))
        self.setAccessibleDescription(
            self.tr("Every shown event in words. Up and Down choose one, and its sentence is shown.")
        )

    def _set_look(self) -> None:
        self.setMinimumHeight(80)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        for column, width_px in _WIDTHS_PX.items():
            self.setColumnWidth(column, width_px)
        header.moveSection(Column.FOUND, 0)  # beside the others nobody would see it
        self.setColumnHidden(Column.FOUND, True)

    def _restore(self) -> None:
        """Show what is chosen, after the rows changed or another view chose."""
        place = self._model.place_of(self._chosen) if self._chosen else None
        self._is_following = True
        if place is None:
            self.selectionModel().clear()
        else:
            index = self._model.index(place, max(0, self.currentIndex().column()))
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, how)
            self.scrollTo(index)
        self._is_following = False

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_following:
            self._chosen = self._model.id_at(current.row())
            self.event_chosen.emit(self._chosen)

    def _on_selection_changed(self) -> None:
        """Choose what was selected without being made current, as screen readers do."""
        selected = self.selectionModel().selectedRows()
        if len(selected) != 1 or self._is_following or selected[0].row() == self.currentIndex().row():
            return
        self.selectionModel().setCurrentIndex(selected[0], QItemSelectionModel.SelectionFlag.NoUpdate)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.event_opened.emit(self._model.id_at(index.row()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say why there is no row, if there is none."""
        super().paintEvent(event)
        if self._dataset is None or self._model.rowCount():
            return
        why = self.tr("No events match: clear the search or the filters to see them all.")
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        place = self.viewport().rect().adjusted(16, 16, -16, -16)
        painter.drawText(place, _CENTRED, why if len(self._dataset) else self.tr("This dataset has no events."))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current event's sentence with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.event_opened.emit(self._model.id_at(self.currentIndex().row()))
            return
        super().keyPressEvent(event)
