from __future__ import annotations

import pypdf
import pytest
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QProgressDialog

from viewer.settings import Settings
from viewer.theme import load_theme
from viewer.window import outgoing
from viewer.window.export_dialog import open_export_dialog
from viewer.window.export_preview import ExportPreview


@pytest.fixture
def dialog(window, workspace, tmp_path):
    Settings().save_export_choice("folder", str(tmp_path))
    made = open_export_dialog(window, workspace, window.viewport.span, Settings(), lambda _path: None)
    yield made
    made.done(0)


@pytest.fixture(autouse=True)
def clean_clipboard(qapp):
    QGuiApplication.clipboard().setText("mine")
    yield
    QGuiApplication.clipboard().clear()


def ended(qtbot, dialog):
    """Wait until nothing is being done any more."""
    qtbot.waitUntil(lambda: not dialog.job.is_running)


def choose_nothing_at_all(dialog):
    dialog.form.what_field.setCurrentIndex(dialog.form.what_field.findData("range"))
    dialog.form.range_field.setText("1999")
    dialog.refresh()


def print_into(path):
    def choose(asked):
        asked.printer().setOutputFileName(str(path))
        return QDialog.DialogCode.Accepted

    return choose


def told(qtbot, window, words):
    """Wait until the status bar says so, and the worker is gone."""
    qtbot.waitUntil(lambda: window.statusBar().currentMessage() == words)
    qtbot.waitUntil(lambda: window.findChild(QProgressDialog) is None)


def colours_of(image):
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_a_range_without_events_is_said_and_exports_nothing(dialog, tmp_path, qtbot):
    choose_nothing_at_all(dialog)
    dialog.accept()
    ended(qtbot, dialog)
    assert "1999" in dialog.trouble.text()
    assert list(tmp_path.glob("*.png")) == []


def test_nothing_to_draw_leaves_the_clipboard_as_it_was(dialog, qtbot):
    choose_nothing_at_all(dialog)
    dialog.copy()
    ended(qtbot, dialog)
    assert QGuiApplication.clipboard().text() == "mine"


def test_nothing_to_draw_asks_for_no_printer(dialog, monkeypatch):
    asked = []
    monkeypatch.setattr(QPrintDialog, "exec", asked.append)
    choose_nothing_at_all(dialog)
    dialog.print()
    assert asked == []


def test_the_trouble_goes_when_it_is_mended(dialog, qtbot):
    choose_nothing_at_all(dialog)
    dialog.form.range_field.setText("2024")
    dialog.refresh()
    ended(qtbot, dialog)
    assert dialog.trouble.text() == ""
    assert dialog.preview.scene is not None


def test_a_copied_picture_is_told(dialog, qtbot):
    dialog.copy()
    ended(qtbot, dialog)
    assert dialog.status.result.text() == "The picture is on the clipboard, as PNG and as SVG."
    data = QGuiApplication.clipboard().mimeData()
    assert data.data("image/png").startsWith(b"\x89PNG")
    assert b"Arrival" in data.data("image/svg+xml").data()
    assert not QGuiApplication.clipboard().image().isNull()


def test_a_print_says_how_many_sheets_it_took(dialog, monkeypatch, tmp_path, qtbot):
    monkeypatch.setattr(QPrintDialog, "exec", print_into(tmp_path / "out.pdf"))
    dialog.print_button.click()
    ended(qtbot, dialog)
    assert dialog.status.result.text() == "Printed: 1 sheet."
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_a_print_that_is_called_off_says_nothing(dialog, monkeypatch):
    monkeypatch.setattr(QPrintDialog, "exec", lambda _asked: QDialog.DialogCode.Rejected)
    dialog.print_button.click()
    assert dialog.status.result.text() == ""
    assert dialog.form.isEnabled()


def test_a_page_larger_than_the_sheet_is_tiled(dialog, monkeypatch, tmp_path, qtbot):
    form = dialog.form
    form.page_field.setCurrentIndex(form.page_field.findData("custom"))
    form.unit_field.setCurrentIndex(form.unit_field.findData("mm"))
    form.width_field.setValue(700)
    form.height_field.setValue(300)
    monkeypatch.setattr(QPrintDialog, "exec", print_into(tmp_path / "out.pdf"))
    dialog.print()
    ended(qtbot, dialog)
    assert "sheets" in dialog.status.result.text()


def test_a_page_as_large_as_the_sheet_is_printed_on_it_turned(dialog, monkeypatch, tmp_path, qtbot):
    form = dialog.form
    form.page_field.setCurrentIndex(form.page_field.findData("a4-landscape"))
    monkeypatch.setattr(QPrintDialog, "exec", print_into(tmp_path / "out.pdf"))
    dialog.print()
    ended(qtbot, dialog)
    assert dialog.status.result.text() == "Printed: 1 sheet."
    wide, high = (float(side) for side in pypdf.PdfReader(tmp_path / "out.pdf").pages[0].mediabox[2:])
    assert wide > high


def test_the_button_says_what_becomes_of_a_larger_page(dialog):
    assert "over several" in dialog.print_button.toolTip()


def test_a_folder_that_is_not_there_is_said_and_the_dialog_can_be_used_again(dialog, tmp_path, qtbot):
    dialog.path_field.setText(str(tmp_path / "gone" / "mine.svg"))
    dialog.accept()
    ended(qtbot, dialog)
    assert "mine.svg" in dialog.trouble.text()
    assert dialog.form.isEnabled()
    assert dialog.export_button.isEnabled()


def test_the_way_to_the_folder_goes_when_the_next_thing_is_told(dialog, tmp_path, qtbot):
    dialog.path_field.setText(str(tmp_path / "mine.svg"))
    dialog.accept()
    qtbot.waitUntil(dialog.status.folder_button.isVisible)
    dialog.copy()
    ended(qtbot, dialog)
    assert not dialog.status.folder_button.isVisible()


def test_the_last_letter_typed_is_in_the_file(dialog, tmp_path, qtbot):
    dialog.path_field.setText(str(tmp_path / "mine.svg"))
    dialog.form.title_field.setText("Typed just now")
    dialog.accept()
    ended(qtbot, dialog)
    assert "Typed just now" in (tmp_path / "mine.svg").read_text()


@pytest.mark.parametrize("name", ["light", "dark", "print"])
def test_the_preview_shows_the_colours_of_the_figure(dialog, qtbot, name):
    dialog.form.theme_field.setCurrentIndex(dialog.form.theme_field.findData(name))
    dialog.refresh()
    ended(qtbot, dialog)
    assert load_theme(name).colour("card").lower() in colours_of(dialog.preview.grab().toImage())
    assert dialog.preview.accessibleDescription().startswith("PNG: 1600 × ")


def test_a_preview_of_nothing_is_blank(qtbot):
    preview = ExportPreview()
    qtbot.addWidget(preview)
    assert len(colours_of(preview.grab().toImage())) == 1
    assert preview.scene is None


def test_the_preview_is_painted_anew_for_another_size(dialog, qtbot):
    ended(qtbot, dialog)
    with qtbot.waitSignal(dialog.preview.resized):
        dialog.resize(1600, 900)
    wide = dialog.preview.room_px[0]
    qtbot.waitUntil(lambda: dialog.preview.picture_px[0] == wide)


def test_a_copy_from_the_menu_is_told_in_the_status_bar(window, workspace, qtbot):
    outgoing.copy(window, workspace, window.viewport.span, Settings())
    told(qtbot, window, "This view is on the clipboard as a picture.")
    assert not QGuiApplication.clipboard().image().isNull()


def test_a_print_from_the_menu_is_told_in_the_status_bar(window, workspace, monkeypatch, tmp_path, qtbot):
    monkeypatch.setattr(QPrintDialog, "exec", print_into(tmp_path / "out.pdf"))
    outgoing.print_view(window, workspace, window.viewport.span, Settings())
    told(qtbot, window, "Printed: 1 sheet.")


def test_a_view_with_nothing_in_it_is_said_when_it_is_printed(window, workspace, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[1:]))
    workspace.set_filter(type(workspace.filter)(frozenset({"article", "record"})))
    outgoing.print_view(window, workspace, window.viewport.span, Settings())
    assert said == [("Print", "There is nothing to draw: no event that is shown lies in this view.")]


def test_data_that_is_called_off_writes_nothing_and_says_nothing(window, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    before = window.statusBar().currentMessage()
    outgoing.export_data(window, workspace, Settings())
    assert window.statusBar().currentMessage() == before


def test_written_data_is_told_and_its_folder_is_offered_next(window, workspace, tmp_path, monkeypatch, qtbot):
    offered = []
    place = str(tmp_path / "mine.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (offered.append(asked[2]), (place, ""))[1])
    for _ in range(2):
        outgoing.export_data(window, workspace, Settings())
        told(qtbot, window, f"Written: {place}")
        window.statusBar().clearMessage()
    assert offered[1] == str(tmp_path / "test.csv")


def test_a_name_with_neither_ending_nor_kind_is_a_table(window, workspace, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    outgoing.export_data(window, workspace, Settings())
    told(qtbot, window, f"Written: {tmp_path / 'mine.csv'}")
    assert (tmp_path / "mine.csv").is_file()
