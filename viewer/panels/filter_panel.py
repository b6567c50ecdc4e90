"""The filter panel: what is shown and what is hidden, with the number of events behind every choice.

It must not know files, the workspace, or how events are hidden: it is told counts and says what is wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from viewer.model.date_words import instant_in_words
from viewer.model.dates import Precision
from viewer.model.filter_words import filter_in_words
from viewer.model.filters import Filter, opening_filter
from viewer.panels.date_range import DateRange
from viewer.panels.facet_tree import FacetTree
from viewer.panels.type_style import type_style
from viewer.theme import load_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from viewer.model.dataset import Dataset
    from viewer.model.facets import Facets
    from viewer.model.filters import FacetKind
    from viewer.theme import Theme

_ROOM_FOR_WORDS_PX = 340


class FilterPanel(QFrame):
    """What of the dataset is shown. `set_dataset` first, then `set_filter` and `set_counts` at every change.

    Signals:
        filter_changed(object): the Filter a person wants now.
        dimming_changed(bool): whether hidden events are to be dimmed instead of left out.
    """

    filter_changed = Signal(object)
    dimming_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._filter = Filter()
        self._focus_us = 0
        self.setProperty("card", "true")
        self.setMinimumSize(240, 170)
        self.setAccessibleName(self.tr("Filter"))
        self._make_parts()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self._tree)

    @property
    def is_dimming(self) -> bool:
        """Whether hidden events are to be dimmed instead of left out."""
        return self._dim.isChecked()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._tree.set_theme(theme)

    def set_dataset(self, dataset: Dataset) -> None:
        """Take another dataset; its values come with `set_counts`."""
        self._dataset = dataset
        self.set_filter(opening_filter(dataset))

    def set_filter(self, wanted: Filter) -> None:
        """Show what a filter hides, without saying so again."""
        self._filter = wanted
        self._dates.set_dates(wanted.dates_us)
        self._known.blockSignals(True)
        self._known.setChecked(wanted.known_by_us is not None)
        self._known.blockSignals(False)
        self._say_known()
        self._clear.setEnabled(self._dataset is not None and wanted != opening_filter(self._dataset))
        words = filter_in_words(wanted, self._dataset) if self._dataset else ""
        self._words.setText(words)
        self._words.setToolTip(words)
        self._count.setToolTip(words)
        self._count.setAccessibleDescription(words)
        self._make_room()

    def set_counts(self, counts: Facets) -> None:
        """Show how many events there are of each value, and how many are shown in all."""
        self._count.setText(self.tr("{} of {} shown").format(f"{counts.shown:,}", f"{counts.total:,}"))
        self._count.setAccessibleName(self._count.text())
        self._tree.set_facets(counts.facets)

    def set_focus_date(self, focus_us: int) -> None:
        """Say to which day "known by" refers; the filter itself is moved by whoever holds it."""
        self._focus_us = focus_us
        self._say_known()

    def set_dimming(self, is_dimming: bool) -> None:  # noqa: FBT001  a Qt setter
        """Show whether hidden events are dimmed, without saying so again."""
        self._dim.blockSignals(True)
        self._dim.setChecked(is_dimming)
        self._dim.blockSignals(False)

    def _make_parts(self) -> None:
        self._count = QLabel()
        self._count.setStyleSheet(type_style("label"))
        self._clear = QPushButton(self.tr("Clear"))
        self._clear.setToolTip(self.tr("Show what the dataset shows when it is opened"))
        self._clear.setAccessibleName(self.tr("Clear the filter"))
        self._clear.setAccessibleDescription(self._clear.toolTip())
        self._clear.setEnabled(False)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setStyleSheet(type_style("note"))
        self._words.setProperty("tone", "muted")
        self._words.setAccessibleDescription(self.tr("What the filter hides, in words"))
        self._words.hide()
        self._dates = DateRange()
        self._tree = FacetTree(load_theme("light"))
        self._known = QCheckBox()
        self._known.setToolTip(
            self.tr("Show only what had been published by the date in focus, in timeline, figures and chart alike")
        )
        self._known.setAccessibleDescription(self._known.toolTip())
        self._dim = QCheckBox(self.tr("Dim instead of hide"))
        self._dim.setToolTip(self.tr("Leave hidden events on the timeline, in a weak colour"))
        self._dim.setAccessibleDescription(self._dim.toolTip())
        self._say_known()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self._tree, 1)
        column.addWidget(self._dates)
        column.addWidget(self._known)
        column.addWidget(self._dim)

    def _connect(self) -> None:
        self._tree.hidden_changed.connect(self._on_hidden_changed)
        self._dates.changed.connect(lambda dates: self._want(replace(self._filter, dates_us=dates)))
        self._known.toggled.connect(self._on_known_toggled)
        self._dim.toggled.connect(self.dimming_changed)
        self._clear.clicked.connect(self._on_cleared)

    def _make_room(self) -> None:
        """Leave the words about the filter to the tip of the count where height is short."""
        self._words.setVisible(bool(self._words.text()) and self.height() >= _ROOM_FOR_WORDS_PX)

    def _say_known(self) -> None:
        day_us = self._focus_us if self._filter.known_by_us is None else self._filter.known_by_us
        words = self.tr("Only what was published by {}").format(instant_in_words(day_us, Precision.DAY))
        self._known.setText(words)

    def _want(self, wanted: Filter) -> None:
        """Show the wanted filter at once and say it; the counts follow from whoever counts."""
        self.set_filter(wanted)
        self.filter_changed.emit(wanted)

    def _on_hidden_changed(self, kind: FacetKind, names: frozenset[str]) -> None:
        self._want(self._filter.hiding(kind, names))

    def _on_known_toggled(self, is_on: bool) -> None:  # noqa: FBT001  a slot of QCheckBox.toggled
        self._want(replace(self._filter, known_by_us=self._focus_us if is_on else None))

    def _on_cleared(self) -> None:
        if self._dataset is not None:
            self._want(opening_filter(self._dataset))
            self._tree.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as the new height has room for."""
        super().resizeEvent(event)
        self._make_room()
