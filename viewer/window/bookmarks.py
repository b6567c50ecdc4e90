"""The kept views of a dataset: kept under a name, listed in their menu, removed one by one or all together.

It must not know what is in a link. No dialog here keeps anybody waiting: each is opened, and answers when it is done.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from viewer.model.counting import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu

    from viewer.settings import Settings
    from viewer.window.main_window import MainWindow
    from viewer.workspace import Workspace


class Bookmarks(QObject):
    """The entries of the Bookmarks menu that keep views and bring them back.

    Signals:
        link_wanted(str): a kept view is to be shown; its link.
    """

    link_wanted = Signal(str)

    def __init__(
        self, window: MainWindow, workspace: Workspace, settings: Settings, menu: QMenu, link: Callable[[], str]
    ) -> None:
        """Fill the menu whenever it opens; `link` makes a link to the present view."""
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._settings = settings
        self._menu = menu
        self._link = link
        self._menu.addSeparator()  # Qt does not show it as long as nothing stands below
        self._menu.aboutToShow.connect(self.fill_menu)
        window.commands["bookmark"].triggered.connect(self.ask_for_name)
        window.commands["remove_bookmark"].triggered.connect(self.ask_which_to_remove)
        window.commands["forget_bookmarks"].triggered.connect(self.ask_to_forget)

    def fill_menu(self) -> None:
        """List the kept views of the dataset on the table."""
        for action in self._menu.actions():
            if action.property("is_bookmark"):
                self._menu.removeAction(action)
                action.deleteLater()
        kept = self._kept()
        for name, text in kept.items():
            action = QAction(name.replace("&", "&&"), self._menu)
            action.setObjectName(f"bookmark_{name}")
            action.setProperty("is_bookmark", True)
            action.triggered.connect(partial(self.link_wanted.emit, text))
            self._menu.addAction(action)
        for command in ("remove_bookmark", "forget_bookmarks"):
            self._window.commands[command].setEnabled(bool(kept))

    def ask_for_name(self) -> None:
        """Ask for a name and keep the view that is shown now under it."""
        dialog = _asking().field_dialog(self._window, self.tr("Keep this view"), self.tr("Its name:"))
        dialog.textValueSelected.connect(partial(self._keep, self._link()))
        dialog.open()
        _asking().describe(
            dialog, self.tr("Under this name the view stands in the menu Bookmarks"), self.tr("Keep the view")
        )

    def ask_which_to_remove(self) -> None:
        """Ask which kept view is to be forgotten; nothing happens where there is none."""
        if names := [*self._kept()]:
            dialog = _asking().field_dialog(
                self._window, self.tr("Remove a kept view"), self.tr("The view to be removed:")
            )
            dialog.setOkButtonText(self.tr("Remove"))
            dialog.setComboBoxItems(names)
            dialog.textValueSelected.connect(self._remove)
            dialog.open()
            _asking().describe(dialog, self.tr("The kept views by name"), self.tr("Remove the view from the menu"))

    def ask_to_forget(self) -> None:
        """Ask whether all kept views are to be forgotten; nothing happens where there is none."""
        if not (names := [*self._kept()]):
            return
        views = counted(len(names), self.tr("kept view"), self.tr("kept views"))
        title = self.tr("Forget the kept views?")
        text = self.tr("Forget {} of this dataset? They cannot be brought back.").format(views)
        box, forget = _asking().question(self._window, title, text, ", ".join(names), self.tr("Forget"))
        forget.clicked.connect(partial(self._save, {}))
        box.open()

    def _keep(self, link: str, name: str) -> None:
        if name.strip():
            self._save(self._kept() | {name.strip(): link})

    def _remove(self, name: str) -> None:
        self._save({kept: link for kept, link in self._kept().items() if kept != name})
        self._window.statusBar().showMessage(self.tr("Removed: {}").format(name), 4000)

    def _kept(self) -> dict[str, str]:
        return self._settings.bookmarks(self._workspace.dataset.id)

    def _save(self, kept: dict[str, str], *_: bool) -> None:
        self._settings.save_bookmarks(self._workspace.dataset.id, kept)


def _asking() -> Any:  # noqa: ANN401  a module
    """Return what asks: the window starts without it."""
    return import_module("viewer.window.asking")
