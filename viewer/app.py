"""The application: builds every object once, opens datasets, and has the one hook for programming errors.

Nothing else makes a Workspace, a Settings or a MainWindow. The chart library is imported after the first paint.
"""

from __future__ import annotations

import faulthandler
import gc
import logging
import sys
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from viewer.assets import resource_path
from viewer.crash import install_hook
from viewer.loading.kinds import is_table
from viewer.loading.load import load
from viewer.loading.loaded import Loaded
from viewer.loading.problems import DatasetError
from viewer.model.dataset import Dataset
from viewer.model.deep_link import DeepLink, LinkError, parse_link
from viewer.painting.voices import Voices
from viewer.settings import Settings
from viewer.theme import load_fonts, load_theme
from viewer.window.main_window import MainWindow
from viewer.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

    from viewer.theme import Theme
    from viewer.window.load_job import LoadJob, Ready

_log = logging.getLogger(__name__)
_LONG_BYTES = 4_000_000  # read in about a fifth of a second


class Application:
    """The running program: one workspace, one window, one theme."""

    def __init__(self, qt: QApplication, path: Path, loaded: Loaded) -> None:
        self._qt = qt
        self._settings = Settings()
        self._theme = self._chosen_theme()
        self._dress()
        self.workspace = Workspace(loaded.dataset, loaded.problems, path)
        self.window = MainWindow(self.workspace, self._settings, self._theme)
        self._wanted = path
        self._link: DeepLink | None = None
        self._connect()
        self.window.restore()

    def open(self, path: Path, link: DeepLink | None = None) -> None:
        """Open another dataset beside the window, on the view of a link.

        If it cannot be read, say so and leave the old one on screen.
        """
        self._wanted, self._link = path, link
        self.window.progress.begin(path)
        self._job.start(path)

    def _connect(self) -> None:
        window, do = self.window, self.window.commands
        window.painted.connect(self._on_painted)
        window.file_dropped.connect(lambda name: self.open(Path(name)))
        do["open_built_in"].triggered.connect(lambda: self.open(built_in_path()))
        do["reload"].triggered.connect(self._on_reload)
        do["export"].triggered.connect(self._on_export)
        do["copy_picture"].triggered.connect(lambda: self._send("copy"))
        do["theme"].triggered.connect(self._on_theme_toggled)
        do["system_theme"].triggered.connect(lambda: self._set_theme("system"))
        for name, ask in self._asking().items():
            do[name].triggered.connect(ask, Qt.ConnectionType.QueuedConnection)
        self._qt.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @cached_property
    def _job(self) -> LoadJob:
        """What reads datasets beside the window; the one that is there at first has been read without it."""
        job: LoadJob = _late("window.load_job").LoadJob(self.window)
        self.window.closed.connect(job.close)
        self.window.progress.cancel_requested.connect(job.cancel)
        job.progressed.connect(self.window.progress.advance)
        job.loaded.connect(self._on_loaded)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self.window.progress.end)
        return job

    def _asking(self) -> dict[str, Callable[[], None]]:
        """Return the actions that wait for an answer: a screen reader that presses one must not wait with them."""
        return {
            "open_folder": self._on_open_folder,
            "open_file": self._on_open_file,
            "print": lambda: self._send("print_view"),
            "export_data": self._on_export_data,
            "keys": lambda: _late("window.dialogs").show_keys(self.window),
            "about": self._on_about,
            "go_to_date": self._on_go_to_date,
        }

    def _chosen_theme(self) -> Theme:
        name = self._settings.theme
        if name == "system":
            name = "dark" if self._qt.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"
        return load_theme(name)

    def _dress(self) -> None:
        self._qt.setPalette(self._theme.palette())
        self._qt.setStyleSheet(self._theme.style_sheet())

    def _set_theme(self, name: str) -> None:
        self._settings.theme = name
        self._theme = self._chosen_theme()
        self._dress()
        self.window.set_theme(self._theme)

    def _on_painted(self) -> None:
        from PySide6.QtGui import QIcon  # noqa: PLC0415  the first paint does without it, and its names of all themes

        self.window.setWindowIcon(QIcon(str(resource_path("icons", "mission-timeline.svg"))))
        self.window.add_panels(_late("window.side_panels").SidePanels(self.window, self.workspace))
        QTimer.singleShot(0, self._add_chart)

    def _add_chart(self) -> None:
        """Add the chart, the last part of the window; what is there by now stays, and is not searched for garbage."""
        chart = _late("canvas.personnel_chart")  # pyqtgraph costs half a second
        self.window.add_chart(chart.PersonnelChart(self.window.viewport, self._theme))
        if not gc.isenabled() and not self._job.is_running:  # a hastened start; a job puts it right when it ends
            gc.freeze()
            gc.enable()

    def _on_loaded(self, ready: Ready) -> None:
        self.window.progress.end()
        loaded = ready.loaded
        self.workspace.set_dataset(loaded.dataset, loaded.problems, self._wanted, ready.event_index)
        if self._link is not None:
            self.window.views.show(self._link)

    def _on_failed(self, error: DatasetError) -> None:
        self.window.progress.end()
        _late("window.dialogs").say_problem(
            self.window, self.window.tr("This dataset cannot be read"), f"{self._wanted}\n\n{error}"
        )

    def _on_about(self) -> None:
        _late("window.dialogs").show_about(self.window, self.workspace.dataset, self.workspace.path)

    def _on_open_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415  the first paint does without

        folder = QFileDialog.getExistingDirectory(self.window, self.window.tr("Open a dataset folder"))
        if folder:
            self.open(Path(folder))

    def _on_open_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415  as above

        kinds = self.window.tr(
            "Datasets and tables (*.mtlz dataset.toml *.csv *.tsv *.tab *.txt *.parquet *.arrow *.feather);;"
            "Pictures with data (*.png *.svg *.pdf);;All files (*)"
        )
        name, _ = QFileDialog.getOpenFileName(self.window, self.window.tr("Open a dataset file"), "", kinds)
        if name:
            self.open(Path(name))

    def _on_reload(self) -> None:
        if self.workspace.path is not None:
            self.open(self.workspace.path)

    def _on_export(self) -> None:
        view = self.window.viewport.span
        dialog = _late("window.export_dialog")
        dialog.open_export_dialog(self.window, self.workspace, view, self._settings, self._on_written)

    def _send(self, what: str) -> None:
        send = getattr(_late("window.outgoing"), what)
        send(self.window, self.workspace, self.window.viewport.span, self._settings)

    def _on_export_data(self) -> None:
        _late("window.outgoing").export_data(self.window, self.workspace, self._settings)

    def _on_written(self, path: Path) -> None:
        self.window.statusBar().showMessage(self.window.tr("Written: {}").format(path), 8000)

    def _on_theme_toggled(self) -> None:
        self._set_theme("light" if self._theme.is_dark else "dark")

    def _on_scheme_changed(self) -> None:
        if self._settings.theme == "system":
            self._set_theme("system")

    def _on_go_to_date(self) -> None:
        _late("window.dialogs").ask_for_date(self.window, self.window.viewport.whole, self.window.go_to)


def _late(name: str) -> Any:  # noqa: ANN401  a module
    """Import a module of ours when it is first needed: nothing the first paint does without is imported before it."""
    return import_module(f"viewer.{name}")


def built_in_path() -> Path:
    """Return where the built-in dataset lies."""
    return resource_path("datasets", "mss-haiti")


def run(path: Path | None, arguments: list[str]) -> int:
    """Open the window on a dataset (None: the built-in one) or a link; return the exit code when it is closed.

    Raises DatasetError if the dataset cannot be read: there is no window yet to say it in.
    """
    qt, application = start(path, arguments)
    application.window.show()
    return qt.exec()


def start(path: Path | None, arguments: list[str]) -> tuple[QApplication, Application]:
    """Make everything `run` shows, as it does; a long table is read beside the window, which says how far it is."""
    wanted, link = _target(path)
    is_long = is_table(wanted) and wanted.stat().st_size > _LONG_BYTES
    loaded = Loaded(Dataset.from_events(title=wanted.name), ()) if is_long else load(wanted)
    qt = make_qt_application(arguments)
    _start_logging()
    application = Application(qt, wanted, loaded)
    install_hook(lambda: application.window)
    if is_long:
        application.window.painted.connect(lambda: application.open(wanted, link))
    else:
        application.window.views.show(link)
    return qt, application


def _target(path: Path | None) -> tuple[Path, DeepLink]:
    """Return the dataset's path and the view a link names; a path that is there is no link, whatever its name."""
    if path is None or path.exists():
        return path or built_in_path(), DeepLink()
    try:
        link = parse_link(str(path))
    except LinkError as error:
        raise DatasetError(f"This link names no view: {error}") from error
    return Path(link.path) if link.path else built_in_path(), link


def make_qt_application(arguments: list[str]) -> QApplication:
    """Make the Qt application with the bundled font and the Fusion style.

    The style is named as an argument: a call that sets it would return it, and PySide then makes all its 566 names.
    """
    qt = QApplication([sys.argv[0], "-style", "Fusion", *arguments])
    qt.setApplicationName("mission-timeline")
    qt.setApplicationDisplayName("Mission Timeline")
    qt.setDesktopFileName("mission-timeline")
    font = QFont(load_fonts())
    font.setPixelSize(12)
    qt.setFont(font)
    _listen()
    return qt


def _listen() -> None:
    """Have Qt ask what speaks for each widget; what can answer is imported when something asks."""
    for room in ("canvas.timeline_voice", "panels.voices"):
        Voices(partial(_voice_of, room)).listen()


def _voice_of(room: str, name: str, thing: QObject) -> QAccessibleInterface | None:
    found: QAccessibleInterface | None = _late(room).voice_of(name, thing)
    return found


def _start_logging() -> None:
    folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        logging.basicConfig(filename=folder / "log.txt", level=logging.INFO, filemode="w")
        faulthandler.enable((folder / "crash.txt").open("w", encoding="utf-8"))
    except OSError as error:
        logging.basicConfig(level=logging.WARNING)
        _log.warning("No log file: %s", error)
