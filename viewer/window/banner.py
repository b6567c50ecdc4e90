"""The bar above the timeline that says how much is wrong with the dataset. It must not know what is wrong."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from viewer.model.counting import counted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton


class ProblemBanner(QFrame):
    """Seen while the dataset has problems and nobody has closed it; another dataset opens it again.

    Signals:
        list_wanted(): the problems are to be read.
    """

    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "warning")
        self.hide()

    @cached_property
    def _read(self) -> QPushButton:
        """The button that says how much is wrong, made with the other one when something is for the first time."""
        from PySide6.QtWidgets import QHBoxLayout, QPushButton  # noqa: PLC0415  a start without problems does without

        read, close = QPushButton(), QPushButton("×")
        close.setAccessibleName(self.tr("Close this bar"))
        close.setToolTip(self.tr("Close this bar; the View menu has the list of problems too"))
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 2, 2)
        for button in (read, close):
            button.setProperty("flat", "true")
            row.addWidget(button)
        row.insertStretch(1)
        read.clicked.connect(self.list_wanted)
        close.clicked.connect(self.hide)
        return read

    def set_count(self, count: int) -> None:
        """Say how many problems there are; none hides the bar."""
        if not count:
            self.hide()
            return
        problems = counted(count, self.tr("problem"), self.tr("problems"))
        read = self.tr("read it") if count == 1 else self.tr("read them")
        said = self.tr("{} in this dataset: {}").format(problems, read)
        self._read.setText(said)
        self.setAccessibleName(said)
        self.show()
