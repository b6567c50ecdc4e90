"""Prints figures on a QPrinter: on one sheet, or spread over several at their own size. It asks nobody anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPainter

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.fitting import fit
from viewer.export.pages.presets import MM_PER_INCH, PRINT_DPI, PX_PER_INCH, Paper, Unit
from viewer.export.pages.tiles import Tiling, tiled
from viewer.layout.scene import Scene
from viewer.painting.painter import paint_scene
from viewer.painting.text_measure import measure

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from viewer.export.pages.figure import FigureRequest
    from viewer.export.pages.fitting import Fitted
    from viewer.theme import Theme


def sheet_paper(printer: QPrinter) -> Paper:
    """Return what a printer can print on of its sheet, as a paper to compose for."""
    width, height = (side / PX_PER_INCH * MM_PER_INCH for side in sheet_px(printer))
    return Paper(width, height, Unit.MM, PRINT_DPI)


def print_request(printer: QPrinter, request: FigureRequest, theme: Theme, paper: Paper | None = None) -> Tiling:
    """Print a figure: composed for the printer's sheet, or for a paper of its own, spread over as many as it takes.

    Returns the sheets printed. Raises ExportError where the printer does not take them.
    """
    return print_fitted(printer, fit(request, paper or sheet_paper(printer), measure), theme)


def print_fitted(printer: QPrinter, fitted: Fitted, theme: Theme) -> Tiling:
    """Print a composed figure at its own size, a sheet for each tile."""
    sheet = sheet_px(printer)
    tiling = tiled(fitted.scene, fitted.page.zoom, sheet, measure)
    painter = QPainter()
    if not painter.begin(printer):
        raise ExportError("The printer does not answer. Choose another one, or export a PDF and print that.")
    try:
        dots = printer.resolution() / PX_PER_INCH
        painter.scale(dots, dots)
        for number, tile in enumerate(tiling.tiles):
            if number and not printer.newPage():
                raise ExportError("The printer took no further sheet. Export a PDF and print that.")
            painter.save()
            painter.setClipRect(QRectF(0, 0, *tiling.part_px))
            painter.translate(-tile.left, -tile.top)
            painter.scale(fitted.page.zoom, fitted.page.zoom)
            paint_scene(painter, fitted.scene, theme)
            painter.restore()
            paint_scene(painter, Scene(*sheet, tile.marks), theme)
    finally:
        painter.end()
    return tiling


def sheet_px(printer: QPrinter) -> tuple[float, float]:
    """Return the printable size of a sheet in 96ths of an inch."""
    area = printer.pageLayout().paintRect(QPageLayout.Unit.Inch)
    return area.width() * PX_PER_INCH, area.height() * PX_PER_INCH
