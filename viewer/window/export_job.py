"""Writes one file in a worker thread. Knows no widgets; drawing is done before, in the thread that owns the fonts."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from viewer.export.formats.atomic import ExportError, write_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path


class ExportJob(QObject):
    """One file at a time.

    Signals:
        written: the path, once the whole file is in its place.
        failed: an ExportError.
        cancelled: it was given up before the file was put in its place; an older file is as it was.
    """

    written = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_unwanted = threading.Event()
        self._pool: ThreadPoolExecutor | None = None
        self._future: Future[bool] | None = None
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether a file is being written."""
        return self._pool is not None

    def start(self, path: Path, encode: Callable[[], bytes]) -> None:
        """Encode and write a file. Returns at once."""
        self._is_unwanted.clear()
        self._path = path
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="export")
        self._future = self._pool.submit(_write, path, encode, self._is_unwanted.is_set)
        self._future.add_done_callback(lambda _: self._ended.emit())

    def cancel(self) -> None:
        """Give the file up, if it is not yet in its place. Returns at once."""
        self._is_unwanted.set()

    def close(self) -> None:
        """Give the file up without a signal and wait for the worker."""
        self.cancel()
        self._future = None
        if self._pool is not None:
            self._pool.shutdown(wait=True)
            self._pool = None

    @Slot()
    def _on_ended(self) -> None:
        future, self._future = self._future, None
        if self._pool is not None:
            self._pool.shutdown(wait=True)
            self._pool = None
        if future is None:
            return
        try:
            is_written = future.result()
        except ExportError as error:
            self.failed.emit(error)
            return
        if is_written:
            self.written.emit(self._path)
        else:
            self.cancelled.emit()


def _write(path: Path, encode: Callable[[], bytes], is_unwanted: Callable[[], bool]) -> bool:
    """Run in the worker thread; return whether the file was written."""
    content = encode()
    if is_unwanted():
        return False
    write_file(path, content)
    return True
