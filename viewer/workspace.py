"""Workspace: the dataset on the table, what of it is shown, chosen and in focus. The only shared mutable state.

Views never talk to each other: they change the workspace, and it says what has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal

from viewer.layout.index import EventIndex
from viewer.model.filters import Filter, mask_of, shown_layers
from viewer.model.opening import Attention, first_attention, first_filter, own_focus

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from viewer.loading.problems import Problem
    from viewer.model.dataset import Dataset
    from viewer.model.personnel import PersonnelFigure


_AT_ONCE = 50_000


class Shown(Struct, frozen=True, eq=False):
    """What a filter leaves: the index to be drawn, the rows to be dimmed in it, and how many events are left.

    Where rows are dimmed, `matching` is the index of those that are not.
    """

    index: EventIndex
    dimmed: NDArray[np.bool_] | None
    count: int
    matching: EventIndex | None = None


class Workspace(QObject):
    """One truth for every view: dataset, filter, chosen record, date in focus.

    `is_dimming` says whether what the filter leaves out is dimmed (see `set_dimming`); `search` is what is searched
    for, kept up to date by whoever searches.

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
    _filtered = Signal(object)

    def __init__(self, dataset: Dataset, problems: tuple[Problem, ...] = (), path: Path | None = None) -> None:
        super().__init__()
        self._filter = Filter()
        self.is_dimming = False
        self._chosen_event: str | None = None
        self._chosen_figure: str | None = None
        self._focus_us = 0
        self.search = ""
        self._pool: ThreadPoolExecutor | None = None
        self._filtered.connect(self._on_filtered, Qt.ConnectionType.QueuedConnection)
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
        return self._shown.index

    @property
    def shown(self) -> Shown:
        """What the filter leaves: the index, what is dimmed in it, and the count."""
        return self._shown

    @property
    def known(self) -> Dataset:
        """The dataset with only what was public by the date in focus, if that is asked for."""
        return self._dataset.known_by(self._filter.known_by_us)

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
        """Put another dataset on the table; nothing is chosen in it unless it came with a picture of its own.

        `index` is that of its events shown at first, where one has been made beside the window.
        """
        self._put(dataset, problems, path, index)
        self.dataset_changed.emit()

    def set_filter(self, wanted: Filter) -> None:
        """Show what the filter leaves; a large dataset is filtered in a worker, and `shown_changed` follows."""
        if wanted != self._filter:
            self._filter = wanted
            self._filter_anew()

    def set_dimming(self, is_dimming: bool) -> None:  # noqa: FBT001  a setter in the way of Qt
        """Dim what the filter leaves out instead of hiding it; hidden layers stay hidden."""
        if is_dimming != self.is_dimming:
            self.is_dimming = is_dimming
            self._filter_anew()

    def stop(self) -> None:
        """Let go of the worker thread; call before the program ends."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

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
            self.set_filter(self._filter.following(focus_us))

    def _put(
        self, dataset: Dataset, problems: tuple[Problem, ...], path: Path | None, index: EventIndex | None = None
    ) -> None:
        self._dataset = dataset
        self._problems = problems
        self._path = path
        self._filter = first_filter(dataset)
        seen = first_attention(dataset)
        if dataset.opening is not None:
            self.is_dimming, self.search = seen.is_dimming, seen.search
        whole = (dataset, self._filter, self.is_dimming)
        self._shown = Shown(index, None, len(index)) if index is not None and not self.is_dimming else _filtered(*whole)
        kind, _, name = seen.chosen.partition(":")
        self._chosen_event = name if kind == "event" and dataset.index_of(name) is not None else None
        self._chosen_figure = name if kind == "figure" and dataset.figure(name) is not None else None
        self._focus_us = own_focus(dataset) if seen.focus_us is None else seen.focus_us

    def _filter_anew(self) -> None:
        task = (self._dataset, self._filter, self.is_dimming)
        if len(self._dataset) <= _AT_ONCE:
            self._on_filtered((task, _filtered(*task)))
            return
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  a start does without

            self._pool = ThreadPoolExecutor(1, thread_name_prefix="filter")
        self._pool.submit(_filtered, *task).add_done_callback(lambda job: self._filtered.emit((task, job.result())))

    def _on_filtered(self, done: tuple[_Task, Shown]) -> None:
        """Take what has been filtered, unless something else is wanted by now."""
        task, shown = done
        if task == (self._dataset, self._filter, self.is_dimming):
            self._shown = shown
            self.shown_changed.emit()

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


def attention_of(workspace: Workspace) -> Attention:
    """Return what is looked at beside span and filter, as a picture of it carries it."""
    event, figure = workspace.chosen_event, workspace.chosen_figure
    chosen = f"event:{event}" if event is not None else "" if figure is None else f"figure:{figure.id}"
    focus_us = None if workspace.focus_us == own_focus(workspace.dataset) else workspace.focus_us
    return Attention(chosen, focus_us, workspace.search, workspace.is_dimming)


_Task = tuple["Dataset", Filter, bool]


def _filtered(dataset: Dataset, wanted: Filter, is_dimming: bool) -> Shown:  # noqa: FBT001  runs in a worker too
    mask = mask_of(dataset, wanted)
    if mask is None or not is_dimming:
        index = EventIndex(dataset.columns, len(dataset.lanes), mask)
        return Shown(index, None, len(index))
    layers = mask_of(dataset, Filter(hidden_layers=wanted.hidden_layers))
    index = EventIndex(dataset.columns, len(dataset.lanes), layers)
    return Shown(index, ~mask, int(mask.sum()), EventIndex(dataset.columns, len(dataset.lanes), mask))
