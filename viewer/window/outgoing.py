"""What leaves the window besides images: pictures on the clipboard, prints, data files. Asks, does it, says what came.

Imported when first needed: exporting costs a start nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from viewer.export.data.kinds import KINDS, kind_of, write_data
from viewer.export.formats.atomic import ExportError
from viewer.window.dialogs import say_problem
from viewer.window.outputs import copy_picture, print_figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.layout.timescale import Span
    from viewer.settings import Settings
    from viewer.window.main_window import MainWindow
    from viewer.workspace import Workspace


def copy(window: MainWindow, workspace: Workspace, view: Span, settings: Settings) -> None:
    """Put the view on the clipboard as a picture."""

    def done() -> str:
        copy_picture(workspace, view, settings)
        return _words("This view is on the clipboard as a picture.")

    _try(window, _words("Copy picture"), done)


def print_view(window: MainWindow, workspace: Workspace, view: Span, settings: Settings) -> None:
    """Ask for a printer and print the view."""
    _try(window, _words("Print"), lambda: print_figure(window, workspace, view, settings))


def export_data(window: MainWindow, workspace: Workspace, settings: Settings) -> None:
    """Ask where to, and write what is shown as data; the ending of the name decides the kind."""
    kinds = ";;".join(f"{_words(kind.title)} (*.{kind.name})" for kind in KINDS)
    folder = Path(settings.export_choice("folder", str(Path.home())))
    first = str(folder / f"{workspace.dataset.id or 'timeline'}.csv")
    name, chosen = QFileDialog.getSaveFileName(window, _words("Export data"), first, kinds)
    if not name:
        return
    path = Path(name)
    kind = next((kind.name for kind in KINDS if chosen.endswith(f"(*.{kind.name})")), "csv")
    if kind_of(path) is None:
        path = path.with_name(f"{path.name}.{kind}")

    def done() -> str:
        write_data(path, kind_of(path) or kind, workspace.dataset, workspace.filter)
        settings.save_export_choice("folder", str(path.parent))
        return _words("Written: {}").format(path)

    _try(window, _words("Export data"), done)


def _try(window: MainWindow, title: str, do: Callable[[], str]) -> None:
    try:
        said = do()
    except ExportError as error:
        say_problem(window, title, str(error))
        return
    if said:
        window.statusBar().showMessage(said, 8000)


def _words(text: str) -> str:
    return QCoreApplication.translate("outgoing", text)
