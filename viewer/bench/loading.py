"""Loading: a table of events against the least that reading it costs, the index, and the bytes an event takes."""

from __future__ import annotations

import csv
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from viewer.bench.timing import milliseconds
from viewer.layout.index import EventIndex
from viewer.loading.load import load
from viewer.model.columns import Flag

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.loading.loaded import Loaded
    from viewer.model.dataset import Dataset

_ENCODING = "utf-8"


class LoadTimes(NamedTuple):
    """Milliseconds of each way, run by run, and the bytes an event takes in columns, store and index."""

    ours_ms: list[float]
    plain_ms: list[float]
    index_ms: list[float]
    bytes_an_event: float


def write_table(dataset: Dataset, path: Path) -> None:
    """Write a made-up dataset as CSV: date, end (empty for points), title, lane. Rows are in time order."""
    columns = dataset.columns
    order = np.argsort(columns.begin, kind="stable")
    begin = np.datetime_as_string(columns.begin[order].astype("datetime64[us]"), unit="s")
    last = np.datetime_as_string((columns.finish[order] - 1).astype("datetime64[us]"), unit="s")
    end = np.where(columns.flags[order] & Flag.DURATION, last, "")
    lanes = [dataset.lanes[number] for number in columns.lane[order]]
    titles = [columns.title_of(row) for row in order.tolist()]
    with path.open("w", encoding=_ENCODING, newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("date", "end", "title", "lane"))
        writer.writerows(zip(begin.tolist(), end.tolist(), titles, lanes, strict=True))


def read_plainly(path: Path) -> None:
    """Read a table with the standard library and numpy into times, lane codes and labels."""
    with path.open(encoding=_ENCODING, newline="") as file:
        reader = csv.reader(file)
        next(reader)
        dates, ends, _, lanes = zip(*reader, strict=True)
    np.array(dates, dtype="datetime64[us]").astype(np.int64)
    np.array([end or "NaT" for end in ends], dtype="datetime64[us]").astype(np.int64)
    codes = {name: code for code, name in enumerate(dict.fromkeys(lanes))}
    np.fromiter(map(codes.__getitem__, lanes), np.int16, len(lanes))


def measure_loading(path: Path, runs: int) -> LoadTimes:
    """Load a table `runs` times (at least once) both ways, in turn, and index it."""
    ours, plain, index = [], [], []
    loaded: list[Loaded] = []
    for _ in range(runs):
        loaded.clear()
        ours.append(milliseconds(lambda: loaded.append(load(path))))
        plain.append(milliseconds(lambda: read_plainly(path)))
        dataset = loaded[0].dataset
        index.append(milliseconds(partial(EventIndex, dataset.columns, len(dataset.lanes))))
    return LoadTimes(ours, plain, index, bytes_an_event(loaded[0].dataset))


def bytes_an_event(dataset: Dataset) -> float:
    """Return the bytes an event takes: columns with titles, the store behind them, and the index."""
    index = EventIndex(dataset.columns, len(dataset.lanes))
    store = getattr(dataset.store, "nbytes", 0)  # a store of objects has no such figure
    return float(dataset.columns.nbytes + store + index.nbytes) / max(1, len(dataset))
