from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.quotes import SourceText, fold, locate
from viewer.model.events import Quote, QuoteMatch

TEXT = (
    "However, only roughly 430 people have deployed,\n  with over 400 of them.\r\nKenya sent about 400 — “about” 400."
)


def found(exact, text=TEXT, **rest) -> Quote:
    return locate(Quote("s", exact, **rest), SourceText(text))


def marked(exact, text=TEXT, **rest) -> str:
    quote = found(exact, text, **rest)
    assert quote.match is QuoteMatch.VERBATIM
    return text[quote.start : quote.end]


def test_words_are_found_where_they_stand():
    assert marked("roughly 430 people") == "roughly 430 people"


def test_white_space_counts_as_one_space_on_both_sides():
    assert marked("have\tdeployed, with   over") == "have deployed,\n  with over"


def test_offsets_behind_folded_line_ends_are_those_of_the_original_text():
    assert marked("Kenya sent about 400 — ") == "Kenya sent about 400 —"


@pytest.mark.parametrize("exact", ["Roughly 430", "roughly 431", '"about" 400', "about 400 - “about”", "roughly430"])
def test_nothing_fuzzier_than_white_space_is_a_match(exact):
    quote = found(exact)
    assert (quote.match, quote.start, quote.end) == (QuoteMatch.NOT_FOUND, None, None)


def test_words_that_stand_twice_are_ambiguous():
    assert found("400").match is QuoteMatch.AMBIGUOUS


def test_words_that_overlap_themselves_are_ambiguous():
    assert found("aa", "baaab").match is QuoteMatch.AMBIGUOUS


def test_a_prefix_or_a_suffix_makes_them_unique():
    assert found("400", prefix="over ").start == TEXT.index("400 of")
    assert found("400", prefix="over").start == TEXT.index("400 of")
    assert found("400", suffix=" of them").start == TEXT.index("400 of")
    assert found("400", prefix="“about”", suffix=".").start == TEXT.index("400.")


def test_a_prefix_that_does_not_make_them_unique_is_not_enough():
    assert found("a", "xa xa", prefix="x").match is QuoteMatch.AMBIGUOUS


def test_a_prefix_that_is_not_there_is_not_passed_over():
    assert found("roughly 430", prefix="exactly").match is QuoteMatch.NOT_FOUND


def test_a_quote_without_words_is_found_nowhere():
    assert found(" \n").match is QuoteMatch.NOT_FOUND


def test_accents_written_in_one_or_two_characters_are_the_same():
    decomposed = unicodedata.normalize("NFD", "in Pont-Sondé, à côté\n\nde Saint-Marc")
    assert marked("Sondé, à côté de", decomposed) == unicodedata.normalize("NFD", "Sondé, à côté\n\nde")
    assert found(unicodedata.normalize("NFD", "côté"), "un côté").match is QuoteMatch.VERBATIM


def test_a_composed_last_letter_is_marked_with_its_accent():
    assert marked("né", "e\u0301te\u0301 ne\u0301") == "ne\u0301"


def test_korean_syllables_in_parts_are_found_whole():
    assert marked("한국", unicodedata.normalize("NFD", "대한국 사람")) == unicodedata.normalize("NFD", "한국")


def test_a_quote_that_is_not_there_says_where_it_leaves_the_text():
    departure = SourceText(TEXT).departure("with over 400 of us")
    assert departure is not None
    assert departure.line == 2
    assert "of them" in departure.source_goes_on
    assert departure.quote_goes_on.endswith("400 of us")


def test_a_quote_from_somewhere_else_leaves_the_text_nowhere():
    assert SourceText(TEXT).departure("Zebra") is None


def test_a_million_characters_and_a_thousand_quotes_are_all_found():
    text = "\n".join(f"Line {n} says that {n * 7919} people came." for n in range(25_000))
    source = SourceText(text)
    quotes = [locate(Quote("s", f"says that {n * 7919} people came. Line {n + 1} "), source) for n in range(1000)]
    assert all(quote.match is QuoteMatch.VERBATIM for quote in quotes)
    assert all(text[quote.start : quote.end].endswith(f"Line {n + 1}") for n, quote in enumerate(quotes))


letters = st.text(st.sampled_from("ab \n\t\u00a0e\u0301\u0323é한\u1112\u1161\u11ab\u0958"), max_size=30)


@settings(max_examples=200, deadline=None)
@given(letters, letters, letters)
def test_whatever_is_marked_reads_like_the_quote(before, exact, after):
    text = f"{before}|{exact}|{after}"
    quote = locate(Quote("s", f"|{exact}|"), SourceText(text))
    assert quote.match is QuoteMatch.VERBATIM
    assert fold(text[quote.start : quote.end]) == fold(f"|{exact}|")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=6), st.text(max_size=3), st.text(max_size=3))
def test_any_words_in_any_text_get_an_answer(text, exact, prefix, suffix):
    quote = locate(Quote("s", exact, prefix, suffix), SourceText(text))
    assert (quote.start is not None) == (quote.match is QuoteMatch.VERBATIM)
