"""Renders a picture of every state of the window, to be looked at: nothing there, nothing found, nothing readable.

Run by hand: `python tests/end_to_end/states.py FOLDER [NAME ...]`. Large text and 200 % are rendered by a process of
their own, as Qt asks for its scale only once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_home = tempfile.mkdtemp(prefix="states-")
os.environ |= {"XDG_CONFIG_HOME": _home, "XDG_DATA_HOME": _home}

from PySide6.QtCore import QTimer  # noqa: E402  the platform must be chosen first
from PySide6.QtWidgets import QApplication  # noqa: E402  the platform must be chosen first

from viewer.app import Application, built_in_path, make_qt_application  # noqa: E402
from viewer.loading.load import load  # noqa: E402

if TYPE_CHECKING:
    from viewer.window.main_window import MainWindow

STATES = ROOT / "tests" / "data" / "states"
BROKEN = ROOT / "tests" / "data" / "broken"
SMALL, USUAL = (1024, 640), (1440, 900)
SCALES = {"QT_SCALE_FACTOR": "2", "QT_FONT_DPI": "144"}
SCALED = {"QT_SCALE_FACTOR": "at-200-percent", "QT_FONT_DPI": "text-of-the-system-at-150-percent"}


def settle(seconds: float = 0.4) -> None:
    """Let the window come to rest: charts come after the first paint, dialogs after their key."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()


class Booth:
    """One window that is put into every state and pictured."""

    def __init__(self, folder: Path, wanted: list[str]) -> None:
        self.folder = folder
        self.wanted = wanted
        path = built_in_path()
        self.application = Application(make_qt_application([]), path, load(path))
        self.window: MainWindow = self.application.window
        self.window.viewport.set_motion_reduced(True)
        self.window.resize(*USUAL)
        self.window.show()
        settle(1.5)

    def show(self, path: Path, event: str | None = None) -> None:
        """Open a dataset and choose one of its events."""
        loaded = load(path)
        self.application.workspace.set_dataset(loaded.dataset, loaded.problems, path)
        self.application.workspace.choose_event(event)
        settle()

    def take(self, name: str, size: tuple[int, int] = USUAL) -> None:
        """Picture the window, or the dialog in front of it, in both themes."""
        for theme in ("light", "dark"):
            if self.wanted and name not in self.wanted:
                return
            self.application._set_theme(theme)  # what the menu does, without its toggling
            self.window.resize(*size)
            settle()
            shown = QApplication.activeModalWidget() or self.window
            shown.grab().save(str(self.folder / f"{name}-{theme}.png"))

    def search(self, text: str) -> None:
        self.window.top_bar.search.setText(text)
        settle()

    def do(self, name: str) -> None:
        """Do what a menu entry does."""
        self.window.commands[name].trigger()
        settle()

    def show_layers(self, *names: str) -> None:
        for name in names:
            self.window.panels.filtering.show_layer(name, is_shown=True)
        settle()


def take_all(booth: Booth) -> None:
    """Go through the states one after another, each in light and dark."""
    booth.take("start")
    booth.take("small", SMALL)
    take_searches(booth)
    take_reading(booth)
    hide_everything(booth)
    booth.take("nothing-shown")
    booth.show(STATES / "empty")
    booth.take("empty")
    booth.show(STATES / "one", "arrival")
    booth.take("one-event")
    for event in ("no-text", "not-verbatim", "twice", "unsourced"):
        booth.show(STATES / "words", event)
        booth.take(event)
    for event in ("long", "arabic"):
        booth.show(STATES / "titles", event)
        booth.take(f"title-{event}")
        booth.take(f"title-{event}-small", SMALL)
    booth.do("show_table")
    booth.take("title-table")
    booth.show(BROKEN)
    booth.do("problems")
    booth.take("problems")
    loading(booth)
    unreadable(booth)


def take_searches(booth: Booth) -> None:
    """Search for what is there, what is not, and what is misspelt."""
    for name, text in (("hits", "Kenya"), ("no-hits", "zzzz"), ("typo", "masacre")):
        booth.search(text)
        if name == "hits":
            booth.do("search_next")
        booth.take(name)
    booth.search("")


def take_reading(booth: Booth) -> None:
    """Choose an event with relations, compare what sources say, filter, and look at what was known by a date."""
    work = booth.application.workspace
    work.choose_event("pledge-600")
    booth.take("related")
    booth.take("related-small", SMALL)
    for name in ("show_disagreements", "show_filter"):
        booth.do(name)
        booth.take(name.removeprefix("show_"))
    booth.show_layers(work.dataset.layers[1].id)
    booth.do("show_personnel")
    booth.take("public-record")
    booth.do("known_by")
    booth.take("known-by")
    work.set_filter(type(work.filter)(hidden_lanes=frozenset(work.dataset.lanes[1:])))
    work.set_dimming(True)
    booth.take("dimmed")
    work.set_dimming(False)
    booth.do("clear_filter")
    for name in ("palette", "keys", "go_to_date", "export"):
        booth.do(name)
        booth.take(name.replace("_", "-"))
        QApplication.activeModalWidget().close()
        settle()
    work.choose_event(None)


def hide_everything(booth: Booth) -> None:
    """Leave no event that the filter lets through."""
    work = booth.application.workspace
    lanes = frozenset(work.dataset.lanes)
    work.set_filter(type(work.filter)(hidden_lanes=lanes))
    settle()


def loading(booth: Booth) -> None:
    """Show how a file is being read, half of it."""
    booth.window.progress.begin(Path("wars-of-the-world.csv"))
    booth.window.progress.advance(0.5, "")
    booth.take("loading")
    booth.window.progress.end()


def unreadable(booth: Booth) -> None:
    """Try to open what is no dataset: the message is pictured, the window stays as it was."""

    def take() -> None:
        booth.take("unreadable")
        QApplication.activeModalWidget().close()

    QTimer.singleShot(1500, take)
    booth.application.open(ROOT / "tests" / "data" / "states")
    settle(3.0)


def take_scaled(folder: Path) -> None:
    """Render the built-in dataset at scales that Qt takes from its environment."""
    for name, value in SCALES.items():
        command = [sys.executable, __file__, str(folder), SCALED[name]]
        subprocess.run(command, check=True, env=os.environ | {name: value})


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    booth = Booth(folder, sys.argv[2:])
    for name, picture in SCALED.items():
        if os.environ.get(name) == SCALES[name]:
            booth.application.workspace.choose_event("massacre")
            booth.take(picture, SMALL)
            return 0
    take_all(booth)
    if not booth.wanted:
        take_scaled(folder)
    booth.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
