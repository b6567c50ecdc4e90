import struct
import zlib

import pytest
from pictures import a_scene, demo_scene, opened, rgb

from viewer.export.formats.atomic import ExportError
from viewer.export.formats.raster import png_bytes
from viewer.layout.scene import Box, Dot, Paint
from viewer.theme import load_theme

DOT = a_scene(Dot(60, 30, 10, Paint(fill="lane.2")))


def png(scene=DOT, scale=1.0, theme="light", **more):
    return png_bytes(scene, load_theme(theme), scale, **({"metadata": {}} | more))


def chunks(data):
    at = 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += 12 + length


@pytest.mark.parametrize("scale", [1, 1.5, 2, 4])
def test_the_picture_has_exactly_the_pixels_asked_for_and_says_its_density(scale):
    data = png(scale=scale)
    image = opened(data)
    assert (image.width(), image.height()) == (120 * scale, 60 * scale)
    across, _, unit = struct.unpack(">IIB", dict(chunks(data))[b"pHYs"])
    assert unit == 1
    assert across * 0.0254 == pytest.approx(96 * scale, abs=0.02)


def test_shapes_keep_their_place_at_every_scale():
    for scale in (1, 2, 4):
        image = opened(png(scale=scale))
        assert rgb(image, 60 * scale, 30 * scale) == "#A0620A"
        assert rgb(image, 45 * scale, 30 * scale) == "#F7F7F4"


def test_the_ground_is_a_role_or_nothing():
    assert rgb(opened(png(background="card")), 0, 0) == "#FFFFFF"
    assert rgb(opened(png(theme="dark")), 0, 0) == "#14171B"
    assert opened(png(background=None)).pixelColor(0, 0).alpha() == 0


def test_the_picture_carries_its_words_in_every_script():
    words = {"Title": "Mission in Haïti", "Description": "≈ 430 of over 2,900 · هايتي", "Source": "sha256 ab12"}
    image = opened(png(metadata=words))
    assert {key: image.text(key) for key in words} == words


def test_texts_can_be_searched_for_and_name_no_language_that_is_none():
    found = dict(chunks(png(metadata={"Data": "ab" * 32, "Description": "≈ 430"})))
    assert found[b"tEXt"] == b"Data\0" + b"ab" * 32
    assert found[b"iTXt"] == b"Description\0\0\0\0\0" + "≈ 430".encode()


def test_a_character_that_ends_a_text_in_the_standard_ends_none_here():
    assert opened(png(metadata={"Title": "a\0b"})).text("Title") == "ab"


def test_the_title_is_the_first_of_the_texts():
    texts = [body for kind, body in chunks(png(metadata={"Data": "1", "Title": "Mission"})) if kind == b"tEXt"]
    assert texts == [b"Title\0Mission", b"Data\x001"]


def test_colours_are_said_to_be_srgb():
    assert [kind for kind, _ in chunks(png())][:2] == [b"IHDR", b"sRGB"]


@pytest.mark.parametrize(("ground", "kind"), [("card", 2), (None, 6)])
def test_only_a_transparent_picture_has_an_alpha_channel(ground, kind):
    assert dict(chunks(png(background=ground)))[b"IHDR"][9] == kind


def test_the_same_scene_is_the_same_bytes(fonts):
    assert png(demo_scene(), 2, metadata={"a": "1", "b": "2"}) == png(demo_scene(), 2, metadata={"b": "2", "a": "1"})


def test_no_time_of_making_is_in_the_file():
    kinds = [kind for kind, _ in chunks(png())]
    assert b"tIME" not in kinds
    assert zlib.decompress(b"".join(body for kind, body in chunks(png()) if kind == b"IDAT"))


def test_a_picture_too_large_is_refused_in_words():
    with pytest.raises(ExportError, match="40000 by 10 pixels is too large"):
        png(a_scene(width=40_000, height=10))


@pytest.mark.parametrize("scale", [0, -1, float("nan"), float("inf")])
def test_a_scale_that_makes_no_picture_is_refused(scale):
    with pytest.raises(ExportError, match="makes no picture"):
        png(scale=scale)


def test_a_fraction_of_a_pixel_still_makes_a_picture():
    scene = a_scene(Box(0, 0, 10.4, 10.6, Paint(fill="ink")), width=10.4, height=10.6)
    image = opened(png(scene))
    assert (image.width(), image.height(), rgb(image, 5, 5)) == (10, 11, "#1D2024")
