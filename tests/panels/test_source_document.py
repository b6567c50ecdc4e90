"""What an account becomes as a document: its sections, its links, and what is said where words are not found."""

import pytest
from builders import WORDS, a_dataset, a_quote, a_source, an_event
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from viewer.model.account import account_of_event, account_of_passage
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Basis, Disagreement, Figure, Link, QuoteMatch, Refinement
from viewer.panels.account_document import is_found, window_of, write_account
from viewer.theme import load_theme

LIGHT, DARK = load_theme("light"), load_theme("dark")
NOTE = "The paper says only that it was a Friday of that month, and the ninth was no Friday at all."


@pytest.fixture
def document(qapp):
    return QTextDocument()


def write(document, *others, theme=LIGHT, sources=None, disagreements=(), number=0, **rest):
    event = an_event(**rest)
    dataset = a_dataset(event, *others, sources=sources, disagreements=disagreements)
    return write_account(document, account_of_event(event, dataset), number, theme)


def links(document):
    found, block = {}, document.begin()
    while block.isValid():
        for part in block.textFormats():
            if part.format.isAnchor():
                found[block.text()[part.start : part.start + part.length]] = part.format.anchorHref()
        block = block.next()
    return found


def ground(document, place):
    cursor = QTextCursor(document)
    cursor.setPosition(place + 1)
    return cursor.charFormat().background().color().name()


def test_an_event_of_which_nothing_more_is_known_has_only_its_dates(document):
    places = write(document)
    assert list(places.sections) == ["dates"]
    assert places.quotes == {}
    assert document.toPlainText().startswith("Dates, kept apart\n")


def test_the_sections_stand_in_one_order(document):
    places = write(
        document,
        an_event(title="Second"),
        summary="In short, so.",
        quotes=(a_quote(),),
        figures=(Figure("police", parse_amount("400"), quote=0),),
        links=(Link("second", "authorizes"),),
        disagreements=(Disagreement("d", "Which?", "Both.", ("an-event",)),),
        date_note=NOTE,
    )
    order = ["summary", "numbers", "objections", "words", "remarks", "dates", "sources", "related"]
    assert list(places.sections) == order
    assert sorted(places.sections.values()) == list(places.sections.values())


def test_a_section_is_found_where_its_heading_begins(document):
    places = write(document, quotes=(a_quote(),), summary="So it was.")
    text = document.toPlainText()
    assert text[places.sections["words"] :].startswith("The words in their source\n")
    assert text[places.sections["summary"] :].startswith("In short\n")


def test_writing_again_leaves_nothing_of_what_stood_there(document):
    write(document, quotes=(a_quote(),), summary="The first.")
    write(document, summary="The second.")
    assert "The first." not in document.toPlainText()
    assert WORDS not in document.toPlainText()


def test_the_full_text_of_a_quote_that_is_not_found_is_still_shown(document):
    places = write(document, quotes=(a_quote("about 500", match=QuoteMatch.NOT_FOUND),))
    text = document.toPlainText()
    assert "The dataset quotes these words; the source does not have them so." in text
    assert WORDS in text
    assert text[slice(*places.quotes[0])] == "about 500"


def test_words_that_stand_twice_say_that_no_place_is_meant(document):
    write(document, quotes=(a_quote("e", text=None, match=QuoteMatch.AMBIGUOUS),))
    assert "These words stand more than once in the source" in document.toPlainText()


@pytest.mark.parametrize("sources", [(a_source(text=None),), (a_source("other"),)])
def test_a_source_without_a_text_leaves_the_quote_alone_and_says_why(document, sources):
    places = write(document, quotes=(a_quote(text=None),), sources=sources)
    text = document.toPlainText()
    assert "The text of this source is not in the dataset." in text
    assert text[slice(*places.quotes[0])] == "about 400 police officers"


def test_only_the_quotes_of_the_shown_source_are_marked_in_it(document):
    other = a_source("other", text="Another text, of June.")
    quotes = (a_quote(), a_quote("of June", source="other", text=other.text))
    assert list(write(document, quotes=quotes, sources=(a_source(), other)).quotes) == [0]
    assert list(write(document, quotes=quotes, sources=(a_source(), other), number=1).quotes) == [1]
    assert other.text in document.toPlainText()


def test_a_quote_has_another_ground_than_the_text_around_it(document):
    places = write(document, quotes=(a_quote(),))
    start, end = places.quotes[0]
    assert ground(document, start) != ground(document, start - 3)
    assert ground(document, end) == ground(document, start - 3)


def test_the_dark_theme_writes_the_same_words_on_another_ground(document):
    places = write(document, quotes=(a_quote(),))
    light, text = ground(document, places.quotes[0][0]), document.toPlainText()
    write(document, quotes=(a_quote(),), theme=DARK)
    assert document.toPlainText() == text
    assert ground(document, places.quotes[0][0]) != light


def test_a_figure_leads_to_the_quote_that_says_it(document):
    write(document, quotes=(a_quote(),), figures=(Figure("police", parse_amount("about 400"), quote=0),))
    assert links(document)["about 400"] == "quote:0"
    assert "about 400 · police" in document.toPlainText()


def test_a_figure_without_a_source_is_no_link_and_says_so(document):
    write(document, figures=(Figure("police", parse_amount("400")),))
    assert links(document) == {}
    assert "400 · police – no source is named" in document.toPlainText()


def test_a_disagreement_leads_to_its_other_sides(document):
    other = an_event("2024-07", title="Second")
    entry = Disagreement("d", "June or July?", "Both are said.", ("an-event", "second"))
    write(document, other, disagreements=(entry,))
    assert "June or July?\nBoth are said." in document.toPlainText()
    assert "event:second" in links(document).values()


def test_what_follows_a_disagreement_stands_outside_its_box(document):
    entry = Disagreement("d", "June or July?", "Both are said.", ("an-event",))
    places = write(document, disagreements=(entry,), quotes=(a_quote(),))
    cursor = QTextCursor(document)
    cursor.setPosition(places.sections["words"])
    assert cursor.currentFrame() is document.rootFrame()


def test_a_long_note_on_the_date_is_told_in_full_with_its_voice(document):
    write(document, date_basis=Basis.INFERRED, date_note=NOTE)
    assert f"How this is known\ninferred · {NOTE}" in document.toPlainText()


def test_the_author_is_no_voice_to_be_named(document):
    write(document, date_note=NOTE)
    assert f"How this is known\n{NOTE}" in document.toPlainText()


def test_a_closer_date_is_never_put_in_the_mouth_of_the_quoted_source(document):
    refined = Refinement(parse_edtf("2024-06-25"), "un", "The first flight.")
    write(document, refined=refined, sources=(a_source(), a_source("un", title="UN report", text=None)))
    said = "Not said by the article: Tuesday 25 June 2024, from UN report. The first flight."
    assert f"another source · {said}" in document.toPlainText()


def test_a_passage_is_marked_where_it_was_found(document):
    start = WORDS.index("June")
    account = account_of_passage(a_source(), start, start + 4, a_dataset())
    places = write_account(document, account, 0, LIGHT)
    assert document.toPlainText()[slice(*places.quotes[0])] == "June"


def test_a_number_beyond_the_last_quote_shows_the_last(document):
    assert list(write(document, quotes=(a_quote(),), number=9).quotes) == [0]


@pytest.mark.parametrize(("start", "end"), [(None, 3), (3, None), (None, None)])
def test_a_quote_without_both_its_ends_has_no_place(start, end):
    assert not is_found(a_quote(text=None, match=QuoteMatch.VERBATIM, start=start, end=end))


@settings(max_examples=60, deadline=None)
@given(st.text("ab\n", max_size=80), st.data())
def test_a_window_always_holds_the_whole_quote_and_never_more_than_its_reach(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    reach = data.draw(st.integers(0, 30))
    begin, finish = window_of(text, start, end, reach)
    assert max(0, start - reach) <= begin <= start
    assert end <= finish <= min(len(text), end + reach)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("aé😀א \n", min_size=1, max_size=30), st.data())
def test_a_quote_of_any_letters_is_marked_at_its_place(document, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = a_quote(text[start:end], text=None, match=QuoteMatch.VERBATIM, start=start, end=end)
    places = write(document, quotes=(quote,), sources=(a_source(text=text),))
    units = document.toPlainText().encode("utf-16-le")
    first, last = places.quotes[0]
    assert units[2 * first : 2 * last].decode("utf-16-le") == text[start:end]
