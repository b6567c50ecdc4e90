"""What a screen reader is told of the timeline."""

import pytest
from builders import a_dataset, an_event
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from timelines import an_index

from viewer.canvas import timeline_voice
from viewer.canvas.timeline_canvas import TimelineCanvas
from viewer.canvas.viewport import Viewport
from viewer.theme import load_theme

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def a_canvas(qtbot, *events):
    port = Viewport()
    port.set_motion_reduced(True)
    canvas = TimelineCanvas(port, load_theme("light"))
    qtbot.addWidget(canvas)
    canvas.resize(900, 300)
    show(canvas, port, a_dataset(*events))
    canvas.show()
    return canvas


def show(canvas, port, dataset):
    port.set_whole(dataset)
    port.show_span(port.whole)
    canvas.set_timeline(dataset, an_index(dataset), port.whole)


@pytest.fixture
def canvas(qtbot):
    timeline_voice.listen()
    later = an_event("2024-04-25", "Visit", lane="Two", status="planned", summary="A prime minister came.")
    return a_canvas(qtbot, later, an_event("2024-03", "Massacre", lane="One"))


def voice_of(canvas):
    return QAccessible.queryAccessibleInterface(canvas)


def test_the_timeline_is_a_list_of_its_events_in_the_order_of_time(canvas):
    voice = voice_of(canvas)
    assert voice.role() == QAccessible.Role.List
    said = [voice.child(number).text(NAME) for number in range(voice.childCount())]
    assert said == ["Massacre, Mar 2024, month only, One", "Visit, 25 Apr 2024, day known, Two, planned"]


def test_an_event_says_what_happened(canvas):
    assert voice_of(canvas).child(1).text(DESCRIPTION) == "A prime minister came."


def test_an_event_is_where_it_is_drawn(canvas):
    voice = voice_of(canvas)
    place = voice.child(1).rect()
    assert canvas.rect().translated(canvas.mapToGlobal(canvas.pos())).contains(place)
    found = voice.childAt(place.center().x(), place.center().y())
    assert voice.indexOfChild(found) == 1


def test_the_chosen_event_is_the_selected_item_and_is_said_with_the_timeline(canvas):
    canvas.set_chosen(0)
    voice = voice_of(canvas)
    assert [voice.child(number).state().selected for number in (0, 1)] == [0, 1]
    assert "2 events. Chosen: Visit, 25 Apr 2024" in voice.text(DESCRIPTION)


def test_one_event_is_one_event(qtbot):
    timeline_voice.listen()
    lone = a_canvas(qtbot, an_event("2024-03", "Massacre"))
    assert voice_of(lone).text(DESCRIPTION).startswith("1 event. Nothing is chosen.")


def test_stepping_by_key_moves_the_spoken_focus(qtbot, canvas):
    with qtbot.waitActive(canvas):
        canvas.activateWindow()
    canvas.setFocus()
    canvas.set_chosen(1)
    voice = voice_of(canvas)
    assert voice.focusChild().text(NAME).startswith("Massacre")
    canvas.set_chosen(0)
    assert voice.focusChild().text(NAME).startswith("Visit")


def test_a_screen_reader_can_step_and_open(canvas):
    steps, opened = QSignalSpy(canvas.step_requested), QSignalSpy(canvas.event_opened)
    canvas.set_chosen(0)
    voice = voice_of(canvas)
    assert voice.actionNames()[:3] == ["Next event", "Previous event", "Read its sentence"]
    for name in voice.actionNames()[:3]:
        voice.doAction(name)
    assert [steps.at(0), steps.at(1)] == [["later"], ["earlier"]]
    assert opened.at(0) == ["visit"]


def test_another_dataset_is_said_anew_and_the_old_words_are_gone(canvas):
    old = voice_of(canvas).child(0)
    show(canvas, canvas._port, a_dataset(an_event("1999", "Older")))
    voice = voice_of(canvas)
    assert voice.child(0).text(NAME) == "Older, 1999, year only, One"
    assert not old.isValid()
    assert old.text(NAME) == ""


def test_a_crowd_is_left_to_the_table_but_for_what_is_drawn(qtbot, canvas, monkeypatch):
    monkeypatch.setattr(timeline_voice, "MOST_SPOKEN", 3)
    many = a_canvas(qtbot, *(an_event(f"2024-01-{day:02}", f"Day {day}") for day in range(1, 29)))
    drawn = {target.key for target in many.scene().targets if target.key.startswith("event:")}
    assert voice_of(many).childCount() == len(drawn)


def test_a_timeline_without_events_says_why_and_what_to_do(qtbot, canvas):
    canvas.set_timeline(canvas.shown.dataset, an_index(canvas.shown.dataset, [False, False]), canvas._port.whole)
    shapes = canvas._overlay(canvas.scene()).shapes
    words = [shape.text for shape in shapes if hasattr(shape, "text")]
    assert words[-2:] == ["No events match", "Clear the search or the filters to see them all."]
    assert voice_of(canvas).childCount() == 0
