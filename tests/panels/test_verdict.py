"""What the source panel says of a quote: whether it stands in its source, and how sure that is."""

import pytest
from builders import WORDS, a_dataset, a_quote, a_source, an_event
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.account import account_of_computed, account_of_event, account_of_passage
from viewer.model.events import Quote, QuoteMatch
from viewer.panels.verdict import spoken_quote, verdict_on


def account(**rest):
    event = an_event(**rest)
    return account_of_event(event, a_dataset(event))


def verdict(quote):
    return verdict_on(account(quotes=(quote,)), quote)


def test_a_quote_at_its_place_is_ok_and_says_the_place():
    assert verdict(a_quote()) == ("ok", "✓ verbatim in the source, characters 11–36")


def test_large_places_are_grouped_in_thousands():
    _, words = verdict(Quote("article", "x", match=QuoteMatch.VERBATIM, start=1_234_567, end=1_234_999))
    assert words.endswith("characters 1,234,567–1,234,999")


def test_a_quote_at_the_very_start_of_its_source_is_found():
    tone, words = verdict(a_quote("Kenya"))
    assert tone == "ok"
    assert words.endswith("characters 0–5")


@pytest.mark.parametrize(("start", "end"), [(None, None), (3, None), (None, 9)])
def test_a_quote_called_verbatim_without_both_its_ends_is_not_confirmed(start, end):
    quote = Quote("article", "x", match=QuoteMatch.VERBATIM, start=start, end=end)
    assert verdict(quote) == ("warning", "not verbatim in the source")


@pytest.mark.parametrize(
    ("match", "words"),
    [
        (QuoteMatch.AMBIGUOUS, "found more than once in the source; the place is not certain"),
        (QuoteMatch.NO_TEXT, "not checked: the text of the source is not in the dataset"),
        (QuoteMatch.NOT_FOUND, "not verbatim in the source"),
    ],
)
def test_every_doubt_about_a_quote_is_a_warning_in_its_own_words(match, words):
    assert verdict(a_quote("elsewhere", match=match)) == ("warning", words)


def test_an_event_that_rests_on_a_reference_is_no_warning():
    assert verdict_on(account(references=("article",)), None) == ("muted", "no quote: rests on A source")


def test_an_event_that_rests_on_nothing_is_a_warning():
    assert verdict_on(account(), None) == ("warning", "no quote, and no source is named")


def test_an_event_that_says_it_has_no_source_is_a_warning_even_beside_a_reference():
    tone, _ = verdict_on(account(references=("article",), is_unsourced=True), None)
    assert tone == "warning"


def test_a_number_computed_from_nothing_known_is_a_warning():
    tone, words = verdict_on(account_of_computed("Others", "computed", ["lost"], a_dataset()), None)
    assert tone == "warning"
    assert words == "no quote of its own: computed from 0 figures"


def test_a_passage_of_the_search_stands_where_it_was_found():
    passage = account_of_passage(a_source(), 0, 5, a_dataset())
    assert verdict_on(passage, passage.quotes[0]) == ("ok", "✓ verbatim in the source, characters 0–5")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WORDS) - 1), st.integers(1, 20))
def test_only_words_at_their_place_get_the_tick(start, length):
    exact = WORDS[start : start + length]
    quote = Quote("article", exact, match=QuoteMatch.VERBATIM, start=start, end=start + len(exact))
    others = [verdict(Quote("article", exact, match=match)) for match in QuoteMatch]
    assert verdict(quote)[1].startswith("✓")
    assert not any("✓" in words or tone == "ok" for tone, words in others)


def test_that_there_is_no_quote_is_spoken():
    assert spoken_quote(None, "no quote: rests on A source", "") == "There is no quote."


def test_a_quote_is_spoken_with_its_verdict_and_which_it_is():
    spoken = spoken_quote(a_quote(), "✓ verbatim", "1 of 2 quotes")
    assert spoken == "The quote: “about 400 police officers” ✓ verbatim. 1 of 2 quotes."


def test_a_verdict_that_ends_with_a_full_stop_is_not_spoken_with_two():
    assert ".." not in spoken_quote(a_quote(), "not checked.", "1 / 1")


def test_braces_in_a_quote_are_spoken_as_they_stand():
    spoken = spoken_quote(a_quote("{place} of {count}", text=None), "not checked", "1 / 1")
    assert "“{place} of {count}”" in spoken
