"""The shown events of a dataset as rows of words, in an order of their own.

An event is read when its row is to be shown, so that a million rows cost no more than a screenful. It must not know
how the shown rows were chosen, nor the widget that shows them.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from viewer.model.certainty import certainty_in_words
from viewer.model.citation import cite_briefly
from viewer.model.columns import Flag
from viewer.model.date_words import in_words
from viewer.model.found_in import Place, places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from viewer.model.dataset import Dataset
    from viewer.model.events import Event

Index = QModelIndex | QPersistentModelIndex
_REMEMBERED = 512
_LARGE = 50_000


class Column(IntEnum):
    """The columns of the table, from the left."""

    DATE = 0
    TITLE = 1
    LANE = 2
    CERTAINTY = 3
    STATUS = 4
    LAYER = 5
    SOURCES = 6
    FOUND = 7


class EventModel(QAbstractTableModel):
    """Rows of a dataset, sorted by a column and then by time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._rows: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._column, self._order = Column.DATE, Qt.SortOrder.AscendingOrder
        self._by_time: tuple[Dataset | None, Qt.SortOrder, NDArray[np.int64]] = (None, self._order, self._rows)
        self._recent: dict[int, tuple[str, ...]] = {}
        self._heads = (
            self.tr("Date"),
            self.tr("Title"),
            self.tr("Lane"),
            self.tr("Certainty"),
            self.tr("Status"),
            self.tr("Layer"),
            self.tr("Sources"),
            self.tr("Found in"),
        )
        self._search = ""

    def put(self, dataset: Dataset | None, rows: Sequence[int] | NDArray[np.int64]) -> None:
        """Show these rows of a dataset, ascending, in the order last sorted by."""
        self.beginResetModel()
        if dataset is not self._dataset:
            self._recent.clear()
            self._by_time = None, self._order, self._rows[:0]
        self._dataset = dataset
        self._rows = self._picked_or_sorted(np.asarray(rows, dtype=np.int64))
        self.endResetModel()

    def set_search(self, text: str) -> None:
        """Say in FOUND where each event has the words of a search; "" says nothing."""
        if text != self._search:
            self._search = text
            self._recent.clear()
            if len(self._rows):
                last = self.index(len(self._rows) - 1, Column.FOUND)
                self.dataChanged.emit(self.index(0, Column.FOUND), last)

    def id_at(self, place: int) -> str:
        """Return the id of the event at a place from the top."""
        assert self._dataset is not None
        return self._dataset.id_of(int(self._rows[place]))

    def place_of(self, event_id: str) -> int | None:
        """Return how far from the top an event stands, None if it is not shown. Cost: O(n), without Python objects."""
        row = self._dataset.index_of(event_id) if self._dataset else None
        if row is None:
            return None
        places = np.flatnonzero(self._rows == row)
        return int(places[0]) if len(places) else None

    def _picked_or_sorted(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Sort rows; many by time are picked from the order of all, which is kept while a search comes and goes."""
        if self._dataset is None or len(rows) < _LARGE or self._column is not Column.DATE:
            return self._sorted(rows)
        dataset, order, by_time = self._by_time
        if dataset is not self._dataset or order is not self._order:
            by_time = self._sorted(np.arange(len(self._dataset)))
            self._by_time = self._dataset, self._order, by_time
        is_shown = np.zeros(len(by_time), np.bool_)
        is_shown[rows] = True
        return by_time[is_shown[by_time]]

    def _sorted(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        if self._dataset is None or not len(rows):
            return rows
        begin, is_rising = self._dataset.columns.begin[rows], self._order is Qt.SortOrder.AscendingOrder
        if self._column is Column.DATE:
            return rows[np.argsort(begin if is_rising else ~begin, kind="stable")]
        by_time = rows[np.argsort(begin, kind="stable")]
        keys = self._keys(by_time)
        if is_rising:
            return by_time[np.argsort(keys, kind="stable")]
        return by_time[::-1][np.argsort(keys[::-1], kind="stable")][::-1]

    def _keys(self, rows: NDArray[np.int64]) -> NDArray[Any]:
        """Return what to sort by: certainty by the width of the doubt, sources by whether there are quotes."""
        assert self._dataset is not None
        columns, title_of = self._dataset.columns, self._dataset.title_of
        keys: dict[Column, Callable[[], NDArray[Any]]] = {
            Column.TITLE: lambda: np.array([title_of(int(row)).casefold() for row in rows], dtype=object),
            Column.LANE: lambda: columns.lane[rows],
            Column.CERTAINTY: lambda: columns.finish[rows].astype(np.float64) - columns.begin[rows],
            Column.STATUS: lambda: columns.flags[rows] & (Flag.PLANNED | Flag.CLAIMED),
            Column.LAYER: lambda: columns.layer[rows],
            Column.SOURCES: lambda: columns.flags[rows] & (Flag.QUOTED | Flag.UNSOURCED),
            Column.FOUND: lambda: np.array([self._rank(int(row)) for row in rows], dtype=np.int64),
        }
        return keys[self._column]()

    def _found(self, row: int) -> tuple[Place, ...]:
        assert self._dataset is not None
        return places_of(self._dataset.event(row), self._dataset.sources, self._search) if self._search else ()

    def _rank(self, row: int) -> int:
        """Return how far down in an event its first hit is."""
        return min((list(Place).index(place) for place in self._found(row)), default=len(Place))

    def _texts(self, place: int) -> tuple[str, ...]:
        assert self._dataset is not None
        row = int(self._rows[place])
        if row not in self._recent:
            if len(self._recent) >= _REMEMBERED:
                self._recent.clear()
            found = ", ".join(self._found(row))
            self._recent[row] = (*self._texts_of(self._dataset.event(row), self._dataset), found)
        return self._recent[row]

    def _texts_of(self, event: Event, dataset: Dataset) -> tuple[str, ...]:
        layers = {layer.id: layer.title for layer in dataset.layers}
        layer = layers.get(event.layer or next(iter(layers), ""), event.layer)
        certainty, sources = certainty_in_words(event), self._sources(event, dataset)
        return in_words(event.date), event.title, event.lane, certainty, str(event.status), layer, sources

    def _sources(self, event: Event, dataset: Dataset) -> str:
        if event.is_unsourced:
            return self.tr("no source is named")
        names = dict.fromkeys([*(quote.source for quote in event.quotes), *event.references])
        known = dataset.sources
        return "; ".join(cite_briefly(known[name]) if name in known else name for name in names)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of shown events."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the words of a cell, as tool tip too; for screen readers the whole row in one sentence."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._texts(index.row())[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            texts = zip(self._heads, self._texts(index.row()), strict=True)
            return ", ".join(f"{head}: {text}" for head, text in texts if text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> str | None:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, equal ones by time. The titles of a million events take a few seconds."""
        if column >= 0:
            self._column, self._order = Column(column), order
            self.put(self._dataset, np.sort(self._rows))
