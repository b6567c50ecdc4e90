"""What the start of the window imports, in which order, and what it leaves for later."""

import json
import subprocess
import sys

SAY = "import json, sys; print(json.dumps(list(sys.modules)))"


def imported_by(code):
    """The modules in the order in which a fresh process imports them."""
    done = subprocess.run([sys.executable, "-c", f"{code}\n{SAY}"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_what_knows_nothing_of_qt_comes_before_it():
    modules = imported_by("from viewer.commands.opening import hasten; hasten(); import viewer.app")
    first = modules.index("PySide6.QtCore")
    for name in ("numpy", "viewer.loading.load", "viewer.layout.timeline", "viewer.model.dataset"):
        assert modules.index(name) < first


def test_a_start_leaves_out_what_only_set_up_links_and_exports_need():
    modules = imported_by("from viewer.commands.opening import hasten; hasten(); import viewer.app")
    late = {"subprocess", "viewer.loading.linked", "viewer.loading.report", "viewer.export", "pyqtgraph", "csv"}
    assert late & set(modules) == set()
