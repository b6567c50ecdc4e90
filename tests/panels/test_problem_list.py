import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QStyleOptionViewItem

from viewer.loading.problems import Problem, Severity
from viewer.panels.problem_delegate import ProblemDelegate
from viewer.panels.problem_list import ProblemList
from viewer.theme import load_theme

DATE = Problem(Severity.ERROR, "events/a.toml", 41, "event[3].date", "not a day", "write a day that exists")
KEY = Problem(Severity.WARNING, "dataset.toml", 12, "titel", "unknown key", "did you mean “title”?")
WHOLE = Problem(Severity.ERROR, "sources/a.txt", 0, "", "the text has changed " * 12)


@pytest.fixture
def panel(qtbot):
    panel = ProblemList()
    qtbot.addWidget(panel)
    panel.resize(436, 300)
    panel.show()
    return panel


def rows(panel):
    return panel.findChild(QListView)


def head(panel):
    return panel.findChild(QLabel).text()


def test_a_sound_dataset_is_said_to_be_sound(panel):
    assert "Nothing is wrong" in head(panel)
    assert not panel.findChild(QPushButton).isEnabled()


def test_errors_and_warnings_are_counted_apart(panel):
    panel.set_problems([DATE, KEY, WHOLE])
    assert head(panel).startswith("2 errors, 1 warning.")
    panel.set_problems([DATE, KEY, KEY])
    assert head(panel).startswith("1 error, 2 warnings.")


def test_all_problems_are_copied_one_a_line_with_place_and_hint(panel):
    panel.set_problems([DATE, KEY])
    panel.findChild(QPushButton).click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "events/a.toml:41: not a day (write a day that exists)"
    assert lines[1].startswith("dataset.toml:12: warning: unknown key")


def test_ctrl_c_copies_every_chosen_problem_in_the_order_of_the_list(panel, qtbot):
    panel.set_problems([DATE, KEY, WHOLE])
    rows(panel).selectAll()
    qtbot.keyClick(rows(panel), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert [line[:6] for line in QGuiApplication.clipboard().text().splitlines()] == ["events", "datase", "source"]


def test_a_screen_reader_hears_a_problem_as_one_line(panel):
    panel.set_problems([DATE])
    spoken = rows(panel).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "events/a.toml:41: not a day (write a day that exists)"


def test_a_long_problem_wraps_and_gets_the_height_it_needs(panel):
    panel.set_problems([DATE, WHOLE])
    view = rows(panel)
    view.doItemsLayout()
    short, long = (view.visualRect(view.model().index(place, 0)) for place in range(2))
    assert long.height() > short.height()
    assert long.width() <= view.viewport().width()


def test_a_thousand_and_one_problems_say_how_many_are_listed_and_copy_all(panel):
    panel.set_problems([DATE] * 1_001)
    assert head(panel).endswith("The first 1,000 are listed.")
    panel.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1_001


def test_another_theme_changes_its_colours(panel):
    panel.set_problems([DATE])
    before = panel.grab().toImage()
    panel.set_theme(load_theme("dark"))
    assert panel.grab().toImage() != before


HASH = "7f89ac1cb343e5ecdd455f5802f9c9a2ec9a9f35620f346b9ba8b0e8c8c1faff"
CHANGED = Problem(Severity.ERROR, "dataset.toml", 12, "", "not the text it was", f"its SHA-256 is {HASH}; never edited")


def test_a_hash_can_be_read_to_its_last_sign(panel):
    panel.resize(300, 300)
    option = QStyleOptionViewItem()
    option.initFrom(rows(panel))
    *_, (text, font, place, _) = ProblemDelegate(panel)._paragraphs(CHANGED, QRect(0, 0, 280, 0), option.font)
    needed = QFontMetrics(font).boundingRect(place, int(Qt.TextFlag.TextWordWrap), text)
    assert text.replace("\u200b", "") == CHANGED.hint
    assert needed.width() <= place.width()


def test_a_hash_can_be_copied_by_itself_from_the_menu(panel):
    panel.set_problems([DATE, CHANGED])
    rows(panel).setCurrentIndex(rows(panel).model().index(1, 0))
    entries = {action.text(): action for action in panel.copy_menu().actions()}
    entries["Copy the SHA-256"].trigger()
    assert QGuiApplication.clipboard().text() == HASH
    entries["Copy"].trigger()
    assert QGuiApplication.clipboard().text().startswith("dataset.toml:12: not the text it was")


def test_a_problem_without_a_hash_offers_none(panel):
    panel.set_problems([DATE])
    rows(panel).selectAll()
    assert [action.text() for action in panel.copy_menu().actions()] == ["Copy", "Copy all"]
