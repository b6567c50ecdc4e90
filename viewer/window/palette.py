"""The command palette: type a few letters of an action or an event, press Enter. Setters in, signals out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from viewer.model.search import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

_MOST_LISTED = 60


class Entry(Struct, frozen=True):
    """One thing the palette offers: what it says, a note beside it, and the key it answers with."""

    text: str
    note: str
    key: str


class Palette(QDialog):
    """A field and the entries that match it.

    Signals:
        chosen(str): the key of an entry.
    """

    chosen = Signal(str)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = tuple(entries)
        self._folded = [folded(f"{entry.text} {entry.note}") for entry in entries]
        self.setWindowTitle(self.tr("Commands and events"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(560, 420)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Type a command or an event"))
        self.field.setAccessibleName(self.tr("Command or event"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Matching commands and events"))
        self.list.setAccessibleDescription(self.tr("Up and Down choose one, Enter does it or goes there."))
        self.field.setAccessibleDescription(self.list.accessibleDescription())
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._show)
        self.field.returnPressed.connect(self._choose)
        self.list.itemActivated.connect(lambda _: self._choose())
        self._show("")

    def matching(self, text: str) -> list[Entry]:
        """Return the entries that contain every word of the text, those beginning with it first."""
        words = folded(text).split()
        found = [number for number, own in enumerate(self._folded) if all(word in own for word in words)]
        found.sort(key=lambda number: not self._folded[number].startswith(folded(text)))
        return [self._entries[number] for number in found[:_MOST_LISTED]]

    def _show(self, text: str) -> None:
        self.list.clear()
        for entry in self.matching(text):
            item = QListWidgetItem(f"{entry.text}   {entry.note}" if entry.note else entry.text)
            item.setData(Qt.ItemDataRole.UserRole, entry.key)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            key = str(item.data(Qt.ItemDataRole.UserRole))
            self.accept()
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the list from the field."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
