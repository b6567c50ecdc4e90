from __future__ import annotations

import threading

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QPushButton

from viewer.export.data.kinds import data_text
from viewer.painting.text_measure import measure
from viewer.settings import Settings
from viewer.window import outgoing


@pytest.fixture
def ended(qtbot, window):
    """Wait until nothing is being done beside the window."""

    def wait():
        qtbot.waitUntil(lambda: window.findChild(QProgressDialog) is None)

    yield wait
    wait()


def save_as(monkeypatch, path, kind=""):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))


def test_the_view_is_copied_as_a_picture_in_two_forms(window, workspace, ended):
    outgoing.copy(window, workspace, window.viewport.span, Settings())
    ended()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert b"Arrival" in bytes(data.data("image/svg+xml"))


def test_a_copy_that_takes_long_can_be_given_up(window, workspace, ended, monkeypatch):
    go_on = threading.Event()
    monkeypatch.setattr("viewer.window.export_work.measure", lambda *text: (go_on.wait(30), measure(*text))[1])
    QGuiApplication.clipboard().setText("mine")
    outgoing.copy(window, workspace, window.viewport.span, Settings())
    window.findChild(QProgressDialog).findChild(QPushButton).click()
    go_on.set()
    ended()
    assert QGuiApplication.clipboard().text() == "mine"
    assert window.statusBar().currentMessage() == "Given up."


def test_nothing_to_copy_is_said(window, workspace, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[2]))
    workspace.set_filter(type(workspace.filter)(frozenset({"article", "record"})))
    outgoing.copy(window, workspace, window.viewport.span, Settings())
    assert "nothing to draw" in said[0]


@pytest.mark.parametrize(("name", "words"), [("x.csv", "Arrival"), ("x.md", "about 400 police officers")])
def test_what_is_shown_is_written_as_the_kind_the_name_asks_for(
    window, workspace, tmp_path, monkeypatch, ended, name, words
):
    save_as(monkeypatch, tmp_path / name)
    outgoing.export_data(window, workspace, Settings())
    ended()
    text = (tmp_path / name).read_text()
    assert words in text
    assert "Report" not in text  # its layer is hidden


def test_a_name_without_an_ending_gets_that_of_the_chosen_kind(window, workspace, tmp_path, monkeypatch, ended):
    save_as(monkeypatch, tmp_path / "mine", "Sources as CSL-JSON, for reference managers (*.csl.json)")
    outgoing.export_data(window, workspace, Settings())
    ended()
    assert (tmp_path / "mine.csl.json").is_file()


@pytest.mark.parametrize(
    ("name", "kind", "meant"),
    [
        ("x.csv", "personnel.csv", "personnel.csv"),
        ("x.json", "csl.json", "csl.json"),
        ("x.csv", "md", "csv"),
        ("x.personnel.csv", "csv", "personnel.csv"),
        ("x.md", "md", "md"),
    ],
)
def test_the_chosen_kind_holds_wherever_the_name_allows_it(
    window, workspace, tmp_path, monkeypatch, ended, name, kind, meant
):
    save_as(monkeypatch, tmp_path / name, f"A title (*.{kind})")
    outgoing.export_data(window, workspace, Settings())
    ended()
    assert (tmp_path / name).read_bytes().decode() == data_text(meant, workspace.dataset, workspace.filter)


def test_data_given_up_leaves_the_older_file_as_it_was(window, workspace, tmp_path, monkeypatch, ended):
    go_on, place = threading.Event(), tmp_path / "x.csv"
    place.write_text("old")
    save_as(monkeypatch, place)
    monkeypatch.setattr(outgoing, "data_text", lambda *_: (go_on.wait(30), "new")[1])
    outgoing.export_data(window, workspace, Settings())
    window.findChild(QProgressDialog).findChild(QPushButton).click()
    go_on.set()
    ended()
    assert place.read_text() == "old"
    assert list(tmp_path.glob("*.csv")) == [place]


def test_a_place_that_cannot_be_written_to_is_said(window, workspace, tmp_path, monkeypatch, ended):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[2]))
    save_as(monkeypatch, tmp_path / "no" / "x.csv")
    outgoing.export_data(window, workspace, Settings())
    ended()
    assert "x.csv" in said[0]
