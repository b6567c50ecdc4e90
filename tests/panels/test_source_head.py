"""What stands above the words is whole, and leaves them their room by scrolling with them."""

import pytest
from builders import WORDS, a_dataset, a_quote, a_source, an_event
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from viewer.model.edtf import parse_edtf
from viewer.panels.breaking import breakable
from viewer.panels.remarks import Remarks
from viewer.panels.source_head import SourceHead, TitleLine
from viewer.panels.source_panel import SourcePanel
from viewer.panels.source_text import SourceText

LONG = "The Security Council, after three postponements and a night of drafting, authorizes the mission " * 3
SAID = "last week, or the week before, as two people who asked not to be named have told it"


@pytest.fixture
def panel(qtbot):
    made = SourcePanel()
    qtbot.addWidget(made)
    made.resize(436, 240)
    made.show()
    show(made, LONG.strip())
    return made


def show(panel, title):
    text = "Nothing yet.\n" * 60 + WORDS + "\nNothing more." * 60
    event = an_event("2024-06", title, quotes=(a_quote(text=text),), date_words=SAID, date_note="the Friday before")
    panel.show_event(event, a_dataset(event, sources=(a_source(text=text, issued=parse_edtf("2024-10-11")),)))
    QApplication.processEvents()


def label_with(panel, words):
    return next(each for each in panel.findChildren(QLabel) if words in each.text())


def seen_of(panel, widget):
    """Return how much of a widget's height is inside what can be scrolled over."""
    port = panel.findChild(SourceText).viewport()
    place = QRect(widget.mapTo(port, QPoint(0, 0)), widget.size())
    return place.intersected(port.rect()).height()


def top_of_quote(text):
    cursor = text.textCursor()
    cursor.setPosition(text.toPlainText().index("about 400"))
    return text.cursorRect(cursor).top()


def is_quote_seen(panel):
    text = panel.findChild(SourceText)
    return 0 <= top_of_quote(text) < text.viewport().height() - 14


@pytest.mark.parametrize("words", [LONG.strip(), SAID])
def test_long_words_of_the_head_are_never_shortened(panel, words):
    label = label_with(panel, words)
    assert label.height() >= label.heightForWidth(label.width())


def test_in_a_low_panel_the_words_are_seen_first_and_the_head_above_them(panel):
    text = panel.findChild(SourceText)
    assert is_quote_seen(panel)
    text.verticalScrollBar().setValue(0)
    assert seen_of(panel, panel.findChild(SourceHead)) > text.viewport().height() / 2


def test_a_panel_that_is_made_low_still_shows_the_words(panel):
    panel.resize(436, 1200)
    QApplication.processEvents()
    panel.resize(436, 240)
    QApplication.processEvents()
    assert is_quote_seen(panel)


def test_the_words_stay_where_they_are_when_the_head_grows(panel):
    text = panel.findChild(SourceText)
    before, place = text.verticalScrollBar().value(), top_of_quote(text)
    panel.set_focus_date(0)
    assert text.verticalScrollBar().value() > before
    assert abs(top_of_quote(text) - place) <= 1


def test_the_whole_head_can_be_scrolled_by(panel):
    text, head = panel.findChild(SourceText), panel.findChild(SourceHead)
    remarks = panel.findChild(Remarks)
    text.verticalScrollBar().setValue(head.height() - text.viewport().height())
    assert seen_of(panel, remarks) == remarks.height() > 0


def test_the_head_covers_nothing_of_the_text(panel):
    text, head = panel.findChild(SourceText), panel.findChild(SourceHead)
    cursor = text.textCursor()
    cursor.setPosition(0)
    assert text.cursorRect(cursor).top() >= head.geometry().bottom()


def test_the_buttons_stay_while_the_rest_scrolls(panel):
    buttons = [button for button in panel.findChildren(QPushButton) if button.isVisible()]
    before = [button.mapTo(panel, QPoint(0, 0)) for button in buttons]
    panel.findChild(SourceText).verticalScrollBar().setValue(0)
    assert len(buttons) == 2
    assert [button.mapTo(panel, QPoint(0, 0)) for button in buttons] == before


def test_the_keys_bring_the_head_back_into_view(panel):
    text = panel.findChild(SourceText)
    assert text.verticalScrollBar().value() > 0
    text.setFocus()
    label_with(panel, "section:words").setFocus(Qt.FocusReason.TabFocusReason)
    assert text.verticalScrollBar().value() == 0


def test_in_a_high_panel_the_head_stands_still(panel):
    panel.resize(436, 1200)
    head, text = panel.findChild(SourceHead), panel.findChild(SourceText)
    assert not text.isAncestorOf(head)
    assert head.isVisible()
    panel.resize(436, 240)
    assert text.isAncestorOf(head)
    assert head.isVisible()


def titles_seen(panel, title):
    """The labels that say the title, whole or as far as there is room, in the order from the top."""
    labels = [each for each in panel.findChildren(QLabel) if each.isVisible() and each.accessibleName() == title]
    return [each.text() for each in sorted(labels, key=lambda each: each.mapTo(panel, QPoint(0, 0)).y())]


def test_in_a_low_panel_the_title_stays_in_sight_and_is_said_once(panel):
    show(panel, "Gran Grif massacre")
    assert panel.findChild(SourceText).verticalScrollBar().value() > 0
    assert titles_seen(panel, "Gran Grif massacre") == ["Gran Grif massacre"]
    line = panel.findChild(TitleLine)
    assert line.isVisible()
    assert line.height() >= line.fontMetrics().height()
    panel.resize(436, 1200)
    QApplication.processEvents()
    assert titles_seen(panel, "Gran Grif massacre") == ["Gran Grif massacre"]
    assert not line.isVisible()


def test_a_title_too_long_for_the_line_is_whole_above_the_words(panel):
    panel.findChild(SourceText).verticalScrollBar().setValue(0)
    line, whole = titles_seen(panel, LONG.strip())
    assert line.endswith("…")
    assert LONG.strip().startswith(line[:-1])
    assert whole == LONG.strip()
    assert panel.findChild(TitleLine).toolTip() == LONG.strip()


def test_a_word_is_broken_only_where_it_is_too_long():
    assert breakable("a hash abcdef", 6) == "a hash abcdef"
    assert breakable("hash abcdefg", 6).split(" ")[1].split("\u200b") == list("abcdefg")
