"""Texts and dates at their edges: none, one, very long; words found in sources; dates no calendar page shows."""

import numpy as np
import pytest
from builders import a_dataset, a_source, an_event
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.certainty import certainty_in_words
from viewer.model.date_words import in_long_words, in_words
from viewer.model.edtf import parse_edtf
from viewer.model.events import Refinement
from viewer.model.search import SearchIndex
from viewer.model.source_search import MOST_HITS, FoldedText
from viewer.model.text_column import TextColumn, gathered, hashes, offsets_of


def test_no_texts_are_a_column_of_none():
    column = TextColumn.of([])
    assert (len(column), column.block, column.offsets.tolist()) == (0, b"", [0])


def test_half_a_character_is_kept_as_a_question_mark():
    assert TextColumn.of(["a\ud800b"]).at(0) == "a?b"


def test_offsets_are_one_more_than_their_lengths():
    assert offsets_of(np.array([3, 0, 2])).tolist() == [0, 3, 3, 5]


def test_a_text_may_be_taken_twice_or_not_at_all():
    taken = TextColumn.of(["a", "é", ""]).taken(np.array([1, 1, 2]))
    assert [taken.at(place) for place in range(3)] == ["é", "é", ""]


def test_one_very_long_text_among_short_ones_is_gathered_whole():
    texts = ["x", "y" * 5000, "z"]
    column = TextColumn.of(texts)
    text = np.frombuffer(column.block, dtype=np.uint8)
    assert gathered(text, column.offsets[:-1], np.diff(column.offsets)).tobytes().decode() == "".join(texts)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(alphabet="ab", max_size=100), min_size=1, max_size=8))
def test_long_and_short_texts_hash_as_each_does_alone(texts):
    column = TextColumn.of([*texts, "a" * 65])
    every = hashes(np.frombuffer(column.block, dtype=np.uint8), column.offsets[:-1], np.diff(column.offsets))
    for text, own in zip(texts, every, strict=False):
        block = np.frombuffer(text.encode(), dtype=np.uint8)
        assert hashes(block, np.array([0]), np.array([len(text)]))[0] == own


def test_words_over_a_line_break_are_one_phrase():
    (hit,) = FoldedText("s", "sent four\nhundred men").find(["four", "hundred"])
    assert (hit.start, hit.end) == (5, 17)


def test_hits_of_a_common_letter_stop_at_the_most():
    assert len(FoldedText("s", "a " * (MOST_HITS + 5)).find(["a"])) == MOST_HITS


def test_signs_of_a_pattern_are_plain_letters_to_a_search():
    (hit,) = FoldedText("s", "cost (about) 5.0").find(["(about)"])
    assert (hit.start, hit.end) == (5, 12)


def test_a_search_over_sources_needs_a_word():
    index = SearchIndex(a_dataset(sources=(a_source(),)))
    assert index.find_in_sources("  ") == []
    assert index.find("").tolist() == []


def test_a_closer_date_makes_its_source_findable():
    refined = Refinement(parse_edtf("2024-06-25"), "log")
    dataset = a_dataset(an_event(refined=refined), sources=(a_source("log", title="Flight log"),))
    assert SearchIndex(dataset).find("flight LOG").tolist() == [0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0000", "1 BC"),
        ("-0001", "2 BC"),
        ("2024-10-10/2024-10-10", "10 Oct 2024"),
        ("[..2024-06]", "by Jun 2024"),
        ("[2024-06..]", "Jun 2024 or later"),
        ("2024-06/", "from Jun 2024, end unknown"),
    ],
)
def test_a_date_at_the_edge_has_plain_words(text, words):
    assert in_words(parse_edtf(text)) == words


def test_no_weekday_is_claimed_for_a_day_before_the_calendar():
    assert in_long_words(parse_edtf("1582-10-04")) == "4 October 1582"
    assert in_long_words(parse_edtf("1583-01-01")) == "Saturday 1 January 1583"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2024-06-25T14:30", "time known"),
        ("2024-06/", "duration with an unknown end"),
        ("../2024", "duration with an open end"),
        ("2024-06%", "month only, approximate, uncertain"),
        ("1XXX", "age only"),
    ],
)
def test_how_sure_a_date_is_has_plain_words(when, words):
    assert certainty_in_words(an_event(when)) == words
