from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from viewer.loading.kinds import PICTURE_ENDINGS, TABLE_ENDINGS
from viewer.window.actions import ACTIONS, MENUS, fill_menus, key_sheet, make_actions


def test_no_two_actions_have_the_same_key():
    keys = Counter(key for spec in ACTIONS for key in spec.keys.split())
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_key_is_one_that_qt_knows():
    unknown = [key for spec in ACTIONS for key in spec.keys.split() if QKeySequence(key).toString() == ""]
    assert unknown == []


def test_every_action_stands_in_a_menu(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = make_actions(window)
    menus = fill_menus(window.menuBar(), actions)
    in_menus = {action for menu in menus.values() for action in menu.actions()}
    assert {name for name, action in actions.items() if action not in in_menus} == set()
    assert tuple(menus) == MENUS


def test_a_tip_says_the_key(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    assert "Ctrl+0" in make_actions(window)["fit"].toolTip()


def test_the_key_sheet_lists_what_has_a_key():
    listed = {text for text, _ in key_sheet()}
    assert {spec.text for spec in ACTIONS if spec.keys} <= listed


def test_opening_a_file_names_every_common_kind_that_can_be_opened():
    tip = next(spec.tip for spec in ACTIONS if spec.name == "open_file")
    named = {".mtlz", *TABLE_ENDINGS, *PICTURE_ENDINGS} - {".txt", ".tab", ".arrow", ".feather"}
    assert [ending for ending in sorted(named) if ending not in tip] == []


def test_printing_promises_one_sheet_and_says_where_there_are_more():
    tip = next(spec.tip for spec in ACTIONS if spec.name == "print")
    assert "one sheet" in tip
    assert next(spec.text for spec in ACTIONS if spec.name == "export") in tip
