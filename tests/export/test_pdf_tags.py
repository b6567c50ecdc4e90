"""Tests of a tagged PDF, as another program reads its structure."""

import io
import re

import pypdf
import pytest
from pictures import a_scene, a_text, demo_scene

from viewer.export.formats.pdf import PdfForm, PdfPage, pdf_bytes
from viewer.layout.scene import Line
from viewer.theme import load_theme

ALT = "Seven (and more)\nevents \\ “so”: ≈ 430\rof 1 0 R endobj"


def page(*texts):
    return PdfPage(a_scene(*texts, Line(0, 300, 90, 300, "hairline"), width=400, height=400))


def document(metadata=None):
    """A drawing, a page with a list, and one with a paragraph."""
    listed = page(a_text(22, 20, "1", "note_strong", anchor="end"), a_text(30, 20, "A source", "note"))
    form = PdfForm(1.0, [listed, page(a_text(4, 40, "end"))])
    pdf = pdf_bytes(demo_scene(), load_theme("light"), title="T", metadata=metadata or {"Description": ALT}, form=form)
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def kids(element):
    found = element["/K"] if isinstance(element["/K"], list) else [element["/K"]]
    return [kid.get_object() for kid in found]


def outline(element):
    """The tags under an element, each with its own."""
    return [(kid["/S"], *outline(kid)) for kid in kids(element) if isinstance(kid, dict)]


def test_the_drawing_is_a_figure_with_the_long_description(fonts):
    reader = document()
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    whole = kids(root["/StructTreeRoot"])[0]
    assert whole["/S"] == "/Document"
    assert [kid["/Alt"] for kid in kids(whole) if kid["/S"] == "/Figure"] == [ALT]


def test_lists_are_nested_and_end_where_text_goes_on(fonts):
    whole = kids(document().trailer["/Root"]["/StructTreeRoot"])[0]
    assert outline(whole)[-2:] == [("/L", ("/LI", ("/Lbl",), ("/LBody",))), ("/P",)]


def test_a_picture_without_a_description_has_no_empty_figure(fonts):
    whole = kids(document(metadata={"a": "b"}).trailer["/Root"]["/StructTreeRoot"])[0]
    assert all("/Alt" not in kid for kid in kids(whole))


def marked(page):
    """The numbers of the marked parts of a page; every mark that is opened is closed before the next."""
    content = page.get_contents().get_data()
    marks = re.findall(rb"^(?:/\w+ <</MCID (\d+)>> BDC|/Artifact (BMC)|(EMC))$", content, re.MULTILINE)
    assert [bool(mark[2]) for mark in marks] == [False, True] * (len(marks) // 2)
    return [int(mark[0]) for mark in marks if mark[0]]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_part_of_a_page_belongs_to_the_element_that_names_it(fonts, number):
    reader = document()
    page = reader.pages[number]
    row = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = [owner.get_object() for owner in row[2 * page["/StructParents"] + 1]]
    assert row[2 * page["/StructParents"]] == page["/StructParents"]
    assert marked(page) == list(range(len(owners)))
    assert [owner["/K"] for owner in owners] == marked(page)
    assert all(owner["/Pg"].indirect_reference == page.indirect_reference for owner in owners)


def test_no_sign_of_the_marking_is_left_on_a_page(fonts):
    assert all(b"31337" not in page.get_contents().get_data() for page in document().pages)


def test_every_element_names_the_one_it_belongs_to(fonts):
    waiting = [document().trailer["/Root"]["/StructTreeRoot"]]
    for element in waiting:
        below = [kid for kid in kids(element) if isinstance(kid, dict)]
        assert all(kid["/P"].indirect_reference == element.indirect_reference for kid in below)
        waiting += below
    assert len(waiting) > 6
