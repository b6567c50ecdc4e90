"""How sure the date of an event is, in a few words for tables and screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.model.dates import DateForm, Edge, Precision
from viewer.model.events import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.model.dates import UncertainDate
    from viewer.model.events import Event

_KNOWN_TO = {
    Precision.DAY: "day known",
    Precision.MONTH: "month only",
    Precision.SEASON: "season only",
    Precision.YEAR: "year only",
    Precision.DECADE: "decade only",
    Precision.CENTURY: "century only",
}


def certainty_in_words(event: Event) -> str:
    """Return how the date of an event is known: "month only, inferred; closer date from another source"."""
    words = ", ".join(_parts(event))
    return f"{words}; closer date from another source" if event.refined else words


def _parts(event: Event) -> Iterable[str]:
    date = event.date
    yield _form(date)
    if date.is_approximate:
        yield "approximate"
    if date.is_uncertain:
        yield "uncertain"
    if event.date_basis is Basis.INFERRED:
        yield "inferred"


def _form(date: UncertainDate) -> str:
    if date.form is DateForm.ONE_OF:
        return "one time in a range"
    if date.form is DateForm.DURATION:
        ends = {Edge.OPEN: "open", Edge.UNKNOWN: "unknown"}
        loose = next((ends[edge] for edge in (date.start_edge, date.end_edge) if edge in ends), "")
        return f"duration with an {loose} end" if loose else "duration"
    return "time known" if date.precision < Precision.DAY else _KNOWN_TO.get(date.precision, "age only")
