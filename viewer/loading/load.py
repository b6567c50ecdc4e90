"""The one way into `viewer.loading` for the rest of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.loading import checks, reader

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.loading.archive import Limits


def load(path: Path, limits: Limits | None = None) -> checks.Loaded:
    """Read and check a dataset: a folder, its `dataset.toml`, or a `.mtlz`.

    Opens what can be opened and lists the rest as problems; raises DatasetError when nothing can be read.
    """
    return checks.build(reader.read(path, limits))
