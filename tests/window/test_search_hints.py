from __future__ import annotations


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
