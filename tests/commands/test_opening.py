"""What the start of the window imports, in which order, and what it leaves for later."""

import json
import subprocess
import sys

import pytest

SAY = "import json, sys; print(json.dumps(list(sys.modules)))"


def imported_by(code):
    """The modules in the order in which a fresh process imports them."""
    done = subprocess.run([sys.executable, "-c", f"{code}\n{SAY}"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_qt_reads_no_source_of_what_is_imported_after_it():
    code = "from viewer.commands.opening import hasten; hasten(); import viewer.app, linecache"
    told = "print('\\n'.join(linecache.cache), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\n{told}"], capture_output=True, text=True, check=True
    )
    assert "viewer" not in done.stderr


def test_a_start_leaves_out_what_only_set_up_links_and_exports_need():
    modules = imported_by("from viewer.commands.opening import hasten; hasten(); import viewer.app")
    late = {"subprocess", "viewer.loading.linked", "viewer.loading.report", "viewer.export", "pyqtgraph", "csv"}
    late |= {"viewer.window.asking", "concurrent.futures.thread", "dataclasses", "tomllib", "fractions"}
    late |= {"typing_extensions", "PySide6.QtSvg", "viewer.window.docks"}
    assert late & set(modules) == set()


def test_the_command_line_hastens_the_start_before_anything_is_imported():
    code = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from viewer import cli
from viewer.commands import opening
opening.open_window = lambda path: opening.make_ready() or print(path) or 0
assert cli.main(["a table.csv"]) == 0
"""
    done = subprocess.run([sys.executable, "-c", f"{code}\n{SAY}"], capture_output=True, text=True, check=True)
    path, modules = done.stdout.splitlines()
    assert path == "a table.csv"
    assert "PySide6.QtWidgets" in json.loads(modules)
    assert {"typing_extensions", "numpy", "viewer.app"} & set(json.loads(modules)) == set()


SHOWN = """
import enum, json, os, sys
from pathlib import Path
from viewer.commands.opening import hasten
hasten()
from viewer.app import start
from shiboken6 import Shiboken
qt, application = start(None, [])
application.window.painted.disconnect()
application.window.painted.connect(qt.quit)
application.window.show()
qt.exec()
made = [*enum.Enum.__subclasses__(), *enum.Flag.__subclasses__(), *enum.IntEnum.__subclasses__()]
names = [one.__qualname__ for one in made if one.__module__.startswith("PySide6")]
def below(kind):
    return {kind.__name__}.union(*map(below, type.__subclasses__(kind)))
print(json.dumps([names, sorted(below(Shiboken.Object))]), flush=True)
os._exit(0)  # it was not closed as a person would close it
"""


@pytest.fixture(scope="module")
def made_by_first_paint():
    """The enumerations, and the types, of Qt that have been made when the built-in dataset is seen."""
    done = subprocess.run([sys.executable, "-c", SHOWN], capture_output=True, text=True, check=True)
    names, types = json.loads(done.stdout.splitlines()[-1])
    return {name.partition(".")[0] for name in names}, set(types)


def test_a_first_paint_makes_no_names_of_styles_icons_and_messages(made_by_first_paint):
    owners, _ = made_by_first_paint
    assert {"Qt", "QEvent"} <= owners
    assert owners & {"QStyle", "QIcon", "QFileDialog", "QInputDialog", "QMessageBox"} == set()


def test_a_first_paint_makes_no_types_of_what_has_not_happened(made_by_first_paint):
    _, types = made_by_first_paint
    assert {"QMainWindow", "TimelineCanvas"} <= types
    assert types & {"QTabletEvent", "QGraphicsSceneEvent", "QProgressBar", "QDockWidget", "QPaintEngine"} == set()
