"""The small dialogs: keys at a glance, about, go to a date. Each says its thing and gives back an answer or nothing."""

from __future__ import annotations

import platform
from html import escape
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QInputDialog, QMessageBox, QTextBrowser, QVBoxLayout, QWidget

from viewer.export.trace.provenance import PROGRAM, program_version
from viewer.layout.timescale import Span
from viewer.model.counting import counted
from viewer.model.dates import DateError
from viewer.model.edtf import parse_edtf
from viewer.window.actions import key_sheet
from viewer.window.asking import describe, question

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from viewer.model.dataset import Dataset


def show_keys(parent: QWidget) -> None:
    """Show every key with what it does."""
    rows = "".join(
        f"<tr><td style='padding-right:24px'>{escape(text)}</td><td><b>{escape(keys)}</b></td></tr>"
        for text, keys in key_sheet()
    )
    _show_page(parent, _words("Keys"), f"<table cellpadding='3'>{rows}</table>", (520, 640))


def show_about(parent: QWidget, dataset: Dataset, path: Path | None) -> None:
    """Show what runs here and where the data comes from."""
    _show_page(parent, _words("About Mission Timeline"), about_html(dataset, path), (560, 520))


def about_html(dataset: Dataset, path: Path | None) -> str:
    """Return the about page: versions, then the dataset's id, version, hash and quoted sources."""
    quoted = [source.title for source in dataset.sources.values() if source.text is not None]
    facts = [
        (_words("Program"), f"{PROGRAM} {program_version()}"),
        (_words("Python"), platform.python_version()),
        (_words("Qt"), f"{qVersion()} · PySide6 {_version('PySide6-Essentials')}"),
        (_words("pyqtgraph"), _version("pyqtgraph")),
        (_words("msgspec"), _version("msgspec")),
        (_words("fontTools"), _version("fonttools")),
        (_words("Dataset"), f"{dataset.title} ({dataset.id} {dataset.version})"),
        (_words("Read from"), str(path) if path else _words("the program itself")),
        (_words("SHA-256"), dataset.sha256),
        (_words("Quoted sources"), "; ".join(quoted) or _words("none")),
        (_words("References"), _words("{} without text").format(_sources(len(dataset.sources) - len(quoted)))),
    ]
    rows = "".join(
        f"<tr><td style='padding-right:16px'><b>{escape(name)}</b></td><td>{escape(text)}</td></tr>"
        for name, text in facts
    )
    promise = _words("Works offline. Never writes a dataset. Every mark and number leads back to its source.")
    return f"<p>{escape(promise)}</p><table cellpadding='4'>{rows}</table>"


class DateDialog(QInputDialog):
    """Asks for any EDTF date. A wrong one is said, and the dialog stays.

    Signals:
        given(object): the Span of a date that was given.
    """

    given = Signal(object)

    def __init__(self, parent: QWidget, whole: Span) -> None:
        """Make the dialog; `whole` is the span of the data, where open ends end."""
        super().__init__(parent)
        self._whole = whole
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Go to date"))
        self.setLabelText(self.tr("Any EDTF date, such as 2024-10-11, 2024-06/2024-07 or 1985:"))

    def accept(self) -> None:
        """Give the date, or say what is wrong with it; an empty field is a change of mind."""
        text = self.textValue().strip()
        if not text:
            self.reject()
            return
        try:
            span = span_of(text, self._whole)
        except DateError as error:
            self.setLabelText(self.tr("{}.\nAny EDTF date:").format(str(error).removesuffix(".")))
            return
        super().accept()
        self.given.emit(span)


def ask_for_date(parent: QWidget, whole: Span, on_given: Callable[[Span], None]) -> DateDialog:
    """Show the dialog; `on_given` is told the span that the date may lie in. Nothing waits for it meanwhile."""
    dialog = DateDialog(parent, whole)
    dialog.given.connect(on_given)
    dialog.open()
    describe(dialog, _words("A year, month, day, season or range, as precise as it is known"), _words("Go there"))
    return dialog


def span_of(text: str, whole: Span) -> Span:
    """Return the outer span of an EDTF date; an open end is that of the data, `whole`. Raises DateError.

    Where the data ends before the date begins, or begins after its end, the date is all there is.
    """
    date = parse_edtf(text)
    start, end = date.earliest_us, date.latest_us
    first = whole.start_us if start is None else start
    last = whole.end_us if end is None else end
    if first >= last:
        first, last = (last, last + 1) if start is None else (first, first + 1)
    return Span(first, last)


def say_problem(parent: QWidget, title: str, text: str) -> None:
    """Say what is wrong and what to do."""
    QMessageBox.warning(parent, title, text)


def ask_to_replace(parent: QWidget, path: Path, on_agreed: Callable[[], None]) -> QMessageBox:
    """Ask whether a file that is there may be replaced; `on_agreed` is told if so. Nothing waits for the answer."""
    title, text = _words("Replace the file?"), _words("There is a file {} already.").format(path.name)
    more = _words("It is in {}. What is in it now will be gone.").format(path.resolve().parent)
    box, replace = question(parent, title, text, more, _words("Replace"))
    replace.clicked.connect(on_agreed)
    box.open()
    return box


def _sources(count: int) -> str:
    return counted(count, _words("source"), _words("sources"))


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return _words("from its folder")


def _show_page(parent: QWidget, title: str, html: str, size: tuple[int, int]) -> None:
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.resize(*size)
    page = QTextBrowser()
    page.setHtml(html)
    page.setAccessibleName(title)
    page.setAccessibleDescription(_words("A table of two columns, to be read with the arrow keys"))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(page)
    column.addWidget(buttons)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _words(text: str) -> str:
    return QCoreApplication.translate("dialogs", text)
