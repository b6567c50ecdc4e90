"""Which reports the chart shows: the lines of one contributor, and the figures that stand against them. No pixels."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from viewer.layout.chart_ground import nice_most
from viewer.model.personnel import Measure, steps
from viewer.model.sides import opposed_figures

if TYPE_CHECKING:
    from viewer.model.dataset import Dataset
    from viewer.model.personnel import PersonnelFigure, Step


class Series(NamedTuple):
    """One line of the chart: one contributor's reports in one measure and layer; `part` is "" for the whole."""

    measure: Measure
    layer: str
    suffix: str
    part: str
    is_primary: bool
    steps: tuple[Step, ...]

    @property
    def is_strong(self) -> bool:
        """Whether it is drawn in the first place: the quoted source's own figures for the whole."""
        return self.is_primary and not self.part


class Other(NamedTuple):
    """A figure set against reports that are drawn: whether a line draws it as well, and the ids of those reports."""

    step: Step
    measure: Measure
    suffix: str
    is_drawn: bool
    against: tuple[str, ...]


def totals(dataset: Dataset) -> tuple[str, ...]:
    """Return the contributors that are part of no other, the one with most figures first."""
    parts = {figure.contributor for figure in dataset.personnel if figure.part_of}
    wholes = [figure.contributor for figure in dataset.personnel if figure.contributor not in parts]
    return tuple(sorted(dict.fromkeys(wholes), key=lambda name: -wholes.count(name)))


def _named_parts(dataset: Dataset, contributor: str) -> tuple[str, ...]:
    """Return the contributor's parts that the quoted source itself gives figures for."""
    first = dataset.layers[0].id
    parts = [f.contributor for f in dataset.personnel if f.part_of == contributor and f.layer in {"", first}]
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
                numbered = tuple(step for step in found if step.amount.nominal is not None)
                series.append(Series(measure, layer.id, suffix, part, layer.id == first, numbered))
    return tuple(line for line in series if line.steps), nice_most(figures)


@lru_cache(maxsize=16)
def disputed(dataset: Dataset, layers: tuple[str, ...], contributor: str) -> tuple[Other, ...]:
    """Return the figures that stand against drawn reports: of the same date, or by a disagreement of the dataset."""
    against: dict[str, list[str]] = {}
    drawn = {step.figure_id: line for line in series_of(dataset, layers, contributor)[0] for step in line.steps}
    for line in dict.fromkeys(drawn.values()):
        for step in line.steps:
            for name in step.also:
                against.setdefault(name, []).append(step.figure_id)
    for name, others in opposed_figures(dataset).items():
        against.setdefault(name, []).extend(other for other in others if other in drawn)
    found = (_other(dataset.figure(name), drawn, tuple(others), dataset) for name, others in against.items() if others)
    return tuple(other for other in found if other is not None)


def _other(
    figure: PersonnelFigure | None, drawn: dict[str, Series], against: tuple[str, ...], dataset: Dataset
) -> Other | None:
    if figure is None or figure.amount.nominal is None or figure.measure is Measure.PLANNED:
        return None
    if figure.amount in {step.amount for name in against for step in drawn[name].steps if step.figure_id == name}:
        return None
    own = steps([figure], figure.contributor, figure.measure, {figure.layer})
    titles = {layer.id: layer.title for layer in dataset.layers[1:]}
    title = titles.get(figure.layer, "")
    suffix = f" · {title[:1].lower()}{title[1:]}" if title else ""
    return Other(own[0], figure.measure, suffix, figure.id in drawn, against) if own else None
