"""Workspace: the dataset on the table, what of it is shown, chosen and in focus. The only shared mutable state.

Views never talk to each other: they change the workspace, and it says what has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.layout.index import EventIndex
from viewer.model.filters import Filter, mask_of, shown_layers

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.loading.problems import Problem
    from viewer.model.dataset import Dataset
    from viewer.model.personnel import PersonnelFigure


class Workspace(QObject):
    """One truth for every view: dataset, filter, chosen record, date in focus.

    Signals:
        dataset_changed: another dataset has been set.
        shown_changed: the filter, and so `index`, has changed.
        chosen_changed: another event or personnel figure, or nothing, has been chosen.
        focus_changed: the date in focus has moved.
    """

    dataset_changed = Signal()
    shown_changed = Signal()
    chosen_changed = Signal()
    focus_changed = Signal()

    def __init__(self, dataset: Dataset, problems: tuple[Problem, ...] = (), path: Path | None = None) -> None:
        super().__init__()
        self._filter = Filter()
        self._chosen_event: str | None = None
        self._chosen_figure: str | None = None
        self._focus_us = 0
        self._put(dataset, problems, path)

    @property
    def dataset(self) -> Dataset:
        """The dataset on the table."""
        return self._dataset

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the dataset, as found when it was loaded."""
        return self._problems

    @property
    def path(self) -> Path | None:
        """Where the dataset was read from, or None."""
        return self._path

    @property
    def filter(self) -> Filter:
        """What is hidden."""
        return self._filter

    @property
    def index(self) -> EventIndex:
        """The shown events by lane."""
        return self._index

    @property
    def layers(self) -> frozenset[str]:
        """The ids of the layers that are shown."""
        return shown_layers(self._dataset, self._filter)

    @property
    def chosen_event(self) -> str | None:
        """The id of the chosen event, or None."""
        return self._chosen_event

    @property
    def chosen_row(self) -> int | None:
        """The row of the chosen event, or None."""
        return None if self._chosen_event is None else self._dataset.index_of(self._chosen_event)

    @property
    def chosen_figure(self) -> PersonnelFigure | None:
        """The chosen personnel figure, or None. An event and a figure are never chosen together."""
        return None if self._chosen_figure is None else self._dataset.figure(self._chosen_figure)

    @property
    def focus_us(self) -> int:
        """The date in focus: microseconds since 1970."""
        return self._focus_us

    def set_dataset(
        self, dataset: Dataset, problems: tuple[Problem, ...], path: Path | None, index: EventIndex | None = None
    ) -> None:
        """Put another dataset on the table; nothing is chosen in it yet.

        `index` is that of its events shown at first, where one has been made beside the window.
        """
        self._put(dataset, problems, path, index)
        self.dataset_changed.emit()

    def set_filter(self, wanted: Filter) -> None:
        """Show what the filter leaves."""
        if wanted == self._filter:
            return
        self._filter = wanted
        self._index = self._made_index()
        self.shown_changed.emit()

    def choose_event(self, event_id: str | None) -> None:
        """Choose an event by id (None: nothing) and move the date in focus to it. An unknown id changes nothing."""
        row = None if event_id is None else self._dataset.index_of(event_id)
        if event_id is not None and row is None:
            return
        is_new = event_id != self._chosen_event or self._chosen_figure is not None
        self._chosen_event, self._chosen_figure = event_id, None
        if is_new:
            self.chosen_changed.emit()
        if row is not None:
            self.set_focus(self._best_us(row))

    def choose_figure(self, figure_id: str) -> None:
        """Choose a personnel figure by id. An unknown id changes nothing."""
        if self._dataset.figure(figure_id) is None:
            return
        self._chosen_event, self._chosen_figure = None, figure_id
        self.chosen_changed.emit()

    def set_focus(self, focus_us: int) -> None:
        """Move the date in focus."""
        if focus_us != self._focus_us:
            self._focus_us = focus_us
            self.focus_changed.emit()

    def _put(
        self, dataset: Dataset, problems: tuple[Problem, ...], path: Path | None, index: EventIndex | None = None
    ) -> None:
        self._dataset = dataset
        self._problems = problems
        self._path = path
        self._filter = Filter(frozenset(layer.id for layer in dataset.layers if not layer.is_shown))
        self._index = self._made_index() if index is None else index
        self._chosen_event = self._chosen_figure = None
        extent = dataset.extent_us()
        self._focus_us = dataset.focus_us if dataset.focus_us is not None else (extent[1] if extent else 0)

    def _made_index(self) -> EventIndex:
        return EventIndex(self._dataset.columns, len(self._dataset.lanes), mask_of(self._dataset, self._filter))

    def _best_us(self, row: int) -> int:
        columns = self._dataset.columns
        refined = columns.refined_of(row)
        if refined is not None:
            return refined * columns.unit_us
        event = self._dataset.event(row)
        earliest, latest = event.date.earliest_us, event.date.latest_us
        if earliest is None or latest is None:
            return event.date.sort_us
        return (earliest + latest) // 2
