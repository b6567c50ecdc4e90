"""Reads a table, CSV or TSV, as a dataset of its own or as more events of one: from bytes to checked rows.

The parts are `text` (bytes to text), `records` (text to cells), `columns` (which column is what),
`rows` (cells to numbers) and `dataset` (numbers to a dataset).
"""

from __future__ import annotations

import io
import os
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from viewer.loading.memory import keep_freed
from viewer.loading.problems import DatasetError, path_in_quotes
from viewer.loading.tables.columns import find_columns
from viewer.loading.tables.dataset import Shelving, assembled, shelve_lanes, shelve_layers, without_twice
from viewer.loading.tables.log import RowLog
from viewer.loading.tables.records import read_records
from viewer.loading.tables.rows import RowGatherer, TableRows
from viewer.loading.tables.text import NotUtf8Error, TableText, find_delimiter
from viewer.model.dataset import Dataset
from viewer.model.events import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from viewer.loading.problems import Problem
    from viewer.loading.progress import Pulse
    from viewer.loading.tables.records import Records

MOST_ROWS = 10_000_000
TABLE_SOURCE = "table"
NO_LANE = "No lane"
ONE_LANE = "Events"
READ_SHARE, _SORTED = 0.7, 0.9


def load_table(path: Path, pulse: Pulse) -> tuple[Dataset, tuple[Problem, ...]]:
    """Read a table as a dataset of its own: the table is the source of each row that names no other.

    Raises DatasetError where it has no dates or cannot be opened, and LoadCancelled.
    """
    try:
        with path.open("rb") as file:
            log, rows, sha256 = _read(file, os.fstat(file.fileno()).st_size, path.name, pulse)
    except OSError as error:
        raise DatasetError(f"{path_in_quotes(path)} cannot be read: {error.strerror or error}") from error
    return as_dataset(path, rows, log, sha256, pulse)


def read_table_bytes(content: bytes, name: str, pulse: Pulse) -> tuple[TableRows, RowLog]:
    """Read the table of a dataset, already in memory, into rows."""
    log, rows, _ = _read(io.BytesIO(content), len(content), name, pulse)
    return rows, log


def _read(file: BinaryIO, size: int, name: str, pulse: Pulse) -> tuple[RowLog, TableRows, str]:
    """Read all rows of a table of `size` bytes; also return what is wrong with it and the SHA-256 of its bytes."""
    keep_freed()  # between two blocks, which saves a tenth of the time
    text, log = TableText.of(file), RowLog(name)
    try:
        rows = _read_rows(text, size, log, pulse)
    except NotUtf8Error:
        text, log = text.as_windows(), RowLog(name)
        rows = _read_rows(text, size, log, pulse)
    if text.is_guessed:
        said = f"the table is not UTF-8: it was read as {text.name}"
        log.warning(0, said, "if letters look wrong, save it with the encoding UTF-8")
    return log, rows, text.sha256


def _read_rows(text: TableText, size: int, log: RowLog, pulse: Pulse) -> TableRows:
    gatherer: RowGatherer | None = None
    next_line = 1
    for records in _records(text, log):
        pulse.say(READ_SHARE * text.file.tell() / max(1, size), "Reading")
        if gatherer is None:
            header = records.row(0)
            columns = find_columns([name.strip() for name in header], log.file, int(records.lines[0]))
            gatherer = RowGatherer(columns, len(header), log, pulse.beat)
            records = records.without_first()  # noqa: PLW2901  the first record names the columns
        gatherer.add(records)
        next_line = records.next_line
        if gatherer.count >= MOST_ROWS:
            log.error(0, f"the table has more than {gatherer.count:,} rows; the rest is not read", "cut it into parts")
            break
    else:
        _report_cut_short(text.file.tell(), size, next_line, log)
    if gatherer is None:
        raise DatasetError("this table is empty", "its first line names the columns, such as date, title, lane")
    return gatherer.finished()


def _report_cut_short(read: int, size: int, next_line: int, log: RowLog) -> None:
    """Say so where a file ends before the size it had when it was opened: someone was writing it anew."""
    if read < size:
        said = f"the file was cut short while it was read: {read:,} of {size:,} bytes were read, up to this line"
        log.broken_off(max(1, next_line - 1), said, "open it again when it is whole")


def _records(text: TableText, log: RowLog) -> Iterator[Records]:
    blocks = text.blocks()
    head = next(blocks, b"")
    likely = "\t" if log.file.lower().endswith((".tsv", ".tab")) else ","
    delimiter, skipped = find_delimiter(head[: 1 << 16].decode("utf-8", "replace"), likely)
    line = 2 if skipped else 1
    return read_records(
        chain([head[skipped:]], blocks),
        delimiter,
        line,
        lambda fault: log.broken_off(fault.line, fault.text, fault.hint),
    )


def as_dataset(
    path: Path, rows: TableRows, log: RowLog, sha256: str, pulse: Pulse
) -> tuple[Dataset, tuple[Problem, ...]]:
    """Return the rows of the table at a path as a dataset of its own, and what is wrong with them."""
    without_twice(rows, log)
    has_lanes = bool(np.any(rows.numbers["lane"]))
    lanes, lane_codes = shelve_lanes(rows, log, unnamed=NO_LANE if has_lanes else ONE_LANE)
    layers, layer_codes = shelve_layers(rows)
    sources = {TABLE_SOURCE: Source(id=TABLE_SOURCE, type="dataset", title=path.name, sha256=sha256)}
    names = tuple(source_id_of(word, sources) for word in rows.words["source"])
    shelving = Shelving(lanes, layers, lane_codes, layer_codes, names, default_reference=TABLE_SOURCE)
    pulse.say(READ_SHARE, "Sorting")
    columns, store = assembled(rows, shelving, (), pulse.beat)
    pulse.say(_SORTED, "Sorting")
    dataset = Dataset(
        id=path.stem,
        title=path.stem,
        lanes=lanes,
        layers=layers,
        sources=sources,
        columns=columns,
        store=store,
        sha256=sha256,
    )
    return dataset, log.problems()


def source_id_of(word: str, sources: dict[str, Source]) -> str:
    """Return the id of the source a cell names, describing it by its own words if it is new; "" for an empty cell."""
    if word and word not in sources:
        is_url = word.startswith(("http://", "https://"))
        kind = "webpage" if is_url else "document"
        sources[word] = Source(id=word, type=kind, title=word, url=word if is_url else "")
    return word
