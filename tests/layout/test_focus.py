"""The date in focus: a line where it is in view, and a plate with its day that never leaves the window."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import measure

from viewer.layout.focus import PLATE_PX, focus_line, focus_plate
from viewer.layout.scene import Box, Text
from viewer.layout.timescale import Span, Timescale
from viewer.model.calendar import instant_us

YEAR = Span(instant_us(2024), instant_us(2025))
SCALE = Timescale(YEAR, 100.0, 732.0)
MIDDLE = (YEAR.start_us + YEAR.end_us) // 2


def a_plate(focus_us, words="11 Oct 2024"):
    return focus_plate(SCALE, focus_us, words, 20.0, measure)


def test_the_line_stands_at_its_date_from_top_to_bottom():
    (line,) = focus_line(SCALE, MIDDLE, 10.0, 400.0)
    assert line.x1 == line.x2 == pytest.approx(466, abs=1)
    assert (line.y1, line.y2, line.stroke) == (10, 400, "focus_line")


def test_the_line_is_dashed_so_that_it_is_no_grid_line():
    (line,) = focus_line(SCALE, MIDDLE, 0.0, 1.0)
    assert line.dash


def test_the_line_is_one_sharp_pixel_wide_wherever_it_stands():
    for share in range(1, 30):
        (line,) = focus_line(SCALE, YEAR.start_us + YEAR.duration_us * share // 31, 0.0, 1.0)
        assert line.x1 % 1 == 0.5


@pytest.mark.parametrize("focus_us", [YEAR.start_us - 1, YEAR.end_us, instant_us(-4000), instant_us(9000)])
def test_a_date_out_of_view_has_neither_line_nor_plate(focus_us):
    assert focus_line(SCALE, focus_us, 0.0, 1.0) == []
    assert a_plate(focus_us) == []


def test_the_first_instant_of_the_view_is_in_it():
    assert focus_line(SCALE, YEAR.start_us, 0.0, 1.0)
    assert a_plate(YEAR.start_us)


def test_the_plate_names_the_day_in_its_middle():
    plate, text = a_plate(MIDDLE)
    assert text.text == "11 Oct 2024"
    assert (text.anchor, text.x) == ("middle", plate.x + plate.width / 2)
    assert text.x == pytest.approx(SCALE.to_px(MIDDLE))


def test_the_plate_is_wider_than_its_words():
    plate, text = a_plate(MIDDLE)
    assert plate.x < text.left
    assert text.left + text.width < plate.x + plate.width
    assert plate.height == PLATE_PX


@settings(max_examples=60, deadline=None)
@given(st.integers(YEAR.start_us, YEAR.end_us - 1), st.text(alphabet="abc 1א", max_size=60))
def test_the_plate_never_leaves_the_window(focus_us, words):
    plate, text = a_plate(focus_us, words)
    assert isinstance(plate, Box)
    assert isinstance(text, Text)
    assert SCALE.left_px - 0.01 <= plate.x
    assert plate.x + plate.width <= SCALE.right_px + 0.01


def test_the_plate_covers_a_label_of_the_axis_whole_or_not_at_all():
    words = {"Jul": 466.0, "Aug": 512.0, "Dec": 790.0}
    labels = [Text(x, 33.0, word, "note", "muted", 20.0, "middle") for word, x in words.items()]
    *grounds, plate, _ = focus_plate(SCALE, MIDDLE, "11 Oct 2024", 25.0, measure, labels)
    touched = [text for text in labels if plate.x < text.left + text.width and text.left < plate.x + plate.width]
    assert [text.text for text in touched] == ["Jul", "Aug"]
    for text, ground in zip(touched, grounds, strict=True):
        assert ground.x <= text.left
        assert ground.x + ground.width >= text.left + text.width


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(20, 390)), max_size=12))
def test_the_line_runs_through_no_words(places):
    words = [Text(x, y, "deploy", "label", "ink", 60.0) for x, y in places]
    lines = focus_line(SCALE, MIDDLE, 10.0, 400.0, words)
    assert all(10 <= line.y1 < line.y2 <= 400 for line in lines)
    for text in words:
        crossing = [line for line in lines if line.y1 < text.y and line.y2 > text.y - 9]
        assert not crossing or not text.left < lines[0].x1 < text.left + text.width


def test_words_beside_the_line_do_not_break_it():
    assert len(focus_line(SCALE, MIDDLE, 10.0, 400.0, [Text(100, 200, "deploy", "label", "ink", 60.0)])) == 1
    assert len(focus_line(SCALE, MIDDLE, 10.0, 400.0, [Text(440, 200, "deploy", "label", "ink", 60.0)])) == 2
