import pytest
from builders import a_dataset, a_source
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.folding import folded
from viewer.model.search import SearchIndex
from viewer.model.source_search import MOST_HITS, FoldedText, SourceHit


def found(text, typed):
    index = SearchIndex(a_dataset(sources=(a_source(text=text),)))
    return [text[hit.start : hit.end] for hit in index.find_in_sources(typed)]


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        ("Kenya sent about 400 police.", "ABOUT 400", ["about 400"]),
        ("Reuters in Pont-Sondé, near Saint-Marc.", "pont-sonde", ["Pont-Sondé"]),
        ("Die Straße ist zu.", "strasse", ["Straße"]),
        ("Die Straße ist zu.", "stras", ["Straß"]),
        ("Sonde\u0301 and on", "sonde", ["Sonde\u0301"]),
        ("one two\n three, one two", "two three", ["two\n three"]),
        ("gang, gang, gang", "gang", ["gang"] * 3),
        ("nothing of that", "gang", []),
    ],
)
def test_words_are_found_where_they_stand(text, typed, words):
    assert found(text, typed) == words


def test_words_that_never_stand_together_are_found_in_one_line():
    assert found("Kenya said that 400 came.\nKenya left.", "400 kenya") == ["Kenya said that 400"]


@pytest.mark.parametrize("typed", ["", "  "])
def test_an_empty_text_finds_nothing(typed):
    assert found("Kenya", typed) == []


def test_a_hit_names_its_source_and_sources_without_a_text_are_passed_over():
    sources = (a_source("ap", text="Kenya"), a_source("bbc", text=None), a_source("un", text="In Kenya"))
    hits = SearchIndex(a_dataset(sources=sources)).find_in_sources("kenya")
    assert hits == [SourceHit("ap", 0, 5), SourceHit("un", 3, 8)]


def test_hits_end_somewhere():
    assert len(FoldedText("ap", "a " * 2 * MOST_HITS).find(["a"])) == MOST_HITS


@settings(max_examples=150, deadline=None)
@given(st.text("aé ßİn\u0301\nZ", max_size=30), st.text("aeszn", min_size=1, max_size=3))
def test_what_is_marked_folds_to_what_was_typed(text, typed):
    for hit in FoldedText("ap", text).find([typed]):
        assert typed in folded(text[hit.start : hit.end])
        assert 0 <= hit.start < hit.end <= len(text)
