"""What stands in a written file: no two texts of it overlap, in whichever format, on whichever page."""

import re
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from timelines import TOLD, a_reported, is_over

from viewer.export.export import Writing, export_paper
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.presets import PRESETS
from viewer.theme import load_theme

SVG = "{http://www.w3.org/2000/svg}"
WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
a_few = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def written(path, told, entry, **rest):
    export_paper(path, FigureRequest(a_reported(told), **rest), entry.paper, load_theme("light"), Writing())
    return path


def svg_boxes(path):
    """The texts of an SVG with the rectangles that a browser fills with their letters."""
    for text in ET.parse(path).iter(f"{SVG}text"):
        x, y, size, width = (float(text.get(name)) for name in ("x", "y", "font-size", "textLength"))
        anchor = text.get("text-anchor", "start")
        if text.get("direction") == "rtl":
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        left = x - width * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        yield text.text, (left, y - 0.73 * size, left + width, y + 0.2 * size)


def pdf_boxes(path):
    """The words of each page of a PDF, as another program finds them; a box is as high as a line."""
    run = ["pdftotext", "-bbox", str(path), "-"]
    said = subprocess.run(run, capture_output=True, check=True).stdout.decode()
    for page in said.split("<page ")[1:]:
        boxes = []
        for *place, word in WORD.findall(page):
            left, top, right, bottom = map(float, place)
            line = bottom - top
            boxes.append((word, (left, top + 0.2 * line, right, bottom - 0.2 * line)))
        yield boxes


def clashes(boxes, slack=0.5):
    """Pairs of texts that lie over each other, found by a sweep from left to right."""
    found, open_ = [], []
    for text, box in sorted(boxes, key=lambda pair: pair[1]):
        open_ = [other for other in open_ if other[1][2] > box[0]]
        found += [(other[0], text) for other in open_ if is_over(other[1], box, slack)]
        open_.append((text, box))
    return found


def test_texts_that_lie_over_each_other_are_found():
    assert clashes([("one", (0, 0, 10, 10)), ("two", (8, 8, 20, 20)), ("three", (30, 0, 40, 10))]) == [("one", "two")]


@a_few
@given(TOLD, st.sampled_from(PRESETS), st.booleans())
def test_no_two_texts_of_an_svg_overlap(qapp, tmp_path, told, entry, has_quotes):
    boxes = list(svg_boxes(written(tmp_path / "a.svg", told, entry, has_quotes=has_quotes)))
    assert boxes
    assert clashes(boxes) == []


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs another reader of PDF")
@a_few
@given(TOLD, st.sampled_from(PRESETS), st.booleans())
def test_no_two_words_of_a_pdf_overlap_on_any_of_its_pages(qapp, tmp_path, told, entry, has_quotes):
    pages = list(pdf_boxes(written(tmp_path / "a.pdf", told, entry, has_quotes=has_quotes)))
    assert any(pages)
    assert [clashes(page) for page in pages] == [[]] * len(pages)
