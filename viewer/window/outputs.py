"""Ways out of the window that need no dialog of ours: the picture on the clipboard, the picture on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from viewer.export.export import Writing, figure_bytes
from viewer.export.pages.fitting import fit
from viewer.export.pages.presets import PX_PER_INCH
from viewer.export.pages.tiles import sheets_in_words
from viewer.export.printing import print_fitted, sheet_paper, sheet_px
from viewer.painting.text_measure import measure
from viewer.theme import load_theme
from viewer.window.export_choice import ExportChoice, remembered

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from viewer.export.pages.figure import FigureRequest
    from viewer.export.pages.fitting import Fitted
    from viewer.layout.timescale import Span
    from viewer.settings import Settings
    from viewer.theme import Theme
    from viewer.workspace import Workspace

_SVG = "image/svg+xml"
_PNG = "image/png"


def copy_picture(workspace: Workspace, view: Span, settings: Settings) -> Fitted:
    """Put the figure of the view, as last chosen for export, on the clipboard as PNG and as SVG.

    Returns what was copied. Raises ExportError where there is nothing to draw.
    """
    choice = _of_view(settings)
    request, paper = choice.request(workspace, view), choice.paper()
    fitted = fit(request, paper, measure, choice.ground)
    QGuiApplication.clipboard().setMimeData(picture_data(fitted, request, choice.colours()))
    return fitted


def picture_data(fitted: Fitted, request: FigureRequest, theme: Theme) -> QMimeData:
    """Return a picture in both forms, so that each program that pastes it takes the best it can."""
    png = figure_bytes(fitted.scene, "png", request, fitted.page, theme, Writing())
    svg = figure_bytes(fitted.scene, "svg", request, fitted.page, theme, Writing())
    data = QMimeData()
    data.setData(_SVG, QByteArray(svg))
    data.setData(_PNG, QByteArray(png))
    data.setImageData(QImage.fromData(QByteArray(png)))
    data.setText(request.name)
    return data


def print_figure(parent: QWidget, workspace: Workspace, view: Span, settings: Settings) -> str:
    """Ask for a printer and print the view on one sheet, in the colours for paper.

    Returns what was printed in words, "" if the person changed their mind. Raises ExportError.
    """
    choice = _of_view(settings)
    request = choice.request(workspace, view)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not _asked(parent, printer, request.name):
        return ""
    return _printed(printer, fit(request, sheet_paper(printer), measure))


def print_chosen(parent: QWidget, fitted: Fitted, request: FigureRequest) -> str:
    """Ask for a printer and print a composed figure at its own size, over several sheets if it takes them.

    A figure in pixels only a little larger than the sheet is composed for the sheet instead. Raises ExportError.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not _asked(parent, printer, request.name):
        return ""
    return _printed(printer, fitted if _is_poster(fitted, printer) else fit(request, sheet_paper(printer), measure))


def _is_poster(fitted: Fitted, printer: QPrinter) -> bool:
    """Say whether a figure was meant to be larger than a sheet, and not only has no size on paper."""
    width, height = sheet_px(printer)
    wide, high = fitted.scene.width * fitted.page.zoom, fitted.scene.height * fitted.page.zoom
    inch = PX_PER_INCH
    return fitted.page.unit != "px" and (wide > width + inch or high > height + inch)


def _of_view(settings: Settings) -> ExportChoice:
    choice = remembered(settings)
    return ExportChoice(**{**vars(choice), "what": "view"})


def _asked(parent: QWidget, printer: QPrinter, title: str) -> bool:
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(parent.tr("Print"))
    return dialog.exec() == QDialog.DialogCode.Accepted


def _printed(printer: QPrinter, fitted: Fitted) -> str:
    return sheets_in_words(print_fitted(printer, fitted, load_theme("print")))
