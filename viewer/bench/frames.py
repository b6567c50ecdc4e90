"""Frames of the real window: three movements over data of several sizes, in turn, so that ratios hold in one run."""

from __future__ import annotations

import gc
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from viewer.bench.rig import BlankWidget, Rig, started
from viewer.bench.synthetic import Kind, make_dataset
from viewer.bench.timing import Timing, ratio

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.bench.rig import Size
    from viewer.layout.timescale import Span

MOVEMENTS = ("full", "zoom", "pan1pc")
STEPS = 10
ROUNDS = 3
SMALL: Size = (1280, 720)
LARGE: Size = (2560, 1440)


def spans_of(movement: str, whole: Span) -> list[Span]:
    """Return the ten steps: a full view panned by 1 %; halved ten times; a view of 1 % panned by a tenth of itself."""
    length = whole.duration_us
    if movement == "full":
        return [whole.shifted(length * step // 100) for step in range(1, STEPS + 1)]
    if movement == "zoom":
        anchor = whole.start_us + length // 3
        return [whole.zoomed(2.0**step, anchor) for step in range(1, STEPS + 1)]
    near = whole.zoomed(100.0, whole.start_us + length // 3)
    return [near.shifted(near.duration_us * step // 10) for step in range(1, STEPS + 1)]


class Series(NamedTuple):
    """The times in milliseconds of one movement at one size, step by step through all rounds.

    `frame` is the window's; `paint` all its display lists, nothing computed; `layout`, `timeline` (painting) and
    `chrome` (both, of axis and lane names) are the timeline's alone; `blank` is a widget of the window's size.
    """

    frame: list[float]
    layout: list[float]
    paint: list[float]
    timeline: list[float]
    chrome: list[float]
    blank: list[float]

    @property
    def over_paint(self) -> float:
        """Frames against painting their own display lists."""
        return ratio(self.frame, self.paint)

    @property
    def over_blank(self) -> float:
        """Frames against a blank repaint."""
        return ratio(self.frame, self.blank)

    @property
    def spread(self) -> float:
        """The 90th percentile of frames against their median."""
        timing = Timing.of(self.frame)
        return timing.p90_ms / timing.median_ms

    @property
    def chrome_share(self) -> float:
        """Axis and chrome against the rest of laying out and painting the timeline."""
        whole = zip(self.layout, self.timeline, self.chrome, strict=True)
        return ratio(self.chrome, [max(layout + paint - chrome, 1e-3) for layout, paint, chrome in whole])


Measured = dict[tuple[str, int], Series]
"""Series by movement and number of events."""


def measure_sizes(counts: Sequence[int], size: Size = SMALL, rounds: int = ROUNDS) -> Measured:
    """Return the series of usual data of several sizes, taken in turn."""
    started()
    rigs = {count: Rig(make_dataset(count), size) for count in counts}
    measured = _measure(rigs, size, rounds)
    for rig in rigs.values():
        rig.close()
    return measured


def measure_kinds(count: int, size: Size = SMALL, rounds: int = ROUNDS) -> dict[Kind, dict[str, Series]]:
    """Return the series of each kind of awkward data, one window after the other."""
    started()
    found: dict[Kind, dict[str, Series]] = {}
    for kind in list(Kind)[1:]:
        rig = Rig(make_dataset(count, kind), size)
        found[kind] = {movement: series for (movement, _), series in _measure({count: rig}, size, rounds).items()}
        rig.close()
        gc.collect()
    return found


def _measure(rigs: dict[int, Rig], size: Size, rounds: int) -> Measured:
    blank = BlankWidget(size)
    measured: Measured = defaultdict(lambda: Series([], [], [], [], [], []))
    for movement in MOVEMENTS:
        for step in [*range(STEPS)] * rounds:
            for count, rig in rigs.items():
                _take(measured[movement, count], rig, blank, spans_of(movement, rig.whole)[step])
    blank.hide()
    blank.deleteLater()
    return dict(measured)


def _take(series: Series, rig: Rig, blank: BlankWidget, span: Span) -> None:
    """Add one step. The frame comes first: what it has to prepare is its own cost."""
    series.frame.append(rig.frame_ms(span))
    series.layout.append(rig.layout_ms(span))
    series.paint.append(rig.paint_ms(span))
    series.timeline.append(rig.timeline_paint_ms(span))
    series.chrome.append(rig.chrome_ms(span))
    series.blank.append(blank.repaint_ms())
