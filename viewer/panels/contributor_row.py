"""One contributor of the personnel panel: name, numbers, bar and notes. It must not know how they are put in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from viewer.layout.bars import BarView, bar_scene
from viewer.layout.scene import Box, Paint, Path, Scene
from viewer.model.personnel import Measure
from viewer.painting.text_measure import measure, qfont
from viewer.panels.figure_link import baseline_px, line_px
from viewer.panels.phrase_line import PhraseLine
from viewer.panels.scene_view import RING_PX, SceneView

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from viewer.layout.scene import Shape
    from viewer.panels.standing_words import Bar, RowWords
    from viewer.theme import Theme

INDENT_PX = 14
_BAR_PX, _SMALL_BAR_PX = 16, 8
_GAP_PX = 12
_LEAST_NAME_PX = 60
_FILLS = {"deployed": Measure.DEPLOYED, "planned": Measure.PLANNED, "pledged_ground": Measure.PLEDGED}
_BORROWED_ALPHA = {"deployed": 0.9, "planned": 0.5, "pledged_ground": 0.2}


class ContributorRow(QWidget):
    """One contributor. The panel calls `set_words`, then `put`, which says how much height it takes.

    Signals:
        chosen(object): a number or a part of the bar was clicked; where it leads, as its Phrase has it.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: RowWords | None = None
        self._name_room = 0.0
        self._numbers = PhraseLine(theme, self, is_right=True)
        self._bar = SceneView(theme, self)
        self._notes: list[PhraseLine] = []
        self._drawn: tuple[Bar, BarView] | None = None
        self._numbers.chosen.connect(self.chosen)
        self._bar.target_clicked.connect(self._on_target_clicked)

    @property
    def words(self) -> RowWords | None:
        """What it says."""
        return self._words

    @property
    def controls(self) -> list[QWidget]:
        """What can be focused, in reading order."""
        notes = [link for note in self._notes if not note.isHidden() for link in note.links]
        return [*self._numbers.links, self._bar, *notes]

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        self._bar.set_theme(theme)
        for line in (self._numbers, *self._notes):
            line.set_theme(theme)
        self.update()

    def set_words(self, words: RowWords) -> None:
        """Say something else; nothing happens if it says so already."""
        if words == self._words:
            return
        self._words = words
        self.setAccessibleName(", ".join(filter(None, (words.contributor, words.tag.removeprefix("◆ ")))))
        self._numbers.say(words.numbers)
        notes = [note for note in words.notes if note]
        while len(self._notes) < len(notes):
            line = PhraseLine(self._theme, self)
            line.chosen.connect(self.chosen)
            self._notes.append(line)
        for number, line in enumerate(self._notes):
            line.say(notes[number] if number < len(notes) else ())
            line.setVisible(number < len(notes))
        self.update()

    def put(self, y: int, width: int, px_per_person: float) -> int:
        """Take a place and return the height. Bars of all rows have the same scale, so that they can be compared."""
        if self._words is None:
            return 0
        left, room = RING_PX + INDENT_PX * self._words.level, width - INDENT_PX * self._words.level
        bottom = self._put_head(left, room)
        height = _SMALL_BAR_PX if self._words.level else _BAR_PX
        self._put_bar(left, bottom + 2, BarView(room, height, room / px_per_person))
        bottom += height + 5
        for line in self._notes:
            if not line.isHidden():
                bottom += line.put(left, bottom, room)
        self.setGeometry(0, y, width + 2 * RING_PX, bottom)
        return bottom

    def _put_head(self, left: int, room: int) -> int:
        """Put the numbers beside the name, or below it where there is no room for both."""
        natural = self._numbers.natural_width()
        needed = min(self._name_width(), max(_LEAST_NAME_PX, room * 0.4)) + _GAP_PX
        if natural + needed <= room:
            self._name_room = room - natural - _GAP_PX
            shift = baseline_px(self._name_font) - baseline_px("strong")
            return max(self._numbers.put(left, shift, room) + round(shift), round(line_px(self._name_font)))
        self._name_room = room
        top = round(line_px(self._name_font))
        return top + self._numbers.put(left, top, room)

    def _put_bar(self, x: int, y: int, view: BarView) -> None:
        self._bar.setGeometry(
            x - RING_PX, y - RING_PX, round(view.width) + 2 * RING_PX, round(view.height) + 2 * RING_PX
        )
        if self._words is None or self._drawn == (self._words.bar, view):
            return
        bar = self._words.bar
        self._drawn = (bar, view)
        show_bar(self._bar, bar, view, self._words.contributor)

    @property
    def _name_font(self) -> str:
        return "strong" if self._words and self._words.level else "label"

    def _name_width(self) -> float:
        return measure(self._words.contributor, self._name_font) if self._words else 0.0

    def _on_target_clicked(self, key: str) -> None:
        if self._words and key in self._words.bar.ways:
            self.chosen.emit(self._words.bar.ways[key].leads_to)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Paint the name, and beside it the layer that all of its numbers come from."""
        if self._words is None:
            return
        painter = QPainter(self)
        x, left, y = float(RING_PX + INDENT_PX * self._words.level), self._name_room, baseline_px(self._name_font)
        for text, font, role in (
            (self._words.contributor, self._name_font, "ink"),
            (self._words.tag, "note", "record"),
        ):
            shown = QFontMetricsF(qfont(font)).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, left + 0.5))
            painter.setFont(qfont(font))
            painter.setPen(QColor(self._theme.colour(role)))
            painter.drawText(QPointF(x, y), shown)
            x, left = x + measure(shown, font) + 8, left - measure(shown, font) - 8
        painter.end()


def show_bar(view: SceneView, bar: Bar, size: BarView, title: str) -> None:
    """Draw a bar and name its parts; an empty outline where nothing is known, as that is not zero."""
    names = {key: phrase.spoken for key, phrase in bar.ways.items()}
    scene = bar_scene(bar.row, size) if bar.row else Scene(size.width, size.height, ())
    shapes = tuple(_of_layer(shape, bar) for shape in scene.shapes)
    outline = Box(0, 0, size.width, size.height, Paint(stroke="control_edge", dash=(3.0, 3.0)), 4.0)
    view.set_scene(replace(scene, shapes=shapes or (outline,)), title, names)


def _of_layer(shape: Shape, bar: Bar) -> Shape:
    """Give what is not the first layer's the colour of the record."""
    if not isinstance(shape, Box | Path) or shape.paint.fill not in _FILLS:
        return shape
    fill = shape.paint.fill
    if _FILLS[fill] not in bar.borrowed:
        return shape
    stroke = "record" if shape.paint.stroke else None
    paint = replace(shape.paint, fill="record", fill_alpha=_BORROWED_ALPHA[fill], stroke=stroke)
    return replace(shape, paint=paint)
