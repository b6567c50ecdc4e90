"""Where pictures go that become no file: the clipboard, a printer. It draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.window.export_work import Copied

_SVG = "image/svg+xml"
_PNG = "image/png"


def put_on_clipboard(copied: Copied) -> None:
    """Put a picture on the clipboard in all its forms, so that each program that pastes it takes the best it can."""
    data = QMimeData()
    data.setData(_SVG, QByteArray(copied.svg))
    data.setData(_PNG, QByteArray(copied.png))
    data.setImageData(copied.image)
    data.setText(copied.name)
    QGuiApplication.clipboard().setMimeData(data)


def ask_for_printer(parent: QWidget, title: str) -> QPrinter | None:
    """Ask for a printer for something with a title; None if the person changed their mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(parent.tr("Print"))
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None
