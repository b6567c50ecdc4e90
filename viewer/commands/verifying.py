"""`verify`: whether a picture was made from a dataset as it is now, and what has changed if not.

Exit codes of its own: 0 the same, 1 changed, 2 the picture or the dataset cannot be read.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from viewer import bootstrap
from viewer.commands import drawing
from viewer.commands.terminal import PATH_WORDS, UsageError, built_in, write
from viewer.export.formats.atomic import ExportError
from viewer.loading import report
from viewer.loading.load import load
from viewer.loading.pictures import read_picture, unpacked
from viewer.loading.problems import DatasetError
from viewer.model.counting import counted

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from viewer.export.trace.verify import Verdict
    from viewer.loading.pictures import Picture
    from viewer.model.dataset import Dataset

SAME, CHANGED, UNREADABLE = 0, 1, 2
MOST_LISTED = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", help="a picture that this program made: .png, .svg or .pdf")
    parser.add_argument("dataset", nargs="?", metavar="DATASET", help=f"{PATH_WORDS} (default: the built-in one)")
    parser.add_argument("--json", action="store_true", help="write the findings as JSON, for programs")


def verify(file: Path, place: Path | None, *, as_json: bool) -> int:
    """Write whether a picture was made from a dataset as it is now; the exit code says which."""
    read_now = file
    try:
        picture = read_picture(file)
        carried = _carried(picture)
        read_now = place or built_in()
        dataset = load(read_now).dataset
    except DatasetError as error:
        return _unreadable(error, read_now, as_json=as_json)
    from viewer.export.trace.verify import verify_carried, verify_data  # noqa: PLC0415  numpy is slow to start

    verdicts = [verify_carried(picture, carried), verify_data(picture, dataset, carried)]
    drawn_from = next((one for one in (dataset, carried) if _is_made_from(picture, one)), None)
    if drawn_from is not None:
        verdicts.append(_drawing(picture, drawn_from))
    write(_as_json(verdicts) if as_json else "".join(map(_in_lines, verdicts)), sys.stdout)
    return SAME if all(verdict.is_same for verdict in verdicts) else CHANGED


def _carried(picture: Picture) -> Dataset | None:
    if picture.packed is None:
        return None
    with unpacked(picture) as place:
        return load(place).dataset


def _is_made_from(picture: Picture, dataset: Dataset | None) -> bool:
    return dataset is not None and dataset.sha256 == picture.text("dataset", "sha256")


def _unreadable(error: DatasetError, file: Path, *, as_json: bool) -> int:
    if not as_json:
        raise UsageError(report.as_line(error.problem, file)) from error
    write(report.as_json([error.problem]), sys.stdout)
    return UNREADABLE


def _drawing(picture: Picture, dataset: Dataset) -> Verdict:
    """Make the picture again and compare; say why where that cannot be done."""
    from viewer.export.trace.verify import Verdict, is_same_program, verify_bytes  # noqa: PLC0415  as above

    obstacle = bootstrap.library_obstacle()
    if obstacle is not None:
        return Verdict(True, (f"The picture itself was not compared. {obstacle}",))
    drawing.make_ready_to_draw()
    from PySide6.QtCore import qVersion  # noqa: PLC0415  as above

    from viewer.export.export import start_drawing  # noqa: PLC0415
    from viewer.export.trace.redraw import has_same_pixels, redrawn  # noqa: PLC0415

    if not is_same_program(picture, qVersion() or ""):
        return Verdict(True, ("The picture itself was not compared: another version draws other bytes.",))
    application = start_drawing()
    try:
        again = redrawn(picture, dataset)
        return verify_bytes(picture, again, has_same_pixels=has_same_pixels(picture.content, again))
    except ExportError as error:
        return Verdict(False, (f"The picture itself cannot be made again: {error}",))
    finally:
        del application


def _in_lines(verdict: Verdict) -> str:
    listed = [f"- {detail}" for detail in verdict.details[:MOST_LISTED]]
    rest = len(verdict.details) - len(listed)
    more = [f"- and {counted(rest, 'more change')}"] if rest else []
    return "".join(f"{line}\n" for line in (*verdict.findings, *listed, *more))


def _as_json(verdicts: list[Verdict]) -> str:
    whole = {
        "same": all(verdict.is_same for verdict in verdicts),
        "findings": [finding for verdict in verdicts for finding in verdict.findings],
        "changes": [detail for verdict in verdicts for detail in verdict.details],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
