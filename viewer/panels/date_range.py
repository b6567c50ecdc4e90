"""Two fields for the ends of a stretch of time, as EDTF. A date that cannot be read is said, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from viewer.model.calendar import civil_from_us
from viewer.model.dates import DateError
from viewer.model.edtf import parse_edtf
from viewer.panels.type_style import type_style

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

Range = tuple[int | None, int | None]


class DateRange(QWidget):
    """From and to, each a date of any precision or empty; "to" holds to the end of its date.

    Signals:
        changed(object): a person entered other ends: start and end (exclusive) in microseconds, None being open.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dates: Range = (None, None)
        self._first = self._field(self.tr("From"), self.tr("as 2024-06"))
        self._last = self._field(self.tr("to"), self.tr("as 2024-10-11"))
        self._trouble = QLabel()
        self._trouble.setWordWrap(True)
        self._trouble.setProperty("tone", "warning")
        self._trouble.setStyleSheet(type_style("note"))
        self._trouble.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        for words, field in ((self.tr("From"), self._first), (self.tr("to"), self._last)):
            label = QLabel(words)
            label.setBuddy(field)
            row.addWidget(label)
            row.addWidget(field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row)
        column.addWidget(self._trouble)

    def set_dates(self, dates: Range) -> None:
        """Show these ends; a field that says the same already keeps its words."""
        self._dates = dates
        for field, wanted_us, read in ((self._first, dates[0], _start_us), (self._last, dates[1], _end_us)):
            if self._read(field, read) != (True, wanted_us):
                field.setText("" if wanted_us is None else _day_text(wanted_us, is_end=field is self._last))
        self._show_trouble("")

    def _field(self, name: str, example: str) -> QLineEdit:
        field = _DateField()
        field.setPlaceholderText(example)
        field.setMinimumWidth(64)
        field.setAccessibleName(self.tr("Shown dates: {}").format(name.lower()))
        field.setAccessibleDescription(self.tr("A year, month or day, as 2024, 2024-06 or 2024-06-25; empty is open."))
        field.editingFinished.connect(self._on_entered)
        return field

    def _on_entered(self) -> None:
        try:
            dates = _start_us(self._first.text()), _end_us(self._last.text())
        except DateError as error:
            self._show_trouble(str(error))
            return
        if dates[0] is not None and dates[1] is not None and dates[0] >= dates[1]:
            self._show_trouble(self.tr("The first date comes after the last: exchange them."))
            return
        self._show_trouble("")
        if dates != self._dates:
            self._dates = dates
            self.changed.emit(dates)

    def _read(self, field: QLineEdit, read: Callable[[str], int | None]) -> tuple[bool, int | None]:
        try:
            return True, read(field.text())
        except DateError:
            return False, None

    def _show_trouble(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
        for field, read in ((self._first, _start_us), (self._last, _end_us)):
            is_invalid = bool(words) and not self._read(field, read)[0]
            field.setProperty("invalid", "true" if is_invalid else "false")
            field.style().polish(field)


class _DateField(QLineEdit):
    """A field that takes its text at Enter without letting Enter go any further."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        event.accept()


def _start_us(text: str) -> int | None:
    return parse_edtf(text.strip()).earliest_us if text.strip() else None


def _end_us(text: str) -> int | None:
    return parse_edtf(text.strip()).latest_us if text.strip() else None


def _day_text(instant_us: int, *, is_end: bool) -> str:
    """Return the day of an instant as EDTF; an end is exclusive, so that its day is the one before.

    Beyond four digits a year stands for itself where it begins or ends with that day.
    """
    at = civil_from_us(instant_us - 1 if is_end else instant_us)
    if abs(at.year) <= 9999:
        return f"{'-' if at.year < 0 else ''}{abs(at.year):04d}-{at.month:02d}-{at.day:02d}"
    is_whole = (at.month, at.day) == ((12, 31) if is_end else (1, 1))
    return f"Y{at.year}" if is_whole else f"Y{at.year}-{at.month:02d}-{at.day:02d}"
