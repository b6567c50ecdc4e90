"""Tests of the way in: what stands in it is said in one sentence, and what can be mended is."""

from __future__ import annotations

import ast
import errno
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from viewer import bootstrap, environment
from viewer.__main__ import main
from viewer.environment import SetupError

ROOT = Path(__file__).resolve().parent.parent
NO_LIBGL = "libGL.so.1: cannot open shared object file: No such file or directory"


@pytest.fixture
def checkout(tmp_path):
    """A checkout with a space in its path, whose lock names no package: set up without a network."""
    root = tmp_path / "my checkout"
    (root / "viewer").mkdir(parents=True)
    (root / "requirements.lock").write_text("# nothing\n")
    return root


@pytest.fixture
def made(checkout, monkeypatch):
    """Count the environments made in place of making them."""
    folders = []

    def pretend(folder):
        folders.append(folder)
        (folder / "bin").mkdir(parents=True, exist_ok=True)
        (folder / "bin" / "python").touch()

    monkeypatch.setattr(environment, "_make_environment", pretend)
    monkeypatch.setattr(environment, "_install", lambda root: None)
    return folders


# the environment


def test_a_checkout_with_a_space_in_its_path_gets_a_working_environment(checkout):
    python = environment.set_up(checkout)
    answer = subprocess.run([python, "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True, check=True)
    assert Path(answer.stdout.strip()) == checkout / ".venv"
    assert environment.is_current(checkout)


def test_a_second_start_makes_nothing(checkout, made, capsys):
    environment.set_up(checkout)
    environment.set_up(checkout)
    assert len(made) == 1
    assert capsys.readouterr().err.count("Setting up") == 1


def test_a_changed_lock_makes_the_environment_anew(checkout, made):
    environment.set_up(checkout)
    (checkout / "requirements.lock").write_text("# something\n")
    assert not environment.is_current(checkout)
    environment.set_up(checkout)
    assert len(made) == 2


def test_an_interrupted_set_up_is_taken_up_again(checkout, made, monkeypatch, capsys):
    def interrupt(root):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "_install", interrupt)
        assert bootstrap.prepare(["setup"], checkout) == bootstrap.INTERRUPTED
    assert not environment.is_current(checkout)
    assert bootstrap.prepare(["setup"], checkout) == 0
    assert len(made) == 2


def test_an_environment_whose_python_is_gone_is_not_current(checkout, made):
    environment.set_up(checkout)
    (checkout / ".venv" / "bin" / "python").unlink()
    assert not environment.is_current(checkout)


def test_of_two_starts_at_once_one_makes_the_environment_and_the_other_waits(checkout, made, monkeypatch, capsys):
    waits = threading.Event()
    say = environment.say

    def listen(line):
        say(line)
        if "waiting" in line:
            waits.set()

    monkeypatch.setattr(environment, "say", listen)
    monkeypatch.setattr(environment, "_install", lambda root: waits.wait(30))
    starts = [threading.Thread(target=environment.set_up, args=(checkout,)) for _ in range(2)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert len(made) == 1
    assert "Another start is setting up" in capsys.readouterr().err


def test_nothing_is_written_to_standard_output(checkout, made, capsys):
    assert bootstrap.prepare(["setup"], checkout) == 0
    assert capsys.readouterr().out == ""


def test_what_is_installed_is_held_to_the_lock_and_compiled(checkout, monkeypatch):
    commands = []
    monkeypatch.setattr(environment, "_run", lambda command: (commands.append(command) or "", 0))
    environment._install(checkout)
    assert {"--require-hashes", "--compile", str(checkout / "requirements.lock")} <= set(commands[0])


def test_large_downloads_are_said_as_they_begin(capsys):
    lines = "  Downloading some_package-1.0-cp311-abi3-any.whl (80.3 MB)\n  Downloading small-1.0-any.whl (12 kB)\n"
    output, code = environment._run([sys.executable, "-c", f"print({lines!r})"])
    assert (output.strip(), code) == (lines.strip(), 0)
    assert capsys.readouterr().err == "  downloading some_package (80.3 MB)\n"


def test_settings_that_would_lead_packages_astray_are_not_passed_to_pip(monkeypatch):
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    output, _ = environment._run([sys.executable, "-c", "import os; print(os.environ.get('PIP_TARGET'))"])
    assert output.strip() == "None"


# what stands in the way of it


@pytest.mark.parametrize("absent", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_which_package_has_it(checkout, monkeypatch, absent):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == absent else find(name))
    with pytest.raises(SetupError, match=rf"apt install python3\.{sys.version_info[1]}-venv"):
        environment.set_up(checkout)


def test_a_file_in_the_way_is_named(checkout):
    (checkout / ".venv").touch()
    with pytest.raises(SetupError, match=r"\.venv is in the way"):
        environment.set_up(checkout)


def test_too_little_room_is_said_before_anything_is_made(checkout, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(10**9, 10**9, 0))
    with pytest.raises(SetupError, match="disk is full"):
        environment.set_up(checkout)
    assert not (checkout / ".venv").exists()


def test_a_folder_that_cannot_be_written_to_is_said(checkout, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(SetupError, match="cannot be written to"):
        environment.set_up(checkout)


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "cannot be written to"), (errno.EIO, "could not be made")],
)
def test_an_error_of_the_disk_half_way_is_said(checkout, made, monkeypatch, number, words):
    def fail(root):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(environment, "_install", fail)
    with pytest.raises(SetupError, match=words):
        environment.set_up(checkout)


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (
            "WARNING: Retrying (Retry(total=0)) after NewConnectionError\nERROR: No matching distribution found for x",
            "network",
        ),
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one named"),
        ("Retrying (SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED')))", "certificate"),
        ("ERROR: No matching distribution found for numpy==2.4.6", "package of numpy for this Python"),
        ("Collecting x\nERROR: something new\n", "pip says: ERROR: something new"),
        ("", "it wrote nothing"),
    ],
)
def test_what_pip_failed_over_is_said_in_words(output, words):
    assert words in environment.pip_failure_in_words(output)


def test_a_failed_download_leaves_an_environment_that_is_not_believed(checkout, monkeypatch, capsys):
    monkeypatch.setattr(environment, "_make_environment", lambda folder: folder.mkdir())
    monkeypatch.setattr(environment, "_run", lambda command: ("Retrying (x)", 1))
    assert bootstrap.prepare(["setup"], checkout) == bootstrap.WRONG_USE
    assert not environment.is_current(checkout)
    assert capsys.readouterr().err.splitlines()[-1].startswith("The packages could not be downloaded")


# starting


def test_a_python_that_has_everything_is_used_as_it_is(monkeypatch):
    monkeypatch.setattr(bootstrap, "_become", lambda command: pytest.fail("started anew"))
    assert bootstrap.prepare(["check"]) is None


def test_a_python_that_lacks_something_starts_anew_in_the_environment(checkout, made, monkeypatch):
    commands = []
    monkeypatch.setattr(bootstrap, "missing_modules", lambda modules, root: ["numpy"])
    monkeypatch.setattr(bootstrap, "_become", lambda command: commands.append(command) or 0)
    monkeypatch.setenv(bootstrap._STARTS, "0")
    assert bootstrap.prepare(["check", "a b"], checkout) == 0
    assert commands == [[str(checkout / ".venv/bin/python"), str(checkout / "main.py"), "check", "a b"]]


def test_a_damaged_environment_is_made_anew_once_and_then_complained_of(checkout, made, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "missing_modules", lambda modules, root: ["numpy"])
    monkeypatch.setattr(bootstrap, "_become", lambda command: 0)
    monkeypatch.setenv(bootstrap._STARTS, "0")
    assert [bootstrap.prepare([], checkout) for _ in range(3)] == [0, 0, bootstrap.WRONG_USE]
    assert len(made) == 2
    assert "The new .venv lacks numpy" in capsys.readouterr().err


def test_another_series_of_qt_than_the_locked_one_is_not_used(checkout):
    (checkout / "requirements.lock").write_text("pyside6-essentials==6.4.1 \\\n    --hash=sha256:00\n")
    assert bootstrap.missing_modules(("PySide6",), checkout) == ["pyside6-essentials"]


def test_a_module_that_is_nowhere_is_missing():
    assert bootstrap.missing_modules(("sys", "no_such_module_anywhere")) == ["no_such_module_anywhere"]


def test_the_tests_run_in_the_checkout_with_the_arguments_given(monkeypatch):
    commands = []
    monkeypatch.chdir("/")
    monkeypatch.setattr(bootstrap, "_become", lambda command: commands.append(command) or 5)
    assert bootstrap.prepare(["test", "-x", "tests/model"]) == 5
    assert commands == [[sys.executable, "-m", "pytest", "-x", "tests/model"]]
    assert Path.cwd() == ROOT


def test_every_python_from_3_6_on_can_read_the_entry():
    tree = ast.parse((ROOT / "main.py").read_text("utf-8"), feature_version=(3, 6))
    assert [node.names[0].name for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)] == ["sys"]


def test_a_python_too_old_is_told_so(capsys, monkeypatch):
    entry = importlib.util.spec_from_file_location("entry", ROOT / "main.py")
    module = importlib.util.module_from_spec(entry)
    entry.loader.exec_module(module)
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert module.main() == 2
    assert "needs Python 3.11 or newer, and this is Python 3.9" in capsys.readouterr().err


# what the system lacks


def test_a_missing_library_is_named_with_the_packages_to_install():
    sentence = bootstrap.library_in_words(ImportError(NO_LIBGL))
    assert sentence.startswith("The system library libGL.so.1 is missing.")
    assert sentence.endswith(bootstrap.APT_LINE)


def test_any_other_failure_to_import_is_left_as_it_is():
    assert bootstrap.library_in_words(ImportError("No module named 'x'")) is None


def test_a_command_that_needs_a_missing_library_says_so_without_a_traceback(monkeypatch, capsys):
    def fail(name):
        raise ImportError(NO_LIBGL)

    monkeypatch.setattr(importlib, "import_module", fail)
    assert main(["export"]) == bootstrap.WRONG_USE
    assert capsys.readouterr().err.count("\n") == 1
    assert bootstrap.window_obstacle() == bootstrap.library_in_words(ImportError(NO_LIBGL))


def test_a_programming_error_is_not_taken_for_a_missing_library(monkeypatch):
    def fail(name):
        raise ImportError("cannot import name 'x'")

    monkeypatch.setattr(importlib, "import_module", fail)
    with pytest.raises(ImportError, match="cannot import name"):
        main([])
    with pytest.raises(ImportError, match="cannot import name"):
        bootstrap.library_obstacle()


@pytest.fixture
def desktop(monkeypatch):
    """Set what a desktop session sets, from nothing."""
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch.setenv


def test_without_a_display_the_way_to_an_image_is_named(desktop):
    assert bootstrap.window_obstacle() == bootstrap.NO_DISPLAY


@pytest.mark.parametrize(("variable", "platform"), [("DISPLAY", "xcb"), ("WAYLAND_DISPLAY", "wayland")])
def test_a_display_that_does_not_answer_is_named(desktop, monkeypatch, variable, platform):
    desktop(variable, "no-such-display")
    monkeypatch.setattr(bootstrap.ctypes, "CDLL", lambda name: None)
    monkeypatch.setitem(bootstrap._CONNECTIONS, platform, lambda: False)
    assert f"The display {variable}=no-such-display does not answer" in bootstrap.window_obstacle()


def test_a_platform_plugin_that_does_not_load_names_its_library(desktop, monkeypatch):
    def fail(name):
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    desktop("DISPLAY", ":0")
    monkeypatch.setattr(bootstrap.ctypes, "CDLL", fail)
    assert "libxcb-cursor.so.0 is missing" in bootstrap.window_obstacle()
    assert "libxcb-cursor0" in bootstrap.window_obstacle()


def test_one_display_that_answers_is_enough(desktop, monkeypatch):
    desktop("DISPLAY", ":0")
    desktop("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(bootstrap.ctypes, "CDLL", lambda name: None)
    monkeypatch.setitem(bootstrap._CONNECTIONS, "wayland", lambda: False)
    monkeypatch.setitem(bootstrap._CONNECTIONS, "xcb", lambda: True)
    assert bootstrap.window_obstacle() is None


def test_a_platform_that_draws_nowhere_needs_no_display(desktop):
    desktop("QT_QPA_PLATFORM", "offscreen:size=100x100")
    assert bootstrap.window_obstacle() is None


def test_a_platform_that_qt_does_not_have_is_named(desktop):
    desktop("QT_QPA_PLATFORM", "nonsense")
    assert "names nonsense" in bootstrap.window_obstacle()
