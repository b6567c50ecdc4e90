"""What Qt has no handler of its own for: the wish for a tip, and a pinch. Signals out. It must not know a timeline.

Told of an event of any kind, PySide makes the types of all kinds, 60 of them: so a filter is put on a widget late.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QNativeGestureEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Gestures(QObject):
    """Watches a widget, as long as it lives.

    Signals:
        tip_wanted(QPointF, QPoint): the pointer rests: its place in the widget and on the screen.
        pinched(float, QPointF): two fingers magnify by a factor, at a place in the widget.
    """

    tip_wanted = Signal(QPointF, QPoint)
    pinched = Signal(float, QPointF)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002  Qt's signature
        """Take the two kinds of events; the widget gets all others."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self.tip_wanted.emit(QPointF(event.pos()), event.globalPos())
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            self.pinched.emit(max(0.2, 1 + event.value()), event.position())
            return True
        return False
