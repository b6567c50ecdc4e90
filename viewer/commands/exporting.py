"""`export`: a picture, or data, without a display. The name of the file to write says which.

A dataset with problems is written as far as it could be read, and the command says so.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from viewer.commands import drawing
from viewer.commands.shown import add_shown_options, narrowed, refuse_contradictions
from viewer.commands.terminal import DONE, PATH_WORDS, UsageError, built_in, loaded, write
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.options import add_page_options
from viewer.export.pages.words import CHOICES, THEMES
from viewer.loading import report

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from viewer.loading.loaded import Loaded

DATA_WORDS = (
    "data instead of a picture, where the name does not say it: csv (events), personnel.csv, json (the whole dataset), "
    "jsonld (W3C annotations of the quotes), csl.json (sources), md or txt (chronology with notes)"
)
_DATA = ("csv", "personnel.csv", "json", "jsonld", "csl.json", "md", "txt")
_ONLY_FOR_PICTURES = ("view", "range", "alt", "embed", "all_presets")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    out = "the file to write; its ending decides: .png, .svg, .pdf for a picture, and for data see --as"
    parser.add_argument("out", nargs="?", metavar="OUT", help=f"{out} (with --alt it may be left out)")
    parser.add_argument("--dataset", metavar="PATH", help=f"{PATH_WORDS} (default: the built-in one)")
    parser.add_argument("--as", dest="kind", metavar="KIND", help=DATA_WORDS)
    colours = f"{CHOICES['theme'].help} (default: light)"
    parser.add_argument("--theme", default="light", metavar="|".join(THEMES), help=colours)
    parser.add_argument("--embed", action="store_true", help=CHOICES["is_embedded"].help)
    alt = "print the picture in words, for people who do not see it; it is in the file too"
    parser.add_argument("--alt", action="store_true", help=alt)
    add_shown_options(parser)
    add_page_options(parser)


def export(chosen: argparse.Namespace) -> int:
    """Write a picture or data of a dataset."""
    if chosen.out is None and not chosen.alt:
        raise UsageError("The file to write is missing. See: export --help")
    refuse_contradictions(chosen)
    try:
        kind = _data_kind(chosen)
        read = _write_data(chosen, kind) if kind else drawing.export_picture(chosen)
    except ExportError as error:
        raise UsageError(str(error)) from error
    if read.problems:
        name = f" {chosen.dataset}" if chosen.dataset else ""
        write(f"Warning: the dataset has {report.summary(read.problems)}. See: main.py check{name}\n", sys.stderr)
    return DONE


def _data_kind(chosen: argparse.Namespace) -> str | None:
    """Return the kind of data that is wanted, None for a picture. Knows names only: numpy is slow to start."""
    if chosen.kind is not None:
        if chosen.kind not in _DATA:
            raise UsageError(f"There is no kind of data {chosen.kind!r}. Known: {', '.join(_DATA)}.")
        _refuse_other_ending(chosen.out, chosen.kind)
        return str(chosen.kind)
    if chosen.out is None or chosen.all_presets:
        return None
    name = chosen.out.name.lower()
    fitting = (kind for kind in _DATA if name.endswith(f".{kind}") or (name == kind and "." in name))
    return max(fitting, key=len, default=None)


def _refuse_other_ending(out: Path | None, kind: str) -> None:
    """Raise UsageError for a name that says something else than the kind: who opens the file goes by the name."""
    ending = out.suffix[1:].lower() if out is not None else ""
    told = {name.rpartition(".")[2] for name in _DATA} | {"png", "svg", "pdf"}
    if out is not None and ending in told and ending != kind.rpartition(".")[2]:
        raise UsageError(
            f"The name {out.name} ends in .{ending}, and {kind} is data: end it in .{kind}, or change --as."
        )


def _write_data(chosen: argparse.Namespace, kind: str) -> Loaded:
    from viewer.export.data.kinds import title_of, write_data  # noqa: PLC0415  numpy is slow to start
    from viewer.model.filters import Filter  # noqa: PLC0415

    for name in _ONLY_FOR_PICTURES:
        if getattr(chosen, name):
            raise UsageError(f"--{name.replace('_', '-')} is for pictures; {kind} is data. Leave it out.")
    if chosen.out is None:
        raise UsageError("The file to write is missing. See: export --help")
    read = loaded(chosen.dataset or built_in())
    write_data(chosen.out, kind, read.dataset, narrowed(Filter(), read.dataset, chosen))
    write(f"{chosen.out}: {title_of(kind)}\n", sys.stdout)
    return read
