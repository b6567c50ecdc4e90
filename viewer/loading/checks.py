"""Turns raw tables into a Dataset and the list of all that is wrong with them; never raises for a bad row.

What each kind of record needs is in `check_names`, `check_sources`, `check_events` and `check_personnel`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from viewer.loading.archive import MAIN_FILE
from viewer.loading.check_events import Shelf, read_events
from viewer.loading.check_names import Ids, read_rows
from viewer.loading.check_personnel import read_disagreements, read_personnel
from viewer.loading.check_sources import read_library
from viewer.loading.loaded import Loaded
from viewer.loading.problems import in_quotes
from viewer.loading.progress import Pulse
from viewer.loading.reader import TABLE_FILE
from viewer.loading.records import Log, Record
from viewer.model.dataset import Dataset

if TYPE_CHECKING:
    from viewer.loading.problems import Problem
    from viewer.loading.reader import RawDataset
    from viewer.model.events import Event

MAIN_KEYS = (
    *("format", "id", "title", "version", "description", "lanes", "focus", "view"),
    *("layer", "source", "event", "personnel", "disagreement"),
)
EVENT_FILE_KEYS = ("event",)
KINDS_WITH_SHARED_IDS = ("event", "personnel")


def build(raw: RawDataset, pulse: Pulse | None = None) -> Loaded:
    """Check every record and build the dataset of those that hold."""
    pulse = pulse or Pulse()
    log = Log(list(raw.problems))
    main, *more = (Record(log, file.name, file.positions, (), file.tables) for file in raw.files)
    main.check_keys(MAIN_KEYS)
    for part in more:
        _check_event_file(part)
    pulse.beat()
    dataset = _build_dataset(main, more, raw)
    if raw.table is not None:
        from viewer.loading.tables.check_table import with_table  # noqa: PLC0415  not imported where there is no table

        dataset, found = with_table(dataset, raw.table, TABLE_FILE, pulse)
        log.problems += found
    return Loaded(dataset, _in_file_order(log.problems))


def _check_event_file(part: Record) -> None:
    for key in MAIN_KEYS:
        if key in part and key not in EVENT_FILE_KEYS:
            part.error(key, f"{in_quotes(key)} belongs in dataset.toml, not read here")
    part.check_keys(MAIN_KEYS)


def _build_dataset(main: Record, more: list[Record], raw: RawDataset) -> Dataset:
    rows = read_rows(main)
    library = read_library(main, raw.texts, Ids())
    shelf = Shelf(rows, library, Ids(_written_ids(raw)))
    main.text("format", required=True)
    events = read_events([record for part in (main, *more) for record in part.tables("event")], shelf)
    events = _without_dead_links(events)
    personnel = read_personnel(main.tables("personnel"), shelf)
    kept = {event.id for event in events} | {figure.id for figure in personnel}
    return Dataset.from_events(
        id=main.text("id", required=True),
        title=main.text("title", required=True),
        version=main.text("version"),
        description=main.text("description"),
        focus=main.date("focus"),
        view=main.date("view"),
        lanes=rows.lanes,
        events=events,
        personnel=personnel,
        disagreements=read_disagreements(main.tables("disagreement"), shelf.ids, kept),
        layers=tuple(rows.layers.values()),
        sources=tuple(library.sources.values()),
        sha256=raw.sha256,
    )


def _written_ids(raw: RawDataset) -> frozenset[str]:
    """Return the ids of all events and figures as written, so that a reference to one left out is no second problem."""
    tables = [file.tables.get(kind) for file in raw.files for kind in KINDS_WITH_SHARED_IDS]
    rows = [row for table in tables if isinstance(table, list) for row in table if isinstance(row, dict)]
    return frozenset(row["id"] for row in rows if isinstance(row.get("id"), str))


def _without_dead_links(events: list[Event]) -> list[Event]:
    kept = {event.id for event in events}
    return [replace(event, links=tuple(link for link in event.links if link.to in kept)) for event in events]


def _in_file_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.file != MAIN_FILE, problem.file, problem.line)))
