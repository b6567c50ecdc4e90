"""What leaves the window besides images: pictures on the clipboard, prints, data files. Asks, does it, says what came.

Imported when first needed: exporting costs a start nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QProgressDialog

from viewer.export.data.kinds import KINDS, data_text, kind_of
from viewer.export.formats.atomic import ExportError, write_file
from viewer.window.dialogs import say_problem
from viewer.window.export_choice import remembered
from viewer.window.export_work import Composer, Wish, print_on_sheet
from viewer.window.export_work import copy as copied_picture
from viewer.window.job import Job
from viewer.window.outputs import ask_for_printer, put_on_clipboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.layout.timescale import Span
    from viewer.settings import Settings
    from viewer.window.export_work import Copied
    from viewer.window.job import Step
    from viewer.window.main_window import MainWindow
    from viewer.workspace import Workspace

_PATIENCE_MS = 500
"""Most of it is done before anybody need be told to wait."""

_SHOWN_MS = 8000


def copy(window: MainWindow, workspace: Workspace, view: Span, settings: Settings) -> None:
    """Have the view put on the clipboard as a picture, as last chosen for export."""
    choice = replace(remembered(settings), what="view")
    title, theme = _words("Copy picture"), choice.colours()
    try:
        paper = choice.paper(settings.export_choice("format", "png"))
        wish = Wish(choice.request(workspace, view), paper, choice.ground)
    except ExportError as error:
        say_problem(window, title, str(error))
        return

    def done(copied: Copied) -> str:
        put_on_clipboard(copied)
        return _words("This view is on the clipboard as a picture.")

    _send(window, title, lambda step: copied_picture(wish, Composer().compose(wish, step), theme, step), done)


def print_view(window: MainWindow, workspace: Workspace, view: Span, settings: Settings) -> None:
    """Ask for a printer and have the view printed on one sheet, in the colours for paper."""
    title = _words("Print")
    try:
        request = replace(remembered(settings), what="view").request(workspace, view)
    except ExportError as error:
        say_problem(window, title, str(error))
        return
    printer = ask_for_printer(window, request.name)
    if printer is not None:
        _send(window, title, lambda step: print_on_sheet(printer, request, step), _words("Printed: {}.").format)


def export_data(window: MainWindow, workspace: Workspace, settings: Settings) -> None:
    """Ask where to, and write what is shown as data; the ending of the name decides the kind."""
    kinds = ";;".join(f"{_words(kind.title)} (*.{kind.name})" for kind in KINDS)
    folder = Path(settings.export_choice("folder", str(Path.home())))
    first = str(folder / f"{workspace.dataset.id or 'timeline'}.csv")
    name, chosen = QFileDialog.getSaveFileName(window, _words("Export data"), first, kinds)
    if not name:
        return
    path, kind = _meant(Path(name), chosen)
    dataset, shown = workspace.dataset, workspace.filter

    def work(step: Step) -> Path:
        step.begin(_words("Writing"))
        text = data_text(kind, dataset, shown)
        step.check()
        write_file(path, text.encode())
        return path

    def done(written: Path) -> str:
        settings.save_export_choice("folder", str(written.parent))
        return _words("Written: {}").format(written)

    _send(window, _words("Export data"), work, done)


def _meant(path: Path, chosen: str) -> tuple[Path, str]:
    """Return where to write, and which kind of data; `chosen` is the entry of the file dialog, "" for none.

    The chosen kind holds where the name allows it, as x.csv does a personnel.csv; else the name decides, and one
    without an ending gets that of the kind.
    """
    named = kind_of(path)
    kind = next((kind.name for kind in KINDS if chosen.endswith(f"(*.{kind.name})")), named or "csv")
    if named is None:
        return path.with_name(f"{path.name}.{kind}"), kind
    return path, kind if kind.endswith(f".{named}") else named


def _send(window: MainWindow, title: str, work: Callable[[Step], Any], done: Callable[[Any], str]) -> None:
    """Do the work beside the window, with a way to cancel it if it takes long; tell in words what came of it."""
    waiting = QProgressDialog("", _words("Cancel"), 0, 0, window)
    waiting.setWindowTitle(title)
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    waiting.setMinimumDuration(_PATIENCE_MS)
    waiting.setAutoReset(False)
    waiting.setValue(0)
    job = Job(ExportError, waiting)

    def tell(said: str) -> None:
        window.statusBar().showMessage(said, _SHOWN_MS)

    def fail(error: ExportError) -> None:
        waiting.reset()
        say_problem(window, title, str(error))

    waiting.canceled.connect(job.cancel)
    job.progressed.connect(lambda doing: waiting.setLabelText(_words("{}…").format(doing)))
    job.cancelled.connect(lambda: tell(_words("Given up.")))
    job.failed.connect(fail)
    job.ended.connect(waiting.deleteLater)
    job.start(work, lambda result: tell(done(result)))


def _words(text: str) -> str:
    return QCoreApplication.translate("outgoing", text)
