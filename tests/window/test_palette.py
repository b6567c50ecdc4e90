from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from viewer.window.palette import Entry, Palette

ENTRIES = [Entry("Fit all", "Ctrl+0", "do:fit"), Entry("Zoom in", "", "do:in"), Entry("Élection", "2024", "event:e")]


@pytest.fixture
def palette(qtbot):
    made = Palette(ENTRIES)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    return made


def test_all_is_offered_before_anything_is_typed(palette):
    assert palette.list.count() == len(ENTRIES)


def test_words_match_without_accents_and_in_any_order(palette):
    assert palette.matching("2024 elec") == [ENTRIES[2]]


def test_enter_chooses_the_first_match(palette, qtbot):
    qtbot.keyClicks(palette.field, "zoom")
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args == ["do:in"]


def test_down_goes_to_the_next_match_from_the_field(palette, qtbot):
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args == ["do:in"]


def test_nothing_happens_where_nothing_matches(palette, qtbot):
    qtbot.keyClicks(palette.field, "nothing like it")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.result() == 0
