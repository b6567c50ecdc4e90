"""The preview of an export: the composed figure itself, small. It knows neither dataset nor file nor layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPaintEvent, QResizeEvent

    from viewer.layout.scene import Scene
    from viewer.theme import Theme

_PATIENCE_MS = 300
"""Most figures are there before anybody need be told to wait."""

_STALE_OPACITY = 0.3


class ExportPreview(QWidget):
    """A picture of the composed figure on a frame that shows where the page ends; faint once it no longer holds.

    Signals:
        resized: the picture should be painted anew for `room_px`.
    """

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None
        self._picture: QImage | None = None
        self._theme: Theme | None = None
        self._is_stale = False
        self.waiting = QLabel(self.tr("Preparing the picture…"))
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.waiting.setProperty("tone", "muted")
        self.waiting.hide()
        QVBoxLayout(self).addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignCenter)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_ended)
        self.setMinimumSize(460, 320)
        self.setAccessibleName(self.tr("Preview of the image"))

    @property
    def scene(self) -> Scene | None:
        """What is shown, or None."""
        return self._scene

    @property
    def room_px(self) -> tuple[int, int]:
        """How many dots of the screen there are for the picture, across and down."""
        ratio = self.devicePixelRatioF()
        return max(1, round((self.width() - 2) * ratio)), max(1, round((self.height() - 2) * ratio))

    @property
    def picture_px(self) -> tuple[int, int]:
        """How many dots the picture has, across and down; none without one."""
        return (self._picture.width(), self._picture.height()) if self._picture is not None else (0, 0)

    def put(self, scene: Scene, picture: QImage, theme: Theme, words: str) -> None:
        """Show a scene by its picture in a theme; `words` say it to those who do not see it."""
        self._scene, self._picture, self._theme = scene, picture, theme
        self.setAccessibleDescription(words)
        self._be_stale(is_stale=False)

    def wait(self) -> None:
        """Another picture is being made: say so if it takes long."""
        self._patience.start()

    def give_up(self) -> None:
        """No other picture comes: what is shown, if anything, is not what is wanted."""
        self._be_stale(is_stale=self._picture is not None)

    def rest(self) -> None:
        """Wait for nothing."""
        self._patience.stop()
        self.waiting.hide()

    def _be_stale(self, *, is_stale: bool) -> None:
        self.rest()
        self._is_stale = is_stale
        self.update()

    def _page(self, size: QSize) -> QRectF:
        """Return where a picture of a size is shown: on whole pixels, as large as there is room."""
        fitted = size.scaled(QSize(*self.room_px), Qt.AspectRatioMode.KeepAspectRatio)
        ratio = self.devicePixelRatioF()
        page = QRectF(0, 0, fitted.width() / ratio, fitted.height() / ratio)
        page.moveTo(round((self.width() - page.width()) / 2), round((self.height() - page.height()) / 2))
        return page

    def _on_patience_ended(self) -> None:
        self.waiting.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figure as large as it fits, over a pattern that shows through where the page has no ground."""
        super().paintEvent(event)
        if self._picture is None or self._theme is None:
            return
        page = self._page(self._picture.size())
        painter = QPainter(self)
        try:
            painter.setOpacity(_STALE_OPACITY if self._is_stale or self.waiting.isVisible() else 1.0)
            painter.fillRect(page, QColor(self._theme.colour("ground")))
            painter.fillRect(page, QBrush(QColor(self._theme.colour("hairline")), Qt.BrushStyle.Dense6Pattern))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(page, self._picture)
            painter.setPen(self.palette().mid().color())
            painter.drawRect(page)
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size; until it is here the old one is stretched."""
        super().resizeEvent(event)
        self.resized.emit()
