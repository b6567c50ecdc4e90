"""The personnel panel at its edges: no words yet, little room, both themes, long lists, and what is heard."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea
from reports import BOTH, DEPLOYED, PLEDGED, a_figure, at
from standings import ARTICLE, FIGURES, a_mission

from viewer.layout.scene import Text
from viewer.panels.bar_legend import legend_scene
from viewer.panels.figure_link import FigureLink
from viewer.panels.personnel_panel import PersonnelPanel
from viewer.panels.phrase_line import PhraseLine
from viewer.panels.scene_view import SceneView
from viewer.theme import load_theme

DAY = "2024-10-11"


@pytest.fixture
def panel(qtbot):
    panel = PersonnelPanel(load_theme("light"))
    qtbot.addWidget(panel)
    panel.resize(436, 392)
    panel.show()
    return panel


def shown(panel, layers=ARTICLE, day=DAY, figures=FIGURES):
    panel.set_focus(a_mission(figures), layers, at(day))
    return panel


def lines(panel):
    return [line.text for line in panel.findChildren(PhraseLine) if line.isVisibleTo(panel)]


def legend(panel):
    return next(v for v in panel.findChildren(SceneView) if v.accessibleName() == "Key to the bars")


def closing(panel):
    return any("Every figure leads to its sentence" in line for line in lines(panel))


def links(panel, text):
    return [link for link in panel.findChildren(FigureLink) if link.isVisibleTo(panel) and link.text() == text]


def test_a_panel_without_a_dataset_can_be_resized_and_has_no_rows(panel):
    panel.resize(300, 200)
    assert panel.rows == []
    assert panel.grab().width() == 300


def test_the_panel_says_in_one_text_what_it_shows(panel):
    assert shown(panel).accessibleName() == "Personnel"
    assert panel.accessibleDescription().startswith("11 Oct 2024. All contributors, deployed: roughly 430")


def test_what_is_heard_follows_the_date(panel):
    before = shown(panel).accessibleDescription()
    assert shown(panel, day="2023-01-01").accessibleDescription() == "1 Jan 2023. "
    assert before != panel.accessibleDescription()


@pytest.mark.parametrize(("height", "is_said"), [(392, True), (330, True), (329, False), (170, False)])
def test_the_closing_line_gives_way_to_the_rows(panel, height, is_said):
    panel.resize(436, height)
    assert closing(shown(panel)) == is_said


def test_the_key_names_the_other_layers_only_while_they_are_shown(panel):
    words = [[s.text for s in legend(shown(panel, layers)).scene.shapes if isinstance(s, Text)] for layers in
             (ARTICLE, BOTH, ARTICLE)]  # fmt: skip
    assert ["◆ public record" in said for said in words] == [False, True, False]


def test_without_rows_there_is_no_key(panel):
    key = legend(shown(panel))
    shown(panel, day="2023-01-01")
    assert key.isHidden()


def test_hiding_a_layer_takes_its_rows_away(panel):
    names = [[row.words.contributor for row in shown(panel, layers).rows] for layers in (BOTH, ARTICLE)]
    assert [("Jamaica" in listed) for listed in names] == [True, False]


def test_hiding_every_layer_leaves_no_row(panel):
    assert shown(panel, set()).rows == []


def test_a_row_that_comes_back_answers_a_click_once(panel, qtbot):
    for day in (DAY, "2023-01-01", DAY):
        shown(panel, day=day)
    asked = []
    panel.figure_clicked.connect(asked.append)
    qtbot.mouseClick(links(panel, "over 400")[0], Qt.MouseButton.LeftButton)
    assert asked == ["kenya-deployed"]


def test_a_figure_without_a_date_can_be_clicked_below_the_rows(panel, qtbot):
    chad = a_figure("some-day", "Chad", PLEDGED, "20", "2024")
    shown(panel, figures=(*FIGURES, replace(chad, date=replace(chad.date, start=None, end=None))))
    with qtbot.waitSignal(panel.figure_clicked) as caught:
        qtbot.mouseClick(links(panel, "Chad 20 pledged")[0], Qt.MouseButton.LeftButton)
    assert caught.args == ["some-day"]


def test_many_contributors_scroll_below_the_head(panel):
    many = tuple(a_figure(f"f{n}", f"Nation {n}", DEPLOYED, "5", DAY) for n in range(40))
    head = shown(panel).head.geometry()
    area = shown(panel, figures=(*FIGURES, *many)).findChild(QScrollArea)
    assert len(panel.rows) == 42
    assert area.verticalScrollBar().maximum() > 0
    assert panel.head.geometry() == head


def test_one_contributor_needs_no_scrolling(panel):
    area = shown(panel, figures=(a_figure("one", "Kenya", DEPLOYED, "5", DAY),)).findChild(QScrollArea)
    assert [row.words.contributor for row in panel.rows] == ["Kenya"]
    assert area.verticalScrollBar().maximum() == 0


def test_tab_comes_into_the_panel_from_its_anchor(panel, qtbot):
    anchor = QPushButton("before", panel)
    anchor.show()
    panel.set_tab_anchor(anchor)
    shown(panel)
    anchor.setFocus()
    qtbot.keyClick(anchor, Qt.Key.Key_Tab)
    assert panel.head.controls[0].hasFocus()


def test_every_control_has_a_name_to_be_heard_by(panel):
    shown(panel, BOTH, "2025-03-01")
    controls = [*panel.head.controls, *(control for row in panel.rows for control in row.controls)]
    assert all(control.accessibleName() for control in controls)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_row_made_after_the_theme_changed_has_its_colours(panel, theme):
    panel.set_theme(load_theme(theme))
    bar = shown(panel).rows[0].findChild(SceneView)
    wanted = load_theme(theme).colour("deployed").upper()
    assert bar.grab().toImage().pixelColor(20, 10).name().upper() == wanted


def test_a_report_of_zero_people_is_a_report(panel):
    shown(panel, figures=(a_figure("none", "Chad", DEPLOYED, "0", DAY),))
    assert links(panel, "0")[0].phrase.leads_to == "none"


@pytest.mark.parametrize("width", [60, 100, 250, 900])
def test_the_key_is_as_wide_as_its_card_and_starts_at_the_left(width):
    scene = legend_scene(width, ["public record"])
    assert scene.width == width
    assert min(shape.x for shape in scene.shapes if isinstance(shape, Text)) >= 0


def test_a_key_of_several_layers_names_each():
    said = [shape.text for shape in legend_scene(900, ["one", "two"]).shapes if isinstance(shape, Text)]
    assert said[-2:] == ["◆ one", "◆ two"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(280, 900), st.integers(170, 700), st.sampled_from(["2023-09-01", DAY, "2025-03-01"]))
def test_at_every_size_the_parts_of_the_card_stay_within_it(panel, width, height, day):
    panel.resize(width, height)
    shown(panel, BOTH, day)
    area = panel.findChild(QScrollArea)
    assert area.geometry().top() >= panel.head.geometry().bottom()
    assert panel.head.geometry().right() <= width
    assert all(row.width() <= area.width() for row in panel.rows)
