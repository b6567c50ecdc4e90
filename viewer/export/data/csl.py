"""The sources of a dataset as CSL-JSON (schema 1.0.2), for reference managers and citation processors.

A date that CSL can hold (a day, a month, a year, a stretch between two) is given in parts, `circa` where it is about;
any other is given in words. The author's EDTF text stands in `custom`, so that nothing is lost. No Qt, no files.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from viewer.export.data.rows import sources_of
from viewer.model.calendar import civil_from_us
from viewer.model.date_words import in_words
from viewer.model.dates import DateError, DateForm, Precision
from viewer.model.edtf import parse_edtf
from viewer.model.events import Basis

if TYPE_CHECKING:
    from viewer.model.dataset import Dataset
    from viewer.model.dates import Moment, UncertainDate
    from viewer.model.events import Source
    from viewer.model.filters import Filter

_CONTAINED = frozenset({"article-journal", "article-magazine", "article-newspaper", "post-weblog"})
"""Kinds whose publisher is the paper they are in: reference managers and citation styles look there for its name."""

_PARTS = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}


def sources_json(dataset: Dataset, wanted: Filter) -> str:
    """Return the sources that what a filter leaves rests on, in the dataset's order."""
    return json.dumps([_item(source) for source in sources_of(dataset, wanted)], ensure_ascii=False, indent=2) + "\n"


def _item(source: Source) -> dict[str, Any]:
    entry = {
        "id": source.id,
        "type": source.type or "document",
        "title": source.title,
        "author": [{"literal": source.author}] if source.author else None,
        "container-title" if source.type in _CONTAINED else "publisher": source.publisher,
        "issued": _date(source.issued) if source.issued else None,
        "URL": source.url,
        "accessed": _accessed(source.accessed),
        "note": _note(source),
        "custom": _custom(source),
    }
    return {key: value for key, value in entry.items() if value}


def _note(source: Source) -> str:
    is_inferred = source.issued is not None and source.issued_basis is Basis.INFERRED
    return " ".join(filter(None, ["Date inferred." if is_inferred else "", source.issued_note, source.note]))


def _custom(source: Source) -> dict[str, str]:
    found = {
        "issued-edtf": source.issued.text if source.issued else "",
        "issued-basis": source.issued_basis if source.issued else "",
        "sha256": source.sha256,
    }
    return {key: str(value) for key, value in found.items() if value}


def _accessed(text: str) -> dict[str, Any] | None:
    try:
        return _date(parse_edtf(text)) if text else None
    except DateError:
        return {"raw": text}


def _date(date: UncertainDate) -> dict[str, Any]:
    parts = _date_parts(date)
    if parts is None:
        return {"literal": in_words(date)}
    return {"date-parts": parts} | ({"circa": True} if date.is_approximate or date.is_uncertain else {})


def _date_parts(date: UncertainDate) -> list[list[int]] | None:
    """Return the date in parts, or None where that would lose or claim anything."""
    if date.members or date.start is None or date.end is None or date.form is DateForm.ONE_OF:
        return None
    moments = [date.start] if date.form is DateForm.POINT else [date.start, date.end]
    parts = [_parts(moment) for moment in moments]
    return None if any(part is None for part in parts) else [part for part in parts if part]


def _parts(moment: Moment) -> list[int] | None:
    count = _PARTS.get(max(moment.precision, Precision.DAY), 0)
    civil = civil_from_us(moment.earliest_us + 60_000_000 * (moment.offset_minutes or 0))
    is_whole = count and (count == 3 or civil.day == 1) and (count > 1 or civil.month == 1)
    # CSL has no year 0: 1 BC is -1 there
    year = civil.year if civil.year > 0 else civil.year - 1
    return [year, civil.month, civil.day][:count] if is_whole else None
