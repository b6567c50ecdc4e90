"""The application and the bundled typeface, for tests that draw, and a printer for those that print."""

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from viewer.theme import load_fonts


@pytest.fixture(autouse=True)
def fonts(qapp):
    load_fonts()


@pytest.fixture
def printer(tmp_path):
    """A printer of A4 sheets that prints into a file."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "print.pdf"))
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return made
