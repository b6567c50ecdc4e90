"""Puts columns one after the other and into row order: by lane, then by earliest instant. No objects, no files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec.structs import replace

from viewer.model.calendar import US_PER_DAY
from viewer.model.columns import FAR_FUTURE, FAR_PAST, EventColumns
from viewer.model.text_column import TextColumn

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Places = NDArray[np.int64]


def concatenated(first: EventColumns, second: EventColumns) -> EventColumns:
    """Return the rows of two columns with the same lanes and layers, not yet in order, in the coarser of their units.

    An empty side costs nothing.
    """
    if not len(first) or not len(second):
        return second if not len(first) else first
    unit = max(first.unit_us, second.unit_us)
    one, two = in_unit(first, unit), in_unit(second, unit)
    shift, text_shift = len(one), len(one.titles)

    def both(name: str) -> NDArray[Any]:
        return np.concatenate([getattr(one, name), getattr(two, name)])

    return EventColumns(
        unit_us=unit,
        begin=both("begin"),
        finish=both("finish"),
        lane=both("lane"),
        layer=both("layer"),
        flags=both("flags"),
        titles=b"".join([one.titles, two.titles]),
        title_offsets=np.concatenate([one.title_offsets, two.title_offsets[1:] + text_shift]),
        refined_rows=np.concatenate([one.refined_rows, two.refined_rows + shift]),
        refined_at=both("refined_at"),
        core_rows=np.concatenate([one.core_rows, two.core_rows + shift]),
        core_begin=both("core_begin"),
        core_finish=both("core_finish"),
    )


def in_unit(columns: EventColumns, unit_us: int) -> EventColumns:
    """Return the columns in a unit that is the same or coarser; begins are rounded down and ends up."""
    step = unit_us // columns.unit_us
    if step == 1:
        return columns
    return replace(
        columns,
        unit_us=unit_us,
        begin=np.where(columns.begin <= FAR_PAST, FAR_PAST, columns.begin // step),
        finish=np.where(columns.finish >= FAR_FUTURE, FAR_FUTURE, -(-columns.finish // step)),
        refined_at=columns.refined_at // step,
        core_begin=columns.core_begin // step,
        core_finish=columns.core_finish // step,
    )


def ordered(columns: EventColumns, beat: Callable[[], None] = lambda: None) -> tuple[EventColumns, Places]:
    """Return the columns in row order, and for each row the place it had before.

    `beat` is called between steps; it may raise to give up.
    """
    order = _time_order(columns.begin, columns.unit_us)
    order = order[np.argsort(columns.lane[order], kind="stable")]
    beat()
    titles = TextColumn(columns.titles, columns.title_offsets).taken(order)
    beat()
    refined, refined_order = _sparse(order, columns.refined_rows)
    cores, core_order = _sparse(order, columns.core_rows)
    beat()
    arranged = EventColumns(
        unit_us=columns.unit_us,
        begin=columns.begin[order],
        finish=columns.finish[order],
        lane=columns.lane[order],
        layer=columns.layer[order],
        flags=columns.flags[order],
        titles=titles.block,
        title_offsets=titles.offsets,
        refined_rows=refined,
        refined_at=columns.refined_at[refined_order],
        core_rows=cores,
        core_begin=columns.core_begin[core_order],
        core_finish=columns.core_finish[core_order],
    )
    return arranged, order


def _time_order(begin: Places, unit_us: int) -> Places:
    """Return the stable order of instants; whole days within 179 years, as most tables have, sort much faster."""
    if len(begin):
        first, day = int(begin.min()), US_PER_DAY // unit_us
        if 0 <= int(begin.max()) - first < day * 2**16:
            days = ((begin - first) // day).astype(np.uint16)
            if (days * np.int64(day) == begin - first).all():
                return np.argsort(days, kind="stable")  # numpy sorts 16 bits by radix
    return np.argsort(begin, kind="stable")


def _sparse(order: Places, rows: Places) -> tuple[Places, Places]:
    """Return the new rows of some old ones, ascending, and the order in which their values follow."""
    if not len(rows):
        return rows, rows
    row_of = np.empty(len(order), dtype=np.int64)
    row_of[order] = np.arange(len(order))
    new = row_of[rows]
    order = np.argsort(new, kind="stable")
    return new[order], order
