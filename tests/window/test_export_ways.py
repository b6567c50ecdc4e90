from __future__ import annotations

import threading

import pytest
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from viewer.export.formats.atomic import ExportError
from viewer.settings import Settings
from viewer.theme import load_theme
from viewer.window import outgoing
from viewer.window.export_dialog import open_export_dialog
from viewer.window.export_job import ExportJob
from viewer.window.export_preview import ExportPreview


@pytest.fixture
def dialog(window, workspace, tmp_path):
    Settings().save_export_choice("folder", str(tmp_path))
    made = open_export_dialog(window, workspace, window.viewport.span, Settings(), lambda _path: None)
    yield made
    made.done(0)


@pytest.fixture
def job(qapp):
    made = ExportJob()
    yield made
    made.close()


def choose_nothing_at_all(dialog):
    dialog.form.what_field.setCurrentIndex(dialog.form.what_field.findData("range"))
    dialog.form.range_field.setText("1999")
    dialog.refresh()


def print_into(path):
    def choose(asked):
        asked.printer().setOutputFileName(str(path))
        return QDialog.DialogCode.Accepted

    return choose


def said_on(widget):
    return " ".join(label.text() for label in widget.findChildren(type(widget.trouble)))


def colours_of(image):
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_a_range_without_events_is_said_and_exports_nothing(dialog, tmp_path):
    choose_nothing_at_all(dialog)
    dialog.accept()
    assert "1999" in dialog.trouble.text()
    assert not dialog.job.is_running
    assert list(tmp_path.glob("*.png")) == []


def test_nothing_to_draw_leaves_the_clipboard_as_it_was(dialog):
    QGuiApplication.clipboard().setText("mine")
    choose_nothing_at_all(dialog)
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "mine"


def test_nothing_to_draw_asks_for_no_printer(dialog, monkeypatch):
    asked = []
    monkeypatch.setattr(QPrintDialog, "exec", asked.append)
    choose_nothing_at_all(dialog)
    dialog.print()
    assert asked == []


def test_the_trouble_goes_when_it_is_mended(dialog):
    choose_nothing_at_all(dialog)
    dialog.form.range_field.setText("2024")
    dialog.refresh()
    assert "1999" not in dialog.trouble.text()


def test_a_copied_picture_is_told(dialog):
    dialog.copy()
    assert "The picture is on the clipboard, as PNG and as SVG." in said_on(dialog)
    QGuiApplication.clipboard().clear()


def test_a_print_says_how_many_sheets_it_took(dialog, monkeypatch, tmp_path):
    monkeypatch.setattr(QPrintDialog, "exec", print_into(tmp_path / "out.pdf"))
    dialog.print_button.click()
    assert "Printed: 1 sheet." in said_on(dialog)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


def test_a_print_that_is_called_off_says_nothing(dialog, monkeypatch):
    monkeypatch.setattr(QPrintDialog, "exec", lambda _asked: QDialog.DialogCode.Rejected)
    dialog.print_button.click()
    assert "Printed" not in said_on(dialog)


def test_a_page_larger_than_the_sheet_is_tiled(dialog, monkeypatch, tmp_path):
    form = dialog.form
    form.page_field.setCurrentIndex(form.page_field.findData("custom"))
    form.unit_field.setCurrentIndex(form.unit_field.findData("mm"))
    form.width_field.setValue(700)
    form.height_field.setValue(300)
    monkeypatch.setattr(QPrintDialog, "exec", print_into(tmp_path / "out.pdf"))
    dialog.print()
    assert "sheets" in said_on(dialog)


def test_a_folder_that_is_not_there_is_said_and_the_dialog_can_be_used_again(dialog, tmp_path, qtbot):
    dialog.path_field.setText(str(tmp_path / "gone" / "mine.svg"))
    with qtbot.waitSignal(dialog.job.failed):
        dialog.accept()
    assert "mine.svg" in dialog.trouble.text()
    assert dialog.form.isEnabled()
    assert dialog.export_button.isEnabled()


def test_while_a_file_is_written_the_close_button_gives_it_up(dialog, tmp_path, qtbot):
    dialog.path_field.setText(str(tmp_path / "mine.svg"))
    go_on = threading.Event()
    dialog.job.start(tmp_path / "mine.svg", lambda: (go_on.wait(30), b"late")[1])
    with qtbot.waitSignal(dialog.job.cancelled):
        dialog.close_button.click()
        go_on.set()
    assert dialog.isVisible()
    assert "Given up; nothing was written." in said_on(dialog)
    assert not (tmp_path / "mine.svg").exists()


def test_while_a_file_is_written_no_second_one_is_begun(dialog, tmp_path, qtbot):
    go_on = threading.Event()
    dialog.job.start(tmp_path / "first.svg", lambda: (go_on.wait(30), b"first")[1])
    dialog.path_field.setText(str(tmp_path / "second.svg"))
    dialog.accept()
    with qtbot.waitSignal(dialog.job.written):
        go_on.set()
    assert [path.name for path in tmp_path.glob("*.svg")] == ["first.svg"]


def test_the_way_to_the_folder_goes_when_the_next_thing_is_told(dialog, tmp_path, qtbot):
    dialog.path_field.setText(str(tmp_path / "mine.svg"))
    with qtbot.waitSignal(dialog.job.written):
        dialog.accept()
    assert dialog.folder_button.isVisible()
    dialog.copy()
    assert not dialog.folder_button.isVisible()
    QGuiApplication.clipboard().clear()


def test_the_last_letter_typed_is_in_the_file(dialog, tmp_path, qtbot):
    dialog.path_field.setText(str(tmp_path / "mine.svg"))
    dialog.form.title_field.setText("Typed just now")
    with qtbot.waitSignal(dialog.job.written):
        dialog.accept()
    assert "Typed just now" in (tmp_path / "mine.svg").read_text()


def test_a_job_that_fails_says_why_and_is_over(job, qtbot, tmp_path):
    def fail():
        raise ExportError("No room for it.")

    with qtbot.waitSignal(job.failed) as failed:
        job.start(tmp_path / "a.svg", fail)
    assert str(failed.args[0]) == "No room for it."
    assert not job.is_running


def test_a_file_that_was_there_is_kept_when_the_new_one_is_given_up(job, qtbot, tmp_path):
    place, go_on = tmp_path / "a.svg", threading.Event()
    place.write_bytes(b"old")
    job.start(place, lambda: (go_on.wait(30), b"new")[1])
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        go_on.set()
    assert place.read_bytes() == b"old"


def test_a_job_can_be_used_again_after_it_was_given_up(job, qtbot, tmp_path):
    with qtbot.waitSignal(job.cancelled):
        job.start(tmp_path / "a.svg", lambda: (job.cancel(), b"one")[1])
    with qtbot.waitSignal(job.written):
        job.start(tmp_path / "a.svg", lambda: b"two")
    assert (tmp_path / "a.svg").read_bytes() == b"two"


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_preview_paints_in_the_colours_of_the_figure(dialog, qtbot, name):
    preview = ExportPreview()
    qtbot.addWidget(preview)
    preview.put(dialog.preview.scene, load_theme(name), "A timeline")
    assert load_theme(name).colour("card").lower() in colours_of(preview.grab().toImage())
    assert preview.accessibleDescription() == "A timeline"


def test_a_preview_of_nothing_is_blank(qtbot):
    preview = ExportPreview()
    qtbot.addWidget(preview)
    assert len(colours_of(preview.grab().toImage())) == 1
    assert preview.scene is None


def test_a_copy_from_the_menu_is_told_in_the_status_bar(window, workspace):
    outgoing.copy(window, workspace, window.viewport.span, Settings())
    assert window.statusBar().currentMessage() == "This view is on the clipboard as a picture."
    assert not QGuiApplication.clipboard().image().isNull()
    QGuiApplication.clipboard().clear()


def test_a_print_from_the_menu_is_told_in_the_status_bar(window, workspace, monkeypatch, tmp_path):
    monkeypatch.setattr(QPrintDialog, "exec", print_into(tmp_path / "out.pdf"))
    outgoing.print_view(window, workspace, window.viewport.span, Settings())
    assert "1 sheet" in window.statusBar().currentMessage()


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


def test_written_data_is_told_and_its_folder_is_offered_next(window, workspace, tmp_path, monkeypatch):
    offered = []
    place = str(tmp_path / "mine.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (offered.append(asked[2]), (place, ""))[1])
    for _ in range(2):
        outgoing.export_data(window, workspace, Settings())
    assert window.statusBar().currentMessage() == f"Written: {place}"
    assert offered[1] == str(tmp_path / "test.csv")


def test_a_name_with_neither_ending_nor_kind_is_a_table(window, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    outgoing.export_data(window, workspace, Settings())
    assert (tmp_path / "mine.csv").is_file()
