"""The panels beside the timeline: made after the first paint, and kept in step with the workspace from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from viewer.panels.disagreement_list import DisagreementList
from viewer.panels.event_table import EventTable
from viewer.panels.filter_panel import FilterPanel
from viewer.panels.personnel_panel import PersonnelPanel
from viewer.panels.problem_list import ProblemList
from viewer.panels.source_panel import SourcePanel
from viewer.window.actions import lend_single_keys
from viewer.window.cited_hint import CitedHint
from viewer.window.docks import Docks, Panels
from viewer.window.filtering import Filtering
from viewer.window.searching import Searching

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QDockWidget

    from viewer.panels.personnel_panel import ComputedNumber
    from viewer.theme import Theme
    from viewer.window.main_window import MainWindow
    from viewer.workspace import Workspace


class SidePanels(QObject):
    """Personnel, source, table, filter, disagreements and problems, in docks; search and filter work on them."""

    def __init__(self, window: MainWindow, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self.personnel = PersonnelPanel(window.theme)
        self.source = SourcePanel()
        self.table = EventTable()
        self.problems = ProblemList()
        self.filter = FilterPanel()
        self.disagreements = DisagreementList()
        self.set_theme(window.theme)
        self.personnel.set_tab_anchor(window.canvas)
        panels = Panels(self.personnel, self.source, self.table, self.filter, self.disagreements, self.problems)
        self.docks = Docks(window, panels, window.menus["View"], window.panels_px)
        self.searching = Searching(window, self, workspace)
        self.cited = CitedHint()
        self.filtering = Filtering(window, self.filter, workspace)
        self._connect()
        self.take_dataset()

    def take_dataset(self) -> None:
        """Show another dataset, of which nothing is chosen yet or something by a link."""
        work = self._workspace
        self.table.set_dataset(work.dataset)
        self.problems.set_problems(work.problems)
        self.filtering.take_dataset()
        self.disagreements.set_dataset(work.dataset)
        self._on_shown_changed()
        self._on_focus_changed()
        self._on_chosen_changed()

    def set_theme(self, theme: Theme) -> None:
        """Show the panels in another theme."""
        for view in (self.personnel, self.source, self.problems, self.filter, self.disagreements):
            view.set_theme(theme)

    def read(self, event_id: str) -> None:
        """Show an event's own words and go there by key."""
        self._window.choose_event(event_id)
        self.docks.bring_up(self.docks.source)
        self.source.setFocus()

    def list_rows(self, rows: NDArray[np.int64]) -> None:
        """Show some events alone in the table."""
        self.table.set_shown(rows)
        self.docks.bring_up(self.docks.table)

    def _connect(self) -> None:
        work, choose = self._workspace, self._window.choose_event
        wires: list[tuple[SignalInstance, Callable[..., object]]] = [
            (work.dataset_changed, self.take_dataset),
            (work.shown_changed, self._on_shown_changed),
            (work.chosen_changed, self._on_chosen_changed),
            (work.focus_changed, self._on_focus_changed),
            (self.table.event_chosen, choose),
            (self.table.event_opened, self.read),
            (self.personnel.figure_clicked, work.choose_figure),
            (self.personnel.computed_clicked, self._on_computed_clicked),
            (self.source.event_requested, choose),
            (self.source.figure_requested, work.choose_figure),
            (self.source.copied, self._on_copied),
            (self.disagreements.event_requested, choose),
            (self.disagreements.figure_requested, work.choose_figure),
            (self.searching.event_wanted, choose),
            (self.searching.found, self._on_found),
            (self.cited.rows_wanted, self.list_rows),
        ]
        for signal, slot in wires:
            signal.connect(slot)
        for panel in (self.table, self.source):
            lend_single_keys(self._window.commands, panel)
        for name, do in self._slots().items():
            self._window.commands[name].triggered.connect(do)

    def _slots(self) -> dict[str, Callable[[], object]]:
        source, searching = self.source, self.searching
        return {
            "next_quote": source.show_next_quote,
            "previous_quote": source.show_previous_quote,
            "copy_quote": source.copy_quote,
            "copy_citation": source.copy_with_citation,
            "search": searching.begin,
            "search_next": searching.go_on,
            "search_previous": searching.go_back,
            "search_hint": self._on_hint_wanted,
            "show_table": lambda: self._go_to(self.docks.table, self.table),
            "show_timeline": lambda: self._window.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "show_personnel": lambda: self._go_to(self.docks.personnel, self.personnel),
            "show_filter": lambda: self._go_to(self.docks.filter, self.filter),
            "show_disagreements": lambda: self._go_to(self.docks.disagreements, self.disagreements),
            "show_source": lambda: self._go_to(self.docks.source, self.source),
            "problems": lambda: self.docks.bring_up(self.docks.problems),
            "reset_window": self.docks.put_back,
        }

    def _on_found(self) -> None:
        self.table.set_search(self.searching.finder.text)
        self.cited.consider(self.searching.finder, self._workspace)

    def _on_hint_wanted(self) -> None:
        if self.searching.hints.isVisible():
            self.searching.hints.click()

    def _on_shown_changed(self) -> None:
        self.searching.again()
        self._show_standing()

    def _on_focus_changed(self) -> None:
        self.source.set_focus_date(self._workspace.focus_us)
        self._show_standing()

    def _show_standing(self) -> None:
        work = self._workspace
        self.personnel.set_focus(work.known, work.layers, work.focus_us)

    def _on_chosen_changed(self) -> None:
        work = self._workspace
        row, figure = work.chosen_row, work.chosen_figure
        self.table.select(work.chosen_event)
        self.searching.mark_overview()
        kind = f"figure:{figure.id}" if figure is not None else None
        self.disagreements.select(kind if row is None else f"event:{work.chosen_event}")
        if row is not None:
            self.source.show_event(work.dataset.event(row), work.dataset)
        elif figure is not None:
            self.source.show_figure(figure, work.dataset)
        else:
            self.source.show_nothing()

    def _on_computed_clicked(self, number: ComputedNumber) -> None:
        self.source.show_computed(number.title, number.how, number.ids, self._workspace.dataset)

    def _on_copied(self, text: str) -> None:
        self._window.statusBar().showMessage(self.tr("Copied: {}").format(text[:80]), 4000)

    def _go_to(self, dock: QDockWidget, panel: QWidget) -> None:
        """Bring a panel to the front and give it the keys, or the first in it that takes them."""
        self.docks.bring_up(dock)
        within = (each for each in panel.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        takes_keys = panel.focusProxy() or panel.focusPolicy() != Qt.FocusPolicy.NoFocus
        place = panel if takes_keys else next((each for each in within if each.isVisible()), panel)
        place.setFocus(Qt.FocusReason.ShortcutFocusReason)
