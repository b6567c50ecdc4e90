import pytest
from PySide6.QtGui import QFontMetricsF

from viewer.panels.lines_label import LinesLabel, fitted

LONG = "After three postponements and a night of drafting the Council authorizes the deployment of a mission"


@pytest.fixture
def label(qtbot):
    made = LinesLabel()
    qtbot.addWidget(made)
    made.resize(200, 40)
    made.show()
    return made


def test_a_short_text_is_left_as_it_is(label):
    label.set_whole("First officers deploy")
    assert (label.text(), label.toolTip()) == ("First officers deploy", "")


def test_a_long_text_ends_in_an_ellipsis_and_is_whole_in_tip_and_name(label):
    label.set_most_lines(2)
    label.set_whole(LONG)
    assert label.text().endswith("…")
    assert LONG.startswith(label.text()[:-1])
    assert (label.toolTip(), label.accessibleName(), label.whole) == (LONG, LONG, LONG)


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_it_is_never_higher_than_its_lines(label, lines):
    label.set_most_lines(lines)
    label.set_whole(LONG)
    height = QFontMetricsF(label.font()).lineSpacing()
    assert label.heightForWidth(200) <= height * lines + 2


def test_more_room_brings_back_the_words(label):
    label.set_most_lines(1)
    label.set_whole(LONG)
    label.resize(2000, 40)
    assert label.text() == LONG


def test_a_word_without_a_break_is_shortened_too(label):
    assert fitted("x" * 500, QFontMetricsF(label.font()), 100, 2).endswith("…")
