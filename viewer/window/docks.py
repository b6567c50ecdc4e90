"""The panels as docks: movable, closable, and put back where they were at first."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QDockWidget, QMainWindow, QTabBar

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu, QWidget

_RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
_ROOM_FOR_TWO_PX = 620
_ROOM_FOR_TABS_PX = 880


class Panels(Struct, frozen=True):
    """The widgets that become docks."""

    personnel: QWidget
    source: QWidget
    table: QWidget
    filter: QWidget
    disagreements: QWidget
    problems: QWidget


class Docks(QObject):
    """Personnel, table, filter and disagreements above, the source below; problems wait until there are any."""

    def __init__(self, window: QMainWindow, panels: Panels, menu: QMenu, width_px: int) -> None:
        """Make the docks, so wide at first; the `menu` gets an entry for each, to open what was closed."""
        super().__init__(window)
        self._width_px = width_px
        self._window = window
        self._is_folded = False
        self.personnel = self._dock("personnel", self.tr("Personnel"), panels.personnel)
        self.table = self._dock("table", self.tr("Events"), panels.table)
        self.filter = self._dock("filter", self.tr("Filter"), panels.filter)
        self.disagreements = self._dock("disagreements", self.tr("Disagreements"), panels.disagreements)
        self.problems = self._dock("problems", self.tr("Problems"), panels.problems)
        self.source = self._dock("source", self.tr("Source"), panels.source)
        self._above = (self.table, self.filter, self.disagreements, self.problems)
        self.put_back()
        menu.addSeparator()
        menu.addActions(self.toggles())

    def toggles(self) -> list[QAction]:
        """Return the actions that show or hide each panel."""
        return [dock.toggleViewAction() for dock in (self.personnel, *self._above, self.source)]

    def put_back(self) -> None:
        """Put every panel where it is at first."""
        for dock in (self.personnel, self.source, *self._above):
            dock.setFloating(False)
            self._window.removeDockWidget(dock)
        self._window.addDockWidget(_RIGHT, self.personnel)
        self._window.splitDockWidget(self.personnel, self.source, Qt.Orientation.Vertical)
        for before, after in pairwise((self.personnel, *self._above)):
            self._window.tabifyDockWidget(before, after)
        for dock in (self.personnel, self.source, *self._above[:-1]):
            dock.show()
        self.problems.hide()
        self.personnel.raise_()
        self._is_folded = False
        self.size_as_at_first()
        self.fit(self._window.height())

    def size_as_at_first(self) -> None:
        """Give the panels the width and the heights they have at first, as far as the window has room."""
        self._window.resizeDocks([self.personnel, self.source], [400, 430], Qt.Orientation.Vertical)
        self._window.resizeDocks([self.personnel, self.source], [self._width_px] * 2, Qt.Orientation.Horizontal)

    def fit(self, height_px: int) -> None:
        """Put the source behind the tabs of the others in a low window, and below them again in a higher one.

        Panels that a person has put elsewhere stay where they are.
        """
        is_low = height_px < _ROOM_FOR_TWO_PX
        docked = [dock for dock in (self.personnel, self.source) if not (dock.isFloating() or dock.isHidden())]
        if is_low == self._is_folded or len(docked) < 2 or {*map(self._window.dockWidgetArea, docked)} != {_RIGHT}:
            return
        if is_low:
            self._is_folded = True
            self._window.tabifyDockWidget(self.personnel, self.source)
            self.personnel.raise_()
        else:
            self.unfold()

    def unfold(self) -> None:
        """Put the source below the others again, whatever the height: so it is to be remembered."""
        if self._is_folded:
            self._is_folded = False
            self._window.removeDockWidget(self.source)
            self._window.addDockWidget(_RIGHT, self.source)
            self.source.show()
            self.size_as_at_first()

    def bring_up(self, dock: QDockWidget) -> None:
        """Show a panel in front of those it shares its place with."""
        dock.show()
        dock.raise_()

    def _dock(self, name: str, title: str, widget: QWidget) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(f"dock_{name}")
        dock.toggleViewAction().setObjectName(f"panel_{name}")
        dock.setWidget(widget)
        # Qt leaves the panels behind a tab focusable, and Tab would go where nobody can see it. Hiding them would
        # take their sizes from the docks.
        dock.visibilityChanged.connect(widget.setEnabled)
        dock.visibilityChanged.connect(self._name_tab_bars, Qt.ConnectionType.QueuedConnection)
        for button, words in (("close", self.tr("Close {}")), ("float", self.tr("Float {}"))):
            found = dock.findChild(QAbstractButton, f"qt_dockwidget_{button}button")
            if found is not None:
                found.setAccessibleName(words.format(title))
        return dock

    def _name_tab_bars(self) -> None:
        """Name the bars that Qt makes for panels in one place, and take those it has emptied out of Tab's way."""
        for bar in self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            bar.setAccessibleName(self.tr("Panels"))
            bar.setFocusPolicy(Qt.FocusPolicy.TabFocus if bar.count() else Qt.FocusPolicy.NoFocus)
            bar.setProperty("tight", "true" if self._window.width() < _ROOM_FOR_TABS_PX else "false")
            bar.style().polish(bar)
