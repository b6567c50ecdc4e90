"""The events as rows: what each cell says, the order, and what a model must answer for what is not there."""

import numpy as np
import pytest
from builders import a_dataset, a_quote, a_source, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt

from viewer.bench.synthetic import make_dataset
from viewer.model.events import Layer, Status
from viewer.panels.event_model import Column, EventModel

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
LAYERS = (Layer("main", "Main"), Layer("record", "Public record"))


def a_model(*events, **rest):
    model, dataset = EventModel(), a_dataset(*events, **rest)
    model.put(dataset, np.arange(len(dataset)))
    return model


def cell(model, column, place=0, role=Qt.ItemDataRole.DisplayRole):
    return model.index(place, column).data(role)


def ids(model):
    return [model.id_at(place) for place in range(model.rowCount())]


def test_an_empty_model_has_columns_and_no_rows():
    model = EventModel()
    assert (model.rowCount(), model.columnCount()) == (0, 8)


def test_an_empty_model_knows_no_event():
    assert EventModel().place_of("june") is None


def test_sorting_an_empty_model_leaves_it_empty():
    model = EventModel()
    model.sort(Column.TITLE, DOWN)
    assert model.rowCount() == 0


def test_a_cell_has_no_cells_within_it():
    model = a_model()
    inside = model.index(0, 0)
    assert (model.rowCount(inside), model.columnCount(inside)) == (0, 0)
    assert model.rowCount(QModelIndex()) == 1


def test_the_headings_name_the_columns():
    model = a_model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert heads == ["Date", "Title", "Lane", "Certainty", "Status", "Layer", "Sources", "Found in"]


def test_rows_have_no_heading():
    assert a_model().headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.DisplayRole) is None


def test_a_heading_has_words_and_nothing_else():
    role = Qt.ItemDataRole.DecorationRole
    assert a_model().headerData(0, Qt.Orientation.Horizontal, role) is None


def test_a_cell_too_narrow_for_its_words_says_them_in_a_tool_tip():
    title = "A title of very many words " * 9
    assert cell(a_model(an_event(title=title)), Column.TITLE, role=Qt.ItemDataRole.ToolTipRole) == title


def test_a_cell_has_no_icon():
    assert cell(a_model(), Column.TITLE, role=Qt.ItemDataRole.DecorationRole) is None


@pytest.mark.parametrize(
    ("when", "said", "certainty"),
    [
        ("-0043", "44 BC", "year only"),
        ("2024-06-25T14:30", "25 Jun 2024, 14:30", "time known"),
        ("2024-06/..", "from Jun 2024, still open", "duration with an open end"),
        ("2024~", "about 2024", "year only, approximate"),
        ("[2024-09-30..2024-10-06]", "between 30 Sep and 6 Oct 2024", "one time in a range"),
    ],
)
def test_a_date_is_said_in_words_with_how_sure_it_is(when, said, certainty):
    model = a_model(an_event(when))
    assert (cell(model, Column.DATE), cell(model, Column.CERTAINTY)) == (said, certainty)


def test_a_title_from_right_to_left_is_kept_letter_for_letter():
    assert cell(a_model(an_event(title="بعثة الدعم", event_id="a")), Column.TITLE) == "بعثة الدعم"


def test_an_event_without_a_layer_stands_in_the_first():
    assert cell(a_model(layers=LAYERS), Column.LAYER) == "Main"


def test_an_event_of_another_layer_names_it():
    assert cell(a_model(an_event(layer="record"), layers=LAYERS), Column.LAYER) == "Public record"


def test_a_source_that_is_quoted_and_referred_to_is_named_once():
    event = an_event(quotes=(a_quote(), a_quote("June and July")), references=("article",))
    assert cell(a_model(event, sources=(a_source(title="AP"),)), Column.SOURCES) == "AP"


def test_several_sources_are_named_in_order():
    event = an_event(quotes=(a_quote(),), references=("un",))
    sources = (a_source(title="AP"), a_source("un", None, title="The Council"))
    assert cell(a_model(event, sources=sources), Column.SOURCES) == "AP; The Council"


def test_a_source_that_is_not_there_is_named_by_its_id():
    assert cell(a_model(an_event(references=("lost",))), Column.SOURCES) == "lost"


def test_a_screen_reader_is_spared_what_is_empty():
    spoken = cell(a_model(an_event()), Column.DATE, role=Qt.ItemDataRole.AccessibleTextRole)
    assert "Sources" not in spoken
    assert spoken.startswith("Date: Jun 2024, Title: An event")


def test_titles_are_sorted_whatever_their_capitals():
    model = a_model(an_event("2020", "beta"), an_event("2021", "Alpha"), an_event("2022", "Gamma"))
    model.sort(Column.TITLE, UP)
    assert ids(model) == ["alpha", "beta", "gamma"]


def test_dates_before_the_year_one_come_first():
    model = a_model(an_event("0050", "After"), an_event("-0043", "Caesar"), an_event("-0100", "Before"))
    assert ids(model) == ["before", "caesar", "after"]


def test_plans_stand_behind_what_happened_when_sorted_by_status():
    events = [an_event(f"20{n:02}", f"e{n}", status=(Status.PLANNED if n % 2 else Status.HAPPENED)) for n in range(6)]
    model = a_model(*events)
    model.sort(Column.STATUS, UP)
    assert ids(model) == ["e0", "e2", "e4", "e1", "e3", "e5"]


def test_layers_are_sorted_as_the_dataset_lists_them():
    model = a_model(an_event("2020", "R", layer="record"), an_event("2021", "M", layer="main"), layers=LAYERS)
    model.sort(Column.LAYER, UP)
    assert ids(model) == ["m", "r"]


def test_a_heading_that_does_not_exist_changes_no_order():
    model = a_model(an_event("2021", "B"), an_event("2020", "A"))
    before = ids(model)
    model.sort(-1, DOWN)
    assert ids(model) == before


def test_other_rows_keep_the_order_that_was_asked_for():
    model = a_model(an_event("2020", "A"), an_event("2021", "B"), an_event("2022", "C"))
    model.sort(Column.TITLE, DOWN)
    model.put(a_dataset(an_event("2020", "D"), an_event("2021", "E")), [0, 1])
    assert ids(model) == ["e", "d"]


def test_an_event_that_is_not_shown_has_no_place():
    dataset, model = a_dataset(an_event("2020", "A"), an_event("2021", "B")), EventModel()
    model.put(dataset, [dataset.index_of("b")])
    assert (model.place_of("a"), model.place_of("b"), model.place_of("no such")) == (None, 0, None)


def test_another_dataset_is_not_read_from_the_memory_of_the_old_one():
    model = a_model(an_event(title="Old"))
    assert cell(model, Column.TITLE) == "Old"
    model.put(a_dataset(an_event(title="New")), [0])
    assert cell(model, Column.TITLE) == "New"


def test_more_rows_than_are_remembered_are_all_said_right():
    model = a_model(*(an_event(f"{1000 + n}", f"Event {n}") for n in range(600)))
    assert [cell(model, Column.TITLE, n) for n in range(600)] == [f"Event {n}" for n in range(600)]
    assert cell(model, Column.TITLE, 0) == "Event 0"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1000, 2400), min_size=1, max_size=12), st.sampled_from(Column), st.sampled_from([UP, DOWN]))
def test_no_order_loses_or_doubles_a_row(years, column, order):
    model = a_model(*(an_event(f"{year}", f"Event {n}") for n, year in enumerate(years)))
    model.sort(column, order)
    assert sorted(ids(model)) == sorted(f"event-{n}" for n in range(len(years)))
    assert all(model.place_of(event_id) == place for place, event_id in enumerate(ids(model)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1000, 2400), min_size=2, max_size=12, unique=True))
def test_downwards_is_upwards_the_other_way_round_where_no_two_are_equal(years):
    model = a_model(*(an_event(f"{year}", f"Event {n:02}") for n, year in enumerate(years)))
    upwards = ids(model)
    model.sort(Column.DATE, DOWN)
    assert ids(model) == upwards[::-1]


def a_searched_model(text):
    model = a_model(
        an_event("2024-01", "Arrival", quotes=(a_quote(),)),
        an_event("2024-02", "Officers land", quotes=(a_quote(),)),
        sources=(a_source(title="Kenya Gazette"),),
    )
    model.set_search(text)
    return model


def test_a_hit_says_where_it_was_found():
    model = a_searched_model("officers")
    assert [cell(model, Column.FOUND, place) for place in range(2)] == ["quote", "title"]
    assert "Found in: quote" in cell(model, Column.DATE, 0, Qt.ItemDataRole.AccessibleTextRole)


def test_another_search_is_answered_anew(qtbot):
    model = a_searched_model("officers")
    cell(model, Column.FOUND)
    with qtbot.waitSignal(model.dataChanged):
        model.set_search("gazette")
    assert cell(model, Column.FOUND) == "source"
    model.set_search("")
    assert cell(model, Column.FOUND) == ""


def test_what_says_most_of_a_search_can_stand_first():
    model = a_searched_model("officers")
    model.sort(Column.FOUND, UP)
    assert ids(model) == ["officers-land", "arrival"]


def test_the_order_of_all_events_is_kept_while_a_search_shows_some_and_made_anew_for_another_order(qapp):
    dataset = make_dataset(60_000)
    rows, model = np.arange(len(dataset)), EventModel()
    model.put(dataset, rows)
    first = [model.id_at(place) for place in (0, 1, 59_999)]
    model.put(dataset, rows[::7])
    assert model.rowCount() == 8572
    model.put(dataset, rows)
    assert [model.id_at(place) for place in (0, 1, 59_999)] == first
    model.sort(Column.DATE, DOWN)
    assert model.id_at(59_999) == first[0]
