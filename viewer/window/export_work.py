"""What the worker of an export does, one function for each way out: plain functions of what a figure is to be.

They run in any thread, say what they are doing, and end when they are no longer wanted. No widgets, no workspace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter

from viewer.export.export import Writing, figure_bytes, watched
from viewer.export.formats.atomic import write_file
from viewer.export.pages.fitting import fit
from viewer.export.pages.presets import PX_PER_INCH
from viewer.export.pages.tiles import sheets_in_words
from viewer.export.printing import figure_px, print_fitted, sheet_paper, sheet_px, turn_for
from viewer.painting.painter import paint_scene
from viewer.painting.text_measure import measure
from viewer.theme import load_theme
from viewer.window.export_choice import packed

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtPrintSupport import QPrinter

    from viewer.export.pages.figure import FigureRequest
    from viewer.export.pages.fitting import Fitted
    from viewer.export.pages.presets import Paper
    from viewer.theme import Theme
    from viewer.window.job import Step


class Wish(Struct, frozen=True):
    """What a figure is to be, and on what; equal wishes make equal figures."""

    request: FigureRequest
    paper: Paper
    ground: str | None = "card"


class Shown(NamedTuple):
    """A composed figure, and a small picture of it for the preview."""

    fitted: Fitted
    picture: QImage


class Copied(Struct, frozen=True):
    """A picture in the forms that programs paste."""

    name: str
    png: bytes
    svg: bytes
    image: QImage


class Composer:
    """Lays figures out and keeps the last one, so that what is shown need not be laid out again to be written."""

    def __init__(self) -> None:
        self._last: tuple[Wish, Fitted] | None = None

    def compose(self, wish: Wish, step: Step) -> Fitted:
        """Return the figure. Raises ExportError where it cannot be laid out."""
        if self._last is None or self._last[0] != wish:
            step.begin("Laying out")
            self._last = wish, fit(wish.request, wish.paper, watched(measure, step.check), wish.ground)
        return self._last[1]


def show(fitted: Fitted, theme: Theme, room: tuple[int, int], step: Step) -> Shown:
    """Paint a composed figure as large as it fits into so many pixels."""
    step.begin("Painting")
    scene = fitted.scene
    scale = min(room[0] / scene.width, room[1] / scene.height)
    size = (max(1, round(scene.width * scale)), max(1, round(scene.height * scale)))
    picture = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    try:
        painter.scale(scale, scale)
        paint_scene(painter, scene, theme)
    finally:
        painter.end()
    return Shown(fitted, picture)


class Target(Struct, frozen=True):
    """Which file is written and how; `embedded` is the dataset that goes into it, or None."""

    path: Path
    writing: Writing
    embedded: Path | None = None


def write(target: Target, wish: Wish, fitted: Fitted, theme: Theme, step: Step) -> Path:
    """Write a composed figure, whole or not at all."""
    step.begin("Painting")
    request = replace(wish.request, embedded=packed(target.embedded)) if target.embedded else wish.request
    step.check()
    ending = target.path.suffix[1:].lower()
    content = figure_bytes(fitted.scene, ending, request, fitted.page, theme, target.writing, step.check)
    step.begin("Writing")
    write_file(target.path, content)
    return target.path


def copy(wish: Wish, fitted: Fitted, theme: Theme, step: Step) -> Copied:
    """Return a composed figure in both forms, so that each program that pastes it takes the best it can."""
    step.begin("Painting")
    png, svg = (
        figure_bytes(fitted.scene, form, wish.request, fitted.page, theme, Writing(), step.check)
        for form in ("png", "svg")
    )
    return Copied(wish.request.name, png, svg, QImage.fromData(QByteArray(png)))


def print_whole(printer: QPrinter, wish: Wish, fitted: Fitted, step: Step) -> str:
    """Print a composed figure at its own size, over several sheets if it takes them; return how many in words.

    A figure in pixels, or only a little larger than the sheet as it lies or turned, is composed for it instead.
    """
    turn_for(printer, lambda sheet: _is_poster(fitted, sheet))
    if not _is_poster(fitted, sheet_px(printer)):
        return print_on_sheet(printer, wish.request, step)
    return _printed(printer, fitted, step)


def print_on_sheet(printer: QPrinter, request: FigureRequest, step: Step) -> str:
    """Print a figure composed for one sheet; return how many were printed in words."""
    return _printed(printer, Composer().compose(Wish(request, sheet_paper(printer)), step), step)


def _printed(printer: QPrinter, fitted: Fitted, step: Step) -> str:
    step.begin("Printing")
    return sheets_in_words(print_fitted(printer, fitted, load_theme("print"), step.check))


def _is_poster(fitted: Fitted, sheet: tuple[float, float]) -> bool:
    """Say whether a figure was meant to be larger than a sheet, and not only has no size on paper."""
    over = (side - room for side, room in zip(figure_px(fitted), sheet, strict=True))
    return fitted.page.unit != "px" and max(over) > PX_PER_INCH
