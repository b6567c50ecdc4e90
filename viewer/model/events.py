"""Events, sources and quotes: the records a dataset is made of.

Plain frozen values. They know nothing of files, drawing or Qt. Whether a quote stands in its source is
decided in `viewer.loading.quotes` and only recorded here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from viewer.model.amounts import Amount
    from viewer.model.dates import UncertainDate


class Status(StrEnum):
    """What the source says of an event: that it took place, is intended, or is somebody's claim."""

    HAPPENED = "happened"
    PLANNED = "planned"
    CLAIMED = "claimed"


class Basis(StrEnum):
    """How a date is known: printed whole in the source, or worked out from something else."""

    STATED = "stated"
    INFERRED = "inferred"


class QuoteMatch(StrEnum):
    """What became of looking for a quote in its source. Nothing fuzzier than white space counts as found."""

    VERBATIM = "verbatim"
    NOT_FOUND = "not found"
    AMBIGUOUS = "found more than once"
    NO_TEXT = "no source text"


class Source(Struct, frozen=True):
    """A document that supports events and figures; field names follow CSL (Citation Style Language).

    `text` is the full source text, or None for a reference that can support a date or a figure but
    cannot be quoted.
    """

    id: str
    type: str
    title: str
    author: str = ""
    publisher: str = ""
    issued: UncertainDate | None = None
    issued_basis: Basis = Basis.STATED
    issued_note: str = ""
    url: str = ""
    accessed: str = ""
    note: str = ""
    text: str | None = None
    sha256: str = ""


class Quote(Struct, frozen=True):
    """Words of a source, as a W3C TextQuoteSelector, with the place where they were found.

    `start` and `end` count characters in `Source.text`, end exclusive; both are None unless `match` is
    VERBATIM.
    """

    source: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    match: QuoteMatch = QuoteMatch.NO_TEXT
    start: int | None = None
    end: int | None = None


class Figure(Struct, frozen=True):
    """A number that belongs to an event. `quote` is the index (from 0) of the event's quote that says it."""

    label: str
    amount: Amount
    quote: int | None = None
    reference: str = ""


class Refinement(Struct, frozen=True):
    """A closer date that another source gives. It is drawn as a dot, and never shown as the quoted source's word."""

    date: UncertainDate
    source: str
    note: str = ""


class Link(Struct, frozen=True):
    """A typed relation from one event to another: authorizes, extends, responds to, part of, contradicts."""

    to: str
    kind: str


class Event(Struct, frozen=True):
    """One event of the timeline, with everything that leads back to its sources.

    `references` names sources that support the event without being quoted. `layer` is the id of the
    layer the event belongs to.
    """

    id: str
    title: str
    lane: str
    date: UncertainDate
    date_words: str = ""
    date_basis: Basis = Basis.STATED
    date_note: str = ""
    refined: Refinement | None = None
    status: Status = Status.HAPPENED
    summary: str = ""
    layer: str = ""
    quotes: tuple[Quote, ...] = ()
    references: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    links: tuple[Link, ...] = ()
    is_unsourced: bool = False

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources it rests on: those quoted, then those referred to, each once."""
        return tuple(dict.fromkeys([*(quote.source for quote in self.quotes), *self.references]))


class Layer(Struct, frozen=True):
    """A named part of a dataset that can be shown or hidden: the quoted source, or the record around it."""

    id: str
    title: str
    note: str = ""
    is_shown: bool = True


class Disagreement(Struct, frozen=True):
    """Statements that pull against each other, said in words. `about` holds ids of events and personnel figures."""

    id: str
    title: str
    text: str
    about: tuple[str, ...]
