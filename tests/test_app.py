from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import pytest
from builders import EVENT, HEADER, a_folder
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from viewer import crash
from viewer.app import Application, _target, built_in_path
from viewer.commands.opening import hasten
from viewer.loading.kinds import PICTURE_ENDINGS, TABLE_ENDINGS
from viewer.loading.load import load
from viewer.loading.problems import DatasetError
from viewer.model.deep_link import DeepLink


@pytest.fixture
def application(qtbot, qt_as_it_was, tmp_path):
    path = a_folder(tmp_path)
    made = Application(qt_as_it_was, path, load(path))
    qtbot.addWidget(made.window)
    yield made
    made.window.close()


def test_another_dataset_is_opened_beside_the_window(application, tmp_path, qtbot):
    other = a_folder(tmp_path / "other", HEADER.replace("A test", "Another") + EVENT)
    with qtbot.waitSignal(application.workspace.dataset_changed):
        application.open(other)
    assert application.workspace.dataset.title == "Another"
    assert application.workspace.path == other


def test_what_cannot_be_read_is_said_and_the_old_dataset_stays(application, tmp_path, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: said.append(words[2]))
    before = application.workspace.dataset
    application.open(tmp_path / "nothing")
    qtbot.waitUntil(lambda: bool(said))
    assert "nothing" in said[0]
    assert application.workspace.dataset is before
    assert application.window.progress.isHidden()


def test_every_kind_of_file_that_can_be_read_is_offered_to_be_opened(application, monkeypatch, qtbot):
    offered = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (offered.append(words[3]), ("", ""))[1])
    application.window.commands["open_file"].trigger()
    qtbot.waitUntil(lambda: bool(offered))
    kinds = offered[0].replace("(", " ").replace(")", " ").split()
    assert {f"*{ending}" for ending in (*TABLE_ENDINGS, *PICTURE_ENDINGS, ".mtlz")} <= set(kinds)


def test_the_chart_library_comes_after_the_first_paint(application, qtbot):
    assert application.window.chart is None
    application.window.show()
    qtbot.waitUntil(lambda: application.window.chart is not None)


def test_a_hastened_start_looks_for_garbage_again_once_the_window_is_whole(application, qtbot, monkeypatch):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    hasten()
    assert not gc.isenabled()
    application.window.show()
    qtbot.waitUntil(lambda: application.window.chart is not None)
    gc.unfreeze()
    assert gc.isenabled()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "2"


def test_the_theme_changes_the_whole_program_and_is_remembered(application, qapp):
    application.window.commands["theme"].trigger()
    assert application._settings.theme in {"light", "dark"}
    assert qapp.palette().window().color() == application._theme.palette().window().color()


def test_an_error_nobody_catches_is_reported_once(qtbot, monkeypatch):
    reports = []
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    monkeypatch.setattr(crash, "show_report", lambda _, report: reports.append(report))
    crash.install_hook(QApplication.activeWindow)
    sys.excepthook(ValueError, ValueError("a bug"), None)
    assert len(reports) == 1
    assert "a bug" in reports[0]


def test_a_link_names_a_dataset_and_a_view(tmp_path):
    path, link = _target(Path(f"{tmp_path}/data#event=a&focus=2024-06"))
    assert (path, link.event) == (tmp_path / "data", "a")
    assert _target(Path("#event=a"))[0] == built_in_path()


def test_a_path_that_is_there_is_no_link(tmp_path):
    odd = tmp_path / "data#event=a"
    odd.mkdir()
    assert _target(odd) == (odd, DeepLink())


def test_a_wrong_link_is_said_before_there_is_a_window(tmp_path):
    with pytest.raises(DatasetError, match="names no view"):
        _target(tmp_path / "data#from=2024")
