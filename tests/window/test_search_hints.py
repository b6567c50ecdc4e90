from __future__ import annotations

from builders import a_dataset, an_event
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def test_a_typo_is_answered_with_the_likelier_word(window, qtbot):
    window.top_bar.search.setText("arival")
    assert "arrival" in window.panels.searching.hints.text().casefold()
    window.panels.searching.hints.click()
    assert window.panels.table.shown_ids() == ["arrival"]


def test_words_that_stand_in_a_source_only_are_found_there(window):
    window.top_bar.search.setText("Kenya sent")
    assert not window.panels.searching.hints.isHidden()
    window.panels.searching.hints.click()
    assert window.panels.source.source.id == "article"


def test_an_empty_search_has_nothing_to_say(window):
    window.top_bar.search.setText("arival")
    window.top_bar.search.setText("")
    assert window.panels.searching.hints.isHidden()


def test_what_only_a_hidden_layer_has_is_said_and_can_be_shown(window, workspace):
    window.top_bar.search.setText("report")
    hints = window.panels.searching.hints
    assert hints.text() == "1 event has it, hidden by the filter: show everything"
    assert window.panels.searching.count_in_short() == "0 found, 1 hidden · 3 of 4 shown"
    hints.click()
    assert workspace.filter.is_empty
    assert window.panels.table.shown_ids() == ["report"]


def test_a_search_for_what_nothing_has_says_so_and_can_be_cleared(window):
    window.top_bar.search.setText("zzzz")
    hints = window.panels.searching.hints
    assert hints.text() == "No event and no source has “zzzz”: clear the search"
    hints.click()
    assert window.top_bar.search.text() == ""


def test_enter_goes_to_a_source_where_no_event_has_the_words(window):
    window.top_bar.search.setText("Kenya sent")
    QTest.keyClick(window.top_bar.search, Qt.Key.Key_Return)
    assert window.panels.source.source.id == "article"


def test_enter_takes_the_likelier_word(window):
    window.top_bar.search.setText("arival")
    QTest.keyClick(window.top_bar.search, Qt.Key.Key_Return)
    assert window.top_bar.search.text() == "Arrival"


def test_of_too_many_hits_some_are_ringed_in_every_lane(window, workspace):
    events = [an_event("2024", f"e{number}", lane="One" if number < 900 else "Two") for number in range(1000)]
    workspace.set_dataset(a_dataset(*events), (), None)
    window.top_bar.search.setText("e")
    lanes = {workspace.dataset.columns.lane[row] for row in window.canvas._hits}
    assert lanes == {0, 1}
    assert len(window.canvas._hits) == 500
