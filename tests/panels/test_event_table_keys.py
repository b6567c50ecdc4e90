"""The table of events by mouse and key, and what it says where it has no rows."""

import pytest
from builders import a_dataset, an_event
from PySide6.QtCore import Qt

from viewer.model.dataset import Dataset
from viewer.model.events import Layer
from viewer.panels.event_model import Column
from viewer.panels.event_table import EventTable

YEARS = tuple(an_event(f"{2000 + n}", f"Event {n:02}") for n in range(60))


@pytest.fixture
def table(qtbot):
    table = EventTable()
    qtbot.addWidget(table)
    table.resize(900, 200)
    table.show()
    return table


def filled(table, *events):
    dataset = a_dataset(*(events or YEARS))
    table.set_dataset(dataset)
    table.set_shown(range(len(dataset)))
    return table


def picture(table):
    return table.viewport().grab().toImage()


def click(table, qtbot, place, clicked=None):
    middle = table.visualRect(table.model().index(place, Column.TITLE)).center()
    (clicked or qtbot.mouseClick)(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)


def test_a_table_without_a_dataset_has_no_rows_and_no_excuse(table):
    empty = picture(table)
    table.set_shown([])
    assert table.shown_ids() == []
    assert picture(table) == empty


def test_a_search_without_a_match_is_said_in_the_table(table):
    blank = picture(table)
    filled(table).set_shown([])
    assert picture(table) != blank


def test_an_empty_dataset_is_not_taken_for_a_search_without_a_match(table):
    filled(table).set_shown([])
    no_match = picture(table)
    layers = (Layer("main", "Main"),)
    table.set_dataset(Dataset.from_events(id="e", title="E", lanes=(), layers=layers, events=(), sources=()))
    assert picture(table) != no_match


def test_a_click_on_a_row_chooses_its_event(table, qtbot):
    filled(table)
    with qtbot.waitSignal(table.event_chosen) as told:
        click(table, qtbot, 2)
    assert told.args == ["event-02"]


def test_a_double_click_opens_its_event(table, qtbot):
    click(filled(table), qtbot, 1)
    with qtbot.waitSignal(table.event_opened) as told:
        click(table, qtbot, 1, qtbot.mouseDClick)
    assert told.args == ["event-01"]


def test_enter_opens_nothing_where_nothing_is_chosen(table, qtbot):
    filled(table)
    with qtbot.assertNotEmitted(table.event_opened):
        qtbot.keyClick(table, Qt.Key.Key_Return)


@pytest.mark.parametrize(("key", "first"), [(Qt.Key.Key_Up, "event-29"), (Qt.Key.Key_Down, "event-31")])
def test_up_and_down_go_to_the_neighbours(table, qtbot, key, first):
    filled(table).select("event-30")
    with qtbot.waitSignal(table.event_chosen) as told:
        qtbot.keyClick(table, key)
    assert told.args == [first]


def test_keys_stop_at_the_last_row(table, qtbot):
    filled(table).select("event-59")
    with qtbot.assertNotEmitted(table.event_chosen):
        qtbot.keyClick(table, Qt.Key.Key_Down)


def test_left_and_right_do_not_choose_again(table, qtbot):
    filled(table).select("event-30")
    with qtbot.assertNotEmitted(table.event_chosen):
        qtbot.keyClick(table, Qt.Key.Key_Right)


def test_an_event_chosen_elsewhere_comes_into_view(table):
    filled(table).select("event-55")
    row = table.visualRect(table.model().index(55, 0))
    assert table.viewport().rect().contains(row.center())


def test_choosing_an_event_that_is_not_there_clears_the_choice(table):
    filled(table).select("event-05")
    table.select("no such event")
    assert table.selectionModel().selectedRows() == []


def test_tab_leaves_the_table_rather_than_going_through_its_cells(table):
    assert not table.tabKeyNavigation()


def test_no_cell_can_be_written_in(table):
    filled(table)
    assert not table.model().flags(table.model().index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_it_says_what_it_is_to_those_who_cannot_see_it(table):
    assert table.accessibleName() == "Table of events"
    assert "Up and Down choose one" in table.accessibleDescription()
