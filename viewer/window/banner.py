"""The bar above the timeline that says how much is wrong with the dataset. It must not know what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from viewer.model.counting import counted


class ProblemBanner(QFrame):
    """Seen while the dataset has problems and nobody has closed it; another dataset opens it again.

    Signals:
        list_wanted(): the problems are to be read.
    """

    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "warning")
        self._read, self._close = QPushButton(), QPushButton("×")
        self._close.setAccessibleName(self.tr("Close this bar"))
        self._close.setToolTip(self.tr("Close this bar; the View menu has the list of problems too"))
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 2, 2)
        for button in (self._read, self._close):
            button.setProperty("flat", "true")
            row.addWidget(button)
        row.insertStretch(1)
        self._read.clicked.connect(self.list_wanted)
        self._close.clicked.connect(self.hide)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Say how many problems there are; none hides the bar."""
        problems = counted(count, self.tr("problem"), self.tr("problems"))
        read = self.tr("read it") if count == 1 else self.tr("read them")
        said = self.tr("{} in this dataset: {}").format(problems, read)
        self._read.setText(said)
        self.setAccessibleName(said)
        self.setVisible(bool(count))
