"""Tests of the pages with notes that have no room under the figure of a PDF."""

import io

import pypdf
import pytest
from builders import a_dataset, an_event

from viewer.assets import resource_path
from viewer.export.export import Writing, export_paper
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.presets import parse_size, preset
from viewer.layout.scene import texts
from viewer.loading.load import load
from viewer.theme import load_theme

SMALL = parse_size("210x148mm")


@pytest.fixture(scope="module")
def mission():
    return load(resource_path("datasets", "mss-haiti")).dataset


@pytest.fixture
def drawn(mission, tmp_path):
    def draw(name, paper=SMALL, writing=Writing(), **rest):  # noqa: B008  a named tuple, nobody can change it
        path = tmp_path / name
        request = FigureRequest(mission, **rest)
        return export_paper(path, request, paper, load_theme("light"), writing), path.read_bytes()

    return draw


def pages(content):
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def test_quotes_without_room_stand_on_pages_after_the_figure(drawn, mission):
    fitted, content = drawn("a.pdf", has_quotes=True)
    first, *others = pages(content)
    behind = " ".join(others).replace(" ", "")
    assert "notes, listed after this page" in first
    assert "after this page" in " ".join(fitted.notices)
    quotes = [quote for row in range(len(mission)) for quote in mission.event(row).quotes]
    assert all("".join(quote.exact.split()) in behind for quote in quotes)


def test_sources_without_room_stand_on_a_page_after_the_figure(drawn, mission):
    fitted, content = drawn("a.pdf")
    first, behind = pages(content)
    assert "sources, listed after this page" in first
    assert "after this page" in " ".join(fitted.notices)
    assert behind.startswith("Sources")
    assert "Reuters, 11 October 2024" in behind


def test_a_figure_without_sources_needs_no_page_for_them(qapp, tmp_path):
    path = tmp_path / "a.pdf"
    request = FigureRequest(a_dataset(*(an_event("2024-06", f"Event {n}", event_id=f"e{n}") for n in range(60))))
    export_paper(path, request, SMALL, load_theme("light"), Writing())
    assert len(pages(path.read_bytes())) == 1


def test_the_notes_can_be_reached_by_a_bookmark(drawn):
    _, content = drawn("a.pdf", has_quotes=True)
    reader = pypdf.PdfReader(io.BytesIO(content))
    (notes,) = [mark for mark in reader.outline if mark.title == "Notes"]
    assert reader.get_destination_page_number(notes) == 1


def test_notes_with_room_under_the_figure_need_no_page(drawn):
    assert len(pages(drawn("a.pdf", preset("web").paper, has_quotes=True)[1])) == 1


def test_an_appendix_lists_the_notes_once(drawn):
    _, content = drawn("a.pdf", writing=Writing(has_appendix=True), has_quotes=True, has_appendix=True)
    assert "notes, listed in the appendix" in pages(content)[0]
    assert not any("Notes, page" in page for page in pages(content))


def test_a_picture_without_pages_has_them_in_its_data(drawn):
    fitted, content = drawn("a.svg", has_quotes=True)
    assert "notes, listed in the data of this file" in " ".join(text.text for text in texts(fitted.scene))
    assert (
        "Kenya sent about 400 police officers" in content.decode().partition("<metadata")[2].partition("</metadata")[0]
    )
