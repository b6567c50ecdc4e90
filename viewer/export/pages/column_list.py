"""The events of a newspaper column one below the other: as much of each as there is room for.

The order of retreat: title and date, title with its year, one line of the title, several events counted on a line.
Marks keep their shapes, but not their lengths. Knows no file format, no Qt.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from viewer.export.pages.blocks import NOTE, Style, paragraph, stacked
from viewer.export.pages.flow import Block
from viewer.layout.disagreements import SIDE, UNDISPUTED
from viewer.layout.labels import note_line
from viewer.layout.marks import BAND_PX, FAR_PX, Look, Mark, mark_of, mark_shapes
from viewer.layout.scene import Text, move_shapes
from viewer.layout.timescale import Timescale
from viewer.model.columns import Flag
from viewer.model.date_words import in_words, instant_in_words
from viewer.model.dates import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from viewer.layout.disagreements import Contest
    from viewer.layout.scene import Measure, Shape
    from viewer.layout.timescale import Span
    from viewer.model.dataset import Dataset
    from viewer.model.dates import UncertainDate
    from viewer.model.events import Event

MARK = (2.0, 22.0)
TITLE = Style("label", "ink", 16.0)
_TEXT_X = 30.0
_YEAR_GAP_PX = 8.0
_UNLIMITED = 10_000


class Detail(Struct, frozen=True):
    """How much of each event is told: the line with its date, and so many lines of title.

    `entries` is how many entries all events together have at most: with fewer than events, some share one.
    """

    has_date: bool = True
    title_lines: int = _UNLIMITED
    entries: int = _UNLIMITED
    gap_px: float = 9.0


WHOLE = Detail()
TITLES = Detail(has_date=False, gap_px=5.0)
LINES = Detail(has_date=False, title_lines=1, gap_px=3.0)
LINE_PX = TITLE.line_px + LINES.gap_px
"""The height that an event, or several counted together, take where each has one line."""


class ColumnList:
    """The events of some rows in order of time, to be set with more or less detail."""

    def __init__(
        self,
        dataset: Dataset,
        dated: Sequence[tuple[int, int]],
        span: Span,
        width_px: float,
        measure: Measure,
        contest: Contest = UNDISPUTED,
    ) -> None:
        """Prepare to list the events of `dated`: pairs of a row and the instant that it stands at.

        `contest` has the dates that sources of hidden layers give for them.
        """
        self._contest = contest
        self._dataset = dataset
        self._dated = dated
        self._span = span
        self._width = width_px
        self._measure = measure

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self._dated)

    def block(self, detail: Detail) -> Block:
        """Return the list; each line leads to its event, or to the events counted on it."""
        return stacked([self._entry(group, detail) for group in self._groups(detail)], detail.gap_px)

    def marks(self, detail: Detail) -> Iterator[tuple[Mark, bool]]:
        """Yield the marks that the list shows, each with whether it belongs to another layer than the first."""
        layers = self._dataset.columns.layer
        return ((self._mark(group[0][0]), bool(layers[group[0][0]])) for group in self._groups(detail))

    def _groups(self, detail: Detail) -> Iterator[Sequence[tuple[int, int]]]:
        count = len(self._dated)
        entries = min(count, detail.entries)
        edges = [count * number // entries for number in range(entries + 1)] if entries else []
        return (self._dated[start:end] for start, end in pairwise(edges))

    def _entry(self, group: Sequence[tuple[int, int]], detail: Detail) -> Block:
        row, when = group[0]
        event = self._dataset.event(row)
        lane, layer = int(self._dataset.columns.lane[row]), int(self._dataset.columns.layer[row])
        key = f"event:{event.id}"
        look = Look(f"lane.{lane % 8}", bool(layer), key, TITLE.line_px / 2, BAND_PX - 2, MARK)
        sign = mark_shapes(self._mark(row), look)
        if detail.has_date:
            note = note_line(event, self._dataset.layers[layer].title if layer else "")
            block = told(event.title, note, key, sign, self._width, self._measure)
            return stacked([block, *self._other_dates(row, event)])
        tail = self._tail(group, instant_in_words(when, Precision.YEAR))
        room = self._width - _TEXT_X - sum(text.width + _YEAR_GAP_PX for text in tail)
        title = paragraph(event.title, TITLE, room, self._measure, detail.title_lines)
        height = max(title.height, TITLE.line_px)  # a blank title takes its line too: what has no height is left out
        return Block((*sign, *_keyed(move_shapes(title.shapes, _TEXT_X, 0.0), key), *tail), height)

    def _other_dates(self, row: int, event: Event) -> list[Block]:
        """Return a line for each other date that a source gives for an event."""
        lines = []
        for other in self._contest.hidden.get(row, ()):
            place = self._dataset.index_of(other.event_id)
            words = "" if place is None else in_words(_best_date(self._dataset.event(place)))
            if words and words != in_words(_best_date(event)):
                lines.append(by_another_source(words, f"{SIDE}{other.event_id}", self._width, self._measure))
        return lines

    def _tail(self, group: Sequence[tuple[int, int]], year: str) -> list[Text]:
        """Return what stands at the right edge of a first line: how many more there are, and the year."""
        rows = ",".join(str(row) for row, _ in group)
        more = f"+ {len(group) - 1:,} more"
        words = [(year, None), (more, f"rows:{rows}")][: min(2, len(group))]
        texts: list[Text] = []
        right = self._width
        for word, key in words:
            wide = self._measure(word, NOTE.font)
            if wide > self._width / 3:  # a year in the billions leaves no room for a title
                continue
            texts.append(Text(right, TITLE.line_px * 0.75, word, NOTE.font, NOTE.colour, wide, "end", key))
            right -= wide + _YEAR_GAP_PX
        return texts

    def _mark(self, row: int) -> Mark:
        """Return the mark of an event brought to one length."""
        mark = mark_of(self._dataset.columns, row, Timescale(self._span, 0.0, 10.0))
        left = -FAR_PX if mark.flags & Flag.OPEN_START else MARK[0]
        right = FAR_PX if mark.flags & Flag.OPEN_END else MARK[1]
        middle = sum(MARK) / 2
        if not mark.has_band:
            return Mark(middle, middle, None, middle, mark.flags)
        is_refined = bool(mark.flags & Flag.REFINED)
        return Mark(left, right, mark.core and MARK, middle + 4 if is_refined else None, mark.flags)


def told(
    title: str, note: str, key: str, sign: list[Shape], width_px: float, measure: Measure, style: Style = TITLE
) -> Block:
    """Return two lines of text beside a sign, each wrapped, leading to what `key` names."""
    room = width_px - _TEXT_X
    words = stacked([paragraph(title, style, room, measure), paragraph(note, NOTE, room, measure)])
    return Block((*sign, *_keyed(move_shapes(words.shapes, _TEXT_X, 0.0), key)), words.height)


def by_another_source(words: str, key: str, width_px: float, measure: Measure) -> Block:
    """Return the line under an entry that says what another source has in its place."""
    line = paragraph(f"by another source: {words}", NOTE, width_px - _TEXT_X, measure)
    return Block((*_keyed(move_shapes(line.shapes, _TEXT_X, 0.0), key),), line.height)


def _best_date(event: Event) -> UncertainDate:
    return event.refined.date if event.refined else event.date


def _keyed(shapes: Sequence[Shape], key: str) -> list[Shape]:
    return [replace(shape, key=key) if isinstance(shape, Text) else shape for shape in shapes]
