"""What was measured, brought down to the figures that targets are about. Knows no clock and no window."""

from __future__ import annotations

from itertools import chain
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct, field

from viewer.bench.timing import Timing, ratio

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from viewer.bench.exports import ExportTimes
    from viewer.bench.frames import Measured, Series
    from viewer.bench.loading import LoadTimes
    from viewer.bench.real_window import Stalls
    from viewer.bench.start import Start
    from viewer.bench.synthetic import Kind

LOADING = ("opening",)
"""Activities during which the data is still being loaded."""

_BASE = 10_000
_LEAST = 100


class Gaps(NamedTuple):
    """By how many milliseconds the beats of one activity with one kind of data were late."""

    data: str
    activity: str
    beats: int
    median: float
    p99: float
    most: float

    @classmethod
    def of(cls, data: str, activity: str, late_ms: Sequence[float]) -> Gaps:
        """Sum up at least one beat."""
        median_ms, p99, most = np.percentile(late_ms, [50, 99, 100]).tolist()
        return cls(data, activity, len(late_ms), median_ms, p99, most)


class Results(Struct):
    """The figures by target name, the times by what was timed, and what is worth a sentence.

    `gaps` are those of the event loop, measured in a window of the Qt platform `platform`.
    """

    figures: dict[str, float] = field(default_factory=dict)
    times_ms: dict[str, Timing] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    gaps: list[Gaps] = field(default_factory=list)
    platform: str = ""

    def add_frames(self, measured: Measured, label: str = "") -> None:
        """Take the frames of all sizes at the usual window size."""
        self._time_frames(measured, label)
        most = max(count for _, count in measured)
        for (movement, count), series in measured.items():
            if count == most:
                self.figures[f"{movement}.over_paint"] = series.over_paint
                self.figures[f"{movement}.over_blank"] = series.over_blank
                self.figures[f"{movement}.spread"] = series.spread
        self.figures["full.chrome"] = measured["full", most].chrome_share
        for movement in ("full", "zoom", "pan1pc"):
            if most > _BASE and (movement, _BASE) in measured:
                self.figures[f"{movement}.growth"] = _growth(measured, movement, most, _BASE)
        if most > _LEAST and ("full", _LEAST) in measured:
            self.figures["full.growth_from_100"] = _growth(measured, "full", most, _LEAST)

    def add_large(self, measured: Measured, label: str) -> None:
        """Take the frames of one size in a large window."""
        self._time_frames(measured, label)
        self.figures["large.over_blank"] = max(series.over_blank for series in measured.values())
        self.figures["large.chrome"] = next(s.chrome_share for (name, _), s in measured.items() if name == "full")

    def add_awkward(self, found: Mapping[Kind, Mapping[str, Series]]) -> None:
        """Take the frames of awkward data, of which only the worst count."""
        series = list(chain.from_iterable(kind.values() for kind in found.values()))
        self.figures["awkward.over_blank"] = max(one.over_blank for one in series)
        self.figures["awkward.over_paint"] = max(one.over_paint for one in series)
        self.figures["awkward.spread"] = max(one.spread for one in series)
        for kind, movements in found.items():
            for movement, one in movements.items():
                self.times_ms[f"{kind}: {movement}"] = Timing.of(one.frame)

    def add_starts(self, start: Start, table: str, numpy: str, plot: str) -> None:
        """Take the cold starts; the names say which of them the targets are about."""
        times = start.times_ms
        self.times_ms |= {f"first paint: {name}": Timing.of(taken) for name, taken in times.items()}
        self.figures["start.over_plot"] = ratio(times[table], times[plot])
        self.figures["start.over_numpy"] = ratio(times[table], times[numpy])
        self.figures["start.late_modules"] = len(start.late_modules)
        if start.late_modules:
            self.notes.append(f"Imported before the first paint without need: {', '.join(start.late_modules)}.")

    def add_loading(self, load: LoadTimes, rows: int) -> None:
        """Take the loading of a table."""
        names = (("as a dataset", load.ours_ms), ("csv.reader and numpy", load.plain_ms), ("index", load.index_ms))
        self.times_ms |= {f"table of {rows:,} rows: {name}": Timing.of(times) for name, times in names}
        self.figures["load.over_plain"] = ratio(load.ours_ms, load.plain_ms)
        self.figures["load.index"] = ratio(load.index_ms, load.plain_ms)
        self.figures["load.bytes"] = load.bytes_an_event

    def add_exports(self, exports: ExportTimes) -> None:
        """Take the exports."""
        for (name, count), times in exports.times_ms.items():
            self.times_ms[f"{name} of {count:,} events"] = Timing.of(times)
        least, most = (end(count for _, count in exports.times_ms) for end in (min, max))
        for name in ("svg", "pdf", "png"):
            self.figures[f"export.{name}"] = ratio(exports.times_ms[name, most], exports.times_ms[name, least])
        self.figures["export.png_over_blank"] = ratio(exports.times_ms["png", most], exports.blank_png_ms)
        self.figures["export.differences"] = exports.differing

    def add_stalls(self, stalls: Stalls) -> None:
        """Take how late the event loop was: the first kind of data is the usual one, of the others the worst counts."""
        self.platform = stalls.platform
        worst = [self.add_gaps(data, late_ms) for data, late_ms in stalls.late_ms.items()]
        self.figures["gaps.p99"], self.figures["gaps.most"] = worst[0]
        if worst[1:]:
            self.figures["awkward.gaps.p99"] = max(p99 for p99, _ in worst[1:])
            self.figures["awkward.gaps.most"] = max(most for _, most in worst[1:])

    def add_gaps(self, data: str, late_ms: Mapping[str, Sequence[float]]) -> tuple[float, float]:
        """Take how late beats were, by activity; return p99 and longest of all after loading."""
        self.gaps += [Gaps.of(data, name, beats) for name, beats in late_ms.items()]
        after = [late for name, beats in late_ms.items() if name not in LOADING for late in beats]
        return float(np.percentile(after, 99)), max(after)

    def _time_frames(self, measured: Measured, label: str) -> None:
        for (movement, count), series in measured.items():
            place = f"{label}{movement}, {count:,} events"
            self.times_ms[f"{place}: frame"] = Timing.of(series.frame)
            self.times_ms[f"{place}: layout alone"] = Timing.of(series.layout)
            self.times_ms[f"{place}: painting alone"] = Timing.of(series.paint)
            self.times_ms[f"{place}: axis and chrome"] = Timing.of(series.chrome)
        blanks = [series.blank for series in measured.values()]
        self.times_ms[f"{label}blank repaint"] = Timing.of([median(times) for times in blanks])


def _growth(measured: Measured, movement: str, most: int, least: int) -> float:
    return ratio(measured[movement, most].frame, measured[movement, least].frame)
