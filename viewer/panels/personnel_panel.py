"""The personnel panel: who is pledged, planned and deployed, by contributor, as of the date in focus.

It must not know files or the workspace, nor what stands behind a number: a click only says which one it was.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from viewer.model.personnel import as_of
from viewer.panels.bar_legend import legend_scene
from viewer.panels.contributor_row import INDENT_PX, ContributorRow
from viewer.panels.figure_phrases import in_sentence
from viewer.panels.personnel_head import PersonnelHead
from viewer.panels.phrase_line import PhraseLine
from viewer.panels.phrases import ComputedNumber, Phrase
from viewer.panels.scene_view import RING_PX, SceneView
from viewer.panels.standing_words import standing_in_words, whole_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QResizeEvent

    from viewer.model.dataset import Dataset
    from viewer.panels.standing_words import Bar, StandingWords
    from viewer.theme import Theme

__all__ = ["ComputedNumber", "PersonnelPanel"]

MARGIN_PX = 14
_ROW_GAP_PX = 12
_SMALL_GAP_PX = 5
_ROOM_FOR_CLOSING_PX = 330


class PersonnelPanel(QFrame):
    """Personnel as of a date. The head stays; contributors scroll below it.

    Signals:
        figure_clicked(str): the id of a personnel figure whose number, bar or note was clicked.
        computed_clicked(object): a ComputedNumber that was clicked.
    """

    figure_clicked = Signal(str)
    computed_clicked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: StandingWords | None = None
        self._most = (1.0, 1.0)
        self._measured: tuple[Dataset, frozenset[str]] | None = None
        self._others: tuple[str, ...] = ()
        self._ordered: list[QWidget] = []
        self._anchor: QWidget | None = None
        self._legend_shown: tuple[float, tuple[str, ...]] | None = None
        self.setProperty("card", "true")
        self.setAccessibleName(self.tr("Personnel"))
        self.setMinimumSize(280, 170)
        self._make_parts()

    @property
    def rows(self) -> list[ContributorRow]:
        """The rows that are shown, in order."""
        return [row for row in self._rows if not row.isHidden()]

    @property
    def head(self) -> PersonnelHead:
        """What stays above the rows: the date and the whole."""
        return self._head

    def set_tab_anchor(self, widget: QWidget) -> None:
        """Let Tab come to the panel's first control from this widget."""
        self._anchor = widget
        self._order()

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self._head.set_theme(theme)
        self._legend.set_theme(theme)
        for row in self._rows:
            row.set_theme(theme)
        for line in (*self._head_notes, self._question, self._remark, self._closing):
            line.set_theme(theme)

    def set_focus(self, dataset: Dataset, layers: Collection[str], focus_us: int) -> None:
        """Show what the shown layers have reported up to an instant. Rows are kept: it may be called at every move."""
        first = dataset.layers[0].id if dataset.layers else ""
        shown = [layer for layer in dataset.layers if layer.id in layers]
        self._measure(dataset, frozenset(layers))
        self._others = tuple(in_sentence(layer.title) for layer in shown if layer.id != first)
        self._words = standing_in_words(as_of(dataset.personnel, focus_us, layers, primary=first), dataset)
        self._show_words(self._words)
        self.setAccessibleDescription(self._words.spoken())
        self._arrange()
        self._order()

    def _make_parts(self) -> None:
        self._head = PersonnelHead(self._theme, self)
        self._scroll = QScrollArea(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._page = QWidget()
        self._scroll.setWidget(self._page)  # fills its background from here on, where the card should show
        self._page.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._head_notes: list[PhraseLine] = []
        self._rows: list[ContributorRow] = []
        self._question, self._remark = self._new_line(self._page), self._new_line(self._page)
        self._legend = SceneView(self._theme, self)
        self._upper_edge, self._edge = QFrame(self), QFrame(self)
        for edge in (self._upper_edge, self._edge):
            edge.setProperty("rule", "true")
        self._upper_edge.hide()
        self._scroll.verticalScrollBar().valueChanged.connect(lambda at: self._upper_edge.setVisible(at > 0))
        self._closing = self._new_line(self)
        self._closing.say(
            (Phrase(self.tr("Every figure leads to its sentence. Click a bar or a number."), "note", "faint"),)
        )
        self._head.chosen.connect(self._on_chosen)

    def _new_line(self, parent: QWidget) -> PhraseLine:
        line = PhraseLine(self._theme, parent)
        line.chosen.connect(self._on_chosen)
        return line

    def _measure(self, dataset: Dataset, layers: frozenset[str]) -> None:
        """Find the largest numbers of all times, so that the scale of the bars holds while the date is moved."""
        if self._measured == (dataset, layers):
            return
        self._measured = (dataset, layers)
        whole = whole_of(dataset)
        sizes = [(f.contributor == whole, f.amount.nominal) for f in dataset.personnel if f.layer in layers]
        of_whole = [float(size) for is_whole, size in sizes if is_whole and size]
        of_parts = [float(size) for is_whole, size in sizes if not is_whole and size]
        self._most = max(of_whole, default=1.0), max(of_parts, default=1.0)

    def _show_words(self, words: StandingWords) -> None:
        while len(self._rows) < len(words.rows):
            row = ContributorRow(self._theme, self._page)
            row.chosen.connect(self._on_chosen)
            self._rows.append(row)
        for number, row in enumerate(self._rows):
            if number < len(words.rows):
                row.set_words(words.rows[number])
            row.setVisible(number < len(words.rows))
        notes = [note for note in words.notes if note]
        while len(self._head_notes) < len(notes):
            self._head_notes.append(self._new_line(self._page))
        for number, line in enumerate(self._head_notes):
            line.say(notes[number] if number < len(notes) else ())
            line.setVisible(number < len(notes))
        self._question.say(words.question)
        self._remark.say(words.remark)
        self._head.set_words(words)

    def _order(self) -> None:
        """Let Tab go through the controls as they are read; only when there are others than before."""
        links = [link for line in self._head_notes if not line.isHidden() for link in line.links]
        controls = [self._anchor] if self._anchor else []
        controls += [*self._head.controls, *links, *(control for row in self.rows for control in row.controls)]
        controls += [*self._question.links, *self._remark.links]
        # Qt passes over a pair in which one takes no focus, and so would lose what follows.
        controls = [control for control in controls if control.focusPolicy() != Qt.FocusPolicy.NoFocus]
        if controls != self._ordered:
            for one, two in pairwise(controls):
                QWidget.setTabOrder(one, two)
        self._ordered = controls

    def _arrange(self) -> None:
        """Put everything in its place for the present size."""
        if self._words is None:
            return
        width = self.width() - 2 * MARGIN_PX
        whole = max(self._most[0], _longest(self._words.bar))
        top = self._head.put(MARGIN_PX, 11, width, whole) + 14
        bottom = self._put_foot(width)
        self._put_rows(width)
        room = max(0, bottom - top - 7)
        self._scroll.setGeometry(MARGIN_PX - RING_PX, top, width + MARGIN_PX + RING_PX - 2, room)
        self._upper_edge.setGeometry(MARGIN_PX, top - 1, width, 1)
        self._edge.setGeometry(MARGIN_PX, top + room, width, 1)
        self._edge.setVisible(self._page.height() > room)

    def _put_foot(self, width: int) -> int:
        """Put the legend and the closing line at the bottom; return where they begin."""
        bottom = self.height() - 9
        self._closing.setVisible(self.height() >= _ROOM_FOR_CLOSING_PX)
        if not self._closing.isHidden():
            height = self._closing.put(MARGIN_PX, 0, width)
            bottom -= height
            self._closing.put(MARGIN_PX, bottom, width)
        self._legend.setVisible(bool(self.rows))
        if not self.rows:
            return bottom
        scene = legend_scene(width, self._others)
        if (scene.width, self._others) != self._legend_shown:
            self._legend_shown = (scene.width, self._others)
            self._legend.set_scene(scene, self.tr("Key to the bars"))
        bottom -= round(scene.height)
        self._legend.setGeometry(
            MARGIN_PX - RING_PX, bottom - RING_PX, width + 2 * RING_PX, round(scene.height) + RING_PX
        )
        return bottom

    def _put_rows(self, width: int) -> None:
        """Put notes and rows below one another on the page that scrolls."""
        y = 0
        for line in self._head_notes:
            if not line.isHidden():
                y += line.put(RING_PX, y, width)
        y += 8 if y else 5
        deepest = max((row.words.level for row in self.rows if row.words), default=0)
        most = max([self._most[1], *(_longest(row.words.bar) for row in self.rows if row.words)])
        for number, row in enumerate(self.rows):
            is_small = row.words is not None and row.words.level > 0
            y += (_SMALL_GAP_PX if is_small else _ROW_GAP_PX) if number else 0
            y += row.put(y, width, (width - INDENT_PX * deepest) / most)
        for line in (self._question, self._remark):
            height = line.put(RING_PX, y + 8, width)
            y += 8 + height if height else 0
        self._page.resize(width + 2 * RING_PX, y)

    def _on_chosen(self, leads_to: object) -> None:
        if isinstance(leads_to, ComputedNumber):
            self.computed_clicked.emit(leads_to)
        elif isinstance(leads_to, str):
            self.figure_clicked.emit(leads_to)

    def sizeHint(self) -> QSize:
        """Return the size of its card in a window of 1440 by 900."""
        return QSize(436, 392)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        self._arrange()


def _longest(bar: Bar) -> float:
    cells = (bar.row.pledged, bar.row.deployed) if bar.row else ()
    sizes = [cell.amount.nominal for cell in cells if cell]
    return max((float(size) for size in sizes if size), default=1.0)
