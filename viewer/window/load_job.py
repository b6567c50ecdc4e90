"""Loads datasets in a worker thread, so that the window stays alive while a million rows come in.

Knows no widgets; what it hands over is frozen and is never touched by the worker again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from viewer.layout.index import EventIndex
from viewer.loading.load import load
from viewer.loading.problems import DatasetError, LoadCancelled
from viewer.model.filters import mask_of
from viewer.model.opening import first_filter
from viewer.window.job import GivenUp, Job

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import SignalInstance

    from viewer.loading.loaded import Loaded
    from viewer.window.job import Step

_INDEX_FROM = 0.9


class Ready(Struct, frozen=True):
    """A loaded dataset with the index of its events that are shown at first."""

    loaded: Loaded
    event_index: EventIndex


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

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_given_up = False
        self._job = Job(DatasetError, self)
        self._job.progressed.connect(lambda said: self.progressed.emit(*said))
        self._job.failed.connect(lambda error: self._end(self.failed, error))
        self._job.cancelled.connect(self.cancelled)

    @property
    def is_running(self) -> bool:
        """Whether something is being loaded, or has not stopped yet."""
        return self._job.is_running

    def start(self, path: Path) -> None:
        """Load a dataset. Returns at once."""
        self._is_given_up = False
        self._job.start(lambda step: _load(path, step), lambda ready: self._end(self.loaded, ready))

    def cancel(self) -> None:
        """Give up what is being loaded, if anything is. Returns at once; `cancelled` follows."""
        self._is_given_up = True
        self._job.cancel()

    def close(self) -> None:
        """Give up what is being loaded, without a signal, and wait for the worker: at most some tenths of a second."""
        self._job.close()

    def _end(self, signal: SignalInstance, result: object) -> None:
        """Say what became of the load, also where it was given up a moment too late for the worker."""
        if self._is_given_up:
            self.cancelled.emit()
        else:
            signal.emit(result)


def _load(path: Path, step: Step) -> Ready:
    """Load and index; runs in the worker thread."""
    try:
        loaded = load(path, progress=lambda *said: step.say(said), is_cancelled=step.is_unwanted)
    except LoadCancelled as error:
        raise GivenUp from error
    step.check()
    step.say((_INDEX_FROM, "Indexing"))
    dataset = loaded.dataset
    index = EventIndex(dataset.columns, len(dataset.lanes), mask_of(dataset, first_filter(dataset)))
    dataset.extent_us()  # kept there: the window asks for it first
    step.say((1.0, "Indexing"))
    return Ready(loaded, index)
