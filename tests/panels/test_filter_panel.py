import pytest
from builders import a_dataset, a_quote, a_source, an_event
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton

from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer
from viewer.model.facets import facets
from viewer.model.filters import FacetKind, Filter, opening_filter
from viewer.panels.facet_tree import FacetTree
from viewer.panels.filter_panel import FilterPanel
from viewer.theme import load_theme

DATASET = a_dataset(
    an_event("2024-06-25", "a", lane="One", quotes=(a_quote(),)),
    an_event("2024-06", "b", lane="One"),
    an_event("2024-10", "c", lane="Two", layer="record"),
    layers=(Layer("main", "The article"), Layer("record", "Public record", is_shown=False)),
    sources=(a_source(issued=parse_edtf("2024-10-11")),),
)
FOCUS_US = parse_edtf("2024-10-11").earliest_us


@pytest.fixture
def panel(qtbot):
    """A panel that is told the counts of what it asks for, as in the window."""
    panel = FilterPanel()
    qtbot.addWidget(panel)
    panel.resize(436, 392)
    panel.said = []
    panel.filter_changed.connect(panel.said.append)
    panel.filter_changed.connect(lambda wanted: panel.set_counts(facets(DATASET, wanted)))
    panel.set_dataset(DATASET)
    panel.set_focus_date(FOCUS_US)
    panel.set_counts(facets(DATASET, opening_filter(DATASET)))
    panel.show()
    return panel


def tree(panel) -> FacetTree:
    return panel.findChild(FacetTree)


def item(panel, label):
    flag = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    return tree(panel).findItems(label, flag)[0]


def tick(panel, label, is_on):
    item(panel, label).setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)


def enter(panel, text, place=0):
    field = panel.findChildren(QLineEdit)[place]
    field.setText(text)
    field.editingFinished.emit()


def words(panel):
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if not label.isHidden())


def switch(panel, words):
    return next(box for box in panel.findChildren(QCheckBox) if words in box.text())


def clear(panel):
    return panel.findChild(QPushButton)


def test_how_many_are_shown_is_always_in_view(panel):
    assert "2 of 3 shown" in words(panel)
    tick(panel, "One", is_on=False)
    assert "0 of 3 shown" in words(panel)


def test_each_value_has_its_count_and_says_it_to_screen_readers(panel):
    assert item(panel, "One").text(1) == "2"
    assert item(panel, "One").data(0, Qt.ItemDataRole.AccessibleTextRole) == "One, 2 events"


def test_clearing_a_box_asks_for_that_filter_once(panel):
    tick(panel, "with a quote", is_on=False)
    assert panel.said == [opening_filter(DATASET).hiding(FacetKind.QUOTING, ["with a quote"])]


def test_a_group_takes_all_its_values_at_once(panel):
    tick(panel, "Lanes", is_on=False)
    tick(panel, "Lanes", is_on=True)
    assert [said.hidden_lanes for said in panel.said] == [{"One", "Two"}, frozenset()]


def test_a_group_with_some_values_hidden_says_how_many_are_left(panel):
    tick(panel, "One", is_on=False)
    assert item(panel, "Lanes").checkState(0) is Qt.CheckState.PartiallyChecked
    assert item(panel, "Lanes").text(1) == "1 of 2"


def test_keys_show_only_one_value_and_then_all_again(panel, qtbot):
    tree(panel).setCurrentItem(item(panel, "Two"))
    qtbot.keyClick(tree(panel), Qt.Key.Key_Return)
    qtbot.keyClick(tree(panel), Qt.Key.Key_Return)
    qtbot.keyClick(tree(panel), Qt.Key.Key_Space)
    assert [said.hidden_lanes for said in panel.said] == [{"One"}, frozenset(), {"Two"}]


def test_setting_a_filter_shows_it_and_says_nothing(panel):
    wanted = Filter(hidden_lanes=frozenset({"One"}), known_by_us=FOCUS_US, dates_us=(FOCUS_US, None))
    panel.set_filter(wanted)
    panel.set_counts(facets(DATASET, wanted))
    assert panel.said == []
    assert item(panel, "One").checkState(0) is Qt.CheckState.Unchecked
    assert switch(panel, "published").isChecked()
    assert panel.findChildren(QLineEdit)[0].text() == "2024-10-11"


def test_dates_are_taken_whole_and_keep_the_words_they_were_typed_in(panel):
    enter(panel, "2024-06")
    enter(panel, "2024-09", place=1)
    ends = parse_edtf("2024-06").earliest_us, parse_edtf("2024-09").latest_us
    assert panel.said[-1].dates_us == ends
    assert [field.text() for field in panel.findChildren(QLineEdit)] == ["2024-06", "2024-09"]


@pytest.mark.parametrize(("text", "said"), [("2024-13", "months 01 to 12"), ("2025", "comes after")])
def test_a_date_that_cannot_be_is_explained_and_changes_nothing(panel, text, said):
    enter(panel, "2024-10", place=1)
    enter(panel, text)
    assert said in words(panel)
    assert panel.said[-1].dates_us == (None, parse_edtf("2024-10").latest_us)


def test_known_by_takes_the_date_in_focus_and_names_it(panel):
    known = switch(panel, "published by 11 Oct 2024")
    known.click()
    known.click()
    assert [said.known_by_us for said in panel.said] == [FOCUS_US, None]


def test_dimming_is_said_apart_from_the_filter(panel, qtbot):
    with qtbot.waitSignal(panel.dimming_changed) as said:
        switch(panel, "Dim").click()
    assert said.args == [True]
    assert panel.is_dimming
    panel.set_dimming(False)
    assert not panel.is_dimming
    assert panel.said == []


def test_one_button_brings_back_what_the_dataset_opens_with(panel):
    assert not clear(panel).isEnabled()
    tick(panel, "One", is_on=False)
    enter(panel, "2024")
    switch(panel, "published").click()
    clear(panel).click()
    assert panel.said[-1] == opening_filter(DATASET)
    assert not clear(panel).isEnabled()
    assert panel.findChildren(QLineEdit)[0].text() == ""


def test_what_is_hidden_is_said_in_words_where_there_is_room(panel):
    assert "layers hidden: Public record" in words(panel)
    panel.resize(300, 300)
    assert "layers hidden" not in words(panel)
    assert panel.findChild(QLabel).accessibleDescription() == "layers hidden: Public record"


def test_what_is_open_stays_open_when_the_counts_change(panel):
    item(panel, "Lanes").setExpanded(False)
    tick(panel, "with a quote", is_on=False)
    assert not item(panel, "Lanes").isExpanded()


def test_the_panel_fits_a_small_dock(panel):
    panel.resize(300, 300)
    assert panel.size().width() == 300
    assert tree(panel).height() > 60
    assert all(panel.rect().contains(box.geometry()) for box in panel.findChildren(QCheckBox))


def test_another_theme_changes_its_colours(panel):
    before = panel.grab().toImage()
    panel.set_theme(load_theme("dark"))
    assert panel.grab().toImage() != before
