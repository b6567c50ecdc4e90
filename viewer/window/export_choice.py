"""What was chosen of an export: remembered between runs, and turned into a request, a paper and a way of writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from viewer.export.export import Writing
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.excerpt import rows_on_page, span_said
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.options import dotted
from viewer.export.pages.presets import PRESETS, Paper, Unit, default_dpi, preset
from viewer.export.pages.words import THEMES
from viewer.loading.pack import pack
from viewer.loading.problems import DatasetError
from viewer.model.filters import Filter
from viewer.theme import load_theme
from viewer.workspace import attention_of

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.layout.timescale import Span
    from viewer.loading.pack import Packed
    from viewer.settings import Settings
    from viewer.theme import Theme
    from viewer.workspace import Workspace

CUSTOM = "custom"
WHAT = ("view", "all", "whole", "range")
"""What of the dataset is drawn: the dates of a range are not remembered, and so it is neither."""


class ExportChoice(Struct, frozen=True):
    """The fields of the export dialog that outlive it. `what` is one of WHAT.

    `height` 0 grows with the figure; `dpi` 0 is what the page usually has; `scale` times as many dots has a PNG.
    """

    what: str = "all"
    page: str = "web"
    width: float = 1600.0
    height: float = 0.0
    unit: str = "px"
    dpi: int = 0
    theme: str = "light"
    is_transparent: bool = False
    has_personnel: bool = True
    has_quotes: bool = False
    has_appendix: bool = False
    has_outlines: bool = False
    is_embedded: bool = False
    scale: float = 1.0

    def paper(self, ending: str) -> Paper:
        """Return the page for a file with this ending. Raises ExportError for a size no picture can have."""
        if self.page == CUSTOM:
            unit = Unit(self.unit)
            paper = Paper(self.width, self.height or None, unit, default_dpi(unit))
        else:
            paper = preset(self.page).paper
        return dotted(paper, self.dpi or None, ending)

    def writing(self, ending: str) -> Writing:
        """Return how a file with this ending is written: what other formats have is left out."""
        scale = self.scale if ending == "png" else 1.0
        return Writing(scale, self.has_outlines and ending == "svg", self.has_appendix and ending == "pdf")

    def request(self, workspace: Workspace, view: Span, range_text: str = "") -> FigureRequest:
        """Return what is drawn of the dataset on the table. Raises ExportError where no event is."""
        shown = Filter() if self.what == "whole" else workspace.filter
        span = view if self.what == "view" else None
        if self.what == "range":
            span = span_said(range_text, workspace.dataset, shown)
        elif span is not None and not rows_on_page(workspace.dataset, shown, span).any():
            raise ExportError("There is nothing to draw: no event that is shown lies in this view.")
        return FigureRequest(
            workspace.dataset.known_by(shown.known_by_us),
            shown,
            span,
            has_personnel=self.has_personnel,
            problem_count=len(workspace.problems),
            has_quotes=self.has_quotes,
            attention=attention_of(workspace),
        )

    def embedded(self, workspace: Workspace) -> Path | None:
        """Return the dataset that is to be put into the file, or None."""
        return workspace.path if self.is_embedded else None

    @property
    def ground(self) -> str | None:
        """The colour role of the paper, None for a transparent one."""
        return None if self.is_transparent else "card"

    def colours(self) -> Theme:
        """Return the theme."""
        return load_theme(self.theme)


def packed(path: Path) -> Packed:
    """Return a dataset to put into a file. Raises ExportError where it can no longer be read."""
    try:
        return pack(path)
    except DatasetError as error:
        raise ExportError(f"The data cannot be put into the file: {error}") from error


def remembered(settings: Settings) -> ExportChoice:
    """Return the last choice; what is not understood any more is as at first."""
    first = ExportChoice()
    values = {name: _value(settings, name, getattr(first, name)) for name in first.__struct_fields__}
    choice = replace(first, **values)
    known = {entry.name for entry in PRESETS} | {CUSTOM}
    return replace(
        choice,
        what=choice.what if choice.what in set(WHAT) - {"range"} else first.what,
        page=choice.page if choice.page in known else first.page,
        unit=choice.unit if choice.unit in set(Unit) else first.unit,
        theme=choice.theme if choice.theme in THEMES else first.theme,
    )


def remember(settings: Settings, choice: ExportChoice) -> None:
    """Keep a choice for the next time."""
    for name in choice.__struct_fields__:
        value = getattr(choice, name)
        words = ("yes" if value else "no") if isinstance(value, bool) else str(value)
        settings.save_export_choice(name, words)


def _value(settings: Settings, name: str, first: object) -> Any:  # noqa: ANN401  of the type of `first`
    words = settings.export_choice(name, "")
    if not words:
        return first
    if isinstance(first, bool):
        return words == "yes"
    if isinstance(first, str):
        return words
    try:
        return type(first)(float(words))  # type: ignore[call-arg]  # a number
    except (ValueError, OverflowError):
        return first
