"""What of a dataset stands on a page: the rows that touch its span, with their times cut at the edges of the paper.

A window pans, a page does not: whatever lies beyond the edge must not push a label off it. No Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from viewer.export.formats.atomic import ExportError
from viewer.layout.scene import Box
from viewer.layout.timescale import Span
from viewer.model.calendar import US_PER_DAY
from viewer.model.columns import FAR_FUTURE, FAR_PAST
from viewer.model.dates import DateError
from viewer.model.edtf import parse_edtf
from viewer.model.filters import mask_of, shown_layers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from viewer.layout.scene import Shape
    from viewer.model.dataset import Dataset
    from viewer.model.filters import Filter


def shown_extent_us(dataset: Dataset, wanted: Filter) -> tuple[int, int]:
    """Return the first and last known instant (end exclusive) of what a filter leaves, closer dates included.

    Where one that is open begins or ends the whole, there is a tenth more to show that it goes on. Raises
    ExportError where nothing with a known date is left.
    """
    columns, mask = dataset.columns, mask_of(dataset, wanted)
    keep = np.ones(len(columns), dtype=np.bool_) if mask is None else mask
    begin, finish = columns.begin[keep], columns.finish[keep]
    refined = columns.refined_at[keep[columns.refined_rows]]
    in_units = [begin[begin > FAR_PAST], finish[finish < FAR_FUTURE], refined]
    known = [int(edge) * columns.unit_us for times in in_units if len(times) for edge in (times.min(), times.max())]
    layers = shown_layers(dataset, wanted)
    dates = [figure.date for figure in dataset.personnel if figure.layer in layers]
    known += [us for date in dates for us in (date.earliest_us, date.latest_us) if us is not None]
    if not known:
        raise ExportError("There is nothing to draw: no event with a date is shown. Show more layers or rows.")
    first, last = min(known), max(known)
    more = max((last - first) // 10, US_PER_DAY)
    is_open_before = bool((finish[begin == FAR_PAST] <= first // columns.unit_us).any())
    is_open_after = bool((begin[finish == FAR_FUTURE] >= last // columns.unit_us).any())
    return first - more * is_open_before, max(last + more * is_open_after, first + 1)


def span_said(text: str, dataset: Dataset, wanted: Filter) -> Span:
    """Return the span an EDTF text means; an open end is where what is shown ends. Raises ExportError."""
    try:
        date = parse_edtf(text)
    except DateError as error:
        raise ExportError(f"{error}.") from error
    first, last = shown_extent_us(dataset, wanted)
    start = first if date.earliest_us is None else date.earliest_us
    end = last if date.latest_us is None else date.latest_us
    if end <= start or not rows_on_page(dataset, wanted, Span(start, end)).any():
        raise ExportError(f"No event that is shown lies in {text}.")
    return Span(start, end)


def rows_on_page(dataset: Dataset, wanted: Filter, span: Span) -> NDArray[np.bool_]:
    """Return a mask of n booleans: the rows that the filter leaves and that touch the span."""
    columns = dataset.columns
    start, end = span.start_us // columns.unit_us, -(-span.end_us // columns.unit_us)
    touching = (columns.begin < end) & (columns.finish > start)
    mask = mask_of(dataset, wanted)
    return touching if mask is None else touching & mask


def cut_to_page(dataset: Dataset, span: Span) -> Dataset:
    """Return the dataset with every time kept within the span, and without closer dates outside; for drawing only."""
    columns = dataset.columns
    start = max(-(-span.start_us // columns.unit_us), FAR_PAST)
    end = min(span.end_us // columns.unit_us, FAR_FUTURE)
    begin = np.clip(columns.begin, start, max(start, end - 1))
    finish = np.maximum(np.clip(columns.finish, start, end), begin + 1)
    inside = (columns.refined_at >= start) & (columns.refined_at < end)
    times = replace(
        columns,
        begin=begin,
        finish=finish,
        refined_rows=columns.refined_rows[inside],
        refined_at=columns.refined_at[inside],
    )
    return replace(dataset, columns=times)


def unfaded_at_edges(shapes: Iterable[Shape], dataset: Dataset, span: Span) -> list[Shape]:
    """Return the shapes without a soft end where a date goes on beyond the page; `dataset` is the uncut one."""
    return [_unfaded(shape, dataset, span) if isinstance(shape, Box) else shape for shape in shapes]


def _unfaded(box: Box, dataset: Dataset, span: Span) -> Box:
    kind, _, name = (box.key or "").partition(":")
    row = dataset.index_of(name) if kind == "event" else None
    if row is None or not (box.paint.fade_left or box.paint.fade_right):
        return box
    columns = dataset.columns
    left = 0.0 if int(columns.begin[row]) * columns.unit_us < span.start_us else box.paint.fade_left
    right = 0.0 if int(columns.finish[row]) * columns.unit_us > span.end_us else box.paint.fade_right
    return replace(box, paint=replace(box.paint, fade_left=left, fade_right=right))
