"""A dataset as JSON, for programs: the keys of the dataset format, and beside each date and amount what it means.

A date is `edtf` as its author wrote it, and what follows from it; an amount its source's words, and both its limits.
Only `edtf`, `text` and the other plain keys are the author's; `words`, `earliest`, `latest`, `low` and `high` are
worked out and need not be kept. Sources carry their whole text. No Qt, no files.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from viewer.export.data.rows import figures_of, first_text, last_text, shown_events, sources_of
from viewer.export.trace.provenance import PROGRAM, program_version
from viewer.model.date_words import in_words
from viewer.model.filters import shown_layers

if TYPE_CHECKING:
    from viewer.model.amounts import Amount, Limit
    from viewer.model.dataset import Dataset
    from viewer.model.dates import UncertainDate
    from viewer.model.events import Event, Figure, Layer, Quote, Refinement, Source
    from viewer.model.filters import Filter
    from viewer.model.personnel import PersonnelFigure

FORMAT = "mission-timeline-data/1"


def dataset_json(dataset: Dataset, wanted: Filter) -> str:
    """Return what a filter leaves of a dataset as JSON: keys in a fixed order, empty ones left out."""
    layers = shown_layers(dataset, wanted)
    events, figures = list(shown_events(dataset, wanted)), figures_of(dataset, wanted)
    kept = {event.id for event in events} | {figure.id for figure in figures}
    whole = {
        "format": FORMAT,
        "program": f"{PROGRAM} {program_version()}",
        "id": dataset.id,
        "version": dataset.version,
        "title": dataset.title,
        "description": dataset.description,
        "sha256": dataset.sha256,
        "focus": first_text(dataset.focus_us),
        "view": "/".join([first_text(dataset.view_us[0]), last_text(dataset.view_us[1])]) if dataset.view_us else "",
        "lanes": [lane for lane in dataset.lanes if lane not in wanted.hidden_lanes],
        "layer": [_layer(layer) for layer in dataset.layers if layer.id in layers],
        "source": [_source(source) for source in sources_of(dataset, wanted)],
        "event": [_event(event) for event in events],
        "personnel": [_personnel(figure) for figure in figures],
        "disagreement": [
            {"id": entry.id, "title": entry.title, "text": entry.text, "about": list(entry.about)}
            for entry in dataset.disagreements
            if wanted.is_empty or kept & set(entry.about)
        ],
    }
    return json.dumps(_kept(whole), ensure_ascii=False, indent=2) + "\n"


def _kept(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an object without what is empty; a limit of 0 and a plain False stay."""
    return {key: value for key, value in entry.items() if value not in (None, "", [], {})}


def _layer(layer: Layer) -> dict[str, Any]:
    return _kept({"id": layer.id, "title": layer.title, "note": layer.note, "shown": layer.is_shown})


def _source(source: Source) -> dict[str, Any]:
    entry = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "issued": _date(source.issued),
        "issued_basis": source.issued_basis if source.issued else "",
        "issued_note": source.issued_note,
        "URL": source.url,
        "accessed": source.accessed,
        "note": source.note,
        "sha256": source.sha256,
        "full_text": source.text,
    }
    return _kept(entry)


def _event(event: Event) -> dict[str, Any]:
    entry = {
        "id": event.id,
        "title": event.title,
        "lane": event.lane,
        "layer": event.layer,
        "date": _date(event.date),
        "date_words": event.date_words,
        "date_basis": event.date_basis,
        "date_note": event.date_note,
        "refined": _refined(event.refined),
        "status": event.status,
        "summary": event.summary,
        "quote": [_quote(quote) for quote in event.quotes],
        "references": list(event.references),
        "figure": [_figure(figure) for figure in event.figures],
        "links": [{"to": link.to, "kind": link.kind} for link in event.links],
        "unsourced": event.is_unsourced or None,
    }
    return _kept(entry)


def _figure(figure: Figure) -> dict[str, Any]:
    number = None if figure.quote is None else figure.quote + 1  # the format counts quotes from 1
    entry = {"label": figure.label, "amount": _amount(figure.amount), "quote": number, "reference": figure.reference}
    return _kept(entry)


def _personnel(figure: PersonnelFigure) -> dict[str, Any]:
    entry = {
        "id": figure.id,
        "contributor": figure.contributor,
        "part_of": figure.part_of,
        "within": figure.within,
        "measure": figure.measure,
        "amount": _amount(figure.amount),
        "date": _date(figure.date),
        "announced": _date(figure.announced),
        "layer": figure.layer,
        "quote": _quote(figure.quote) if figure.quote else None,
        "reference": figure.reference,
        "note": figure.note,
        "unsourced": figure.is_unsourced or None,
    }
    return _kept(entry)


def _quote(quote: Quote) -> dict[str, Any]:
    entry = {
        "source": quote.source,
        "exact": quote.exact,
        "prefix": quote.prefix,
        "suffix": quote.suffix,
        "match": quote.match,
        "start": quote.start,
        "end": quote.end,
    }
    return _kept(entry)


def _refined(refined: Refinement | None) -> dict[str, Any] | None:
    if refined is None:
        return None
    return _kept({"date": _date(refined.date), "source": refined.source, "note": refined.note})


def _date(date: UncertainDate | None) -> dict[str, Any] | None:
    if date is None:
        return None
    entry = {
        "edtf": date.text,
        "words": in_words(date),
        "earliest": first_text(date.earliest_us),
        "latest": last_text(date.latest_us),
    }
    return _kept(entry)


def _amount(amount: Amount) -> dict[str, Any]:
    limits = {"low": _limit(amount.low), "high": _limit(amount.high)}
    return _kept({"text": amount.in_words(), **limits, "unit": amount.unit})


def _limit(limit: Limit | None) -> dict[str, Any] | None:
    if limit is None:
        return None
    value = limit.value if isinstance(limit.value, int) else str(limit.value)  # a fraction such as 31/2 stays exact
    return {"value": value, "is_strict": limit.is_strict, "is_about": limit.is_about}
