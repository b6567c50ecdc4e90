"""The values a filter can hide, in groups, each with a box to tick and the number of its events.

It knows names and counts as a Facets has them; what hiding does is not its business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from viewer.model.counting import counted
from viewer.model.filters import FacetKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from viewer.model.facets import Facet, FacetValue
    from viewer.theme import Theme

_NAME_ROLE = Qt.ItemDataRole.UserRole
_LABEL, _COUNT = 0, 1
_SWATCH_PX = 12
_OPEN_UP_TO = 12
_ON, _OFF, _PARTLY = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


class FacetTree(QTreeWidget):
    """Groups of values with boxes. A group's own box ticks or clears all its values.

    Signals:
        hidden_changed(object, object): the FacetKind whose boxes a person changed, and the frozenset of names unticked.
    """

    hidden_changed = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shape: tuple[tuple[FacetKind, tuple[str, ...]], ...] = ()
        self._is_following = False
        self._titles = {
            FacetKind.LAYER: self.tr("Layers"),
            FacetKind.LANE: self.tr("Lanes"),
            FacetKind.STATUS: self.tr("Status"),
            FacetKind.CERTAINTY: self.tr("Certainty of the date"),
            FacetKind.QUOTING: self.tr("Quotes"),
            FacetKind.SOURCE: self.tr("Sources"),
        }
        self._set_look()
        self.itemChanged.connect(self._on_item_changed)
        self.itemDoubleClicked.connect(self._on_double_clicked)

    def set_facets(self, facets: Sequence[Facet]) -> None:
        """Show these groups. What is open, current and scrolled to stays while groups and values are the same."""
        shape = tuple((facet.kind, tuple(value.name for value in facet.values)) for facet in facets)
        self._is_following = True
        if shape != self._shape:
            self._shape = shape
            self._build(facets)
        for number, facet in enumerate(facets):
            self._fill(self._group(number), facet)
        self._is_following = False

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self._is_following = True
        for number, (kind, _) in enumerate(self._shape):
            self._colour(self._group(number), kind)
        self._is_following = False

    def _set_look(self) -> None:
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(_LABEL, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_COUNT, QHeaderView.ResizeMode.ResizeToContents)
        self.setAccessibleName(self.tr("What is shown"))
        self.setAccessibleDescription(
            self.tr(
                "Space ticks or clears a value, Enter shows only that value, Left and Right close and open a group."
            )
        )

    def _build(self, facets: Sequence[Facet]) -> None:
        self.clear()
        for facet in facets:
            group = QTreeWidgetItem(self, [self._titles[facet.kind]])
            font = group.font(_LABEL)
            font.setBold(True)
            group.setFont(_LABEL, font)
            for value in facet.values:
                self._add(group, value)
            group.setExpanded(len(facet.values) <= _OPEN_UP_TO)
            self._colour(group, facet.kind)
        if self._shape:
            self.setCurrentItem(self._group(0))
            self.clearSelection()  # until the keyboard comes: nothing is chosen yet

    def _add(self, group: QTreeWidgetItem, value: FacetValue) -> None:
        item = QTreeWidgetItem(group, [value.label])
        item.setData(_LABEL, _NAME_ROLE, value.name)
        item.setToolTip(_LABEL, self.tr("{} – double click shows only this").format(value.label))
        item.setTextAlignment(_COUNT, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _fill(self, group: QTreeWidgetItem, facet: Facet) -> None:
        for item, value in zip(_children(group), facet.values, strict=True):
            item.setCheckState(_LABEL, _ON if value.is_shown else _OFF)
            item.setText(_COUNT, f"{value.count:,}")
            spoken = f"{value.label}, {counted(value.count, self.tr('event'), self.tr('events'))}"
            item.setData(_LABEL, Qt.ItemDataRole.AccessibleTextRole, spoken)
            self._colour_label(item, is_empty=not value.count)
        self._sum_up(group)

    def _sum_up(self, group: QTreeWidgetItem) -> None:
        """Let the group's own box and words say how many of its values are shown."""
        total = group.childCount()
        shown = total - len(_unticked(group))
        group.setCheckState(_LABEL, _ON if shown == total else _PARTLY if shown else _OFF)
        words = "" if shown == total else self.tr("{} of {}").format(shown, total)
        group.setText(_COUNT, words)
        spoken = self.tr("{}, {} of {} shown").format(group.text(_LABEL), shown, total)
        group.setData(_LABEL, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _colour(self, group: QTreeWidgetItem, kind: FacetKind) -> None:
        for number, item in enumerate(_children(group)):
            self._colour_label(item, is_empty=item.text(_COUNT) == "0")
            item.setForeground(_COUNT, QColor(self._theme.colour("muted")))
            if kind is FacetKind.LANE:
                item.setIcon(_LABEL, _swatch(self._theme.colour(f"lane.{number}"), self.devicePixelRatioF()))
        group.setForeground(_COUNT, QColor(self._theme.colour("muted")))

    def _colour_label(self, item: QTreeWidgetItem, *, is_empty: bool) -> None:
        item.setForeground(_LABEL, QColor(self._theme.colour("faint" if is_empty else "ink")))

    def _group(self, number: int) -> QTreeWidgetItem:
        group = self.topLevelItem(number)
        assert group is not None
        return group

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if self._is_following or column != _LABEL:
            return
        group = item.parent()
        if group is None:
            group = item
            self._tick(group, [item.checkState(_LABEL) is not _OFF] * item.childCount())
        self._say(group)

    def _on_double_clicked(self, item: QTreeWidgetItem) -> None:
        if item.parent() is None:
            item.setExpanded(not item.isExpanded())
        elif not self._is_on_box(item):
            self._show_only(item)

    def _is_on_box(self, item: QTreeWidgetItem) -> bool:
        """Tell whether the pointer is left of the words: two quick clicks on a box are two clicks."""
        pointer: QPoint = self.viewport().mapFromGlobal(self.cursor().pos())
        rect = self.visualItemRect(item)
        return rect.contains(pointer) and pointer.x() < rect.left() + 2 * _SWATCH_PX

    def _show_only(self, item: QTreeWidgetItem) -> None:
        """Show one value of a group, or all again where it is the only one already."""
        group = item.parent() or item
        others = group.childCount() - 1
        is_only = item.checkState(_LABEL) is _ON and len(_unticked(group)) == others
        self._tick(group, [is_only or child is item for child in _children(group)])
        self._say(group)

    def _tick(self, group: QTreeWidgetItem, states: Sequence[bool]) -> None:
        self._is_following = True
        for child, is_on in zip(_children(group), states, strict=True):
            child.setCheckState(_LABEL, _ON if is_on else _OFF)
        self._is_following = False

    def _say(self, group: QTreeWidgetItem) -> None:
        self._is_following = True
        self._sum_up(group)
        self._is_following = False
        kind, _ = self._shape[self.indexOfTopLevelItem(group)]
        self.hidden_changed.emit(kind, frozenset(_unticked(group)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the keyboard see where it is."""
        super().focusInEvent(event)
        item = self.currentItem()
        if item is not None and event.reason() is not Qt.FocusReason.MouseFocusReason:
            item.setSelected(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show only the current value with Enter."""
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            if item.parent() is None:
                item.setExpanded(not item.isExpanded())
            else:
                self._show_only(item)
            return
        super().keyPressEvent(event)


def _children(group: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    children = (group.child(number) for number in range(group.childCount()))
    return [child for child in children if child is not None]


def _unticked(group: QTreeWidgetItem) -> list[str]:
    return [str(child.data(_LABEL, _NAME_ROLE)) for child in _children(group) if child.checkState(_LABEL) is _OFF]


def _swatch(colour: str, ratio: float) -> QIcon:
    pixmap = QPixmap(round(_SWATCH_PX * ratio), round(_SWATCH_PX * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(1, 1, _SWATCH_PX - 2, _SWATCH_PX - 2), 2, 2)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # the colour of a lane is not to be tinted
    return icon
