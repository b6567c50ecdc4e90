"""The personnel panel as a person meets it: what stands there at a date, and where a click leads."""

from itertools import pairwise

import pytest
from builders import a_dataset
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from reports import BOTH, OTHERS, PLEDGED, a_figure, at
from standings import ARTICLE, FIGURES, a_mission

from viewer.assets import resource_path
from viewer.layout.scene import Box
from viewer.loading.load import load
from viewer.panels.bar_legend import legend_scene
from viewer.panels.figure_link import FigureLink
from viewer.panels.personnel_panel import ComputedNumber, PersonnelPanel
from viewer.panels.phrase_line import PhraseLine
from viewer.panels.scene_view import SceneView
from viewer.theme import load_theme


@pytest.fixture
def panel(qtbot):
    panel = PersonnelPanel(load_theme("light"))
    qtbot.addWidget(panel)
    panel.resize(436, 392)
    panel.show()
    panel.set_focus(a_mission(), ARTICLE, at("2024-10-11"))
    return panel


def link(panel, text):
    shown = [entry for entry in panel.findChildren(FigureLink) if entry.isVisibleTo(panel)]
    return next(entry for entry in shown if entry.text() == text)


def bar_of(panel, contributor):
    row = next(row for row in panel.rows if row.words.contributor == contributor)
    return row.findChild(SceneView)


def fills(view):
    return [shape.paint.fill for shape in view.scene.shapes]


def test_the_head_says_the_date_and_the_whole(panel):
    assert panel.head.text == (
        "Personnel all contributors as of 11 Oct 2024 ≈ 430 deployed of > 2,900 pledged "
        "computed: at most about 15 % deployed · at least about 2,470 still to come"
    )


def test_clicking_a_number_asks_for_its_figure(panel, qtbot):
    with qtbot.waitSignal(panel.figure_clicked) as caught:
        qtbot.mouseClick(link(panel, "over 400"), Qt.MouseButton.LeftButton)
    assert caught.args == ["kenya-deployed"]


def test_clicking_the_large_number_asks_for_its_figure(panel, qtbot):
    with qtbot.waitSignal(panel.figure_clicked) as caught:
        qtbot.mouseClick(link(panel, "≈ 430"), Qt.MouseButton.LeftButton)
    assert caught.args == ["all-deployed"]


def test_clicking_a_computed_number_says_how_and_from_what(panel, qtbot):
    with qtbot.waitSignal(panel.computed_clicked) as caught:
        qtbot.mouseClick(link(panel, "at most about 30"), Qt.MouseButton.LeftButton)
    assert caught.args[0] == ComputedNumber(
        f"{OTHERS}: at most about 30 deployed", "computed: roughly 430 − over 400", ("all-deployed", "kenya-deployed")
    )


@pytest.mark.parametrize(("part", "figure"), [("deployed", "kenya-deployed"), ("planned", "kenya-planned")])
def test_clicking_a_part_of_a_bar_asks_for_its_figure(panel, qtbot, part, figure):
    bar = bar_of(panel, "Kenya")
    target = next(target for target in bar.scene.targets if target.key == f"cell:{part}")
    middle = QPoint(round(target.x + target.width / 2) + 3, 10)
    with qtbot.waitSignal(panel.figure_clicked) as caught:
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=middle)
    assert caught.args == [figure]


def test_bars_of_all_contributors_have_one_scale(panel):
    kenya, others = (bar_of(panel, name).scene for name in ("Kenya", OTHERS))
    pledged = [next(t.width for t in scene.targets if t.key == "cell:pledged") for scene in (kenya, others)]
    assert pledged[0] / pledged[1] == pytest.approx(1000 / 1900)


def test_inner_contributors_keep_the_scale_of_the_outer(panel):
    panel.set_focus(a_mission(), BOTH, at("2024-10-11"))
    kenya, jamaica = (bar_of(panel, name).scene for name in ("Kenya", "Jamaica"))
    pledged = [next(t.width for t in scene.targets if t.key == "cell:pledged") for scene in (kenya, jamaica)]
    assert pledged[1] / pledged[0] == pytest.approx(200 / 1000)


def test_the_scale_holds_while_the_date_is_moved(panel):
    early = (*FIGURES, a_figure("k0", "Kenya", PLEDGED, "500", "2024-01-01"))
    widths = []
    for day in ("2024-03-01", "2024-10-11"):
        panel.set_focus(a_mission(early), ARTICLE, at(day))
        scene = bar_of(panel, "Kenya").scene
        widths.append(next(t.width for t in scene.targets if t.key == "cell:pledged"))
    assert widths[0] == pytest.approx(widths[1] / 2)


def test_what_the_record_says_is_drawn_in_its_own_colour(panel):
    panel.set_focus(a_mission(), BOTH, at("2024-10-11"))
    assert set(fills(bar_of(panel, "Jamaica"))) == {"record"}
    assert "record" not in fills(bar_of(panel, "Kenya"))


def test_an_unknown_whole_is_an_empty_outline_and_no_bar(panel):
    panel.set_focus(a_mission(), ARTICLE, at("2023-01-01"))
    bar = panel.head.findChild(SceneView)
    assert "No report yet on 1 Jan 2023" in panel.head.text
    assert [(type(shape), shape.paint.fill) for shape in bar.scene.shapes] == [(Box, None)]
    assert panel.rows == []


def test_moving_the_date_keeps_the_widgets(panel):
    before = panel.rows, [entry for row in panel.rows for entry in row.controls]
    for day in ("2024-10-10", "2024-10-11"):
        panel.set_focus(a_mission(), ARTICLE, at(day))
    assert (panel.rows, [entry for row in panel.rows for entry in row.controls]) == before


def test_tab_goes_through_all_numbers_in_reading_order(panel, qtbot):
    panel.set_focus(a_mission(), BOTH, at("2025-03-01"))
    wanted = [*panel.head.controls, *(entry for row in panel.rows for entry in row.controls)]
    wanted[0].setFocus()
    reached = [wanted[0]]
    for _ in wanted[1:]:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert [entry.accessibleName() for entry in reached] == [entry.accessibleName() for entry in wanted]


def test_a_control_that_is_scrolled_away_comes_into_view_with_the_focus(panel, qtbot):
    panel.set_focus(a_mission(), BOTH, at("2024-10-11"))
    panel.resize(360, 300)
    area = panel.findChild(QScrollArea)
    last = panel.rows[-1].controls[0]
    for _ in range(60):
        if QApplication.focusWidget() is last:
            break
        qtbot.keyClick(QApplication.focusWidget() or panel, Qt.Key.Key_Tab)
    place = last.mapTo(area.viewport(), last.rect().center())
    assert last.hasFocus()
    assert area.viewport().rect().contains(place)


@pytest.mark.parametrize(("width", "height"), [(436, 392), (360, 300), (436, 700), (280, 200)])
@pytest.mark.parametrize("day", ["2023-09-01", "2024-07-01", "2024-10-11", "2025-03-01"])
def test_nothing_overlaps_or_leaves_the_card(panel, width, height, day):
    dataset = load(resource_path("datasets", "mss-haiti")).dataset
    panel.resize(width, height)
    panel.set_focus(dataset, BOTH, at(day))
    rows = [row.geometry() for row in panel.rows]
    assert all(one.bottom() < two.top() for one, two in pairwise(rows))
    for line in panel.findChildren(PhraseLine):
        if line.isVisibleTo(panel):
            assert line.mapTo(panel, line.rect().bottomRight()).x() <= width
            assert all(line.rect().adjusted(-1, -1, 1, 1).contains(entry.geometry()) for entry in line.links)


def test_a_name_gives_way_to_the_numbers(panel):
    name = "The Democratic and Popular Federation of a Great Many Islands and Coasts"
    long = (*FIGURES, a_figure("far", name, PLEDGED, "at least 1,900", "2024-10-11", part_of=OTHERS))
    panel.set_focus(a_mission(long), ARTICLE, at("2024-10-11"))
    numbers = next(row for row in panel.rows if row.words.contributor == name).findChild(PhraseLine)
    assert numbers.geometry().right() <= numbers.parentWidget().width()
    assert numbers.links[0].width() >= numbers.links[0].sizeHint().width() - 1


def test_a_row_is_called_by_its_contributor_and_its_layer(panel):
    panel.set_focus(a_mission(), BOTH, at("2024-10-11"))
    assert [row.accessibleName() for row in panel.rows] == [
        "Kenya",
        OTHERS,
        "Jamaica, public record, dated 12 Sep 2024",
    ]


def test_another_theme_repaints_everything(panel):
    grounds = {}
    for name in ("light", "dark"):
        theme = load_theme(name)
        panel.set_theme(theme)
        bar = bar_of(panel, "Kenya")
        grounds[name] = bar.grab().toImage().pixelColor(20, 10).name().upper() == theme.colour("deployed").upper()
    assert grounds == {"light": True, "dark": True}


def test_a_dataset_without_people_says_so(panel):
    panel.set_focus(a_mission(()), ARTICLE, at("2024-10-11"))
    shown = [line.text for line in panel.findChildren(PhraseLine) if line.isVisibleTo(panel)]
    assert "This dataset has no personnel figures." in shown
    assert panel.rows == []


def test_a_number_of_unknown_size_is_said_and_has_no_length(panel):
    figures = (*FIGURES, a_figure("chad", "Chad", PLEDGED, "unspecified", "2024-10-01", part_of=OTHERS))
    panel.set_focus(a_mission(figures), ARTICLE, at("2024-10-11"))
    assert link(panel, "unspecified").phrase.leads_to == "chad"
    assert fills(bar_of(panel, "Chad")) == [None]


def test_the_key_names_every_measure_end_and_other_layer():
    scene = legend_scene(400, ["public record"])
    words = [shape.text for shape in scene.shapes if hasattr(shape, "text")]
    assert words == ["deployed", "planned", "pledged", "over", "about", "under", "◆ public record"]


def test_the_key_wraps_where_it_is_narrow(panel):
    wide, narrow = legend_scene(600), legend_scene(150)
    assert narrow.height > wide.height
    assert all(shape.x + shape.width <= 150 for shape in narrow.shapes if hasattr(shape, "text"))


def test_every_contributor_of_the_article_is_whole_in_a_window_of_the_usual_size(panel):
    panel.resize(436, 320)
    panel.set_focus(load(resource_path("datasets", "mss-haiti")).dataset, {"article"}, at("2024-10-11"))
    scroll = panel.findChild(QScrollArea)
    assert [row.words.contributor for row in panel.rows] == ["Kenya", "Other nations"]
    assert panel.rows[-1].geometry().bottom() <= scroll.viewport().height()


def test_what_is_in_question_about_the_whole_stands_below_the_rows_and_is_reached_by_tab(panel):
    panel.set_focus(load(resource_path("datasets", "mss-haiti")).dataset, {"article"}, at("2024-10-11"))
    asked = link(panel, "How many were not Kenyan?")
    line = asked.parentWidget()
    assert line.text.startswith("All contributors, in question: How many were not Kenyan?")
    assert line.y() >= panel.rows[-1].geometry().bottom()
    assert asked in panel._ordered


def test_rows_that_are_scrolled_away_end_at_a_rule(panel):
    panel.resize(436, 240)
    assert panel._upper_edge.isHidden()
    panel.findChild(QScrollArea).verticalScrollBar().setValue(20)
    assert not panel._upper_edge.isHidden()


def test_without_figures_there_is_no_date_to_speak_of(panel):
    panel.set_focus(a_dataset(), (), at("2024-10-11"))
    assert "as of" not in panel.head.text
    title = next(line for line in panel.head.findChildren(PhraseLine) if line.text == "Personnel ")
    assert panel.head.height() >= title.geometry().bottom() > 10
    assert panel.accessibleDescription() == ""
