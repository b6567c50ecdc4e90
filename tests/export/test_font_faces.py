"""The typeface that an SVG brings along: the letters of its texts as they are in the bundled fonts, and no others."""

import re
from base64 import b64decode

import pytest
from builders import a_dataset, an_event
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QRawFont

from viewer.assets import resource_path
from viewer.export.export import Writing, figure_bytes
from viewer.export.formats.font_faces import font_faces
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.fitting import fit
from viewer.export.pages.presets import preset
from viewer.layout.scene import Text
from viewer.painting.text_measure import measure
from viewer.theme import load_theme

EM_PX = 100.0


def a_text(words, font="label"):
    return Text(0.0, 0.0, words, font, "ink", 10.0)


def fonts_in(svg):
    """The fonts in a style, by weight."""
    faces = re.findall(r"font-family:Inter;font-weight:(\d+);src:url\(data:font/otf;base64,([A-Za-z0-9+/=]+)\)", svg)
    return {int(weight): QRawFont(QByteArray(b64decode(data)), EM_PX) for weight, data in faces}


def an_svg(title="Žižek’s 12 officers", **how):
    request = FigureRequest(a_dataset(an_event("2024-06-25", title)))
    found = fit(request, preset("web").paper, measure)
    return figure_bytes(found.scene, "svg", request, found.page, load_theme("light"), Writing(**how)).decode()


def test_every_weight_has_a_font_with_the_letters_of_its_texts(qapp):
    fonts = fonts_in(font_faces([a_text("Gonaïves", "title"), a_text("Žižek", "note"), a_text("ŵ", "note_strong")]))
    assert sorted(fonts) == [400, 600, 700]
    for weight, letters in ((700, "Gonaïves"), (400, "Žižek"), (600, "ŵ")):
        assert all(fonts[weight].supportsCharacter(ord(letter)) for letter in letters)
    assert not fonts[400].supportsCharacter(ord("ï"))


def test_a_letter_is_as_wide_as_in_the_whole_font(qapp):
    (cut,) = fonts_in(font_faces([a_text("Port-au-Prince: 1,900", "label")])).values()
    whole = QRawFont(str(resource_path("fonts", "Inter-SemiBold.otf")), EM_PX)
    for letter in "Port-aucine: 1,90":
        widths = [
            (face.advancesForGlyphIndexes(face.glyphIndexesForString(letter))[0].x(), face.supportsCharacter(letter))
            for face in (cut, whole)
        ]
        assert widths[0] == widths[1]


def test_numbers_can_still_be_set_one_under_the_other(qapp):
    (cut,) = fonts_in(font_faces([a_text("111")])).values()
    assert b"tnum" in cut.fontTable("GSUB").data()
    assert b"kern" in cut.fontTable("GPOS").data()


def test_letters_the_typeface_lacks_are_left_to_the_reader(qapp):
    (cut,) = fonts_in(font_faces([a_text("海地 Haiti")])).values()
    assert cut.supportsCharacter(ord("H"))
    assert not cut.supportsCharacter(ord("海"))


def test_the_licence_stays_in_the_font(qapp):
    (cut,) = fonts_in(font_faces([a_text("a")])).values()
    assert "SIL Open Font License" in cut.fontTable("name").data().decode("utf-16-be", "replace")


def test_the_log_is_not_filled_with_the_work_of_cutting(caplog):
    caplog.set_level("INFO")
    font_faces([a_text("Åse")])
    assert caplog.records == []


def test_no_texts_bring_no_font():
    assert font_faces([]) == ""


def test_an_svg_has_the_fonts_of_its_texts_and_no_address_to_fetch_one_from(qapp):
    svg = an_svg()
    assert all(fonts_in(svg)[600].supportsCharacter(ord(letter)) for letter in "Žižek’s 12 officers")
    assert not re.search(r"url\((?!#|data:)", svg)


def test_letters_as_outlines_need_no_font(qapp):
    assert "@font-face" not in an_svg(has_outlines=True)


@pytest.mark.parametrize("words", ["12 officers", "Žižek"])
def test_the_same_texts_bring_the_same_bytes(words):
    from viewer.export.formats import font_faces as module

    first = font_faces([a_text(words)])
    module._cut.cache_clear()
    assert font_faces([a_text(words)]) == first
