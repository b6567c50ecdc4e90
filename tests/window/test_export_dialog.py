from __future__ import annotations

import pytest

from viewer.settings import Settings
from viewer.window.export_dialog import open_export_dialog


@pytest.fixture
def dialog(qtbot, window, workspace, tmp_path):
    Settings().save_export_choice("folder", str(tmp_path))
    written = []
    made = open_export_dialog(window, workspace, window.viewport.span, Settings(), written.append)
    made.written = written
    return made


def test_the_image_is_written_where_it_was_asked_for(dialog, tmp_path, qtbot):
    dialog.path_field.setText(str(tmp_path / "mine.svg"))
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.written == [tmp_path / "mine.svg"])
    assert "Arrival" in (tmp_path / "mine.svg").read_text()
