"""`open`: the window on a dataset."""

from __future__ import annotations

import builtins
import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, cast

from viewer import bootstrap
from viewer.commands.terminal import PATH_WORDS, UsageError
from viewer.loading.memory import keep_freed

if TYPE_CHECKING:
    import argparse
    from pathlib import Path
    from types import ModuleType


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("path", nargs="?", metavar="PATH", help=f"{PATH_WORDS} (default: the built-in one)")


def open_window(path: Path | None) -> int:
    """Open the window on a dataset (None: the built-in one) and return when it is closed."""
    make_ready()
    from viewer import app  # noqa: PLC0415  the other commands start without Qt

    return app.run(path, [])


def make_ready() -> None:
    """Hasten the start, and see whether a window can open; raise UsageError with the remedy where none can."""
    hasten()
    obstacle = bootstrap.window_obstacle()
    if obstacle is not None:
        raise UsageError(obstacle)


def hasten() -> None:
    """Leave out of a start what it need not do; to be called before numpy and Qt are imported.

    Garbage is not looked for among what is only being made (the application sees to it after the first paint), and no
    threads are made for linear algebra, of which there is none. PySide6 puts a function of its own in the place of
    `import`, which reads the source of every module imported after it for the sake of `from __feature__ import`;
    nothing here says that, so the built-in one, which PySide6 keeps beside it, is put back. msgspec would import
    typing_extensions where it is installed, for what the oldest Python we run on has itself.
    """
    keep_freed()
    gc.disable()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import_module("PySide6.QtCore")
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    if "typing_extensions" not in sys.modules:
        sys.modules["typing_extensions"] = cast("ModuleType", None)  # asked for, it is then not there
        import_module("msgspec")
        del sys.modules["typing_extensions"]
