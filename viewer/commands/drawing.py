"""Pictures on the command line: one page, or every preset, drawn without a display."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from viewer import bootstrap
from viewer.commands.shown import link_of, seen
from viewer.commands.terminal import UsageError, built_in, loaded, write
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.options import page_of
from viewer.export.pages.words import THEMES
from viewer.loading.pack import pack
from viewer.loading.problems import DatasetError
from viewer.model.counting import counted

if TYPE_CHECKING:
    import argparse

    from viewer.export.pages.figure import FigureRequest
    from viewer.export.pages.fitting import Fitted
    from viewer.export.pages.options import PageOptions
    from viewer.export.pages.presets import Paper
    from viewer.loading.loaded import Loaded
    from viewer.model.deep_link import DeepLink


def make_ready_to_draw() -> None:
    """Make drawing possible without a display. Raises UsageError where a library is missing."""
    obstacle = bootstrap.library_obstacle()
    if obstacle is not None:
        raise UsageError(obstacle)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # no display is needed, and none may change the picture
    if "utf" not in _locale().lower():
        os.environ["LC_ALL"] = (
            "C.UTF-8"  # for this process: Qt takes it anyway where letters are not in UTF-8, and warns
        )


def _locale() -> str:
    """Return the name of the locale that says how letters are written, "" where none is set."""
    given = (os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    return next(filter(None, given), "")


def export_picture(chosen: argparse.Namespace) -> Loaded:
    """Write what the options ask for and return the dataset it was made from."""
    make_ready_to_draw()
    if chosen.theme not in THEMES:
        raise UsageError(f"There is no theme {chosen.theme!r}. Known: {', '.join(THEMES)}.")
    options = page_of(chosen, _ending(chosen))
    _check_out(chosen)
    link = None if chosen.view is None else link_of(chosen.view, chosen.dataset)
    if link is not None and link.path:
        chosen.dataset = Path(link.path)
    read = loaded(chosen.dataset or built_in())
    _draw(chosen, options, read, link)
    return read


def _ending(chosen: argparse.Namespace) -> str:
    """Return the ending of what is written, in small letters; without a file, that of the usual one."""
    if chosen.all_presets or chosen.out is None:
        return str(chosen.format)
    return str(chosen.out.suffix[1:].lower())


def _check_out(chosen: argparse.Namespace) -> None:
    from viewer.export.export import require_format  # noqa: PLC0415  commands without pictures start without Qt

    if chosen.all_presets:
        out = chosen.out
        if out is None or not (out.is_dir() if out.exists() else out.absolute().parent.is_dir()):
            raise UsageError("--all-presets writes into a folder: give one, or a new one in a folder that is there.")
    elif chosen.out is not None:
        require_format(chosen.out)


def _draw(chosen: argparse.Namespace, options: PageOptions, read: Loaded, link: DeepLink | None) -> None:
    from viewer.export.export import start_drawing  # noqa: PLC0415  as above
    from viewer.theme import FontError  # noqa: PLC0415

    try:
        application = start_drawing()
        request = _request(chosen, options, read, link)
        _draw_all(chosen, options, request)
    except FontError as error:
        raise UsageError(str(error)) from error
    del application  # kept until here: Qt draws only while it lives


def _request(chosen: argparse.Namespace, options: PageOptions, read: Loaded, link: DeepLink | None) -> FigureRequest:
    from viewer.export.pages.figure import FigureRequest  # noqa: PLC0415  as above

    shown = seen(chosen, read.dataset, link)
    try:
        embedded = pack(chosen.dataset or built_in()) if chosen.embed else None
    except DatasetError as error:
        raise UsageError(f"The dataset cannot be put into the picture: {error}.") from error
    return FigureRequest(
        read.dataset.known_by(shown.filter.known_by_us),
        shown.filter,
        shown.span,
        has_personnel=options.has_personnel,
        problem_count=len(read.problems),
        title=options.title,
        subtitle=options.subtitle,
        has_quotes=options.has_quotes,
        has_appendix=options.has_appendix,
        embedded=embedded,
        attention=shown.attention,
    )


def _draw_all(chosen: argparse.Namespace, options: PageOptions, request: FigureRequest) -> None:
    """Draw every page; of all presets, one that cannot be written keeps none from being tried. Raises ExportError."""
    if chosen.all_presets:
        try:
            chosen.out.mkdir(exist_ok=True)
        except OSError as error:
            raise ExportError(f"The folder {chosen.out} cannot be made: {error.strerror}.") from error
    failed = []
    for name, paper in options.papers.items():
        try:
            _draw_one(chosen, options, request, name, paper)
        except ExportError as error:
            if not chosen.all_presets:
                raise
            failed.append(name)
            write(f"{name}: {error}\n", sys.stderr)
    if failed:
        presets = counted(len(options.papers), "preset")
        raise ExportError(f"{len(failed)} of {presets} could not be written: {', '.join(failed)}.")


def _draw_one(
    chosen: argparse.Namespace, options: PageOptions, request: FigureRequest, name: str, paper: Paper
) -> None:
    from viewer.export.export import Writing, export_paper  # noqa: PLC0415
    from viewer.export.pages.fitting import fit, size_written  # noqa: PLC0415
    from viewer.export.trace.alt_text import alt_text  # noqa: PLC0415  as above
    from viewer.painting.text_measure import measure  # noqa: PLC0415
    from viewer.theme import load_theme  # noqa: PLC0415

    if chosen.out is None:
        fitted = fit(request, paper, measure, options.ground)
    else:
        out = _file_for(chosen, request, name)
        writing = Writing(options.scale, options.has_outlines, options.has_appendix, options.sheet)
        fitted = export_paper(out, request, paper, load_theme(chosen.theme), writing, options.ground)
        size = size_written(fitted, out.suffix[1:].lower(), options.scale)
        write(f"{out}: {_sheets(fitted, options.sheet)}{_said(size, fitted, request)}\n", sys.stdout)
    if chosen.alt:
        write(f"{alt_text(request, fitted.scene).whole}\n", sys.stdout)


def _sheets(fitted: Fitted, sheet: str) -> str:
    from viewer.export.pages.tiles import sheets_in_words  # noqa: PLC0415  as above
    from viewer.export.sheets import sheets_of  # noqa: PLC0415

    return f"{sheets_in_words(sheets_of(fitted, sheet))}. " if sheet else ""


def _file_for(chosen: argparse.Namespace, request: FigureRequest, name: str) -> Path:
    if not chosen.all_presets:
        return chosen.out  # type: ignore[no-any-return]  # argparse knows no types
    return chosen.out / f"{request.dataset.id or 'timeline'}-{name}.{chosen.format}"  # type: ignore[no-any-return]


def _said(size: str, fitted: Fitted, request: FigureRequest) -> str:
    from viewer.layout.scene import texts  # noqa: PLC0415  as above
    from viewer.painting.letters import letters_notice  # noqa: PLC0415

    whole, shown = len(request.dataset), fitted.scene.drawn + fitted.scene.folded
    words = counted(whole, "event") if shown == whole else f"{shown:,} of {counted(whole, 'event')}"
    letters = letters_notice(text.text for text in texts(fitted.scene))
    return " ".join(filter(None, [f"{size}, {words}.", *fitted.notices, letters]))
