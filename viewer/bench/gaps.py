"""Gaps: how long the event loop is away while a person opens, pans, zooms, points, chooses and searches.

A heartbeat asks to be called every few milliseconds and does one thing of a script each time; how much too late the
next beat comes is what a person would feel as a stall.
"""

from __future__ import annotations

from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from viewer.app import Application, built_in_path
from viewer.bench.rig import started
from viewer.bench.synthetic import Kind, make_dataset
from viewer.layout.index import EventIndex
from viewer.loading.load import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from viewer.bench.rig import Size
    from viewer.canvas.viewport import Viewport
    from viewer.window.main_window import MainWindow

BEAT_MS = 5
HOUR_US = 3_600_000_000
PACE = 20
"""Beats between two letters of somebody who types fast."""

_PATIENCE_S = 300.0


class Heart(QObject):
    """Beats while a script has things to do, and keeps by how many milliseconds each next beat was late."""

    def __init__(self, script: Iterator[Callable[[], object]]) -> None:
        super().__init__()
        self._script = script
        self._last = perf_counter()
        self._loop = QEventLoop()
        self.late_ms: list[float] = []

    def run(self) -> list[float]:
        """Do the whole script and return the lateness of every beat in milliseconds."""
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self._on_beat)
        self._last = perf_counter()
        timer.start(BEAT_MS)
        self._loop.exec()
        timer.stop()
        return self.late_ms

    def _on_beat(self) -> None:
        now = perf_counter()
        self.late_ms.append(max(0.0, (now - self._last) * 1000 - BEAT_MS))
        self._last = now
        action = next(self._script, None)
        if action is None:
            self._loop.quit()
        else:
            action()


def measure_all(table: Path, awkward: int, size: Size, pace: int = PACE) -> dict[str, dict[str, list[float]]]:
    """Return the lateness by kind of data and by activity: a table of the usual kind, then awkward data.

    All of it is opened in one window, one after the other. `pace` is the number of beats between two keys.
    """
    application = Application(started(), built_in_path(), load(built_in_path()))
    window = application.window
    window.resize(*size)
    window.show()
    Heart(_idle(20)).run()  # the chart comes after the first paint
    late = {str(Kind.USUAL): _measured(application, partial(application.open, table), pace)}
    for kind in list(Kind)[1:]:
        dataset = make_dataset(awkward, kind)
        index = EventIndex(dataset.columns, len(dataset.lanes))
        put = partial(application.workspace.set_dataset, dataset, (), None, index)
        late[kind] = _measured(application, put, pace)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return late


def _measured(application: Application, begin: Callable[[], object], pace: int) -> dict[str, list[float]]:
    """Open a dataset and go through the script."""
    late = {"opening": Heart(_opening(application, begin)).run()}
    late["settling"] = Heart(_idle(40)).run()
    for name, script in _activities(application.window, pace).items():
        late[name] = Heart(script).run()
    return late


def _activities(window: MainWindow, pace: int) -> dict[str, Iterator[Callable[[], object]]]:
    return {
        "pan": _panning(window),
        "hover": _hovering(window),
        "zoom": _zooming(window),
        "hover near": _hovering(window),
        "select": _choosing(window, pace),
        "search": _searching(window, pace),
        "fit": iter([lambda: window.viewport.show_span(window.viewport.whole), *_idle(20)]),
    }


def _idle(beats: int) -> Iterator[Callable[[], object]]:
    return (lambda: None for _ in range(beats))


def _opening(application: Application, begin: Callable[[], object]) -> Iterator[Callable[[], object]]:
    old = application.workspace.dataset
    end = perf_counter() + _PATIENCE_S
    yield begin
    while application.workspace.dataset is old and perf_counter() < end:
        yield lambda: None


def _panning(window: MainWindow) -> Iterator[Callable[[], object]]:
    port = window.viewport
    for step in range(80):
        share = 0.01 if step < 40 else -0.01
        yield partial(_pan, port, share)


def _zooming(window: MainWindow) -> Iterator[Callable[[], object]]:
    port = window.viewport
    anchor = port.whole.start_us + port.whole.duration_us // 3
    while port.span.duration_us > HOUR_US:
        yield lambda: port.show_span(port.span.zoomed(1.25, anchor))
    for _ in range(20):
        yield lambda: port.show_span(port.span.zoomed(0.5, anchor))


def _hovering(window: MainWindow) -> Iterator[Callable[[], object]]:
    canvas = window.canvas
    for step in range(60):
        place = QPointF(150 + step * (canvas.width() - 160) / 60, 50 + step * (canvas.height() - 60) / 60)
        yield partial(_send_mouse, canvas, QEvent.Type.MouseMove, place)
        if step % 6 == 0:
            yield partial(_ask_for_tip, canvas, place.toPoint())


def _choosing(window: MainWindow, pace: int) -> Iterator[Callable[[], object]]:
    """Click on marks and strips in the view, then step to the next events by key."""
    scene = window.canvas.scene()
    targets = list(scene.targets)[::2][:20] if scene else []
    for target in targets:
        place = QPointF(target.x + target.width / 2, target.y + target.height / 2)
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            yield partial(_send_mouse, window.canvas, kind, place)
        yield from _idle(1 + pace // 4)
    for _ in range(10):
        yield lambda: window.canvas.step_requested.emit("later")
        yield from _idle(1 + pace // 4)


def _searching(window: MainWindow, pace: int) -> Iterator[Callable[[], object]]:
    """Type two searches letter by letter, as fast as people type, and clear them; answers may come later."""
    for text in ("report of group 17", "no such thing"):
        for length in range(1, len(text) + 1):
            yield partial(window.top_bar.search.setText, text[:length])
            yield from _idle(pace)
        yield window.top_bar.search.clear
        yield from _idle(5 * pace)


def _pan(port: Viewport, share: float) -> None:
    port.show_span(port.span.shifted(round(port.span.duration_us * share)))


def _send_mouse(canvas: QWidget, kind: QEvent.Type, at: QPointF) -> None:
    held = Qt.MouseButton.LeftButton if kind is QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    on_screen = canvas.mapToGlobal(at)
    QApplication.sendEvent(canvas, QMouseEvent(kind, at, on_screen, button, held, Qt.KeyboardModifier.NoModifier))


def _ask_for_tip(canvas: QWidget, at: QPoint) -> None:
    QApplication.sendEvent(canvas, QHelpEvent(QEvent.Type.ToolTip, at, canvas.mapToGlobal(at)))
