"""Views are kept under a name and come back from the menu; none is lost without a question."""

import pytest
from PySide6.QtWidgets import QApplication, QInputDialog, QMessageBox

from viewer.model.deep_link import parse_link
from viewer.settings import Settings


def keep(window, name):
    window.commands["bookmark"].trigger()
    answer(window, name)


def answer(window, text):
    dialog = next(each for each in window.findChildren(QInputDialog) if each.isVisible())
    dialog.setTextValue(text)
    dialog.accept()


def press(window, words):
    box = next(each for each in window.findChildren(QMessageBox) if each.isVisible())
    next(button for button in box.buttons() if words in button.text()).click()


def entries(window):
    menu = window.menus["Bookmarks"]
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if action.property("is_bookmark")}


@pytest.fixture(autouse=True)
def _shown(window):
    window.show()


def test_a_kept_view_is_in_the_menu_and_comes_back(window):
    window.viewport.zoom_by(3.0)
    kept = window.viewport.span
    keep(window, " Summer ")
    window.viewport.fit()
    entries(window)["Summer"].trigger()
    assert window.viewport.span == kept


def test_the_view_that_was_shown_when_it_was_asked_for_is_kept(window, workspace):
    workspace.choose_event("pledge")
    window.commands["bookmark"].trigger()
    workspace.choose_event("arrival")
    answer(window, "Pledge")
    assert parse_link(Settings().bookmarks(workspace.dataset.id)["Pledge"]).event == "pledge"


def test_a_kept_view_can_be_chosen_in_the_palette(window):
    window.viewport.zoom_by(3.0)
    kept = window.viewport.span
    keep(window, "R&D")
    window.viewport.fit()
    assert ("R&D", "", "do:bookmark_R&D") in window.views._entries()
    window.views._on_chosen("do:bookmark_R&D")
    assert window.viewport.span == kept


@pytest.mark.parametrize("name", ["   ", ""])
def test_a_view_without_a_name_is_not_kept(window, name):
    keep(window, name)
    assert entries(window) == {}


def test_a_view_whose_name_was_called_off_is_not_kept(window):
    window.commands["bookmark"].trigger()
    window.findChild(QInputDialog).reject()
    assert entries(window) == {}


def test_opening_the_menu_twice_lists_each_view_once(window):
    keep(window, "Summer")
    entries(window)
    assert [*entries(window)] == ["Summer"]


def test_a_name_given_again_takes_the_newer_view(window, workspace):
    for event in ("pledge", "arrival"):
        workspace.choose_event(event)
        keep(window, "Summer")
        QApplication.processEvents()
    assert parse_link(Settings().bookmarks(workspace.dataset.id)["Summer"]).event == "arrival"


def test_one_kept_view_can_be_removed_and_the_others_stay(window):
    Settings().save_bookmarks(window._workspace.dataset.id, {"Spring": "#event=pledge", "Summer": "#event=arrival"})
    window.commands["remove_bookmark"].trigger()
    assert window.findChild(QInputDialog).comboBoxItems() == ["Spring", "Summer"]
    answer(window, "Spring")
    assert [*entries(window)] == ["Summer"]


@pytest.mark.parametrize(("words", "left"), [("Cancel", ["Summer"]), ("Forget", [])])
def test_kept_views_are_forgotten_only_after_a_question(window, words, left):
    Settings().save_bookmarks(window._workspace.dataset.id, {"Summer": "#event=arrival"})
    window.commands["forget_bookmarks"].trigger()
    assert "Summer" in window.findChild(QMessageBox).informativeText()
    press(window, words)
    assert [*entries(window)] == left


@pytest.mark.parametrize("name", ["remove_bookmark", "forget_bookmarks"])
def test_without_kept_views_there_is_nothing_to_remove(window, name):
    window.commands[name].trigger()
    assert window.findChild(QInputDialog) is None
    assert window.findChild(QMessageBox) is None
    entries(window)
    assert not window.commands[name].isEnabled()


def test_the_kept_views_stand_apart_from_the_commands(window):
    keep(window, "Summer")
    entries(window)
    assert [action.text() for action in window.menus["Bookmarks"].actions()][-2:] == ["", "Summer"]
