"""The commands: open, check, export. Turns what may go wrong into one sentence and an exit code.

Exit codes: 0 done, 1 the dataset has problems, 2 wrong use. Qt is imported only by the commands that need it.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from viewer import bootstrap
from viewer.assets import resource_path
from viewer.export.provenance import PROGRAM, program_version
from viewer.loading import report
from viewer.loading.load import load
from viewer.loading.problems import DatasetError, did_you_mean
from viewer.model.dates import DateError
from viewer.model.edtf import parse_edtf
from viewer.model.events import QuoteMatch

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

    from viewer.export.figure import Page
    from viewer.layout.timescale import Span
    from viewer.loading.checks import Loaded
    from viewer.model.dataset import Dataset
    from viewer.model.filters import Filter

DONE, HAS_PROBLEMS, WRONG_USE = 0, 1, 2
THEMES = ("light", "dark", "print")
_COMMANDS = ("open", "check", "export")
_SIZE = re.compile(r"(\d{1,6})[xX×](\d{1,6})?")


class UsageError(Exception):
    """The command cannot be done as given; the text is a sentence with the remedy."""


class _Parser(argparse.ArgumentParser):
    """A parser that raises instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")


def main(argv: Sequence[str]) -> int:
    """Run the command line (without the program's name) and return its exit code; nothing is raised but bugs."""
    try:
        return _run(list(argv))
    except (UsageError, DatasetError) as error:
        _write(f"{error}\n", sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return bootstrap.INTERRUPTED


def _run(arguments: list[str]) -> int:
    if not arguments or (arguments[0] not in _COMMANDS and not arguments[0].startswith("-")):
        arguments = ["open", *arguments]
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as end:  # argparse has written help or version
        return DONE if end.code is None else int(end.code)
    if chosen.command == "check":
        return check(chosen.path, as_json=chosen.json)
    return export(chosen) if chosen.command == "export" else open_window(chosen.path)


def _parser() -> argparse.ArgumentParser:
    name = "python3 main.py" if Path(sys.argv[0]).name in {"main.py", "__main__.py"} else "mission-timeline"
    about = "Look at a sourced timeline: every mark and every number leads back to the sentence it came from."
    parser = _Parser(prog=name, description=about, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {program_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    path_words = "a dataset: a folder, its dataset.toml or a .mtlz (default: the built-in one)"
    opening = commands.add_parser("open", help="open the window (the default)", allow_abbrev=False)
    opening.add_argument("path", nargs="?", type=Path, metavar="PATH", help=path_words)
    checking = commands.add_parser("check", help="list everything that is wrong with a dataset", allow_abbrev=False)
    checking.add_argument("path", nargs="?", type=Path, metavar="PATH", help=path_words)
    checking.add_argument("--json", action="store_true", help="write the list as JSON, for programs")
    _add_export(commands.add_parser("export", help="make an image, without a display", allow_abbrev=False), path_words)
    return parser


def _add_export(parser: argparse.ArgumentParser, path_words: str) -> None:
    parser.add_argument(
        "out", type=Path, metavar="OUT", help="the file to write: its ending, .png, .svg or .pdf, decides"
    )
    parser.add_argument("--dataset", type=Path, metavar="PATH", help=path_words)
    parser.add_argument("--range", metavar="EDTF", help="the time to show, such as 2024, 2024-10 or 2024-06/2024-11")
    size_words = "the page in pixels, 96 to an inch (default: 1600x); without H it grows until every label fits"
    parser.add_argument("--size", default="1600x", metavar="WxH", help=size_words)
    parser.add_argument("--scale", type=float, default=1.0, metavar="N", help="pixels of a PNG for one of the page")
    parser.add_argument("--theme", default="light", metavar="|".join(THEMES), help="colours (default: light)")
    parser.add_argument("--layers", metavar="A,B", help="the layers to show, by id (default: those the dataset shows)")


def open_window(path: Path | None) -> int:
    """Open the window on a dataset (None: the built-in one) and return when it is closed."""
    obstacle = bootstrap.window_obstacle()
    if obstacle is not None:
        raise UsageError(obstacle)
    from viewer import app  # noqa: PLC0415  the other commands start without Qt

    return app.run(path, [])


def check(path: Path | None, *, as_json: bool) -> int:
    """Write what is wrong with a dataset, a line each, or that nothing is; the exit code says which."""
    place = path or _built_in()
    try:
        loaded = load(place)
    except DatasetError as error:
        if not as_json:
            raise UsageError(report.as_line(error.problem, place)) from error
        _write(report.as_json([error.problem]), sys.stdout)
        return WRONG_USE
    if as_json:
        _write(report.as_json(loaded.problems), sys.stdout)
    elif loaded.problems:
        _write(report.as_lines(loaded.problems, place), sys.stdout)
        _write(f"{report.summary(loaded.problems)}\n", sys.stderr)
    else:
        _write(f"{_fine_in_words(loaded.dataset)}\n", sys.stdout)
    return HAS_PROBLEMS if loaded.problems else DONE


def export(chosen: argparse.Namespace) -> int:
    """Write an image of a dataset; one with problems is drawn as far as it could be read, and says so."""
    obstacle = bootstrap.library_obstacle()
    if obstacle is not None:
        raise UsageError(obstacle)
    if chosen.theme not in THEMES:
        raise UsageError(f"There is no theme {chosen.theme!r}. Known: {', '.join(THEMES)}.")
    page = _page_of(chosen.size)
    place = chosen.dataset or _built_in()
    loaded = _loaded(place)
    _draw(chosen, loaded, page)
    if loaded.problems:
        name = f" {place}" if chosen.dataset else ""
        _write(f"Warning: the dataset has {report.summary(loaded.problems)}. See: main.py check{name}\n", sys.stderr)
    return DONE


def _loaded(place: Path) -> Loaded:
    try:
        return load(place)
    except DatasetError as error:
        raise UsageError(report.as_line(error.problem, place)) from error


def _draw(chosen: argparse.Namespace, loaded: Loaded, page: Page) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # no display is needed, and none may change the picture
    from viewer.export.atomic import ExportError  # noqa: PLC0415  as in open_window
    from viewer.export.export import export_file, require_format, start_drawing  # noqa: PLC0415
    from viewer.export.figure import FigureRequest  # noqa: PLC0415
    from viewer.theme import FontError, load_theme  # noqa: PLC0415

    try:
        require_format(chosen.out)
        application = start_drawing()
        wanted = _filter_of(loaded.dataset, chosen.layers)
        span = None if chosen.range is None else _span_of(chosen.range, loaded.dataset, wanted)
        request = FigureRequest(loaded.dataset, wanted, span, problem_count=len(loaded.problems))
        scene = export_file(chosen.out, request, page, load_theme(chosen.theme), chosen.scale)
    except (ExportError, FontError) as error:
        raise UsageError(str(error)) from error
    del application  # kept until here: Qt draws only while it lives
    counted = f"{scene.drawn + scene.folded:,} of {len(loaded.dataset):,} events"
    _write(f"{chosen.out}: {scene.width:g} x {scene.height:g} px, {counted}\n", sys.stdout)


def _page_of(size: str) -> Page:
    from viewer.export.figure import LEAST_WIDTH_PX, Page  # noqa: PLC0415  as in open_window

    found = _SIZE.fullmatch(size)
    if found is None or int(found[1]) < LEAST_WIDTH_PX or found[2] == "0":
        raise UsageError(
            f"{size!r} is not a size of a page: write width x height in pixels, such as 1600x1000, or 1600x for a "
            f"height that grows as needed; the width is at least {LEAST_WIDTH_PX}."
        )
    return Page(float(found[1]), float(found[2]) if found[2] else None)


def _filter_of(dataset: Dataset, layers: str | None) -> Filter:
    from viewer.model.filters import Filter  # noqa: PLC0415  numpy is slow to start

    known = [layer.id for layer in dataset.layers]
    if layers is None:
        return Filter(frozenset(layer.id for layer in dataset.layers if not layer.is_shown))
    wanted = [name.strip() for name in layers.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        said = f"There is no layer {unknown[0]!r}" if unknown else "No layer is named"
        near = did_you_mean(unknown[0], known) if unknown else ""
        hint = " Did" + near.removeprefix("did") if near.startswith("did") else ""
        raise UsageError(f"{said}.{hint} Layers of this dataset: {', '.join(known)}.")
    return Filter(frozenset(known) - frozenset(wanted))


def _span_of(text: str, dataset: Dataset, wanted: Filter) -> Span:
    """Return the span an EDTF text means; an open end is where what is shown ends."""
    from viewer.export.excerpt import rows_on_page, shown_extent_us  # noqa: PLC0415  as in open_window
    from viewer.export.provenance import span_in_words  # noqa: PLC0415
    from viewer.layout.timescale import Span  # noqa: PLC0415

    try:
        date = parse_edtf(text)
    except DateError as error:
        raise UsageError(f"--range: {error}.") from error
    extent = Span(*shown_extent_us(dataset, wanted))
    start = extent.start_us if date.earliest_us is None else date.earliest_us
    end = extent.end_us if date.latest_us is None else date.latest_us
    if end <= start or not rows_on_page(dataset, wanted, Span(start, end)).any():
        raise UsageError(f"--range {text}: no event shown lies there; they reach over {span_in_words(extent)}.")
    return Span(start, end)


def _fine_in_words(dataset: Dataset) -> str:
    quotes = [quote for row in range(len(dataset)) for quote in dataset.event(row).quotes]
    quotes += [figure.quote for figure in dataset.personnel if figure.quote]
    events = f"{len(dataset):,} event{'' if len(dataset) == 1 else 's'}"
    if not quotes:
        return f"{events}, no quotes"
    verbatim = sum(quote.match is QuoteMatch.VERBATIM for quote in quotes)
    how = "every quote verbatim" if verbatim == len(quotes) else f"{verbatim:,} verbatim"
    return f"{events}, {len(quotes):,} quote{'' if len(quotes) == 1 else 's'}, {how}"


def _built_in() -> Path:
    return resource_path("datasets", "mss-haiti")


def _write(text: str, stream: TextIO) -> None:
    """Write to a stream: the one place that does. Letters its encoding lacks are written as question marks."""
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except BrokenPipeError:  # the reader, such as `head`, has gone: what is left has no reader either
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
