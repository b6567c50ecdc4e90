from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QToolButton

from viewer.window.actions import make_actions
from viewer.window.top_bar import SearchField, TopBar


@pytest.fixture
def bar(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    made = TopBar(make_actions(window), window)
    window.addToolBar(made)
    made.window_kept = window
    return made


def test_a_long_title_is_cut_with_an_ellipsis_and_kept_whole_in_the_tip(bar, qtbot):
    title = "A very long title of a dataset " * 8
    bar.set_title(title, "3 events")
    bar.window().resize(900, 400)
    bar.window().show()
    qtbot.waitUntil(lambda: bar._title.text().endswith("…"))
    assert bar._title.toolTip() == title


def test_enter_asks_for_the_next_hit_and_shift_enter_for_the_one_before(qtbot):
    field = SearchField()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.next_requested):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.previous_requested):
        qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)


def test_esc_clears_the_search(qtbot):
    field = SearchField()
    qtbot.addWidget(field)
    field.setText("massacre")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_every_button_has_a_name_and_can_be_reached_by_tab(bar):
    layer = QAction("Public record", bar)
    bar.set_layer_actions([layer])
    buttons = [bar.widgetForAction(action) for action in bar.actions()]
    buttons = [button for button in buttons if isinstance(button, QToolButton)]
    assert len(buttons) >= 7
    assert all(button.accessibleName() and button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in buttons)
