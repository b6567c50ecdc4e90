"""Words kept as pictures: the same letters in the same place, only copied."""

import numpy as np
import pytest
from pictures import channels
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.layout.scene import Scene, Text
from viewer.painting.kept_words import kept_words
from viewer.painting.painter import paint_scene
from viewer.painting.text_measure import measure
from viewer.theme import load_theme


def painted(shape, *, keeps_pictures):
    image = QImage(320, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_scene(painter, Scene(320, 60, (shape,)), load_theme("light"), keeps_pictures=keeps_pictures)
    painter.end()
    return channels(image)


def a_text(text, font="label", x=20.0, anchor="start"):
    return Text(x, 36.0, text, font, "ink", measure(text, font), anchor)


@pytest.mark.parametrize("font", ["title", "label", "text", "note", "note_strong"])
def test_on_a_whole_pixel_kept_words_are_the_words(qapp, font):
    shape = a_text("Gran Grif: Åŷ (ǵj), “115”", font)
    kept, there = (painted(shape, keeps_pictures=keeps) for keeps in (True, False))
    assert there.min() < 60
    assert np.abs(kept - there).max() <= 40  # Qt sharpens letters a little where it knows what is below them


def test_nothing_of_tall_or_deep_letters_is_cut(qapp):
    deep = "Ấ gjpqy Ǻ ệ ķ"
    whole, kept = (painted(a_text(deep, "title"), keeps_pictures=keeps) for keeps in (False, True))
    assert (whole < 128).any(axis=(1, 2)).tolist() == (kept < 128).any(axis=(1, 2)).tolist()


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_between_pixels_they_stand_on_the_nearest(qapp, anchor):
    there, kept = (
        painted(a_text("June 2024", x=150.4, anchor=anchor), keeps_pictures=keeps) for keeps in (False, True)
    )
    lefts = [np.flatnonzero((image < 128).any(axis=(0, 2)))[0] for image in (there, kept)]
    assert abs(int(lefts[0]) - int(lefts[1])) <= 1


def test_words_in_two_colours_are_two_pictures(qapp):
    theme = load_theme("light")
    ink, accent = (kept_words("Oct", "note", theme, colour) for colour in ("ink", "accent"))
    assert ink.picture != accent.picture
    assert kept_words("Oct", "note", theme, "ink").picture is ink.picture
    assert kept_words("Oct", "note", load_theme("dark"), "ink").picture != ink.picture
