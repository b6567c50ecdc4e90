"""Painting in the rarer ways: dense screens, moved painters, odd sizes, and devices that have no pixels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import a_scene, a_text, demo_scene, is_near
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter, QPdfWriter, QPicture

from viewer.layout.scene import Bars, Box, Dot, Heat, Line, Paint, Path, Scene, Text
from viewer.painting.painter import paint_scene
from viewer.theme import load_theme

INK, LANE = "#1D2024", "#2F64A8"


def painted(scene, scale=1.0, shift=(0.0, 0.0), clip=None, theme="light"):
    image = QImage(round(scene.width * scale), round(scene.height * scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill("white")
    painter = QPainter(image)
    painter.scale(scale, scale)
    painter.translate(*shift)
    paint_scene(painter, scene, load_theme(theme), clip)
    painter.end()
    return image


def colour(image, x, y):
    return image.pixelColor(x, y).name().upper()


def is_blank(image):
    white = QImage(image.size(), image.format())
    white.fill("white")
    return image == white


def commands(scene):
    """How many bytes a device without pixels is told for a scene."""
    picture = QPicture()
    painter = QPainter(picture)
    paint_scene(painter, scene, load_theme("light"))
    painter.end()
    return picture.size()


def as_pdf(scene):
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(kept)
    painter = QPainter(writer)
    paint_scene(painter, scene, load_theme("light"))
    painter.end()
    return bytes(kept.data().data())


def test_an_empty_scene_paints_nothing():
    assert is_blank(painted(a_scene()))


def test_a_text_without_a_letter_paints_nothing():
    assert is_blank(painted(a_scene(Text(10, 30, "", "text", "ink", 40.0))))


@pytest.mark.parametrize(
    "shape",
    [
        Box(400, 10, 20, 20, Paint(fill="ink")),
        Box(-60, 10, 20, 20, Paint(fill="ink", hatch=True)),
        Dot(60, 300, 10, Paint(fill="ink")),
        Text(900, 30, "Far away", "text", "ink", 50),
    ],
)
def test_what_lies_outside_the_scene_costs_no_command(shape):
    assert commands(a_scene(shape)) == commands(a_scene())


def test_a_dot_that_reaches_into_the_scene_is_painted():
    assert colour(painted(a_scene(Dot(-4, 30, 10, Paint(fill="lane.0")))), 2, 30) == LANE


def test_later_shapes_lie_upon_earlier_ones():
    below, above = Box(0, 0, 50, 50, Paint(fill="ink")), Box(20, 0, 50, 50, Paint(fill="lane.0"))
    image = painted(a_scene(below, above))
    assert [colour(image, x, 10) for x in (10, 30)] == [INK, LANE]


def test_a_box_keeps_its_alpha():
    image = painted(a_scene(Box(0, 0, 50, 50, Paint(fill="ink", fill_alpha=0.5))))
    assert is_near(image.pixelColor(20, 20), "#8E8F91")


@pytest.mark.parametrize(("alpha", "seen"), [(-1.0, "#FFFFFF"), (7.0, INK)])
def test_an_alpha_beyond_its_bounds_is_taken_as_the_bound(alpha, seen):
    assert colour(painted(a_scene(Box(0, 0, 50, 50, Paint(fill="ink", fill_alpha=alpha)))), 20, 20) == seen


def test_a_box_without_fill_is_empty_within():
    image = painted(a_scene(Box(10, 10, 60, 40, Paint(stroke="ink"))))
    assert [colour(image, x, 30) for x in (10, 40, 69)] == [INK, "#FFFFFF", INK]


def test_a_faded_dot_is_strong_on_the_one_side_only():
    image = painted(a_scene(Dot(60, 30, 20, Paint(fill="ink", fade_left=30))))
    assert image.pixelColor(44, 30).red() > 150 > image.pixelColor(76, 30).red()


def test_a_hatched_area_stays_within_its_outline():
    points = np.array([[20.0, 10], [80, 10], [80, 50], [20, 50]])
    image = painted(a_scene(Path(points, Paint(fill="lane.0", hatch=True), is_closed=True)))
    assert len({colour(image, x, 30) for x in range(25, 75)}) > 2
    assert {colour(image, x, 30) for x in (*range(18), *range(83, 120))} == {"#FFFFFF"}


def test_a_path_without_points_paints_nothing():
    shapes = [Path(np.zeros((0, 2)), Paint(stroke="ink"), is_closed=is_closed) for is_closed in (False, True)]
    assert is_blank(painted(a_scene(*shapes)))


def test_a_slanted_line_goes_from_end_to_end():
    image = painted(a_scene(Line(0, 0, 60, 60, "ink", 3)))
    assert [colour(image, x, x) for x in (10, 30, 50)] == [INK] * 3
    assert colour(image, 90, 30) == "#FFFFFF"


def test_a_line_can_be_faint():
    image = painted(a_scene(Line(0, 20, 120, 20, "ink", stroke_alpha=0.5)))
    assert is_near(image.pixelColor(50, 20), "#8E8F91")


def test_an_odd_dash_is_repeated_to_a_pair():
    image = painted(a_scene(Line(0, 20, 120, 20, "ink", dash=(4,))))
    assert [colour(image, x, 20) == INK for x in range(12)] == [True] * 4 + [False] * 4 + [True] * 4


@pytest.mark.parametrize(("scale", "shift"), [(2.0, (0.0, 0.0)), (1.0, (0.5, 0.0)), (1.5, (3.0, 2.0))])
def test_density_is_seen_on_dense_screens_and_moved_painters(scale, shift):
    heat = Heat(10, 20, 10, np.full(40, 255, dtype=np.uint8), "lane.0")
    image = painted(a_scene(heat), scale, shift)
    assert colour(image, round((30 + shift[0]) * scale), round((25 + shift[1]) * scale)) == LANE
    assert colour(image, round((80 + shift[0]) * scale), round((25 + shift[1]) * scale)) == "#FFFFFF"


def test_density_at_a_broken_pixel_has_its_height():
    image = painted(a_scene(Heat(10.5, 20, 10, np.full(40, 255, dtype=np.uint8), "lane.0")))
    assert sum(colour(image, 30, y) == LANE for y in range(60)) == 10


def test_density_and_bars_paint_the_colour_of_their_theme():
    heat = Heat(0, 0, 10, np.full(20, 255, dtype=np.uint8), "deployed")
    scene = a_scene(heat, Bars(np.array([50.0]), np.array([20.0]), 0, 10, "deployed"))
    for name in ("light", "dark"):
        image = painted(scene, theme=name)
        assert colour(image, 10, 5) == colour(image, 60, 5) == load_theme(name).colour("deployed").upper()


def test_a_shape_after_bars_is_smooth_again():
    dot = Dot(60, 30, 10.5, Paint(fill="ink"))
    bars = Bars(np.array([0.0]), np.array([5.0]), 50, 5, "ink")
    edge = [colour(painted(a_scene(*shapes)), x, 22) for shapes in ((dot,), (bars, dot)) for x in range(40, 80)]
    assert edge[:40] == edge[40:]


def test_a_clip_within_a_moved_painter_moves_with_it():
    image = painted(a_scene(Box(0, 0, 120, 60, Paint(fill="ink"))), shift=(10, 0), clip=QRectF(20, 20, 10, 10))
    assert [colour(image, x, 25) for x in (29, 30, 39, 40)] == ["#FFFFFF", INK, INK, "#FFFFFF"]


def test_a_line_without_length_is_left_out_where_there_are_no_pixels():
    assert commands(a_scene(Line(10, 20, 10, 20, "ink"))) == commands(a_scene())


def test_a_fade_without_pixels_is_laid_on_in_layers():
    faded, plain = (a_scene(Box(10, 10, 80, 20, Paint(fill="ink", fade_left=width))) for width in (30.0, 0.0))
    assert commands(faded) > 5 * (commands(plain) - commands(a_scene())) + commands(a_scene())


def test_every_kind_of_shape_goes_into_a_pdf():
    assert len(as_pdf(demo_scene())) > len(as_pdf(a_scene())) + 5_000


def test_a_squeezed_text_leaves_the_next_one_in_its_place(fonts):
    squeezed, plain = Text(10, 20, "A long label of many words", "label", "ink", 40), a_text(10, 50, "HHHH", "label")
    both, alone = (painted(a_scene(*shapes)) for shapes in ((squeezed, plain), (plain,)))
    assert both.copy(0, 35, 120, 25) == alone.copy(0, 35, 120, 25)


@settings(max_examples=40, deadline=None)
@given(st.floats(-200, 200), st.floats(-200, 200), st.floats(-5, 300), st.floats(-5, 300), st.floats(-5, 50))
def test_a_box_of_any_size_never_paints_outside_the_clip(x, y, width, height, radius):
    scene = Scene(60, 40, (Box(x, y, width, height, Paint(fill="ink", stroke="ink"), radius),))
    image = painted(scene, clip=QRectF(10, 10, 20, 20))
    outside = [colour(image, i, j) for i in (0, 9, 30, 59) for j in (0, 9, 15, 30, 39)]
    assert set(outside) == {"#FFFFFF"}
