"""Reads the columns of a Parquet, Arrow or Feather file as a table, with `pyarrow` where it is installed.

Knows only how to make cells of columns; what they mean is decided where those of a CSV are.
"""

from __future__ import annotations

import hashlib
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from viewer.loading.problems import DatasetError, in_quotes, path_in_quotes
from viewer.loading.tables.columns import find_columns
from viewer.loading.tables.log import RowLog
from viewer.loading.tables.records import Cells, trimmed
from viewer.loading.tables.rows import RowGatherer
from viewer.loading.tables.table import MOST_ROWS, READ_SHARE, as_dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from viewer.loading.problems import Problem
    from viewer.loading.progress import Pulse
    from viewer.model.dataset import Dataset

_ROWS_AT_ONCE = 1 << 16
_UNWANTED = r"[\x00\x1e\x1f]"
_DAY_US = 86_400_000_000


def load_arrow(path: Path, pulse: Pulse) -> tuple[Dataset, tuple[Problem, ...]]:
    """Read a file of columns as a dataset of its own, like a CSV with the same columns; lines are rows, from 1 on.

    Raises DatasetError where `pyarrow` is missing, the file is broken or has no dates, and LoadCancelled.
    """
    try:
        arrow = import_module("pyarrow")
    except ImportError as error:
        kind = "a Parquet" if path.suffix.lower() == ".parquet" else "an Arrow"
        raise DatasetError(f"this is {kind} file", "install pyarrow, or save it as CSV") from error
    try:
        return _read(path, pulse)
    except (OSError, arrow.ArrowException) as error:
        said = str(error).partition("\n")[0]
        raise DatasetError(f"{path_in_quotes(path)} cannot be read: {said}") from error


class ArrowRecords(Struct, frozen=True):
    """Some rows of such a file, as far as they are used: cells by the number of the column."""

    lines: NDArray[np.int32]
    cells: Mapping[int, Cells]
    mended_lines: tuple[int, ...] = ()

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many cells each row has."""
        return np.full(len(self.lines), len(self.cells))

    def column(self, number: int) -> Cells:
        """Return the cells of a column."""
        return self.cells[number]

    def too_long(self, width: int) -> NDArray[np.int64]:  # noqa: ARG002  as a CSV's rows have it
        """Return the rows with too many cells: none."""
        return np.empty(0, dtype=np.int64)

    def row(self, number: int) -> list[str]:
        """Return the used cells of a row as texts."""
        return [cells.at(number) for cells in self.cells.values()]


def _read(path: Path, pulse: Pulse) -> tuple[Dataset, tuple[Problem, ...]]:
    log = RowLog(path.name)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    names, total, batches_of = _opened(path)
    columns = find_columns([name.strip() for name in names], path.name, 0)
    gatherer = RowGatherer(columns, len(names), log, pulse.beat)
    forms = _Forms(names, columns, log)
    done = 0
    for batch in batches_of([names[number] for number in sorted(set(columns.values()))]):
        for part in (batch.slice(first, _ROWS_AT_ONCE) for first in range(0, batch.num_rows, _ROWS_AT_ONCE)):
            pulse.say(READ_SHARE * done / max(1, total), "Reading")
            lines = np.arange(done + 1, done + 1 + part.num_rows, dtype=np.int32)
            gatherer.add(ArrowRecords(lines, forms.cells(part)))
            done += part.num_rows
        if done >= MOST_ROWS:
            log.error(0, f"the table has more than {done:,} rows; the rest is not read", "cut it into parts")
            break
    if not done:
        gatherer.add(ArrowRecords(np.empty(0, dtype=np.int32), {number: Cells.of([]) for number in columns.values()}))
    return as_dataset(path, gatherer.finished(), log, sha256, pulse)


def _opened(path: Path) -> tuple[list[str], int, Callable[[list[str]], Iterable[Any]]]:
    """Return the names of the columns, how many rows there are, and what gives some columns of them in batches."""
    if path.suffix.lower() == ".parquet":
        file = import_module("pyarrow.parquet").ParquetFile(path)
        read = partial(file.iter_batches, _ROWS_AT_ONCE)
        return list(file.schema_arrow.names), file.metadata.num_rows, lambda names: read(columns=names)
    arrow = import_module("pyarrow")
    ipc, source = import_module("pyarrow.ipc"), arrow.memory_map(str(path))
    try:
        reader = ipc.open_file(source)
    except arrow.ArrowInvalid:  # the form for streams, which goes by the same name
        source.seek(0)
        table = ipc.open_stream(source).read_all()
    else:
        table = reader.read_all()  # which stays in the file where it is not compressed
    return list(table.schema.names), table.num_rows, lambda names: table.select(names).to_batches()


class _Forms:
    """Makes texts of the columns that are used, each value as a CSV would have it."""

    def __init__(self, names: list[str], columns: Mapping[str, int], log: RowLog) -> None:
        self._arrow = import_module("pyarrow")
        self._compute = import_module("pyarrow.compute")
        self._names = names
        self._numbers = sorted(set(columns.values()))
        self._log = log
        self._unreadable: set[int] = set()

    def cells(self, batch: Any) -> dict[int, Cells]:  # noqa: ANN401  pyarrow is not there to name its types
        """Return the cells of a batch by the number of the column."""
        return {number: self._cells(batch.column(self._names[number]), number) for number in self._numbers}

    def _cells(self, column: Any, number: int) -> Cells:  # noqa: ANN401  as above
        try:
            texts = self._texts(column)
        except (self._arrow.ArrowNotImplementedError, self._arrow.ArrowInvalid) as error:
            if number not in self._unreadable:
                self._unreadable.add(number)
                said = f"the column {in_quotes(self._names[number])} is not read: {str(error).partition(chr(10))[0]}"
                self._log.warning(0, said, "make it a column of text")
            return Cells.of([""] * len(column))
        ends = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
        block = texts.buffers()[2]
        chars = np.frombuffer(block, dtype=np.uint8) if block is not None and block.size else np.empty(0, np.uint8)
        return trimmed(Cells(chars, ends[:-1].astype(np.int64), np.diff(ends)))

    def _texts(self, column: Any) -> Any:  # noqa: ANN401  as above
        """Return a column as text without missing values."""
        arrow, kind = self._arrow, column.type
        if arrow.types.is_timestamp(kind) or arrow.types.is_date64(kind):
            column = self._times(column)
        texts = self._compute.fill_null(column.cast(arrow.large_string()), "")
        texts = self._compute.replace_substring(texts, "\r\n", "\n")
        return self._compute.replace_substring_regex(texts, _UNWANTED, "")

    def _times(self, column: Any) -> Any:  # noqa: ANN401  as above
        """Return times as precise as they are: days where none has a time of day, else seconds or microseconds."""
        arrow, kind = self._arrow, column.type
        zone = getattr(kind, "tz", None) and "UTC"
        times = column.cast(arrow.timestamp("us", zone), safe=False)
        instants = self._compute.fill_null(times.cast(arrow.int64()), 0).to_numpy(zero_copy_only=False)
        if not (instants % _DAY_US).any():
            return times.cast(arrow.date32())
        return times if (instants % 1_000_000).any() else times.cast(arrow.timestamp("s", zone))
