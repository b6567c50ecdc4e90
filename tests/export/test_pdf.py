import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from pictures import a_scene, a_text, demo_scene

from viewer.export.formats.atomic import ExportError
from viewer.export.formats.pdf import PdfForm, PdfPage, pdf_bytes
from viewer.export.formats.pdf_repair import Bookmark
from viewer.layout.scene import Box, Line, Paint
from viewer.theme import load_theme

PLAN = Box(10, 10, 90, 18, Paint(fill="lane.1", hatch=True), radius=9)
FADE = Box(10, 30, 90, 18, Paint(fill="lane.1", fade_left=20))


def pdf(scene, theme="light", **more):
    return pdf_bytes(scene, load_theme(theme), **({"title": "T", "metadata": {}} | more))


def opened(data):
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def words(data):
    return opened(data).pages[0].extract_text()


def test_every_text_can_be_copied_as_it_reads(fonts):
    text = words(pdf(demo_scene()))
    for line in ("≈ 430", "> 2,900", "2 Oct 2023 · 11:11", "Council “authorizes” the mission", "1,350 · public record"):
        assert line in text


@pytest.mark.parametrize("role", ["figure", "label", "note", "strong"])
def test_numbers_and_signs_survive_in_every_weight(fonts, role):
    line = "0123456789 ≈ > ≥ < ≤ − – % 11:59, (2024) № é ü “x” …"
    assert words(pdf(a_scene(a_text(2, 40, line, role), width=900))) == line


def test_the_page_is_as_large_as_the_scene():
    for width, height in ((1440, 900), (301, 203), (720.5, 99.9)):
        box = opened(pdf(a_scene(width=width, height=height))).pages[0].mediabox
        assert (float(box.width), float(box.height)) == pytest.approx((width * 0.75, height * 0.75), abs=1e-4)


def test_the_typeface_is_embedded(fonts):
    fonts = opened(pdf(demo_scene())).pages[0]["/Resources"]["/Font"].values()
    descriptors = [font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    assert {re.sub(r"^/[A-Z]{6}\+", "", found["/FontName"]) for found in descriptors} == {
        "Inter-Regular", "Inter-SemiBold", "Inter-Bold",
    }  # fmt: skip
    assert all("/FontFile2" in found for found in descriptors)


def test_each_font_is_named_as_the_subset_it_is_in_all_its_objects(fonts):
    for font in opened(pdf(demo_scene())).pages[0]["/Resources"]["/Font"].values():
        descendant = font["/DescendantFonts"][0]
        name = descendant["/FontDescriptor"]["/FontName"]
        assert re.fullmatch(r"/[A-Z]{6}\+Inter-\w+", name)
        assert {font["/BaseFont"], descendant["/BaseFont"]} == {name}


def test_short_facts_are_among_the_properties_that_a_reader_shows():
    facts = {"Dataset": "mss-haiti (é)", "Data hash": "ab12", "Sources": "x" * 300, "Description": "Seven"}
    found = opened(pdf(a_scene(), metadata=facts)).metadata
    assert (found["/Dataset"], found["/Data-hash"]) == ("mss-haiti (é)", "ab12")
    assert not {"/Sources", "/Description", "/Author"} & set(found)


def test_hatches_and_fades_are_drawn_and_not_photographed():
    page = opened(pdf(a_scene(PLAN, FADE))).pages[0]
    assert "/XObject" not in page["/Resources"] or not page["/Resources"]["/XObject"]
    assert page.get_contents().get_data().count(b" l\n") > 10


def test_the_document_says_what_it_is_and_no_time_of_making(fonts):
    data = pdf(demo_scene(), title="Mission in Haïti", metadata={"Data hash": "ab12", "Description": "Seven & more"})
    reader = opened(data)
    assert reader.metadata.title == "Mission in Haïti"
    assert "/CreationDate" not in reader.metadata
    assert "/ModDate" not in reader.metadata
    xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<mt:Data-hash>ab12</mt:Data-hash>" in xmp
    assert "Seven &amp; more" in xmp


def test_every_object_is_where_the_table_says(fonts):
    data = pdf(demo_scene())
    table = data[int(data.split(b"startxref\n")[1].split()[0]) :]
    offsets = [int(entry) for entry in re.findall(rb"(\d{10}) 00000 n", table)]
    assert len(offsets) > 20
    assert all(data[at:].startswith(b"%d 0 obj\n" % number) for number, at in enumerate(offsets, start=1))


def test_the_same_scene_is_the_same_bytes_and_another_is_not(fonts):
    assert pdf(demo_scene()) == pdf(demo_scene())
    assert pdf(demo_scene()) != pdf(demo_scene(), "dark")


def test_a_page_no_reader_can_open_is_refused():
    with pytest.raises(ExportError, match="200 inches"):
        pdf(a_scene(width=20_000))


PROGRAM = """
import hashlib
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
from pictures import demo_scene
from viewer.export.formats.pdf import pdf_bytes
from viewer.export.formats.raster import png_bytes
from viewer.export.formats.svg import svg_text
from viewer.theme import load_fonts, load_theme
load_fonts()
scene, theme, words = demo_scene(), load_theme("light"), {"b": "2", "a": "1", "Description": "D"}
outputs = [svg_text(scene, theme, title="T", description="D", metadata=words).encode()]
outputs += [png_bytes(scene, theme, 2, metadata=words), pdf_bytes(scene, theme, title="T", metadata=words)]
print([hashlib.sha256(output).hexdigest() for output in outputs])
"""


def hashes(seed):
    root = Path(__file__).parents[2]
    more = {"PYTHONHASHSEED": seed, "QT_HASH_SEED": "", "QT_QPA_PLATFORM": "offscreen"}
    path = os.pathsep.join([str(root), str(root / "tests")])
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"} | more | {"PYTHONPATH": path}
    run = [sys.executable, "-c", PROGRAM]
    return subprocess.run(run, env=environment, capture_output=True, text=True, check=True).stdout


def test_two_processes_without_a_display_make_the_same_files():
    first = hashes("1")
    assert first.count("'") == 6
    assert hashes("2") == first


def test_pages_have_their_own_sizes_and_the_same_bytes_each_time(fonts):
    form = PdfForm(0.5, [PdfPage(a_scene(a_text(5, 40, "behind"), width=333, height=444))])
    data = pdf(demo_scene(), form=form)
    sizes = [float(side) for page in opened(data).pages for side in (page.mediabox.width, page.mediabox.height)]
    first = demo_scene()
    assert sizes == pytest.approx([first.width * 0.375, first.height * 0.375, 249.75, 333.0], abs=1e-3)
    assert opened(data).pages[1].extract_text() == "behind"
    assert data == pdf(demo_scene(), form=form)


def test_bookmarks_lead_to_places_and_the_language_is_named(fonts):
    marks = [Bookmark("Figure", 0), Bookmark("Haïti (notes)", 1, 100.0)]
    page = PdfPage(a_scene(a_text(5, 40, "behind"), width=400, height=400))
    reader = opened(pdf(demo_scene(), form=PdfForm(1.0, [page], "fr-HT", marks)))
    assert [mark.title for mark in reader.outline] == ["Figure", "Haïti (notes)"]
    assert [reader.get_destination_page_number(mark) for mark in reader.outline] == [0, 1]
    assert float(reader.outline[1].top) == pytest.approx(200)
    assert reader.trailer["/Root"]["/Lang"] == "fr-HT"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_a_line_without_length_leaves_no_broken_path(fonts):
    content = opened(pdf(a_scene(Line(5, 5.1, 5, 5.3, "ink")))).pages[0].get_contents().get_data()
    assert not re.search(rb"gs\s+h", content)
