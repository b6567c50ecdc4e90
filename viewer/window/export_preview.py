"""The preview of an export: the composed figure itself, small. It knows neither dataset nor file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QWidget

from viewer.painting.painter import paint_scene

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from viewer.layout.scene import Scene
    from viewer.theme import Theme


class ExportPreview(QWidget):
    """The composed figure, scaled to the widget, on a frame that shows where the page ends."""

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None
        self._theme: Theme | None = None
        self.setMinimumSize(460, 320)
        self.setAccessibleName(self.tr("Preview of the image"))

    @property
    def scene(self) -> Scene | None:
        """What is shown, or None."""
        return self._scene

    def put(self, scene: Scene, theme: Theme, words: str) -> None:
        """Show a scene in a theme; `words` say it to those who do not see it."""
        self._scene, self._theme = scene, theme
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure as large as it fits, over a pattern that shows through where the page has no ground."""
        super().paintEvent(event)
        scene, theme = self._scene, self._theme
        if scene is None or theme is None:
            return
        scale = min((self.width() - 2) / scene.width, (self.height() - 2) / scene.height)
        page = QRectF(0, 0, scene.width * scale, scene.height * scale)
        page.moveTo((self.width() - page.width()) / 2, (self.height() - page.height()) / 2)
        painter = QPainter(self)
        try:
            painter.fillRect(page, QColor(theme.colour("ground")))
            painter.fillRect(page, QBrush(QColor(theme.colour("hairline")), Qt.BrushStyle.Dense6Pattern))
            painter.save()
            painter.translate(page.topLeft())
            painter.scale(scale, scale)
            paint_scene(painter, scene, theme)
            painter.restore()
            painter.setPen(self.palette().mid().color())
            painter.drawRect(page)
        finally:
            painter.end()
