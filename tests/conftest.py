"""What every test stands on: Qt without a display, its own settings, the bundled font, and nothing left running."""

from __future__ import annotations

import os
import threading

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from viewer.theme import load_fonts

# Before the application is made: what is drawn must not depend on the desktop of the person who runs the tests.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for _name in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS", "QT_FONT_DPI", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME"):
    os.environ.pop(_name, None)


# A check of a change must say the same twice; by hand, hypothesis looks for new examples every time.
settings.register_profile("same", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("same")


@pytest.fixture(scope="session")
def qapp(qapp):
    """The application of pytest-qt, writing in the bundled font."""
    qapp.setFont(QFont(load_fonts()))
    return qapp


@pytest.fixture
def qt_as_it_was(qapp):
    """The application of pytest-qt, which afterwards looks as it did before."""
    sheet, palette = qapp.styleSheet(), qapp.palette()
    yield qapp
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch):
    """Keep what a test remembers out of the home of the person who runs it."""
    QStandardPaths.setTestModeEnabled(True)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for form in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(tmp_path / "config"))


@pytest.fixture(autouse=True)
def nothing_left_running():
    """Fail a test that leaves a thread or an active timer behind it."""
    threads_before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in threads_before]
    assert left == [], "threads left running"
    assert active_timers() == [], "timers left running"


def active_timers() -> list[str]:
    """Name the owners of running timers under the application and its windows."""
    application = QApplication.instance()
    if application is None:
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what pytest-qt has asked to be deleted
    owners = [application, *QApplication.topLevelWidgets()]
    timers = [timer for owner in owners for timer in owner.findChildren(QTimer) if timer.isActive()]
    return [type(timer.parent()).__name__ for timer in timers]
