"""What the export dialog is doing, and what came of it. It does nothing itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget


class ExportStatus(QWidget):
    """A line of words with a bar while something is being done, and afterwards how it ended.

    Signals:
        folder_requested(): the folder of the written file is to be shown.
    """

    folder_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.doing = QLabel()
        self.doing.setProperty("tone", "muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the export"))
        self.result = QLabel()
        self.result.setWordWrap(True)
        self.result.setProperty("tone", "ok")
        self.folder_button = QPushButton(self.tr("Open folder"))
        self.folder_button.clicked.connect(self.folder_requested)
        told = QHBoxLayout()
        told.addWidget(self.result, 1)
        told.addWidget(self.folder_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(told)
        column.addWidget(self.doing)
        column.addWidget(self.bar)
        for hidden in (self.doing, self.bar, self.result, self.folder_button):
            hidden.hide()

    def begin(self) -> None:
        """Something is being done from now on; what was told before is over."""
        self.result.hide()
        self.folder_button.hide()
        self.doing.setText("")
        self.doing.show()
        self.bar.show()

    def say(self, doing: str) -> None:
        """Say what is being done."""
        self.doing.setText(self.tr("{}…").format(doing))

    def end(self) -> None:
        """Nothing is being done any more."""
        self.doing.hide()
        self.bar.hide()

    def tell(self, result: str, *, has_folder: bool = False) -> None:
        """Say what came of it, and offer the folder of a written file."""
        self.result.setText(result)
        self.result.show()
        self.folder_button.setVisible(has_folder)
