"""The folder `.venv`: made from `requirements.lock`, kept current, repaired; its failures said in one sentence.

Standard library only, since it runs before anything is installed. It must not know what the program does, and
never prints to standard output, which belongs to the commands.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import importlib
import importlib.util
import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent

_NEEDED_BYTES = 700_000_000  # the environment takes about 430 MB; pip keeps the downloads beside it, twice for a while
# What of pip's own settings would put the packages somewhere else than into `.venv`.
_STRAY_SETTINGS = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_CONSTRAINT", "PIP_DRY_RUN", "PIP_PYTHON")
_PIP_OPTIONS = (
    "--require-hashes",
    "--only-binary=:all:",
    "--compile",
    "--no-input",
    "--retries=3",
    "--progress-bar=off",
)
_LARGE_DOWNLOAD = r"\s*Downloading (?:\S*/)?([A-Za-z0-9_.]+)-\S* \((\d{2,}(?:\.\d+)? MB)\)"  # from 10 MB

_DISK_FULL = (
    "The disk is full: setting up needs about 700 MB in this folder and in the folder for temporary files. "
    "Make room and start again."
)
_ALTERED = (
    "A package arrived that is not the one named in requirements.lock, so nothing of it was installed. "
    "Start again; if it stays so, something between here and the package index alters downloads."
)
_NOT_TRUSTED = (
    "The package index could not be trusted, because its certificate is not known here. "
    "Tell pip which certificates to use (PIP_CERT=FILE) and start again."
)
_NO_NETWORK = (
    "The packages could not be downloaded: the package index does not answer. "
    "The first start needs the network once; check the connection (or pip's proxy settings) and start again."
)
_NO_PACKAGE = (
    "There is no ready-made package of {what} for this Python ({python}) on this system. "
    "Use Python 3.11 to 3.13 on Debian 12, Ubuntu 22.04 or newer, or tell pip of an index that has it."
)
_PIP_FAILURES = (  # the first that fits pip's output tells why it failed
    (r"No space left on device|Errno 28\b", _DISK_FULL),
    (r"DO NOT MATCH THE HASHES", _ALTERED),
    (r"CERTIFICATE_VERIFY_FAILED|SSLError", _NOT_TRUSTED),
    (
        r"Retrying \(|NewConnectionError|Max retries|Timeout|ProxyError|Connection (?:reset|aborted|refused)",
        _NO_NETWORK,
    ),
    (r"No matching distribution found for (?P<what>[^\s=<>]+)", _NO_PACKAGE),
)


class SetupError(Exception):
    """What keeps the program from starting; its text is one sentence with the remedy."""


def say(line: str) -> None:
    """Write one line for the person who started the program."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def set_up(root: Path = ROOT) -> Path:
    """Make `.venv` from the lock unless it is current, and return its Python; raise SetupError where that fails.

    A second start waits for the first. The stamp is written last, so an interrupted set-up is begun again.
    """
    if not is_current(root):
        with _alone(root):
            if not is_current(root):
                _build(root)
    return _python_of(root)


def is_current(root: Path = ROOT) -> bool:
    """Tell whether `.venv` was made, to the end, from this lock and for this Python."""
    try:
        return _stamp(root).read_text("ascii") == _stamp_text(root) and _python_of(root).exists()
    except (OSError, UnicodeDecodeError):
        return False


def forget(root: Path = ROOT) -> None:
    """Have the next `set_up` make `.venv` anew, because something in it was found missing."""
    with contextlib.suppress(OSError):  # where it cannot be written, `set_up` says so
        _stamp(root).unlink()


def environment_folder(root: Path) -> Path:
    """Return the folder that the environment is, or would be, in."""
    return root / ".venv"


def _python_of(root: Path) -> Path:
    return environment_folder(root) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _stamp(root: Path) -> Path:
    return environment_folder(root) / "made-from.txt"


def _stamp_text(root: Path) -> str:
    return hashlib.sha256(read_lock(root) + str(sys.implementation.cache_tag).encode()).hexdigest()


def read_lock(root: Path = ROOT) -> bytes:
    """Return the text of the lock; raise SetupError if it is not there."""
    try:
        return (root / "requirements.lock").read_bytes()
    except OSError as error:
        raise SetupError(f"requirements.lock cannot be read ({error.strerror}): the checkout is incomplete.") from error


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold off other starts in this folder; the system lets go of the lock if this process dies."""
    if sys.platform == "win32":
        yield  # no such lock there
        return
    with (root / "requirements.lock").open("rb") as handle:
        with contextlib.suppress(OSError):  # some network drives have no locks: then without
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another start is setting up .venv; waiting for it.")
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _build(root: Path) -> None:
    _refuse_hopeless(root)
    began_s = time.monotonic()
    say("Setting up .venv, once (about 120 MB to download):")
    try:
        _stamp(root).unlink(missing_ok=True)
        _make_environment(environment_folder(root))
        _install(root)
        _stamp(root).write_text(_stamp_text(root), "ascii")
    except OSError as error:
        raise SetupError(_os_error_in_words(error, root)) from error
    say(f"  ready after {time.monotonic() - began_s:.0f} s")


def _refuse_hopeless(root: Path) -> None:
    """Raise SetupError for what would only fail half way."""
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise SetupError(f"This Python comes without its venv module: install it (Debian: sudo apt install {package}).")
    folder = environment_folder(root)
    if folder.exists() and not folder.is_dir():
        raise SetupError(f"{folder} is in the way: it should be a folder. Move it away and start again.")
    if not os.access(root, os.W_OK):
        raise SetupError(_os_error_in_words(OSError(errno.EACCES, ""), root))
    if not folder.exists() and _late("shutil").disk_usage(root).free < _NEEDED_BYTES:
        raise SetupError(_DISK_FULL)


def _late(name: str) -> Any:  # noqa: ANN401  a module
    """Import what only setting up needs; every start reads this file."""
    return importlib.import_module(name)


def _make_environment(folder: Path) -> None:
    say("  making the environment")
    venv = _late("venv")  # by name: Debian's smallest Python lacks it
    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=sys.platform != "win32").create(folder)
    except _late("subprocess").CalledProcessError as error:
        raise SetupError(pip_failure_in_words(str((error.output or b"").decode(errors="replace")))) from error


def _install(root: Path) -> None:
    """Install what the lock names, and compile the program, so that no start has to."""
    say("  installing the packages")
    command = [str(_python_of(root)), "-I", "-m"]
    lock = str(root / "requirements.lock")
    output, code = _run([*command, "pip", "--disable-pip-version-check", "install", *_PIP_OPTIONS, "-r", lock])
    if code != 0:
        raise SetupError(pip_failure_in_words(output))
    _run([*command, "compileall", "-q", str(root / "viewer")])


def _run(command: list[str]) -> tuple[str, int]:
    """Run a program, saying its larger downloads; return all it wrote and its exit code."""
    environment = {name: value for name, value in os.environ.items() if name not in _STRAY_SETTINGS}
    environment["PIP_USER"] = "0"  # above a `user = true` in pip's own file
    written = []
    subprocess = _late("subprocess")
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                written.append(line)
                download = re.match(_LARGE_DOWNLOAD, line)
                if download:
                    say(f"  downloading {download[1]} ({download[2]})")
        except KeyboardInterrupt:
            process.kill()  # or it would go on writing into what the next start clears
            raise
    return "".join(written), process.returncode


def pip_failure_in_words(output: str) -> str:
    """Return one sentence with the remedy for what pip wrote before it gave up."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    for pattern, sentence in _PIP_FAILURES:
        found = re.search(pattern, output)
        if found:
            return sentence.format(python=python, **found.groupdict())
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")] or lines or ["it wrote nothing"]
    return f"The packages could not be installed; pip says: {errors[-1]}"


def _os_error_in_words(error: OSError, root: Path) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _DISK_FULL
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (
            f"{root} cannot be written to, so no .venv can be made in it. "
            "Copy the folder to a place of your own, or install the program: pipx install ."
        )
    return f"The environment in {environment_folder(root)} could not be made: {error}."
