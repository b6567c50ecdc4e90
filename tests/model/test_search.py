from __future__ import annotations

import pytest
from builders import a_dataset, a_quote, a_source, an_event
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.search import SearchIndex, _Block, folded
from viewer.model.text_column import TextColumn


@pytest.mark.parametrize(("written", "typed"), [("Élysée", "elysee"), ("STRASSE", "straße"), ("Pont-Sondé", "SONDE")])
def test_accents_and_case_do_not_matter(written, typed):
    assert folded(typed) in folded(written)


def found(dataset, text):
    return [dataset.id_of(row) for row in SearchIndex(dataset).find(text)]


def test_all_words_must_be_there_in_any_order():
    dataset = a_dataset(an_event(title="Kenya sends police"), an_event(title="Kenya votes"))
    assert found(dataset, "police kenya") == ["kenya-sends-police"]


@pytest.mark.parametrize("text", ["about 400", "A source", "2024-06", "in June"])
def test_quotes_sources_dates_and_their_words_are_searched(text):
    event = an_event("2024-06", "Arrival", quotes=(a_quote(),), date_words="in June")
    assert found(a_dataset(event, sources=(a_source(),)), text) == ["arrival"]


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_text_finds_nothing(text):
    assert found(a_dataset(), text) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("aAäb é\n", max_size=8), max_size=8), st.text("aäb é", min_size=1, max_size=3))
def test_what_is_found_is_what_contains_every_word(titles, text):
    dataset = a_dataset(*(an_event(title=f"{title}.", event_id=str(n)) for n, title in enumerate(titles)))
    words = folded(text).split()
    wanted = [row for row in range(len(dataset)) if words and all(w in folded(dataset.title_of(row)) for w in words)]
    with_titles_only = SearchIndex.__new__(SearchIndex)
    with_titles_only._names = None
    with_titles_only._texts = _Block(TextColumn.of([dataset.title_of(row) for row in range(len(dataset))]))
    assert with_titles_only.find(text).tolist() == wanted


@pytest.fixture
def titles_only(monkeypatch):
    monkeypatch.setattr("viewer.model.search.TITLES_ONLY_FROM", 0)


def test_a_word_never_reaches_from_one_title_into_the_next(titles_only):
    dataset = a_dataset(an_event("2020", "Vote"), an_event("2021", "Review"))
    assert found(dataset, "ter") == found(dataset, "voter") == []
    assert found(dataset, "vote") == ["vote"]


def test_a_word_is_found_wherever_the_titles_are_cut_for_searching(titles_only, monkeypatch):
    dataset = a_dataset(an_event("2020", "Élection"), an_event("2021", "Vote"), an_event("2022", "Selection"))
    for size in range(1, 12):
        monkeypatch.setattr("viewer.model.search._BYTES_AT_ONCE", size)
        monkeypatch.setattr("viewer.model.search._TEXTS_AT_ONCE", size)
        assert SearchIndex(dataset).find("ELECTION").tolist() == [0, 2]


NAMED = a_source(title="Kenya to send more police")
SAYS, CITES = (
    an_event("2024-01", "Kenya votes", quotes=(a_quote(),)),
    an_event("2024-02", "Arrival", quotes=(a_quote(),)),
)


def test_what_an_event_says_itself_stands_above_the_name_of_its_source():
    dataset = a_dataset(SAYS, CITES, sources=(NAMED,))
    index = SearchIndex(dataset)
    assert found(dataset, "kenya") == ["kenya-votes"]
    assert [dataset.id_of(row) for row in index.find_cited("kenya")] == ["arrival"]


def test_the_name_of_a_source_counts_where_no_event_says_it():
    dataset = a_dataset(SAYS, CITES, sources=(NAMED,))
    assert found(dataset, "send") == ["kenya-votes", "arrival"]
    assert len(SearchIndex(dataset).find_cited("send")) == 0


def test_the_words_of_one_search_may_stand_in_an_event_and_in_its_source():
    dataset = a_dataset(SAYS, CITES, sources=(NAMED,))
    assert found(dataset, "arrival send") == ["arrival"]
