from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray

from viewer.settings import Settings


def test_the_theme_is_remembered():
    Settings().theme = "dark"
    assert Settings().theme == "dark"


def test_an_unknown_theme_counts_as_the_systems():
    Settings().theme = "pink"
    assert Settings().theme == "system"


def test_reduced_motion_is_remembered():
    settings = Settings()
    assert not settings.is_motion_reduced
    settings.is_motion_reduced = True
    settings.sync()
    assert Settings().is_motion_reduced


def test_the_window_is_remembered_and_forgotten():
    settings = Settings()
    settings.save_window(QByteArray(b"here"), QByteArray(b"docks"))
    assert (Settings().geometry, Settings().state) == (QByteArray(b"here"), QByteArray(b"docks"))
    settings.forget_window()
    assert Settings().geometry.isEmpty()


@pytest.mark.parametrize("name", ["format", "size"])
def test_the_last_export_choice_comes_back(name):
    assert Settings().export_choice(name, "png") == "png"
    Settings().save_export_choice(name, "svg")
    assert Settings().export_choice(name, "png") == "svg"
