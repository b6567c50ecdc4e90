"""The one way into `viewer.loading` for the rest of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from viewer.loading.kinds import is_arrow, is_picture, is_table
from viewer.loading.loaded import Loaded
from viewer.loading.progress import Pulse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from viewer.loading.archive import Limits


def load(
    path: Path,
    limits: Limits | None = None,
    progress: Callable[[float, str], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Loaded:
    """Read and check a dataset: a folder, its `dataset.toml`, a `.mtlz`, a table (`.csv`, `.tsv`, `.txt`), a picture.

    A table may be a Parquet, Arrow or Feather file too, where `pyarrow` is installed.
    A picture (`.png`, `.svg`, `.pdf`) must carry its data; the dataset then opens on what the picture shows.
    Opens what can be opened and lists the rest as problems; raises DatasetError when nothing can be read. `progress`
    is told a share from 0 to 1 and what is being done; once `is_cancelled` says so, LoadCancelled is raised. Both are
    called in this thread, with a table every some milliseconds.
    """
    if is_picture(path):
        return _load_picture(path, limits, progress, is_cancelled)
    pulse = Pulse(progress, is_cancelled)
    if is_arrow(path):
        from viewer.loading.tables.arrow import load_arrow  # noqa: PLC0415  as below

        return Loaded(*load_arrow(path, pulse))
    if is_table(path):
        from viewer.loading.tables.table import load_table  # noqa: PLC0415  costs a start that reads no table 30 ms

        return Loaded(*load_table(path, pulse))
    from viewer.loading import checks, reader  # noqa: PLC0415  a table needs none of it

    pulse.say(0.0, "Reading")
    raw = reader.read(path, limits, pulse.beat)
    pulse.say(0.3, "Checking")
    return checks.build(raw, pulse)


def _load_picture(
    path: Path,
    limits: Limits | None,
    progress: Callable[[float, str], None] | None,
    is_cancelled: Callable[[], bool] | None,
) -> Loaded:
    from viewer.loading.pictures import read_picture, unpacked  # noqa: PLC0415  as above

    picture = read_picture(path, limits)
    with unpacked(picture) as place:
        loaded = load(place, limits, progress, is_cancelled)
    return replace(loaded, dataset=picture.as_drawn(loaded.dataset))
