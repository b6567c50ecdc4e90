"""The tree of values to tick, by itself: boxes, counts, keys, double clicks and colours."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from viewer.model.facets import Facet, FacetValue
from viewer.model.filters import FacetKind
from viewer.panels.facet_tree import FacetTree
from viewer.theme import load_theme

ON, OFF, PARTLY = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked
LIGHT, DARK = load_theme("light"), load_theme("dark")
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def a_facet(kind, *names, hidden=(), count=2):
    return Facet(kind, tuple(FacetValue(name, name.title(), count, name not in hidden) for name in names))


LANES = a_facet(FacetKind.LANE, "one", "two", "three")
STATUSES = a_facet(FacetKind.STATUS, "happened", "planned")


@pytest.fixture
def tree(qtbot):
    tree = FacetTree(LIGHT)
    qtbot.addWidget(tree)
    tree.resize(300, 400)
    tree.said = []
    tree.hidden_changed.connect(lambda kind, names: tree.said.append((kind, names)))
    tree.set_facets((LANES, STATUSES))
    tree.show()
    return tree


def item(tree, label):
    return tree.findItems(label, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive)[0]


def labels(tree, group):
    return [group.child(number).text(0) for number in range(group.childCount())]


def shade(tree, label, column=0):
    return item(tree, label).foreground(column).color().name().upper()


def swatch(tree, label):
    return item(tree, label).icon(0).pixmap(12, 12).toImage().pixelColor(6, 6).name().upper()


def double_click(tree, qtbot, label, x_from_left=None):
    rect = tree.visualItemRect(item(tree, label))
    place = QPoint(rect.left() + (x_from_left or 80), rect.center().y())
    tree.cursor().setPos(tree.viewport().mapToGlobal(place))
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_tree_without_facets_is_empty_and_takes_keys_quietly(qtbot):
    tree = FacetTree(LIGHT)
    qtbot.addWidget(tree)
    tree.set_facets(())
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert tree.topLevelItemCount() == 0


def test_every_kind_has_a_title_in_plain_words(tree):
    tree.set_facets([a_facet(kind, "x") for kind in FacetKind])
    titles = [tree.topLevelItem(number).text(0) for number in range(tree.topLevelItemCount())]
    assert titles == ["Layers", "Lanes", "Status", "Certainty of the date", "Quotes", "Sources"]


def test_values_stand_in_the_order_they_were_given(tree):
    assert labels(tree, item(tree, "Lanes")) == ["One", "Two", "Three"]


def test_setting_facets_says_nothing(tree):
    tree.set_facets((a_facet(FacetKind.LANE, "one", "two", "three", hidden=["two"]), STATUSES))
    assert tree.said == []
    assert item(tree, "Two").checkState(0) is OFF


def test_a_hidden_value_is_said_by_the_name_the_filter_has_for_it(tree):
    item(tree, "Two").setCheckState(0, OFF)
    assert tree.said == [(FacetKind.LANE, frozenset({"two"}))]


def test_a_value_hidden_in_one_group_leaves_the_other_groups_alone(tree):
    item(tree, "Planned").setCheckState(0, OFF)
    assert tree.said == [(FacetKind.STATUS, frozenset({"planned"}))]
    assert item(tree, "Lanes").checkState(0) is ON


@pytest.mark.parametrize(
    ("hidden", "box", "words"),
    [((), ON, ""), (("one",), PARTLY, "2 of 3"), (("one", "two", "three"), OFF, "0 of 3")],
)
def test_the_box_of_a_group_says_how_many_of_its_values_are_shown(tree, hidden, box, words):
    tree.set_facets((a_facet(FacetKind.LANE, "one", "two", "three", hidden=hidden), STATUSES))
    assert item(tree, "Lanes").checkState(0) is box
    assert item(tree, "Lanes").text(1) == words


def test_a_group_is_spoken_with_how_many_are_shown(tree):
    item(tree, "One").setCheckState(0, OFF)
    assert item(tree, "Lanes").data(0, SPOKEN) == "Lanes, 2 of 3 shown"


@pytest.mark.parametrize(
    ("count", "shown", "spoken"),
    [(0, "0", "One, 0 events"), (1, "1", "One, 1 event"), (1_234_567, "1,234,567", "One, 1,234,567 events")],
)
def test_a_count_is_grouped_and_spoken_with_its_noun(tree, count, shown, spoken):
    tree.set_facets((a_facet(FacetKind.LANE, "one", count=count),))
    assert item(tree, "One").text(1) == shown
    assert item(tree, "One").data(0, SPOKEN) == spoken


def test_a_value_without_events_is_faint_but_can_be_ticked(tree):
    tree.set_facets((a_facet(FacetKind.LANE, "one", count=0), a_facet(FacetKind.STATUS, "happened")))
    assert shade(tree, "One") == LIGHT.colour("faint")
    assert shade(tree, "Happened") == LIGHT.colour("ink")
    assert item(tree, "One").flags() & Qt.ItemFlag.ItemIsEnabled


def test_counts_stand_under_one_another_at_the_right(tree):
    assert item(tree, "One").textAlignment(1) & Qt.AlignmentFlag.AlignRight


def test_a_long_name_is_whole_in_its_tip(tree):
    tree.set_facets((a_facet(FacetKind.LANE, "a very long name " * 12),))
    group = tree.topLevelItem(0)
    assert group.child(0).text(0) in group.child(0).toolTip(0)
    assert "double click shows only this" in group.child(0).toolTip(0)


def test_a_name_from_right_to_left_is_kept_as_it_is(tree):
    tree.set_facets((Facet(FacetKind.LANE, (FacetValue("x", "الأحداث", 3, is_shown=True),)),))
    assert item(tree, "الأحداث").data(0, SPOKEN) == "الأحداث, 3 events"


@pytest.mark.parametrize(("count", "is_open"), [(12, True), (13, False)])
def test_a_group_of_many_values_is_closed_at_first(tree, count, is_open):
    tree.set_facets((a_facet(FacetKind.SOURCE, *(f"source {n}" for n in range(count))),))
    assert item(tree, "Sources").isExpanded() is is_open


def test_other_values_rebuild_the_tree(tree):
    tree.set_facets((a_facet(FacetKind.LANE, "three", "four"),))
    assert tree.topLevelItemCount() == 1
    assert labels(tree, item(tree, "Lanes")) == ["Three", "Four"]


def test_what_was_current_stays_current_when_only_counts_change(tree):
    tree.setCurrentItem(item(tree, "Two"))
    tree.set_facets((a_facet(FacetKind.LANE, "one", "two", "three", count=9), STATUSES))
    assert tree.currentItem().text(0) == "Two"
    assert tree.currentItem().text(1) == "9"


def test_nothing_looks_chosen_before_the_keyboard_comes(qtbot):
    tree = FacetTree(LIGHT)
    qtbot.addWidget(tree)
    tree.set_facets((LANES,))
    assert tree.currentItem() is item(tree, "Lanes")
    assert tree.selectedItems() == []


def test_the_keyboard_sees_where_it_is(tree, qtbot):
    tree.clearFocus()
    tree.clearSelection()
    tree.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(tree.hasFocus)
    assert tree.selectedItems() == [item(tree, "Lanes")]


def test_coming_by_mouse_marks_nothing_that_was_not_clicked(tree, qtbot):
    tree.clearFocus()
    tree.clearSelection()
    tree.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(tree.hasFocus)
    assert tree.selectedItems() == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_a_group_closes_and_opens_it(tree, qtbot, key):
    tree.setCurrentItem(item(tree, "Lanes"))
    qtbot.keyClick(tree, key)
    assert not item(tree, "Lanes").isExpanded()
    qtbot.keyClick(tree, key)
    assert item(tree, "Lanes").isExpanded()
    assert tree.said == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_on_a_value_shows_only_that_value(tree, qtbot, key):
    tree.setCurrentItem(item(tree, "Two"))
    qtbot.keyClick(tree, key)
    assert tree.said == [(FacetKind.LANE, frozenset({"one", "three"}))]


def test_enter_on_a_hidden_value_shows_only_that_value(tree, qtbot):
    item(tree, "Two").setCheckState(0, OFF)
    tree.setCurrentItem(item(tree, "Two"))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert tree.said[-1] == (FacetKind.LANE, frozenset({"one", "three"}))


def test_the_only_value_of_a_group_stays_shown_at_enter(tree, qtbot):
    tree.set_facets((a_facet(FacetKind.LANE, "one"),))
    tree.setCurrentItem(item(tree, "One"))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert item(tree, "One").checkState(0) is ON


def test_left_closes_a_group_and_right_opens_it(tree, qtbot):
    tree.setCurrentItem(item(tree, "Lanes"))
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not item(tree, "Lanes").isExpanded()
    qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert item(tree, "Lanes").isExpanded()


def test_space_on_a_partly_ticked_group_ticks_it_whole(tree, qtbot):
    item(tree, "Two").setCheckState(0, OFF)
    tree.setCurrentItem(item(tree, "Lanes"))
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert tree.said[-1] == (FacetKind.LANE, frozenset())


def test_a_double_click_on_the_words_shows_only_that_value_and_then_all(tree, qtbot):
    double_click(tree, qtbot, "Two")
    double_click(tree, qtbot, "Two")
    assert [names for _, names in tree.said] == [{"one", "three"}, frozenset()]


def test_a_double_click_on_a_group_closes_it_and_hides_nothing(tree, qtbot):
    double_click(tree, qtbot, "Lanes")
    assert not item(tree, "Lanes").isExpanded()
    assert tree.said == []


def test_two_quick_clicks_on_a_box_do_not_show_only_that_value(tree, qtbot):
    double_click(tree, qtbot, "Two", x_from_left=6)
    assert (FacetKind.LANE, frozenset({"one", "three"})) not in tree.said


def test_a_lane_has_its_colour_on_the_timeline_and_other_values_have_none(tree):
    assert swatch(tree, "One") == LIGHT.colour("lane.0")
    assert swatch(tree, "Two") == LIGHT.colour("lane.1")
    assert item(tree, "Planned").icon(0).isNull()


def test_the_colour_of_a_lane_is_not_tinted_when_it_is_chosen(tree):
    icon = item(tree, "One").icon(0)
    assert icon.pixmap(12, 12, icon.Mode.Selected).toImage().pixelColor(6, 6).name().upper() == LIGHT.colour("lane.0")


def test_the_dark_theme_recolours_lanes_and_counts_and_says_nothing(tree):
    tree.set_theme(DARK)
    assert swatch(tree, "One") == DARK.colour("lane.0")
    assert shade(tree, "One", column=1) == DARK.colour("muted")
    assert tree.said == []


def test_the_keys_of_the_tree_are_told_to_those_who_cannot_see_it(tree):
    assert tree.accessibleName() == "What is shown"
    for key in ("Space", "Enter", "Left and Right"):
        assert key in tree.accessibleDescription()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(["one", "two", "three"])), st.sampled_from(["one", "two", "three"]))
def test_a_change_of_one_box_says_all_that_is_hidden_then(tree, hidden, name):
    tree.set_facets((a_facet(FacetKind.LANE, "one", "two", "three", hidden=hidden), STATUSES))
    value = item(tree, name.title())
    value.setCheckState(0, ON if name in hidden else OFF)
    QApplication.processEvents()
    assert tree.said[-1] == (FacetKind.LANE, hidden ^ {name})


@pytest.mark.parametrize(("count", "role"), [(2, "ink"), (0, "faint")])
def test_the_dark_theme_recolours_the_words_too(tree, count, role):
    tree.set_facets((a_facet(FacetKind.LANE, "one", count=count),))
    tree.set_theme(DARK)
    assert item(tree, "One").foreground(0).color().name() == DARK.colour(role).lower()
