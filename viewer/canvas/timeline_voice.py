"""What the timeline says to a screen reader: a list of its events, each a sentence at its place. No files.

`listen` has Qt ask here for the timeline. Nothing is made before something asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from viewer.canvas.overview_strip import OverviewStrip
from viewer.canvas.timeline_canvas import TimelineCanvas
from viewer.model.certainty import certainty_in_words
from viewer.model.counting import counted
from viewer.model.date_words import in_words
from viewer.painting.voices import Voices

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtCore import QObject

    from viewer.layout.scene import Target
    from viewer.model.dataset import Dataset

_NOTHING = cast("QAccessibleInterface", None)  # Qt's null, which the types of PySide do not know
MOST_SPOKEN = 1_000
"""With more events shown, only those drawn are spoken one by one; the table of events has them all."""


def listen() -> None:
    """Have Qt ask the timeline itself what it is. Call it once, before a window is made."""
    Voices(voice_of).listen()


def voice_of(name: str, thing: QObject) -> QAccessibleInterface | None:
    """Return what speaks for the timeline and the drawn views around it, None for anything else."""
    if isinstance(thing, TimelineCanvas):
        return TimelineVoice(thing)
    is_picture = isinstance(thing, OverviewStrip) or name == "PersonnelChart"
    return QAccessibleWidget(thing, QAccessible.Role.Chart) if is_picture and isinstance(thing, QWidget) else None


def sentence_of(dataset: Dataset, row: int) -> str:
    """Return an event as one sentence: title, date in words, how it is known, lane, and what it is if not done."""
    event = dataset.event(row)
    status = "" if event.status == "happened" else str(event.status)
    return ", ".join(filter(None, (event.title, in_words(event.date), certainty_in_words(event), event.lane, status)))


class TimelineVoice(QAccessibleWidget):
    """The timeline as a list; the chosen event is its selected item, and is said when keys choose another."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__(canvas, QAccessible.Role.List)
        self.canvas = canvas
        self._retired: list[dict[int, _EventVoice]] = []
        self._dataset: Dataset | None = None
        self._items: dict[int, tuple[_EventVoice, int]] = {}
        canvas.chosen_changed.connect(self._say_chosen)

    def rows(self) -> NDArray[np.int64]:
        """Return the rows spoken one by one, in the order of time."""
        dataset, rows = self.canvas.shown.dataset, self.canvas.shown.rows
        if dataset is None:
            return rows
        if len(rows) > MOST_SPOKEN:
            keys = {target.key for target in self._targets()}
            drawn = [dataset.index_of(key.removeprefix("event:")) for key in keys if key.startswith("event:")]
            rows = np.array([row for row in drawn if row is not None], dtype=np.int64)
        return rows[np.lexsort((rows, dataset.columns.begin[rows]))]

    def place_of(self, row: int) -> QRect:
        """Return where an event is drawn, in pixels of the screen; empty if it is not in view."""
        dataset = self.canvas.shown.dataset
        key = "" if dataset is None else f"event:{dataset.id_of(row)}"
        found = next((target for target in self._targets() if target.key == key), None)
        if found is None:
            return QRect()
        corner = self.canvas.mapToGlobal(QPoint(round(found.x), round(found.y)))
        return QRect(corner.x(), corner.y(), round(found.width), round(found.height))

    def _targets(self) -> list[Target]:
        scene = self.canvas.scene()
        return [] if scene is None else list(scene.targets)

    def _item(self, row: int) -> _EventVoice:
        if self._dataset is not self.canvas.shown.dataset:
            self._forget()
        if row not in self._items:
            item = _EventVoice(self, row)
            self._items[row] = item, QAccessible.registerAccessibleInterface(item)
        return self._items[row][0]

    def _forget(self) -> None:
        """Let Qt delete the events of another dataset: dropped here alone, they would be asked for after their end."""
        for _, number in self._items.values():
            QAccessible.deleteAccessibleInterface(number)
        self._dataset, self._items = self.canvas.shown.dataset, {}

    def _say_chosen(self) -> None:
        row = self.canvas.shown.chosen
        if row is not None and self.canvas.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self._item(row), QAccessible.Event.Focus))

    def text(self, kind: QAccessible.Text) -> str:
        """Say how many events there are and what is chosen."""
        dataset, row = self.canvas.shown.dataset, self.canvas.shown.chosen
        if kind != QAccessible.Text.Description or dataset is None:
            return super().text(kind)
        count = counted(len(self.canvas.shown.rows), _words("event."), _words("events."))
        chosen = (
            _words("Nothing is chosen.") if row is None else _words("Chosen: {}.").format(sentence_of(dataset, row))
        )
        return f"{count} {chosen} {self.canvas.accessibleDescription()}"

    def actionNames(self) -> list[str]:
        """Return what can be done: step through time, and read the chosen event's sentence."""
        return [*_actions(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        """Do what the keys of the timeline do."""
        wanted = _actions().get(name)
        dataset, row = self.canvas.shown.dataset, self.canvas.shown.chosen
        if wanted is None:
            super().doAction(name)
        elif wanted != "open":
            self.canvas.step_requested.emit(wanted)
        elif dataset is not None and row is not None:
            self.canvas.event_opened.emit(dataset.id_of(row))

    def childCount(self) -> int:
        """Return the number of spoken events."""
        return len(self.rows())

    def child(self, index: int) -> QAccessibleInterface:
        """Return an event by its place in time."""
        rows = self.rows()
        return self._item(int(rows[index])) if 0 <= index < len(rows) else _NOTHING

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Return the event drawn at a point of the screen."""
        rows = (int(row) for row in self.rows())
        found = next((row for row in rows if self.place_of(row).contains(x, y)), None)
        return _NOTHING if found is None else self._item(found)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Return the place of an event, -1 for anything else."""
        rows = self.rows().tolist()
        return rows.index(child.row) if isinstance(child, _EventVoice) and child.row in rows else -1

    def focusChild(self) -> QAccessibleInterface:
        """Return the chosen event while the timeline has the focus."""
        row = self.canvas.shown.chosen
        return self._item(row) if row is not None and self.canvas.hasFocus() else _NOTHING


class _EventVoice(QAccessibleInterface):
    """One event of the list. `interface_cast` is left alone: overridden in Python it ends the program (6.11)."""

    def __init__(self, timeline: TimelineVoice, row: int) -> None:
        super().__init__()
        self._timeline = timeline
        self._dataset = timeline.canvas.shown.dataset
        self.row = row

    def isValid(self) -> bool:
        """Say whether the event is still on the timeline."""
        return self._dataset is not None and self._dataset is self._timeline.canvas.shown.dataset

    def object(self) -> QObject:
        """Return nothing: an event has no widget."""
        return cast("QObject", None)

    def parent(self) -> QAccessibleInterface:
        """Return the timeline."""
        return self._timeline

    def child(self, _: int) -> QAccessibleInterface:
        """Return nothing: an event is one sentence."""
        return _NOTHING

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface:
        """Return nothing."""
        return _NOTHING

    def childCount(self) -> int:
        """Return 0."""
        return 0

    def indexOfChild(self, _: QAccessibleInterface) -> int:
        """Return -1: there are none."""
        return -1

    def rect(self) -> QRect:
        """Return where the event is drawn, in pixels of the screen."""
        return self._timeline.place_of(self.row)

    def role(self) -> QAccessible.Role:
        """Say that it is an item of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Say whether it is chosen, has the focus, and is in view."""
        canvas, state = self._timeline.canvas, QAccessible.State()
        is_chosen = canvas.shown.chosen == self.row
        state.selectable = state.focusable = 1
        state.selected = int(is_chosen)
        state.focused = int(is_chosen and canvas.hasFocus())
        state.offscreen = int(self.rect().isEmpty())
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """Say the event as its name, and what happened as its description."""
        if self._dataset is None or not self.isValid():
            return ""
        if kind == QAccessible.Text.Name:
            return sentence_of(self._dataset, self.row)
        return self._dataset.event(self.row).summary if kind == QAccessible.Text.Description else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Change nothing: a dataset is read only."""


def _actions() -> dict[str, str]:
    return {_words("Next event"): "later", _words("Previous event"): "earlier", _words("Read its sentence"): "open"}


def _words(text: str) -> str:
    return QCoreApplication.translate("TimelineVoice", text)
