"""What a label says, how wide it is, and how it is shortened.

A label has two lines: the title, and the date as known with the source's own time words. Widths come from the
measure function, so this room needs no font. No Qt.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.model.date_words import in_words
from viewer.model.events import Status

if TYPE_CHECKING:
    from viewer.layout.scene import Measure
    from viewer.model.dataset import Dataset
    from viewer.model.events import Event

TITLE_FONT = "label"
NOTE_FONT = "note"
NAME_FONT = "text"
_KEPT = 4_096
_MOST_LETTERS = 160
_LONG_NAME = 60
_PARTS = 8
"""Into how many parts of a pixel the room for a name is rounded, downward."""

_ELLIPSIS = "…"


class Label(Struct, frozen=True):
    """The two lines of a label and their widths in pixels."""

    title: str
    note: str
    title_px: float
    note_px: float

    @property
    def width_px(self) -> float:
        """The width of the wider line."""
        return max(self.title_px, self.note_px)


class Name(Struct, frozen=True, gc=False):
    """What an event is called in a crowd, on one line, how wide that is in NAME_FONT, and the key of the event."""

    text: str
    width_px: float
    key: str


class _Letters(dict[str, float]):
    """The widths of letters in NAME_FONT, each measured once."""

    def __init__(self, measure: Measure) -> None:
        super().__init__()
        self._measure = measure

    def __missing__(self, letter: str) -> float:
        width = self[letter] = self._measure(letter, NAME_FONT)
        return width


class LabelBook:
    """The labels of a dataset's events, made when first asked for; the last few thousand are kept."""

    def __init__(self, dataset: Dataset, measure: Measure) -> None:
        self._dataset = dataset
        self._measure = measure
        self._labels: dict[int, Label] = {}
        self._names: dict[int, Name] = {}
        self._cut: dict[tuple[int, int], Name] = {}
        self._letters_px = _Letters(measure)
        self._layer_titles = {layer.id: layer.title for layer in dataset.layers[1:]}

    def label(self, row: int) -> Label:
        """Return the label of a row."""
        found = self._labels.get(row)
        if found is None:
            if len(self._labels) >= _KEPT:
                self._labels.clear()
            found = self._labels[row] = self._made(self._dataset.event(row))
        return found

    def name(self, row: int) -> Name:
        """Return the title of a row as it is called in a crowd.

        Of a very long title it is the beginning: more has room nowhere in a crowd. A long one, which hardly ever has
        room, is as wide as its letters one by one, to a few pixels: to measure those of a frame would take half of it.
        """
        found = self._names.get(row)
        if found is None:
            if len(self._names) >= _KEPT:
                self._names.clear()
            title = plain_line(self._dataset.title_of(row))
            if len(title) > _MOST_LETTERS:
                title = title[: _MOST_LETTERS - 1].rstrip() + _ELLIPSIS
            if len(title) > _LONG_NAME:
                width = sum(map(self._letters_px.__getitem__, title))
            else:
                width = self._measure(title, NAME_FONT)
            found = self._names[row] = Name(title, width, f"event:{self._dataset.id_of(row)}")
        return found

    def name_within(self, row: int, room_px: float) -> Name:
        """Return what a row is called in `room_px` pixels, cut with an ellipsis; "" where not even two letters fit."""
        name = self.name(row)
        if name.width_px <= room_px and len(name.text) <= _LONG_NAME:
            return name
        key = row, math.floor(room_px * _PARTS)  # a view that slides asks for the same room, to some billionths
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) >= _KEPT:
                self._cut.clear()
            text = shortened(name.text, NAME_FONT, key[1] / _PARTS, self._measure)
            found = self._cut[key] = Name(text, self._measure(text, NAME_FONT), name.key)
        return found

    def _made(self, event: Event) -> Label:
        title, note = plain_line(event.title), note_line(event, self._layer_titles.get(event.layer, ""))
        return Label(title, note, self._measure(title, TITLE_FONT), self._measure(note, NOTE_FONT))


def note_line(event: Event, layer_title: str = "") -> str:
    """Return the second line of a label: the date as known, the source's time words, and what qualifies them."""
    date = event.refined.date if event.refined else event.date
    parts = [in_words(date)]
    if event.date_words:
        parts.append(f"“{plain_line(event.date_words)}”")
    if event.status is not Status.HAPPENED:
        parts.append("planned" if event.status is Status.PLANNED else "a claim")
    if event.is_unsourced:
        parts.append("unsourced")
    if layer_title:
        parts.append(layer_title[0].lower() + layer_title[1:])
    return " · ".join(parts)


def plain_line(text: str) -> str:
    """Return the text on one line: white space folded to single blanks, control characters left out."""
    if text.isprintable():  # nearly every title: its only white space is the blank
        return " ".join(text.split())
    return " ".join("".join(max(letter, " ") for letter in text).split())


def shortened(text: str, font: str, room_px: float, measure: Measure) -> str:
    """Return the text, or its longest beginning that fits with an ellipsis, or "" if not even two letters fit.

    Cost: two or three measurements, as a text is about as wide as its letters together; O(log n) at worst.
    """
    whole_px = measure(text, font)
    if whole_px <= max(room_px, 0.0):
        return text

    def fits(count: int) -> bool:
        return measure(text[:count].rstrip() + _ELLIPSIS, font) <= room_px

    low, high, step = 0, len(text), 1
    guess = _letters_within(text, font, room_px - measure(_ELLIPSIS, font), measure)
    if fits(guess):
        low = guess
        while low + step < high and fits(low + step):
            low, step = low + step, 2 * step
        high = min(high, low + step)
    else:
        high = guess
        while high - step > low and not fits(high - step):
            high, step = high - step, 2 * step
        low = max(low, high - step)
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return text[:low].rstrip() + _ELLIPSIS if low >= 2 else ""


def _letters_within(text: str, font: str, room_px: float, measure: Measure) -> int:
    """Return how many of the first letters fit side by side, each as wide as it is alone."""
    for count, letter in enumerate(text):
        room_px -= measure(letter, font)
        if room_px < 0:
            return count
    return len(text)
