"""A figure for people who do not see it: one sentence, and the whole of it in words, from the data it is drawn from.

Doubt is said as it is drawn: dates in words, amounts with their bound, plans as plans. What the picture leaves out is
said too. No Qt, no files, no format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from viewer.export.data.rows import in_time_order, when_in_words
from viewer.export.pages.describe import keys_of
from viewer.export.pages.excerpt import rows_on_page
from viewer.export.pages.surround import range_in_words
from viewer.export.trace.provenance import count_in_words, filter_in_words, problems_in_words
from viewer.layout.disagreements import SIDE
from viewer.model.counting import counted
from viewer.model.date_words import in_words
from viewer.model.events import Status
from viewer.model.personnel import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from viewer.export.pages.figure import FigureRequest
    from viewer.layout.scene import Scene
    from viewer.model.dataset import Dataset
    from viewer.model.events import Event
    from viewer.model.personnel import PersonnelFigure

MOST_TOLD = 300
"""How many events are told one by one; of more, the first are, and the rest is counted."""


class AltText(Struct, frozen=True):
    """One sentence that stands for a picture, and all that is in it, in paragraphs."""

    short: str
    long: str

    @property
    def whole(self) -> str:
        """Both, the sentence first."""
        return f"{self.short}\n\n{self.long}"


def alt_text(request: FigureRequest, scene: Scene) -> AltText:
    """Return what a composed figure shows, in words. Cost: linear in the events told, at most MOST_TOLD."""
    dataset = request.dataset
    rows = np.flatnonzero(rows_on_page(dataset, request.filter, request.shown_span))
    figures = _figures(scene, dataset)
    sides = _sides(scene, dataset)
    parts = (dataset.description, _events(dataset, rows), _other_dates(sides, dataset), _personnel(figures, dataset))
    rest = (_disagreements(scene, dataset), _hidden(request, len(rows) + len(sides)))
    long = "\n\n".join(part for part in (*parts, *rest) if part)
    return AltText(_sentence(request, len(rows), has_figures=bool(figures)), long)


def _sentence(request: FigureRequest, count: int, *, has_figures: bool) -> str:
    dataset = request.dataset
    rows = counted(len(dataset.lanes), "row")
    also = ", with the number of people pledged, planned and deployed below" if has_figures else ""
    what = f"timeline of {count_in_words(count, dataset)} in {rows}, {range_in_words(request)}{also}."
    name = request.title or dataset.title or dataset.id
    return f"{name}: {what}" if name else what[:1].upper() + what[1:]


def _events(dataset: Dataset, rows: NDArray[np.int64]) -> str:
    told = in_time_order(dataset, rows)[:MOST_TOLD]
    if not len(told):
        return "No event lies in this time."
    lines = [_event_line(dataset.event(int(row)), dataset) for row in told]
    rest = len(rows) - len(told)
    more = [f"And {counted(rest, 'later event')}."] if rest else []
    return "\n".join(["Events in order of time:", *lines, *more])


def _sides(scene: Scene, dataset: Dataset) -> NDArray[np.int64]:
    """Return the rows of the events that are not shown themselves, but as the other date of one that is."""
    names = (key.removeprefix(SIDE) for key in keys_of(scene.shapes) if key.startswith(SIDE))
    return np.array([row for row in map(dataset.index_of, names) if row is not None], np.int64)


def _other_dates(sides: NDArray[np.int64], dataset: Dataset) -> str:
    lines = [_event_line(dataset.event(int(row)), dataset) for row in in_time_order(dataset, sides)[:MOST_TOLD]]
    return "\n".join(["Dates by another source:", *lines]) if lines else ""


def _event_line(event: Event, dataset: Dataset) -> str:
    when, known = when_in_words(event, dataset)
    when += f" ({known})" if known else ""
    remarks = [event.lane]
    remarks += {Status.PLANNED: ["planned"], Status.CLAIMED: ["claimed"]}.get(event.status, [])
    remarks += _layer_title(event.layer, dataset)
    remarks += [f"{figure.label}: {figure.amount.in_words()}" for figure in event.figures]
    remarks += ["no source named"] if event.is_unsourced else []
    return f"- {when}: {event.title} ({'; '.join(remarks)})."


def _layer_title(layer_id: str, dataset: Dataset) -> list[str]:
    """Name the layer of a record unless it is the first, which is the quoted source's own."""
    return [layer.title or layer.id for layer in dataset.layers[1:] if layer.id == layer_id]


def _figures(scene: Scene, dataset: Dataset) -> list[PersonnelFigure]:
    names = (key.partition(":")[2] for key in keys_of(scene.shapes) if key.startswith("figure:"))
    found = [figure for figure in map(dataset.figure, names) if figure]
    return sorted(found, key=lambda figure: figure.date.sort_us)


def _personnel(figures: Iterable[PersonnelFigure], dataset: Dataset) -> str:
    lines = [_figure_line(figure, dataset) for figure in figures]
    return "\n".join(["Personnel as drawn, in order of time:", *lines]) if lines else ""


def _figure_line(figure: PersonnelFigure, dataset: Dataset) -> str:
    link = "for" if figure.measure is Measure.PLANNED else "as of"
    remarks = [f"part of {figure.part_of}"] if figure.part_of else []
    remarks += _layer_title(figure.layer, dataset) + (["no source named"] if figure.is_unsourced else [])
    ending = f" ({'; '.join(remarks)})" if remarks else ""
    words = f"{figure.contributor}, {figure.measure}: {figure.amount.in_words()}, {link} {in_words(figure.date)}"
    return f"- {words}{ending}."


def _disagreements(scene: Scene, dataset: Dataset) -> str:
    shown = {key.partition(":")[2] for key in keys_of(scene.shapes)}
    lines = [f"- {entry.title}: {entry.text}" for entry in dataset.disagreements if shown & set(entry.about)]
    return "\n".join(["Where the sources disagree:", *lines]) if lines else ""


def _hidden(request: FigureRequest, count: int) -> str:
    left_out = len(request.dataset) - count
    said = [f"{counted(left_out, 'event is', 'events are')} not in this picture."] if left_out else []
    phrases = filter_in_words(request.dataset, request.filter)
    said += [f"{'; '.join(phrases)[:1].upper()}{'; '.join(phrases)[1:]}."] if phrases else []
    return " ".join([*said, *_problems(request.problem_count)])


def _problems(count: int) -> Iterator[str]:
    if count:
        yield f"{problems_in_words(count)}."
