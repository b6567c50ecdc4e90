import numpy as np
import pytest

from viewer.layout.scene import Box, Line, Paint
from viewer.painting import strokes


def test_a_hairline_fills_exactly_one_pixel_wherever_it_stands():
    for value in (0.0, 10.0, 10.3, 10.5, 10.99, 401.27):
        middle = strokes.crisp(value, 1.0)
        assert middle - 0.5 == round(middle - 0.5)
        assert abs(middle - value) <= 0.5


def test_a_hairline_at_one_and_a_half_times_is_two_device_pixels_wide():
    assert strokes.crisp_width(1.0, 1.5) * 1.5 == 2
    assert strokes.crisp(10.0, 1.0, 1.5) * 1.5 == pytest.approx(15)


def test_a_thin_line_never_vanishes():
    assert strokes.crisp_width(0.2) == 1


def test_the_stroke_of_a_box_lies_inside_it():
    rect = strokes.box_rect(Box(12, 60, 968, 520, Paint(stroke="hairline"), radius=8))
    assert rect == (12.5, 60.5, 967, 519, 8)


def test_a_box_without_a_stroke_stays_where_it_is():
    assert strokes.box_rect(Box(12.3, 60.7, 10.2, 5, Paint(fill="ink"))) == pytest.approx((12.3, 60.7, 10.2, 5, 0))


def test_a_radius_is_never_more_than_half_a_side():
    assert strokes.box_rect(Box(0, 0, 6, 20, Paint(fill="ink"), radius=8)).radius == 3


def test_a_slanted_line_is_not_moved():
    assert strokes.line_ends(Line(0.2, 0.3, 10.4, 20.1, "grid")) == (0.2, 0.3, 10.4, 20.1)


def test_steps_are_moved_onto_whole_pixels_and_slopes_are_not():
    steps = np.array([[0, 10.2], [5.3, 10.2], [5.3, 3.1]])
    stroke = Paint(stroke="deployed", stroke_px=2)
    assert strokes.path_points(steps, stroke).tolist() == [[0, 10], [5, 10], [5, 3]]
    slope = np.array([[0, 10.2], [5.3, 3.1]])
    assert strokes.path_points(slope, stroke) is slope


def test_a_fade_rises_to_the_full_fill_and_falls_again():
    stops = strokes.fade_stops(Paint(fill="ink", fade_left=10, fade_right=20), 100)
    assert np.array(stops) == pytest.approx(np.array([[0, 0.12], [0.1, 1], [0.8, 1], [1, 0.12]]))


def test_fades_wider_than_the_mark_are_shortened_to_meet():
    stops = strokes.fade_stops(Paint(fill="ink", fade_left=30, fade_right=30), 20)
    assert [offset for offset, _ in stops] == pytest.approx([0, 0.5, 1])


def test_a_mark_that_fades_on_one_side_is_solid_on_the_other():
    assert strokes.fade_stops(Paint(fill="ink", fade_right=5), 20)[0] == (0, 1)
    assert strokes.fade_stops(Paint(fill="ink", fade_left=5), 20)[-1] == (1, 1)


def test_nothing_fades_without_a_width():
    assert strokes.fade_stops(Paint(fill="ink", fade_left=5), 0) == ()


@pytest.mark.parametrize("paint", [Paint(fade_left=10, fade_right=10), Paint(fade_right=300), Paint(fade_left=4)])
def test_layers_add_up_to_the_alpha_of_the_fill(paint):
    layers = strokes.fade_layers(strokes.fade_stops(paint, 60), 60, 0.28)
    left_through = 1.0
    for start, end, alpha in layers:
        assert 0 <= start <= end <= 60.000001
        left_through *= 1 - alpha
    assert 1 - left_through == pytest.approx(0.28)


def test_hatching_covers_its_area_evenly_and_moves_with_its_mark():
    lines = strokes.hatch_lines(strokes.Rect(10, 20, 60, 12), (10, 20))
    assert np.diff(lines[:, 0]) == pytest.approx(6 * 2**0.5)
    assert lines[0, 2] <= 10
    assert lines[-1, 0] >= 70
    moved = strokes.hatch_lines(strokes.Rect(17.5, 20, 60, 12), (17.5, 20))
    assert moved - lines == pytest.approx(np.tile([7.5, 0, 7.5, 0], (len(lines), 1)))
