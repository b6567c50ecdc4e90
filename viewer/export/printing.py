"""Prints figures on a QPrinter: on one sheet, or spread over several at their own size. It asks nobody anything."""

from __future__ import annotations

import math
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPainter

from viewer.export.formats.atomic import ExportError, write_file
from viewer.export.pages.fitting import fit
from viewer.export.pages.presets import MM_PER_INCH, PRINT_DPI, PX_PER_INCH, Paper, Unit
from viewer.export.pages.tiles import Tiling, counted_sheets, tiled
from viewer.export.steps import go_on
from viewer.layout.scene import Scene
from viewer.painting.painter import paint_scene
from viewer.painting.text_measure import measure

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPagedPaintDevice, QPdfWriter
    from PySide6.QtPrintSupport import QPrinter

    from viewer.export.pages.figure import FigureRequest
    from viewer.export.pages.fitting import Fitted
    from viewer.export.steps import Check
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


def print_fitted(printer: QPrinter, fitted: Fitted, theme: Theme, check: Check = go_on) -> Tiling:
    """Print a composed figure at its own size, a sheet for each tile, turned where that takes fewer. Any thread may.

    A print into a file is there whole or not at all. Raises ExportError, and what `check` raises: of a printer only
    before the first sheet, since Qt prints what has been painted whatever comes after.
    """
    try:
        turn_for(printer, lambda sheet: math.prod(counted_sheets(figure_px(fitted), sheet)))
        tiling = tiled(fitted.scene, fitted.page.zoom, sheet_px(printer), measure)
    except ValueError as error:
        raise ExportError(f"{error} Choose larger sheets, or a smaller page.") from error
    check()
    name = printer.outputFileName()
    if not name:
        paint_sheets(printer, fitted, theme, tiling, go_on)
        return tiling
    with TemporaryDirectory(prefix="mission-timeline-") as folder:
        draft = Path(folder) / Path(name).name
        printer.setOutputFileName(str(draft))
        try:
            paint_sheets(printer, fitted, theme, tiling, check)
        finally:
            printer.setOutputFileName(name)
        write_file(Path(name), draft.read_bytes())
    return tiling


def paint_sheets(
    printer: QPrinter | QPdfWriter, fitted: Fitted, theme: Theme, tiling: Tiling, check: Check = go_on
) -> None:
    """Paint a composed figure, a sheet for each tile. Raises ExportError, and what `check` raises."""
    painter = QPainter()
    if not painter.begin(printer):
        raise ExportError("The printer does not answer. Choose another one, or export a PDF and print that.")
    try:
        dots = printer.resolution() / PX_PER_INCH
        painter.scale(dots, dots)
        for number, tile in enumerate(tiling.tiles):
            check()
            if number and not printer.newPage():
                raise ExportError("The printer took no further sheet. Export a PDF and print that.")
            painter.save()
            painter.setClipRect(QRectF(0, 0, *tiling.part_px))
            painter.translate(-tile.left, -tile.top)
            painter.scale(fitted.page.zoom, fitted.page.zoom)
            paint_scene(painter, fitted.scene, theme)
            painter.restore()
            paint_scene(painter, Scene(*sheet_px(printer), tile.marks), theme)
    finally:
        painter.end()


def sheet_px(printer: QPagedPaintDevice) -> tuple[float, float]:
    """Return the printable size of a sheet in 96ths of an inch."""
    return _paint_px(printer.pageLayout())


def turn_for(printer: QPagedPaintDevice, cost: Callable[[tuple[float, float]], int]) -> None:
    """Turn the printer's sheets if that costs less; `cost` is of a sheet with a printable size in 96ths of an inch."""
    layout = printer.pageLayout()
    turned = QPageLayout(layout)
    is_upright = layout.orientation() is QPageLayout.Orientation.Portrait
    turned.setOrientation(QPageLayout.Orientation.Landscape if is_upright else QPageLayout.Orientation.Portrait)
    if cost(_paint_px(turned)) < cost(_paint_px(layout)):
        printer.setPageOrientation(turned.orientation())


def figure_px(fitted: Fitted) -> tuple[float, float]:
    """Return the size of a composed figure in 96ths of an inch."""
    return fitted.scene.width * fitted.page.zoom, fitted.scene.height * fitted.page.zoom


def _paint_px(layout: QPageLayout) -> tuple[float, float]:
    area = layout.paintRect(QPageLayout.Unit.Inch)
    return area.width() * PX_PER_INCH, area.height() * PX_PER_INCH
