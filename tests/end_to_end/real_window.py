"""A real window under a real X server, driven from outside with xdotool: what a person would do, and what they see.

Run by hand or by `.ci/run`: `xvfb-run python tests/end_to_end/real_window.py [FOLDER FOR PICTURES]`. Exits 1 with a
sentence when something that was done is not to be seen.
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
os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
_home = tempfile.mkdtemp(prefix="real-window-")
os.environ |= {"XDG_CONFIG_HOME": _home, "XDG_DATA_HOME": _home}

from PySide6.QtCore import QPoint, QProcess  # noqa: E402  the platform must be chosen first
from PySide6.QtWidgets import QApplication  # noqa: E402

from viewer.app import Application, built_in_path, make_qt_application  # noqa: E402
from viewer.layout.scene import hit_test  # noqa: E402
from viewer.loading.load import load  # noqa: E402
from viewer.model.calendar import instant_us  # noqa: E402
from viewer.model.events import QuoteMatch  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from viewer.model.events import Event

PATIENCE_S = 20.0
STANDINGS = {
    (2023, 9, 1): "at least 1,350 pledged, computed",
    (2024, 7, 20): "Kenya, deployed: about 400, as of 16 Jul 2024, public record",
    (2024, 10, 12): "deployed: roughly 430, as of 11 Oct 2024, the article",
    (2025, 2, 10): "deployed: 1,003, as of 6 Feb 2025, public record",
    (2025, 12, 20): "deployed: 980, as of 8 Dec 2025, public record",
}


class Hand:
    """Mouse and keyboard, moved by xdotool while the program's event loop goes on."""

    def do(self, *words: object) -> None:
        """Run one xdotool command to its end."""
        process = QProcess()
        process.start("xdotool", [str(word) for word in words])
        wait_until(lambda: process.state() == QProcess.ProcessState.NotRunning, f"xdotool {words}")
        check(process.exitCode() == 0, f"xdotool {words}: {process.readAllStandardError().data().decode()}")

    def click(self, point: QPoint, *, button: int = 1, times: int = 1) -> None:
        self.do("mousemove", "--sync", point.x(), point.y())
        self.do("click", "--repeat", times, "--delay", 40, button)

    def drag(self, start: QPoint, end: QPoint) -> None:
        self.do("mousemove", "--sync", start.x(), start.y())
        self.do("mousedown", 1)
        middle = (start + end) / 2
        self.do("mousemove", "--sync", middle.x(), middle.y())
        self.do("mousemove", "--sync", end.x(), end.y())
        self.do("mouseup", 1)

    def press(self, *keys: str) -> None:
        self.do("key", "--clearmodifiers", *keys)

    def write(self, text: str) -> None:
        self.do("type", "--delay", 5, text)


def wait_until(is_true: Callable[[], bool], what: str) -> None:
    """Let the program work until something is true."""
    end = time.monotonic() + PATIENCE_S
    while not is_true():
        if time.monotonic() > end:
            QApplication.primaryScreen().grabWindow(0).save(str(Path(_home) / "failed.png"))
            check(False, f"waited in vain: {what}; the screen is in {_home}")
        QApplication.processEvents()


def check(is_true: bool, what: str) -> None:
    """Stop with a sentence unless something is true."""
    if not is_true:
        sys.stderr.write(f"{Path(sys.argv[0]).stem}: {what}\n")
        sys.exit(1)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Walk:
    """One walk through the program, step by step."""

    def __init__(self, application: Application, pictures: Path) -> None:
        self.window = application.window
        self.workspace = application.workspace
        self.hand = Hand()
        self.pictures = pictures

    def begin(self) -> None:
        self.window.viewport.set_motion_reduced(True)  # what is clicked must stand still
        self.window.resize(1440, 900)
        self.window.move(0, 0)
        self.window.show()
        wait_until(lambda: self.window.isVisible() and self.window.chart is not None, "the chart after the first paint")
        self.hand.do("windowfocus", "--sync", int(self.window.winId()))
        wait_until(lambda: self.window.size().width() == 1440, "the window's size")
        self.picture("start")

    def picture(self, name: str) -> None:
        """Take a picture of the X server's screen, not of the widget."""
        QApplication.processEvents()
        path = self.pictures / f"{name}.png"
        screen = self.window.screen().grabWindow(0)
        check(screen.save(str(path)), f"no picture at {path}")

    def place_of(self, key: str) -> QPoint:
        """The middle of what answers to a key on the canvas."""
        scene = self.window.canvas.scene()
        found = [target for target in scene.targets if target.key == key]
        check(bool(found), f"{key} is not on the canvas")
        target = found[0]
        return self.on(self.window.canvas, target.x + target.width / 2, target.y + target.height / 2)

    def free_height(self, x: float) -> float:
        """A height at which nothing but the ground stands at x: where the focus line can be taken hold of."""
        scene = self.window.canvas.scene()
        return next(y for y in range(50, int(scene.height), 2) if hit_test(scene, x, y, 4) is None)

    def on(self, widget: QWidget, x: float, y: float) -> QPoint:
        return widget.mapToGlobal(QPoint(round(x), round(y)))

    def click_every_event(self) -> None:
        """Each event is clicked; its words must be highlighted in the source text."""
        dataset = self.workspace.dataset
        rows = [int(row) for lane in self.workspace.index.lanes for row in lane.rows]
        check(len(rows) >= 10, "ten events or more")
        for row in rows:
            self.click_event(dataset.event(row))
        say(f"clicked {len(rows)} events; each showed its words")

    def click_event(self, event: Event) -> None:
        dataset, canvas = self.workspace.dataset, self.window.canvas
        self.window.viewport.reveal(dataset, dataset.index_of(event.id))
        wait_until(lambda: f"event:{event.id}" in {target.key for target in canvas.scene().targets}, event.id)
        QApplication.processEvents()
        self.hand.click(self.place_of(f"event:{event.id}"))
        wait_until(lambda: self.workspace.chosen_event == event.id, f"a click chooses {event.id}")
        check(all(quote.match is QuoteMatch.VERBATIM for quote in event.quotes), f"{event.id} verbatim")
        shown = self.window.panels.source.quote
        check(shown is not None and shown.exact == event.quotes[0].exact, f"{event.id} shows its words")

    def drag_focus(self) -> None:
        """The date in focus is dragged through the years; the panel says what stood then."""
        for layer in self.workspace.dataset.layers[1:]:
            self.window.panels.filtering.show_layer(layer.id, is_shown=True)
        self.window.viewport.show_span(self.window.viewport.whole)
        scale_of = self.window.canvas.time_scale
        for (year, month, day), standing in STANDINGS.items():
            target = instant_us(year, month, day)
            start, end = scale_of().to_px(self.workspace.focus_us), scale_of().to_px(target)
            y = self.free_height(start)
            self.hand.drag(self.on(self.window.canvas, start, y), self.on(self.window.canvas, end, y))
            day_px = scale_of().us_per_px * 3
            wait_until(lambda: abs(self.workspace.focus_us - target) < day_px, f"the focus at {year}-{month}")  # noqa: B023
            self.picture(f"focus-{year}-{month:02}")
            check(standing in self.window.panels.personnel.accessibleDescription(), f"{year}-{month:02}: {standing}")
            say(f"{year}-{month:02}-{day:02}: {standing}")

    def zoom_and_search(self) -> None:
        """The wheel zooms at the pointer, the search field finds, Ctrl+0 fits."""
        before = self.window.viewport.span.duration_us
        self.hand.click(self.on(self.window.canvas, 600, 20), button=4, times=3)
        wait_until(lambda: self.window.viewport.span.duration_us < before, "the wheel zooms in")
        self.hand.press("ctrl+f")
        self.hand.write("massacre")
        wait_until(lambda: len(self.window.panels.searching.finder.hits) > 0, "typing searches")
        self.hand.press("Return")
        wait_until(lambda: self.workspace.chosen_event is not None, "Enter goes to a hit")
        self.picture("search")
        self.hand.press("Escape")
        wait_until(lambda: not self.window.panels.searching.finder.text, "Esc clears")
        self.hand.press("ctrl+0")
        wait_until(lambda: self.window.viewport.span == self.window.viewport.whole, "Ctrl+0 fits")
        say("zoomed, searched and fitted")

    def export_all(self) -> None:
        """All three formats from the dialog."""
        for form in ("png", "svg", "pdf"):
            path = self.pictures / f"exported.{form}"
            self.hand.press("ctrl+shift+e")
            wait_until(lambda: QApplication.activeModalWidget() is not None, "the export dialog")
            dialog = QApplication.activeModalWidget()
            self.hand.do("windowfocus", "--sync", int(dialog.winId()))
            if form == "png":
                self.picture("export-dialog")
            wait_until(dialog.isVisible, "the export dialog is up")
            dialog.path_field.setFocus()
            self.hand.press("ctrl+a")
            self.hand.write(str(path))
            self.hand.press("Return")
            wait_until(lambda: path.is_file() and not dialog.job.is_running, f"{path.name} is written")  # noqa: B023
            self.hand.press("Escape")
            wait_until(lambda: QApplication.activeModalWidget() is None, "Esc closes the dialog")
            say(f"exported {path.name}: {path.stat().st_size} bytes")
            self.hand.do("windowfocus", "--sync", int(self.window.winId()))

    def look(self) -> None:
        """Pictures of both themes at two sizes."""
        for name in ("light", "dark"):
            for width, height in ((1440, 900), (1024, 640)):
                self.window.resize(width, height)
                wait_until(lambda: self.window.size().width() == width, "the size")  # noqa: B023
                self.picture(f"{name}-{width}x{height}")
            self.window.resize(1440, 900)
            self.window.commands["theme"].trigger()


def main() -> int:
    pictures = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(_home)
    pictures.mkdir(parents=True, exist_ok=True)
    path = built_in_path()
    application = Application(make_qt_application([]), path, load(path))
    walk = Walk(application, pictures)
    walk.begin()
    walk.click_every_event()
    walk.zoom_and_search()
    walk.drag_focus()
    walk.export_all()
    walk.look()
    application.window.close()
    say("the real window did all it was asked")
    return 0


if __name__ == "__main__":
    subprocess.run(["xdotool", "version"], check=True, stdout=subprocess.DEVNULL)
    sys.exit(main())
