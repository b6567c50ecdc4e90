"""Tests of the pages behind a figure and of the sheets it is printed on: what is left out, and how many there are."""

import io
from pathlib import Path

import pypdf
import pytest
from builders import a_dataset, an_event
from pages import words
from PySide6.QtGui import QPageLayout, QPainter

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.appendix import appendix
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.fitting import fit
from viewer.export.pages.presets import Paper, Unit
from viewer.export.pages.tiles import sheets_in_words, tiled
from viewer.export.printing import print_fitted, sheet_paper, sheet_px
from viewer.layout.scene import Scene
from viewer.model.amounts import parse_amount
from viewer.model.dataset import Disagreement
from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer
from viewer.model.filters import Filter
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.painting.text_measure import measure
from viewer.theme import load_theme

LAYERS = (Layer("main", "Main"), Layer("record", "Public record"))


def a_count(amount="over 400", figure_id="k", **rest):
    given = {"contributor": "Kenya", "measure": Measure.DEPLOYED, "date": parse_edtf("2024-06-25"), "layer": "main"}
    return PersonnelFigure(**{"id": figure_id, "amount": parse_amount(amount)} | given | rest)


def pages_of(dataset, **rest):
    return appendix(FigureRequest(dataset, **rest), Unit.MM, measure)


def whole(found):
    return " ".join(" ".join(" ".join(words(page)) for page in found.pages).split())


def test_an_appendix_leaves_out_what_is_hidden():
    events = an_event(title="Shown", layer="main"), an_event(title="Concealed", layer="record")
    found = pages_of(a_dataset(*events, layers=LAYERS), filter=Filter(frozenset({"record"})))
    assert "Shown" in whole(found)
    assert "Concealed" not in whole(found)


def test_an_appendix_without_personnel_has_no_such_part():
    dataset = a_dataset(personnel=(a_count(),))
    assert "Personnel" in [part.title for part in pages_of(dataset).sections]
    assert "Personnel" not in [part.title for part in pages_of(dataset, has_personnel=False).sections]


def test_a_disagreement_about_nothing_shown_is_left_out():
    events = an_event(title="Shown", layer="main"), an_event(title="Concealed", layer="record")
    entry = Disagreement("d", "Who came first", "Two say so.", ("concealed",))
    dataset = a_dataset(*events, layers=LAYERS, disagreements=(entry,))
    assert "Who came first" in whole(pages_of(dataset))
    assert "Who came first" not in whole(pages_of(dataset, filter=Filter(frozenset({"record"}))))


def test_a_disagreement_names_what_it_is_about():
    entry = Disagreement("d", "How many", "Two say so.", ("an-event", "k", "gone"))
    said = whole(pages_of(a_dataset(personnel=(a_count(),), disagreements=(entry,))))
    assert "About: An event; " in said
    assert "gone" not in said


@pytest.mark.parametrize(
    ("size", "words"), [((700, 500), "1 sheet"), ((1200, 500), "2 sheets, 2 across and 1 down"),
                        ((1200, 900), "4 sheets, 2 across and 2 down")],
)  # fmt: skip
def test_the_sheets_of_a_poster_are_counted(size, words):
    assert sheets_in_words(tiled(Scene(*size, ()), 1.0, (720.0, 520.0), measure)) == words


def test_a_sheet_laid_across_is_wider_than_high(printer):
    upright = sheet_px(printer)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    assert sheet_px(printer) == pytest.approx(upright[::-1], abs=1)


def test_what_is_printed_keeps_its_size(printer):
    fitted = fit(FigureRequest(a_dataset()), sheet_paper(printer), measure)
    assert print_fitted(printer, fitted, load_theme("print")).part_px == sheet_px(printer)
    (page,) = pypdf.PdfReader(io.BytesIO(Path(printer.outputFileName()).read_bytes())).pages
    assert (page.mediabox.width, page.mediabox.height) == pytest.approx((595, 842), abs=1)


@pytest.fixture
def poster():
    return fit(FigureRequest(a_dataset()), Paper(420, 297, Unit.MM), measure)


def gives_up_at(turn):
    """A check that ends the work when it is called for the nth time."""
    turns = iter(range(1, turn))

    def check():
        if next(turns, None) is None:
            raise InterruptedError

    return check


@pytest.mark.qt_log_ignore("QPainter::begin", "QPrinter::setOutputFileName")
def test_a_printer_that_does_not_answer_is_said_plainly(printer, poster):
    at_work = QPainter(printer)
    with pytest.raises(ExportError, match=r"The printer does not answer\. Choose another one, or export a PDF"):
        print_fitted(printer, poster, load_theme("print"))
    at_work.end()


def test_a_print_into_a_folder_that_is_not_there_is_said_plainly(printer, poster, tmp_path):
    printer.setOutputFileName(str(tmp_path / "missing" / "print.pdf"))
    with pytest.raises(ExportError, match="there is no folder"):
        print_fitted(printer, poster, load_theme("print"))


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_print_given_up_leaves_the_older_file_as_it_was(printer, poster, tmp_path, turn):
    place = tmp_path / "print.pdf"
    place.write_bytes(b"old")
    with pytest.raises(InterruptedError):
        print_fitted(printer, poster, load_theme("print"), gives_up_at(turn))
    assert place.read_bytes() == b"old"
    assert printer.outputFileName() == str(place)
