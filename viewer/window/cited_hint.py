"""Says how many more events have a search only in the name of a source they cite. One button in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from viewer.model.filters import mask_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from viewer.window.finder import Finder
    from viewer.workspace import Workspace


class CitedHint(QPushButton):
    """Hidden unless there are such events among those that the filter leaves.

    Signals:
        rows_wanted(object): they are to be listed; their rows, ascending.
    """

    rows_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("flat", "true")
        self.clicked.connect(lambda: self.rows_wanted.emit(self._rows))
        self._rows: NDArray[np.int64] | None = None
        self.hide()

    def consider(self, finder: Finder, workspace: Workspace) -> None:
        """Count after a search; an index still to be made has nothing to say."""
        if not finder.text or finder.index is None:
            self.hide()
            return
        rows, shown = finder.index.find_cited(finder.text), mask_of(workspace.dataset, workspace.filter)
        self._rows = rows if shown is None else rows[shown[rows]]
        self.setText(self.tr("{} more by source name").format(f"{len(self._rows):,}"))
        tip = self.tr("Events that cite a source whose name has “{}”: list them").format(finder.text)
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.setVisible(bool(len(self._rows)))
