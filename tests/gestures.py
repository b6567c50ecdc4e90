"""Mouse and wheel as Qt delivers them, at a place in a widget."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def send(widget, kind, x, y, button=LEFT, buttons=NONE):
    place = QPointF(x, y)
    event = QMouseEvent(kind, place, QPointF(widget.mapToGlobal(place)), button, buttons, PLAIN)
    QApplication.sendEvent(widget, event)


def press(widget, x, y):
    send(widget, QEvent.Type.MouseButtonPress, x, y, LEFT, LEFT)


def move(widget, x, y, *, is_held=True):
    send(widget, QEvent.Type.MouseMove, x, y, NONE, LEFT if is_held else NONE)


def release(widget, x, y):
    send(widget, QEvent.Type.MouseButtonRelease, x, y)


def click(widget, x, y):
    press(widget, x, y)
    release(widget, x, y)


def double_click(widget, x, y):
    click(widget, x, y)
    send(widget, QEvent.Type.MouseButtonDblClick, x, y, LEFT, LEFT)
    release(widget, x, y)


def drag(widget, start, end, steps=4):
    press(widget, *start)
    for step in range(1, steps + 1):
        move(widget, *(a + (b - a) * step / steps for a, b in zip(start, end, strict=True)))
    release(widget, *end)


def turn(widget, x, y, notches=1, *, modifiers=PLAIN, sideways=0):
    place = QPointF(x, y)
    delta = QPoint(120 * sideways, 120 * notches)
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, QPointF(widget.mapToGlobal(place)), QPoint(), delta, NONE, modifiers, phase, False)
    QApplication.sendEvent(widget, event)


def ask_for_tip(widget, x, y):
    place = QPoint(round(x), round(y))
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))


def pinch(widget, x, y, growth):
    """Two fingers on a touchpad move apart by a share of their distance."""
    place, fingers = QPointF(x, y), QPointingDevice.primaryPointingDevice()
    on_screen, kind = QPointF(widget.mapToGlobal(place)), Qt.NativeGestureType.ZoomNativeGesture
    event = QNativeGestureEvent(kind, fingers, 2, place, place, on_screen, growth, QPointF())
    QApplication.sendEvent(widget, event)
