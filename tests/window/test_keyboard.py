"""Everything a mouse can do a key can do, and the keys are always seen to be somewhere."""

import pytest
from PySide6.QtCore import SIGNAL, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolBar

from viewer.app import Application, built_in_path
from viewer.loading.load import load
from viewer.settings import Settings
from viewer.theme import load_theme
from viewer.window.actions import ACTIONS
from viewer.window.export_dialog import ExportDialog

RING_PX = 3
LISTS = {QAccessible.Role.Table, QAccessible.Role.Tree, QAccessible.Role.List, QAccessible.Role.MenuBar}
"""What is made of parts that are no controls: each says itself."""
SPOKEN = (QAccessible.Text.Name, QAccessible.Text.Description)
PANELS = ("personnel", "table", "filter", "disagreements", "problems", "source")
CANVAS_KEYS = ("Left", "Right", "Shift+Left", "Shift+Right", "+", "-", "Home", "End")
STEP_KEYS = {"Up": "lane_up", "Down": "lane_down", ",": "earlier", ".": "later"}
SHORTCUTS = {"Ctrl+0": "fit", "F": "zoom_chosen", "[": "previous_quote", "]": "next_quote", "Ctrl+Shift+P": "palette"}
SHORTCUTS |= {"Alt+Left": "back", "Alt+Right": "forward", "Ctrl+F": "search", "Ctrl+G": "go_to_date"}
SHORTCUTS |= {"Ctrl+Shift+E": "export", "Ctrl+Shift+C": "copy_picture", "Ctrl+P": "print", "?": "keys", "F1": "keys"}


@pytest.fixture
def shown(qtbot, window):
    """The window as a person has it: dressed, laid out, with the keys."""
    window.setStyleSheet(load_theme("light").style_sheet())
    window.resize(1440, 900)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window._workspace.choose_event("arrival")
    QApplication.processEvents()
    return window


def picture(window, widget):
    """What is to be seen of a widget and just around it."""
    corner = widget.mapTo(window, QPoint(0, 0))
    QApplication.processEvents()
    return window.grab(QRect(corner, widget.size()).adjusted(-RING_PX, -RING_PX, RING_PX, RING_PX)).toImage()


def tab_round():
    """Press Tab until it comes back to where it began; return the controls it came by, in order."""
    came_by = [QApplication.focusWidget()]
    for _ in range(400):
        QTest.keyClick(came_by[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is came_by[0] and len(came_by) > 1:
            return came_by
        if now is not came_by[-1]:  # a text keeps the keys from link to link
            came_by.append(now)
    raise AssertionError(f"Tab does not come back to {came_by[0]}: it came by {came_by}")


def unseen(window, came_by):
    """Go round again and return what looks the same with the keys as without."""
    found = []
    for widget in [*came_by[1:], came_by[0]]:
        before = picture(window, widget)
        while QApplication.focusWidget() is not widget:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if picture(window, widget) == before or widget.visibleRegion().isEmpty():
            found.append(f"{type(widget).__name__} {widget.accessibleName()}")
    return found


@pytest.mark.parametrize("panel", PANELS)
def test_tab_shows_where_it_is_at_every_stop(shown, panel):
    shown.panels.docks.bring_up(getattr(shown.panels.docks, panel))
    shown.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert unseen(shown, tab_round()) == []


def spoken_parts(place):
    """Return everything below a place that takes the keys, as assistive programs see it."""
    ways = [QAccessible.queryAccessibleInterface(place)]
    while ways:
        way = ways.pop()
        if way.role() not in LISTS:
            ways += filter(None, (way.child(number) for number in range(way.childCount())))
        if way.state().focusable and not way.state().invisible and way.role() != QAccessible.Role.PageTabList:
            yield way


@pytest.mark.parametrize("panel", PANELS)
def test_every_control_says_what_it_is_and_what_it_is_for(shown, panel):
    shown.panels.docks.bring_up(getattr(shown.panels.docks, panel))
    shown.top_bar.search.setText("arriv")
    parts = [(part.role(), *map(part.text, SPOKEN)) for part in spoken_parts(shown)]
    assert len(parts) >= 10
    assert [part for part in parts if not all(part[1:])] == []


@pytest.mark.parametrize("name", ["palette", "open_link", "bookmark"])
def test_the_parts_of_a_dialog_say_what_they_are_and_what_they_are_for(shown, name):
    shown.commands[name].trigger()
    QApplication.processEvents()
    dialog = QApplication.activeModalWidget()
    parts = [(part.role(), *map(part.text, SPOKEN)) for part in spoken_parts(dialog)]
    assert parts
    assert [part for part in parts if not all(part[1:])] == []
    dialog.close()


def test_the_parts_of_the_export_dialog_say_what_they_are_and_what_they_are_for(qtbot, shown, workspace):
    dialog = ExportDialog(shown, workspace, shown.viewport.span, Settings(), print)
    qtbot.addWidget(dialog)
    dialog.show()
    choose_custom(dialog.form)
    parts = [(part.role(), *map(part.text, SPOKEN)) for part in spoken_parts(dialog)]
    dialog.job.close()
    assert len(parts) >= 20
    assert [part for part in parts if not all(part[1:])] == []


def choose_custom(form):
    """Show every field: those of an own size, and of a range of dates."""
    for combo, key in ((form.page_field, "custom"), (form.what_field, "range")):
        combo.setCurrentIndex(combo.findData(key))


def test_a_key_goes_on_to_the_next_place_in_the_sources(shown):
    shown.top_bar.search.setText("June and July")
    shown.commands["search_hint"].trigger()
    assert shown.panels.searching.hints.text() == "In the source texts: 1 of 1"
    assert shown.panels.source.quote.exact == "June and July"


def test_the_key_of_the_hint_does_nothing_where_there_is_none(shown):
    shown.top_bar.search.setText("arrival")
    shown.commands["search_hint"].trigger()
    assert shown.top_bar.search.text() == "arrival"


def test_tab_comes_by_the_bar_the_timeline_and_the_panels_in_front(shown):
    shown.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    came_by = tab_round()
    for place in (shown.canvas, shown.top_bar, shown.panels.personnel, shown.panels.source):
        assert any(place is widget or place.isAncestorOf(widget) for widget in came_by), place


def test_tab_shows_where_it_is_in_the_export_dialog(qtbot, shown):
    dialog = ExportDialog(shown, shown._workspace, shown.viewport.span, shown._settings, print)
    qtbot.addWidget(dialog)
    dialog.setStyleSheet(load_theme("light").style_sheet())
    dialog.open()
    dialog.activateWindow()
    dialog.path_field.setFocus()
    qtbot.waitUntil(dialog.path_field.hasFocus)
    came_by = tab_round()
    assert dialog.export_button in came_by
    assert unseen(dialog, came_by) == []
    dialog.reject()


@pytest.mark.parametrize("key", SHORTCUTS)
def test_every_promised_key_belongs_to_its_action(window, key):
    action = window.commands[SHORTCUTS[key]]
    assert QKeySequence(key) in action.shortcuts()


@pytest.mark.parametrize("key", CANVAS_KEYS)
def test_every_promised_key_moves_the_timeline(shown, key):
    shown.viewport.zoom_by(4)
    before = shown.viewport.span
    press_keys(shown.canvas, key)
    assert shown.viewport.span != before


@pytest.mark.parametrize("key", STEP_KEYS)
def test_every_promised_key_steps_through_the_events(shown, key):
    asked = QSignalSpy(shown.canvas.step_requested)
    press_keys(shown.canvas, key)
    assert asked.count() == 1
    assert asked.at(0) == [STEP_KEYS[key]]


def press_keys(widget, keys):
    pressed = QKeySequence(keys)[0]
    QTest.keyClick(widget, pressed.key(), pressed.keyboardModifiers())


def test_enter_on_the_timeline_goes_to_the_sentence(shown):
    press_keys(shown.canvas, "Return")
    assert shown.panels.source.isAncestorOf(QApplication.focusWidget())


def test_enter_steps_through_the_hits_and_esc_clears(shown, workspace):
    field = shown.top_bar.search
    field.setFocus()
    QTest.keyClicks(field, "e")
    press_keys(field, "Return")
    first = workspace.chosen_event
    press_keys(field, "Return")
    assert workspace.chosen_event != first
    press_keys(field, "Shift+Return")
    assert workspace.chosen_event == first
    press_keys(field, "Escape")
    assert field.text() == ""


def test_copy_on_the_source_panel_takes_quote_and_citation(shown):
    shown.panels.source.setFocus()
    press_keys(QApplication.focusWidget(), "Ctrl+C")
    assert "about 400 police officers" in QApplication.clipboard().text()
    assert "A source" in QApplication.clipboard().text()


def test_whatever_can_be_done_has_a_key_or_stands_where_keys_reach(shown):
    out_of_reach = [action.text() for action in shown.findChildren(QAction) if not is_in_reach(action)]
    assert out_of_reach == []


def is_in_reach(action):
    if action.isSeparator() or not (action.isVisible() and action.text()) or isinstance(action.parent(), QLineEdit):
        return True
    places = action.associatedObjects()
    in_menu = any(isinstance(place, QMenu) for place in places) or action.menu() is not None
    bars = [place for place in places if isinstance(place, QToolBar)]
    has_button = any(bar.widgetForAction(action).focusPolicy() != Qt.FocusPolicy.NoFocus for bar in bars)
    return in_menu or has_button or bool(action.shortcuts())


def test_every_action_of_the_program_does_something(qt_as_it_was, qtbot):
    application = Application(qt_as_it_was, built_in_path(), load(built_in_path()))
    qtbot.addWidget(application.window)
    commands = application.window.commands
    idle = [name for name, action in commands.items() if not receivers(action)]
    assert idle == []
    assert set(commands) == {spec.name for spec in ACTIONS}
    application.window.close()


def receivers(action):
    return action.receivers(SIGNAL("triggered(bool)")) + action.receivers(SIGNAL("toggled(bool)"))


GO_TO = {"timeline": "canvas", "personnel": "personnel", "filter": "filter", "disagreements": "disagreements"}


@pytest.mark.parametrize("name", GO_TO)
def test_every_panel_has_a_key_that_goes_there(shown, name):
    shown.commands[f"show_{name}"].trigger()
    place = shown.canvas if name == "timeline" else getattr(shown.panels, GO_TO[name])
    focused = QApplication.focusWidget()
    assert focused is place or place.isAncestorOf(focused)


def test_alt_and_a_letter_opens_each_menu(shown):
    letters = [menu.title()[menu.title().index("&") + 1] for menu in shown.menus.values()]
    assert letters == ["F", "E", "V", "G", "B", "H"]


PLACES = {"timeline": lambda w: w.canvas, "table": lambda w: w.panels.table, "source": lambda w: w.panels.source}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize(("key", "command"), [("F", "zoom_chosen"), ("Shift+F", "fit_selection"), ("]", "next_quote")])
def test_a_single_key_works_where_the_events_are(shown, name, key, command):
    shown.commands[f"show_{name}"].trigger()
    done = QSignalSpy(shown.commands[command].triggered)
    press_keys(QApplication.focusWidget(), key)
    assert done.count() == 1


@pytest.mark.parametrize("key", ["F", "Shift+F", "]", "["])
@pytest.mark.parametrize("name", ["filter", "personnel", "search"])
def test_a_single_key_does_nothing_elsewhere(shown, name, key):
    shown.commands["search" if name == "search" else f"show_{name}"].trigger()
    done = [QSignalSpy(action.triggered) for action in shown.commands.values()]
    press_keys(QApplication.focusWidget(), key)
    assert sum(spy.count() for spy in done) == 0


def test_the_key_sheet_comes_by_f1_from_everywhere_and_a_question_mark_can_be_typed(shown):
    asked = QSignalSpy(shown.commands["keys"].triggered)
    shown.commands["search"].trigger()
    QTest.keyClick(shown.top_bar.search, "?")
    assert (asked.count(), shown.top_bar.search.text()) == (0, "?")
    press_keys(shown.top_bar.search, "F1")
    assert asked.count() == 1
