"""The bar on top: what is open, the search field, zoom, and the few things one does most. Setters in, signals out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QLayout, QLineEdit, QSizePolicy, QToolBar, QToolButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent

_BUTTONS = (("zoom_out", "−"), ("zoom_in", "+"), ("fit", "Fit"))
_SPARED = ("theme", "open_folder", "zoom_out", "zoom_in", "fit")
"""What leaves the bar where room is short, first to last; each has a menu entry too."""
_SEARCH_PX = 270
_LEAST_LABEL_PX = 24
_TITLE_PX, _LEAST_TITLE_PX = 200, 72
_LEAST_SEARCH_PX = 130
_PROMPT_MARGIN_EM = 2
_SEPARATOR = " · "
_LINES, _LINE_PX = 2, 13  # the upright lines between the parts, as wide as the style sheet has them


class SearchField(QLineEdit):
    """A search field in which Enter steps through the hits and Esc clears.

    Signals:
        next_requested(): Enter.
        previous_requested(): Shift+Enter.
    """

    next_requested = Signal()
    previous_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prompts: tuple[str, ...] = ("",)

    def set_prompts(self, prompts: Sequence[str]) -> None:
        """Show the first of these texts that fits into the empty field."""
        self._prompts = (*prompts,)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self.fontMetrics().horizontalAdvance("M") * _PROMPT_MARGIN_EM
        fitting = [text for text in self._prompts if self.fontMetrics().horizontalAdvance(text) <= room]
        self.setPlaceholderText(fitting[0] if fitting else self._prompts[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose a prompt for the new width."""
        super().resizeEvent(event)
        self._fit()

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
        self.setText(self._cut(self.contentsRect().width()))

    def _cut(self, room: int) -> str:
        return self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)

    def whole_px(self) -> int:
        """Return the width at which nothing is cut."""
        margins = self.contentsMargins()
        return self.fontMetrics().horizontalAdvance(self._whole) + margins.left() + margins.right() + 4

    def sizeHint(self) -> QSize:
        """Return the size of the whole text, or of next to nothing for a label that only takes what is left."""
        return QSize(_LEAST_LABEL_PX if self._is_greedy else self.whole_px(), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text for the new width."""
        super().resizeEvent(event)
        self._fit()


class PhrasesLabel(ElidedLabel):
    """A label that leaves out whole phrases, the last first: half a number would be another number."""

    def _cut(self, room: int) -> str:
        phrases = self._whole.split(_SEPARATOR)
        while phrases and self.fontMetrics().horizontalAdvance(_SEPARATOR.join(phrases)) > room:
            phrases.pop()
        return _SEPARATOR.join(phrases)


class TopBar(QToolBar):
    """Title, counts, search, zoom, layers, export, open, theme. Where room is short, buttons go before counts do."""

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
        self._title.setMinimumWidth(_LEAST_TITLE_PX)
        self._shown = QLabel()
        self._shown.setContentsMargins(16, 0, 0, 0)
        self._shown.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._facts = PhrasesLabel()
        self._facts.setContentsMargins(12, 0, 6, 0)  # Qt drops the margins of a label they leave no width
        self._facts.setProperty("tone", "muted")
        self._layer_actions: list[QAction] = []
        self._places: dict[str, QAction] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._layer_buttons: list[QToolButton] = []
        self._build(actions)

    def set_title(self, title: str, facts: str) -> None:
        """Say what is open and how much it holds; what is too long for the bar is cut, with its whole text as a tip."""
        self._title.set_whole(title)
        self._title.updateGeometry()
        self._facts.set_whole(facts)
        self._make_room()

    def set_shown(self, words: str) -> None:
        """Say how many events are shown; this is never cut."""
        self._shown.setText(words)
        self._shown.setMinimumWidth(0)  # or it would stay as wide as the longest words it has had
        self._shown.setMinimumWidth(self._shown.sizeHint().width())
        self._make_room()

    def set_layer_actions(self, layers: list[QAction]) -> None:
        """Offer a button for each layer that can be shown or hidden, before the export button."""
        for action in self._layer_actions:
            self.removeAction(action)
        self._layer_actions = layers
        self.insertActions(self._places["export"], layers)
        before = self._buttons["fit"]
        self._layer_buttons = []
        for action in layers:
            button = self.widgetForAction(action)
            assert isinstance(button, QToolButton)
            _prepare(button, action)
            self._layer_buttons.append(button)
            self.setTabOrder(before, button)
            before = button
        self._make_room()

    def _build(self, actions: dict[str, QAction]) -> None:
        for label in (self._title, self._shown, self._facts):
            self.addWidget(label)
        key = actions["search"].shortcut().toString()
        words = self.tr("Search events and quotes")
        self.search.set_prompts([f"{words}   {key}", f"{self.tr('Search')}   {key}", self.tr("Search")])
        self.search.setAccessibleName(words)
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_LEAST_SEARCH_PX)
        self.search.setMaximumWidth(_SEARCH_PX)
        self.addWidget(self.search)
        self._rule = self.addSeparator()
        for name, text in _BUTTONS:
            self._add_button(actions[name], text)
        self.addSeparator()
        self._add_button(actions["export"], self.tr("Export image…"), is_primary=True)
        self._add_button(actions["open_folder"], self.tr("Open…"))
        self._add_button(actions["theme"], self.tr("Theme"))

    def _add_button(self, action: QAction, text: str, *, is_primary: bool = False) -> None:
        """Add a button of its own, so that it can leave the bar without its action leaving the menu."""
        action.setIconText(text)
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.setProperty("primary", is_primary)
        _prepare(button, action)
        self._places[action.objectName()] = self.addWidget(button)
        self._buttons[action.objectName()] = button

    def _make_room(self) -> None:
        """Leave out as many of the spared buttons as the rest needs room; where all have some, the facts come first."""
        self._facts.setMinimumWidth(_LEAST_LABEL_PX)
        room = self.width() - self._least_width()
        for name in _SPARED:
            button = self._buttons[name]
            self._places[name].setVisible(room >= 0)
            room += 0 if room >= 0 else button.sizeHint().width() + self._lines().spacing()
        self._rule.setVisible(any(self._places[name].isVisible() for name, _ in _BUTTONS))
        room -= self._title.sizeHint().width() - _TITLE_PX
        room -= max(0, self.search.sizeHint().width() - _LEAST_SEARCH_PX)
        if room >= self._facts.whole_px() - _LEAST_LABEL_PX:
            self._facts.setMinimumWidth(self._facts.whole_px())

    def _least_width(self) -> int:
        """Return the width at which every button stands in the bar, and nothing is cut but facts and a long title."""
        # asked for the widget of a separator, PySide makes every type of widget there is
        widgets = [self._title, self._shown, self._facts, self.search, *self._buttons.values(), *self._layer_buttons]
        least = [_LINE_PX] * _LINES + [widget.minimumWidth() or widget.minimumSizeHint().width() for widget in widgets]
        margins = self._lines().contentsMargins()
        spacing = self._lines().spacing() * (len(least) + 1)
        return sum(least) + _TITLE_PX - _LEAST_TITLE_PX + spacing + margins.left() + margins.right()

    def _lines(self) -> QLayout:
        layout = self.layout()
        assert layout is not None
        return layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the new width has no room for."""
        super().resizeEvent(event)
        self._make_room()


def _prepare(button: QToolButton, action: QAction) -> None:
    """Let a button be reached by Tab and named to those who cannot see it."""
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text())
