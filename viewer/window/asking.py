"""Questions of one field or one button, closed for good when they are answered; each part says what it is for.

Nothing waits for an answer: `open` returns at once. Whoever asks imports this when there is something to ask, so that
a start does without these widgets.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QInputDialog, QLineEdit, QMessageBox, QPushButton, QWidget


def field_dialog(parent: QWidget, title: str, words: str) -> QInputDialog:
    """Return a dialog of one field below `words`, not yet open."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(words)
    return dialog


def describe(dialog: QInputDialog, field: str, doing: str) -> None:
    """Say of an open dialog what its field takes and what its button does; Qt makes them when it is opened."""
    for part in (*dialog.findChildren(QLineEdit), *dialog.findChildren(QComboBox)):
        part.setAccessibleDescription(field)
    nothing = QCoreApplication.translate("asking", "Close this and change nothing")
    for button in dialog.findChildren(QPushButton):
        is_cancel = button.text() == dialog.cancelButtonText()
        button.setAccessibleDescription(nothing if is_cancel else doing)


def question(parent: QWidget, title: str, text: str, more: str, doing: str) -> tuple[QMessageBox, QPushButton]:
    """Return a box that asks before `doing`, not yet open, and the button that agrees; Cancel is its default."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a name may look like HTML
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(more)
    agreeing = box.addButton(doing, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    return box, agreeing


def warning(parent: QWidget, title: str, text: str) -> QMessageBox:
    """Return a box that says what is wrong, not yet open."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, text, QMessageBox.StandardButton.Ok, parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)  # a link may look like HTML
    return box
