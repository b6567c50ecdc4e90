"""How far loading has come, with a way to give it up: a strip in the status bar."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QLabel, QProgressBar

_BAR_PX = 180


class LoadProgress(QWidget):
    """Shown while a dataset is being read.

    Signals:
        cancel_requested(): Cancel was pressed.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()

    @cached_property
    def _parts(self) -> tuple[QLabel, QProgressBar]:
        """The words and the bar, made when there is first something to say: a start without does without them."""
        from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy  # noqa: PLC0415  above

        words, bar = QLabel(), QProgressBar()
        bar.setRange(0, 1000)
        bar.setFixedWidth(_BAR_PX)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("Progress of loading"))
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        cancel.clicked.connect(self.cancel_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        for widget in (words, bar, cancel):
            row.addWidget(widget)
        return words, bar

    def begin(self, path: Path) -> None:
        """Say what is being read."""
        self.advance(0.0, self.tr("Reading {}").format(path.name))
        self.show()

    def advance(self, share: float, words: str) -> None:
        """Say how far it has come: a share from 0 to 1, and what is being done."""
        label, bar = self._parts
        bar.setValue(round(1000 * share))
        if words:
            label.setText(words)

    def end(self) -> None:
        """Hide: it has been read, or given up."""
        self.hide()
