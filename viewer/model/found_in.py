"""Where an event says what is searched for: its own words first, the names of its sources last. No Qt, no files."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from viewer.model.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from viewer.model.events import Event, Source


class Place(StrEnum):
    """A part of an event that is searched, what says most of it first."""

    TITLE = "title"
    SUMMARY = "summary"
    QUOTE = "quote"
    DATE = "date"
    SOURCE = "source"


def own_words(event: Event) -> dict[Place, str]:
    """Return what an event says itself, by where it stands."""
    return {
        Place.TITLE: event.title,
        Place.SUMMARY: event.summary,
        Place.QUOTE: " ".join(quote.exact for quote in event.quotes),
        Place.DATE: f"{event.date.text} {event.date_words} {event.date_note}",
    }


def cited_names(event: Event, sources: Mapping[str, Source]) -> str:
    """Return the names of the sources that an event cites: title, author, publisher."""
    cited = {quote.source for quote in event.quotes} | set(event.references)
    if event.refined:
        cited.add(event.refined.source)
    known = [sources[name] for name in sorted(cited) if name in sources]
    return " ".join(f"{source.title} {source.author} {source.publisher}" for source in known)


def places_of(event: Event, sources: Mapping[str, Source], text: str) -> tuple[Place, ...]:
    """Return where the words of a text stand, each word where it says most, in the order of Place."""
    places = own_words(event) | {Place.SOURCE: cited_names(event, sources)}
    left, found = folded(text).split(), []
    for place, said in places.items():
        there = folded(said)
        if any(word in there for word in left):
            found.append(place)
            left = [word for word in left if word not in there]
    return (*found,)
