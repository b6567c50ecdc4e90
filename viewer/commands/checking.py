"""`check`: everything that is wrong with a dataset, for people or as JSON. No Qt."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from viewer.commands.terminal import DONE, HAS_PROBLEMS, PATH_WORDS, WRONG_USE, UsageError, built_in, write
from viewer.loading import report
from viewer.loading.load import load
from viewer.loading.problems import DatasetError
from viewer.model.counting import counted
from viewer.model.events import QuoteMatch

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from viewer.model.dataset import Dataset


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("path", nargs="?", metavar="PATH", help=f"{PATH_WORDS} (default: the built-in one)")
    parser.add_argument("--json", action="store_true", help="write the list as JSON, for programs")


def check(path: Path | None, *, as_json: bool) -> int:
    """Write what is wrong with a dataset, a line each, or that nothing is; the exit code says which."""
    place = path or built_in()
    try:
        loaded = load(place)
    except DatasetError as error:
        if not as_json:
            raise UsageError(report.as_line(error.problem, place)) from error
        write(report.as_json([error.problem]), sys.stdout)
        return WRONG_USE
    if as_json:
        write(report.as_json(loaded.problems), sys.stdout)
    elif loaded.problems:
        write(report.as_lines(loaded.problems, place), sys.stdout)
        write(f"{report.summary(loaded.problems)}\n", sys.stderr)
    else:
        write(f"{_fine_in_words(loaded.dataset)}\n", sys.stdout)
    return HAS_PROBLEMS if loaded.problems else DONE


def _fine_in_words(dataset: Dataset) -> str:
    quotes = [quote for row in range(len(dataset)) for quote in dataset.event(row).quotes]
    quotes += [figure.quote for figure in dataset.personnel if figure.quote]
    events = counted(len(dataset), "event")
    if not quotes:
        return f"{events}, no quotes"
    verbatim = sum(quote.match is QuoteMatch.VERBATIM for quote in quotes)
    how = "every quote verbatim" if verbatim == len(quotes) else f"{verbatim:,} verbatim"
    return f"{events}, {counted(len(quotes), 'quote')}, {how}"
