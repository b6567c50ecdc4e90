from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from viewer.settings import Settings
from viewer.window import outgoing


def test_the_view_is_copied_as_a_picture_in_two_forms(window, workspace):
    outgoing.copy(window, workspace, window.viewport.span, Settings())
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert b"Arrival" in bytes(data.data("image/svg+xml"))


@pytest.mark.parametrize(("name", "words"), [("x.csv", "Arrival"), ("x.md", "about 400 police officers")])
def test_what_is_shown_is_written_as_the_kind_the_name_asks_for(window, workspace, tmp_path, monkeypatch, name, words):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
    outgoing.export_data(window, workspace, Settings())
    text = (tmp_path / name).read_text()
    assert words in text
    assert "Report" not in text  # its layer is hidden


def test_a_name_without_an_ending_gets_that_of_the_chosen_kind(window, workspace, tmp_path, monkeypatch):
    chosen = (str(tmp_path / "mine"), "Sources as CSL-JSON, for reference managers (*.csl.json)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: chosen)
    outgoing.export_data(window, workspace, Settings())
    assert (tmp_path / "mine.csl.json").is_file()


def test_a_place_that_cannot_be_written_to_is_said(window, workspace, tmp_path, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[2]))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "x.csv"), ""))
    outgoing.export_data(window, workspace, Settings())
    assert "x.csv" in said[0]
