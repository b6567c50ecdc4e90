import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import a_scene, a_text, demo_scene, is_near
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from viewer.export.formats.svg import SvgForm, svg_text
from viewer.layout.scene import Bars, Box, Dot, Heat, Line, Paint, Path, Text
from viewer.painting.outlines import outline_of
from viewer.theme import load_theme

SVG = "{http://www.w3.org/2000/svg}"


def written(*shapes, titles=None, title="T", description="D", metadata=None):
    return svg_text(
        a_scene(*shapes, titles=titles),
        load_theme("light"),
        title=title,
        description=description,
        metadata=metadata or {},
    )


def read(*shapes, **more):
    return ET.fromstring(written(*shapes, **more))


def only(root, tag):
    (found,) = root.iter(SVG + tag)
    return found


def test_the_picture_says_what_it_shows_and_where_it_comes_from():
    root = read(
        title="The mission", description="Seven events", metadata={"Data SHA-256": "ab12", "Range": "2023/2024"}
    )
    assert root.attrib["viewBox"] == "0 0 120 60"
    assert (root.find(SVG + "title").text, root.find(SVG + "desc").text) == ("The mission", "Seven events")
    entries = {node.tag.split("}")[1]: node.text for node in only(root, "metadata").iter()}
    assert (entries["Data-SHA-256"], entries["Range"]) == ("ab12", "2023/2024")


def test_text_is_text_at_its_baseline_and_keeps_its_measured_width():
    node = only(read(Text(10, 30, "Gran Grif", "label", "ink", 61.257, "end")), "text")
    assert node.text == "Gran Grif"
    expected = {"x": "10", "y": "30", "font-size": "13", "font-weight": "600", "fill": "#1D2024"}
    assert expected.items() <= node.attrib.items()
    assert (node.attrib["text-anchor"], node.attrib["textLength"]) == ("end", "61.26")


def test_the_typeface_has_a_fallback_everywhere():
    assert read().attrib["font-family"].startswith("Inter, ")
    assert read().attrib["font-family"].endswith(", sans-serif")


def test_text_that_runs_to_the_left_keeps_its_place():
    node = only(read(Text(10, 30, "هايتي 2024", "label", "ink", 60)), "text")
    assert (node.attrib["direction"], node.attrib["text-anchor"]) == ("rtl", "end")


def test_neighbours_of_one_key_form_one_group_with_a_name():
    dot = Dot(9, 9, 5, Paint(fill="lane.0"), key="event:june")
    group = only(read(dot, dot, titles={"event:june": ("First officers", "June 2024")}), "g")
    assert group.attrib == {"id": "event-june"}
    assert [child.tag.removeprefix(SVG) for child in group] == ["title", "desc", "circle", "circle"]
    assert (group[0].text, group[1].text) == ("First officers", "June 2024")


def test_ids_are_never_given_twice():
    paint = Paint(fill="lane.0", hatch=True)
    shapes = [Dot(9, 9, 5, paint, key=key) for key in ("event:a", "event:b", "event:a", "event-a", "1", "hatch-1", "é")]
    found = [node.attrib["id"] for node in read(*shapes).iter() if "id" in node.attrib]
    assert len(found) == len(set(found))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", name) for name in found)


def test_markup_in_words_stays_words_and_control_characters_go():
    root = read(Text(1, 1, 'a<b> & "c" \x00\x0b\ud800d\ne', "label", "ink", 50, key="k"), titles={"k": ("<x>", "&")})
    assert only(root, "text").text == 'a<b> & "c" d e'
    assert only(root, "g")[0].text == "<x>"


@settings(max_examples=100)
@given(st.text(max_size=30))
def test_no_text_can_break_the_file(text):
    shape = Text(1, 1, text, "label", "ink", 50, key=f"event:{text}")
    more = {"title": text, "description": text, "metadata": {text: text}}
    ET.fromstring(written(shape, titles={f"event:{text}": (text, text)}, **more).encode())


def test_a_plan_is_a_pattern_of_lines_and_a_doubt_a_gradient():
    plan = Box(10, 10, 50, 18, Paint(fill="lane.1", stroke="lane.1", hatch=True), radius=9)
    band = Box(10, 40, 50, 16, Paint(fill="lane.1", fill_alpha=0.28, fade_left=10, fade_right=10))
    root = read(plan, band)
    uses = [node.attrib["fill"] for node in root.iter(SVG + "rect")]
    assert f"url(#{only(root, 'pattern').attrib['id']})" in uses
    assert uses[-1] == f"url(#{only(root, 'linearGradient').attrib['id']})"
    stops = [float(stop.attrib["stop-opacity"]) for stop in root.iter(SVG + "stop")]
    assert stops == pytest.approx([0.0336, 0.28, 0.28, 0.0336])


def test_equal_gradients_are_defined_once():
    band = Paint(fill="lane.1", fade_left=10)
    assert len(list(read(Box(0, 0, 50, 9, band), Box(60, 0, 50, 9, band)).iter(SVG + "linearGradient"))) == 1


def test_density_is_one_path_for_each_strength_and_empty_columns_are_left_out():
    paths = list(read(Heat(10, 20, 5, np.array([0, 0, 51, 51, 255, 51], dtype=np.uint8), "lane.0")).iter(SVG + "path"))
    assert [path.attrib.get("fill-opacity") for path in paths] == ["0.2", None]
    assert paths[0].attrib["d"] == "M12 20h2v5h-2zM15 20h1v5h-1z"


def test_no_number_has_more_than_two_decimals_and_nothing_is_clipped():
    third = 1 / 3
    points = np.array([[third, third], [5 * third, 7 * third]])
    text = written(
        Line(third, 0, 7 * third, 9, "grid"),
        Dot(third, third, third, Paint(fill="ink")),
        Path(points, Paint(stroke="ink")),
        Bars(np.array([third]), np.array([third]), third, third, "ink"),
    )
    places = re.findall(r' (?:x\d?|y\d?|cx|cy|r|d|points)="([^"]*)"', text)
    assert places
    assert not any(re.search(r"\.\d{3}", place) for place in places)
    assert "clip" not in text
    assert "-0 " not in text


def test_the_same_scene_is_the_same_text(fonts):
    theme = load_theme("dark")
    one, two = (svg_text(demo_scene(), theme, title="T", description="D", metadata={"b": "1"}) for _ in range(2))
    assert one == two


def test_another_program_draws_it_in_the_same_colours(fonts):
    text = svg_text(demo_scene(), load_theme("light"), title="T", description="D", metadata={})
    renderer = QSvgRenderer(QByteArray(text.encode()))
    assert renderer.isValid()
    image = QImage(720, 420, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    places = {
        (5, 5): "#F7F7F4",
        (150, 84): "#2F64A8",
        (200, 206): "#A0620A",
        (195, 140): "#BCDAD4",
        (520, 315): "#1D2024",
    }
    assert all(is_near(image.pixelColor(*place), colour) for place, colour in places.items())


def test_an_empty_text_writes_nothing_odd(fonts):
    assert list(read(a_text(1, 1, "")).iter(SVG + "text")) == []


def formed(form, *shapes):
    made = svg_text(a_scene(*shapes), load_theme("light"), title="T", description="D", metadata={}, form=form)
    return ET.fromstring(made)


def test_the_size_is_said_in_the_unit_of_the_page():
    root = formed(SvgForm(zoom=0.5, unit="mm"))
    view = [float(side) for side in root.get("viewBox").split()[2:]]
    assert root.get("width") == f"{round(view[0] / 2 * 25.4 / 96, 2):g}mm"
    assert formed(SvgForm(2.0)).get("width") == f"{2 * view[0]:g}"


def test_the_language_of_the_words_is_named():
    assert formed(SvgForm(language="ht")).get("{http://www.w3.org/XML/1998/namespace}lang") == "ht"


def test_outlines_need_no_typeface_and_stand_where_the_text_would(fonts):
    text = a_text(10, 40, "Mission")
    root = formed(SvgForm(outline=outline_of), text)
    assert not list(root.iter(SVG + "text"))
    assert only(root, "path").get("d").startswith("M")
    outlined, plain = (painted(ET.tostring(root).decode()), painted(written(text)))
    assert abs(int(outlined.sum()) - int(plain.sum())) < 0.12 * abs(int((plain - plain.max()).sum()))


def painted(svg):
    """The grey values of a picture drawn by Qt on white."""
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    image = QImage(renderer.defaultSize(), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).astype(np.int64)
