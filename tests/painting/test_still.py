"""A picture of what stays shows the same as painting it, and is made anew when anything of it changes."""

import numpy as np
import pytest
from msgspec.structs import replace
from pictures import a_scene, a_text, channels
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.layout.scene import Box, Line, Paint
from viewer.painting.painter import paint_scene
from viewer.painting.still import StillPicture
from viewer.theme import load_fonts, load_theme

STRIPE, MARK = Box(0, 10, 4, 40, Paint(fill="lane.1"), 2), Box(8, 20, 40, 8, Paint(fill="lane.2"))


@pytest.fixture
def make(qapp):
    """A scene of a grid line, a stripe and a name that stay, and a mark."""
    load_fonts()
    names = {name: a_text(10, 30, name) for name in ("Lane", "Other")}

    def made(name="Lane", x=12):
        return replace(a_scene(Line(x, 0, x, 60, "grid"), STRIPE, names[name], MARK), still=((1, 3),))

    return made


def pixels(scene, still=None, theme="light", scale=1.0):
    image = QImage(round(scene.width * scale), round(scene.height * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(load_theme(theme).colour("card")))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint_scene(painter, scene, load_theme(theme), still=still)
    painter.end()
    return channels(image)


def is_alike(one, two):
    """Qt blends the edges of letters a little otherwise where there is no ground yet."""
    apart = np.abs(one - two)
    return apart.max() <= 40 and apart.mean() < 0.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_shows_what_painting_would(make, theme):
    kept, painted = pixels(make(), StillPicture(), theme), pixels(make(), None, theme)
    assert is_alike(kept, painted)
    assert np.ptp(painted) > 100


def test_what_stands_above_it_stays_above_it(make):
    assert pixels(make(), StillPicture())[24, 12].tolist() == pixels(make())[24, 12].tolist()


def test_it_is_made_anew_for_another_name_and_another_theme(make):
    still = StillPicture()
    first = pixels(make(), still)
    assert is_alike(pixels(make("Other"), still), pixels(make("Other")))
    assert is_alike(pixels(make(), still, "dark"), pixels(make(), None, "dark"))
    assert np.array_equal(pixels(make(), still), first)


def test_it_is_kept_while_nothing_of_it_changes(make):
    still, theme = StillPicture(), load_theme("light")
    assert still.of(make(), theme) is still.of(make(x=20), theme)


def test_where_pixels_are_finer_the_shapes_themselves_are_painted(make):
    assert np.array_equal(pixels(make(), StillPicture(), scale=2.0), pixels(make(), scale=2.0))
