"""Views that can be come back to by their links, and the palette that finds commands and events by name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from viewer.layout.timescale import Span
from viewer.model.deep_link import DeepLink, LinkError, parse_link, write_link
from viewer.model.filters import FacetKind, mask_of
from viewer.model.links import relations_of
from viewer.window.bookmarks import Bookmarks

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from viewer.settings import Settings
    from viewer.window.main_window import MainWindow
    from viewer.workspace import Workspace

    Rows = NDArray[np.int64]

_MOST_EVENTS = 5_000
_LINK_PX = 560


class Views(QObject):
    """Makes links to what the window shows, and shows what a link names."""

    def __init__(self, window: MainWindow, workspace: Workspace, settings: Settings, menu: QMenu) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._related: tuple[str, ...] = ()
        self._awaited: DeepLink | None = None
        workspace.dataset_changed.connect(self._show_awaited, Qt.ConnectionType.QueuedConnection)
        window.commands["copy_link"].triggered.connect(self.copy_link)
        window.commands["palette"].triggered.connect(self.show_palette)
        window.commands["follow_link"].triggered.connect(self.follow_link)
        window.commands["open_link"].triggered.connect(self.ask_for_link, Qt.ConnectionType.QueuedConnection)
        window.commands["fit_selection"].triggered.connect(self.fit_selection)
        self.bookmarks = Bookmarks(window, workspace, settings, menu, lambda: write_link(replace(self.link(), path="")))
        self.bookmarks.link_wanted.connect(self.show_text)

    def link(self) -> DeepLink:
        """Return the view now shown."""
        work, span = self._workspace, self._window.viewport.span
        path = "" if work.path is None else str(work.path)
        layers = tuple(layer.id for layer in work.dataset.layers if layer.id in work.layers)
        hidden = _late("loading.linked").written_filter(work.filter.hiding(FacetKind.LAYER, ()))
        figure = None if work.chosen_figure is None else work.chosen_figure.id
        shown = DeepLink(path, work.chosen_event, (span.start_us, span.end_us), work.focus_us, layers, hidden, figure)
        return replace(shown, search=work.search or None, is_dimming=work.is_dimming or None)

    def show(self, link: DeepLink) -> None:
        """Show a view of the dataset on the table; what the link leaves out stays as it is.

        A link that names layers says with them all that is hidden, dimmed and searched for. What it names and the
        dataset does not have is said, and the rest is shown.
        """
        work = self._workspace
        self._show_filter(link)
        self._search(link)
        if link.event is not None:
            work.choose_event(link.event)
        if link.figure is not None:
            work.choose_figure(link.figure)
        if link.focus_us is not None:
            work.set_focus(link.focus_us)
        if link.span_us is not None:
            self._window.viewport.go_to(Span(*link.span_us))
        elif link.event is not None and work.chosen_row is not None:
            self._window.viewport.reveal(work.dataset, work.chosen_row)
        self._say_missing(link)

    def show_text(self, text: str) -> None:
        """Show the view that a link names, opening its dataset first; one that names none is said."""
        try:
            link = parse_link(text)
        except LinkError as error:
            self._say(str(error))
            return
        if link.path and link.path != str(self._workspace.path):
            self._awaited = link
            self._window.file_dropped.emit(link.path)
        elif link == DeepLink(link.path):
            self._say(self.tr("“{}” names no view. A link is as #event=ID&from=2024-06&to=2024-07.").format(text))
        else:
            self.show(link)

    def ask_for_link(self) -> None:
        """Ask for a link and show what it names; one on the clipboard is offered. Nothing waits for the answer."""
        copied = QGuiApplication.clipboard().text()
        asking = _late("window.asking")
        words = self.tr("A link, as made by “Copy link to this view”:")
        dialog = asking.field_dialog(self._window, self.tr("Go to a link"), words)
        dialog.setTextValue(copied if "=" in copied and "\n" not in copied else "")
        dialog.resize(_LINK_PX, dialog.sizeHint().height())
        dialog.textValueSelected.connect(self._on_link_given)
        dialog.open()
        asking.describe(dialog, self.tr("A link, or its part from # on"), self.tr("Show the view that the link names"))

    def fit_selection(self) -> None:
        """Show all hits of the search; without a search, the chosen event with the shown ones related to it."""
        work = self._workspace
        rows = np.array(self._selected(), dtype=np.int64)
        if len(rows):
            begin, finish = work.dataset.columns.begin[rows], work.dataset.columns.finish[rows]
            ends = int(rows[begin.argmin()]), int(rows[finish.argmax()])
            self._window.viewport.zoom_to_rows(work.dataset, ends)
        else:
            said = self.tr("Nothing to fit: choose an event, or search for something that is there.")
            self._window.statusBar().showMessage(said, 8000)

    def copy_link(self) -> None:
        """Put a link to the present view on the clipboard."""
        QGuiApplication.clipboard().setText(write_link(self.link()))
        self._window.statusBar().showMessage(self.tr("A link to this view is on the clipboard."), 4000)

    def follow_link(self) -> None:
        """Go to the next event that the one the walk began with is related to, and round."""
        chosen = self._workspace.chosen_event
        if chosen is None:
            return
        if chosen not in self._related[1:]:
            found = relations_of(chosen, self._workspace.dataset)
            self._related = (chosen, *dict.fromkeys(relation.other for relation in found))
        if len(self._related) > 1:
            place = self._related.index(chosen) if chosen in self._related else 0
            self.show(DeepLink(event=self._related[(place + 1) % len(self._related)]))

    def show_palette(self) -> None:
        """Offer every command and event by name."""
        from viewer.window.palette import Entry, Palette  # noqa: PLC0415  the first paint does without

        palette = Palette([Entry(*parts) for parts in self._entries()], self._window)
        palette.chosen.connect(self._on_chosen)
        palette.open()

    def _entries(self) -> list[tuple[str, str, str]]:
        commands = [
            (_plain(action.text()), self._note_on(action), f"do:{action.objectName()}") for action in self._offered()
        ]
        work = self._workspace
        rows = work.index.rows()[:_MOST_EVENTS].tolist()
        return commands + [
            (work.dataset.title_of(row), self.tr("event"), f"event:{work.dataset.id_of(row)}") for row in rows
        ]

    def _offered(self) -> list[QAction]:
        """Return what stands in the menus, kept views and panels included, and the buttons of the layers."""
        self.bookmarks.fill_menu()
        in_menus = [action for menu in self._window.menus.values() for action in menu.actions()]
        panels = self._window.panels
        layers = [] if panels is None else panels.filtering.layer_actions()
        return [action for action in (*in_menus, *layers) if action.isEnabled() and action.text()]

    def _note_on(self, action: QAction) -> str:
        state = "" if not action.isCheckable() else self.tr("on") if action.isChecked() else self.tr("off")
        return " · ".join(filter(None, (action.shortcut().toString(), state)))

    def _on_chosen(self, key: str) -> None:
        kind, _, name = key.partition(":")
        if kind == "do":
            next(action for action in self._offered() if action.objectName() == name).trigger()
        else:
            self.show(DeepLink(event=name))

    def _selected(self) -> Rows | list[int]:
        work, panels = self._workspace, self._window.panels
        if panels is not None and panels.searching.finder.text:
            return panels.searching.finder.hits
        row = work.chosen_row
        if row is None or work.chosen_event is None:
            return []
        shown = mask_of(work.dataset, work.filter)
        related = [work.dataset.index_of(relation.other) for relation in relations_of(work.chosen_event, work.dataset)]
        return [row, *(other for other in related if other is not None and (shown is None or shown[other]))]

    def _show_filter(self, link: DeepLink) -> None:
        """Hide what a link hides; one that names no layer of this dataset changes nothing."""
        work = self._workspace
        known = {layer.id for layer in work.dataset.layers if layer.id}  # the layer of a dataset without has no name
        if link.layers is not None and (not link.layers or not known.isdisjoint(link.layers)):
            try:
                work.set_filter(
                    _late("loading.linked")
                    .read_filter(link.filter)
                    .hiding(FacetKind.LAYER, known.difference(link.layers))
                )
            except (KeyError, TypeError, ValueError):
                self._say(self.tr("The filter of the link cannot be read; the rest of the link is shown."))
        if link.is_dimming is not None or link.layers is not None:
            work.set_dimming(bool(link.is_dimming))

    def _search(self, link: DeepLink) -> None:
        if link.search is not None or link.layers is not None:
            self._workspace.search = link.search or ""
            if self._window.panels is not None:  # they search for it themselves when they are made
                self._window.panels.searching.again()

    def _show_awaited(self) -> None:
        """Show the view of a link whose dataset has been opened; another dataset is no answer to it."""
        link, self._awaited = self._awaited, None
        if link is not None and link.path == str(self._workspace.path):
            self.show(link)

    def _on_link_given(self, text: str) -> None:
        if text.strip():
            self.show_text(text)

    def _say_missing(self, link: DeepLink) -> None:
        dataset = self._workspace.dataset
        layers = {layer.id for layer in dataset.layers}
        missing = [self.tr("the layer “{}”").format(name) for name in link.layers or () if name not in layers]
        if link.event is not None and dataset.index_of(link.event) is None:
            missing.insert(0, self.tr("the event “{}”").format(link.event))
        if link.figure is not None and dataset.figure(link.figure) is None:
            missing.insert(0, self.tr("the figure “{}”").format(link.figure))
        if missing:
            said = self.tr("The link names {}, which {} does not have. The rest of the link is shown.")
            self._say(said.format(self.tr(" and ").join(missing), dataset.title or dataset.id))

    def _say(self, text: str) -> None:
        """Say what is wrong with a link, once the window is there; nothing waits for an answer."""
        box = _late("window.asking").warning(self._window, self.tr("Link"), text)
        QTimer.singleShot(0, box, box.open)


def _plain(text: str) -> str:
    """Return the text of a menu entry without the marks of its keys."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _late(name: str) -> Any:  # noqa: ANN401  a module
    """Import what the window starts without: dialogs, and what writes a filter into a link, which takes JSON."""
    return import_module(f"viewer.{name}")
