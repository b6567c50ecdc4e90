"""What is wrong with the dataset, line by line: where, what, and what to do. No files, no workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from viewer.loading.report import as_line, as_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from viewer.loading.problems import Problem

_MOST_LISTED = 1_000


class ProblemList(QWidget):
    """The problems of the dataset on the table, to be read and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()
        self._head = QLabel()
        self._head.setWordWrap(True)
        self._list = QListWidget()
        self._list.setWordWrap(True)
        self._list.setAccessibleName(self.tr("Problems of the dataset"))
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._copy = QPushButton(self.tr("Copy all"))
        self._copy.clicked.connect(self.copy)
        column = QVBoxLayout(self)
        column.addWidget(self._head)
        column.addWidget(self._list, 1)
        column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_problems(())

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """List these problems; none is said too."""
        self._problems = tuple(problems)
        self._list.clear()
        for problem in self._problems[:_MOST_LISTED]:
            self._list.addItem(QListWidgetItem(as_line(problem)))
        self._head.setText(self._summary())
        self._copy.setEnabled(bool(self._problems))

    def copy(self) -> None:
        """Put every problem on the clipboard, one a line."""
        QGuiApplication.clipboard().setText(as_lines(self._problems))

    def _summary(self) -> str:
        count, shown = len(self._problems), min(len(self._problems), _MOST_LISTED)
        if not count:
            return self.tr("Nothing is wrong with this dataset: every quote is verbatim, every reference is there.")
        words = self.tr("{} problems. What could be read is shown.").format(f"{count:,}")
        rest = self.tr("The first {} are listed.").format(f"{shown:,}")
        return f"{words} {rest}" if shown < count else words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen line, or all of them."""
        item = self._list.currentItem()
        if event.matches(QKeySequence.StandardKey.Copy) and item is not None:
            QGuiApplication.clipboard().setText(item.text())
        else:
            super().keyPressEvent(event)
