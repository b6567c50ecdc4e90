from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QPushButton, QWidget
from shiboken6 import Shiboken

from viewer.painting.voices import Voices


class Drawn(QWidget):
    """A drawn widget that grows a slot while it lives, as Qt sees it."""

    def follow(self):
        button = QPushButton(self)
        button.clicked.connect(self.on_clicked)

    def on_clicked(self):
        """Qt learns of this slot when it is connected."""


def voice_of(_, thing):
    return QAccessibleWidget(thing, QAccessible.Role.StaticText) if isinstance(thing, Drawn) else None


def test_a_drawn_widget_is_what_its_voice_says(qtbot):
    Voices(voice_of).listen()
    widget = Drawn()
    qtbot.addWidget(widget)
    assert QAccessible.queryAccessibleInterface(widget).role() == QAccessible.Role.StaticText


def test_no_voice_is_given_twice_as_qt_deletes_each(qtbot):
    voices = Voices(voice_of)
    widget = Drawn()
    qtbot.addWidget(widget)
    assert voices("Drawn", widget) is not voices("Drawn", widget)
    assert voices("QWidget", QWidget(widget)) is None


def test_a_widget_that_was_asked_about_twice_goes_quietly(qapp):
    Voices(voice_of).listen()
    widget = Drawn()
    QAccessible.queryAccessibleInterface(widget)
    widget.follow()
    voice = QAccessible.queryAccessibleInterface(widget)
    Shiboken.delete(widget)
    assert not Shiboken.isValid(voice)
