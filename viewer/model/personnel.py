"""Personnel figures: what is pledged, planned and deployed, by whom, as of a date. No files, no drawing, no Qt.

The rules: what no source states is absent, never zero. A report holds until the next one, whatever its layer; reports
of one date are all kept, the primary layer's first. A plan is never added to what it lies within. Whatever is worked
out here is a `Computed`, and says so, from what, and from which layers.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from viewer.model.computed import DIFFERENT_DATES, Computed, Term, added, at_least_added, difference, share, term_of
from viewer.model.date_words import in_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from viewer.model.amounts import Amount
    from viewer.model.dates import UncertainDate
    from viewer.model.events import Quote

REST = "Other nations"


class Measure(StrEnum):
    """What a figure counts: people promised, people to be sent on a date, people there."""

    PLEDGED = "pledged"
    PLANNED = "planned"
    DEPLOYED = "deployed"


class PersonnelFigure(Struct, frozen=True):
    """One number of people that one source gives for one contributor.

    `date` is when the figure holds from; for a plan, when it is to happen. `announced` is when a plan became known;
    None means not recorded, and the plan is then shown from the start. `part_of` names the contributor that this one
    is a part of; parts of the same whole do not overlap. `within` is the id of the figure this one is contained in.
    `reference` is a source id.
    """

    id: str
    contributor: str
    measure: Measure
    amount: Amount
    date: UncertainDate
    part_of: str = ""
    within: str = ""
    quote: Quote | None = None
    reference: str = ""
    layer: str = ""
    note: str = ""
    is_unsourced: bool = False
    announced: UncertainDate | None = None


class Cell(Struct, frozen=True):
    """What is known of one contributor in one measure at the date in focus: stated figures, or one computed number.

    `figures` are the reports in force, all of one date, primary layer first; for plans, all those still ahead. `notes`
    has one text a figure: what became of a plan, or a date that leaves open whether the day is reached; else "".
    `others` is what each other shown layer last reported. `earlier` are the superseded reports, latest first, those
    of `others` among them.
    """

    figures: tuple[PersonnelFigure, ...] = ()
    notes: tuple[str, ...] = ()
    others: tuple[PersonnelFigure, ...] = ()
    earlier: tuple[PersonnelFigure, ...] = ()
    computed: Computed | None = None

    @property
    def amount(self) -> Amount:
        """Give the amount to show large: the first figure's, or the computed one."""
        return self.computed.amount if self.computed else self.figures[0].amount

    @property
    def ids(self) -> tuple[str, ...]:
        """Give the figures that lead back to sentences: those in force, or those it is computed from."""
        return self.computed.ids if self.computed else tuple(figure.id for figure in self.figures)

    @property
    def layers(self) -> tuple[str, ...]:
        """Give the layers that speak here, the one shown large first."""
        return self.computed.layers if self.computed else _once(figure.layer for figure in self.figures)

    @property
    def is_disputed(self) -> bool:
        """Tell whether figures of the same date cannot all be true."""
        amounts = [figure.amount for figure in self.figures if figure.measure != Measure.PLANNED]
        return any(not one.may_equal(two) for place, one in enumerate(amounts) for two in amounts[place + 1 :])


_Cells = dict[tuple[str, Measure], Cell]


class Row(Struct, frozen=True):
    """One contributor at the date in focus; a cell is None where nothing is known.

    `depth` is 0 for a whole or a contributor on its own, 1 for its parts, and so on. `share` is deployed of pledged,
    in percent; `to_come` is pledged less deployed.
    """

    contributor: str
    depth: int
    pledged: Cell | None
    planned: Cell | None
    deployed: Cell | None
    share: Computed | None
    to_come: Computed | None


class Standing(Struct, frozen=True):
    """All contributors as of one instant: wholes first, each followed by its parts in the order of the dataset.

    `undated` are figures whose date says nothing; they stand in no row.
    """

    focus_us: int
    rows: tuple[Row, ...]
    undated: tuple[PersonnelFigure, ...] = ()

    def row(self, contributor: str) -> Row | None:
        """Return the row of a contributor, or None when nothing is known of it."""
        return next((row for row in self.rows if row.contributor == contributor), None)


class Step(Struct, frozen=True):
    """A report as the chart draws it: the change comes in [earliest_us, latest_us) and holds up to `until_us`.

    `latest_us` is None for a change without a known end. `until_us` is where the next report begins, None for the last
    one, after which no source speaks. An amount may have no number (`nominal` None): nothing is drawn then. `also` are
    the ids of other figures of the same date.
    """

    earliest_us: int
    latest_us: int | None
    until_us: int | None
    amount: Amount
    figure_id: str
    layer: str
    also: tuple[str, ...] = ()


def as_of(figures: Sequence[PersonnelFigure], focus_us: int, layers: Collection[str], *, primary: str = "") -> Standing:
    """Say what the shown layers have reported up to an instant, and what follows from it.

    `primary` is the layer that comes first where dates tie; by default that of the first figure.
    """
    shown = _shown(figures, layers, primary)
    dated = [figure for figure in shown if _begin(figure.date) is not None]
    tree = _Tree(figures)
    cells = _stated(dated, focus_us)
    _add_rests(cells, tree)
    _add_sums(cells, tree)
    return Standing(focus_us, tuple(_rows(cells, tree)), tuple(f for f in shown if _begin(f.date) is None))


def steps(
    figures: Sequence[PersonnelFigure],
    contributor: str,
    measure: Measure,
    layers: Collection[str],
    *,
    primary: str = "",
) -> tuple[Step, ...]:
    """Give the reports of the shown layers in time order; there is nothing before the first, and nothing computed."""
    wanted = [f for f in _shown(figures, layers, primary) if f.contributor == contributor and f.measure == measure]
    dated = sorted((f for f in wanted if _begin(f.date) is not None), key=_begin_us)
    reports = [(begin_us, tuple(group)) for begin_us, group in groupby(dated, key=_begin_us)]
    ends = [*(later[0] for _, later in pairwise(reports)), None]
    return tuple(_step(begin_us, group, end_us) for (begin_us, group), end_us in zip(reports, ends, strict=False))


def sum_of(figures: Iterable[PersonnelFigure]) -> Computed | None:
    """Add figures up, leaving out each that lies within another of them; None for no figure."""
    given = list(figures)
    ids = {figure.id for figure in given}
    terms = [term_of(figure) for figure in given if figure.within not in ids]
    return added(terms) if terms else None


def _begin(date: UncertainDate) -> int | None:
    """Give the first instant a report may be counted: its earliest, or its end when the start is not known."""
    return date.latest_us if date.earliest_us is None else date.earliest_us


def _begin_us(figure: PersonnelFigure) -> int:
    begin = _begin(figure.date)
    return 0 if begin is None else begin


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _shown(figures: Sequence[PersonnelFigure], layers: Collection[str], primary: str) -> list[PersonnelFigure]:
    """Keep the figures of shown layers, the primary layer's first, then in the order the layers first appear."""
    order = _once([primary or (figures[0].layer if figures else ""), *(figure.layer for figure in figures)])
    return sorted((f for f in figures if f.layer in layers), key=lambda figure: order.index(figure.layer))


def _step(begin_us: int, group: tuple[PersonnelFigure, ...], end_us: int | None) -> Step:
    first, latest_us = group[0], group[0].date.latest_us
    if end_us is not None:
        latest_us = end_us if latest_us is None else min(latest_us, end_us)
    also = tuple(figure.id for figure in group[1:])
    return Step(begin_us, latest_us, end_us, first.amount, first.id, first.layer, also)


def _stated(dated: Sequence[PersonnelFigure], focus_us: int) -> _Cells:
    groups: dict[tuple[str, Measure], list[PersonnelFigure]] = {}
    for figure in dated:
        groups.setdefault((figure.contributor, figure.measure), []).append(figure)
    cells: _Cells = {}
    for (name, measure), mine in groups.items():
        reports = groups.get((name, Measure.DEPLOYED), [])
        cell = _plan_cell(mine, reports, focus_us) if measure == Measure.PLANNED else _cell(mine, focus_us)
        if cell:
            cells[name, measure] = cell
    return cells


def _cell(mine: list[PersonnelFigure], focus_us: int) -> Cell | None:
    reported = sorted((f for f in mine if _begin_us(f) <= focus_us), key=_begin_us, reverse=True)
    if not reported:
        return None
    current = tuple(f for f in reported if _begin_us(f) == _begin_us(reported[0]))
    earlier = tuple(reported[len(current) :])
    heard = {figure.layer for figure in current}
    newest = {f.layer: f for f in reversed(earlier) if f.layer not in heard}
    others = tuple(f for f in earlier if newest.get(f.layer) is f)
    return Cell(current, tuple(_report_note(f, focus_us) for f in current), others, earlier)


def _report_note(figure: PersonnelFigure, focus_us: int) -> str:
    latest_us = figure.date.latest_us
    is_reached = latest_us is None or focus_us >= latest_us or figure.date.is_day_known
    return "" if is_reached else f"dated {in_words(figure.date)}"


def _plan_cell(plans: list[PersonnelFigure], reports: list[PersonnelFigure], focus_us: int) -> Cell | None:
    """Keep the plans that are ahead; only when there is none, the last that has passed."""
    known = sorted((f for f in plans if _is_announced(f, focus_us)), key=_begin_us)
    if not known:
        return None
    ahead = [f for f in known if f.date.latest_us is None or focus_us < f.date.latest_us]
    current = ahead or [f for f in known if _begin_us(f) == _begin_us(known[-1])]
    earlier = tuple(f for f in reversed(known) if f not in current)
    return Cell(tuple(current), tuple(_plan_note(f, reports, focus_us) for f in current), (), earlier)


def _is_announced(plan: PersonnelFigure, focus_us: int) -> bool:
    begin = None if plan.announced is None else _begin(plan.announced)
    return begin is None or begin <= focus_us


def _plan_note(plan: PersonnelFigure, reports: list[PersonnelFigure], focus_us: int) -> str:
    words = f"planned for {in_words(plan.date)}"
    if plan.date.latest_us is None or focus_us < plan.date.latest_us:
        return words
    since = [f for f in reports if _begin_us(plan) <= _begin_us(f) <= focus_us]
    if not since:
        return f"{words}; no report that it happened"
    return f"{words}; reported deployed later: {max(since, key=_begin_us).amount.in_words()}"


class _Tree:
    """Which contributor is part of which, in hidden layers too; `depths` has them as they are shown, wholes first.

    A whole with a single part gets a partner for everybody else. A circle of parts is broken where it is first met.
    """

    def __init__(self, figures: Sequence[PersonnelFigure]) -> None:
        named = _once(name for figure in figures for name in (figure.contributor, figure.part_of) if name)
        whole_of: dict[str, str] = {}
        for figure in figures:
            if figure.part_of:
                whole_of.setdefault(figure.contributor, figure.part_of)
        self.parts: dict[str, list[str]] = {name: [] for name in named}
        for part, whole in whole_of.items():
            self.parts[whole].append(part)
        roots = [name for name in named if name not in whole_of]
        for root in roots:
            if len(self.parts[root]) == 1 and not self.rest_of(root) and REST not in self.parts:
                self.parts |= {root: [*self.parts[root], REST], REST: []}
        self.depths: dict[str, int] = {}
        for name in [*sorted(roots, key=lambda root: not self.parts[root]), *named]:
            self._visit(name, 0)

    def _visit(self, name: str, depth: int) -> None:
        if name in self.depths:
            return
        self.depths[name] = depth
        for part in self.parts[name]:
            self._visit(part, depth + 1)

    def rest_of(self, whole: str) -> str:
        """Give the part that stands for everybody else, or "" when the parts have none."""
        return next((part for part in self.parts[whole] if part.casefold().startswith("other")), "")


def _term_of(cell: Cell, layers: Sequence[str] = ()) -> Term:
    """Take the cell's number, of one of the given layers if that speaks here, so that layers are not mixed in vain."""
    if cell.computed:
        return cell.computed.term()
    return term_of(next((figure for figure in cell.figures if figure.layer in layers), cell.figures[0]))


def _add_rests(cells: _Cells, tree: _Tree) -> None:
    """Work out "other nations" as the whole less its named parts, where no source states it and all those are known."""
    for whole in tree.parts:
        rest = tree.rest_of(whole)
        for measure in (Measure.PLEDGED, Measure.DEPLOYED):
            total = cells.get((whole, measure))
            if not rest or total is None or (rest, measure) in cells:
                continue
            named = [cells.get((part, measure)) for part in tree.parts[whole] if part != rest]
            left = _rest(total.figures[0], named)
            if left:
                cells[rest, measure] = Cell(computed=left)


def _rest(total: PersonnelFigure, named: Sequence[Cell | None]) -> Computed | None:
    """Take from a whole what its parts were by then: a part's later report says nothing of the earlier whole."""
    parts, is_older = [], False
    for cell in named:
        reports = [f for f in (*cell.figures, *cell.earlier) if _begin_us(f) <= _begin_us(total)] if cell else []
        if not reports:
            return None
        newest = [figure for figure in reports if _begin_us(figure) == _begin_us(reports[0])]
        is_older |= _begin_us(newest[0]) < _begin_us(total)
        parts.append(term_of(next((figure for figure in newest if figure.layer == total.layer), newest[0])))
    left = difference(term_of(total), parts) if parts else None
    return replace(left, caveats=(DIFFERENT_DATES, *left.caveats)) if left and is_older else left


def _add_sums(cells: _Cells, tree: _Tree) -> None:
    """Add up the pledges of parts where no source states the whole: at least that, as others may have pledged more."""
    for whole in reversed(tree.depths):
        stated = [cells[part, Measure.PLEDGED] for part in tree.parts[whole] if (part, Measure.PLEDGED) in cells]
        terms = [_term_of(cell) for cell in stated if cell.amount.low]
        if (whole, Measure.PLEDGED) in cells or not terms:
            continue
        cells[whole, Measure.PLEDGED] = Cell(computed=at_least_added(terms))


def _rows(cells: _Cells, tree: _Tree) -> Iterator[Row]:
    for contributor, depth in tree.depths.items():
        pledged, planned, deployed = (cells.get((contributor, measure)) for measure in Measure)
        if pledged or planned or deployed:
            come = _share(deployed, pledged), _to_come(deployed, pledged)
            yield Row(contributor, depth, pledged, planned, deployed, *come)


def _pair(deployed: Cell | None, pledged: Cell | None) -> tuple[Term, Term] | None:
    if deployed is None or pledged is None:
        return None
    part = _term_of(deployed)
    return part, _term_of(pledged, part.layers)


def _share(deployed: Cell | None, pledged: Cell | None) -> Computed | None:
    pair = _pair(deployed, pledged)
    return share(*pair) if pair else None


def _to_come(deployed: Cell | None, pledged: Cell | None) -> Computed | None:
    pair = _pair(deployed, pledged)
    return difference(pair[1], pair[:1]) if pair else None
