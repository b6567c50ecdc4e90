"""One tick of the time axis: what both rows and the steps of years are made of."""

from __future__ import annotations

from enum import Enum, auto

from msgspec import Struct

MAJOR_FONT = "label"
MINOR_FONT = "note"
MAJOR_INSET_PX = 6.0
LABEL_GAP_PX = 10.0


class Place(Enum):
    """Where a tick's label belongs."""

    AT = auto()
    """Centred on the tick: a time of day."""
    WITHIN = auto()
    """Centred in the period that the label names: a day, a month, a year."""
    FROM = auto()
    """Begins at the tick, and keeps to the left edge while its period is in view: the context."""


class Tick(Struct, frozen=True):
    """A mark on the calendar; the label, "" for none, names the half open period [us, end_us) or its first instant."""

    us: int
    end_us: int
    label: str
    place: Place
