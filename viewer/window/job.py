"""Does long work in a thread of its own, so that the window stays alive. Knows neither widgets nor what the work is.

What the work returns must be frozen, or never be touched by it again.
"""

from __future__ import annotations

import gc
import sys
import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor

    Work = Callable[["Step"], Any]

_NAME = "job"
_USUAL_SWITCH_S = sys.getswitchinterval()
_WORKING_SWITCH_S = 0.001


class GivenUp(Exception):  # noqa: N818  nothing went wrong
    """The work is no longer wanted."""


class Step:
    """The worker's end of a job: it says what is being done, and learns whether that is still wanted.

    `check` raises GivenUp once it is not; it holds on to nothing but a flag, so that caches may keep it. `is_unwanted`
    asks without raising, and `say` hands on whatever the work has to say of itself.
    """

    def __init__(self, is_unwanted: threading.Event, say: Callable[[object], None]) -> None:
        self.say = say
        self.is_unwanted = is_unwanted.is_set

        def check() -> None:
            if is_unwanted.is_set():
                raise GivenUp

        self.check = check

    def begin(self, doing: str) -> None:
        """Say what is being done from now on. Raises GivenUp."""
        self.check()
        self.say(doing)


class _Task:
    """One piece of work: whether it is still wanted, and what becomes of it."""

    def __init__(self, then: Callable[[Any], None]) -> None:
        self.then = then
        self.is_unwanted = threading.Event()
        self.future: Future[Any] | None = None


class Job(QObject):
    """One piece of work at a time; a new one gives up the one before it and begins when that one has stopped.

    Signals, all in the thread of this object, and none for work that newer work has replaced:
        progressed: what the work says of itself, mostly what is being done.
        failed: an error of the kind that is foreseen.
        cancelled: the work was given up by `cancel`.
        ended: the work has stopped, one way or another; what became of it has been said.
    """

    progressed = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    _said = Signal(object, object)
    _stopped = Signal(object)

    def __init__(self, foreseen: type[Exception], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._foreseen = foreseen
        self._task: _Task | None = None
        self._unfinished = 0
        self._pool: ThreadPoolExecutor | None = None
        self._said.connect(self._on_said, Qt.ConnectionType.QueuedConnection)
        self._stopped.connect(self._on_stopped, Qt.ConnectionType.QueuedConnection)
        if application := QCoreApplication.instance():
            application.aboutToQuit.connect(self.close)

    @property
    def is_running(self) -> bool:
        """Whether something is being done, or has not stopped yet."""
        return self._pool is not None

    def start(self, work: Work, then: Callable[[Any], None]) -> None:
        """Do `work` in the worker, and hand what it returns to `then` in this thread. Returns at once."""
        self.cancel()
        task = self._task = _Task(then)
        self._unfinished += 1
        step = Step(task.is_unwanted, lambda said: self._said.emit(task, said))
        task.future = self._worker().submit(_done, work, step)
        task.future.add_done_callback(lambda _: self._stopped.emit(task))

    def cancel(self) -> None:
        """Give up what is being done, if anything is. Returns at once; `cancelled` follows unless it was too late."""
        if self._task is not None:
            self._task.is_unwanted.set()

    @Slot()
    def close(self) -> None:
        """Give up what is being done, without a signal, and wait for the worker: mostly some tenths of a second."""
        self.cancel()
        self._task = None
        self._rest()

    def _worker(self) -> ThreadPoolExecutor:
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  a start does without

            self._pool = ThreadPoolExecutor(1, thread_name_prefix=_NAME)
            sys.setswitchinterval(_WORKING_SWITCH_S)  # the window gets its turn after one millisecond, not after five
            gc.disable()  # what it collects may be widgets, which must not be destroyed in the worker's thread
        return self._pool

    def _rest(self) -> None:
        """End the worker thread; it has nothing more to do, or nothing that is wanted."""
        if self._pool is not None:
            self._pool.shutdown(wait=True)
            self._pool = None
            if not any(thread.name.startswith(_NAME) for thread in threading.enumerate()):  # no other job is at work
                sys.setswitchinterval(_USUAL_SWITCH_S)
                gc.enable()

    @Slot(object, object)
    def _on_said(self, task: _Task, said: object) -> None:
        if task is self._task and not task.is_unwanted.is_set():
            self.progressed.emit(said)

    @Slot(object)
    def _on_stopped(self, task: _Task) -> None:
        self._unfinished -= 1
        if not self._unfinished:
            self._rest()
        future, task.future = task.future, None
        if task is self._task and future is not None:
            self._task = None
            try:
                self._hand_over(future, task.then)
            finally:
                self.ended.emit()

    def _hand_over(self, future: Future[Any], then: Callable[[Any], None]) -> None:
        """Say what became of the work; an error that nobody foresaw is raised here, in the open."""
        try:
            result = future.result()
        except self._foreseen as error:
            self.failed.emit(error)
        else:
            if result is GivenUp:
                self.cancelled.emit()
            else:
                then(result)


def _done(work: Work, step: Step) -> Any:  # noqa: ANN401  whatever the work returns
    """Run in the worker thread; return what the work does, or GivenUp."""
    try:
        step.check()
        return work(step)
    except GivenUp:  # no error: what its traceback holds ends with this thread
        return GivenUp
