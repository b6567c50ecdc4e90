"""Cold start: from starting a process to its first paint, ours beside the least a window costs. Fresh processes."""

from __future__ import annotations

import compileall
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LATE_MODULES = (
    "pyqtgraph",
    "pyarrow",
    "csv",
    "viewer.export",
    "viewer.loading.tables.table",
    "multiprocessing",
    "colorama",
)
"""What the first paint of a dataset folder does not need, and so must not have imported."""

_SAY = """
import json, sys, time
def say():
    print(json.dumps([time.monotonic(), sorted(sys.modules)]), flush=True)
"""

_HELLO = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
qt = QApplication([])
class Hello(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    say()
    qt.quit()
window = Hello("Hello")
window.resize(1280, 720)
window.show()
qt.exec()
"""

_PLOT = """
import pyqtgraph as pg
from PySide6.QtCore import QTimer
qt = pg.mkQApp()
class Plot(pg.PlotWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    say()
    qt.quit()
window = Plot(axisItems={"bottom": pg.DateAxisItem()})
window.plot([0, 1e9], [0, 1])
window.resize(1280, 720)
window.show()
qt.exec()
"""

_OURS = """
from viewer import __main__, bootstrap
from viewer.commands import opening
def open_and_say(path):
    opening.make_ready()
    from viewer.app import start
    from PySide6.QtCore import QTimer
    from viewer.window.main_window import MainWindow
    paint = MainWindow.paintEvent
    def paint_and_say(self, event):
        QTimer.singleShot(0, done)  # before the window's own, which makes panels and chart
        paint(self, event)
    MainWindow.paintEvent = paint_and_say
    def done():
        say()
        qt.exit()
    qt, application = start(path, [])
    window = application.window
    window.resize(1280, 720)  # as large as the others
    window.show()
    return qt.exec()
opening.open_window = open_and_say
bootstrap.prepare(sys.argv[1:])
__main__.main(sys.argv[1:])
"""

HELLO, NUMPY, PLOT, TABLE, FOLDER = "hello", "hello and numpy", "bare plot", "1e4 events", "built-in dataset"


class Start(NamedTuple):
    """Milliseconds to the first paint of each contestant, run by run, and what ours had imported by then."""

    times_ms: dict[str, list[float]]
    late_modules: tuple[str, ...]


def measure_starts(table: Path, folder: Path, runs: int) -> Start:
    """Start every contestant `runs` times in turn: ours with a table of events, and with a dataset folder.

    The byte code is brought up to date before, as setting up does: where Python may not write it, each start of a
    checkout that has changed would translate the modules anew.
    """
    compileall.compile_dir(Path(__file__).parent.parent, quiet=2)
    programs = {
        HELLO: (_SAY + _HELLO,),
        NUMPY: (_SAY + "import numpy\n" + _HELLO,),
        TABLE: (_SAY + _OURS, str(table)),  # between the two it is held against: a shared machine changes by the second
        PLOT: (_SAY + _PLOT,),
        FOLDER: (_SAY + _OURS, str(folder)),
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    imported: set[str] = set()
    for name, program in [*programs.items()] * (runs + 1):
        taken_ms, modules = _started(program)
        times[name].append(taken_ms)
        if name == FOLDER:
            imported |= modules
    # the first run of each fills the disk's cache and the byte code's
    return Start({name: taken[1:] for name, taken in times.items()}, tuple(_late(imported)))


def _started(program: tuple[str, ...]) -> tuple[float, set[str]]:
    begin = time.monotonic()
    done = subprocess.run([sys.executable, "-c", *program], stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  our own
    at, modules = json.loads(done.stdout.splitlines()[-1])
    return (at - begin) * 1000, set(modules)


def _late(imported: set[str]) -> Iterator[str]:
    for name in LATE_MODULES:
        if any(module == name or module.startswith(f"{name}.") for module in imported):
            yield name
