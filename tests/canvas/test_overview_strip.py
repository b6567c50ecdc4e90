"""The overview: its window is what the canvas shows, and can be dragged and resized."""

import pytest
from builders import a_dataset, an_event
from gestures import drag, move, press, release
from pictures import is_near
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from timelines import an_index

from viewer.canvas.overview_strip import OverviewStrip
from viewer.layout.overview import OverviewView
from viewer.layout.timescale import Span
from viewer.model.calendar import instant_us
from viewer.theme import load_theme

YEAR = Span(instant_us(2024), instant_us(2025))
SPRING = Span(instant_us(2024, 4), instant_us(2024, 7))


@pytest.fixture
def strip(qtbot):
    strip = OverviewStrip(load_theme("light"))
    qtbot.addWidget(strip)
    strip.resize(800, strip.height())
    dataset = a_dataset(an_event("2024-02-01", "a", lane="One"), an_event("2024-10-01", "b", lane="Two"))
    strip.set_events(an_index(dataset), YEAR)
    strip.set_span(SPRING)
    strip.span_dragged.connect(strip.set_span)
    return strip


def x_of(strip, us):
    return OverviewView(YEAR, float(strip.width()), float(strip.height())).scale.to_px(us)


def last(spy):
    return spy.at(spy.count() - 1)[0]


def day(us):
    return us / 86_400_000_000


def test_dragging_the_window_moves_it_and_keeps_its_length(strip):
    spy = QSignalSpy(strip.span_dragged)
    start = x_of(strip, instant_us(2024, 5, 15))
    drag(strip, (start, 20), (start + 100, 20))
    moved = last(spy)
    assert moved.duration_us == SPRING.duration_us
    assert x_of(strip, moved.start_us) == pytest.approx(x_of(strip, SPRING.start_us) + 100, abs=0.1)


def test_dragging_a_handle_moves_that_end_only(strip):
    spy = QSignalSpy(strip.span_dragged)
    drag(strip, (x_of(strip, SPRING.start_us), 20), (x_of(strip, instant_us(2024, 2)), 20))
    assert last(spy).end_us == SPRING.end_us
    assert day(last(spy).start_us) == pytest.approx(day(instant_us(2024, 2)), abs=0.1)
    drag(strip, (x_of(strip, SPRING.end_us), 20), (x_of(strip, instant_us(2024, 11)), 20))
    assert day(last(spy).end_us) == pytest.approx(day(instant_us(2024, 11)), abs=0.1)
    assert day(last(spy).start_us) == pytest.approx(day(instant_us(2024, 2)), abs=0.1)


def test_a_handle_cannot_pass_the_other(strip):
    spy = QSignalSpy(strip.span_dragged)
    drag(strip, (x_of(strip, SPRING.start_us), 20), (x_of(strip, instant_us(2024, 12)), 20))
    assert last(spy).start_us < last(spy).end_us == SPRING.end_us


def test_a_press_beside_the_window_brings_it_there_and_drags_on(strip):
    spy = QSignalSpy(strip.span_dragged)
    there = instant_us(2024, 10)
    press(strip, x_of(strip, there), 20)
    middle = (last(spy).start_us + last(spy).end_us) // 2
    assert day(middle) == pytest.approx(day(there), abs=0.1)
    move(strip, x_of(strip, there) - 50, 20)
    release(strip, x_of(strip, there) - 50, 20)
    assert last(spy).duration_us == SPRING.duration_us
    assert last(spy).end_us < middle + SPRING.duration_us // 2


def test_after_letting_go_nothing_is_dragged(strip):
    spy = QSignalSpy(strip.span_dragged)
    drag(strip, (x_of(strip, instant_us(2024, 5)), 20), (x_of(strip, instant_us(2024, 6)), 20))
    count = spy.count()
    move(strip, 700, 20, is_held=False)
    assert spy.count() == count


def test_the_pointer_says_what_can_be_done(strip):
    shapes = []
    for us in (SPRING.start_us, SPRING.end_us, instant_us(2024, 5, 15), instant_us(2024, 11)):
        move(strip, x_of(strip, us), 20, is_held=False)
        shapes.append(strip.cursor().shape())
    sideways = Qt.CursorShape.SizeHorCursor
    assert shapes == [sideways, sideways, Qt.CursorShape.OpenHandCursor, Qt.CursorShape.ArrowCursor]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_events_stand_in_the_colour_of_their_lane_on_the_card(strip, theme):
    colours = load_theme(theme)
    strip.set_theme(colours)
    image = strip.grab().toImage()
    for when, lane in ((instant_us(2024, 2, 1, 12), 0), (instant_us(2024, 10, 1, 12), 1)):
        column = [image.pixelColor(round(x_of(strip, when)), y) for y in range(strip.height())]
        assert any(is_near(colour, colours.lanes[lane], 30) for colour in column)
    assert is_near(image.pixelColor(4, 4), colours.colour("card"))


def test_a_marked_event_stands_out(strip):
    before = strip.grab().toImage()
    strip.set_marked((0,))
    after = strip.grab().toImage()
    x = round(x_of(strip, instant_us(2024, 2, 1, 12)))
    assert before.pixelColor(x, 5) != after.pixelColor(x, 5)


def test_without_events_it_still_paints(qtbot):
    strip = OverviewStrip(load_theme("light"))
    qtbot.addWidget(strip)
    assert is_near(strip.grab().toImage().pixelColor(1, 1), load_theme("light").colour("card"))
    assert strip.accessibleName() == "Overview"
