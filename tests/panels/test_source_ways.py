"""The source panel's ways from part to part, its sizes, its copying and its figures."""

import pytest
from builders import WORDS, a_dataset, a_quote, a_source, an_event
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Figure, QuoteMatch
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.panels.source_panel import SourcePanel
from viewer.panels.source_text import SourceText
from viewer.theme import load_theme

TWO = (a_quote(), a_quote("in June and July"))
LONG = "Nothing yet.\n" * 80 + WORDS + "\nNothing more." * 80


@pytest.fixture
def panel(qtbot):
    panel = SourcePanel()
    qtbot.addWidget(panel)
    panel.resize(436, 424)
    panel.show()
    return panel


def text_of(panel):
    return panel.findChild(SourceText)


def place(panel):
    return text_of(panel).verticalScrollBar().value()


def visible_words(panel):
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def button(panel, name):
    found = [*panel.findChildren(QPushButton), *panel.findChildren(QToolButton)]
    return next(button for button in found if button.accessibleName() == name)


def ways(panel):
    return next(label for label in panel.findChildren(QLabel) if label.accessibleName().startswith("Parts of"))


def show(panel, number=0, sources=None, **rest):
    event = an_event(**{"quotes": TWO} | rest)
    panel.show_event(event, a_dataset(event, sources=sources), number)


def show_long(panel, **rest):
    show(panel, quotes=(a_quote(text=LONG),), sources=(a_source(text=LONG),), **rest)


def test_the_parts_of_a_text_are_named_with_their_counts(panel):
    show(panel, figures=(Figure("a", parse_amount("2")), Figure("b", parse_amount("3"))))
    assert ways(panel).accessibleName() == "Parts of this text: its words, 2 figures, dates, 1 source"


def test_an_event_of_which_little_is_known_names_only_what_there_is(panel):
    show(panel, quotes=())
    assert ways(panel).accessibleName() == "Parts of this text: dates"


def test_a_way_scrolls_to_its_part_and_back_to_the_words(panel):
    show_long(panel)
    words = place(panel)
    ways(panel).linkActivated.emit("section:sources")
    assert place(panel) > words
    ways(panel).linkActivated.emit("section:words")
    assert place(panel) == words


def test_a_source_named_by_a_figure_leads_to_the_sources(panel):
    show_long(panel)
    before = place(panel)
    text_of(panel).link_clicked.emit("source:article")
    assert place(panel) > before


@pytest.mark.parametrize("key", ["section:lost", "quote:99", "quote:x", ""])
def test_a_way_that_leads_nowhere_changes_nothing(panel, key):
    show(panel)
    text_of(panel).link_clicked.emit(key)
    assert panel.quote == TWO[0]
    assert text_of(panel).current_words == TWO[0].exact


@pytest.mark.parametrize(("number", "quote"), [(-5, TWO[0]), (0, TWO[0]), (1, TWO[1]), (99, TWO[1])])
def test_a_quote_beyond_the_ends_is_the_nearest_one(panel, number, quote):
    show(panel, number)
    assert panel.quote == quote


def test_the_source_of_the_current_quote_is_known(panel):
    assert panel.source is None
    show(panel)
    assert panel.source.id == "article"


def test_a_quote_of_an_unknown_source_has_no_source_but_can_be_copied(panel):
    show(panel, quotes=(a_quote(source="lost", text=None),))
    panel.copy_with_citation()
    assert panel.source is None
    assert QGuiApplication.clipboard().text() == "“about 400 police officers”\n— lost"


def test_a_quote_that_is_not_verbatim_says_so_where_it_is_pasted(panel):
    show(panel, quotes=(a_quote("about 500", match=QuoteMatch.NOT_FOUND),))
    button(panel, "Copy with citation").click()
    assert QGuiApplication.clipboard().text().endswith("(not verbatim in the source)")


def test_copying_takes_the_quote_that_was_stepped_to(panel, qtbot):
    show(panel)
    button(panel, "Next quote").click()
    with qtbot.waitSignal(panel.copied) as copied:
        button(panel, "Copy quote").click()
    assert copied.args == ["in June and July"]


def test_nothing_to_copy_leaves_the_clipboard_as_it_is(panel):
    QGuiApplication.clipboard().setText("mine")
    show(panel, quotes=())
    panel.copy_quote()
    panel.copy_with_citation()
    assert QGuiApplication.clipboard().text() == "mine"


def test_the_quote_of_a_figure_is_not_called_one_of_an_event(panel):
    amount, date = parse_amount("over 400"), parse_edtf("2024-10-11")
    panel.show_figure(PersonnelFigure("k", "Kenya", Measure.DEPLOYED, amount, date, quote=TWO[0]), a_dataset())
    assert "the quote for this figure" in visible_words(panel)


def test_a_low_panel_counts_its_quotes_in_short(panel):
    show(panel)
    panel.resize(436, 320)
    assert "1 / 2" in visible_words(panel)
    panel.resize(436, 424)
    assert "1 of 2 quotes for this event" in visible_words(panel)


def test_a_narrow_panel_shortens_its_buttons_and_keeps_their_names(panel):
    show(panel)
    panel.resize(320, 424)
    assert button(panel, "Copy with citation").text() == "Copy cited"
    panel.resize(436, 424)
    assert button(panel, "Copy with citation").text() == "Copy with citation"


def test_another_theme_keeps_the_place_in_the_text(panel):
    show_long(panel)
    ways(panel).linkActivated.emit("section:dates")
    before = place(panel)
    panel.set_theme(load_theme("dark"))
    assert place(panel) == before > 0


def test_a_short_text_begins_at_its_top(panel):
    show(panel)
    assert place(panel) == 0


def test_the_next_event_forgets_the_place_of_the_last(panel):
    show_long(panel)
    assert place(panel) > 0
    show(panel, quotes=())
    assert place(panel) == 0
    assert text_of(panel).current_words == ""


def test_the_text_of_a_source_cannot_be_typed_into(panel, qtbot):
    show(panel)
    before = text_of(panel).toPlainText()
    qtbot.keyClick(text_of(panel), Qt.Key.Key_X)
    qtbot.keyClick(text_of(panel), Qt.Key.Key_Delete)
    assert text_of(panel).toPlainText() == before
