"""Personnel figures and disagreements: who counts whom, what is contained in what, what contradicts what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from viewer.loading.check_events import Shelf, is_unsupported
from viewer.loading.problems import did_you_mean, in_quotes
from viewer.model.events import Disagreement
from viewer.model.personnel import Measure, PersonnelFigure

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from viewer.loading.check_names import Ids
    from viewer.loading.records import Record

PERSONNEL_KEYS = (
    *("id", "contributor", "part_of", "measure", "amount", "date", "announced", "quote", "source", "reference"),
    *("within", "layer", "note", "unsourced"),
)
DISAGREEMENT_KEYS = ("id", "title", "text", "about")
HOW_TO_SUPPORT = 'add quote = { source = "…", exact = "…" }, or source = "…", or unsourced = true'

Placed = tuple["Record", PersonnelFigure]


def read_personnel(records: Iterable[Record], shelf: Shelf) -> list[PersonnelFigure]:
    """Return the figures that have an id, an amount and a possible date, none of them contained in itself."""
    records = list(records)
    _check_references(records)
    placed = [(record, figure) for record in records if (figure := _read_figure(record, shelf)) is not None]
    return [figure for _, figure in _checked_parts(_checked_containment(placed))]


def read_disagreements(records: Iterable[Record], ids: Ids, kept: Collection[str]) -> list[Disagreement]:
    """Return the disagreements; `kept` holds the ids of the events and figures that were not left out."""
    found = []
    for record in records:
        record.check_keys(DISAGREEMENT_KEYS)
        entry_id = ids.claim(record)
        title, text = record.text("title", required=True), record.text("text", required=True)
        about = record.texts("about")
        for name in about:
            if name not in ids.written:
                hint = did_you_mean(name, sorted(ids.written))
                record.error("about", f"there is no event or personnel figure {in_quotes(name)}", hint)
        if not about:
            record.error(None, "about is missing", "list the ids of the events and figures that disagree")
        if entry_id is not None:
            about = tuple(name for name in about if name in kept)
            found.append(Disagreement(entry_id, title or entry_id, text, about))
    return found


def _check_references(records: list[Record]) -> None:
    """Report every `within` and `part_of` that names what no figure is; figures that are left out count as well."""
    for key, named, what in (("within", "id", "personnel figure"), ("part_of", "contributor", "figure of")):
        known = dict.fromkeys(record.raw(named) for record in records)
        for record in records:
            name = record.raw(key)
            if name and name not in known:
                record.error(key, f"there is no {what} {in_quotes(name)}", did_you_mean(name, filter(None, known)))


def _read_figure(record: Record, shelf: Shelf) -> PersonnelFigure | None:
    record.check_keys(PERSONNEL_KEYS)
    figure_id = shelf.ids.claim(record)
    contributor = record.text("contributor", required=True)
    measure = _measure(record)
    amount, date = record.amount("amount"), record.date("date", required=True)
    inner = record.table("quote")
    quote = None if inner is None else shelf.library.quote(inner)
    reference = shelf.library.cite(record, "source") or shelf.library.cite(record, "reference")
    is_unsourced = is_unsupported(record, has_support=bool(quote or reference), hint=HOW_TO_SUPPORT)
    rest = (record.text("part_of"), record.text("within"), quote, reference, shelf.rows.layer_of(record))
    note, announced = record.text("note"), record.date("announced")
    if figure_id is None or not contributor or measure is None or amount is None or date is None:
        return None
    return PersonnelFigure(figure_id, contributor, measure, amount, date, *rest, note, is_unsourced, announced)


def _measure(record: Record) -> Measure | None:
    said = record.text("measure", required=True)
    if said and said not in set(Measure):
        record.error("measure", f"measure cannot be {in_quotes(said)}", did_you_mean(said, list(Measure)))
    return Measure(said) if said in set(Measure) else None


def _checked_containment(placed: list[Placed]) -> list[Placed]:
    """Clear every `within` that leads nowhere or round to itself."""
    around = {figure.id: figure.within for _, figure in placed}
    checked = []
    for record, figure in placed:
        is_round = bool(figure.within) and _leads_round(figure.id, around)
        if is_round:
            record.error(
                "within", f"{in_quotes(figure.id)} is contained in itself", "follow within from figure to figure"
            )
        is_kept = figure.within in around and not is_round
        checked.append((record, figure if is_kept else replace(figure, within="")))
    return checked


def _checked_parts(placed: list[Placed]) -> list[Placed]:
    """Clear every `part_of` that leads nowhere or round to itself, so that nothing is counted twice."""
    contributors = {figure.contributor for _, figure in placed}
    around: dict[str, str] = {}
    checked = []
    for record, figure in placed:
        if figure.part_of not in contributors:
            checked.append((record, replace(figure, part_of="")))
            continue
        whole = around.setdefault(figure.contributor, figure.part_of)
        if _leads_round(figure.contributor, around):
            record.error("part_of", f"{in_quotes(figure.contributor)} is a part of itself", "follow part_of")
            del around[figure.contributor]
            checked.append((record, replace(figure, part_of="")))
            continue
        if figure.part_of != whole:
            text = f"{in_quotes(figure.contributor)} is elsewhere a part of {in_quotes(whole)}"
            record.warning("part_of", text, "a contributor counted in two totals may be counted twice")
        checked.append((record, figure))
    return checked


def _leads_round(name: str, around: dict[str, str]) -> bool:
    seen = {name}
    following = around.get(name, "")
    while following and following not in seen:
        seen.add(following)
        following = around.get(following, "")
    return following == name
