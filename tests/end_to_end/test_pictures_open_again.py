"""A picture that is sent to somebody: opened, checked and verified by a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.loading.load import load
from viewer.model.edtf import parse_edtf
from viewer.model.filters import shown_layers
from viewer.model.opening import first_filter

ROOT = Path(__file__).parents[2]
BUILT_IN = ROOT / "resources" / "datasets" / "mss-haiti"


def run(*arguments):
    environment = {name: text for name, text in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    command = [sys.executable, "-m", "viewer", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_dataset_and_view_come_back_out_of_the_picture(tmp_path, ending):
    file = tmp_path / f"figure.{ending}"
    shown = ("--range", "2024-09/2024-10", "--layers", "record")
    assert run("export", file, "--embed", "--preset", "a4-landscape", *shown).returncode == 0
    loaded, date = load(file), parse_edtf("2024-09/2024-10")
    assert loaded.dataset.sha256 == load(BUILT_IN).dataset.sha256
    assert loaded.dataset.view_us == (date.earliest_us, date.latest_us)
    assert shown_layers(loaded.dataset, first_filter(loaded.dataset)) == {"record"}
    assert run("check", file).stdout == "32 events, 32 quotes, every quote verbatim\n"


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_letter_of_the_article_changes_the_verdict(tmp_path, ending):
    file, copy = tmp_path / f"figure.{ending}", tmp_path / "copy"
    assert run("export", file, "--embed").returncode == 0
    shutil.copytree(BUILT_IN, copy)
    assert run("verify", file, copy).returncode == 0
    article = copy / "sources" / "article.txt"
    article.write_bytes(article.read_bytes().replace(b"Kenya", b"Kenia", 1))
    result = run("verify", file, copy)
    assert (result.returncode, result.stderr) == (1, "")
    assert "source “article”: text changed" in result.stdout
