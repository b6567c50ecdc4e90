"""The bench command: measures everything in one run and says what holds. It asserts nothing."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from viewer.bench.real_window import Task, measure_stalls, screens_of
from viewer.bench.report import gap_table, judged, table, target_table
from viewer.bench.results import Results

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from viewer.bench.real_window import Screen

LEAST, MOST, USUAL = 100, 10_000_000, 1_000_000


class Plan(NamedTuple):
    """How much is measured: numbers of events, rounds of frames, runs of everything else."""

    counts: tuple[int, ...]
    rounds: int
    awkward: int
    starts: int
    loads: int
    exports: tuple[int, ...]
    has_large: bool
    pace: int

    @property
    def most(self) -> int:
        """The largest number of events."""
        return self.counts[-1]


def run(arguments: list[str]) -> int:
    """Measure and print the tables, or all of it as JSON; return 0 when done, 2 for wrong use."""
    try:
        chosen = _parser().parse_args(arguments)
    except SystemExit as end:  # argparse has written what is wrong, or its help
        return 0 if end.code is None else int(end.code)
    screens = screens_of(os.environ)  # before the rest is kept off screen
    with tempfile.TemporaryDirectory(prefix="mission-timeline-bench-") as folder:
        _keep_to(folder)
        results = measure(plan_of(chosen.events, is_quick=chosen.quick), Path(folder), screens)
    text = json.dumps(as_values(results), indent=2) if chosen.json else as_text(results)
    sys.stdout.write(f"{text}\n")
    return 0


def plan_of(events: int, *, is_quick: bool = False) -> Plan:
    """Return what is measured for a largest number of events; a quick plan is a rehearsal with rough figures."""
    counts = (*(count for count in (100, 1_000, 10_000, 100_000) if count < events), events)
    if is_quick:
        few = min(events, 10_000)
        return Plan(counts, 1, few, 1, 1, (10, few), has_large=False, pace=1)
    return Plan(counts, 4, events, 25, 3, (10, 1_000, 100_000), has_large=True, pace=20)


def measure(plan: Plan, folder: Path, screens: Sequence[Screen]) -> Results:
    """Measure all that a plan says, with temporary files in `folder`. Takes some minutes for a million events.

    `screens` are the ways to have a real window for the gaps, best first.
    """
    # Qt comes in with these; the platform has been chosen only now
    from viewer.app import built_in_path  # noqa: PLC0415
    from viewer.bench import exports, frames, loading, rig, start, synthetic  # noqa: PLC0415

    results = Results()
    small, large = folder / "small.csv", folder / "large.csv"
    loading.write_table(synthetic.make_dataset(min(10_000, plan.most)), small)
    loading.write_table(synthetic.make_dataset(plan.most), large)
    _say("cold starts")
    starts = start.measure_starts(small, built_in_path(), plan.starts)
    results.add_starts(starts, start.TABLE, start.NUMPY, start.PLOT)
    _say("frames")
    results.add_frames(frames.measure_sizes(plan.counts, rounds=plan.rounds))
    if plan.has_large:
        results.add_large(frames.measure_sizes((plan.most,), frames.LARGE, plan.rounds), "2560x1440 ")
    _say("awkward data")
    results.add_awkward(frames.measure_kinds(plan.awkward, rounds=plan.rounds))
    _say("loading")
    results.add_loading(loading.measure_loading(large, plan.loads), plan.most)
    _say("exports")
    results.add_exports(exports.measure_exports(plan.exports, max(2, plan.loads)))
    results.figures["none.drift"] = rig.none_drift()
    _say("gaps")
    results.add_stalls(measure_stalls(Task(large, plan.awkward, plan.pace), screens))
    return results


def as_values(results: Results) -> dict[str, Any]:
    """Return everything measured as plain values for JSON."""
    return {
        "machine": machine(),
        "targets": [
            verdict.target._asdict() | {"figure": verdict.figure, "holds": verdict.holds}
            for verdict in judged(results.figures)
        ],
        "figures": results.figures,
        "milliseconds": {name: timing._asdict() for name, timing in results.times_ms.items()},
        "gaps": {"platform": results.platform, "rows": [gap._asdict() for gap in results.gaps]},
        "notes": results.notes,
    }


def as_text(results: Results) -> str:
    """Return the tables in Markdown: the machine, the targets, all times, and the notes."""
    times = [
        (name, f"{timing.median_ms:,.2f}", f"{timing.p10_ms:,.2f}", f"{timing.p90_ms:,.2f}")
        for name, timing in results.times_ms.items()
    ]
    said = ", ".join(f"{name} {value}" for name, value in machine().items())
    parts = [said, target_table(judged(results.figures)), table(("milliseconds", "median", "p10", "p90"), times)]
    if results.gaps:
        parts.append(gap_table(results.gaps, f"gaps in milliseconds, Qt platform {results.platform}"))
    return "\n\n".join([*parts, "\n".join(results.notes)])


def machine() -> dict[str, str]:
    """Return what the figures were measured on."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count() or "unknown"),
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        **{name: version(name) for name in ("PySide6_Essentials", "numpy", "pyqtgraph")},
        "Qt platform": os.environ.get("QT_QPA_PLATFORM", "the desktop's"),
    }


def _processor() -> str:
    """Return the processor's name, which Python itself does not know on Linux."""
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mission-timeline bench", description="Measure the viewer on made-up data and say which targets hold."
    )
    parser.add_argument(
        "--events", type=_events, default=USUAL, help=f"the largest number of events (default {USUAL:,})"
    )
    parser.add_argument("--json", action="store_true", help="write everything measured as JSON")
    parser.add_argument("--quick", action="store_true", help="a rehearsal: one round of each, rough figures")
    return parser


def _events(text: str) -> int:
    if not text.isdecimal() or not LEAST <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of events from {LEAST:,} to {MOST:,}")
    return int(text)


def _keep_to(folder: str) -> None:
    """Draw off screen unless a platform was asked for, and keep the person's own settings out of it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ |= {"XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}


def _say(what: str) -> None:
    sys.stderr.write(f"bench: {what} ...\n")
    sys.stderr.flush()
