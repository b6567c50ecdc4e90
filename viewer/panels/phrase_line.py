"""A paragraph of Phrases, broken into lines on one baseline; those that lead somewhere are controls."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from viewer.painting.text_measure import measure, qfont
from viewer.panels.figure_link import PAD_PX, FigureLink, baseline_px, line_px

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from viewer.panels.phrases import Paragraph, Phrase
    from viewer.theme import Theme

_MARK = "·"


class _Word(Struct, frozen=True):
    """A word of plain text, or a whole link, with its width."""

    text: str
    phrase: Phrase
    width: float
    space: float


class _Spot(Struct):
    """A plain word and the left end of its baseline."""

    x: float
    y: float
    word: _Word


class PhraseLine(QWidget):
    """A paragraph. Whoever owns it calls `put` with a place and a width; rings of links reach PAD_PX beyond both ends.

    Signals:
        chosen(object): a phrase was clicked; where it leads, as the Phrase has it.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget, *, is_right: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_right = is_right
        self._paragraph: Paragraph = ()
        self._words: list[_Word] = []
        self._spots: list[_Spot] = []
        self._links: list[FigureLink] = []
        self._placed: tuple[float, int] | None = None

    @property
    def links(self) -> list[FigureLink]:
        """The controls in reading order."""
        return self._links[: sum(word.phrase.leads_to is not None for word in self._words)]

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(phrase.text for phrase in self._paragraph)

    def set_theme(self, theme: Theme) -> None:
        """Change the colours."""
        self._theme = theme
        for link in self._links:
            link.set_theme(theme)
        self.update()

    def say(self, paragraph: Paragraph) -> None:
        """Say something else; controls are kept, those too many are hidden. Nothing happens if it says so already."""
        if paragraph == self._paragraph:
            return
        self._paragraph, self._placed = paragraph, None
        self._words = [word for phrase in paragraph for word in _words(phrase)]
        self.setAccessibleName(self.text)
        wanted = [phrase for phrase in paragraph if phrase.leads_to is not None]
        while len(self._links) < len(wanted):
            self._links.append(self._new_link())
        for number, link in enumerate(self._links):
            if number < len(wanted):
                link.set_phrase(wanted[number])
            link.setVisible(number < len(wanted))
        self.update()

    def natural_width(self) -> float:
        """Return the width of all words on one line."""
        return _extent(self._words)

    def put(self, x: float, y: float, width: float) -> int:
        """Take a place, its words from `x` on in lines of this width; return the height, 0 for an empty paragraph."""
        height = self._place(width)
        self.setGeometry(round(x) - PAD_PX, round(y), round(width) + 2 * PAD_PX, height)
        return height

    def _place(self, width: float) -> int:
        if self._placed and self._placed[0] == width:
            return self._placed[1]
        self._spots, top = [], 0.0
        links = iter(self._links)
        for line in _lines(self._words, width):
            below = max(baseline_px(word.phrase.font) for word in line)
            x = max(0.0, width - _extent(line)) if self._is_right else 0.0
            for number, word in enumerate(line):
                x += _space(line[number - 1], word) if number else 0.0
                if word.phrase.leads_to is None:
                    self._spots.append(_Spot(x + PAD_PX, top + below, word))
                else:
                    self._set_link(next(links), word.phrase.font, x, top + below, width)
                x += word.width
            top += max(below - baseline_px(word.phrase.font) + line_px(word.phrase.font) for word in line)
        self._placed = (width, round(top))
        self.update()
        return round(top)

    def _new_link(self) -> FigureLink:
        link = FigureLink(self._theme, self)
        link.clicked.connect(self._on_clicked, Qt.ConnectionType.UniqueConnection)
        return link

    def _set_link(self, link: FigureLink, font: str, x: float, baseline: float, width: float) -> None:
        """Put a link on the baseline, shortened where it does not fit; its ring reaches into the spaces beside it."""
        hint = link.sizeHint()
        room = min(hint.width(), round(width - x) + 2 * PAD_PX)
        link.setGeometry(round(x), round(baseline - baseline_px(font)), room, hint.height())

    def _on_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, FigureLink) and link.phrase:
            self.chosen.emit(link.phrase.leads_to)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's signature
        """Paint the plain words; the links paint themselves."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for spot in self._spots:
            painter.setFont(qfont(spot.word.phrase.font))
            painter.setPen(QColor(self._theme.colour(spot.word.phrase.colour)))
            painter.drawText(QPointF(spot.x, spot.y), spot.word.text)
        painter.end()


def _words(phrase: Phrase) -> list[_Word]:
    space = measure(" ", phrase.font)
    if phrase.leads_to is not None:
        return [_Word(phrase.text, phrase, measure(phrase.text, phrase.font) + 1, space)]
    return [_Word(text, phrase, measure(text, phrase.font), space) for text in phrase.text.split()]


def _space(before: _Word, word: _Word) -> float:
    """Return the space between two words: that of the larger type."""
    return max(before.space, word.space)


def _extent(words: list[_Word]) -> float:
    spaces = sum(_space(one, two) for one, two in pairwise(words))
    return spaces + sum(word.width for word in words)


def _lines(words: list[_Word], width: float) -> list[list[_Word]]:
    """Fill lines greedily; a mark that separates two things is left out where the line breaks at it."""
    lines: list[list[_Word]] = []
    reach = 0.0
    for word in words:
        step = _space(lines[-1][-1], word) + word.width if lines else 0.0
        if lines and reach + step <= width:
            lines[-1].append(word)
            reach += step
        elif word.text != _MARK or not lines:
            if lines and len(lines[-1]) > 1 and lines[-1][-1].text == _MARK:
                lines[-1].pop()
            lines.append([word])
            reach = word.width
    return lines
