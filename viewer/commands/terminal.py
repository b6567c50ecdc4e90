"""What all commands share: exit codes, the error of wrong use, the built-in dataset, and the one place that writes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from viewer.assets import resource_path

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from viewer.loading.loaded import Loaded

DONE, HAS_PROBLEMS, WRONG_USE = 0, 1, 2
PATH_WORDS = "a dataset: a folder, its dataset.toml, a .mtlz, a table (.csv, .tsv), or a picture that carries its data"


class UsageError(Exception):
    """The command cannot be done as given; the text is a sentence with the remedy."""


def built_in() -> Path:
    """Return where the built-in dataset lies."""
    return resource_path("datasets", "mss-haiti")


def loaded(place: Path) -> Loaded:
    """Return a dataset and its problems. Raises UsageError where nothing can be read."""
    from viewer.loading import report  # noqa: PLC0415  the window starts without it
    from viewer.loading.load import load  # noqa: PLC0415  as above
    from viewer.loading.problems import DatasetError  # noqa: PLC0415  as above

    try:
        return load(place)
    except DatasetError as error:
        raise UsageError(report.as_line(error.problem, place)) from error


def write(text: str, stream: TextIO) -> None:
    """Write to a stream: the one place that does. Letters its encoding lacks are written as question marks."""
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except BrokenPipeError:  # the reader, such as `head`, has gone: what is left has no reader either
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
