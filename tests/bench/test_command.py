"""The bench command runs to its end and says how things stand; how fast anything is, no test asks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.bench.command import plan_of, run

ROOT = Path(__file__).resolve().parent.parent.parent


def bench(*arguments):
    command = [sys.executable, "-m", "viewer.bench", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)


def test_a_quick_run_ends_with_a_figure_for_every_target_it_can_measure():
    done = bench("--quick", "--events", "200", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    unmeasured = {target["name"] for target in found["targets"] if target["figure"] is None}
    assert unmeasured == {"full.growth", "zoom.growth", "pan1pc.growth", "large.over_blank", "large.chrome"}
    assert found["machine"]["cores"]
    assert all(times["median_ms"] > 0 for times in found["milliseconds"].values())


@pytest.mark.parametrize("wrong", [["--events", "9"], ["--events", "many"], ["--loud"]])
def test_wrong_use_is_told_apart(wrong, capsys):
    assert run(wrong) == 2
    assert "mission-timeline bench" in capsys.readouterr().err


def test_smaller_sizes_come_before_the_one_asked_for():
    assert plan_of(1_000_000).counts == (100, 1_000, 10_000, 100_000, 1_000_000)
    assert plan_of(5_000, is_quick=True).counts == (100, 1_000, 5_000)
