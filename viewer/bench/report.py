"""The table: every target with its figure and whether it holds. Knows no window and no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from viewer.bench.results import Gaps


class Target(NamedTuple):
    """A promise: the figure of this name is at most `limit`, or below it where `is_strict`."""

    name: str
    words: str
    limit: float
    unit: str = "x"
    is_strict: bool = False

    def is_met_by(self, figure: float) -> bool:
        """Say whether a figure keeps the promise."""
        return figure < self.limit if self.is_strict else figure <= self.limit


class Verdict(NamedTuple):
    """A target with its figure; both None where it was not measured."""

    target: Target
    figure: float | None
    holds: bool | None


TARGETS = (
    Target("full.growth", "full view: most events against 1e4", 1.2),
    Target("full.growth_from_100", "full view: most events against 1e2", 2.0),
    Target("zoom.growth", "zoom: most events against 1e4", 2.2),
    Target("pan1pc.growth", "pan: most events against 1e4", 2.2),
    Target("full.over_paint", "full view against painting its own display lists", 3.0),
    Target("zoom.over_paint", "zoom against painting its own display lists", 3.0),
    Target("pan1pc.over_paint", "pan against painting its own display lists", 3.0),
    Target("full.spread", "full view: p90 against the median", 2.5),
    Target("zoom.spread", "zoom: p90 against the median", 2.5),
    Target("pan1pc.spread", "pan: p90 against the median", 2.5),
    Target("full.over_blank", "full view against a blank repaint, 1280x720", 25.0),
    Target("zoom.over_blank", "zoom against a blank repaint, 1280x720", 25.0),
    Target("pan1pc.over_blank", "pan against a blank repaint, 1280x720", 25.0),
    Target("large.over_blank", "slowest against a blank repaint, 2560x1440", 35.0),
    Target("full.chrome", "axis and chrome against the rest of the timeline, full view", 0.5),
    Target("large.chrome", "axis and chrome against the rest of the timeline, 2560x1440", 0.5),
    Target("awkward.over_blank", "awkward data: slowest against a blank repaint", 25.0),
    Target("awkward.over_paint", "awkward data: slowest against its display lists", 3.0),
    Target("awkward.spread", "awkward data: worst p90 against the median", 2.5),
    Target("start.over_plot", "first paint with 1e4 events against a bare plot window", 0.8),
    Target("start.over_numpy", "first paint with 1e4 events against hello and numpy", 1.6),
    Target("start.late_modules", "modules imported before the first paint and not needed for it", 0, ""),
    Target("load.over_plain", "table against csv.reader and a numpy date parse", 1.5),
    Target("load.index", "index against csv.reader and a numpy date parse", 0.5),
    Target("load.bytes", "event store, labels and index", 100, "B an event"),
    Target("export.svg", "SVG: most visible events against 10", 5.0),
    Target("export.pdf", "PDF: most visible events against 10", 5.0),
    Target("export.png", "PNG at 4x: most visible events against 10", 5.0),
    Target("export.png_over_blank", "PNG at 4x: most visible events against a blank one", 1.5),
    Target("export.differences", "exports that differ from run to run", 0, ""),
    Target("none.drift", "references to None after 100,000 painter calls", 100, ""),
    Target("gaps.p99", "event loop after loading: 99th percentile of gaps", 50, "ms", is_strict=True),
    Target("gaps.most", "event loop after loading: longest gap", 200, "ms"),
    Target("awkward.gaps.p99", "awkward data: 99th percentile of gaps, worst kind", 50, "ms", is_strict=True),
    Target("awkward.gaps.most", "awkward data: longest gap", 200, "ms"),
)


def judged(figures: Mapping[str, float], targets: Sequence[Target] = TARGETS) -> list[Verdict]:
    """Return each target with its figure and whether it holds; one without a figure is kept, as not measured."""
    verdicts = []
    for target in targets:
        figure = figures.get(target.name)
        verdicts.append(Verdict(target, figure, None if figure is None else target.is_met_by(figure)))
    return verdicts


def target_table(verdicts: Sequence[Verdict]) -> str:
    """Return the verdicts as a Markdown table."""
    words = {True: "holds", False: "**misses**", None: "not measured"}
    rows = [
        (
            verdict.target.words,
            ("< " if verdict.target.is_strict else "≤ ") + _amount(verdict.target.limit, verdict.target.unit),
            "–" if verdict.figure is None else _amount(verdict.figure, verdict.target.unit),
            words[verdict.holds],
        )
        for verdict in verdicts
    ]
    return table(("target", "limit", "now", ""), rows)


def gap_table(gaps: Iterable[Gaps], head: str) -> str:
    """Return the gaps as a Markdown table, a row for each activity with each kind of data."""
    rows = [
        (f"{gap.data}: {gap.activity}", str(gap.beats), *(f"{ms:.1f}" for ms in (gap.median, gap.p99, gap.most)))
        for gap in gaps
    ]
    return table((head, "beats", "median", "p99", "longest"), rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table with columns as wide as their widest cell."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )


def _amount(value: float, unit: str) -> str:
    number = f"{value:,.0f}" if value == round(value) and abs(value) < 1e6 else f"{value:,.3g}"
    return f"{number}{unit}" if unit in {"x", ""} else f"{number} {unit}"
