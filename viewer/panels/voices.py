"""What the drawn widgets of the panels say they are to a screen reader: text, a group, a button to be pressed.

`listen` has Qt ask here. Names are the widgets' own accessible names. It must not know what anything leads to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget

from viewer.painting.voices import Voices
from viewer.panels.contributor_row import ContributorRow
from viewer.panels.personnel_head import PersonnelHead
from viewer.panels.phrase_line import PhraseLine
from viewer.panels.scene_view import SceneView

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

_GROUPS = (ContributorRow, PersonnelHead)


def listen() -> None:
    """Have Qt ask the drawn widgets what they are. Call it once, before a window is made."""
    Voices(voice_of).listen()


def voice_of(_: str, thing: QObject) -> QAccessibleInterface | None:
    """Return what speaks for a drawn widget of the panels, None for anything else."""
    if isinstance(thing, SceneView):
        return SceneVoice(thing)
    if isinstance(thing, PhraseLine):
        return QAccessibleWidget(thing, QAccessible.Role.StaticText)
    return QAccessibleWidget(thing, QAccessible.Role.Grouping) if isinstance(thing, _GROUPS) else None


class SceneVoice(QAccessibleWidget):
    """A drawn bar: a button for its current part where it leads somewhere, else a picture."""

    def __init__(self, view: SceneView) -> None:
        super().__init__(view, QAccessible.Role.Graphic)
        self._view = view

    def role(self) -> QAccessible.Role:
        """Say what it is now."""
        return QAccessible.Role.Button if self._view.is_pressable else QAccessible.Role.Graphic

    def actionNames(self) -> list[str]:
        """Return what can be done with it: an action for each part that leads somewhere, named as the part says."""
        return [*self._view.ways, *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Press a part."""
        if name in self._view.ways:
            self._view.press(name)
        else:
            super().doAction(name)
