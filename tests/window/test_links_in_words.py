"""Links that name what is not there are said in words, and lose nothing that is on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox

from viewer.model.deep_link import DeepLink


@pytest.fixture
def said(qtbot, window):
    """What the window says of links, after it had time to."""

    def texts():
        QApplication.processEvents()
        boxes = window.findChildren(QMessageBox)
        return "\n".join(box.text() for box in boxes if box.isVisible())

    window.show()
    yield texts
    for box in window.findChildren(QMessageBox):
        box.close()


def test_an_unknown_event_is_named_and_the_rest_of_the_link_is_shown(window, workspace, said):
    workspace.choose_event("arrival")
    window.views.show_text("#event=nobody&focus=2024-02-01")
    assert "“nobody”" in said()
    assert "A test does not have" in said()
    assert workspace.chosen_event == "arrival"
    assert window.views.link().focus_us == DeepLink(focus_us=1_706_745_600_000_000).focus_us


def test_an_unknown_layer_hides_nothing(window, workspace, said):
    before = workspace.layers
    window.views.show_text("#layers=rumour")
    assert "the layer “rumour”" in said()
    assert workspace.layers == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("#from=2024&to=2023", "Exchange"),
        ("#focus=2023-02-29", "28 days"),
        ("#evnt=x", "Known: event"),
        ("", "names no view"),
    ],
)
def test_a_wrong_link_is_said_and_changes_nothing(window, said, text, reason):
    before = window.views.link()
    window.views.show_text(text)
    assert reason in said()
    assert window.views.link() == before


def test_a_kept_view_without_its_mark_is_shown(window, workspace, said):
    window._settings.save_bookmarks(workspace.dataset.id, {"Old": "event=arrival"})
    menu = window.menus["Bookmarks"]
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Old").trigger()
    assert workspace.chosen_event == "arrival"
    assert said() == ""


def test_a_copied_link_is_offered_and_shown(window, workspace):
    QGuiApplication.clipboard().setText("#event=extension")
    window.views.ask_for_link()
    dialog = window.findChild(QInputDialog)
    assert dialog.textValue() == "#event=extension"
    dialog.accept()
    assert workspace.chosen_event == "extension"


def test_a_link_to_another_dataset_opens_it_first_and_then_its_view(qtbot, window, workspace, tmp_path):
    with qtbot.waitSignal(window.file_dropped) as asked:
        window.views.show_text(f"{tmp_path}#event=pledge")
    assert asked.args == [str(tmp_path)]
    assert workspace.chosen_event is None
    workspace.set_dataset(workspace.dataset, (), tmp_path)
    qtbot.waitUntil(lambda: workspace.chosen_event == "pledge")


def test_a_link_whose_dataset_did_not_open_is_forgotten(window, workspace, tmp_path):
    window.views.show_text(f"{tmp_path}#event=pledge")
    for path in (tmp_path / "other", tmp_path):
        workspace.set_dataset(workspace.dataset, (), path)
        QApplication.processEvents()
    assert workspace.chosen_event is None
