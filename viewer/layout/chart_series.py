"""Which reports the chart shows: the lines of one contributor, and the figures that stand against them. No pixels.

All of it holds for every span, so it is made once for a dataset and its shown layers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.layout.chart_ground import nice_most
from viewer.model.personnel import Measure, steps
from viewer.model.sides import opposed_figures

if TYPE_CHECKING:
    from viewer.model.amounts import Amount, Lean
    from viewer.model.dataset import Dataset
    from viewer.model.personnel import PersonnelFigure, Step


RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""With these a page writes the numbers of its notes behind an amount."""


class Report(Struct, frozen=True):
    """One step of a line: `key` is "figure:ID"; the change comes in [earliest_us, latest_us), as in Step.

    `value` is the number drawn, `lean` which way it points. `name` says whose amount it is in words, `words` only how
    much; `names` are both and what lies between, the longest first. `numbers` say only in which notes it stands ("" for
    none).
    """

    key: str
    earliest_us: int
    latest_us: int | None
    until_us: int | None
    value: float
    lean: Lean
    name: str
    words: str
    names: tuple[str, ...]
    amount: Amount
    also: tuple[str, ...] = ()
    numbers: str = ""


class Series(Struct, frozen=True):
    """One line of the chart: one contributor's reports in one measure and layer; `part` is "" for the whole."""

    measure: Measure
    layer: str
    part: str
    is_primary: bool
    reports: tuple[Report, ...]

    @property
    def is_strong(self) -> bool:
        """Whether it is drawn in the first place: the quoted source's own figures for the whole."""
        return self.is_primary and not self.part


class Other(Struct, frozen=True):
    """A figure set against reports that are drawn: whether a line draws it as well, and the keys of those reports."""

    report: Report
    measure: Measure
    is_drawn: bool
    against: tuple[str, ...]


def totals(dataset: Dataset) -> tuple[str, ...]:
    """Return the contributors that are part of no other, the one with most figures first."""
    figures = (dataset.whole or dataset).personnel
    parts = {figure.contributor for figure in figures if figure.part_of}
    wholes = [figure.contributor for figure in figures if figure.contributor not in parts]
    return tuple(sorted(dict.fromkeys(wholes), key=lambda name: -wholes.count(name)))


def _named_parts(dataset: Dataset, contributor: str) -> tuple[str, ...]:
    """Return the contributor's parts that the quoted source itself gives figures for, known by now or not."""
    first, figures = dataset.layers[0].id, (dataset.whole or dataset).personnel
    parts = [f.contributor for f in figures if f.part_of == contributor and f.layer in {"", first}]
    return tuple(dict.fromkeys(parts))


@lru_cache(maxsize=16)
def series_of(dataset: Dataset, layers: tuple[str, ...], contributor: str) -> tuple[tuple[Series, ...], float]:
    """Return the lines of the chart and its highest value; they hold for every span, so each is made once."""
    names = (contributor, *_named_parts(dataset, contributor))
    figures = [figure for figure in dataset.personnel if figure.contributor in names]
    first = dataset.layers[0].id
    series = []
    for layer in reversed([layer for layer in dataset.layers if layer.id in layers]):
        suffix = "" if layer.id == first else f" · {layer.title[:1].lower()}{layer.title[1:]}"
        for name in reversed(names):
            part = "" if name == contributor else name
            for measure in Measure:
                found = steps(figures, name, measure, {layer.id}, primary=layer.id)
                whose = f"{part}, {measure.value}: " if part else f"{measure.value}: "
                start = f"{part}: " if part else ""
                reports = tuple(
                    _report(step, (whose, suffix), start) for step in found if step.amount.nominal is not None
                )
                series.append(Series(measure, layer.id, part, layer.id == first, reports))
    return tuple(line for line in series if line.reports), nice_most(figures)


def _report(step: Step, around: tuple[str, str], before: str = "") -> Report:
    amount = step.amount.in_words()
    name, words = amount.join(around), before + amount
    return Report(
        f"figure:{step.figure_id}",
        step.earliest_us,
        step.latest_us,
        step.until_us,
        0.0 if step.amount.nominal is None else float(step.amount.nominal),
        step.amount.lean,
        name,
        words,
        tuple(dict.fromkeys((name, words + around[1], words))),
        step.amount,
        step.also,
        amount[len(amount.rstrip(f"{RAISED_DIGITS} ")) :].strip(),
    )


@lru_cache(maxsize=16)
def disputed(dataset: Dataset, layers: tuple[str, ...], contributor: str) -> tuple[Other, ...]:
    """Return the figures that stand against drawn reports: of the same date, or by a disagreement of the dataset."""
    against: dict[str, list[str]] = {}
    lines = series_of(dataset, layers, contributor)[0]
    drawn = {report.key: report.amount for line in lines for report in line.reports}
    for report in (report for line in lines for report in line.reports):
        for name in report.also:
            against.setdefault(name, []).append(report.key)
    for name, others in opposed_figures(dataset).items():
        keys = (f"figure:{other}" for other in others)
        against.setdefault(name, []).extend(key for key in keys if key in drawn)
    found = (_other(dataset.figure(name), drawn, tuple(others), dataset) for name, others in against.items() if others)
    return tuple(other for other in found if other is not None)


def _other(
    figure: PersonnelFigure | None, drawn: dict[str, Amount], against: tuple[str, ...], dataset: Dataset
) -> Other | None:
    if figure is None or figure.amount.nominal is None or figure.measure is Measure.PLANNED:
        return None
    if figure.amount in {drawn[key] for key in against}:
        return None
    own = steps([figure], figure.contributor, figure.measure, {figure.layer})
    titles = {layer.id: layer.title for layer in dataset.layers[1:]}
    title = titles.get(figure.layer, "")
    suffix = f" · {title[:1].lower()}{title[1:]}" if title else ""
    is_drawn = f"figure:{figure.id}" in drawn
    return Other(_report(own[0], ("", suffix)), figure.measure, is_drawn, against) if own else None
