"""What there is to say of one event, personnel figure or computed number, and where each part of it comes from.

An Account keeps apart what a source says, what was inferred and what another source adds, and names for every
part the way back: a quote, a source, or the figures it was computed from. No Qt, no colours, no files.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.model.citation import cite, cite_briefly, source_name
from viewer.model.counting import counted
from viewer.model.date_words import in_long_words, in_words, instant_in_words
from viewer.model.dates import Precision
from viewer.model.events import Basis, Quote, QuoteMatch, Status
from viewer.model.links import relations_of
from viewer.model.personnel import Measure
from viewer.model.publication import figure_sources, publications_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.model.dataset import Dataset
    from viewer.model.events import Disagreement, Event, Figure, Refinement, Source
    from viewer.model.personnel import PersonnelFigure
    from viewer.model.publication import Publication

_SHORT = 60


class Voice(StrEnum):
    """Who speaks in a remark; the value is the word that says so."""

    NOTE = "note"
    INFERRED = "inferred"
    ADDED = "another source"
    STATUS = "status"
    COMPUTED = "computed"
    UNSOURCED = "no source"
    PUBLISHED = "published"


class Remark(Struct, frozen=True):
    """One statement about a date or a number, and whose it is: in a few words, in full where there is more, or both."""

    voice: Voice
    text: str
    detail: str = ""


class Way(Struct, frozen=True):
    """A way to something else: `key` is "event:ID", "figure:ID", "quote:N" (from 0) or "source:ID"; "" leads nowhere.

    `text` is what it is called there, `note` what it is to the thing in hand.
    """

    text: str
    key: str
    note: str = ""


class Objection(Struct, frozen=True):
    """A disagreement in words, with the ways to the other records it is about."""

    title: str
    text: str
    ways: tuple[Way, ...]


class Account(Struct, frozen=True):
    """Everything to be shown of one thing. `key` is "event:ID", "figure:ID", "source:ID" or "computed".

    `colour` is the role the thing is drawn in. `quotes` stand beside `quoted`, their sources, None for an unknown one.
    `footing` says in words what it rests on when there is no quote, else "". `sources` are all sources that support it.
    `dates` keep apart what it speaks of and when that was published; `published` is the first source to be public.
    """

    key: str
    title: str
    colour: str
    date_line: str
    remarks: tuple[Remark, ...] = ()
    summary: str = ""
    numbers: tuple[Way, ...] = ()
    quotes: tuple[Quote, ...] = ()
    quoted: tuple[Source | None, ...] = ()
    footing: str = ""
    sources: tuple[Way, ...] = ()
    objections: tuple[Objection, ...] = ()
    related: tuple[Way, ...] = ()
    dates: tuple[Way, ...] = ()
    published: Publication | None = None


def account_of_event(event: Event, dataset: Dataset) -> Account:
    """Return what there is to say of an event."""
    quoted = tuple(dataset.sources.get(quote.source) for quote in event.quotes)
    lane = dataset.lanes.index(event.lane) if event.lane in dataset.lanes else 0
    return Account(
        key=f"event:{event.id}",
        title=event.title,
        colour=f"lane.{lane}",
        date_line=_date_line(event, dataset),
        remarks=tuple(_event_remarks(event, dataset)),
        summary=event.summary,
        numbers=tuple(_number(figure, dataset) for figure in event.figures),
        quotes=event.quotes,
        quoted=quoted,
        footing=_footing(event.quotes, event.references, dataset),
        sources=_sources(_supports(event), dataset),
        objections=_objections(event.id, dataset),
        related=tuple(_related(event, dataset)),
        dates=(Way(in_long_words(event.date), "", "date of the event"), *_published(event.source_ids, dataset)),
        published=_first(event.source_ids, dataset),
    )


def account_of_figure(figure: PersonnelFigure, dataset: Dataset) -> Account:
    """Return what there is to say of a personnel figure."""
    quotes = (figure.quote,) if figure.quote else ()
    references = (figure.reference,) if figure.reference else ()
    supports = [(quote.source, "quoted") for quote in quotes] + [(source, "gives the figure") for source in references]
    return Account(
        key=f"figure:{figure.id}",
        title=figure_title(figure),
        colour=str(figure.measure),
        date_line=_capital(_as_of(figure)),
        remarks=tuple(_figure_remarks(figure, dataset)),
        summary=figure.note,
        quotes=quotes,
        quoted=tuple(dataset.sources.get(quote.source) for quote in quotes),
        footing=_footing(quotes, references, dataset),
        sources=_sources(supports, dataset),
        objections=_objections(figure.id, dataset),
        related=tuple(_figure_ways(figure, dataset)),
        dates=(*_claimed(figure), *_published(figure_sources(figure), dataset)),
        published=_first(figure_sources(figure), dataset),
    )


def account_of_passage(source: Source, start: int, end: int, dataset: Dataset) -> Account:
    """Return the characters [start, end) of a source's text as found there, and the events that quote words near by."""
    exact = (source.text or "")[start:end]
    quote = Quote(source.id, exact, match=QuoteMatch.VERBATIM, start=start, end=end)
    return Account(
        key=f"source:{source.id}",
        title=cite_briefly(source),
        colour="accent",
        date_line=f"Found in the full text of {source_name(source)}",
        quotes=(quote,),
        quoted=(source,),
        sources=_sources([(source.id, "")], dataset),
        related=tuple(_quoting(source.id, start, end, dataset)),
        dates=_published([source.id], dataset),
        published=_first([source.id], dataset),
    )


def account_of_computed(title: str, how: str, ids: Sequence[str], dataset: Dataset) -> Account:
    """Return what there is to say of a number that no source states: how it is computed, and from which figures."""
    figures = [figure for figure in map(dataset.figure, ids) if figure]
    count = counted(len(figures), "figure")
    supports = [(figure.quote.source if figure.quote else figure.reference, "") for figure in figures]
    return Account(
        key="computed",
        title=title,
        colour="muted",
        date_line=_capital(how),
        remarks=(Remark(Voice.COMPUTED, "no source says this number; it follows from the figures below"),),
        numbers=tuple(Way(figure_title(figure), f"figure:{figure.id}", _as_of(figure)) for figure in figures),
        footing=f"no quote of its own: computed from {count}",
        sources=_sources(supports, dataset),
    )


def publication_remark(account: Account, focus_us: int) -> Remark | None:
    """Say whether a thing had been published by the date in focus; None where no dated source is known."""
    first = account.published
    if first is None:
        return None
    order = "after" if focus_us < first.known_us else "by"
    focus = instant_in_words(focus_us, Precision.DAY)
    return Remark(Voice.PUBLISHED, f"published {in_words(first.date)}, {order} the date in focus ({focus})")


def figure_title(figure: PersonnelFigure) -> str:
    """Return the name of a personnel figure: "Kenya: over 400 deployed"."""
    return f"{figure.contributor}: {figure.amount.in_words()} {figure.measure}"


def _date_line(event: Event, dataset: Dataset) -> str:
    words = _capital(in_long_words(event.date))
    if not event.date_words:
        return words
    source = dataset.sources.get(event.quotes[0].source if event.quotes else next(iter(event.references), ""))
    return f"{words} · {source_name(source)} says “{event.date_words}”"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _event_remarks(event: Event, dataset: Dataset) -> Iterable[Remark]:
    if event.date_basis is Basis.INFERRED:
        yield _with_note(Voice.INFERRED, f"inferred; {_primary(dataset)} does not print this date", event.date_note)
    elif event.date_note:
        yield _with_note(Voice.NOTE, "", event.date_note)
    if event.refined:
        yield _refinement(event.refined, dataset)
    yield from _layer_remark(event.layer, dataset)
    if event.status is Status.PLANNED:
        yield Remark(Voice.STATUS, "planned: an intention, not a report that it happened")
    if event.status is Status.CLAIMED:
        yield Remark(Voice.STATUS, "claimed: the source reports it as somebody’s claim")
    if event.is_unsourced:
        yield Remark(Voice.UNSOURCED, "no source is named for this event")


def _with_note(voice: Voice, words: str, note: str) -> Remark:
    """Take the author's note itself where it is short, else a few words with the note as detail."""
    return Remark(voice, words, note) if len(note) > _SHORT or not note else Remark(voice, note)


def _refinement(refined: Refinement, dataset: Dataset) -> Remark:
    source = dataset.sources.get(refined.source)
    origin = cite_briefly(source) if source else refined.source
    note = f" {refined.note}" if refined.note else ""
    said = f"Not said by {_primary(dataset)}: {in_long_words(refined.date)}, from {origin}.{note}"
    return Remark(Voice.ADDED, f"another source: {in_words(refined.date)} – {origin}", said)


def _figure_remarks(figure: PersonnelFigure, dataset: Dataset) -> Iterable[Remark]:
    yield from _layer_remark(figure.layer, dataset)
    if figure.measure is Measure.PLANNED:
        when = f"; announced {in_words(figure.announced)}" if figure.announced else ""
        yield Remark(Voice.STATUS, f"planned: an intention, not a report that it happened{when}")
    if figure.is_unsourced:
        yield Remark(Voice.UNSOURCED, "no source is named for this figure")


def _layer_remark(layer_id: str, dataset: Dataset) -> Iterable[Remark]:
    """Say that a record stands in another layer than the primary one, which is the first."""
    layers = {layer.id: layer for layer in dataset.layers}
    first = next(iter(layers), "")
    if layer_id and layer_id != first and layer_id in layers:
        yield Remark(Voice.ADDED, f"from “{layers[layer_id].title}”; not said by {_primary(dataset)}")


def _primary(dataset: Dataset) -> str:
    """Name the source that the dataset quotes: the first one with a text."""
    return source_name(next((source for source in dataset.sources.values() if source.text is not None), None))


def _as_of(figure: PersonnelFigure) -> str:
    return f"{'planned for' if figure.measure is Measure.PLANNED else 'as of'} {in_long_words(figure.date)}"


def _number(figure: Figure, dataset: Dataset) -> Way:
    words = figure.amount.in_words()
    if figure.quote is not None:
        return Way(words, f"quote:{figure.quote}", figure.label)
    if figure.reference:
        source = dataset.sources.get(figure.reference)
        origin = cite_briefly(source) if source else figure.reference
        return Way(words, f"source:{figure.reference}", f"{figure.label} – {origin}, not the quoted source")
    return Way(words, "", f"{figure.label} – no source is named")


def _footing(quotes: Sequence[Quote], references: Sequence[str], dataset: Dataset) -> str:
    if quotes:
        return ""
    if not references:
        return "no quote, and no source is named"
    known = [dataset.sources.get(name) for name in references]
    names = [cite_briefly(source) if source else name for source, name in zip(known, references, strict=True)]
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return f"no quote: rests on {'; '.join(names[:2])}{more}"


def _supports(event: Event) -> list[tuple[str, str]]:
    supports = [(quote.source, "quoted") for quote in event.quotes]
    supports += [(source, "supports the event, not quoted") for source in event.references]
    supports += [(event.refined.source, "gives the closer date")] if event.refined else []
    return supports + [(figure.reference, f"gives “{figure.label}”") for figure in event.figures if figure.reference]


def _sources(supports: Iterable[tuple[str, str]], dataset: Dataset) -> tuple[Way, ...]:
    """List each source once, with everything it does here."""
    roles: dict[str, list[str]] = {}
    for name, role in supports:
        known = roles.setdefault(name, [])
        known += [role] if role and role not in known else []
    return tuple(
        Way(_full_citation(name, dataset), f"source:{name}", ", ".join(said)) for name, said in roles.items() if name
    )


def _full_citation(name: str, dataset: Dataset) -> str:
    source = dataset.sources.get(name)
    return cite(source) if source else f"{name} (this source is missing from the dataset)"


def _objections(record_id: str, dataset: Dataset) -> tuple[Objection, ...]:
    return tuple(_objection(entry, record_id, dataset) for entry in dataset.disagreements_about(record_id))


def _objection(entry: Disagreement, record_id: str, dataset: Dataset) -> Objection:
    ways = (_way_to(other, dataset) for other in entry.about if other != record_id)
    return Objection(entry.title, entry.text, tuple(way for way in ways if way))


def _way_to(record_id: str, dataset: Dataset, note: str = "") -> Way | None:
    row = dataset.index_of(record_id)
    if row is not None:
        return Way(dataset.title_of(row), f"event:{record_id}", note)
    figure = dataset.figure(record_id)
    return Way(figure_title(figure), f"figure:{record_id}", note) if figure else None


def _related(event: Event, dataset: Dataset) -> Iterable[Way]:
    ways = (_way_to(relation.other, dataset, relation.words) for relation in relations_of(event.id, dataset))
    return (way for way in ways if way)


def _quoting(source_id: str, start: int, end: int, dataset: Dataset) -> Iterable[Way]:
    """Find the events whose quotes overlap a passage; in a large dataset none is looked for."""
    for row in range(0 if dataset.is_large else len(dataset)):
        event = dataset.event(row)
        places = [(quote.start, quote.end) for quote in event.quotes if quote.source == source_id]
        if any(a is not None and b is not None and a < end and start < b for a, b in places):
            yield Way(event.title, f"event:{event.id}", "quotes these words")


def _claimed(figure: PersonnelFigure) -> Iterable[Way]:
    is_plan = figure.measure is Measure.PLANNED
    yield Way(in_long_words(figure.date), "", "date the plan is for" if is_plan else "date the number is said to hold")
    if figure.announced:
        yield Way(in_long_words(figure.announced), "", "plan announced")


def _published(names: Sequence[str], dataset: Dataset) -> tuple[Way, ...]:
    """Say when each dated source was published, the first one first."""
    entries = publications_of(names, dataset)
    briefs = [cite_briefly(dataset.sources[entry.source]) for entry in entries]
    first = "first published" if len(entries) > 1 else "published"
    return tuple(
        Way(in_long_words(entry.date), "", f"{'also published' if place else first}: {brief}")
        for place, (entry, brief) in enumerate(zip(entries, briefs, strict=True))
    ) or (Way("not recorded", "", "date of publication"),)


def _first(names: Sequence[str], dataset: Dataset) -> Publication | None:
    return next(iter(publications_of(names, dataset)), None)


def _figure_ways(figure: PersonnelFigure, dataset: Dataset) -> Iterable[Way]:
    if figure.within and (whole := _way_to(figure.within, dataset, "contained in, never added on top of")):
        yield whole
    for other in dataset.personnel:
        if other.within == figure.id:
            yield Way(figure_title(other), f"figure:{other.id}", "contains")
