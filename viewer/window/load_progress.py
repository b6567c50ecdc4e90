"""How far loading has come, with a way to give it up: a strip in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

if TYPE_CHECKING:
    from pathlib import Path

_BAR_PX = 180


class LoadProgress(QWidget):
    """Shown while a dataset is being read.

    Signals:
        cancel_requested(): Cancel was pressed.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setFixedWidth(_BAR_PX)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of loading"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._cancel.clicked.connect(self.cancel_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        for widget in (self._words, self._bar, self._cancel):
            row.addWidget(widget)
        self.hide()

    def begin(self, path: Path) -> None:
        """Say what is being read."""
        self._words.setText(self.tr("Reading {}").format(path.name))
        self._bar.setValue(0)
        self.show()

    def advance(self, share: float, words: str) -> None:
        """Say how far it has come: a share from 0 to 1, and what is being done."""
        self._bar.setValue(round(1000 * share))
        if words:
            self._words.setText(words)

    def end(self) -> None:
        """Hide: it has been read, or given up."""
        self.hide()
