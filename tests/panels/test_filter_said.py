"""What the filter panel says of the filter it was given, and what it asks for, beyond its tree and dates."""

import pytest
from builders import a_dataset, an_event
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from viewer.model.calendar import instant_us
from viewer.model.facets import Facets
from viewer.model.filters import Filter
from viewer.panels.facet_tree import FacetTree
from viewer.panels.filter_panel import FilterPanel

DATASET = a_dataset(an_event("2024-06", "a"), an_event("2024-07", "b", lane="Two"))
HIDING = Filter(hidden_lanes=frozenset({"Two"}))


@pytest.fixture
def panel(qtbot):
    panel = FilterPanel()
    qtbot.addWidget(panel)
    panel.resize(420, 400)
    panel.said = []
    panel.filter_changed.connect(panel.said.append)
    panel.show()
    return panel


def words(panel):
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def known(panel):
    return panel.findChildren(QCheckBox)[0]


def clear(panel):
    return panel.findChild(QPushButton)


def test_before_any_dataset_there_is_nothing_to_clear(panel):
    assert not clear(panel).isEnabled()
    clear(panel).click()
    assert panel.said == []


def test_a_filter_without_a_dataset_is_not_put_in_words(panel):
    panel.set_filter(HIDING)
    assert not any("Two" in text for text in words(panel))
    assert not clear(panel).isEnabled()


def test_large_counts_are_grouped_and_heard_as_they_are_seen(panel):
    panel.set_counts(Facets(1_234, 1_000_000, ()))
    assert "1,234 of 1,000,000 shown" in words(panel)
    assert any(label.accessibleName() == "1,234 of 1,000,000 shown" for label in panel.findChildren(QLabel))


def test_a_dataset_opens_with_nothing_hidden_and_says_nothing(panel):
    panel.set_dataset(DATASET)
    assert panel.said == []
    assert not clear(panel).isEnabled()


def test_a_filter_that_hides_something_can_be_cleared(panel):
    panel.set_dataset(DATASET)
    panel.set_filter(HIDING)
    assert clear(panel).isEnabled()
    clear(panel).click()
    assert panel.said == [Filter()]


def test_another_dataset_forgets_the_filter_of_the_last(panel):
    panel.set_dataset(DATASET)
    panel.set_filter(Filter(known_by_us=0, hidden_lanes=frozenset({"Two"})))
    panel.set_dataset(a_dataset())
    assert not known(panel).isChecked()
    assert not any("Two" in text for text in words(panel))


def test_clearing_gives_the_keyboard_back_to_the_tree(panel, qtbot):
    panel.set_dataset(DATASET)
    panel.set_filter(HIDING)
    qtbot.mouseClick(clear(panel), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(panel.findChild(FacetTree).hasFocus)


def test_known_by_names_the_day_in_focus_until_it_is_asked_for(panel):
    panel.set_dataset(DATASET)
    panel.set_focus_date(instant_us(2024, 10, 11))
    assert known(panel).text() == "Only what was published by 11 Oct 2024"
    panel.set_filter(Filter(known_by_us=instant_us(2024, 7, 1)))
    assert known(panel).text() == "Only what was published by 1 Jul 2024"


def test_known_by_names_the_era_of_a_day_before_christ(panel):
    panel.set_focus_date(instant_us(-43, 3, 15))
    assert known(panel).text() == "Only what was published by 15 Mar 44 BC"


def test_known_by_keeps_all_else_that_is_hidden(panel):
    panel.set_dataset(DATASET)
    panel.set_filter(HIDING)
    panel.set_focus_date(instant_us(2024, 10, 11))
    known(panel).click()
    assert panel.said == [Filter(hidden_lanes=HIDING.hidden_lanes, known_by_us=instant_us(2024, 10, 11))]


def test_setting_the_dimming_says_nothing(panel):
    heard = []
    panel.dimming_changed.connect(heard.append)
    panel.set_dimming(True)
    assert panel.is_dimming
    assert heard == []


def test_every_control_of_the_filter_says_what_it_does(panel):
    for control in (*panel.findChildren(QCheckBox), clear(panel)):
        assert control.accessibleDescription() == control.toolTip() != ""
