"""A small widget that shows a Scene whose targets can be clicked and reached by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from viewer.layout.scene import Scene, Target, hit_test
from viewer.painting.painter import paint_scene

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from viewer.theme import Theme

RING_PX = 3
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PRESSES = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class SceneView(QWidget):
    """A Scene with RING_PX of room around it; Left and Right go from target to target, Enter chooses.

    Signals:
        target_clicked(str): the key of a target.
    """

    target_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scene = Scene(0, 0, ())
        self._names: Mapping[str, str] = {}
        self._targets: list[Target] = []
        self._current = 0
        self._title = ""
        self.setMouseTracking(True)

    @property
    def scene(self) -> Scene:
        """What it shows."""
        return self._scene

    @property
    def is_pressable(self) -> bool:
        """Whether any part of it leads somewhere."""
        return bool(self._targets)

    @property
    def ways(self) -> list[str]:
        """What its parts say, from the left, where they lead somewhere."""
        return [self._names[target.key] for target in self._targets]

    def press(self, spoken: str) -> None:
        """Choose the part that says this; nothing happens where none does."""
        key = next((target.key for target in self._targets if self._names[target.key] == spoken), None)
        if key is not None:
            self.target_clicked.emit(key)

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self.update()

    def set_scene(self, scene: Scene, title: str = "", names: Mapping[str, str] | None = None) -> None:
        """Show a scene. `names` says each key in words, others cannot be chosen; `title` serves where there is none."""
        kept = self._key()
        self._scene, self._title, self._names = scene, title, names or {}
        self._targets = sorted((t for t in scene.targets if t.key in self._names), key=lambda target: target.x)
        keys = [target.key for target in self._targets]
        self._current = keys.index(kept) if kept in keys else 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if keys else Qt.FocusPolicy.NoFocus)
        self._say()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Paint the scene, and a ring around the current target."""
        painter = QPainter(self)
        painter.translate(RING_PX, RING_PX)
        paint_scene(painter, self._scene, self._theme)
        if self.hasFocus() and self._targets:
            target = self._targets[self._current]
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.colour("accent")), 2))
            painter.drawRoundedRect(QRectF(target.x - 2, target.y - 2, target.width + 4, target.height + 4), 4, 4)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what lies under the pointer."""
        key = self._key_at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and key:
            self._current = next(n for n, target in enumerate(self._targets) if target.key == key)
            self._say()
            self.target_clicked.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand where a click leads somewhere."""
        is_over = self._key_at(event.position().x(), event.position().y()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next target, or choose the current one."""
        if event.key() in _STEPS and self._targets:
            self._current = min(max(self._current + _STEPS[Qt.Key(event.key())], 0), len(self._targets) - 1)
            self._say()
            self.update()
        elif event.key() in _PRESSES and self._targets:
            self.target_clicked.emit(self._targets[self._current].key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say in a tool tip what lies under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            key = self._key_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self._names.get(key or "", ""), self)
            return True
        return super().event(event)

    def _key(self) -> str:
        return self._targets[self._current].key if self._targets else ""

    def _key_at(self, x: float, y: float) -> str | None:
        key = hit_test(self._scene, x - RING_PX, y - RING_PX, slack_px=1)
        return key if key in self._names else None

    def _say(self) -> None:
        self.setAccessibleName(self._names.get(self._key(), self._title))
        several = self.tr("Left and Right go through its parts, Enter reads the words behind one.")
        one = self.tr("Enter reads the words behind it.") if self._targets else ""
        self.setAccessibleDescription(several if len(self._targets) > 1 else one)
