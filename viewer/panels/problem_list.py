"""What is wrong with the dataset, one by one: where, what, and what to do; copyable. No files, no workspace."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.loading.report import as_line, as_lines
from viewer.model.counting import counted
from viewer.panels.problem_delegate import PROBLEM_ROLE, ProblemDelegate
from viewer.panels.type_style import type_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent

    from viewer.loading.problems import Problem
    from viewer.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_MOST_LISTED = 1_000
_HASH = re.compile(r"\b[0-9a-f]{64}\b")


class ProblemList(QWidget):
    """The problems of the dataset on the table, errors and warnings told apart in words and in colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()
        self._model = _ProblemModel(self)
        self._delegate = ProblemDelegate(self)
        self._head = QLabel()
        self._head.setWordWrap(True)
        self._head.setStyleSheet(type_style("strong"))
        self._list = _ProblemView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._delegate)
        self._list.setAccessibleName(self.tr("Problems of the dataset"))
        self._list.setAccessibleDescription(self.tr("Where, what, and what to do. Ctrl+C copies the chosen ones."))
        self._copy = QPushButton(self.tr("Copy all"))
        self._copy.setAccessibleName(self.tr("Copy all problems"))
        self._copy.setAccessibleDescription(self.tr("Copy the whole list as text, one problem a line"))
        self._copy.clicked.connect(self.copy)
        self._lay_out()
        self.set_problems(())

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """List these problems in the order given; none is said too."""
        self._problems = tuple(problems)
        self._model.put(self._problems[:_MOST_LISTED])
        self._head.setText(self._summary())
        self._copy.setEnabled(bool(self._problems))

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._delegate.set_theme(theme)
        self._list.viewport().update()

    def copy(self) -> None:
        """Put every problem on the clipboard, one a line, those beyond the list as well."""
        QGuiApplication.clipboard().setText(as_lines(self._problems))

    def copy_chosen(self) -> None:
        """Put the chosen problems on the clipboard, one a line; nothing happens where none is chosen."""
        if chosen := self._chosen():
            QGuiApplication.clipboard().setText(as_lines(chosen))

    def copy_menu(self) -> QMenu:
        """Return a menu with what can be copied of the chosen problems: their lines, and a SHA-256 by itself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = menu.addAction(self.tr("Copy"), self.copy_chosen)
        lines.setEnabled(bool(self._list.selectedIndexes()))
        if found := _HASH.search(as_lines(self._chosen())):
            menu.addAction(self.tr("Copy the SHA-256"), partial(QGuiApplication.clipboard().setText, found[0]))
        menu.addAction(self.tr("Copy all"), self.copy)
        return menu

    def _chosen(self) -> list[Problem]:
        return [self._problems[place] for place in sorted(index.row() for index in self._list.selectedIndexes())]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._head, 1)
        head.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._list, 1)

    def _summary(self) -> str:
        count, shown = len(self._problems), min(len(self._problems), _MOST_LISTED)
        if not count:
            return self.tr("Nothing is wrong with this dataset: every quote is verbatim, every reference is there.")
        errors = sum(problem.is_error for problem in self._problems)
        counts = [counted(errors, self.tr("error"), self.tr("errors"))] if errors else []
        if count > errors:
            counts.append(counted(count - errors, self.tr("warning"), self.tr("warnings")))
        words = self.tr("{}. What could be read is shown.").format(", ".join(counts))
        rest = self.tr("The first {} are listed.").format(f"{shown:,}")
        return f"{words} {rest}" if shown < count else words

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be copied, by the mouse and by the menu key alike."""
        self.copy_menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen problems."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_chosen()
            return
        super().keyPressEvent(event)


class _ProblemView(QListView):
    """A list whose rows are as high as their wrapped text."""

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Copy to the panel around the list; the list itself would copy one line only."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for the new width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.doItemsLayout()


class _ProblemModel(QAbstractListModel):
    """Problems as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._problems: Sequence[Problem] = ()

    def put(self, problems: Sequence[Problem]) -> None:
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of listed problems."""
        return 0 if parent is not None and parent.isValid() else len(self._problems)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a problem as one line, for screen readers and tool tips too, or itself under PROBLEM_ROLE."""
        texts = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
        if role in texts:
            return as_line(self._problems[index.row()])
        return self._problems[index.row()] if role == PROBLEM_ROLE else None
