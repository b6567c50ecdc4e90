"""Stopwatch and summaries: what a series of times comes down to. Knows nothing of what is timed."""

from __future__ import annotations

from time import get_clock_info, perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_FINE_S = 1e-5
_busy_clock = process_time if get_clock_info("process_time").resolution <= _FINE_S else perf_counter


class Timing(NamedTuple):
    """Milliseconds of a series: its median, and the bounds of the middle four fifths."""

    median_ms: float
    p10_ms: float
    p90_ms: float

    @classmethod
    def of(cls, times_ms: Sequence[float]) -> Timing:
        """Sum up at least one time."""
        p10, median, p90 = np.percentile(times_ms, [10, 50, 90]).tolist()
        return cls(median, p10, p90)


def milliseconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    begin = perf_counter()
    action()
    return (perf_counter() - begin) * 1000


def busy_milliseconds(action: Callable[[], object]) -> float:
    """Return how long an action keeps the processor busy, all threads together.

    Drawing off screen never waits, so this is how long it takes; but what else runs on a shared machine does not
    count, which for times of a few milliseconds would be most of it. Where the clock is coarse, wall time is taken.
    """
    begin = _busy_clock()
    action()
    return (_busy_clock() - begin) * 1000


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """Return the median of the ratios of times taken in pairs, which a machine that slows down does not change."""
    return float(np.median(np.asarray(above) / np.asarray(below)))
