"""Events that only cite a source whose name has the words are counted apart from those that say them."""

import pytest
from builders import a_dataset, a_quote, a_source, an_event

from viewer.model.filters import Filter
from viewer.panels.event_table import Column

SAYS = an_event("2024-01", "Kenya votes", quotes=(a_quote(),))
CITES = [an_event(f"2024-0{n}", f"e{n}", quotes=(a_quote(),), lane="Two" if n == 4 else "One") for n in (2, 3, 4)]


@pytest.fixture
def searched(window, workspace):
    workspace.set_dataset(a_dataset(SAYS, *CITES, sources=(a_source(title="Kenya Gazette"),)), (), None)
    window.top_bar.search.setText("kenya")
    return window


def test_those_that_say_it_are_counted_and_ringed_and_the_others_said_apart(searched, workspace):
    assert searched.panels.searching.count_in_short().startswith("1 found")
    assert searched.canvas._hits == {workspace.dataset.index_of("kenya-votes")}
    assert (searched.panels.cited.text(), searched.panels.cited.isHidden()) == ("3 more by source name", False)


def test_the_others_can_be_listed(searched):
    searched.panels.cited.click()
    table = searched.panels.table
    assert table.shown_ids() == ["e2", "e3", "e4"]
    assert table.model().index(0, Column.FOUND).data() == "source"


def test_what_the_filter_hides_is_not_counted(searched, workspace):
    workspace.set_filter(Filter(hidden_lanes=frozenset({"Two"})))
    assert searched.panels.cited.text() == "2 more by source name"


@pytest.mark.parametrize("text", ["", "gazette", "zzzz", "votes"])
def test_where_there_are_no_others_nothing_is_said(searched, text):
    searched.top_bar.search.setText(text)
    assert searched.panels.cited.isHidden()
    assert len(searched.panels.table.shown_ids()) == {"zzzz": 0, "votes": 1}.get(text, 4)
