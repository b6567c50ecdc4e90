"""A million rows in a real window under a real X server: is there ever a stall that a person would feel?

Run by hand: `xvfb-run -s "-screen 0 1440x900x24" python tests/end_to_end/million_rows.py [--events N] [--kinds WORD..]
[--pictures FOLDER] [--why MILLISECONDS]`. Mouse and keyboard are moved from outside with xdotool; a heartbeat in the
program's event loop keeps how late each beat comes. Exits 1 if a bound of the benchmarks is broken or something that
was done is not to be seen. With `--why`, every gap as long as that is written with what the program was doing.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import traceback
from functools import partial
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
_home = tempfile.mkdtemp(prefix="million-rows-")
os.environ |= {"XDG_CONFIG_HOME": _home, "XDG_DATA_HOME": _home}

import numpy as np  # noqa: E402  the platform must be chosen first
from PySide6.QtCore import QPoint, QProcess  # noqa: E402
from PySide6.QtGui import QGuiApplication  # noqa: E402
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton, QToolTip  # noqa: E402

from viewer.app import Application, built_in_path, make_qt_application  # noqa: E402
from viewer.bench.gaps import HOUR_US, Heart  # noqa: E402
from viewer.bench.loading import write_table  # noqa: E402
from viewer.bench.real_window import Stalls  # noqa: E402
from viewer.bench.report import gap_table, judged, target_table  # noqa: E402
from viewer.bench.results import LOADING, Results  # noqa: E402
from viewer.bench.synthetic import Kind, make_dataset  # noqa: E402
from viewer.layout.index import EventIndex  # noqa: E402
from viewer.loading.load import load  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from viewer.window.finder import Finder

    Script = Iterator[Callable[[], object]]

PATIENCE_S = 300.0
WHEEL_IN, WHEEL_OUT = 4, 5
SEARCHES = ("report of group 17", "no such thing")


def nothing() -> None:
    """What most beats do: the hand is at work, not the script."""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def check(is_true: bool, what: str) -> None:
    """Stop with a sentence unless something is true."""
    if not is_true:
        QGuiApplication.primaryScreen().grabWindow(0).save(str(Path(_home) / "failed.png"))
        sys.stderr.write(f"{Path(sys.argv[0]).stem}: {what}; the screen is in {_home}\n")
        sys.exit(1)


def stop_at(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """End with an error that Qt would only write: a gesture that breaks off must not pass for a short one."""
    traceback.print_exception(kind, error, trace)
    os._exit(1)


class Seen(NamedTuple):
    """What the strip in the status bar shows at one beat of opening."""

    is_shown: bool
    value: int
    has_cancel: bool


class Watchman(threading.Thread):
    """Looks what all threads are doing whenever a beat does not come in time."""

    def __init__(self, why_ms: int) -> None:
        super().__init__(daemon=True)
        self._why_s = why_ms / 1000
        self._beat = threading.Event()
        self._is_over = False

    def watched(self, script: Script) -> Script:
        for action in script:
            self._beat.set()
            yield action

    def end(self) -> None:
        self._is_over = True
        self._beat.set()
        self.join()

    def run(self) -> None:
        while not self._is_over:
            if not self._beat.wait(self._why_s):
                frames = [frame for ident, frame in sys._current_frames().items() if ident != self.ident]
                stacks = ["".join(traceback.format_stack(frame)[-8:]) for frame in frames]
                begin = monotonic()
                self._beat.wait()
                late_ms = 1000 * (monotonic() - begin + self._why_s)
                sys.stderr.write("\n".join([f"no beat for about {late_ms:.0f} ms", *stacks, ""]))
            self._beat.clear()


class Walk:
    """One window in which one dataset after the other is opened and gone through."""

    def __init__(self, application: Application, pictures: Path | None, why_ms: int) -> None:
        self.application = application
        self.window = application.window
        self.pictures = pictures
        self.why_ms = why_ms
        self.has_told = False
        self.faults: list[str] = []

    def begin(self) -> None:
        self.window.resize(1440, 900)
        self.window.move(0, 0)
        self.window.show()
        self.heed(self.until(lambda: self.window.chart is not None, "the chart after the first paint"))
        self.heed(self.hand("windowfocus", int(self.window.winId())))

    @property
    def finder(self) -> Finder:
        return self.window.panels.searching.finder

    def heed(self, script: Script) -> list[float]:
        """Play a script to its end and return by how many milliseconds each beat was late."""
        if not self.why_ms:
            return Heart(script).run()
        watchman = Watchman(self.why_ms)
        watchman.start()
        late = Heart(watchman.watched(script)).run()
        watchman.end()
        return late

    def hand(self, *words: object) -> Script:
        """Let xdotool do a chain of its commands; the program's event loop goes on meanwhile."""
        process = QProcess()
        process.start("xdotool", [str(word) for word in words])
        yield from self.until(lambda: process.state() == QProcess.ProcessState.NotRunning, f"xdotool {words[:6]}")
        check(process.exitCode() == 0, process.readAllStandardError().data().decode())

    def until(self, is_true: Callable[[], bool], what: str) -> Script:
        end = monotonic() + PATIENCE_S
        while not is_true():
            check(monotonic() < end, f"waited in vain: {what}")
            yield nothing

    def picture(self, name: str) -> None:
        """Take a picture of the X server's screen, between two measurements."""
        if self.pictures is not None:
            QApplication.processEvents()
            self.window.screen().grabWindow(0).save(str(self.pictures / f"{name}.png"))

    def on_canvas(self, x_share: float, y_share: float) -> QPoint:
        canvas = self.window.canvas
        return canvas.mapToGlobal(QPoint(round(x_share * canvas.width()), round(y_share * canvas.height())))

    def open_table(self, path: Path) -> list[float]:
        """Open a table; its progress must be seen to grow, with a way to give up."""
        seen: list[Seen] = []
        late = self.heed(self.opening(partial(self.application.open, path), seen))
        values = [one.value for one in seen if one.is_shown]
        check(len(set(values)) >= 3, f"progress is shown in steps, not as {sorted(set(values))}")
        check(values == sorted(values), "progress only grows")
        check(any(one.has_cancel for one in seen), "Cancel can be pressed")
        return late

    def open_dataset(self, kind: Kind, events: int) -> list[float]:
        """Put a dataset on the table that no table can hold, as when one has been loaded."""
        dataset = make_dataset(events, kind)
        index = EventIndex(dataset.columns, len(dataset.lanes))
        put = partial(self.application.workspace.set_dataset, dataset, (), None, index)
        return self.heed(self.opening(put, []))

    def opening(self, begin: Callable[[], object], seen: list[Seen]) -> Script:
        strip, old = self.window.progress, self.application.workspace.dataset
        bar, cancel = strip.findChild(QProgressBar), strip.findChild(QPushButton)
        yield begin
        for beat in self.until(lambda: self.application.workspace.dataset is not old, "the dataset is opened"):
            seen.append(Seen(strip.isVisible(), bar.value(), cancel.isVisible()))
            yield beat
        yield nothing

    def give_up(self, path: Path) -> None:
        """Open a table and press Cancel halfway: what was open stays."""
        strip, old = self.window.progress, self.application.workspace.dataset
        bar, cancel = strip.findChild(QProgressBar), strip.findChild(QPushButton)
        self.application.open(path)
        self.heed(self.until(lambda: bar.value() > 150, "loading is under way"))
        self.picture("opening")
        middle = cancel.mapToGlobal(cancel.rect().center())
        self.heed(self.hand("mousemove", middle.x(), middle.y(), "click", 1))
        self.heed(self.until(lambda: not strip.isVisible(), "Cancel gives up"))
        check(self.application.workspace.dataset is old, "what was open stays open after Cancel")

    def go_through(self) -> dict[str, list[float]]:
        """Do everything a person does with what is open; return the lateness by activity."""
        self.has_told = False
        late = {"just after": self.heed(nothing for _ in range(100))}
        self.picture("full")
        late["pan"] = self.heed(self.pan())
        late["hover"] = self.heed(self.hover())
        if not self.has_told:
            self.faults.append("nothing under the pointer has a tip")
        self.picture("tip")
        late["select in the crowd"] = self.heed(self.select())
        late["search"] = []
        for text in SEARCHES:
            late["search"] += self.heed(self.search(text))
            self.picture(f"search {text}".replace(" ", "-"))
            late["search"] += self.heed(self.clear())
        late["fit"] = self.heed(self.fit())
        late["zoom"] = self.heed(self.zoom())
        self.picture("hour")
        late["pan at one hour"] = self.heed(self.pan())
        late["hover at one hour"] = self.heed(self.hover())
        late["select at one hour"] = self.heed(self.select())
        self.picture("chosen")
        late["zoom out"] = self.heed(self.wheel(WHEEL_OUT, 12, self.on_canvas(0.5, 0.4)))
        late["fit again"] = self.heed(self.fit())
        return late

    def pan(self) -> Script:
        """Drag to and fro, a few pixels at a time."""
        start = self.on_canvas(0.6, 0.12)
        steps = [*range(0, 300, 6), *range(300, 0, -6)]
        moves = chain.from_iterable(("mousemove", start.x() - step, start.y(), "sleep", "0.01") for step in steps)
        before = self.window.viewport.span
        spans = set()
        for beat in self.hand("mousemove", start.x(), start.y(), "mousedown", 1, *moves, "mouseup", 1):
            spans.add(self.window.viewport.span)
            yield beat
        check(len(spans) > 5, f"the view follows the hand, {before}")

    def hover(self) -> Script:
        """Move over the canvas, resting here and there for a tip, and at last on something that has one."""
        for place in range(4):
            x = 0.2 + 0.2 * place
            points = [self.on_canvas(x - 0.1 + share / 100, 0.1 + share * 0.04) for share in range(20)]
            moves = chain.from_iterable(("mousemove", point.x(), point.y(), "sleep", "0.015") for point in points)
            yield from self.hand(*moves, "sleep", "0.8")
        rests = [*self.over_an_event(), *self.targets(4)]
        is_told = not rests
        for point in rests:
            if not is_told:
                yield from self.hand("mousemove", point.x() - 2, point.y(), "sleep", "0.1")
                yield from self.hand("mousemove", point.x(), point.y(), "sleep", "1.0")
                is_told = QToolTip.isVisible()
        self.has_told |= is_told

    def targets(self, most: int) -> list[QPoint]:
        """Some places on the canvas where something answers, from all over it."""
        canvas, scene = self.window.canvas, self.window.canvas.scene()
        told = [target for target in scene.targets if target.key.startswith(("event:", "rows:", "strip:"))]
        middles = [(target.x + target.width / 2, target.y + target.height / 2) for target in told]
        inside = [(x, y) for x, y in middles if 0 < x < canvas.width() and 0 < y < canvas.height()]
        chosen = inside[:: max(1, len(inside) // most)][:most]
        return [canvas.mapToGlobal(QPoint(round(x), round(y))) for x, y in chosen]

    def over_an_event(self) -> list[QPoint]:
        """A place in a strip at which an event surely is: that of a row in the middle of a lane."""
        canvas, work = self.window.canvas, self.application.workspace
        columns, scene = work.dataset.columns, canvas.scene()
        strips = {target.key: target for target in scene.targets if target.key.startswith("strip:")}
        for number, lane in enumerate(work.index.lanes):
            strip = strips.get(f"strip:{number}")
            if strip is not None and len(lane):
                row = int(lane.rows[len(lane) // 2])
                x = canvas.time_scale().to_px(int(columns.begin[row]) * columns.unit_us)
                if 0 < x < canvas.width():
                    return [canvas.mapToGlobal(QPoint(round(x), round(strip.y + strip.height / 2)))]
        return []

    def select(self) -> Script:
        """Click on marks and strips, then step to the next events by key."""
        for point in self.targets(10):
            yield from self.hand("mousemove", point.x(), point.y(), "sleep", "0.05", "click", 1, "sleep", "0.1")
        yield from self.hand("key", "--delay", 120, *["period"] * 10)
        if self.application.workspace.chosen_event is None:
            check(not self.targets(1), "a click or a step chooses an event")

    def search(self, text: str) -> Script:
        """Type as fast as people type, and step through the hits."""
        finder = self.finder
        yield from self.hand("key", "--clearmodifiers", "ctrl+f")
        yield from self.hand("type", "--delay", 110, text)
        yield from self.until(lambda: finder.text == text and not finder.is_searching, f"an answer to {text}")
        if len(finder.hits):
            self.take_hits(text)
            yield from self.hand("key", "--delay", 150, "Return", "Return", "Return")

    def clear(self) -> Script:
        yield from self.hand("key", "--delay", 100, "Escape")
        yield from self.until(lambda: not self.finder.text, "Esc clears the search")

    def take_hits(self, text: str) -> None:
        dataset, hits = self.application.workspace.dataset, self.finder.hits
        titles = [dataset.title_of(int(row)).lower() for row in hits[:20]]
        check(all(word in title for title in titles for word in text.split()), f"every hit says {text}")

    def zoom(self) -> Script:
        """Turn the wheel from the whole to one hour, with the pointer over the data."""
        span = self.window.viewport.span
        turns = max(20, int(np.ceil(np.log(span.duration_us / HOUR_US) / np.log(1.25))))
        found = self.targets(3)
        yield from self.wheel(WHEEL_IN, turns, found[len(found) // 2])
        check(self.window.viewport.span.duration_us <= HOUR_US, "the wheel leads to one hour")

    def wheel(self, button: int, turns: int, point: QPoint) -> Script:
        yield from self.hand("mousemove", point.x(), point.y(), "click", "--repeat", turns, "--delay", 25, button)
        yield from (nothing for _ in range(20))

    def fit(self) -> Script:
        yield from self.hand("key", "--clearmodifiers", "ctrl+0")
        port = self.window.viewport
        yield from self.until(lambda: port.span == port.whole, "Ctrl+0 fits")


def opened(walk: Walk, kind: Kind, events: int) -> list[float]:
    """Open made-up data: from a table, but for times that a table would have to round to years."""
    if kind is Kind.RANGE_ENDS:
        return walk.open_dataset(kind, events)
    path = Path(_home) / "events.csv"
    write_table(make_dataset(events, kind), path)
    late = walk.open_table(path)
    if kind is Kind.USUAL and events > 100_000:  # fewer are read before a hand is at the button
        walk.give_up(path)
    path.unlink()
    return late


def report(kind: Kind, late_ms: dict[str, list[float]]) -> bool:
    """Write the table of one kind of data and say whether all bounds hold."""
    results = Results()
    results.add_stalls(Stalls(QGuiApplication.platformName(), {kind: late_ms}))
    verdicts = [verdict for verdict in judged(results.figures) if verdict.figure is not None]
    say(f"\n{gap_table(results.gaps, 'gaps in milliseconds')}\n\n{target_table(verdicts)}")
    return all(verdict.holds for verdict in verdicts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--kinds", nargs="*", default=list(Kind), help="which data, by words of its name")
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--why", type=int, default=0, metavar="MILLISECONDS")
    chosen = parser.parse_args()
    if chosen.pictures is not None:
        chosen.pictures.mkdir(parents=True, exist_ok=True)
    sys.excepthook = stop_at
    path = built_in_path()
    walk = Walk(Application(make_qt_application([]), path, load(path)), None, chosen.why)
    walk.begin()
    say(f"{chosen.events:,} events, platform {QGuiApplication.platformName()}")
    holds = []
    for kind in (kind for kind in Kind if any(word in kind for word in chosen.kinds)):
        walk.pictures = chosen.pictures if chosen.pictures is None else chosen.pictures / kind.replace(" ", "-")
        if walk.pictures is not None:
            walk.pictures.mkdir(exist_ok=True)
        late = {LOADING[0]: opened(walk, kind, chosen.events)}
        holds.append(report(kind, late | walk.go_through()))
        say("".join(f"\n{kind}: {fault}" for fault in walk.faults))
        holds.append(not walk.faults)
        walk.faults.clear()
    walk.window.close()
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main())
