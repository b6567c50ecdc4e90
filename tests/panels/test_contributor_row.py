"""One contributor and one number as controls: where they stand, what they lead to, and what keys do."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from reports import BOTH, DEPLOYED, OTHERS, PLEDGED, a_figure
from standings import row_on, words_on

from viewer.layout.scene import FONTS, Box
from viewer.panels.contributor_row import INDENT_PX, ContributorRow
from viewer.panels.figure_link import FigureLink, baseline_px, line_px
from viewer.panels.personnel_head import PersonnelHead
from viewer.panels.phrase_line import PhraseLine
from viewer.panels.phrases import Phrase
from viewer.panels.scene_view import RING_PX, SceneView
from viewer.panels.type_style import type_style
from viewer.theme import load_theme

DAY = "2024-10-11"
NUMBER = Phrase("over 400", "strong", "ink", "kenya-deployed", "Kenya, deployed: over 400")


@pytest.fixture
def page(qtbot):
    page = QWidget()
    page.resize(600, 400)
    qtbot.addWidget(page)
    page.show()
    return page


def a_row(page, words, width=400):
    row = ContributorRow(load_theme("light"), page)
    row.set_words(words)
    row.put(0, width, width / 2000)
    row.show()
    return row


def a_link(page, phrase=NUMBER):
    link = FigureLink(load_theme("light"), page)
    link.set_phrase(phrase)
    link.resize(link.sizeHint())
    link.show()
    return link


def a_head(page, words, width=400):
    head = PersonnelHead(load_theme("light"), page)
    head.set_words(words)
    head.put(0, 0, width, 2900)
    head.show()
    return head


def bar_of(widget):
    return widget.findChild(SceneView)


def has_colour(widget, role, theme="light"):
    image, wanted = widget.grab().toImage(), load_theme(theme).colour(role).upper()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return any(image.pixelColor(x, y).name().upper() == wanted for x, y in places)


def test_a_row_that_says_nothing_yet_takes_no_height(page):
    row = ContributorRow(load_theme("light"), page)
    assert (row.put(0, 400, 1.0), row.words) == (0, None)


def test_a_row_that_says_nothing_yet_paints_nothing(page):
    row = ContributorRow(load_theme("light"), page)
    row.resize(40, 20)
    assert not has_colour(row, "ink")


def test_a_row_is_as_high_as_it_says(page):
    row = a_row(page, row_on(DAY, "Kenya"))
    assert row.height() == row.put(0, 400, 0.2)


def test_a_narrow_row_is_higher_than_a_wide_one(page):
    row = a_row(page, row_on(DAY, OTHERS))
    assert row.put(0, 150, 0.1) > row.put(0, 500, 0.1)


def test_numbers_go_below_a_name_that_leaves_them_no_room(page):
    row = a_row(page, row_on(DAY, OTHERS))
    numbers = row.findChild(PhraseLine)
    beside = numbers.y()
    row.put(0, 130, 0.1)
    assert numbers.y() >= beside + line_px("label") - 5


def test_the_bar_of_an_inner_contributor_is_indented_and_lower(page):
    outer, inner = (bar_of(a_row(page, row_on(DAY, name, BOTH))) for name in ("Kenya", "Jamaica"))
    assert inner.x() - outer.x() == INDENT_PX
    assert inner.height() < outer.height()


def test_a_row_with_fewer_notes_hides_the_others(page):
    row = a_row(page, row_on(DAY, "Kenya", BOTH))
    before = len(row.controls)
    row.set_words(row_on(DAY, OTHERS, BOTH))
    assert len(row.controls) < before
    assert "Public record" not in " ".join(line.text for line in row.findChildren(PhraseLine) if not line.isHidden())


def test_saying_the_same_again_keeps_the_name_and_the_controls(page):
    row = a_row(page, row_on(DAY, "Kenya"))
    before = row.accessibleName(), row.controls
    row.set_words(row_on(DAY, "Kenya"))
    assert (row.accessibleName(), row.controls) == before


def test_a_part_of_the_bar_is_chosen_with_the_keys(page, qtbot):
    row = a_row(page, row_on(DAY, "Kenya"))
    with qtbot.waitSignal(row.chosen) as caught:
        qtbot.keyClick(bar_of(row), Qt.Key.Key_Return)
    assert caught.args[0] in {"kenya-deployed", "kenya-pledged"}


def test_a_part_that_the_bar_does_not_have_leads_nowhere(page, qtbot):
    row = a_row(page, row_on(DAY, "Kenya"))
    with qtbot.assertNotEmitted(row.chosen):
        bar_of(row).press("no such part")


def test_a_note_leads_to_its_figure(page, qtbot):
    row = a_row(page, row_on(DAY, "Kenya"))
    plan = next(link for link in row.findChildren(FigureLink) if link.text() == "+600 planned for Nov 2024")
    with qtbot.waitSignal(row.chosen) as caught:
        qtbot.mouseClick(plan, Qt.MouseButton.LeftButton)
    assert caught.args == ["kenya-planned"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_borrowed_is_drawn_in_the_records_colour_in_each_theme(page, theme):
    row = a_row(page, row_on(DAY, "Jamaica", BOTH))
    row.set_theme(load_theme(theme))
    paints = {shape.paint.fill for shape in bar_of(row).scene.shapes}
    assert paints == {"record"}
    assert has_colour(row, "record", theme)


def test_only_the_borrowed_part_of_a_bar_changes_its_colour(page):
    figures = (a_figure("d", "Chad", DEPLOYED, "5", DAY), a_figure("p", "Chad", PLEDGED, "9", DAY, layer="record"))
    row = a_row(page, row_on(DAY, "Chad", BOTH, figures))
    assert {shape.paint.fill for shape in bar_of(row).scene.shapes} == {"record", "deployed"}


def test_a_very_long_name_is_cut_short_before_the_numbers(page):
    name = "Federation " * 40
    figure = a_figure("far", name, PLEDGED, "at least 1,900", DAY)
    row = a_row(page, row_on(DAY, name, figures=(figure,)))
    numbers = row.findChild(PhraseLine)
    assert row.width() == 400 + 2 * RING_PX
    assert numbers.geometry().right() <= row.width()


def test_a_name_from_right_to_left_names_its_row(page):
    figure = a_figure("ar", "هايتي", DEPLOYED, "12", DAY)
    assert a_row(page, row_on(DAY, "هايتي", figures=(figure,))).accessibleName() == "هايتي"


def test_the_head_says_nothing_and_takes_no_height_before_it_has_words(page):
    head = PersonnelHead(load_theme("light"), page)
    assert head.put(0, 0, 400, 2900) == 0


def test_the_head_of_a_dataset_without_a_whole_has_no_bar(page):
    head = a_head(page, words_on(DAY, figures=(a_figure("one", "Kenya", DEPLOYED, "5", DAY),)))
    assert bar_of(head).isHidden()


def test_the_bar_of_the_head_leads_to_the_figure(page, qtbot):
    head = a_head(page, words_on(DAY))
    with qtbot.waitSignal(head.chosen) as caught:
        qtbot.mouseClick(bar_of(head), Qt.MouseButton.LeftButton, pos=QPoint(10 + RING_PX, 5 + RING_PX))
    assert caught.args == ["all-deployed"]


def test_large_numbers_get_smaller_where_they_would_break(page):
    head = a_head(page, words_on(DAY))
    wide = max(link.height() for link in head.findChildren(FigureLink))
    head.put(0, 0, 200, 2900)
    assert max(link.height() for link in head.findChildren(FigureLink)) < wide


@pytest.mark.parametrize(("width", "is_beside"), [(400, True), (240, False), (160, False)])
def test_the_date_stands_below_the_title_where_it_has_no_room_beside_it(page, width, is_beside):
    head = a_head(page, words_on(DAY), width)
    title, date = head.findChildren(PhraseLine)[:2]
    assert (title.natural_width() + date.natural_width() < width) == is_beside
    assert title.geometry().intersects(date.geometry()) == is_beside
    assert bar_of(head).y() > date.geometry().bottom()


def test_an_unknown_whole_is_outlined_with_dashes(page):
    head = a_head(page, words_on("2023-01-01"))
    outline = bar_of(head).scene.shapes[0]
    assert isinstance(outline, Box)
    assert (outline.paint.dash, outline.width) == ((3.0, 3.0), 400)


def test_a_link_without_words_takes_no_room_and_paints_nothing(page):
    link = FigureLink(load_theme("light"), page)
    assert (link.sizeHint().width(), link.sizeHint().height(), link.phrase) == (0, 0, None)
    link.resize(20, 20)
    link.show()
    assert not has_colour(link, "ink")


def test_a_link_may_be_made_as_small_as_its_place(page):
    assert (a_link(page).minimumSizeHint().width(), a_link(page).minimumSizeHint().height()) == (0, 0)


def test_a_link_that_is_not_spoken_in_full_is_called_by_its_words(page):
    assert a_link(page, Phrase("1,000", leads_to="f")).accessibleName() == "1,000"


def test_a_link_with_the_focus_has_a_ring(page, qtbot):
    link = a_link(page)
    assert not has_colour(link, "accent")
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    assert link.hasFocus()
    assert has_colour(link, "accent")


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Escape])
def test_other_keys_do_not_follow_a_link(page, qtbot, key):
    link = a_link(page)
    with qtbot.assertNotEmitted(link.clicked):
        qtbot.keyClick(link, key)


@pytest.mark.parametrize("role", sorted(FONTS))
def test_the_baseline_of_every_role_lies_within_its_line(role):
    assert 0.5 * line_px(role) < baseline_px(role) < line_px(role)


@pytest.mark.parametrize("role", sorted(FONTS))
def test_the_style_of_a_widget_says_the_size_and_weight_of_its_role(role):
    kind = FONTS[role]
    assert type_style(role) == f"font-size: {kind.size_px:g}px; font-weight: {kind.weight};"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["over", "400", "of", "deployed", "still"]), max_size=15), st.integers(30, 300))
def test_less_width_never_makes_a_paragraph_lower(page, words, width):
    line = PhraseLine(load_theme("light"), page)
    line.say((Phrase(" ".join(words)),) if words else ())
    narrow, wide = line.put(0, 0, width), line.put(0, 0, width + 100)
    line.deleteLater()
    assert narrow >= wide
    assert (wide == 0) == (not words)


def test_a_line_that_begins_with_a_separator_is_placed_all_the_same(page):
    line = PhraseLine(load_theme("light"), page)
    line.say((Phrase("· deployed"),))
    assert line.put(0, 0, 30) > 0
