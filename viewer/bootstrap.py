"""The way in: what a command needs is there, or the program starts anew where it is, or says what is missing.

Standard library only, since it runs before anything is installed; Qt is imported by name, where it is asked about.
It must not know what the commands do, but for `setup` and `test`, which are its own.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.environment import ROOT, SetupError, environment_folder, forget, is_current, read_lock, say, set_up

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG_USE = 2
INTERRUPTED = 130

MODULES = ("PySide6", "pyqtgraph", "numpy", "msgspec", "fontTools")
TEST_MODULES = ("pytest", "pytestqt", "hypothesis", "pypdf")

DRAWING_PACKAGES = "libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0"
WINDOW_PACKAGES = (
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 libwayland-cursor0 libwayland-egl1"
)
APT_LINE = f"sudo apt install {DRAWING_PACKAGES} {WINDOW_PACKAGES}"

NO_DISPLAY = (
    "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). "
    "Start it in a desktop session, or make an image without one: python3 main.py export timeline.png"
)

_STARTS = "MISSION_TIMELINE_STARTS"  # how often this start has begun anew: a damaged `.venv` is remade once


def prepare(arguments: list[str], root: Path = ROOT) -> int | None:
    """Make what `arguments` need importable; return an exit code, or None to go on with the command line.

    Where the running Python lacks something, the program starts anew in `.venv`: on POSIX this does not return.
    """
    try:
        return _prepare(arguments, root)
    except SetupError as error:
        say(str(error))
        return WRONG_USE
    except KeyboardInterrupt:
        say("Set-up was interrupted; the next start takes it up again.")
        return INTERRUPTED


def _prepare(arguments: list[str], root: Path) -> int | None:
    command = arguments[0] if arguments else ""
    starts = int(os.environ.pop(_STARTS, "0"))
    if command == "setup":
        set_up(root)
        return 0
    missing = missing_modules(MODULES + TEST_MODULES if command == "test" else MODULES, root)
    if missing and starts > 1:
        raise SetupError(f"The new .venv lacks {', '.join(missing)}: delete the folder .venv and start again.")
    if missing and starts == 1:
        forget(root)
    if missing:
        os.environ[_STARTS] = str(starts + 1)
        return _become([str(set_up(root)), str(root / "main.py"), *arguments])
    return _run_tests(root, arguments[1:]) if command == "test" else None


def missing_modules(modules: tuple[str, ...], root: Path = ROOT) -> list[str]:
    """Return which of the modules the running Python lacks, or has in another series than the lock names.

    Its own `.venv` is believed without a look at versions as long as it was made from this lock.
    """
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing or (Path(sys.prefix).resolve() == environment_folder(root).resolve() and is_current(root)):
        return missing
    exact = r"^(pyside6-essentials|pyqtgraph|msgspec|fonttools)==(\d+\.\d+)\."
    locked = re.findall(exact, read_lock(root).decode(), re.MULTILINE)
    return [name for name, series in locked if not _installed_version(name).startswith(series + ".")]


def _installed_version(distribution: str) -> str:
    metadata = importlib.import_module("importlib.metadata")  # costs a start that need not ask 15 ms
    try:
        return str(metadata.version(distribution))
    except metadata.PackageNotFoundError:
        return ""


def _run_tests(root: Path, arguments: list[str]) -> int:
    """Run the project's tests, whatever folder the program was started from."""
    obstacle = library_obstacle()
    if obstacle is not None:
        raise SetupError(obstacle)
    os.chdir(root)
    return _become([sys.executable, "-m", "pytest", *arguments])


def _become(command: list[str]) -> int:
    """Replace this process by another; where the system has no such thing, wait for it and return its exit code."""
    if sys.platform == "win32":
        code: int = importlib.import_module("subprocess").call(command)
        return code
    try:
        os.execv(command[0], command)  # noqa: S606  no shell is wanted
    except OSError as error:
        remedy = "delete the folder .venv and start again"
        raise SetupError(f"{command[0]} cannot be started ({error.strerror}): {remedy}.") from error


def library_in_words(error: Exception) -> str | None:
    """Return a sentence with the packages to install if the error is over a missing system library, else None."""
    found = re.search(r"(\S+\.so[.\d]*): cannot open shared object file", str(error))
    if found is None:
        return None
    return f"The system library {found[1]} is missing. Install what Qt needs (names of Debian and Ubuntu): {APT_LINE}"


def library_obstacle() -> str | None:
    """Say which system library Qt lacks to draw at all, be it without a window; None when it has them.

    Imports Qt, which costs about 0.15 s where that has not happened before.
    """
    try:
        importlib.import_module("PySide6.QtWidgets")  # by name: Qt may not be there yet when this module is read
    except ImportError as error:
        sentence = library_in_words(error)
        if sentence is None:
            raise
        return sentence
    return None


def window_obstacle() -> str | None:
    """Say in one sentence what keeps a window from opening; None when one can open.

    Qt ends the whole process over a platform plugin that does not load, or a display that does not answer; so each
    is tried here first. Only X11 and Wayland are known; elsewhere only the libraries are looked at.
    """
    obstacle = library_obstacle()
    if obstacle is not None or not sys.platform.startswith("linux"):
        return obstacle
    wanted = _wanted_platforms()
    if not wanted:
        return NO_DISPLAY
    obstacles = [_platform_obstacle(name) for name in wanted]
    return None if None in obstacles else obstacles[0]


def _wanted_platforms() -> list[str]:
    """Return the platform plugins Qt will try, in its order; each may carry options after a colon."""
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if chosen:
        return [name.partition(":")[0] for name in chosen.split(";")]
    displays = (("WAYLAND_DISPLAY", "wayland"), ("DISPLAY", "xcb"))
    return [name for variable, name in displays if os.environ.get(variable)]


def _platform_obstacle(name: str) -> str | None:
    core = importlib.import_module("PySide6.QtCore")  # by name, as above
    plugins = Path(core.QLibraryInfo.path(core.QLibraryInfo.LibraryPath.PluginsPath))
    plugin = plugins / "platforms" / f"libq{name.removesuffix('-egl')}.so"
    if not plugin.exists():
        return f"QT_QPA_PLATFORM names {name}, which Qt does not have here: unset it and start again."
    try:
        ctypes.CDLL(str(plugin))
        answers = _CONNECTIONS.get(name, lambda: True)()
    except OSError as error:
        return library_in_words(error) or f"Qt's part for {name} cannot be loaded: {error}."
    if answers:
        return None
    variable = "DISPLAY" if name == "xcb" else "WAYLAND_DISPLAY"
    value = os.environ.get(variable, "")
    remedy = f"start in a desktop session, or set {variable} to a display that runs"
    return f"The display {variable}={value} does not answer: {remedy}."


def _x11_answers() -> bool:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(answers)


def _wayland_answers() -> bool:
    wayland = ctypes.CDLL("libwayland-client.so.0")
    wayland.wl_display_connect.restype = ctypes.c_void_p
    display = wayland.wl_display_connect(None)
    if display is None:
        return False
    wayland.wl_display_disconnect(ctypes.c_void_p(display))
    return True


_CONNECTIONS: dict[str, Callable[[], bool]] = {"xcb": _x11_answers, "wayland": _wayland_answers}
