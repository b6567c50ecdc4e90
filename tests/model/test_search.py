from __future__ import annotations

import pytest
from builders import a_dataset, a_quote, a_source, an_event

from viewer.model.search import SearchIndex, folded


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
