"""What a finished picture is given to carry: the picture stays what it was, and other programs can read the rest."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET

import pypdf
import pytest
from figures import a_png, a_record, an_svg
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage, QPainter, QPdfWriter

from viewer.export.formats.atomic import ExportError
from viewer.export.formats.png_chunks import png_with_texts
from viewer.export.trace.carry import pdf_with_data, png_with_data, svg_with_data
from viewer.loading.pack import Packed
from viewer.loading.picture_parts import find_parts

MOST = 1_000_000
PACKED = Packed("deeds.mtlz", b"PK\x03\x04 stands for a dataset\nendstream\n", "ab" * 32)


@pytest.fixture
def pdf(qapp):
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    writer.newPage()
    painter.end()
    return bytes(buffer.data())


def pixels(png):
    return QImage.fromData(png, "PNG")


def test_texts_of_a_png_are_read_by_other_programs_in_any_script():
    image = pixels(png_with_texts(a_png("{}", None), {"Title": "هايتي – “Größe”", "Author": "A"}))
    assert (image.text("Title"), image.text("Author")) == ("هايتي – “Größe”", "A")


def test_no_texts_leave_a_png_as_it_was():
    png = a_png("{}", None)
    assert png_with_texts(png, {}) == png


def test_texts_stand_in_front_of_the_pixels_and_data_behind():
    png = png_with_data(png_with_texts(a_png("{}", None), {"Title": "T"}), PACKED)
    assert png.index(b"Title") < png.index(b"IDAT") < png.index(b"mtLz") < png.index(b"IEND")


def test_a_png_that_carries_data_has_the_same_pixels():
    png = a_png("{}", None)
    again = pixels(png_with_data(png, PACKED))
    assert not again.isNull()
    assert again == pixels(png)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_whatever_a_png_is_given_comes_back_to_the_byte(content):
    parts = find_parts(png_with_data(a_png("{}", None), replace(PACKED, content=content)), MOST)
    assert (parts.record, parts.data) == ("{}", (content,))


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=1, max_size=300))
def test_whatever_an_svg_is_given_comes_back_to_the_byte(content):
    svg = svg_with_data(an_svg(a_record(), None).decode(), replace(PACKED, content=content))
    assert find_parts(svg.encode(), MOST).data == (content,)


def test_an_odd_file_name_stays_within_its_attribute():
    name = 'a "b" & <c>.mtlz'
    root = ET.fromstring(svg_with_data(an_svg("{}", None).decode(), replace(PACKED, name=name)))
    (data,) = root.iter("{urn:mission-timeline:1}data")
    assert (data.get("name"), data.get("encoding")) == (name, "base64")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("A.CSV", "text/csv"), ("a.tsv", "text/tab-separated-values"), ("a.tab", "text/plain"), ("a.txt", "text/plain")],
)
def test_a_table_is_carried_under_its_own_kind(name, kind):
    svg = svg_with_data(an_svg("{}", None).decode(), replace(PACKED, name=name))
    assert f'type="{kind}"' in svg


def test_only_the_first_metadata_of_an_svg_is_added_to():
    svg = svg_with_data("<svg><metadata></metadata><g><metadata></metadata></g></svg>", PACKED)
    assert svg.count("<data ") == 1
    assert svg.endswith("</data>\n</metadata><g><metadata></metadata></g></svg>")


def test_a_pdf_keeps_every_byte_it_had_in_front_of_what_it_carries(pdf):
    whole = pdf_with_data(pdf, PACKED)
    assert whole.startswith(pdf)
    assert whole.endswith(b"%%EOF\n")


def test_a_strict_reader_finds_the_pages_and_the_attachment(pdf):
    reader = pypdf.PdfReader(io.BytesIO(pdf_with_data(pdf, PACKED)), strict=True)
    assert len(reader.pages) == 2
    assert reader.attachments == {"deeds.mtlz": [PACKED.content]}


def test_the_attachment_is_called_the_source_of_the_document(pdf):
    reader = pypdf.PdfReader(io.BytesIO(pdf_with_data(pdf, PACKED)), strict=True)
    (file,) = (entry.get_object() for entry in reader.trailer["/Root"]["/AF"])
    assert (file["/AFRelationship"], file["/Desc"]) == ("/Source", "The dataset this figure was made from")


def test_an_attachment_keeps_a_name_in_any_script(pdf):
    name = "هايتي (1).mtlz"
    reader = pypdf.PdfReader(io.BytesIO(pdf_with_data(pdf, replace(PACKED, name=name))), strict=True)
    assert list(reader.attachments) == [name]


def test_the_same_pdf_and_data_give_the_same_bytes(pdf):
    assert pdf_with_data(pdf, PACKED) == pdf_with_data(pdf, PACKED)


def test_a_second_attachment_is_refused(pdf):
    with pytest.raises(ExportError, match=r"^The PDF already has attached files\. Install the program again\.$"):
        pdf_with_data(pdf_with_data(pdf, PACKED), PACKED)


def test_a_pdf_without_a_table_of_objects_is_refused():
    with pytest.raises(ExportError, match=r"^The PDF has no table of its objects\."):
        pdf_with_data(b"%PDF-1.4\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n", PACKED)
