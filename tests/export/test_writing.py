"""Tests of what the formats do with odd input: entries of metadata, refusals of the disk, shapes, sizes of papers."""

import errno
import io
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pypdf
import pytest
from builders import a_dataset, a_quote, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import a_scene, a_text, is_near, opened, rgb

from viewer.export.export import Writing, export_file, export_paper, require_form, require_format
from viewer.export.formats.atomic import ExportError, write_file
from viewer.export.formats.pdf import pdf_bytes
from viewer.export.formats.raster import png_bytes
from viewer.export.formats.rdf import NAMESPACE, escape, rdf_lines
from viewer.export.formats.svg import svg_text
from viewer.export.pages.figure import FigureRequest, Page
from viewer.export.pages.presets import PRESETS, Paper, Unit, checked, parse_size, preset, size_in_words, with_dpi
from viewer.layout.scene import Box, Dot, Line, Paint
from viewer.layout.scene import Path as ScenePath
from viewer.theme import load_theme

SVG = "{http://www.w3.org/2000/svg}"
LIGHT, PRINT = load_theme("light"), load_theme("print")


def rdf(metadata, title="T", description="D"):
    return ET.fromstring("\n".join(rdf_lines(title, description, metadata)))


def entries(metadata):
    own = "{" + NAMESPACE + "}"
    return [(each.tag.removeprefix(own), each.text) for each in rdf(metadata).iter() if each.tag.startswith(own)]


def svg(*shapes, titles=None):
    scene = a_scene(*shapes, titles=titles)
    return ET.fromstring(svg_text(scene, LIGHT, title="T", description="D", metadata={}))


def png(*shapes, theme=LIGHT, **rest):
    return opened(png_bytes(a_scene(*shapes), theme, 1.0, metadata={}, **rest))


@pytest.mark.parametrize(
    ("key", "name"),
    [("Dataset", "Dataset"), ("Dataset version", "Dataset-version"), ("2024", "entry-2024"), ("née", "n-e"),
     ("***", "entry"), (" a / b ", "a-b")],
)  # fmt: skip
def test_every_key_of_the_metadata_makes_an_element(key, name):
    assert entries({key: "value"}) == [(name, "value")]


def test_entries_stand_in_the_order_of_their_keys():
    assert [name for name, _ in entries({"b": "1", "a": "2", "c": "3"})] == ["a", "b", "c"]


def test_title_and_description_are_told_to_programs_that_know_dublin_core():
    said = [each.text for each in rdf({}, "A <title>", "“Words” & more").iter() if each.tag.endswith("}li")]
    assert said == ["A <title>", "“Words” & more"]


def test_an_emoji_is_kept_and_a_control_character_is_not():
    assert escape("a\0b\x0bc\ufffe 🚢") == "abc 🚢"


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4))
def test_no_entry_can_break_the_metadata(metadata):
    assert len(entries(metadata)) == len(metadata)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, "writing there is not allowed. Choose another place or change its permissions."),
        (errno.EROFS, "writing there is not allowed. Choose another place or change its permissions."),
        (errno.ENOSPC, "the disk is full. Free some space, or choose another place."),
        (errno.EDQUOT, "the disk is full. Free some space, or choose another place."),
        (errno.ENAMETOOLONG, "the name is too long. Choose a shorter one."),
        (errno.EIO, "Input/output error. Choose another place."),
    ],
)
def test_what_the_disk_refuses_is_said_with_a_way_out(tmp_path, monkeypatch, number, reason):
    def refuse(*_):
        raise OSError(number, "Input/output error")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ExportError) as refusal:
        write_file(tmp_path / "a.png", b"new")
    assert str(refusal.value) == f"Cannot write {tmp_path / 'a.png'}: {reason}"
    assert list(tmp_path.iterdir()) == []


def test_a_broken_link_is_filled_where_it_leads(tmp_path):
    link = tmp_path / "link.png"
    link.symlink_to(tmp_path / "real.png")
    write_file(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.png").read_bytes() == b"new"


def test_an_empty_file_can_be_written(tmp_path):
    write_file(tmp_path / "empty", b"")
    assert (tmp_path / "empty").read_bytes() == b""


@pytest.mark.parametrize("name", ["figure", "figure.gif", "figure.png.bak", ".png"])
def test_an_ending_that_is_no_format_is_answered_with_those_that_are(name):
    with pytest.raises(ExportError) as refusal:
        require_format(Path(name))
    assert str(refusal.value) == f"Cannot tell the format of {name}: end the name in one of .png, .svg, .pdf."


@pytest.mark.parametrize("name", ["a.png", "a.PNG", "a.Svg", "a b.pdf"])
def test_an_ending_counts_in_capitals_too(name):
    require_format(Path(name))


@pytest.mark.parametrize("name", ["a.png", "a.svg"])
def test_an_appendix_is_refused_where_there_are_no_pages(name):
    with pytest.raises(ExportError) as refusal:
        require_form(Path(name), Writing(has_appendix=True))
    assert str(refusal.value) == f"An appendix needs pages: end the name {name} in .pdf."


@pytest.mark.parametrize("name", ["a.png", "a.pdf"])
def test_outlines_are_refused_where_letters_are_not_written_as_such(name):
    with pytest.raises(ExportError, match=r"Letters as outlines are for SVG"):
        require_form(Path(name), Writing(has_outlines=True))


def test_a_refused_figure_leaves_the_older_file(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    with pytest.raises(ExportError, match="too narrow"):
        export_file(path, FigureRequest(a_dataset()), Page(100), PRINT)
    assert path.read_bytes() == b"old"


def test_the_pages_of_the_appendix_follow_the_figure_and_are_bookmarked(tmp_path):
    path = tmp_path / "a.pdf"
    request = FigureRequest(a_dataset(an_event(quotes=(a_quote(),))))
    export_paper(path, request, preset("a4-landscape").paper, PRINT, Writing(has_appendix=True))
    document = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    assert len(document.pages) == 2
    assert [mark.title for mark in document.outline] == [
        "A test", "Sources", "Appendix: Events", "Appendix: Sources",
    ]  # fmt: skip


def test_what_every_reader_shows_of_a_document_says_what_it_shows_and_from_which_data(tmp_path):
    path = tmp_path / "a.pdf"
    export_file(path, FigureRequest(a_dataset(an_event(), sha256="ab" * 32)), Page(700), LIGHT)
    found = pypdf.PdfReader(io.BytesIO(path.read_bytes())).metadata
    assert found["/Subject"].startswith("A test: timeline of 1 event")
    assert "SHA-256 abababababab · Mission Timeline" in found["/Keywords"]
    assert found["/Dataset-SHA-256"] == "ab" * 32


def test_without_an_appendix_a_document_has_one_page(tmp_path):
    path = tmp_path / "a.pdf"
    export_paper(path, FigureRequest(a_dataset()), preset("a4-landscape").paper, PRINT, Writing())
    assert len(pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages) == 1


def test_a_scale_makes_so_many_times_the_pixels(tmp_path):
    request = FigureRequest(a_dataset())
    scene = export_file(tmp_path / "a.png", request, Page(700, 500), PRINT, 0.5)
    image = opened((tmp_path / "a.png").read_bytes())
    assert (scene.width, scene.height) == (700, 500)
    assert (image.width(), image.height()) == (350, 250)


@pytest.mark.parametrize("name", ["light", "dark", "print"])
def test_the_ground_of_a_picture_is_that_of_its_theme(name):
    theme = load_theme(name)
    assert is_near(rgb(png(theme=theme, background="card"), 5, 5), theme.colour("card"), 1)


def test_a_picture_without_a_ground_shows_what_is_behind_it():
    assert png(background=None).pixelColor(5, 5).alpha() == 0


def test_a_scene_without_shapes_is_a_picture_too():
    assert svg().attrib["viewBox"] == "0 0 120 60"
    assert len(pypdf.PdfReader(io.BytesIO(pdf_bytes(a_scene(), LIGHT, title="T", metadata={}))).pages) == 1


def test_a_colour_nobody_knows_is_no_black_shape():
    with pytest.raises(KeyError):
        svg(Line(0, 0, 9, 9, "no such colour"))


def test_a_path_without_points_is_left_out():
    assert list(svg(ScenePath(np.empty((0, 2)), Paint(stroke="ink"))).iter(SVG + "polyline")) == []


def test_a_closed_path_is_filled_and_an_open_one_is_not():
    points = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]])
    root = svg(ScenePath(points, Paint(fill="ink", stroke="ink")),
               ScenePath(points, Paint(fill="ink"), is_closed=True))  # fmt: skip
    assert [each.attrib["fill"] for each in root.iter(SVG + "polyline")] == ["none"]
    assert [each.attrib["fill"] for each in root.iter(SVG + "polygon")] == [LIGHT.colour("ink")]


def test_a_shape_without_fill_or_stroke_paints_nothing():
    (circle,) = svg(Dot(10, 10, 4, Paint())).iter(SVG + "circle")
    assert (circle.attrib["fill"], circle.attrib.get("stroke")) == ("none", None)


def test_a_key_without_a_story_is_a_group_without_a_title():
    (group,) = svg(Box(0, 0, 9, 9, Paint(fill="ink"), key="event:a"), titles={"event:b": ("B", "b")}).iter(SVG + "g")
    assert group.attrib["id"] == "event-a"
    assert [each.tag for each in group] == [SVG + "rect"]


def test_a_key_of_another_script_still_makes_an_id():
    (group,) = svg(a_text(5, 20, "x", key="событие")).iter(SVG + "g")
    assert group.attrib["id"][0].isalpha()
    assert group.attrib["id"].isascii()


@pytest.mark.parametrize(
    ("text", "words"),
    [("1600x1000", "1600 × 1000 px"), ("1600x", "1600 px wide"), ("21x29.7cm", "210 × 297 mm"),
     ("8.5inx11in", "8.5 × 11 in"), (" 210 X 297 MM ", "210 × 297 mm"), ("45mmx", "45 mm wide")],
)  # fmt: skip
def test_a_size_is_said_as_people_say_it(text, words):
    assert size_in_words(parse_size(text)) == words


@pytest.mark.parametrize("text", ["10mmx5in", "x500", "10", "", "-5x5", "10x10x10", "10x10km"])
def test_what_is_no_size_is_answered_with_examples(text):
    with pytest.raises(ExportError) as refusal:
        parse_size(text)
    assert str(refusal.value).startswith(f"{text!r} is not a size of a page: write width x height, such as 1600x1000")


@pytest.mark.parametrize("paper", [Paper(0, 10), Paper(10, 0), Paper(201, 10, Unit.INCH), Paper(10, 5_081, Unit.MM)])
def test_sides_of_nothing_or_beyond_all_readers_are_refused(paper):
    with pytest.raises(ExportError, match="a side has from above 0 to 200 inches"):
        checked(paper)


def test_two_hundred_inches_are_still_a_page():
    assert checked(Paper(200, 200, Unit.INCH)).width_in == 200


def test_more_dots_leave_a_paper_as_large_as_it_is_and_make_pixels_smaller():
    assert with_dpi(Paper(210, 297, Unit.MM), 600).width_in == Paper(210, 297, Unit.MM).width_in
    assert with_dpi(Paper(1600, 900), 192).width_in == Paper(1600, 900).width_in / 2


@pytest.mark.parametrize("entry", PRESETS, ids=lambda entry: entry.name)
def test_a_preset_can_be_found_by_its_name_and_made(entry):
    assert preset(entry.name) is entry
    assert checked(entry.paper) == entry.paper
    assert entry.paper.is_print == (entry.paper.unit is not Unit.PX)
