"""The command line: which command was meant, and what may go wrong as one sentence and an exit code.

Exit codes: 0 done, 1 the dataset has problems or has changed, 2 wrong use. What each command takes and does is in
`viewer.commands`; only the one that was meant is imported, so that a start pays for nothing else.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from viewer import bootstrap
from viewer.commands.terminal import DONE, WRONG_USE, UsageError, write

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
    except _refusals() as error:  # looked up only once something was raised
        write(f"{error}\n", sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        return bootstrap.INTERRUPTED


def _refusals() -> tuple[type[Exception], ...]:
    """Return the errors whose text is a sentence for the person at the terminal."""
    return UsageError, _late("viewer.loading.problems").DatasetError


def _run(arguments: list[str]) -> int:
    if arguments[:1] == ["bench"]:
        return int(_late("viewer.bench.command").run(arguments[1:]))
    if not arguments or (arguments[0] not in _DOING and not arguments[0].startswith("-")):
        if len(arguments) < 2:  # what nearly every start is: nothing to be parsed
            return int(_command("open").open_window(Path(*arguments) if arguments else None))
        arguments = ["open", *arguments]
    try:
        chosen = _parser(arguments).parse_args(arguments)
    except SystemExit as end:  # argparse has written help or version
        return DONE if end.code is None else int(end.code)
    for name in _PATHS:
        if getattr(chosen, name, None) is not None:
            setattr(chosen, name, Path(getattr(chosen, name)))
    return _DOING[chosen.command](_command(chosen.command), chosen)


_WORDS = {
    "open": ("opening", "open the window (the default)"),
    "check": ("checking", "list everything that is wrong with a dataset"),
    "export": ("exporting", "make a picture or data, without a display"),
    "verify": ("verifying", "say whether a picture was made from a dataset as it is now"),
}
"""The module of each command in `viewer.commands`, and what it does."""

_DOING: dict[str, Callable[[Any, argparse.Namespace], int]] = {
    "open": lambda module, chosen: module.open_window(chosen.path),
    "check": lambda module, chosen: module.check(chosen.path, as_json=chosen.json),
    "export": lambda module, chosen: module.export(chosen),
    "verify": lambda module, chosen: module.verify(chosen.file, chosen.dataset, as_json=chosen.json),
}


def _command(name: str) -> Any:  # noqa: ANN401  a module
    return _late(f"viewer.commands.{_WORDS[name][0]}")


def _late(module: str) -> Any:  # noqa: ANN401  a module
    return import_module(module)


def _parser(arguments: list[str]) -> argparse.ArgumentParser:
    """Return the parser; of its commands only the one in `arguments` knows what it takes."""
    name = "python3 main.py" if Path(sys.argv[0]).name in {"main.py", "__main__.py"} else "mission-timeline"
    about = "Look at a sourced timeline: every mark and every number leads back to the sentence it came from."
    parser = _Parser(prog=name, description=about, allow_abbrev=False)
    if arguments[:1] == ["--version"]:
        provenance = _late("viewer.export.trace.provenance")
        words = f"{provenance.PROGRAM} {provenance.program_version()}"
    else:
        words = ""
    parser.add_argument("--version", action="version", version=words)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for command, (_, help_words) in _WORDS.items():
        sub = commands.add_parser(command, help=help_words, allow_abbrev=False)
        if arguments[:1] == [command]:
            _command(command).add_arguments(sub)
    return parser
