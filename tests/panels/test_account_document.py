import pytest
from builders import a_dataset, a_quote, a_source, an_event
from PySide6.QtGui import QTextDocument

from viewer.model.account import account_of_event
from viewer.panels.account_document import REACH, window_of, write_account
from viewer.theme import load_theme


@pytest.fixture
def document(qapp):
    return QTextDocument()


def written(document, text, *exacts):
    """The shown text, and what stands at the places of the quotes; Qt counts in UTF-16 units."""
    event = an_event(quotes=tuple(a_quote(exact, text=text) for exact in exacts))
    account = account_of_event(event, a_dataset(event, sources=(a_source(text=text),)))
    places = write_account(document, account, 0, load_theme("light"))
    units = document.toPlainText().encode("utf-16-le")
    marked = [units[2 * start : 2 * end].decode("utf-16-le") for start, end in places.quotes.values()]
    return document.toPlainText(), marked


def test_overlapping_quotes_are_each_found_whole(document):
    _, quotes = written(document, "One two three four.", "One two three", "two three four")
    assert quotes == ["One two three", "two three four"]


def test_windows_line_ends_do_not_move_the_marks(document):
    _, quotes = written(document, "One.\r\nTwo.\r\nThree four.", "Three")
    assert quotes == ["Three"]


def test_characters_beyond_the_basic_plane_do_not_move_the_marks(document):
    _, quotes = written(document, "😀😀 three four.", "three")
    assert quotes == ["three"]


def test_markup_in_a_source_is_text(document):
    shown, _ = written(document, "<b>One</b> & two", "two")
    assert "<b>One</b> & two" in shown


def test_a_huge_source_is_shown_around_the_quote_and_says_so(document):
    text = "Some line.\n" * 20_000 + "The needle.\n" + "Some line.\n" * 20_000
    shown, quotes = written(document, text, "The needle.")
    assert quotes == ["The needle."]
    assert len(shown) < 2 * REACH + 2_000
    assert f"of {len(text):,}, around the quote" in shown


def test_a_window_is_cut_at_line_ends():
    text = "aaaa\nbbbb\ncccc\ndddd\neeee"
    begin, finish = window_of(text, 10, 14, reach=7)
    assert text[begin:finish] == "bbbb\ncccc\ndddd"


def test_a_short_text_is_shown_whole():
    assert window_of("abc", 0, 1) == (0, 3)
