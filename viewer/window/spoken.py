"""What the parts of a small dialog are for, in words, for those who hear it only. Light: the first paint needs it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit, QPushButton


def describe(dialog: QInputDialog, field: str, doing: str) -> None:
    """Say of an open dialog what its field takes and what its button does; Qt makes them when it is opened."""
    for part in (*dialog.findChildren(QLineEdit), *dialog.findChildren(QComboBox)):
        part.setAccessibleDescription(field)
    nothing = QCoreApplication.translate("spoken", "Close this and change nothing")
    for button in dialog.findChildren(QPushButton):
        is_cancel = button.text() == dialog.cancelButtonText()
        button.setAccessibleDescription(nothing if is_cancel else doing)
