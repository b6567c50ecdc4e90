from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog

from viewer.export.formats.atomic import ExportError
from viewer.settings import Settings
from viewer.window import outputs


def test_the_picture_is_copied_in_both_forms(window, workspace):
    outputs.copy_picture(workspace, window.viewport.span, Settings())
    data = QGuiApplication.clipboard().mimeData()
    assert data.data("image/png").startsWith(b"\x89PNG")
    assert b"Arrival" in data.data("image/svg+xml").data()
    assert data.hasImage()
    QGuiApplication.clipboard().clear()


def test_nothing_to_copy_is_said(window, workspace):
    workspace.set_filter(type(workspace.filter)(frozenset({"article", "record"})))
    with pytest.raises(ExportError, match="nothing to draw"):
        outputs.copy_picture(workspace, window.viewport.span, Settings())


def test_the_view_is_printed_on_the_printer_that_is_chosen(window, workspace, monkeypatch, tmp_path):
    def choose(dialog):
        dialog.printer().setOutputFileName(str(tmp_path / "out.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    assert outputs.print_figure(window, workspace, window.viewport.span, Settings()) == "1 sheet"
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_a_print_that_is_called_off_prints_nothing(window, workspace, monkeypatch):
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: QDialog.DialogCode.Rejected)
    assert outputs.print_figure(window, workspace, window.viewport.span, Settings()) == ""
