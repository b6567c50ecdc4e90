"""Tests of the numbers behind titles, and of the notes they lead to."""

from builders import WORDS, a_dataset, a_quote, a_source, an_event

from viewer.export.pages.references import quote_notes, records_of, source_notes, with_numbers


def noted(dataset):
    return records_of(dataset, range(len(dataset)), [])


def test_a_quote_used_twice_is_one_note_and_its_source_is_cited_in_full_once():
    quotes = a_quote(), a_quote("Kenya sent")
    source = a_source(author="A. Author", publisher="The Daily", title="A source")
    dataset = a_dataset(
        an_event(title="One", quotes=quotes), an_event(title="Two", quotes=quotes[:1]), sources=[source]
    )
    notes = quote_notes(dataset, noted(dataset))
    assert len(notes.entries) == 2
    assert notes.entries[0].startswith("“about 400 police officers” — A. Author, ")
    assert "A. Author" not in notes.entries[1]
    assert [with_numbers(dataset, notes).event(row).title for row in (0, 1)] == ["One ¹ ²", "Two ¹"]


def test_what_is_not_verbatim_or_not_quoted_says_so():
    event = an_event(quotes=(a_quote("made up", text=WORDS),), references=("other",))
    lost = a_quote("made up", text=WORDS)
    dataset = a_dataset(event, sources=[a_source(), a_source("other", title="Another")])
    entries = quote_notes(dataset, noted(dataset)).entries
    assert lost.start is None
    assert entries[1].endswith("(not quoted)")


def test_notes_of_sources_are_numbered_in_the_order_of_the_dataset():
    event = an_event(references=("late", "early"))
    sources = [a_source("early", title="Early"), a_source("none"), a_source("late", title="Late")]
    dataset = a_dataset(event, sources=sources)
    notes = source_notes(dataset, noted(dataset))
    assert notes.heading == "Sources"
    assert notes.numbers == {"early": 1, "late": 2}


def test_a_quote_that_begins_with_a_quotation_mark_shows_only_that_one():
    event = an_event(quotes=(a_quote("“We will,” he said", text=None), a_quote("“We will.”", text=None)))
    dataset = a_dataset(event, sources=[a_source()])
    entries = quote_notes(dataset, noted(dataset)).entries
    assert entries[0].startswith("‘“We will,” he said’ — “A source”")
    assert entries[1].startswith("“We will.” — A source")


def test_a_source_that_is_missing_is_named_in_its_note():
    dataset = a_dataset(an_event(quotes=(a_quote(source="gone"),)))
    (entry,) = quote_notes(dataset, noted(dataset)).entries
    assert "gone (this source is missing from the dataset)" in entry
