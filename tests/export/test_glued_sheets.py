"""A poster as a PDF of sheets: all of it is on them, at its own size, the same every time."""

import io

import pypdf
import pytest
from builders import a_dataset, an_event
from pypdf import PageObject

from viewer.export.export import Writing, export_paper, require_form
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.presets import Paper, Unit
from viewer.export.sheets import sheets_of
from viewer.theme import load_theme

POSTER = Paper(420, 297, Unit.MM)


@pytest.fixture
def poster(tmp_path, qapp):
    def written(name="poster.pdf", sheet="a4", paper=POSTER):
        request = FigureRequest(a_dataset(an_event("2024-06-25", "Officers land"), an_event("2025-01-18", "Others")))
        fitted = export_paper(tmp_path / name, request, paper, load_theme("print"), Writing(sheet=sheet))
        return fitted, (tmp_path / name).read_bytes()

    return written


def pages_of(content) -> list[PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_poster_takes_the_sheets_it_is_said_to_take(poster):
    fitted, content = poster()
    assert len(pages_of(content)) == len(sheets_of(fitted, "a4").tiles) == 4


def test_the_sheets_are_turned_where_that_takes_fewer(poster):
    _, content = poster()
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pages_of(content)} == {(842, 595)}


def test_each_sheet_says_which_it_is_and_the_words_of_the_figure_are_on_them(poster):
    texts = [page.extract_text() for page in pages_of(poster()[1])]
    assert [f"sheet {number} of 4" in text for number, text in enumerate(texts, 1)] == [True] * 4
    assert "Officers land" in " ".join(texts)


def test_a_page_that_fits_a_sheet_is_one_without_marks(poster):
    (page,) = pages_of(poster(paper=Paper(180, 120, Unit.MM))[1])
    assert "sheet 1" not in page.extract_text()


def test_two_runs_give_the_same_bytes(poster):
    assert poster("a.pdf")[1] == poster("b.pdf")[1]


def test_the_sheets_say_from_which_data_they_are(poster):
    content = poster()[1]
    assert "Mission Timeline" in pypdf.PdfReader(io.BytesIO(content)).metadata["/Keywords"]


@pytest.mark.parametrize(
    ("name", "writing", "words"),
    [
        ("a.png", Writing(sheet="a4"), "Sheets need pages"),
        ("a.pdf", Writing(sheet="a9"), "There is no sheet 'a9'"),
        ("a.pdf", Writing(sheet="a4", has_appendix=True), "no appendix"),
    ],
)
def test_what_cannot_be_on_sheets_is_said(tmp_path, name, writing, words):
    with pytest.raises(ExportError, match=words):
        require_form(tmp_path / name, writing)
