from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog

from viewer.window.export_work import Copied
from viewer.window.outputs import ask_for_printer, put_on_clipboard


def test_a_picture_is_on_the_clipboard_in_every_form(qapp):
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(0)
    put_on_clipboard(Copied("A name", b"png", b"<svg/>", image))
    data = QGuiApplication.clipboard().mimeData()
    assert (data.data("image/png"), data.data("image/svg+xml"), data.text()) == (b"png", b"<svg/>", "A name")
    assert data.imageData().width() == 3
    QGuiApplication.clipboard().clear()


def test_the_printer_that_is_chosen_knows_what_it_prints(window, monkeypatch):
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: QDialog.DialogCode.Accepted)
    assert ask_for_printer(window, "A timeline").docName() == "A timeline"


def test_without_a_printer_there_is_none(window, monkeypatch):
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: QDialog.DialogCode.Rejected)
    assert ask_for_printer(window, "A timeline") is None
