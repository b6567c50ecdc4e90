"""The command line as a person starts it: a process of its own, without a display."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(*arguments, **variables):
    environment = {name: text for name, text in os.environ.items() if name not in DISPLAY} | variables
    command = [sys.executable, "-m", "viewer", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_two_processes_write_the_same_bytes_without_a_display(tmp_path, ending):
    files = [tmp_path / f"{name}.{ending}" for name in ("one", "two")]
    for seed, file in enumerate(files):
        result = run("export", file, "--layers", "article,record", PYTHONHASHSEED=str(seed), TZ=f"UTC+{seed}")
        assert (result.returncode, result.stderr) == (0, "")
    assert files[0].read_bytes() == files[1].read_bytes()


def test_the_svg_has_a_described_group_for_every_event(tmp_path):
    file = tmp_path / "figure.svg"
    assert run("export", file, "--theme", "dark").returncode == 0
    root = ET.parse(file).getroot()
    group = next(group for group in root.iter(f"{SVG}g") if group.get("id") == "event-massacre")
    assert "at least 115 killed" in group.find(f"{SVG}title").text
    assert "A local mayor claims that last week" in group.find(f"{SVG}desc").text
    assert "Ruto pledges 600 more officers" in " ".join(text.text for text in root.iter(f"{SVG}text"))


def test_the_words_of_the_pdf_can_be_read_back(tmp_path):
    file = tmp_path / "figure.pdf"
    assert run("export", file, "--size", "1000x").returncode == 0
    pages = PdfReader(file).pages
    said = pages[0].extract_text()
    assert len(pages) == 1
    for words in ("Multinational Security Support mission in Haiti", "Planned: 600 more Kenyan officers", "Sources"):
        assert words in said


def test_a_locale_without_utf_8_is_no_reason_to_warn(tmp_path):
    files = [tmp_path / f"{name}.svg" for name in ("one", "two")]
    for file, locale in zip(files, ("C", "C.UTF-8"), strict=True):
        result = run("export", file, LC_ALL=locale)
        assert (result.returncode, result.stderr) == (0, "")
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_failed_export_leaves_the_older_file_and_nothing_else(tmp_path):
    file = tmp_path / "figure.png"
    file.write_text("older")
    assert run("export", file, "--scale", "900").returncode == 2
    assert [path.read_text() for path in tmp_path.iterdir()] == ["older"]


def test_checking_needs_no_qt():
    question = (
        "import sys; from viewer.cli import main; code = main(['check']); sys.exit(code or 'PySide6' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_reader_that_goes_away_is_no_error():
    command = f"'{sys.executable}' -m viewer check tests/data/broken --json | head -c 1"
    result = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stderr == ""
