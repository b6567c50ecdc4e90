"""Makes a picture again from what its record says of how it was made. Writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from viewer.export.export import FORMATS, Writing, figure_bytes
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import compose
from viewer.export.trace.record import made_again
from viewer.loading.picture_parts import PNG_SIGNATURE
from viewer.painting.text_measure import measure
from viewer.theme import THEMES, load_theme

if TYPE_CHECKING:
    from viewer.loading.pictures import Picture
    from viewer.model.dataset import Dataset


def redrawn(picture: Picture, dataset: Dataset) -> bytes:
    """Return the bytes of a picture made again from a dataset. Needs `start_drawing`. Raises ExportError."""
    made = made_again(picture, dataset)
    if made.format_name not in FORMATS or made.theme not in THEMES:
        raise ExportError(f"What {picture.name} says of how it was made cannot be used.")
    try:
        writing = Writing(**made.writing)
    except TypeError as error:
        raise ExportError(f"What {picture.name} says of how it was made cannot be used.") from error
    scene = compose(made.request, made.page, measure)
    return figure_bytes(scene, made.format_name, made.request, made.page, load_theme(made.theme), writing)


def has_same_pixels(one: bytes, two: bytes) -> bool:
    """Tell whether two files are PNG pictures of the same pixels."""
    if not (one.startswith(PNG_SIGNATURE) and two.startswith(PNG_SIGNATURE)):
        return False
    images = [QImage.fromData(content) for content in (one, two)]
    return not images[0].isNull() and images[0] == images[1]
