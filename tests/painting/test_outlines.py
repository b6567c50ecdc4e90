"""Letters as SVG path data: readable without the typeface, where the text would stand, and no wider than its room."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.layout.scene import FONTS
from viewer.painting.outlines import outline_of
from viewer.painting.text_measure import ascent_px, measure

COMMAND = re.compile(r"([MLC])(-?[\d.]+ -?[\d.]+(?: -?[\d.]+)*)")


def points_of(path):
    """Every point of the path, those that bend a curve too."""
    numbers = [float(number) for _, points in COMMAND.findall(path) for number in points.split(" ")]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def natural(text, font="text"):
    return outline_of(text, font, measure(text, font))


def right_of(path):
    return max(x for x, _ in points_of(path))


def test_no_text_has_no_outline():
    assert outline_of("", "text", 40.0) == ""


def test_a_space_alone_leaves_no_stroke():
    assert not set(natural(" ")) & {"L", "C"}


def test_a_letter_without_curves_is_made_of_straight_strokes():
    path = natural("L")
    assert path.startswith("M")
    assert "C" not in path


def test_a_round_letter_is_made_of_curves_of_three_points():
    curves = [points for command, points in COMMAND.findall(natural("o")) if command == "C"]
    assert curves
    assert {len(points.split(" ")) for points in curves} == {6}


def test_a_letter_with_a_hole_has_a_contour_for_the_hole():
    assert (natural("l").count("M"), natural("o").count("M")) == (1, 2)


def test_letters_stand_on_the_baseline_and_within_the_height_of_the_font():
    heights = [y for _, y in points_of(natural("HEL", "title"))]
    assert max(heights) == 0
    assert -ascent_px("title") < min(heights) < 0


def test_a_letter_with_a_tail_goes_below_the_baseline():
    assert max(y for _, y in points_of(natural("p"))) > 0


def test_an_outline_is_as_wide_as_the_text_it_stands_for():
    text = "Mission"
    assert right_of(natural(text)) == pytest.approx(measure(text, "text"), abs=2)


def test_a_text_wider_than_its_room_is_squeezed_into_it():
    assert right_of(outline_of("A long label of many words", "label", 60.0)) <= 60.5


def test_squeezing_leaves_the_heights_alone():
    tall, squeezed = (outline_of("Haiti", "label", width) for width in (500.0, 12.0))
    assert [y for _, y in points_of(tall)] == [y for _, y in points_of(squeezed)]


def test_more_room_than_needed_does_not_stretch_the_letters():
    assert outline_of("Haiti", "text", 500.0) == natural("Haiti")


def test_half_a_pixel_too_little_room_is_no_reason_to_squeeze():
    assert outline_of("Haiti", "text", measure("Haiti", "text") - 0.4) == natural("Haiti")


@pytest.mark.parametrize("role", sorted(FONTS))
def test_every_role_has_outlines_of_its_own_size(role):
    height = -min(y for _, y in points_of(natural("H", role)))
    assert height == pytest.approx(0.73 * FONTS[role].size_px, rel=0.05)


@pytest.mark.parametrize("text", ["≈ 430", "> 2,900", "at least 1,900 – “over”", "Côte d’Ivoire", "◆ record"])
def test_signs_and_accents_have_outlines(text):
    assert right_of(natural(text)) > 10


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="AMQgpo0123456789 ,.≈éß", max_size=20), st.floats(20.0, 200.0))
def test_an_outline_is_only_commands_and_plain_numbers(text, width_px):
    path = outline_of(text, "text", width_px)
    assert COMMAND.sub("", path) == ""
    assert "e" not in path
    assert "-0 " not in path


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="abcXYZ019 ", max_size=30), st.floats(30.0, 120.0))
def test_no_outline_leaves_the_room_it_was_given(text, width_px):
    assert all(x <= width_px + 2.0 for x, _ in points_of(outline_of(text, "note", width_px)))
