from __future__ import annotations

import logging
import sys

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from viewer.crash import install_hook, show_report


@pytest.fixture
def shown(monkeypatch):
    """The hook put in for this test alone; what it would show, as (parent, report)."""
    reports = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("viewer.crash.show_report", lambda parent, report: reports.append((parent, report)))
    install_hook(lambda: None)
    return reports


@pytest.fixture
def box(qtbot, monkeypatch):
    """What a person sees of the report instead of waiting for a click."""
    seen = {}

    def look(made):
        qtbot.addWidget(made)
        seen.update(title=made.windowTitle(), text=made.text(), more=made.informativeText(), icon=made.icon())
        seen.update(details=made.detailedText(), parent=made.parent())

    monkeypatch.setattr(QMessageBox, "exec", look)
    return seen


def fail_with(error):
    raise error


def raise_uncaught(error):
    """Hand an error to the hook as the interpreter does."""
    try:
        fail_with(error)
    except BaseException as caught:  # noqa: BLE001  KeyboardInterrupt too
        sys.excepthook(type(caught), caught, caught.__traceback__)


def test_an_error_nobody_catches_is_reported_with_its_place(shown):
    raise_uncaught(ValueError("the lanes are gone"))
    _parent, report = shown[0]
    assert "ValueError: the lanes are gone" in report
    assert "fail_with" in report


def test_the_error_is_on_the_terminal_too(shown, capsys):
    raise_uncaught(ValueError("the lanes are gone"))
    assert "the lanes are gone" in capsys.readouterr().err


def test_the_error_is_in_the_log_too(shown, caplog):
    with caplog.at_level(logging.CRITICAL, logger="viewer.crash"):
        raise_uncaught(ValueError("the lanes are gone"))
    assert caplog.records[0].exc_info[0] is ValueError


def test_ctrl_c_is_no_error_of_the_program(shown):
    raise_uncaught(KeyboardInterrupt())
    assert shown == []


def test_each_error_after_a_closed_report_is_reported(shown):
    for number in range(3):
        raise_uncaught(ValueError(f"number {number}"))
    assert ["number" in report for _parent, report in shown] == [True] * 3


def test_an_error_while_a_report_is_open_opens_no_second_one(monkeypatch, capsys):
    opened = []

    def report_that_fails(_parent, report):
        opened.append(report)
        raise_uncaught(ValueError("in the paint event below the report"))

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("viewer.crash.show_report", report_that_fails)
    install_hook(lambda: None)
    raise_uncaught(ValueError("the first"))
    assert len(opened) == 1
    assert "in the paint event" in capsys.readouterr().err


def test_the_window_of_the_moment_is_asked_for_not_that_of_the_start(monkeypatch, capsys):
    parents, reports = ["first"], []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("viewer.crash.show_report", lambda parent, _report: reports.append(parent))
    install_hook(lambda: parents[-1])
    parents.append("second")
    raise_uncaught(ValueError("late"))
    assert reports == ["second"]


def test_the_cause_of_an_error_is_in_the_report(shown):
    error = ValueError("no lane")
    error.__cause__ = KeyError("lane-7")
    raise_uncaught(error)
    assert "lane-7" in shown[0][1]


def test_the_report_says_that_the_data_is_safe(box):
    show_report(None, "details")
    assert box["text"] == "Something went wrong in Mission Timeline itself. Your dataset has not been touched."
    assert box["icon"] == QMessageBox.Icon.Critical


def test_the_details_can_be_copied_as_they_are(box):
    show_report(None, "Traceback <b>not bold</b>\n  line 2")
    assert box["details"] == "Traceback <b>not bold</b>\n  line 2"
    assert box["more"] == "The details below help whoever mends it."


def test_the_report_stands_before_its_window(box, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    show_report(window, "details")
    assert box["parent"] is window
