"""The bar on top: what is open, the search field, zoom, and the few things one does most. Setters in, signals out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QToolBar, QToolButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent

_BUTTONS = (("zoom_out", "−"), ("zoom_in", "+"), ("fit", "Fit"))
_SEARCH_PX = 250
_LEAST_LABEL_PX = 24
_LEAST_SEARCH_PX = 130


class SearchField(QLineEdit):
    """A search field in which Enter steps through the hits and Esc clears.

    Signals:
        next_requested(): Enter.
        previous_requested(): Shift+Enter.
    """

    next_requested = Signal()
    previous_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with Enter, clear with Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.previous_requested if is_back else self.next_requested).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


class ElidedLabel(QLabel):
    """A label that takes what room is left and cuts its text with an ellipsis rather than through a letter."""

    def __init__(self, *, is_greedy: bool = True) -> None:
        super().__init__()
        self._whole = ""
        self._is_greedy = is_greedy
        sideways = QSizePolicy.Policy.Expanding if is_greedy else QSizePolicy.Policy.Preferred
        self.setSizePolicy(sideways, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(_LEAST_LABEL_PX)

    def set_whole(self, text: str) -> None:
        """Show as much of a text as fits; the tip has all of it."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))

    def sizeHint(self) -> QSize:
        """Return the size of the whole text, or of next to nothing for a label that only takes what is left."""
        height = super().sizeHint().height()
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self._whole) + margins.left() + margins.right() + 4
        return QSize(_LEAST_LABEL_PX if self._is_greedy else width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text for the new width."""
        super().resizeEvent(event)
        self._fit()


class TopBar(QToolBar):
    """Title, counts, search, zoom, layers, export, open, theme."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setWindowTitle(self.tr("Top bar"))
        self.setMovable(False)
        self.toggleViewAction().setVisible(False)  # what the context menu of the window hid no key would bring back
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.search = SearchField()
        self._title = ElidedLabel(is_greedy=False)
        self._title.setProperty("text_role", "title")
        self._counts = ElidedLabel()
        self._counts.setProperty("tone", "muted")
        self._layer_actions: list[QAction] = []
        self._fit, self._export = actions["fit"], actions["export"]
        self._build(actions)

    def set_title(self, title: str, counts: str) -> None:
        """Say what is open and how much it holds; a title too long for the bar is cut with its whole text as a tip."""
        self._title.set_whole(title)
        self._title.updateGeometry()
        self._counts.set_whole(counts)

    def set_layer_actions(self, layers: list[QAction]) -> None:
        """Offer a button for each layer that can be shown or hidden, before the export button."""
        for action in self._layer_actions:
            self.removeAction(action)
        self._layer_actions = layers
        self.insertActions(self._export, layers)
        before = self.widgetForAction(self._fit)
        for action in layers:
            button = self._prepare_button(action)
            self.setTabOrder(before, button)
            before = button

    def _build(self, actions: dict[str, QAction]) -> None:
        self.addWidget(self._title)
        self._counts.setContentsMargins(16, 0, 12, 0)
        self.addWidget(self._counts)
        self.search.setPlaceholderText(self.tr("Search events and quotes   Ctrl+F"))
        self.search.setAccessibleName(self.tr("Search events and quotes"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_LEAST_SEARCH_PX)
        self.search.setMaximumWidth(_SEARCH_PX)
        self.addWidget(self.search)
        self.addSeparator()
        for name, text in _BUTTONS:
            self._add_button(actions[name], text)
        self.addSeparator()
        self._add_button(self._export, self.tr("Export image…"), is_primary=True)
        self._add_button(actions["open_folder"], self.tr("Open…"))
        self._add_button(actions["theme"], self.tr("Theme"))

    def _add_button(self, action: QAction, text: str, *, is_primary: bool = False) -> None:
        self.addAction(action)
        action.setIconText(text)
        self._prepare_button(action).setProperty("primary", is_primary)

    def _prepare_button(self, action: QAction) -> QToolButton:
        """Let a button be reached by Tab and named to those who cannot see it."""
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(action.text())
        return button
