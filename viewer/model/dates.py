"""Dates as people know them: a first and a last possible instant, a precision, the doubt, the author's text.

Values only. The text is read in `viewer.model.edtf` and said in words in `viewer.model.date_words`.
Doubt is kept apart from width: "about" and "uncertain" are flags and never widen the bounds.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

from msgspec import Struct


class DateError(ValueError):
    """A date text that cannot be read or names no possible date; the message says so, and what to write."""


class Precision(IntEnum):
    """How closely a date is given, from fine to coarse, so that `max` of two is the coarser one."""

    MICROSECOND = 0
    SECOND = 1
    MINUTE = 2
    HOUR = 3
    DAY = 4
    MONTH = 5
    SEASON = 6
    YEAR = 7
    DECADE = 8
    CENTURY = 9
    MILLENNIUM = 10
    AGE = 11  # anything coarser than a thousand years
    UNKNOWN = 12


class DateForm(StrEnum):
    """What kind of statement a date makes. Only a DURATION says that something lasted."""

    POINT = "point"
    DURATION = "duration"
    ONE_OF = "one of"


class Edge(StrEnum):
    """How an end of a date is known: given, open (".."), or unknown (left empty)."""

    KNOWN = "known"
    OPEN = "open"
    UNKNOWN = "unknown"


class Moment(Struct, frozen=True):
    """One end of a date: an instant somewhere in [earliest_us, latest_us).

    `season` is the code of ISO 8601-2 (21 to 41) where the author gave one, else 0. `offset_minutes` is the
    distance of the author's clock from UTC; None where no zone is given, and then the instant is the clock's.
    """

    earliest_us: int
    latest_us: int
    precision: Precision
    is_approximate: bool = False
    is_uncertain: bool = False
    season: int = 0
    offset_minutes: int | None = None

    @property
    def is_sure(self) -> bool:
        """Whether it carries neither "about" nor "uncertain"."""
        return not (self.is_approximate or self.is_uncertain)


class UncertainDate(Struct, frozen=True):
    """A date of a source or an author, with `text` exactly as it was written (EDTF, ISO 8601-2).

    A POINT has the same Moment as start and end. An end is None where its edge is open or unknown.
    `members` holds the parts of a set that names several (`[1667,1668]`, `{1960,1961-12}`), else nothing.
    A set in braces means all of its members: it is a DURATION, with gaps if it has members.
    """

    text: str
    form: DateForm
    start: Moment | None
    end: Moment | None
    start_edge: Edge = Edge.KNOWN
    end_edge: Edge = Edge.KNOWN
    members: tuple[UncertainDate, ...] = ()

    def __str__(self) -> str:
        return self.text

    @property
    def earliest_us(self) -> int | None:
        """The first possible instant; None when the start is open or unknown."""
        return self.start.earliest_us if self.start else None

    @property
    def latest_us(self) -> int | None:
        """The end of the last possible instant, exclusive; None when the end is open or unknown."""
        return self.end.latest_us if self.end else None

    @property
    def sure_from_us(self) -> int | None:
        """Where the sure part of a duration begins; None if the start is open or unknown.

        An end given to the day or finer counts whole; in a coarser end (a month, a year) the change may
        fall anywhere, so the sure part begins after it.
        """
        if self.start is None:
            return None
        return self.start.earliest_us if self.start.precision <= Precision.DAY else self.start.latest_us

    @property
    def sure_until_us(self) -> int | None:
        """Where the sure part of a duration ends, exclusive; None if the end is open or unknown."""
        if self.end is None:
            return None
        return self.end.latest_us if self.end.precision <= Precision.DAY else self.end.earliest_us

    @property
    def core_us(self) -> tuple[int, int] | None:
        """The part of a duration that is certain, [from, until); None if there is none or an end is not given."""
        first, last = self.sure_from_us, self.sure_until_us
        if self.form is not DateForm.DURATION or self.members or first is None or last is None:
            return None
        return (first, last) if first < last else None

    @property
    def precision(self) -> Precision:
        """The coarser precision of the two ends; UNKNOWN if neither is given."""
        return max((moment.precision for moment in self._moments()), default=Precision.UNKNOWN)

    @property
    def is_approximate(self) -> bool:
        """Whether any part of it is "about" (`~` or `%`)."""
        return any(moment.is_approximate for moment in self._moments())

    @property
    def is_uncertain(self) -> bool:
        """Whether any part of it is uncertain (`?` or `%`)."""
        return any(moment.is_uncertain for moment in self._moments())

    @property
    def is_day_known(self) -> bool:
        """Whether it is one day, or a time on it, without any doubt: what is drawn as a dot."""
        return (
            self.form is DateForm.POINT
            and self.start is not None
            and self.start.is_sure
            and self.precision <= Precision.DAY
        )

    @property
    def is_range_of_doubt(self) -> bool:
        """Whether it happened at some point of a range, as opposed to lasting all through it."""
        return self.form is DateForm.ONE_OF or (self.form is DateForm.POINT and self.precision > Precision.DAY)

    @property
    def sort_us(self) -> int:
        """The instant to sort by: the first possible one, or the last end's where no start is given."""
        moment = self.start or self.end
        return moment.earliest_us if moment else 0

    def _moments(self) -> tuple[Moment, ...]:
        inner = tuple(moment for member in self.members for moment in member._moments())
        return inner or tuple(moment for moment in (self.start, self.end) if moment)
