"""Where a pixel of the scene is one of the screen: filled and copied pixels are those that Qt would draw."""

import numpy as np
import pytest
from pictures import channels
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.layout.scene import Bars, Box, Dot, Heat, Line, Paint, Path
from viewer.painting.hand import Hand
from viewer.painting.pixel_hand import PixelHand
from viewer.theme import load_theme

SIZE = (700, 80)


def painted(make, *shapes):
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    make(painter, load_theme("light"), QRectF(0, 0, *SIZE)).paint(shapes)
    painter.end()
    return channels(image).astype(int)


def a_window_hand(*arguments):
    return PixelHand(*arguments, keeps_pictures=True)


def worst(make, *shapes):
    """By how much the worst of all pixels differs from what a hand draws that knows no short way."""
    drawn, expected = painted(make, *shapes), painted(Hand, *shapes)
    assert (expected < 250).any(), "nothing was drawn"
    return np.abs(drawn - expected).max()


def test_a_few_bars_are_filled_where_many_would_be(qapp):
    places, widths = np.array([10.2, 33.0, 80.8]), np.array([1.0, 2.0, 5.6])
    assert worst(PixelHand, Bars(places, widths, 12.0, 20.0, "accent")) == 0


@pytest.mark.parametrize("dash", [(4.0, 4.0), (3.0, 2.0), (6.0, 3.0)])
@pytest.mark.parametrize("width", [1.0, 1.3, 2.2])
def test_a_dashed_line_is_copied_dash_by_dash(qapp, dash, width):
    level = Line(7.3, 20.4, 691.0, 20.4, "accent", width, dash, 0.6)
    upright = Line(50.7, 3.2, 50.7, 77.0, "ink", width, dash)
    assert worst(PixelHand, level) <= 1  # an alpha rounded once more
    assert worst(PixelHand, upright) <= 1


def test_a_dashed_line_keeps_its_first_dash_at_the_end_it_begins_at(qapp):
    assert worst(PixelHand, Line(101.0, 20.0, 7.0, 20.0, "accent", 2.0, (12.0, 4.0))) == 0


def test_a_line_too_short_for_a_pixel_is_nothing(qapp):
    assert (painted(PixelHand, Line(9.1, 20.0, 9.2, 20.0, "accent", 1.0, (4.0, 4.0))) == 255).all()


@pytest.mark.parametrize("radius", [0.0, 5.0])
def test_an_outline_is_the_ring_that_a_pen_draws(qapp, radius):
    outline = Box(20.3, 10.6, 640.0, 60.0, Paint(stroke="accent", stroke_px=2.0), radius)
    drawn, expected = painted(PixelHand, outline), painted(Hand, outline)
    differing = (np.abs(drawn - expected) > 2).any(axis=2)
    assert differing.sum() <= 4 * 12  # in the corners alone, in strength and never in place
    assert np.abs(drawn - expected).max() <= 80
    assert (expected < 250).any(axis=2).sum() > 2 * (640 + 60)


def test_an_outline_without_an_inside_is_left_to_the_pen(qapp):
    assert worst(PixelHand, Box(20.0, 10.0, 300.0, 3.0, Paint(stroke="accent", stroke_px=2.0))) == 0


@pytest.mark.parametrize("x", [40.0, 40.25, 40.5, 39.75])
def test_on_a_quarter_of_a_pixel_a_kept_dot_is_the_dot(qapp, x):
    assert worst(a_window_hand, Dot(x, 30.5, 5.0, Paint(fill="accent", stroke="card"))) <= 3  # two coats, rounded


def test_elsewhere_a_kept_dot_is_less_than_a_seventh_of_a_pixel_off(qapp):
    paint = Paint(fill="accent")
    ink = 255 - painted(a_window_hand, Dot(40.37, 30.11, 5.0, paint))[:, :, 0]
    total = ink.sum()
    x, y = ((ink.sum(axis=axis) * (np.arange(ink.shape[1 - axis]) + 0.5)).sum() / total for axis in (0, 1))
    assert x == pytest.approx(40.37, abs=1 / 7)
    assert y == pytest.approx(30.11, abs=1 / 7)


def test_a_dot_at_the_left_edge_is_cut_as_it_should_be(qapp):
    assert worst(a_window_hand, Dot(-1.25, 30.0, 5.0, Paint(fill="accent"))) <= 1


def test_files_get_every_dot_where_it_is(qapp):
    assert worst(PixelHand, Dot(40.37, 30.11, 5.0, Paint(fill="accent"))) == 0


ROUND = Path(np.array([[300.2, 10.3], [340.7, 60.1], [280.4, 50.9]]), Paint(fill="accent"), is_closed=True)


@pytest.mark.parametrize(
    "smooth",
    [
        ROUND,
        Box(200.5, 8.3, 60.2, 55.4, Paint(fill="lane.1"), 9.0),
        Box(200.5, 8.3, 60.2, 55.4, Paint(stroke="lane.1", stroke_px=2.0), 9.0),
        Dot(90.3, 30.6, 20.2, Paint(fill="lane.2", stroke="card")),
        Line(20.0, 10.0, 90.0, 55.0, "accent", 2.0),
    ],
)
@pytest.mark.parametrize(
    "sharp",
    [
        Line(400.0, 0.0, 400.0, 79.0, "grid"),
        Bars(np.arange(420.0, 500.0, 4.0), np.full(20, 2.0), 0.0, 79.0, "lane.3"),
    ],
)
@pytest.mark.parametrize("make", [Hand, PixelHand, a_window_hand])
def test_edges_are_as_smooth_after_a_tall_fill_as_before_it(qapp, make, sharp, smooth):
    assert np.array_equal(painted(make, sharp, smooth, sharp), painted(make, smooth, sharp))


def test_each_of_two_fills_has_its_own_colour(qapp):
    lines = [Line(10.0 + 9 * n, 0.0, 10.0 + 9 * n, 79.0, ("ink", "grid")[n % 3 > 0]) for n in range(9)]
    assert worst(PixelHand, *lines) == 0


@pytest.mark.parametrize("heights", [(8.0, 8.0), (8.0, 14.0)])
def test_each_row_of_density_is_its_own(qapp, heights):
    strong = [np.linspace(0, 255, 300).astype(np.uint8), np.linspace(255, 0, 300).astype(np.uint8)]
    rows = [Heat(20.0, 10.0 + 30 * n, heights[n], strong[n], f"lane.{n}") for n in range(2)]
    assert worst(PixelHand, *rows) <= 1
