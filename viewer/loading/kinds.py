"""What kind of file a path names, by its ending; so that nothing is imported to read what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ARROW_ENDINGS = (".parquet", ".arrow", ".feather")
TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".tab", *ARROW_ENDINGS)
PICTURE_ENDINGS = (".png", ".svg", ".pdf")


def is_table(path: Path) -> bool:
    """Tell by its name whether a file is a table."""
    return path.suffix.lower() in TABLE_ENDINGS and path.is_file()


def is_arrow(path: Path) -> bool:
    """Tell by its name whether a file is a table of Parquet or Arrow, which needs `pyarrow`."""
    return path.suffix.lower() in ARROW_ENDINGS and path.is_file()


def is_picture(path: Path) -> bool:
    """Tell by its name whether a file is a picture."""
    return path.suffix.lower() in PICTURE_ENDINGS and path.is_file()
