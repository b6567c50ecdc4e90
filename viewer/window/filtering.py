"""Filtering: the filter panel and the layer buttons, kept in step with what the workspace shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from viewer.model.facets import facets
from viewer.model.filters import FacetKind, opening_filter

if TYPE_CHECKING:
    from viewer.panels.filter_panel import FilterPanel
    from viewer.window.main_window import MainWindow
    from viewer.workspace import Workspace


class Filtering(QObject):
    """Says to the workspace what a person wants shown, and to the controls what is shown."""

    def __init__(self, window: MainWindow, panel: FilterPanel, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._panel = panel
        self._layers: dict[str, QAction] = {}
        self._panel.filter_changed.connect(workspace.set_filter)
        self._panel.dimming_changed.connect(workspace.set_dimming)
        window.commands["known_by"].triggered.connect(self._on_known_wanted)
        window.commands["dim"].triggered.connect(workspace.set_dimming)
        window.commands["clear_filter"].triggered.connect(self.clear)
        workspace.shown_changed.connect(self._on_shown_changed)
        workspace.focus_changed.connect(self._on_focus_changed)

    def take_dataset(self) -> None:
        """Offer what another dataset can be filtered by."""
        self._panel.set_dataset(self._workspace.dataset)
        self._panel.set_dimming(self._workspace.is_dimming)
        self._offer_layers()
        self._on_focus_changed()
        self._on_shown_changed()

    def clear(self) -> None:
        """Show what the dataset shows when it is opened."""
        self._workspace.set_filter(opening_filter(self._workspace.dataset))

    def layer_actions(self) -> list[QAction]:
        """Return the actions that show or hide a layer."""
        return [*self._layers.values()]

    def layer_action(self, name: str) -> QAction:
        """Return the action that shows or hides a layer. Raises KeyError for the first layer and unknown ones."""
        return self._layers[name]

    def show_layer(self, name: str, *, is_shown: bool) -> None:
        """Show or hide a layer by id."""
        wanted = self._workspace.filter
        hidden = wanted.hidden_layers - {name} if is_shown else wanted.hidden_layers | {name}
        self._workspace.set_filter(wanted.hiding(FacetKind.LAYER, hidden))

    def _offer_layers(self) -> None:
        self._layers = {}
        for layer in self._workspace.dataset.layers[1:]:
            action = QAction(layer.title or layer.id, self._window)
            action.setObjectName(f"layer_{layer.id}")
            action.setCheckable(True)
            action.setToolTip(layer.note or self.tr("Show or hide {}").format(layer.title))
            action.toggled.connect(lambda is_shown, name=layer.id: self.show_layer(name, is_shown=is_shown))
            self._layers[layer.id] = action
        self._window.top_bar.set_layer_actions(list(self._layers.values()))

    def _on_shown_changed(self) -> None:
        work = self._workspace
        for name, action in self._layers.items():
            action.setChecked(name in work.layers)
        self._window.commands["known_by"].setChecked(work.filter.known_by_us is not None)
        self._window.commands["dim"].setChecked(work.is_dimming)
        self._panel.set_dimming(work.is_dimming)
        self._panel.set_filter(work.filter)
        self._panel.set_counts(facets(work.dataset, work.filter))

    def _on_known_wanted(self, is_on: bool) -> None:  # noqa: FBT001  a slot of QAction.triggered
        known_by_us = self._workspace.focus_us if is_on else None
        self._workspace.set_filter(replace(self._workspace.filter, known_by_us=known_by_us))

    def _on_focus_changed(self) -> None:
        self._panel.set_focus_date(self._workspace.focus_us)
