"""The options of a page on the command line, in the words of the export dialog, and what they mean. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.presets import PRESETS, Paper, checked, parse_size, preset, with_dpi

if TYPE_CHECKING:
    import argparse

DEFAULT_PRESET = "web"


class PageOptions(NamedTuple):
    """What was asked of the page and the writing. `papers` holds one, or all presets by name.

    `ground` is the colour role of the paper, None for a transparent one. `title` and `subtitle` None: the dataset's.
    """

    papers: dict[str, Paper]
    has_personnel: bool = True
    has_quotes: bool = False
    ground: str | None = "card"
    title: str | None = None
    subtitle: str | None = None
    language: str = "en"
    scale: float = 1.0
    has_outlines: bool = False
    has_appendix: bool = False


def add_page_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the page, of what stands on it and of how it is written."""
    page = parser.add_argument_group("page")
    names = ", ".join(entry.name for entry in PRESETS)
    page.add_argument("--preset", metavar="NAME", help=f"a page by name (default: {DEFAULT_PRESET}): {names}")
    sizes = "a page by size, such as 1600x1000, 1600x (grows until every label fits), 210x297mm or 8.5x11in"
    page.add_argument("--size", metavar="WxH", help=sizes)
    page.add_argument("--dpi", type=float, metavar="N", help="dots of a PNG to an inch (paper: 300; pixels: 96)")
    page.add_argument("--scale", type=float, default=1.0, metavar="N", help="so many times the dots of a PNG")
    page.add_argument("--transparent", action="store_true", help="no ground: the page behind shows through")
    every = "write every preset into the folder OUT, as the format that --format names"
    page.add_argument("--all-presets", action="store_true", help=every)
    page.add_argument("--format", default="png", choices=("png", "svg", "pdf"), help="for --all-presets (default: png)")
    figure = parser.add_argument_group("figure")
    figure.add_argument("--title", metavar="TEXT", help="in place of the dataset's title; empty for none")
    figure.add_argument("--subtitle", metavar="TEXT", help="in place of the dataset's description; empty for none")
    figure.add_argument("--language", default="en", metavar="TAG", help="language of the figure's words (default: en)")
    figure.add_argument("--no-personnel", action="store_true", help="without the personnel chart")
    figure.add_argument("--quotes", action="store_true", help="every quote as a numbered note under the figure")
    figure.add_argument("--appendix", action="store_true", help="PDF: every quote in its context on further pages")
    figure.add_argument("--outlines", action="store_true", help="SVG: letters as outlines instead of text")


def page_of(chosen: argparse.Namespace) -> PageOptions:
    """Return what the options mean. Raises ExportError with a sentence for an unknown preset or an impossible size."""
    return PageOptions(
        papers=_papers(chosen),
        has_personnel=not chosen.no_personnel,
        has_quotes=chosen.quotes,
        ground=None if chosen.transparent else "card",
        title=chosen.title,
        subtitle=chosen.subtitle,
        language=chosen.language,
        scale=chosen.scale,
        has_outlines=chosen.outlines,
        has_appendix=chosen.appendix,
    )


def _papers(chosen: argparse.Namespace) -> dict[str, Paper]:
    asked = [name for name in ("preset", "size", "all_presets") if getattr(chosen, name)]
    if len(asked) > 1:
        words = " and ".join(f"--{name.replace('_', '-')}" for name in asked)
        raise ExportError(f"{words} say the page twice. Give one of them.")
    if chosen.all_presets:
        return {entry.name: _dotted(entry.paper, chosen.dpi) for entry in PRESETS}
    if chosen.size:
        return {"": parse_size(chosen.size, chosen.dpi)}
    name = chosen.preset or DEFAULT_PRESET
    return {name: _dotted(preset(name).paper, chosen.dpi)}


def _dotted(paper: Paper, dpi: float | None) -> Paper:
    return checked(paper) if dpi is None else with_dpi(paper, dpi)
