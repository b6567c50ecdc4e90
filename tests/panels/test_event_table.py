import numpy as np
import pytest
from builders import a_dataset, a_quote, a_source, an_event
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from viewer.model.events import Status
from viewer.panels.event_model import Column, EventModel
from viewer.panels.event_table import EventTable

EVENTS = (
    an_event("2024-07", "July", lane="Two"),
    an_event("2024-06-25", "June", lane="One", status=Status.PLANNED, quotes=(a_quote(),)),
    an_event("[2024-09-30..2024-10-06]", "Autumn", lane="One", is_unsourced=True),
)


@pytest.fixture
def dataset():
    return a_dataset(*EVENTS, sources=(a_source(title="AP, June 2024"),))


@pytest.fixture
def table(qtbot, dataset):
    table = EventTable()
    qtbot.addWidget(table)
    table.resize(900, 200)
    table.show()
    table.set_dataset(dataset)
    table.set_shown(np.arange(3))
    return table


def words(table, place, column):
    return table.model().index(place, column).data()


def chosen_words(table):
    return [words(table, index.row(), Column.TITLE) for index in table.selectionModel().selectedRows()]


def test_the_events_stand_in_time_order_whatever_their_lane(table):
    assert table.shown_ids() == ["june", "july", "autumn"]


def test_a_row_says_the_event_in_words(table):
    row = [words(table, 0, column) for column in Column]
    assert row == ["25 Jun 2024", "June", "One", "day known", "planned", "Main", "AP, June 2024", ""]


def test_an_unsourced_event_says_so(table):
    assert words(table, 2, Column.SOURCES) == "no source is named"


def test_a_click_on_a_heading_sorts_and_the_chosen_event_stays_chosen(table):
    table.select("june")
    table.sortByColumn(Column.TITLE, Qt.SortOrder.AscendingOrder)
    assert table.shown_ids() == ["autumn", "july", "june"]
    assert chosen_words(table) == ["June"]


@pytest.mark.parametrize(
    ("column", "first"),
    [(Column.DATE, "autumn"), (Column.TITLE, "june"), (Column.LANE, "june"), (Column.CERTAINTY, "july"),
     (Column.STATUS, "june"), (Column.SOURCES, "june")],
)  # fmt: skip
def test_each_column_sorts_by_what_it_says(table, column, first):
    table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert table.shown_ids()[0] == first


def test_equal_rows_stay_in_time_order_when_sorted_downwards(table):
    table.sortByColumn(Column.LAYER, Qt.SortOrder.DescendingOrder)
    assert table.shown_ids() == ["june", "july", "autumn"]


def test_moving_with_the_keys_tells_which_event_was_chosen(table, qtbot):
    table.select("june")
    with qtbot.waitSignal(table.event_chosen) as told:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert told.args == ["july"]


def test_choosing_from_elsewhere_is_shown_without_being_told_again(table, qtbot):
    with qtbot.assertNotEmitted(table.event_chosen):
        table.select("autumn")
        table.set_shown([0, 1])
        table.select(None)
    assert chosen_words(table) == []


def test_enter_opens_the_chosen_event(table, qtbot):
    table.select("july")
    with qtbot.waitSignal(table.event_opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == ["july"]


def test_a_hidden_choice_comes_back_with_its_row(table, dataset):
    table.select("june")
    table.set_shown([dataset.index_of("july")])
    assert chosen_words(table) == []
    table.set_shown([0, 1, 2])
    assert chosen_words(table) == ["June"]


def test_another_dataset_leaves_nothing_of_the_old_one(table):
    table.select("june")
    other = a_dataset(an_event("2020", "Other"))
    table.set_dataset(other)
    assert table.shown_ids() == []
    table.set_shown([0])
    assert words(table, 0, Column.TITLE) == "Other"
    assert chosen_words(table) == []


def test_a_screen_reader_hears_the_whole_row(table):
    spoken = table.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Date: 25 Jun 2024, Title: June, Lane: One, Certainty: day known")


def test_only_rows_that_are_looked_at_are_read(qapp, dataset):
    class Counted:
        columns, layers, sources = dataset.columns, dataset.layers, dataset.sources
        read = 0

        def event(self, row):
            self.read += 1
            return dataset.event(row)

    counted, model = Counted(), EventModel()
    model.put(counted, np.arange(3))
    for column in Column:
        model.index(1, column).data()
    assert counted.read == 1


def test_the_model_keeps_to_the_rules_of_qt(qapp, dataset):
    model = EventModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.put(dataset, [2, 0])
    model.sort(Column.TITLE)
    assert tester.model().rowCount() == 2


def test_a_row_selected_by_a_screen_reader_is_chosen(table, qtbot):
    only_select = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    with qtbot.waitSignal(table.event_chosen) as told:
        table.selectionModel().select(table.model().index(1, 0), only_select)
    assert told.args == ["july"]


def test_a_table_without_rows_says_why(table):
    table.set_shown([])
    empty = table.viewport().grab().toImage()
    ground = empty.pixelColor(3, 3)
    middle = empty.height() // 2
    assert any(empty.pixelColor(x, y) != ground for x in range(empty.width()) for y in range(middle - 8, middle + 8))


def test_where_a_hit_is_can_be_seen_only_while_something_is_searched_for(table):
    assert table.isColumnHidden(Column.FOUND)
    table.set_search("july")
    assert table.columnViewportPosition(Column.FOUND) == 0
    assert words(table, 1, Column.FOUND) == "title"
    table.set_search("")
    assert table.isColumnHidden(Column.FOUND)
