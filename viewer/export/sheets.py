"""A figure larger than a sheet as a PDF of several, to be printed at its own size, cut and glued, without a printer."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QBuffer, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize

from viewer.export.formats.atomic import ExportError
from viewer.export.formats.pdf import pdf_writer, real_characters, short_ones
from viewer.export.formats.pdf_repair import Finish, repaired
from viewer.export.pages.tiles import Tiling, counted_sheets, tiled
from viewer.export.printing import figure_px, paint_sheets, sheet_px, turn_for
from viewer.export.steps import go_on
from viewer.painting.text_measure import measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPdfWriter

    from viewer.export.pages.fitting import Fitted
    from viewer.export.steps import Check
    from viewer.theme import Theme

MARGIN_MM = 10.0
"""What nearly every printer can do."""

SHEETS = MappingProxyType(
    {"a4": QPageSize.PageSizeId.A4, "a3": QPageSize.PageSizeId.A3, "letter": QPageSize.PageSizeId.Letter}
)
"""The sheets by the names of the command line."""


class Said(Struct, frozen=True):
    """What the file says of itself: its title, the facts, the language tag of its texts."""

    title: str
    metadata: Mapping[str, str]
    language: str = ""


def sheets_bytes(fitted: Fitted, theme: Theme, sheet: str, said: Said, check: Check = go_on) -> bytes:
    """Return a composed figure as a PDF of sheets named in SHEETS, turned where that takes fewer.

    The same input gives the same bytes. Raises ExportError for an unknown sheet, and what `check` raises.
    """
    buffer = QBuffer()
    writer = pdf_writer(buffer, said.title, said.metadata)
    tiling = _laid(writer, fitted, sheet)
    paint_sheets(writer, fitted, theme, tiling, check)
    whole = writer.pageLayout().fullRect(QPageLayout.Unit.Point)
    sizes = [(whole.width(), whole.height())] * len(tiling.tiles)
    finish = Finish(sizes, real_characters(), said.language, facts=short_ones(said.metadata))
    return repaired(bytes(buffer.data().data()), finish)


def sheets_of(fitted: Fitted, sheet: str) -> Tiling:
    """Return how a composed figure is spread over sheets named in SHEETS, without drawing it."""
    buffer = QBuffer()  # it has to outlive the writer
    return _laid(pdf_writer(buffer, "", {}), fitted, sheet)


def require_sheet(sheet: str) -> None:
    """Raise ExportError unless there is such a sheet."""
    if sheet not in SHEETS:
        raise ExportError(f"There is no sheet {sheet!r}. Known: {', '.join(SHEETS)}.")


def _laid(writer: QPdfWriter, fitted: Fitted, sheet: str) -> Tiling:
    """Give the writer its sheets, the way round that takes fewer, and spread the figure over them."""
    require_sheet(sheet)
    writer.setPageSize(QPageSize(SHEETS[sheet]))
    writer.setPageMargins(QMarginsF(*[MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    try:
        turn_for(writer, lambda room: math.prod(counted_sheets(figure_px(fitted), room)))
        return tiled(fitted.scene, fitted.page.zoom, sheet_px(writer), measure)
    except ValueError as error:
        raise ExportError(f"{error} Choose larger sheets, or a smaller page.") from error
