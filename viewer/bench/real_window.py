"""Gaps in a process of their own: in a real window where there is a display or one can be made, else off screen.

The rest of the benchmarks draws off screen; a process has one Qt platform, so this one is another.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

OFF_SCREEN = "offscreen"
_ROOT = Path(__file__).resolve().parent.parent.parent
_XVFB = ("xvfb-run", "--auto-servernum", "--server-args=-screen 0 1440x900x24")
_FAILED = (subprocess.CalledProcessError, OSError, IndexError, ValueError)


class Screen(NamedTuple):
    """A way to have a window: what the program is started by, and the Qt platform (None: Qt's own choice)."""

    starter: tuple[str, ...] = ()
    platform: str | None = None


class Stalls(NamedTuple):
    """How late beats were in milliseconds, by what the data is and by activity, and on which Qt platform."""

    platform: str
    late_ms: dict[str, dict[str, list[float]]]


class Task(NamedTuple):
    """What is measured: a table that is opened, and awkward data of so many events; `pace` beats between two keys."""

    table: Path
    awkward: int
    pace: int


def screens_of(environ: Mapping[str, str], find: Callable[[str], str | None] = shutil.which) -> list[Screen]:
    """Return the ways to have a window, best first: only the platform asked for, else a display, else a made-up one."""
    asked = environ.get("QT_QPA_PLATFORM")
    if asked:
        return [Screen(platform=asked)]
    ways = []
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY") or not sys.platform.startswith("linux"):
        ways.append(Screen())
    elif find(_XVFB[0]):
        ways.append(Screen(_XVFB, "xcb"))
    return [*ways, Screen(platform=OFF_SCREEN)]


def measure_stalls(task: Task, screens: Sequence[Screen]) -> Stalls:
    """Measure on the first screen on which a window can be had. Raises CalledProcessError where there is none."""
    for screen in screens[:-1]:
        try:
            return _measured(task, screen)
        except _FAILED:
            sys.stderr.write(f"bench: no window with {' '.join(screen.starter[:1]) or 'this display'}\n")
    return _measured(task, screens[-1])


def _measured(task: Task, screen: Screen) -> Stalls:
    environ = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environ["PYTHONPATH"] = os.pathsep.join([str(_ROOT), *filter(None, [environ.get("PYTHONPATH")])])
    if screen.platform is not None:
        environ["QT_QPA_PLATFORM"] = screen.platform
    command = [*screen.starter, sys.executable, "-m", "viewer.bench.real_window", *map(str, task)]
    done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  our own
    return Stalls(*json.loads(done.stdout.splitlines()[-1]))


def main(arguments: Sequence[str]) -> int:
    """Measure here, and write what was found as one line of JSON."""
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415  only the process that measures needs Qt

    from viewer.bench import frames, gaps  # noqa: PLC0415  as above

    task = Task(Path(arguments[0]), int(arguments[1]), int(arguments[2]))
    late_ms = gaps.measure_all(task.table, task.awkward, frames.SMALL, task.pace)
    sys.stdout.write(f"{json.dumps(Stalls(QGuiApplication.platformName(), late_ms))}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
