"""The options of a page on the command line, in the words of the export dialog, and what they mean. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.presets import PRESETS, Paper, checked, parse_size, preset, with_dpi
from viewer.export.pages.words import CHOICES

if TYPE_CHECKING:
    import argparse

DEFAULT_PRESET = "web"


class PageOptions(Struct, frozen=True):
    """What was asked of the page and the writing. `papers` holds one, or all presets by name.

    `ground` is the colour role of the paper, None for a transparent one. `title` and `subtitle` None: the dataset's.
    """

    papers: dict[str, Paper]
    has_personnel: bool = True
    has_quotes: bool = False
    ground: str | None = "card"
    title: str | None = None
    subtitle: str | None = None
    scale: float = 1.0
    has_outlines: bool = False
    has_appendix: bool = False
    sheet: str = ""


SHEETS_WORDS = "spread the page over sheets to print, cut and glue, with overlaps and marks (PDF): a4, a3 or letter"


def add_page_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the page, of what stands on it and of how it is written."""
    said = {name: choice.help for name, choice in CHOICES.items()}
    page = parser.add_argument_group("page")
    names = ", ".join(entry.name for entry in PRESETS)
    page.add_argument("--preset", metavar="NAME", help=f"{said['preset']} by name (default: {DEFAULT_PRESET}): {names}")
    page.add_argument("--size", metavar="WxH", help=f"{said['size']}; such as 1600x1000, 1600x, 210x297mm or 8.5x11in")
    page.add_argument("--dpi", type=float, metavar="N", help=said["dpi"])
    page.add_argument("--scale", type=float, default=1.0, metavar="N", help=said["scale"])
    page.add_argument("--transparent", action="store_true", help=said["is_transparent"])
    every = "write every preset into the folder OUT (made if need be), as the format that --format names"
    page.add_argument("--all-presets", action="store_true", help=every)
    page.add_argument("--sheets", metavar="NAME", help=SHEETS_WORDS)
    page.add_argument("--format", default="png", choices=("png", "svg", "pdf"), help="for --all-presets (default: png)")
    figure = parser.add_argument_group("figure")
    figure.add_argument("--title", metavar="TEXT", help=f"{said['title']}; empty for none")
    figure.add_argument("--subtitle", metavar="TEXT", help=f"{said['subtitle']}; empty for none")
    figure.add_argument("--no-personnel", action="store_true", help=f"without the {said['has_personnel']}")
    figure.add_argument("--quotes", action="store_true", help=said["has_quotes"])
    figure.add_argument("--appendix", action="store_true", help=said["has_appendix"])
    figure.add_argument("--outlines", action="store_true", help=said["has_outlines"])


def page_of(chosen: argparse.Namespace, ending: str = "png") -> PageOptions:
    """Return what the options mean for a file with this ending.

    Raises ExportError with a sentence for an unknown preset or an impossible size.
    """
    return PageOptions(
        papers=_papers(chosen, ending),
        has_personnel=not chosen.no_personnel,
        has_quotes=chosen.quotes,
        ground=None if chosen.transparent else "card",
        title=chosen.title,
        subtitle=chosen.subtitle,
        scale=chosen.scale,
        has_outlines=chosen.outlines,
        has_appendix=chosen.appendix,
        sheet=(chosen.sheets or "").lower(),
    )


def dotted(paper: Paper, dpi: float | None, ending: str) -> Paper:
    """Return the paper with so many dots an inch (None: as it is) for a file with this ending.

    Only a PNG has dots. Elsewhere they would change nothing but the size of a page that is counted in pixels, which is
    then a 96th of an inch for each. Raises ExportError.
    """
    return checked(paper) if dpi is None or ending != "png" else with_dpi(paper, dpi)


def _papers(chosen: argparse.Namespace, ending: str) -> dict[str, Paper]:
    asked = [name for name in ("preset", "size", "all_presets") if getattr(chosen, name)]
    if len(asked) > 1:
        words = " and ".join(f"--{name.replace('_', '-')}" for name in asked)
        raise ExportError(f"{words} say the page twice. Give one of them.")
    if chosen.all_presets:
        papers = {entry.name: entry.paper for entry in PRESETS}
    elif chosen.size:
        papers = {"": parse_size(chosen.size)}
    else:
        name = chosen.preset or DEFAULT_PRESET
        papers = {name: preset(name).paper}
    return {name: dotted(paper, chosen.dpi, ending) for name, paper in papers.items()}
