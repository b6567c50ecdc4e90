"""The record: everything needed to make a picture again, in every format, and the picture made again from it."""

from __future__ import annotations

import io
import json

import pypdf
import pytest
from builders import a_dataset, a_folder, an_event
from msgspec.structs import replace
from PySide6.QtGui import QImage

from viewer.export.export import Writing, export_paper
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.presets import Paper, Unit
from viewer.export.trace.record import made_again
from viewer.export.trace.redraw import has_same_pixels, redrawn
from viewer.layout.timescale import Span
from viewer.loading.load import load
from viewer.loading.pack import pack
from viewer.loading.pictures import Picture, read_picture
from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer
from viewer.model.filters import Filter
from viewer.theme import load_theme

FORMATS = ("png", "svg", "pdf")


def exported(tmp_path, ending, request, paper=None, writing=None, theme="light"):
    path = tmp_path / f"figure.{ending}"
    export_paper(path, request, paper or Paper(700, None), load_theme(theme), writing or Writing())
    return read_picture(path)


def a_request(**rest):
    layers = (Layer("main", "Main"), Layer("more", "More"))
    events = (an_event(), an_event("2024-09", "Later", layer="more"))
    return FigureRequest(a_dataset(*events, layers=layers, version="2", sha256="ab" * 32), **rest)


@pytest.mark.parametrize("ending", FORMATS)
def test_each_format_says_from_what_and_of_what_it_was_made(tmp_path, ending):
    picture = exported(tmp_path, ending, a_request(filter=Filter(frozenset({"more"})), span=Span(0, 2**61)))
    assert picture.part("dataset") == {
        "id": "test", "title": "A test", "version": "2", "sha256": "ab" * 32, "problems": 0,
    }  # fmt: skip
    assert (picture.span_us, picture.hidden_layers) == ((0, 2**61), {"more"})
    assert (picture.record["theme"], picture.record["output"]) == ("light", ending)


def test_the_record_is_the_same_text_in_other_programs_hands(tmp_path):
    request = a_request()
    exported(tmp_path, "png", request)
    exported(tmp_path, "pdf", request)
    in_png = json.loads(QImage(str(tmp_path / "figure.png")).text("mission-timeline"))
    xmp = pypdf.PdfReader(tmp_path / "figure.pdf").trailer["/Root"]["/Metadata"].get_data().decode()
    assert in_png["dataset"]["sha256"] == "ab" * 32
    assert "<mt:mission-timeline>{" in xmp


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize(
    ("request_options", "paper", "writing", "theme"),
    [
        ({}, Paper(700, None), Writing(), "light"),
        (
            {"title": "Ours", "subtitle": "", "has_quotes": True, "language": "de"},
            Paper(900, 700),
            Writing(2.0),
            "dark",
        ),
        ({"has_personnel": False, "span": Span(0, 2**60)}, Paper(210, 297, Unit.MM, 150.0), Writing(), "print"),
        ({"filter": Filter(hidden_layers=frozenset({"more"}), known_by_us=2**60)}, None, Writing(0.5), "light"),
    ],
)
def test_a_picture_is_made_again_from_its_record_to_the_byte(tmp_path, ending, request_options, paper, writing, theme):
    request = a_request(**request_options)
    writing = replace(writing, has_outlines=ending == "svg", has_appendix=ending == "pdf")
    picture = exported(tmp_path, ending, request, paper, writing, theme)
    assert redrawn(picture, request.dataset) == picture.content


@pytest.mark.parametrize("ending", FORMATS)
def test_a_picture_that_carries_its_data_restores_the_dataset_and_itself(tmp_path, ending):
    folder = a_folder(tmp_path)
    dataset = load(folder).dataset
    picture = exported(tmp_path, ending, FigureRequest(dataset, embedded=pack(folder)))
    assert load(tmp_path / f"figure.{ending}").dataset.sha256 == dataset.sha256
    assert redrawn(picture, dataset) == picture.content


def test_other_programs_find_the_data_as_a_file_attached_to_the_pdf(tmp_path):
    folder = a_folder(tmp_path)
    packed = pack(folder)
    picture = exported(tmp_path, "pdf", FigureRequest(load(folder).dataset, embedded=packed))
    reader = pypdf.PdfReader(io.BytesIO(picture.content), strict=True)
    assert reader.attachments == {"dataset.mtlz": [packed.content]}
    assert "An event" in reader.pages[0].extract_text()


def test_data_that_is_not_of_the_dataset_drawn_is_not_embedded(tmp_path):
    folder = a_folder(tmp_path)
    dataset = load(folder).dataset
    (folder / "dataset.toml").write_text((folder / "dataset.toml").read_text() + "\n# edited\n")
    with pytest.raises(ExportError, match="changed on disk"):
        exported(tmp_path, "png", FigureRequest(dataset, embedded=pack(folder)))


def test_a_date_of_the_filter_far_back_survives(tmp_path):
    far = parse_edtf("Y-17000").earliest_us
    request = a_request(filter=Filter(dates_us=(far, None)))
    picture = exported(tmp_path, "svg", request)
    assert made_again(picture, request.dataset).request == request


@pytest.mark.parametrize(
    "change",
    [
        {"page": {"width_px": "wide"}},
        {"page": {"depth": 3}},
        {"page": {"unit": "ell"}},
        {"options": {"title": 5}},
        {"options": {"has_quotes": "yes"}},
        {"options": {"unheard": 1}},
        {"filter": {"hidden_layers": "main"}},
        {"view": {}},
        {"theme": "../../secret"},
        {"output": "exe"},
        {"writing": {"scale": 1.0, "more": 2}},
    ],
)
def test_a_record_that_makes_no_sense_is_one_sentence(tmp_path, change):
    request = a_request()
    picture = exported(tmp_path, "svg", request)
    odd = replace(picture, record=picture.record | change)
    with pytest.raises(ExportError, match=r"cannot be used\.$"):
        redrawn(odd, request.dataset)


def test_pixels_are_compared_whatever_the_file_around_them(tmp_path):
    exported(tmp_path, "png", a_request())
    image = QImage(str(tmp_path / "figure.png"))
    image.setText("Comment", "saved again")
    image.save(str(tmp_path / "again.png"))
    one, two = ((tmp_path / name).read_bytes() for name in ("figure.png", "again.png"))
    image.setPixel(3, 3, 0)
    image.save(str(tmp_path / "other.png"))
    assert one != two
    assert has_same_pixels(one, two)
    assert not has_same_pixels(one, (tmp_path / "other.png").read_bytes())
    assert not has_same_pixels(b"<svg/>", b"<svg/>")


def test_a_picture_stays_what_it_was_when_nothing_of_it_is_known():
    picture = Picture("x.png", b"", {}, None)
    assert (picture.span_us, picture.hidden_layers, picture.text("dataset", "id")) == (None, frozenset(), "")
