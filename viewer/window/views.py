"""Views that can be come back to: links, bookmarks, and the palette that finds commands and events by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QInputDialog

from viewer.layout.timescale import Span
from viewer.model.deep_link import DeepLink, LinkError, parse_link, write_link
from viewer.model.filters import FacetKind
from viewer.model.links import relations_of
from viewer.window.palette import Entry, Palette

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from viewer.settings import Settings
    from viewer.window.main_window import MainWindow
    from viewer.workspace import Workspace

_MOST_EVENTS = 5_000


class Views(QObject):
    """Makes links to what the window shows, and shows what a link names."""

    def __init__(self, window: MainWindow, workspace: Workspace, settings: Settings, menu: QMenu) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._settings = settings
        self._menu = menu
        self._related: tuple[str, ...] = ()
        self._menu.aboutToShow.connect(self._fill_menu)
        window.commands["copy_link"].triggered.connect(self.copy_link)
        window.commands["palette"].triggered.connect(self.show_palette)
        window.commands["follow_link"].triggered.connect(self.follow_link)
        window.commands["bookmark"].triggered.connect(self.add_bookmark)
        window.commands["forget_bookmarks"].triggered.connect(self._forget)

    def link(self) -> DeepLink:
        """Return the view now shown."""
        work, span = self._workspace, self._window.viewport.span
        path = "" if work.path is None else str(work.path)
        layers = tuple(layer.id for layer in work.dataset.layers if layer.id in work.layers)
        return DeepLink(path, work.chosen_event, (span.start_us, span.end_us), work.focus_us, layers)

    def show(self, link: DeepLink) -> None:
        """Show a view of the dataset on the table; what the link leaves out stays as it is."""
        work = self._workspace
        if link.layers is not None:
            known = {layer.id for layer in work.dataset.layers}
            work.set_filter(work.filter.hiding(FacetKind.LAYER, known - set(link.layers)))
        if link.event is not None:
            work.choose_event(link.event)
        if link.focus_us is not None:
            work.set_focus(link.focus_us)
        if link.span_us is not None:
            self._window.viewport.go_to(Span(*link.span_us))
        elif link.event is not None and work.chosen_row is not None:
            self._window.viewport.reveal(work.dataset, work.chosen_row)

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

    def add_bookmark(self) -> None:
        """Ask for a name and keep the present view under it."""
        name, is_given = QInputDialog.getText(self._window, self.tr("Keep this view"), self.tr("Its name:"))
        if is_given and name.strip():
            kept = self._settings.bookmarks(self._workspace.dataset.id)
            kept[name.strip()] = write_link(self.link()._replace(path=""))
            self._settings.save_bookmarks(self._workspace.dataset.id, kept)

    def show_palette(self) -> None:
        """Offer every command and event by name."""
        palette = Palette(self._entries(), self._window)
        palette.chosen.connect(self._on_chosen)
        palette.open()

    def _entries(self) -> list[Entry]:
        actions = [action for action in self._window.commands.values() if action.isEnabled()]
        entries = [
            Entry(action.text(), action.shortcut().toString(), f"do:{action.objectName()}") for action in actions
        ]
        work = self._workspace
        rows = work.index.rows()[:_MOST_EVENTS].tolist()
        return entries + [
            Entry(work.dataset.title_of(row), self.tr("event"), f"event:{work.dataset.id_of(row)}") for row in rows
        ]

    def _on_chosen(self, key: str) -> None:
        kind, _, name = key.partition(":")
        if kind == "do":
            self._window.commands[name].trigger()
        else:
            self.show(DeepLink(event=name))

    def _fill_menu(self) -> None:
        for action in self._menu.actions():
            if action.property("is_bookmark"):
                self._menu.removeAction(action)
        for name, text in self._settings.bookmarks(self._workspace.dataset.id).items():
            action = QAction(name, self._menu)
            action.setProperty("is_bookmark", True)
            action.triggered.connect(lambda _=False, text=text: self._show_text(text))
            self._menu.addAction(action)

    def _show_text(self, text: str) -> None:
        try:
            self.show(parse_link(text))
        except LinkError as error:
            self._window.statusBar().showMessage(str(error), 8000)

    def _forget(self) -> None:
        self._settings.save_bookmarks(self._workspace.dataset.id, {})
