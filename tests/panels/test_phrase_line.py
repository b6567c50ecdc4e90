"""A paragraph of phrases: where its words go, and that its links can be clicked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from viewer.panels.phrase_line import PhraseLine
from viewer.panels.phrases import Phrase
from viewer.theme import load_theme

NUMBER = Phrase("over 400", "strong", "ink", "kenya-deployed", "Kenya, deployed: over 400")
OTHER = Phrase("1,000", "text", "ink", "kenya-pledged")


@pytest.fixture
def page(qtbot):
    page = QWidget()
    page.resize(600, 200)
    qtbot.addWidget(page)
    page.show()
    return page


def a_line(page, *phrases, is_right=False):
    line = PhraseLine(load_theme("light"), page, is_right=is_right)
    line.say(phrases)
    line.show()
    return line


def test_words_that_fit_stand_on_one_line(page):
    line = a_line(page, NUMBER, Phrase("of"), OTHER)
    assert line.put(0, 0, 400) == line.put(0, 0, 300) < 25


def test_words_that_do_not_fit_break_and_need_more_height(page):
    line = a_line(page, Phrase("planned for November and " * 5))
    assert line.put(0, 0, 150) > 3 * line.put(0, 0, 1500)


def test_a_link_is_never_wider_than_its_paragraph(page):
    line = a_line(page, Phrase("the longest of questions " * 9, leads_to="f"))
    line.put(0, 0, 120)
    assert line.links[0].geometry().right() <= line.width()


def test_a_line_does_not_end_in_a_separator(page):
    one, mark, two = NUMBER, Phrase("·"), OTHER
    line = a_line(page, one, mark, two)
    line.put(0, 0, 60)
    assert [spot.word.text for spot in line._spots] == []
    assert line.links[1].y() > line.links[0].y()


def test_numbers_of_different_size_share_a_baseline(page):
    line = a_line(page, Phrase("≈ 430", "figure", "deployed", "f"), Phrase("of"), NUMBER)
    line.put(0, 0, 400)
    large, small = line.links
    assert large.y() < small.y() < large.geometry().bottom()


def test_right_aligned_words_end_at_the_right(page):
    line = a_line(page, NUMBER, is_right=True)
    line.put(0, 0, 300)
    assert abs(line.links[0].geometry().right() - line.width()) <= 2


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_does_what_a_click_does(page, qtbot, key):
    line = a_line(page, NUMBER)
    with qtbot.waitSignal(line.chosen) as caught:
        qtbot.keyClick(line.links[0], key)
    assert caught.args == ["kenya-deployed"]


def test_a_click_says_where_it_leads(page, qtbot):
    line = a_line(page, NUMBER, Phrase("of"), OTHER)
    line.put(0, 0, 300)
    with qtbot.waitSignal(line.chosen) as caught:
        qtbot.mouseClick(line.links[1], Qt.MouseButton.LeftButton)
    assert caught.args == ["kenya-pledged"]


def test_links_are_kept_when_the_words_change(page):
    line = a_line(page, NUMBER, OTHER)
    before = line.links[0]
    line.say((OTHER,))
    assert line.links == [before]
    assert before.accessibleName() == "1,000"
    assert line.text == "1,000"


def test_a_number_is_spoken_in_full(page):
    link = a_line(page, NUMBER).links[0]
    assert link.accessibleName() == link.toolTip() == "Kenya, deployed: over 400"
    assert link.focusPolicy() == Qt.FocusPolicy.StrongFocus
