"""Tests of printing, into a file."""

import io
from pathlib import Path

import pypdf
import pytest
from builders import a_dataset, an_event
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageSize

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.presets import Paper, Unit
from viewer.export.printing import print_request, sheet_paper
from viewer.theme import load_theme


def printed(printer):
    return pypdf.PdfReader(io.BytesIO(Path(printer.outputFileName()).read_bytes())).pages


def test_a_figure_is_composed_for_the_sheet_in_the_printer(printer):
    paper = sheet_paper(printer)
    assert paper.unit is Unit.MM
    assert 180 < paper.width <= 210
    tiling = print_request(printer, FigureRequest(a_dataset(an_event(title="A landing"))), load_theme("print"))
    assert len(tiling.tiles) == len(printed(printer)) == 1
    assert "landing" in printed(printer)[0].extract_text()


def test_a_poster_takes_several_numbered_sheets(printer):
    request = FigureRequest(a_dataset(an_event(title="A landing")))
    tiling = print_request(printer, request, load_theme("print"), Paper(420, 297, Unit.MM))
    pages = printed(printer)
    assert len(pages) == len(tiling.tiles) > 1
    assert all("sheet" in page.extract_text() for page in pages)


@pytest.mark.parametrize(("paper", "count"), [((420, 297), 4), ((297, 420), 4), ((500, 180), 2)])
def test_sheets_are_turned_where_that_takes_fewer(printer, paper, count):
    request = FigureRequest(a_dataset(an_event(title="A landing")))
    tiling = print_request(printer, request, load_theme("print"), Paper(*paper, Unit.MM))
    assert len(tiling.tiles) == count
    wide, high = (float(side) for side in printed(printer)[0].mediabox[2:])
    assert (wide > high) == (paper[0] > paper[1])


def test_sheets_lie_as_the_person_has_laid_them_where_turning_saves_none(printer):
    request = FigureRequest(a_dataset(an_event(title="A landing")))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    print_request(printer, request, load_theme("print"), Paper(120, 120, Unit.MM))
    assert printer.pageLayout().orientation() is QPageLayout.Orientation.Landscape


def test_a_sheet_too_small_to_glue_is_told_in_a_sentence(printer):
    printer.setPageSize(QPageSize(QSizeF(38, 90), QPageSize.Unit.Millimeter))
    request = FigureRequest(a_dataset(an_event(title="A landing")))
    with pytest.raises(ExportError, match=r"too small to spread a figure over\. Choose larger sheets"):
        print_request(printer, request, load_theme("print"), Paper(297, 210, Unit.MM))
    assert not Path(printer.outputFileName()).exists()
