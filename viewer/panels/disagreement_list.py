"""Where the sources disagree: each disagreement with all its sides, their words and their places in time.

No files, no workspace; what choosing a side does is not its business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from viewer.model.counting import counted
from viewer.model.sides import sides_of
from viewer.panels.side_button import SideButton
from viewer.panels.type_style import type_style
from viewer.theme import load_theme

if TYPE_CHECKING:
    from viewer.model.dataset import Dataset
    from viewer.model.events import Disagreement
    from viewer.model.sides import Side
    from viewer.theme import Theme

_MOST_LISTED = 200


class DisagreementList(QFrame):
    """Every disagreement of a dataset, with a tile for each side.

    Signals:
        event_requested(str): a side that is an event was chosen; its id.
        figure_requested(str): a side that is a personnel figure was chosen; its id.
    """

    event_requested = Signal(str)
    figure_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = load_theme("light")
        self._dataset: Dataset | None = None
        self._chosen = ""
        self._sides: list[SideButton] = []
        self.setProperty("card", "true")
        self.setMinimumSize(240, 170)
        self.setAccessibleName(self.tr("Disagreements"))
        self._head = self._label("", "strong", "ink", self.tr("How many disagreements the dataset names"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 4, 8)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._scroll, 1)
        self._fill((), None)

    @property
    def sides(self) -> list[SideButton]:
        """The tiles, in the order they stand."""
        return self._sides

    def set_dataset(self, dataset: Dataset) -> None:
        """List the disagreements of a dataset; nothing happens for the one that is listed."""
        if dataset is not self._dataset:
            self._dataset = dataset
            self._fill(dataset.disagreements, dataset)

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        for side in self._sides:
            side.set_theme(theme)

    def select(self, key: str | None) -> None:
        """Mark the sides that are chosen on the timeline: "event:ID", "figure:ID", or None for nothing."""
        self._chosen = key or ""
        for side in self._sides:
            side.set_chosen(side.side.key == self._chosen)

    def _fill(self, entries: tuple[Disagreement, ...], dataset: Dataset | None) -> None:
        self._sides = []
        self._head.setText(self._summary(len(entries)))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        for entry in entries[:_MOST_LISTED] if dataset else ():
            self._add(column, entry, sides_of(entry, dataset) if dataset else ())
        column.addStretch(1)
        self._scroll.setWidget(page)
        page.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self.setFocusProxy(self._sides[0] if self._sides else self._scroll)
        self.select(self._chosen)

    def _add(self, column: QVBoxLayout, entry: Disagreement, sides: tuple[Side, ...]) -> None:
        if column.count():
            column.addSpacing(10)
        column.addWidget(self._label(entry.title, "label", "ink", self.tr("What is in question")))
        about = self.tr("What the author of the dataset says of it")
        column.addWidget(self._label(entry.text, "text", "muted", about))
        for side in sides:
            button = SideButton(side, self._theme)
            button.clicked.connect(lambda _=False, key=side.key: self._on_side_chosen(key))
            button.installEventFilter(self)
            column.addWidget(button)
            self._sides.append(button)

    def _label(self, text: str, role: str, tone: str, about: str) -> QLabel:
        label = QLabel(text)
        label.setAccessibleDescription(about)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setStyleSheet(type_style(role))
        label.setProperty("tone", tone)
        return label

    def _summary(self, count: int) -> str:
        if not count:
            return self.tr("This dataset names no disagreement.")
        words = counted(count, self.tr("disagreement"), self.tr("disagreements"))
        rest = self.tr("; the first {} are listed").format(_MOST_LISTED) if count > _MOST_LISTED else ""
        return f"{words}{rest}"

    def _on_side_chosen(self, key: str) -> None:
        kind, _, name = key.partition(":")
        (self.event_requested if kind == "event" else self.figure_requested).emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a side into view when the keyboard comes to it."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, SideButton):
            self._scroll.ensureWidgetVisible(watched, 0, 12)
        return super().eventFilter(watched, event)
