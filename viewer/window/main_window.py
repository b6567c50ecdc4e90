"""The main window: puts views and panels in their places and connects every signal in one method."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow, QVBoxLayout, QWidget

from viewer.canvas.overview_strip import OverviewStrip
from viewer.canvas.timeline_canvas import STEP, TimelineCanvas
from viewer.canvas.viewport import Viewport
from viewer.layout.disagreements import contest_of
from viewer.layout.timescale import Span
from viewer.model.columns import Flag
from viewer.model.counting import counted
from viewer.model.date_words import instant_in_words
from viewer.model.dates import Precision
from viewer.window.actions import fill_menus, lend_single_keys, make_actions
from viewer.window.banner import ProblemBanner
from viewer.window.load_progress import LoadProgress
from viewer.window.motion import Motion
from viewer.window.stepping import neighbour
from viewer.window.top_bar import TopBar
from viewer.window.views import Views

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent

    from viewer.canvas.personnel_chart import PersonnelChart
    from viewer.settings import Settings
    from viewer.theme import Theme
    from viewer.window.side_panels import SidePanels
    from viewer.workspace import Workspace

_MARGIN = 8
_CHART_PX, _LEAST_CHART_PX = 164, 118
_ROOM_FOR_CHART_PX = 560
_ROOM_FOR_ALL_PX = 760
"""Below this height the chart gives way to the timeline, pixel by pixel."""
_LEAST_PX = (640, 400)
"""Half of a small screen: what is left of it where everything is shown at twice its size."""
_MOST_COUNTED = 1_000
_LONG_MS = 8_000
_LONG_SHARE = 8
"""Of what is shorter than this part of the data, the neighbourhood is shown too."""


class MainWindow(QMainWindow):
    """Everything a person sees. It holds no truth: the workspace and the viewport do.

    Signals:
        painted(): the window has been painted for the first time.
        closed(): the window is being closed.
        file_dropped(str): a file was dropped on the window; its path.
    """

    painted = Signal()
    closed = Signal()
    file_dropped = Signal(str)

    panels_px = 436
    """How wide the room is that is kept for the panels."""

    def __init__(self, workspace: Workspace, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self._workspace = workspace
        self._settings = settings
        self._theme = theme
        self._is_painted = False
        self.viewport = Viewport(self)
        self.commands = make_actions(self)
        self.menus = fill_menus(self.menuBar(), self.commands)
        self.top_bar = TopBar(self.commands, self)
        self.canvas = TimelineCanvas(self.viewport, theme)
        self.overview = OverviewStrip(theme)
        self.chart: PersonnelChart | None = None
        self.panels: SidePanels | None = None
        self._arrange()
        for view in (self.canvas, self.overview):
            lend_single_keys(self.commands, view)
        self.views = Views(self, workspace, settings, self.menus["Bookmarks"])
        self._connect()
        self.commands["reduced_motion"].setChecked(settings.is_motion_reduced)
        self._motion = Motion(self, settings)
        self._on_dataset_changed()

    @property
    def theme(self) -> Theme:
        """The theme everything is shown in."""
        return self._theme

    def add_panels(self, panels: SidePanels) -> None:
        """Take the panels, which are made after the first paint, and put the docks where they were left."""
        self.panels = panels
        self._column.setContentsMargins(_MARGIN, _MARGIN, 2, _MARGIN)
        self._column.activate()  # or the panels would get what the room kept for them has left
        panels.docks.size_as_at_first()
        for place, hint in enumerate((panels.searching.hints, panels.cited)):
            self.statusBar().insertPermanentWidget(place, hint)
        hints = panels.searching.hints
        hints.setAccessibleDescription(self.tr("What else the search has to say; press it to follow."))
        panels.searching.found.connect(self._show_counts)
        if not self._settings.state.isEmpty():
            panels.docks.unfold()  # as it was remembered; a low window folds it anew
            self.restoreState(self._settings.state)
        panels.docks.fit(self.height())
        self._show_counts()

    def add_chart(self, chart: PersonnelChart) -> None:
        """Put the personnel chart, which is made after the first paint, below the timeline."""
        self.chart = chart
        lend_single_keys(self.commands, chart)
        self._chart_card = _card(chart)
        self._chart_card.setFixedHeight(_CHART_PX)
        self._column.insertWidget(self._column.count() - 1, self._chart_card)
        chart.figure_clicked.connect(self._workspace.choose_figure)
        chart.focus_dragged.connect(self._workspace.set_focus)
        chart.set_theme(self._theme)
        chart.set_focus_date(self._workspace.focus_us)
        self._on_shown_changed()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in another theme."""
        self._theme = theme
        for view in (self.canvas, self.overview, self.chart, self.panels):
            if view is not None:
                view.set_theme(theme)

    def restore(self) -> None:
        """Put the window where it was left; the first time, as large as it is meant to be and the screen has room."""
        if not self._settings.geometry.isEmpty():
            self.restoreGeometry(self._settings.geometry)
        else:
            self.resize(self.size().boundedTo(self.screen().availableSize()))

    def go_to(self, span: Span) -> None:
        """Show a span with some room around it and bring the date in focus to its middle.

        A span where the dataset has nothing is said: the view stays near the data.
        """
        whole = self.viewport.whole
        self.statusBar().clearMessage()  # what was said of the date before
        is_long = span.duration_us * _LONG_SHARE > whole.duration_us
        self.viewport.go_to(span.padded(0.1 if is_long else 1.0))
        self._workspace.set_focus((span.start_us + span.end_us) // 2)
        if span.end_us <= whole.start_us or span.start_us >= whole.end_us:
            ends = [instant_in_words(us, Precision.DAY) for us in (span.start_us, whole.start_us, whole.end_us)]
            said = self.tr("{} is far from this dataset, which goes from {} to {}: its nearest end is shown.")
            self.statusBar().showMessage(said.format(*ends), _LONG_MS)

    def choose_event(self, event_id: str) -> None:
        """Choose an event by id and bring it into view."""
        self._workspace.choose_event(event_id)
        row = self._workspace.chosen_row
        if row is not None:
            self.viewport.reveal(self._workspace.dataset, row)

    def _arrange(self) -> None:
        self.resize(1440, 900)
        self.setMinimumSize(*_LEAST_PX)
        self.setDockNestingEnabled(True)
        self.setAcceptDrops(True)
        self.addToolBar(self.top_bar)
        page = QWidget()
        page.setObjectName("page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(_MARGIN, _MARGIN, self.panels_px + _MARGIN, _MARGIN)
        self._column.setSpacing(8)
        self.banner = ProblemBanner()
        self._column.addWidget(self.banner)
        self._column.addWidget(_card(self.canvas), 1)
        self._column.addWidget(_card(self.overview))
        self.setCentralWidget(page)
        self.canvas.setFocus()
        self._count, self.progress = QLabel(), LoadProgress()
        self.statusBar().addPermanentWidget(self.progress)
        self.statusBar().addPermanentWidget(self._count)

    def _connect(self) -> None:
        """Connect every signal: the wiring diagram of the window."""
        work, port = self._workspace, self.viewport
        wires: list[tuple[SignalInstance, Callable[..., object]]] = [
            (work.dataset_changed, self._on_dataset_changed),
            (work.shown_changed, self._on_shown_changed),
            (work.chosen_changed, self._on_chosen_changed),
            (work.focus_changed, self._on_focus_changed),
            (port.span_changed, self.overview.set_span),
            (self.canvas.event_clicked, work.choose_event),
            (self.canvas.event_opened, self._on_event_opened),
            (self.canvas.event_double_clicked, self._on_event_double_clicked),
            (self.canvas.crowd_clicked, self._on_crowd_clicked),
            (self.canvas.crowd_double_clicked, self._on_crowd_double_clicked),
            (self.canvas.nothing_clicked, lambda: work.choose_event(None)),
            (self.canvas.focus_dragged, work.set_focus),
            (self.canvas.step_requested, self._on_step_requested),
            (self.overview.span_dragged, port.show_span),
            (self.banner.list_wanted, self.commands["problems"].trigger),
        ]
        for signal, slot in wires:
            signal.connect(slot)
        for name, action_slot in self._slots().items():
            self.commands[name].triggered.connect(action_slot)
        self.commands["reduced_motion"].toggled.connect(self._on_motion_toggled)

    def _slots(self) -> dict[str, Callable[[], object]]:
        """Return what each action of the table does here; opening and exporting belong to the application."""
        port = self.viewport
        return {
            "zoom_in": lambda: port.zoom_by(STEP * STEP),
            "zoom_out": lambda: port.zoom_by(1 / (STEP * STEP)),
            "fit": port.fit,
            "back": port.go_back,
            "forward": port.go_forward,
            "zoom_chosen": self._on_zoom_chosen,
            "later": lambda: self._on_step_requested("later"),
            "earlier": lambda: self._on_step_requested("earlier"),
            "quit": self.close,
        }

    def _on_dataset_changed(self) -> None:
        dataset = self._workspace.dataset
        self.setWindowTitle(self.tr("{} – Mission Timeline").format(dataset.title or dataset.id))
        self.viewport.set_whole(dataset)
        self._home = Span(*dataset.view_us) if dataset.view_us else self.viewport.whole
        self.viewport.begin_at(self._home)
        self.overview.set_span(self.viewport.span)
        quoted = np.flatnonzero(dataset.columns.flags & Flag.QUOTED)[: _MOST_COUNTED + 1]
        is_few = len(quoted) <= _MOST_COUNTED
        self._quote_count = sum(len(dataset.event(row).quotes) for row in quoted.tolist()) if is_few else 0
        self.banner.set_count(len(self._workspace.problems))
        self._on_shown_changed()
        self._on_focus_changed()
        self._on_chosen_changed()

    def _on_shown_changed(self) -> None:
        work = self._workspace
        contest = contest_of(work.known, work.layers)
        self.canvas.set_timeline(work.dataset, work.index, self._home, work.shown.dimmed, work.shown.matching, contest)
        self.overview.set_events(work.index, self.viewport.whole, work.shown.matching)
        if self.chart is not None:
            self.chart.set_figures(work.known, work.layers)
        self._make_room()

    def _make_room(self) -> None:
        """Show the chart where there is something in it and height for it; the canvas says the date in focus if not."""
        is_shown = bool(self._workspace.dataset.personnel) and self.height() >= _ROOM_FOR_CHART_PX
        if self.chart is not None:
            self._chart_card.setFixedHeight(
                max(_LEAST_CHART_PX, min(_CHART_PX, _CHART_PX + self.height() - _ROOM_FOR_ALL_PX))
            )
            self._chart_card.setVisible(is_shown)
        self.canvas.set_plate_shown(self.chart is None or not is_shown)
        if self.panels is not None:
            self.panels.docks.fit(self.height())

    def _on_chosen_changed(self) -> None:
        work, row = self._workspace, self._workspace.chosen_row
        self.canvas.set_chosen(row)
        self.overview.set_chosen(row)
        if row is not None and not any(lane.holds(row) for lane in work.index.lanes):
            said = self.tr("“{}” is hidden by the filter: it is not on the timeline, only in the source panel.")
            self.statusBar().showMessage(said.format(work.dataset.title_of(row)), _LONG_MS)

    def _on_focus_changed(self) -> None:
        self.canvas.set_focus_date(self._workspace.focus_us)
        if self.chart is not None:
            self.chart.set_focus_date(self._workspace.focus_us)

    def _show_counts(self) -> None:
        work, quotes = self._workspace, self._quote_count
        facts = [counted(len(work.dataset.personnel), self.tr("figure"), self.tr("figures"))]
        each = counted(quotes, self.tr("quote"), self.tr("quotes, each"))
        facts += [self.tr("{} verbatim").format(each)] if quotes and not work.problems else []
        self.top_bar.set_title(work.dataset.title or work.dataset.id, " · ".join(facts))
        if self.panels is not None:
            self._count.setText(self.panels.searching.count_in_words())
            self.top_bar.set_shown(self.panels.searching.count_in_short())

    def _on_event_opened(self, event_id: str) -> None:
        if self.panels is not None:
            self.panels.read(event_id)

    def _on_event_double_clicked(self, event_id: str) -> None:
        self._workspace.choose_event(event_id)
        self._on_zoom_chosen()

    def _on_zoom_chosen(self) -> None:
        row = self._workspace.chosen_row
        if row is not None:
            self.viewport.zoom_to_rows(self._workspace.dataset, (row,))

    def _on_crowd_clicked(self, rows: tuple[int, ...]) -> None:
        if self.panels is not None:
            self.panels.list_rows(np.array(rows, dtype=np.int64))
        self._workspace.choose_event(self._workspace.dataset.id_of(rows[0]))

    def _on_crowd_double_clicked(self, rows: tuple[int, ...]) -> None:
        self.viewport.zoom_to_rows(self._workspace.dataset, rows)

    def _on_step_requested(self, step: str) -> None:
        work, span = self._workspace, self.viewport.span
        near = (span.start_us + span.end_us) // 2 // work.dataset.columns.unit_us
        row = neighbour(work.index, work.chosen_row, step, near)
        if row is not None:
            self.choose_event(work.dataset.id_of(row))

    def _on_motion_toggled(self, is_reduced: bool) -> None:  # noqa: FBT001  a slot of QAction.toggled
        self._settings.is_motion_reduced = is_reduced
        self.viewport.set_motion_reduced(is_reduced)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that the window has been painted."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the new height has no room for."""
        super().resizeEvent(event)
        self._make_room()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is dragged onto the window."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the dropped file to be opened: a dataset, a table, or a picture that carries its data."""
        names = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if names:
            event.acceptProposedAction()
            self.file_dropped.emit(names[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where window and docks are."""
        if self.panels is not None:
            self.panels.docks.unfold()
        self._settings.save_window(self.saveGeometry(), self.saveState())
        self._settings.sync()
        if self.panels is not None:
            self.panels.searching.finder.stop()
        self._workspace.stop()
        self.closed.emit()
        super().closeEvent(event)


def _card(widget: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(2, 4, 2, 4)
    column.addWidget(widget)
    return card
