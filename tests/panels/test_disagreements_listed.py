"""The list of disagreements with other datasets, sides and choices than the usual one."""

import pytest
from builders import a_dataset, a_quote, a_source, an_event
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from viewer.model.events import Disagreement, Layer
from viewer.panels.disagreement_list import DisagreementList
from viewer.theme import load_theme

JUNE, MAY = an_event("2024-06", "June", quotes=(a_quote(),)), an_event("-0043-05", "May")


@pytest.fixture
def panel(qtbot):
    panel = DisagreementList()
    qtbot.addWidget(panel)
    panel.resize(400, 300)
    panel.show()
    return panel


def an_entry(*about, title="One or two?", text="Both are said."):
    return Disagreement("d", title, text, about)


def a_dataset_with(*entries, **rest):
    return a_dataset(JUNE, MAY, disagreements=entries, **rest)


def words(panel):
    return [label.text() for label in panel.findChildren(QLabel)]


def names(panel):
    return [side.accessibleName() for side in panel.sides]


def test_before_any_dataset_it_says_that_there_is_none(panel):
    assert words(panel) == ["This dataset names no disagreement."]
    assert panel.accessibleName() == "Disagreements"


def test_one_disagreement_is_counted_in_the_singular(panel):
    panel.set_dataset(a_dataset_with(an_entry("june")))
    assert words(panel)[0] == "1 disagreement"


def test_disagreements_stand_in_the_order_of_the_dataset(panel):
    panel.set_dataset(a_dataset_with(an_entry("may", title="Zwei"), an_entry("june", title="Eins")))
    assert words(panel) == ["2 disagreements", "Zwei", "Both are said.", "Eins", "Both are said."]
    assert [side.side.key for side in panel.sides] == ["event:may", "event:june"]


@pytest.mark.parametrize(("count", "summary"), [(200, "200 disagreements"), (1_500, "1,500 disagreements; the first")])
def test_only_a_list_that_is_cut_says_so(panel, count, summary):
    panel.set_dataset(a_dataset_with(*[an_entry()] * count))
    assert words(panel)[0].startswith(summary)
    assert ("are listed" in words(panel)[0]) is (count > 200)


def test_a_side_that_is_not_in_the_dataset_is_left_out(panel):
    panel.set_dataset(a_dataset_with(an_entry("june", "lost", "may")))
    assert [side.side.key for side in panel.sides] == ["event:june", "event:may"]


def test_a_disagreement_without_sides_is_still_told(panel):
    panel.set_dataset(a_dataset_with(an_entry()))
    assert words(panel)[1:] == ["One or two?", "Both are said."]
    assert panel.sides == []


def test_a_side_before_christ_names_its_era(panel):
    panel.set_dataset(a_dataset_with(an_entry("may")))
    assert names(panel) == ["May, May 44 BC"]


def test_markup_in_a_disagreement_is_shown_as_it_stands(panel):
    panel.set_dataset(a_dataset_with(an_entry(title="<b>1</b>", text="a <i>or</i> b & c")))
    labels = panel.findChildren(QLabel)
    assert words(panel)[1:] == ["<b>1</b>", "a <i>or</i> b & c"]
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_another_dataset_takes_the_place_of_the_first(panel, qtbot):
    panel.set_dataset(a_dataset_with(an_entry("june")))
    panel.set_dataset(a_dataset_with(an_entry("may")))
    assert names(panel) == ["May, May 44 BC"]
    with qtbot.waitSignal(panel.event_requested) as asked:
        panel.sides[0].click()
    assert asked.args == ["may"]


def test_the_same_dataset_again_keeps_its_tiles(panel):
    dataset = a_dataset_with(an_entry("june"))
    panel.set_dataset(dataset)
    before = panel.sides
    panel.set_dataset(dataset)
    assert panel.sides is before


def test_what_was_chosen_before_the_dataset_came_is_marked_in_it(panel):
    panel.set_dataset(a_dataset_with(an_entry("june")))
    plain = panel.sides[0].grab().toImage()
    panel.select("event:june")
    panel.set_dataset(a_dataset_with(an_entry("june")))
    assert panel.sides[0].grab().toImage() != plain


def test_an_event_in_two_disagreements_is_marked_in_both(panel):
    panel.set_dataset(a_dataset_with(an_entry("june", "may"), an_entry("june")))
    before = [side.grab().toImage() for side in panel.sides]
    panel.select("event:june")
    after = [side.grab().toImage() for side in panel.sides]
    assert [one != other for one, other in zip(before, after, strict=True)] == [True, False, True]


def test_a_key_that_is_no_side_marks_nothing(panel):
    panel.set_dataset(a_dataset_with(an_entry("june")))
    before = panel.sides[0].grab().toImage()
    panel.select("figure:june")
    assert panel.sides[0].grab().toImage() == before


def test_a_list_made_in_the_dark_theme_stays_dark_with_the_next_dataset(panel):
    panel.set_dataset(a_dataset_with(an_entry("june")))
    light = panel.sides[0].grab().toImage()
    panel.set_theme(load_theme("dark"))
    panel.set_dataset(a_dataset_with(an_entry("june")))
    assert panel.sides[0].grab().toImage() != light


def test_the_keyboard_comes_to_the_first_side(panel, qtbot):
    panel.set_dataset(a_dataset_with(an_entry("may", "june")))
    panel.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(panel.sides[0].hasFocus)


def test_sides_of_a_hidden_layer_are_named_all_the_same(panel):
    layers = (Layer("main", "The article"), Layer("record", "Public record", is_shown=False))
    later = an_event("2024-07", "July", layer="record", references=("article",))
    panel.set_dataset(a_dataset(later, layers=layers, sources=(a_source(),), disagreements=(an_entry("july"),)))
    assert names(panel) == ["July, Jul 2024, Public record"]
    assert panel.sides[0].side.layer == "Public record"
