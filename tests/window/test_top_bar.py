from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QToolButton

from viewer.theme import load_theme
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


@pytest.fixture
def full_bar(bar):
    """The bar as dressed and filled as with the built-in dataset."""
    bar.window().setStyleSheet(load_theme("light").style_sheet())
    bar.set_title("Multinational Security Support mission in Haiti", "39 figures · 25 quotes, each verbatim")
    bar.set_shown("14 found · 14 of 32 shown")
    bar.set_layer_actions([QAction("Public record", bar)])
    bar.window().show()
    return bar


def narrowed(bar, qtbot, width_px):
    bar.window().setFixedSize(width_px, 400)
    qtbot.waitUntil(lambda: bar.width() == width_px)
    QApplication.processEvents()


@pytest.mark.parametrize("width_px", [700, 880, 1024, 1440, 1920])
def test_how_many_are_shown_is_never_cut(full_bar, qtbot, width_px):
    narrowed(full_bar, qtbot, width_px)
    label = next(label for label in full_bar.findChildren(QLabel) if label.text() == "14 found · 14 of 32 shown")
    assert label.isVisible()
    assert label.contentsRect().width() >= label.fontMetrics().horizontalAdvance(label.text())
    assert full_bar.rect().contains(label.geometry())


@pytest.mark.parametrize("width_px", [700, 880, 1024, 1440, 1920])
def test_what_the_search_field_says_fits_into_it(full_bar, qtbot, width_px):
    narrowed(full_bar, qtbot, width_px)
    field = full_bar.search
    assert field.placeholderText().startswith("Search")
    assert field.fontMetrics().horizontalAdvance(field.placeholderText()) < field.width() - 16


@pytest.mark.parametrize("width_px", [700, 880, 1024, 1440])
def test_every_visible_button_has_room_for_its_words(full_bar, qtbot, width_px):
    narrowed(full_bar, qtbot, width_px)
    buttons = [button for button in full_bar.findChildren(QToolButton) if button.isVisible() and button.text()]
    assert {"Export image…", "Public record"} <= {button.text() for button in buttons}
    assert all(button.width() >= button.minimumSizeHint().width() for button in buttons)
    assert all(full_bar.rect().contains(button.geometry()) for button in buttons)


def test_buttons_leave_a_narrow_bar_and_come_back_and_their_menu_entries_stay(full_bar, qtbot):
    def shown():
        return {button.text() for button in full_bar.findChildren(QToolButton) if button.isVisible()}

    narrowed(full_bar, qtbot, 1440)
    assert {"Theme", "Open…", "Fit"} <= shown()
    narrowed(full_bar, qtbot, 800)
    assert "Theme" not in shown()
    assert full_bar.window().findChild(QAction, "theme").isVisible()
    narrowed(full_bar, qtbot, 1440)
    assert "Theme" in shown()


def test_facts_are_left_out_whole(full_bar, qtbot):
    narrowed(full_bar, qtbot, 1920)
    assert full_bar._facts.text() == "39 figures · 25 quotes, each verbatim"
    narrowed(full_bar, qtbot, 1400)
    assert full_bar._facts.text() == "39 figures"


def test_every_button_has_a_name_and_can_be_reached_by_tab(bar):
    layer = QAction("Public record", bar)
    bar.set_layer_actions([layer])
    buttons = [bar.widgetForAction(action) for action in bar.actions()]
    buttons = [button for button in buttons if isinstance(button, QToolButton)]
    assert len(buttons) >= 7
    assert all(button.accessibleName() and button.focusPolicy() & Qt.FocusPolicy.TabFocus for button in buttons)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_button_that_clears_stands_in_the_middle_of_the_search_field(full_bar, theme):
    full_bar.window().setStyleSheet(load_theme(theme).style_sheet())
    full_bar.search.setText("massacre")
    QApplication.processEvents()
    button = full_bar.search.findChild(QToolButton)
    assert abs(button.geometry().center().y() - full_bar.search.rect().center().y()) <= 1
    assert full_bar.search.rect().contains(button.geometry())


def test_after_longer_words_the_count_takes_no_more_room_than_it_needs(full_bar, qtbot):
    narrowed(full_bar, qtbot, 1440)
    full_bar.set_shown("14 of 32 shown")
    QApplication.processEvents()
    label = next(label for label in full_bar.findChildren(QLabel) if label.text() == "14 of 32 shown")
    assert label.contentsRect().width() <= label.fontMetrics().horizontalAdvance(label.text()) + 8


def test_after_a_search_the_facts_are_whole_again(full_bar, qtbot):
    narrowed(full_bar, qtbot, 1440)
    for words in ("14 of 32 shown", "0 found, 12 hidden · 14 of 32 shown", "14 of 32 shown"):
        full_bar.set_shown(words)
        QApplication.processEvents()
    assert full_bar._facts.text() == "39 figures · 25 quotes, each verbatim"


def test_the_facts_keep_their_distance_after_a_narrow_bar(full_bar, qtbot):
    for width_px in (700, 1920):
        narrowed(full_bar, qtbot, width_px)
    assert full_bar._facts.contentsRect().left() >= 12


@pytest.mark.parametrize("width_px", [1300, 1360, 1400, 1420, 1440, 1480])
@pytest.mark.parametrize("typed", ["", "zzzz"])
def test_the_title_is_not_cut_for_the_facts(full_bar, qtbot, width_px, typed):
    full_bar.search.setText(typed)
    full_bar.set_shown("0 found · 14 of 32 shown" if typed else "14 of 32 shown")
    narrowed(full_bar, qtbot, width_px)
    is_title_whole = full_bar._title.text().endswith("Haiti")
    assert is_title_whole or "verbatim" not in full_bar._facts.text()
