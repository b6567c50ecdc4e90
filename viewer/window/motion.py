"""Whether the desktop asks for less motion: read from its settings portal, which answers beside the window.

Qt says it by itself from 6.12 on. Nothing is asked where no message bus runs, and no answer is no wish.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from viewer.settings import Settings
    from viewer.window.main_window import MainWindow

    Ask = Callable[[str, str, Callable[[object], None]], None]

SWITCHES = (
    ("org.freedesktop.appearance", "reduced-motion"),
    ("org.gnome.desktop.interface", "enable-animations"),
    ("org.kde.kdeglobals.KDE", "AnimationDurationFactor"),
)
_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
_WAIT_MS = 5_000


class Motion(QObject):
    """Turns easing off where the desktop asks for it, unless the person has decided otherwise here."""

    def __init__(self, window: MainWindow, settings: Settings, ask: Ask | None = None) -> None:
        """Ask once the window has been painted; `ask` stands for the portal."""
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._ask = ask or self._ask_portal
        self._pending: list[QObject] = []
        window.painted.connect(self.consult)

    def consult(self) -> None:
        """Ask for each switch that a desktop may have."""
        for space, name in SWITCHES:
            self._ask(space, name, partial(self._take, name))

    def _take(self, name: str, value: object) -> None:
        if not asks_for_less(name, value) or self._settings.is_motion_chosen:
            return
        action = self._window.commands["reduced_motion"]
        action.blockSignals(True)  # the wish of the desktop is not to be remembered as the person's own
        action.setChecked(True)
        action.blockSignals(False)
        action.changed.emit()
        self._window.viewport.set_motion_reduced(True)

    def _ask_portal(self, space: str, name: str, answer: Callable[[object], None]) -> None:
        if not _has_bus():
            return
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher  # noqa: PLC0415  after paint

        message = QDBusMessage.createMethodCall(*_PORTAL, "Read")
        message.setArguments([space, name])
        waiting = QDBusPendingCallWatcher(QDBusConnection.sessionBus().asyncCall(message, _WAIT_MS), self)

        def on_finished() -> None:
            reply = waiting.reply()
            if reply.type() == QDBusMessage.MessageType.ReplyMessage:
                answer(_unwrapped(reply.arguments()[0]))

        waiting.finished.connect(on_finished)
        self._pending.append(waiting)


def asks_for_less(name: str, value: object) -> bool:
    """Tell whether the value of one of the switches asks for less motion; an unknown value does not."""
    if name == "AnimationDurationFactor":
        return str(value).strip() in {"0", "0.0"}
    return value is False if name == "enable-animations" else value == 1 and not isinstance(value, bool)


def _has_bus() -> bool:
    """Tell whether a message bus runs already: asking for one would start it."""
    place = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or (bool(place) and Path(place, "bus").exists())


def _unwrapped(value: object) -> object:
    """Return what is in the variants: the portal puts one into another."""
    while hasattr(value, "variant"):
        value = value.variant()
    return value
