"""Puts the rows of a table into the order of a dataset, beside events that are objects already. Opens nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from viewer.loading.problems import in_quotes
from viewer.model.column_order import concatenated, in_unit, ordered
from viewer.model.columns import EventColumns, Flag, begin_of, columns_of, finish_of
from viewer.model.events import Layer
from viewer.model.table_store import IdColumn, RowColumns, SparseTexts, TableStore
from viewer.model.text_column import TextColumn, hashes, offsets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from viewer.loading.tables.log import RowLog
    from viewer.loading.tables.rows import TableRows
    from viewer.model.events import Event, Quote

MOST_LANES = 64
OTHER_LANES = "Other lanes"
NO_LAYER = "No layer"
_SECOND_US = 1_000_000


class Shelving(Struct, frozen=True, eq=False):
    """Where the rows of a table belong: lanes and layers in order, and their numbers by the words of the table.

    `source_ids` are the sources by the words of the table ("" for none); a row without one rests on
    `default_reference`, and on nothing if that is "".
    """

    lanes: tuple[str, ...]
    layers: tuple[Layer, ...]
    lane_codes: NDArray[np.int16]
    layer_codes: NDArray[np.uint8]
    source_ids: tuple[str, ...]
    default_reference: str = ""
    locate: Callable[[Quote], Quote] | None = None


def shelve_lanes(
    table: TableRows, log: RowLog, listed: Sequence[str] = (), unnamed: str = ""
) -> tuple[tuple[str, ...], NDArray[np.int16]]:
    """Return the lanes, `listed` ones first, and the lane of each lane word; `unnamed` is that of the empty word.

    There are at most 64 (or as many as are listed): the rarest are merged into one, which is said.
    """
    words = [word or unnamed for word in table.words["lane"]]
    codes = table.numbers["lane"]
    counts = np.bincount(np.where(codes < 0, len(words), codes), minlength=len(words) + 1)
    used = [place for place in range(len(words)) if counts[place] and words[place] not in listed]
    room = max(0, MOST_LANES - len(listed))
    lanes = list(listed)
    if len(used) > room or counts[-1]:
        common = set(sorted(used, key=lambda place: -counts[place])[: max(0, room - 1)])
        merged = [place for place in used if place not in common]
        rows = int(counts[merged].sum() + counts[-1])
        more = " or more" if counts[-1] else ""
        text = f"{len(merged):,}{more} lanes with few rows, {rows:,} rows in all, are shown as one: {OTHER_LANES}"
        log.warning(0, text, f"a timeline has at most {MOST_LANES} lanes; is it the right column?")
        used = [place for place in used if place in common]
    lanes += [words[place] for place in used]
    lanes = list(dict.fromkeys([*lanes, OTHER_LANES] if _has_others(counts, lanes, words) else lanes))
    at = {name: place for place, name in enumerate(lanes)}
    other = at.get(OTHER_LANES, 0)
    return tuple(lanes), np.array([*(at.get(word, other) for word in words), other], dtype=np.int16)


def _has_others(counts: NDArray[np.int64], lanes: list[str], words: list[str]) -> bool:
    return bool(counts[-1]) or any(counts[place] and word not in lanes for place, word in enumerate(words))


def shelve_layers(table: TableRows, listed: Sequence[Layer] = ()) -> tuple[tuple[Layer, ...], NDArray[np.uint8]]:
    """Return the layers, `listed` ones first, and the layer of each layer word; the first one for the empty word."""
    words = table.words["layer"]
    layers = {layer.id: layer for layer in listed}
    used = np.bincount(table.numbers["layer"], minlength=len(words)) > 0
    for place, word in enumerate(words):
        if used[place] and (word or not layers):
            layers.setdefault(word, Layer(id=word, title=word or (NO_LAYER if used[1:].any() else "")))
    layers = layers or {"": Layer(id="", title="")}
    at = {name: place for place, name in enumerate(layers)}
    return tuple(layers.values()), np.array([at.get(word, 0) for word in words], dtype=np.uint8)


def without_twice(table: TableRows, log: RowLog, taken: frozenset[str] = frozenset()) -> None:
    """Take away, and report, each id that an earlier row or one of `taken` has: such a row is known by its line."""
    ids = table.texts["id"]
    if ids is None:
        return
    text, lengths = np.frombuffer(ids.block, dtype=np.uint8), np.diff(ids.offsets)
    own = hashes(text, ids.offsets[:-1], lengths)
    _, first, inverse = np.unique(own, return_index=True, return_inverse=True)
    again = np.flatnonzero((first[inverse] != np.arange(len(own))) & (lengths > 0))
    again = np.union1d(again, [row for row in np.unique(first) if ids.at(int(row)) in taken] if taken else [])
    again = again.astype(np.int64)
    for row in again:
        line = int(table.numbers["lines"][row])
        log.warning(line, f"the id {in_quotes(ids.at(int(row)))} is taken; the row is known by its line", "change one")
    if len(again):
        kept = np.ones(len(ids), dtype=np.bool_)
        kept[again] = False
        rows = np.flatnonzero(kept)
        lengths = np.where(kept, lengths, 0)
        table.texts["id"] = TextColumn(ids.taken(rows).block, offsets_of(lengths))


def assembled(
    table: TableRows, shelving: Shelving, listed: Sequence[Event], beat: Callable[[], None]
) -> tuple[EventColumns, TableStore]:
    """Return columns and store of the table's rows and of the listed events together, in row order."""
    layer_ids = [layer.id for layer in shelving.layers]
    columns = concatenated(columns_of(listed, shelving.lanes, layer_ids), _columns(table, shelving))
    beat()
    columns, order = ordered(columns, beat)
    rows = _row_columns(table, shelving, columns, len(listed), order, beat)
    store = TableStore(
        columns,
        rows,
        shelving.lanes,
        tuple(layer_ids),
        listed=tuple(listed),
        default_reference=shelving.default_reference,
        locate=shelving.locate,
    )
    return columns, store


def _columns(table: TableRows, shelving: Shelving) -> EventColumns:
    """Return the event columns of the table in file order."""
    numbers = table.numbers
    titles = table.texts["title"] or TextColumn(b"", np.zeros(1, dtype=np.int64))
    none = np.zeros(0, dtype=np.int64)
    columns = EventColumns(
        unit_us=1,
        begin=numbers["begin"],
        finish=numbers["finish"],
        lane=shelving.lane_codes[numbers["lane"]],
        layer=shelving.layer_codes[numbers["layer"]],
        flags=_flags(table, shelving),
        titles=titles.block,
        title_offsets=titles.offsets,
        refined_rows=none,
        refined_at=none,
        core_rows=numbers["core_rows"],
        core_begin=numbers["core_begin"],
        core_finish=numbers["core_finish"],
    )
    return _with_far(columns, table) if table.far else columns


def _flags(table: TableRows, shelving: Shelving) -> NDArray[np.uint16]:
    flags: NDArray[np.uint16] = table.numbers["flags"]
    if shelving.default_reference:
        return flags
    has_source = np.array([bool(name) for name in shelving.source_ids])[table.numbers["source"]]
    bare = ~has_source & (flags & int(Flag.QUOTED) == 0)
    return flags | np.where(bare, int(Flag.UNSOURCED), 0).astype(np.uint16)


def _with_far(columns: EventColumns, table: TableRows) -> EventColumns:
    """Return the columns in seconds, with the dates that microseconds cannot hold."""
    columns = in_unit(columns, _SECOND_US)
    starts, stops = columns.begin.copy(), columns.finish.copy()
    for row, date in table.far.items():
        starts[row], stops[row] = begin_of(date, _SECOND_US), finish_of(date, _SECOND_US)
    cores = [(row, *date.core_us) for row, date in table.far.items() if date.core_us]
    order = np.argsort([*columns.core_rows, *(row for row, _, _ in cores)], kind="stable")
    begin = [start // _SECOND_US for _, start, _ in cores]
    finish = [end // _SECOND_US for _, _, end in cores]
    return replace(
        columns,
        begin=starts,
        finish=stops,
        core_rows=np.array([*columns.core_rows, *(row for row, _, _ in cores)], dtype=np.int64)[order],
        core_begin=np.array([*columns.core_begin, *begin], dtype=np.int64)[order],
        core_finish=np.array([*columns.core_finish, *finish], dtype=np.int64)[order],
    )


def _row_columns(
    table: TableRows,
    shelving: Shelving,
    columns: EventColumns,
    shift: int,
    order: NDArray[np.int64],
    beat: Callable[[], None],
) -> RowColumns:
    """Return what the rows need to become events, in row order; the first `shift` places are listed events'."""
    numbers = table.numbers

    def taken(name: str) -> NDArray[Any]:
        padding = np.zeros(shift, dtype=numbers[name].dtype)
        return np.concatenate([padding, numbers[name]])[order] if shift else numbers[name][order]

    def texts(kind: str) -> TextColumn | None:
        beat()
        own = table.texts[kind]
        if own is None:
            return None
        return TextColumn(own.block, np.concatenate([np.zeros(shift, np.int64), own.offsets])).taken(order)

    row_of = np.empty(len(order), dtype=np.int32)
    row_of[order] = np.arange(len(order), dtype=np.int32)
    lines = np.concatenate([-1 - np.arange(shift, dtype=np.int32), numbers["lines"]])[order]
    is_shared = columns.unit_us == 1
    ids = texts("id")
    return RowColumns(
        lines=lines.astype(np.int32),
        by_line=np.concatenate([row_of[:shift][::-1], row_of[shift:]]),
        codes=taken("codes"),
        end_codes=taken("end_codes") if numbers["end_codes"].any() else None,
        begin_us=columns.begin if is_shared else taken("begin"),
        finish_us=columns.finish if is_shared else taken("finish"),
        dates=_sparse_dates(table, shift, row_of),
        ids=IdColumn.of(ids) if ids is not None else None,
        summary=texts("summary"),
        quote=texts("quote"),
        sources=taken("source") if numbers["source"].any() else None,
        source_ids=shelving.source_ids,
    )


def _sparse_dates(table: TableRows, shift: int, row_of: NDArray[np.int32]) -> SparseTexts:
    texts = table.texts["date"] or TextColumn(b"", np.zeros(1, dtype=np.int64))
    rows = row_of[table.numbers["dates_at"] + shift]
    by_row = np.argsort(rows, kind="stable")
    return SparseTexts(rows[by_row], texts.taken(by_row))
