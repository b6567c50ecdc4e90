import logging
from itertools import pairwise

import numpy as np
import pytest
from pictures import BAND, a_scene, a_text, demo_scene, is_near
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from viewer.layout.scene import Bars, Box, Dot, Heat, Line, Paint, Path, Text
from viewer.painting.painter import paint_scene
from viewer.theme import load_theme


def painted(scene, scale=1.0, clip=None, theme="light"):
    image = QImage(round(scene.width * scale), round(scene.height * scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill("white")
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_scene(painter, scene, load_theme(theme), clip)
    painter.end()
    return image


def colour(image, x, y):
    return image.pixelColor(x, y).name().upper()


def inked(image, x, y, width, height):
    """Count the pixels in a rectangle that are not white."""
    return sum(colour(image, i, j) != "#FFFFFF" for i in range(x, x + width) for j in range(y, y + height))


def test_a_dot_is_filled_in_the_middle_and_outlined_around():
    image = painted(a_scene(Dot(30, 30, 10, Paint(fill="lane.0", stroke="lane.3", stroke_px=4))))
    assert colour(image, 30, 30) == "#2F64A8"
    assert colour(image, 39, 30) == "#B0352C"
    assert colour(image, 45, 30) == "#FFFFFF"


def test_a_hairline_is_one_sharp_pixel_wherever_layout_puts_it():
    for x in (20.0, 20.3, 20.5, 20.8):
        image = painted(a_scene(Line(x, 0, x, 60, "ink")))
        row = [colour(image, i, 30) for i in range(15, 26)]
        assert row.count("#1D2024") == 1
        assert row.count("#FFFFFF") == 10


@pytest.mark.parametrize(("scale", "pixels"), [(1.0, 1), (1.25, 1), (1.5, 2), (2.0, 2), (3.0, 3)])
def test_a_hairline_stays_sharp_on_dense_screens(scale, pixels):
    image = painted(a_scene(Line(0, 20.3, 120, 20.3, "ink")), scale)
    column = [colour(image, 50, j) for j in range(image.height())]
    assert column.count("#1D2024") == pixels
    assert set(column) == {"#1D2024", "#FFFFFF"}


def test_a_card_has_round_corners_and_its_edge_inside():
    image = painted(a_scene(Box(10, 10, 80, 40, Paint(fill="pledged_ground", stroke="ink"), radius=8)))
    assert colour(image, 10, 10) == "#FFFFFF"
    assert colour(image, 10, 30) == "#1D2024"
    assert colour(image, 89, 30) == "#1D2024"
    assert colour(image, 9, 30) == colour(image, 90, 30) == "#FFFFFF"


def test_a_band_of_doubt_is_strong_in_the_middle_and_faint_at_its_ends():
    image = painted(a_scene(Box(10, 10, 100, 16, BAND)))
    end, middle = image.pixelColor(11, 18), image.pixelColor(60, 18)
    assert middle.red() < end.red() < 255
    assert is_near(middle, "#BCDAD4")


def test_a_plan_is_hatched_and_not_filled():
    image = painted(a_scene(Box(10, 10, 100, 20, Paint(fill="lane.1", hatch=True))))
    row = [image.pixelColor(i, 20).red() for i in range(20, 100)]
    assert max(row) > 220
    assert min(row) < 160
    crossings = sum(one > 190 >= two for one, two in pairwise(row))
    assert crossings == pytest.approx(80 / 8.485, abs=1)
    assert inked(image, 0, 0, 10, 60) == 0


def test_many_bars_are_drawn_each_in_its_place():
    image = painted(a_scene(Bars(np.array([10.0, 50.0]), np.array([5.0, 20.0]), 20, 10, "lane.3")))
    assert [colour(image, x, 25) for x in (9, 10, 14, 15, 50, 69, 70)] == [
        "#FFFFFF", "#B0352C", "#B0352C", "#FFFFFF", "#B0352C", "#B0352C", "#FFFFFF",
    ]  # fmt: skip


def test_density_is_as_strong_as_its_count():
    image = painted(a_scene(Heat(10, 20, 10, np.array([0, 128, 255], dtype=np.uint8), "lane.0")))
    assert colour(image, 10, 25) == "#FFFFFF"
    assert is_near(image.pixelColor(11, 25), "#97B1D3")
    assert colour(image, 12, 25) == "#2F64A8"


def test_density_and_bars_without_any_column_paint_nothing():
    nothing = np.array([])
    image = painted(a_scene(Bars(nothing, nothing, 0, 9, "ink"), Heat(0, 0, 9, nothing.astype(np.uint8), "ink")))
    assert inked(image, 0, 0, 120, 12) == 0


def test_an_open_path_is_never_filled_and_a_closed_one_is():
    points = np.array([[10.0, 10], [90, 10], [90, 50]])
    open_one = painted(a_scene(Path(points, Paint(fill="lane.0", stroke="ink"))))
    assert colour(open_one, 80, 20) == "#FFFFFF"
    assert colour(painted(a_scene(Path(points, Paint(fill="lane.0"), is_closed=True))), 80, 20) == "#2F64A8"


def test_dashes_leave_gaps_of_their_length():
    image = painted(a_scene(Line(0, 20, 120, 20, "ink", dash=(3, 3))))
    assert [colour(image, x, 20) == "#1D2024" for x in range(12)] == [True] * 3 + [False] * 3 + [True] * 3 + [False] * 3


@pytest.mark.parametrize(("anchor", "x"), [("start", 20), ("middle", 60), ("end", 100)])
def test_text_stands_where_its_anchor_says(fonts, anchor, x):
    shape = a_text(x, 30, "HHHH", "label", anchor=anchor)
    image = painted(a_scene(shape))
    left, right = round(shape.left), round(shape.left + shape.width)
    assert inked(image, left, 18, right - left, 12) > 40
    assert inked(image, 0, 0, left, 60) == inked(image, right + 1, 0, 118 - right, 60) == 0
    assert inked(image, 0, 31, 120, 20) == 0


def test_text_wider_than_its_room_is_squeezed_into_it(fonts):
    image = painted(a_scene(Text(10, 30, "A long label of many words", "label", "ink", width=60)))
    assert inked(image, 10, 15, 60, 20) > 60
    assert inked(image, 72, 0, 48, 60) == 0


def test_only_the_clip_is_painted():
    image = painted(a_scene(Box(0, 0, 120, 60, Paint(fill="ink"))), clip=QRectF(20, 20, 10, 10))
    assert inked(image, 0, 0, 120, 60) == 100


def test_the_painter_is_left_as_it_was():
    image = QImage(720, 420, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    before = painter.pen(), painter.brush(), painter.font(), painter.renderHints(), painter.transform()
    paint_scene(painter, demo_scene(), load_theme("dark"), QRectF(0, 0, 50, 50))
    assert (painter.pen(), painter.brush(), painter.font(), painter.renderHints(), painter.transform()) == before
    assert not painter.hasClipping()
    painter.end()


def test_an_unknown_colour_is_painted_in_ink_and_logged(caplog):
    with caplog.at_level(logging.ERROR):
        image = painted(a_scene(Box(0, 0, 120, 60, Paint(fill="no such role"))))
    assert colour(image, 5, 5) == "#1D2024"
    assert "no such role" in caplog.text


def test_the_same_scene_in_the_dark_has_other_colours():
    scene = a_scene(Box(0, 0, 120, 60, Paint(fill="lane.8")))
    assert colour(painted(scene), 5, 5) == "#2F64A8"
    assert colour(painted(scene, theme="dark"), 5, 5) == "#6EA3EA"
