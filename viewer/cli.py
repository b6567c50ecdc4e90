"""The command line: which command was meant, and what may go wrong as one sentence and an exit code.

Exit codes: 0 done, 1 the dataset has problems or has changed, 2 wrong use. What each command takes and does is in
`viewer.commands`. Qt is imported only by the commands that need it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from viewer import bootstrap
from viewer.commands import checking, exporting, opening, verifying
from viewer.commands.checking import check
from viewer.commands.exporting import export
from viewer.commands.opening import open_window
from viewer.commands.terminal import DONE, WRONG_USE, UsageError, write
from viewer.commands.verifying import verify
from viewer.export.trace.provenance import PROGRAM, program_version
from viewer.loading.problems import DatasetError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PATHS = ("path", "dataset", "out", "file")


class _Parser(argparse.ArgumentParser):
    """A parser that raises instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")


def main(argv: Sequence[str]) -> int:
    """Run the command line (without the program's name) and return its exit code; nothing is raised but bugs."""
    try:
        return _run(list(argv))
    except (UsageError, DatasetError) as error:
        write(f"{error}\n", sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return bootstrap.INTERRUPTED


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["bench"]:
        from viewer.bench.command import run  # noqa: PLC0415  nobody else needs what it imports

        return run(arguments[1:])
    if not arguments or (arguments[0] not in _DOING and not arguments[0].startswith("-")):
        arguments = ["open", *arguments]
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as end:  # argparse has written help or version
        return DONE if end.code is None else int(end.code)
    for name in _PATHS:
        if getattr(chosen, name, None) is not None:
            setattr(chosen, name, Path(getattr(chosen, name)))
    return _DOING[chosen.command](chosen)


_DOING: dict[str, Callable[[argparse.Namespace], int]] = {
    "open": lambda chosen: open_window(chosen.path),
    "check": lambda chosen: check(chosen.path, as_json=chosen.json),
    "export": export,
    "verify": lambda chosen: verify(chosen.file, chosen.dataset, as_json=chosen.json),
}


def _parser() -> argparse.ArgumentParser:
    name = "python3 main.py" if Path(sys.argv[0]).name in {"main.py", "__main__.py"} else "mission-timeline"
    about = "Look at a sourced timeline: every mark and every number leads back to the sentence it came from."
    parser = _Parser(prog=name, description=about, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {program_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for command, words, add_arguments in (
        ("open", "open the window (the default)", opening.add_arguments),
        ("check", "list everything that is wrong with a dataset", checking.add_arguments),
        ("export", "make a picture or data, without a display", exporting.add_arguments),
        ("verify", "say whether a picture was made from a dataset as it is now", verifying.add_arguments),
    ):
        add_arguments(commands.add_parser(command, help=words, allow_abbrev=False))
    return parser
