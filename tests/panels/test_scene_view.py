"""A small scene whose parts can be clicked and reached by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt

from viewer.layout.scene import Box, Paint, Scene, Target
from viewer.panels.scene_view import RING_PX, SceneView
from viewer.theme import load_theme

NAMES = {"cell:deployed": "deployed: 400", "cell:pledged": "pledged: 1,000"}


def a_scene(targets=("cell:deployed", "cell:pledged", "cell:nameless")):
    shapes = (Box(0, 0, 100, 20, Paint(fill="deployed")),)
    return Scene(200, 20, shapes, tuple(Target(60.0 * n, 0, 50, 20, key) for n, key in enumerate(targets)))


@pytest.fixture
def view(qtbot):
    view = SceneView(load_theme("light"), None)
    qtbot.addWidget(view)
    view.resize(200 + 2 * RING_PX, 20 + 2 * RING_PX)
    view.set_scene(a_scene(), "Kenya", NAMES)
    return view


def test_a_click_names_the_part(view, qtbot):
    with qtbot.waitSignal(view.target_clicked) as caught:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(70 + RING_PX, 10))
    assert caught.args == ["cell:pledged"]


def test_a_click_beside_the_parts_or_on_a_nameless_one_says_nothing(view, qtbot):
    with qtbot.assertNotEmitted(view.target_clicked):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(56 + RING_PX, 10))
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(130 + RING_PX, 10))


def test_keys_go_from_part_to_part_and_choose(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleName() == "pledged: 1,000"
    with qtbot.waitSignal(view.target_clicked) as caught:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == ["cell:pledged"]


def test_keys_stop_at_the_ends(view, qtbot):
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.accessibleName() == "deployed: 400"


def test_the_current_part_is_kept_when_the_scene_changes(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_Right)
    view.set_scene(a_scene(("cell:planned", "cell:pledged")), "Kenya", NAMES)
    assert view.accessibleName() == "pledged: 1,000"


def test_a_scene_without_parts_takes_no_focus(view):
    view.set_scene(a_scene(()), "Key")
    assert view.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert view.accessibleName() == "Key"


def test_it_paints_its_scene_in_the_colours_of_the_theme(view):
    for name in ("light", "dark"):
        view.set_theme(load_theme(name))
        colour = view.grab().toImage().pixelColor(20 + RING_PX, 10).name().upper()
        assert colour == load_theme(name).colour("deployed").upper()
