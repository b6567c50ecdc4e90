"""The export dialog never replaces a file that nobody agreed to lose, and asks about each only once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from viewer.settings import Settings
from viewer.window.export_dialog import open_export_dialog


@pytest.fixture
def place(tmp_path):
    (tmp_path / "older").mkdir()
    made = tmp_path / "older" / "mine.svg"
    made.write_text("old")
    return made


@pytest.fixture
def dialog(window, workspace, qtbot):
    made = open_export_dialog(window, workspace, window.viewport.span, Settings(), lambda _path: None)
    yield made
    made.done(0)


def question(dialog):
    boxes = dialog.findChildren(QMessageBox)
    return boxes[0] if boxes else None


def answer(qtbot, dialog, words):
    box = question(dialog)
    next(button for button in box.buttons() if button.text().replace("&", "") == words).click()
    qtbot.waitUntil(lambda: question(dialog) is None and not dialog.job.is_running)


def test_a_file_that_is_there_is_replaced_only_when_that_is_agreed(dialog, place, qtbot):
    dialog.path_field.setText(str(place))
    dialog.accept()
    assert "mine.svg" in question(dialog).text()
    assert str(place.parent) in question(dialog).informativeText()
    answer(qtbot, dialog, "Cancel")
    assert place.read_text() == "old"
    dialog.accept()
    answer(qtbot, dialog, "Replace")
    assert place.read_text().startswith("<svg")


def test_enter_alone_replaces_nothing(dialog, place):
    dialog.path_field.setText(str(place))
    dialog.accept()
    assert question(dialog).defaultButton().text().replace("&", "") == "Cancel"


def test_what_the_file_dialog_has_asked_is_not_asked_again(dialog, place, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    dialog.form.browse_button.click()
    dialog.accept()
    assert question(dialog) is None
    qtbot.waitUntil(lambda: place.read_text() != "old")


def test_a_file_the_dialog_has_just_written_is_written_again_without_asking(dialog, tmp_path, qtbot):
    dialog.path_field.setText(str(tmp_path / "new.svg"))
    for title in ("First", "Second"):
        dialog.form.title_field.setText(title)
        dialog.accept()
        qtbot.waitUntil(lambda: not dialog.job.is_running)
    assert question(dialog) is None
    assert "Second" in (tmp_path / "new.svg").read_text()


def test_who_names_another_place_and_comes_back_is_asked_again(dialog, place, tmp_path):
    dialog.path_field.setText(str(place))
    dialog.form.agree()
    dialog.path_field.setText(str(tmp_path / "other.svg"))
    dialog.path_field.setText(str(place))
    dialog.accept()
    assert question(dialog) is not None


def test_a_name_too_long_to_look_for_is_told_by_whoever_writes(dialog, tmp_path, qtbot):
    dialog.path_field.setText(str(tmp_path / f"{'x' * 300}.svg"))
    dialog.accept()
    qtbot.waitUntil(lambda: not dialog.job.is_running)
    assert "too long" in dialog.trouble.text()
