"""The head of the personnel panel: the date, and the whole in large numbers. It must not know how they are worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from viewer.layout.bars import BarView
from viewer.painting.text_measure import measure
from viewer.panels.contributor_row import show_bar
from viewer.panels.phrase_line import PhraseLine
from viewer.panels.phrases import Phrase
from viewer.panels.scene_view import RING_PX, SceneView

if TYPE_CHECKING:
    from viewer.panels.phrases import Paragraph
    from viewer.panels.standing_words import Bar, StandingWords
    from viewer.theme import Theme

_BAR_PX = 10
_NUMBERS_PX = 46
_GAP_PX = 12
_SIZES = ("figure", "heading", "title")


class PersonnelHead(QWidget):
    """Title and date, then the whole: large numbers, a bar, and what is computed from them.

    Signals:
        chosen(object): a number or a part of the bar was clicked; where it leads, as its Phrase has it.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: StandingWords | None = None
        self._drawn: tuple[Bar, BarView] | None = None
        self._title = PhraseLine(theme, self)
        self._date = PhraseLine(theme, self, is_right=True)
        self._numbers = PhraseLine(theme, self)
        self._bar = SceneView(theme, self)
        self._computed = PhraseLine(theme, self)
        for line in (self._numbers, self._computed):
            line.chosen.connect(self.chosen)
        self._bar.target_clicked.connect(self._on_target_clicked)

    @property
    def controls(self) -> list[QWidget]:
        """What can be focused, in reading order."""
        return [*self._numbers.links, self._bar, *self._computed.links]

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(line.text for line in (self._title, self._date, self._numbers, self._computed))

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        for part in (self._title, self._date, self._numbers, self._bar, self._computed):
            part.set_theme(theme)

    def set_words(self, words: StandingWords) -> None:
        """Say something else."""
        self._words = words
        self._title.say((Phrase(self.tr("Personnel"), "title", "ink"), Phrase(words.whole.casefold(), "text")))
        said = self.tr("as of {day}").format(day=words.date)
        self._date.say((Phrase(said, "text"),) if words.date else ())
        self._computed.say(words.computed)

    def put(self, x: int, y: int, width: int, most: float) -> int:
        """Take a place and return the height. `most` is the number of people that the whole width stands for."""
        if self._words is None:
            return 0
        title_px = self._title.put(RING_PX, 0, width)
        is_one_line = self._title.natural_width() + _GAP_PX + self._date.natural_width() <= width
        date_px = 3 if is_one_line else title_px
        bottom = max(title_px, date_px + self._date.put(RING_PX, date_px, width)) + 4
        if self._words.whole:
            bottom = self._put_whole(self._words, bottom, width, most)
        for part in (self._numbers, self._bar, self._computed):
            part.setVisible(bool(self._words.whole))
        self.setGeometry(x - RING_PX, y, width + 2 * RING_PX, bottom)
        return bottom

    def _put_whole(self, words: StandingWords, top: int, width: int, most: float) -> int:
        self._numbers.say(_fitting(words.numbers, width))
        height = self._numbers.put(RING_PX, top, width)
        spare = max(0, _NUMBERS_PX - height)
        self._numbers.move(self._numbers.x(), top + spare // 2)
        bottom = top + height + spare
        self._bar.setGeometry(0, bottom - RING_PX, width + 2 * RING_PX, _BAR_PX + 2 * RING_PX)
        view = BarView(width, _BAR_PX, most)
        if self._drawn != (words.bar, view):
            self._drawn = (words.bar, view)
            show_bar(self._bar, words.bar, view, words.whole)
        bottom += _BAR_PX + 4
        return bottom + max(self._computed.put(RING_PX, bottom, width), 18)

    def _on_target_clicked(self, key: str) -> None:
        if self._words and key in self._words.bar.ways:
            self.chosen.emit(self._words.bar.ways[key].leads_to)


def _fitting(numbers: Paragraph, width: int) -> Paragraph:
    """Return the large numbers in the largest size at which they stand on one line, else the smallest."""
    made = numbers
    for size in _SIZES:
        made = tuple(replace(phrase, font=size) if phrase.font == "figure" else phrase for phrase in numbers)
        if sum(measure(phrase.text, phrase.font) + measure(" ", size) for phrase in made) <= width:
            break
    return made
