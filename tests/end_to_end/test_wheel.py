"""The wheel, as a user installs it: complete, and its resources are found."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel with the locked builder, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("mission_timeline-*.whl")
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def test_it_holds_every_resource_and_the_lock(wheel):
    names = [file.relative_to(ROOT) for file in (ROOT / "resources").rglob("*") if file.is_file()]
    assert len(names) > 3
    assert [str(name) for name in names if not (wheel / "viewer" / name).is_file()] == []
    assert (wheel / "viewer" / "requirements.lock").read_bytes() == (ROOT / "requirements.lock").read_bytes()


def test_it_gives_the_command_and_names_what_it_needs(wheel):
    (metadata,) = wheel.glob("mission_timeline-*.dist-info")
    assert "mission-timeline = viewer.__main__:main" in (metadata / "entry_points.txt").read_text("utf-8")
    assert "Requires-Dist: pyside6-essentials==6.11.*" in (metadata / "METADATA").read_text("utf-8")
    assert (metadata / "licenses" / "LICENSE").is_file()


def test_its_program_finds_the_resources_inside_it(wheel, tmp_path):
    question = "from viewer.assets import resource_path as p; print(p('fonts', 'Inter-Regular.otf'))"
    answer = subprocess.run(
        [sys.executable, "-c", question],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(wheel)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(answer.stdout.strip()) == (wheel / "viewer/resources/fonts/Inter-Regular.otf").resolve()
    assert Path(answer.stdout.strip()).is_file()
