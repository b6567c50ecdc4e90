"""What a screen reader is told of the drawn parts of the panels."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QWidget

from viewer.layout.scene import Box, Paint, Scene, Target
from viewer.panels import voices
from viewer.panels.phrase_line import PhraseLine
from viewer.panels.phrases import Phrase
from viewer.panels.scene_view import SceneView
from viewer.theme import load_theme

NAME = QAccessible.Text.Name
TARGETS = (Target(0, 0, 20, 10, "sent"), Target(20, 0, 60, 10, "pledged"))
NAMES = {"sent": "Kenya, deployed: about 400", "pledged": "Kenya, pledged: 1,000"}


@pytest.fixture
def page(qtbot):
    voices.listen()
    made = QWidget()
    qtbot.addWidget(made)
    return made


def a_bar(page, targets=TARGETS):
    view = SceneView(load_theme("light"), page)
    view.set_scene(Scene(80, 10, (Box(0, 0, 80, 10, Paint(fill="deployed")),), targets), "Kenya", NAMES)
    return view


def test_a_bar_is_a_button_that_says_its_part(page):
    voice = QAccessible.queryAccessibleInterface(a_bar(page))
    assert voice.role() == QAccessible.Role.Button
    assert voice.text(NAME) == "Kenya, deployed: about 400"


def test_every_part_of_a_bar_can_be_pressed(page):
    view = a_bar(page)
    pressed = QSignalSpy(view.target_clicked)
    voice = QAccessible.queryAccessibleInterface(view)
    for name in voice.actionNames()[:2]:
        voice.doAction(name)
    assert [pressed.at(0), pressed.at(1)] == [["sent"], ["pledged"]]


def test_a_picture_that_leads_nowhere_is_no_button(page):
    voice = QAccessible.queryAccessibleInterface(a_bar(page, ()))
    assert voice.role() == QAccessible.Role.Graphic
    assert voice.text(NAME) == "Kenya"


def test_words_that_are_painted_are_said_as_text(page):
    line = PhraseLine(load_theme("light"), page)
    line.say((Phrase("computed: roughly 430"),))
    voice = QAccessible.queryAccessibleInterface(line)
    assert voice.role() == QAccessible.Role.StaticText
    assert voice.text(NAME) == "computed: roughly 430"
