"""Keeps what drawn widgets say to screen readers. It must not know any widget, nor what is said.

Qt owns the interfaces that a factory returns and deletes each with its widget; PySide believes that Python owns those
made in Python. One that Python lets go first is deleted twice, which ends the program. So they are kept for good.
Qt asks again for a widget whose class has grown a slot meanwhile, and deletes both answers: none is given twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface


class Voices:
    """A factory for Qt: makes an interface for each object Qt asks about, and keeps it as long as the program runs."""

    def __init__(self, make: Callable[[str, QObject], QAccessibleInterface | None]) -> None:
        self._make = make
        self._kept: list[QAccessibleInterface] = []

    def listen(self) -> None:
        """Have Qt ask here from now on."""
        QAccessible.installFactory(self)

    def __call__(self, name: str, thing: QObject) -> QAccessibleInterface | None:
        """Return what speaks for an object of a class of this name, None where Qt knows better."""
        voice = self._make(name, thing)
        if voice is not None:
            self._kept.append(voice)
        return voice
