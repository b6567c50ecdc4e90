import pytest
from builders import a_dataset, a_quote, an_event
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Disagreement
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.panels.disagreement_list import DisagreementList
from viewer.theme import load_theme

FIGURE = PersonnelFigure("kenya", "Kenya", Measure.DEPLOYED, parse_amount("200"), parse_edtf("2024-06-25"))
ENTRY = Disagreement("d", "200 or 400?", "Both are said.", ("june", "kenya"))


def the_dataset(*entries):
    event = an_event("2024-06", "June", quotes=(a_quote(),))
    return a_dataset(event, personnel=(FIGURE,), disagreements=entries or (ENTRY,))


@pytest.fixture
def panel(qtbot):
    panel = DisagreementList()
    qtbot.addWidget(panel)
    panel.resize(436, 392)
    panel.set_dataset(the_dataset())
    panel.show()
    return panel


def words(panel):
    return "\n".join(label.text() for label in panel.findChildren(QLabel))


def test_a_disagreement_stands_with_its_text_and_all_its_sides(panel):
    assert "200 or 400?\nBoth are said." in words(panel)
    assert [side.accessibleName() for side in panel.sides] == [
        "June, Jun 2024",
        "Kenya: 200 deployed, as of 25 Jun 2024",
    ]
    assert "“about 400 police officers”. — A source" in panel.sides[0].accessibleDescription()
    assert panel.sides[1].accessibleDescription() == "no quote, and no source is named"


def test_a_side_leads_to_its_event_or_its_figure(panel, qtbot):
    with qtbot.waitSignal(panel.event_requested) as asked:
        qtbot.mouseClick(panel.sides[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["june"]
    with qtbot.waitSignal(panel.figure_requested) as asked:
        qtbot.mouseClick(panel.sides[1], Qt.MouseButton.LeftButton)
    assert asked.args == ["kenya"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_choose_a_side(panel, qtbot, key):
    with qtbot.waitSignal(panel.figure_requested):
        qtbot.keyClick(panel.sides[1], key)


def test_a_dataset_without_disagreements_says_so(panel):
    panel.set_dataset(a_dataset())
    assert words(panel) == "This dataset names no disagreement."
    assert panel.sides == []


@pytest.mark.parametrize("width", [436, 300])
def test_every_side_has_the_height_its_words_need(panel, qtbot, width):
    tall = an_event("2024", "June", quotes=(a_quote("long words " * 20, text=None),))
    panel.set_dataset(a_dataset(tall, personnel=(FIGURE,), disagreements=(ENTRY,)))
    panel.resize(width, 300)
    qtbot.waitUntil(lambda: all(side.height() == side.sizeHint().height() for side in panel.sides))
    qtbot.waitUntil(lambda: panel.sides[0].geometry().bottom() < panel.sides[1].geometry().top())
    assert panel.sides[0].height() > 1.5 * panel.sides[1].height()


def test_the_keyboard_brings_a_side_into_view(panel, qtbot):
    panel.set_dataset(the_dataset(*[ENTRY] * 9))
    last = panel.sides[-1]
    QApplication.processEvents()
    last.setFocus()
    qtbot.waitUntil(lambda: panel.rect().contains(last.mapTo(panel, last.rect().center())))


def test_what_is_chosen_on_the_timeline_is_marked_wherever_it_is_a_side(panel):
    before = panel.sides[0].grab().toImage()
    panel.select("event:june")
    assert panel.sides[0].grab().toImage() != before
    panel.select(None)
    assert panel.sides[0].grab().toImage() == before


def test_more_disagreements_than_are_listed_are_counted(panel):
    panel.set_dataset(the_dataset(*[ENTRY] * 201))
    assert "201 disagreements; the first 200 are listed" in words(panel)
    assert len(panel.sides) == 400


def test_another_theme_changes_its_colours(panel):
    before = panel.sides[0].grab().toImage()
    panel.set_theme(load_theme("dark"))
    assert panel.sides[0].grab().toImage() != before
