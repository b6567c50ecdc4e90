"""How a problem and a small scene look and answer: paragraphs, frames, tool tips, hands and rings."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QStyleOptionViewItem, QToolTip

from viewer.layout.scene import Box, Paint, Scene, Target
from viewer.loading.problems import Problem, Severity
from viewer.panels.problem_delegate import ProblemDelegate
from viewer.panels.problem_list import ProblemList
from viewer.panels.scene_view import RING_PX, SceneView
from viewer.theme import load_theme

PLAIN = Problem(Severity.ERROR, "events/a.toml", 41, "", "not a day")
HINTED = Problem(Severity.ERROR, "events/a.toml", 41, "", "not a day", "write a day that exists")
WARNING = Problem(Severity.WARNING, "dataset.toml", 12, "titel", "unknown key")
NOWHERE = Problem(Severity.ERROR, "", 0, "", "no file holds it")
NAMES = {"cell:deployed": "deployed: 400", "cell:pledged": "pledged: 1,000"}


@pytest.fixture
def panel(qtbot):
    panel = ProblemList()
    qtbot.addWidget(panel)
    panel.resize(436, 300)
    panel.set_theme(load_theme("light"))
    panel.show()
    return panel


@pytest.fixture
def view(qtbot):
    view = SceneView(load_theme("light"), None)
    qtbot.addWidget(view)
    view.resize(200 + 2 * RING_PX, 20 + 2 * RING_PX)
    targets = tuple(Target(60.0 * n, 0, 50, 20, key) for n, key in enumerate([*NAMES, "cell:nameless"]))
    view.set_scene(Scene(200, 20, (Box(0, 0, 100, 20, Paint(fill="deployed")),), targets), "Kenya", NAMES)
    view.show()
    return view


def rows(panel):
    return panel.findChild(QListView)


def heights(panel, *problems):
    panel.set_problems(problems)
    model = rows(panel).model()
    return [rows(panel).sizeHintForIndex(model.index(place, 0)).height() for place in range(len(problems))]


def has_colour(widget, colour):
    image, wanted = widget.grab().toImage(), QColor(colour)
    return any(image.pixelColor(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def tool_tip_at(view, x):
    place = QPoint(x + RING_PX, 10)
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place)))
    return QToolTip.text()


def test_a_hint_takes_a_paragraph_of_its_own(panel):
    plain, hinted = heights(panel, PLAIN, HINTED)
    assert hinted > plain + 8


def test_a_problem_of_no_file_is_listed_like_the_others(panel):
    plain, nowhere = heights(panel, PLAIN, NOWHERE)
    assert nowhere == plain
    assert rows(panel).model().index(0, 0).data() is not None


def test_one_error_is_counted_in_the_singular(panel):
    panel.set_problems([PLAIN])
    assert panel.findChild(QLabel).text() == "1 error. What could be read is shown."


def test_warnings_alone_are_counted_without_errors(panel):
    panel.set_problems([WARNING, WARNING])
    assert panel.findChild(QLabel).text() == "2 warnings. What could be read is shown."


def test_exactly_a_thousand_problems_are_all_listed(panel):
    panel.set_problems([PLAIN] * 1_000)
    assert "listed" not in panel.findChild(QLabel).text()
    assert rows(panel).model().rowCount() == 1_000


def test_a_sound_dataset_after_a_faulty_one_lists_nothing(panel):
    panel.set_problems([PLAIN])
    panel.set_problems([])
    assert rows(panel).model().rowCount() == 0
    assert not panel.findChild(QPushButton).isEnabled()


def test_copying_with_nothing_chosen_leaves_the_clipboard_alone(panel):
    QGuiApplication.clipboard().setText("mine")
    panel.set_problems([PLAIN])
    panel.copy_chosen()
    assert QGuiApplication.clipboard().text() == "mine"


def test_only_the_chosen_problem_is_copied(panel):
    panel.set_problems([PLAIN, WARNING])
    rows(panel).setCurrentIndex(rows(panel).model().index(1, 0))
    panel.copy_chosen()
    assert QGuiApplication.clipboard().text() == "dataset.toml:12: warning: unknown key\n"


def test_a_problem_has_no_rows_within_it(panel):
    panel.set_problems([PLAIN])
    model = rows(panel).model()
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is None


@pytest.mark.parametrize(("problem", "is_warned"), [(PLAIN, True), (WARNING, False)])
def test_only_an_error_is_headed_in_the_colour_of_warning(panel, problem, is_warned):
    panel.set_problems([problem])
    assert has_colour(rows(panel).viewport(), load_theme("light").colour("warning")) == is_warned


def test_a_chosen_problem_lies_on_the_ground_of_the_selection(panel):
    panel.set_problems([PLAIN, WARNING])
    ground = load_theme("light").colour("selection_ground")
    assert not has_colour(rows(panel).viewport(), ground)
    rows(panel).selectAll()
    assert has_colour(rows(panel).viewport(), ground)


def test_the_problem_with_the_focus_is_framed(panel, qtbot):
    panel.set_problems([PLAIN, WARNING])
    rows(panel).setFocus()
    qtbot.keyClick(rows(panel), Qt.Key.Key_Down)
    assert has_colour(rows(panel).viewport(), load_theme("light").colour("accent"))


@pytest.mark.parametrize(("ground", "theme"), [("white", "light"), ("black", "dark")])
def test_without_a_theme_the_colours_fit_the_palette(qtbot, ground, theme):
    panel = ProblemList()
    qtbot.addWidget(panel)
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(ground))
    rows(panel).setPalette(palette)
    panel.set_problems([PLAIN])
    panel.resize(436, 300)
    assert has_colour(rows(panel).viewport(), load_theme(theme).colour("ink"))


def test_a_problem_is_never_narrower_than_can_be_read(panel):
    panel.set_problems([HINTED])
    option = QStyleOptionViewItem()
    option.rect.setWidth(10)
    hint = ProblemDelegate(panel).sizeHint(option, rows(panel).model().index(0, 0))
    assert hint.width() == 120


def test_a_tool_tip_says_the_part_under_the_pointer(view):
    assert tool_tip_at(view, 70) == "pledged: 1,000"
    QToolTip.hideText()


def test_there_is_no_tool_tip_beside_the_parts(view):
    assert tool_tip_at(view, 190) == ""


@pytest.mark.parametrize(
    ("x", "shape"),
    [(20, Qt.CursorShape.PointingHandCursor), (56, Qt.CursorShape.ArrowCursor), (130, Qt.CursorShape.ArrowCursor)],
)
def test_a_hand_shows_where_a_click_leads_somewhere(view, qtbot, x, shape):
    qtbot.mouseMove(view, QPoint(x + RING_PX, 10))
    assert view.cursor().shape() is shape


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_only_the_left_button_chooses(view, qtbot, button):
    with qtbot.assertNotEmitted(view.target_clicked):
        qtbot.mouseClick(view, button, pos=QPoint(20 + RING_PX, 10))


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Enter])
def test_every_key_that_presses_a_button_chooses_a_part(view, qtbot, key):
    with qtbot.waitSignal(view.target_clicked) as caught:
        qtbot.keyClick(view, key)
    assert caught.args == ["cell:deployed"]


def test_keys_choose_nothing_where_nothing_can_be_chosen(view, qtbot):
    view.set_scene(Scene(200, 20, ()), "Key")
    with qtbot.assertNotEmitted(view.target_clicked):
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_A):
            qtbot.keyClick(view, key)
    assert not view.is_pressable


def test_a_click_makes_its_part_the_current_one(view, qtbot):
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(70 + RING_PX, 10))
    assert view.accessibleName() == "pledged: 1,000"


def test_a_part_can_be_chosen_by_what_it_says(view, qtbot):
    assert view.ways == ["deployed: 400", "pledged: 1,000"]
    with qtbot.waitSignal(view.target_clicked) as caught:
        view.press("pledged: 1,000")
    assert caught.args == ["cell:pledged"]


def test_choosing_what_no_part_says_does_nothing(view, qtbot):
    with qtbot.assertNotEmitted(view.target_clicked):
        view.press("planned: 600")


def test_parts_are_gone_through_from_the_left_whatever_their_order(view):
    targets = (Target(90, 0, 20, 20, "cell:deployed"), Target(10, 0, 20, 20, "cell:pledged"))
    view.set_scene(Scene(200, 20, (), targets), "Kenya", NAMES)
    assert view.ways == ["pledged: 1,000", "deployed: 400"]


def test_a_part_that_is_gone_leaves_the_first_one_current(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_Right)
    view.set_scene(Scene(200, 20, (), (Target(10, 0, 20, 20, "cell:deployed"),)), "Kenya", NAMES)
    assert view.accessibleName() == "deployed: 400"


def test_the_ring_goes_with_the_current_part(view, qtbot):
    accent = QColor(load_theme("light").colour("accent"))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    image, ring = view.grab().toImage(), QPointF(85 + RING_PX, RING_PX - 2)
    assert image.pixelColor(round(ring.x()), round(ring.y())) == accent
    assert image.pixelColor(25 + RING_PX, round(ring.y())) != accent
