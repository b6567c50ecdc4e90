"""Loads datasets in a worker thread, so that the window stays alive while a million rows come in.

Knows no widgets; what it hands over is frozen and is never touched by the worker again.
"""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot

from viewer.layout.index import EventIndex
from viewer.loading.load import load
from viewer.loading.problems import DatasetError, LoadCancelled
from viewer.model.filters import mask_of
from viewer.model.opening import first_filter

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from viewer.loading.loaded import Loaded

_LOADING_SWITCH_S = 0.001
_INDEX_FROM = 0.9


class Ready(NamedTuple):
    """A loaded dataset with the index of its events that are shown at first."""

    loaded: Loaded
    event_index: EventIndex


class _Task:
    """One load: whether it is still wanted, and what becomes of it."""

    def __init__(self) -> None:
        self.is_unwanted = threading.Event()
        self.future: Future[Ready] | None = None


class LoadJob(QObject):
    """One load at a time; a new one gives up the one before it and begins when that one has stopped.

    Signals, all in the thread of this object, and none for a load that a new one has replaced:
        progressed: share from 0 to 1, and what is being done.
        loaded: a Ready.
        failed: a DatasetError.
        cancelled: the load was given up by `cancel` and has stopped.
    """

    progressed = Signal(float, str)
    loaded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _said = Signal(object, float, str)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: _Task | None = None
        self._unfinished = 0
        self._pool: ThreadPoolExecutor | None = None
        self._usual_switch_s = 0.0
        self._said.connect(self._on_said, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether something is being loaded, or has not stopped yet."""
        return self._pool is not None

    def start(self, path: Path) -> None:
        """Load a dataset. Returns at once."""
        self.cancel()
        task = self._task = _Task()
        self._unfinished += 1
        task.future = self._worker().submit(_load, path, self._teller(task), task.is_unwanted.is_set)
        task.future.add_done_callback(lambda _: self._ended.emit(task))

    def cancel(self) -> None:
        """Give up what is being loaded, if anything is. Returns at once; `cancelled` follows."""
        if self._task is not None:
            self._task.is_unwanted.set()

    def close(self) -> None:
        """Give up what is being loaded, without a signal, and wait for the worker: at most some tenths of a second."""
        self.cancel()
        self._task = None
        self._rest()

    def _worker(self) -> ThreadPoolExecutor:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="load")
            self._usual_switch_s = sys.getswitchinterval()
            sys.setswitchinterval(_LOADING_SWITCH_S)  # the window gets its turn after one millisecond, not after five
        return self._pool

    def _rest(self) -> None:
        """End the worker thread; it has nothing more to do, or nothing that is wanted."""
        if self._pool is not None:
            self._pool.shutdown(wait=True)
            self._pool = None
            sys.setswitchinterval(self._usual_switch_s)

    def _teller(self, task: _Task) -> Callable[[float, str], None]:
        return lambda share, doing: self._said.emit(task, share, doing)

    @Slot(object, float, str)
    def _on_said(self, task: _Task, share: float, doing: str) -> None:
        if task is self._task and not task.is_unwanted.is_set():
            self.progressed.emit(share, doing)

    @Slot(object)
    def _on_ended(self, task: _Task) -> None:
        self._unfinished -= 1
        if not self._unfinished:
            self._rest()
        if task is self._task and task.future is not None:
            self._task = None
            if task.is_unwanted.is_set():  # perhaps a moment too late for the worker
                self.cancelled.emit()
            else:
                self._hand_over(task.future)

    def _hand_over(self, future: Future[Ready]) -> None:
        """Say what became of a load; an error that nobody foresaw is raised here, in the open."""
        try:
            ready = future.result()
        except DatasetError as error:
            self.failed.emit(error)
        else:
            self.loaded.emit(ready)


def _load(path: Path, progress: Callable[[float, str], None], is_cancelled: Callable[[], bool]) -> Ready:
    """Load and index; runs in the worker thread."""
    loaded = load(path, progress=progress, is_cancelled=is_cancelled)
    if is_cancelled():
        raise LoadCancelled
    progress(_INDEX_FROM, "Indexing")
    dataset = loaded.dataset
    index = EventIndex(dataset.columns, len(dataset.lanes), mask_of(dataset, first_filter(dataset)))
    progress(1.0, "Indexing")
    return Ready(loaded, index)
