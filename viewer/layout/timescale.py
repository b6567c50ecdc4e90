"""Time to pixel and back: the span in view and the scale that draws it.

Instants are whole microseconds (see `viewer.model.calendar`) and stay Python or int64 integers until the start
of the window has been taken off them; only the small rest becomes a float. So a mark keeps its place to a
fraction of a pixel whether the window is a microsecond or the age of the universe wide. Knows nothing of
calendars, labels or Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

_FARTHEST = 2**62  # two times within it differ by less than int64 holds
# Fine enough for the smallest step of a pinch, coarse enough that f and 1/f become exact reciprocals.
_FACTOR_DENOMINATOR = 1_000_000


class Span(Struct, frozen=True):
    """A stretch of time, half open: `start_us` is in it, `end_us` is not. Never empty."""

    start_us: int
    end_us: int

    def __post_init__(self) -> None:
        if self.end_us <= self.start_us:
            raise ValueError(f"A span must last at least 1 microsecond: {self.start_us} to {self.end_us}.")

    @property
    def duration_us(self) -> int:
        """Return how long the span is, at least 1."""
        return self.end_us - self.start_us

    @property
    def aligned_start_us(self) -> int:
        """Return the start, rounded down to a multiple of half the duration.

        What is laid out from there on, two spans long, serves a view while it slides by up to half of itself.
        """
        half_us = max(1, self.duration_us // 2)
        return self.start_us // half_us * half_us

    def contains(self, us: int) -> bool:
        """Say whether the instant lies in the span (start included, end not)."""
        return self.start_us <= us < self.end_us

    def shifted(self, us: int) -> Span:
        """Return the span moved later by `us` (earlier where negative)."""
        return Span(self.start_us + us, self.end_us + us)

    def zoomed(self, factor: float, anchor_us: int) -> Span:
        """Return the span magnified: factor 2 shows half as much time, 0.5 twice as much; never below 1 us.

        The anchor keeps its place in the window to half a microsecond. Zooming in by up to 2 and out again at the
        same anchor returns within 1 us. Raises ValueError unless the factor is a finite number above 0.
        """
        ratio = _as_ratio(factor)
        start_us = anchor_us + round((self.start_us - anchor_us) / ratio)
        end_us = anchor_us + round((self.end_us - anchor_us) / ratio)
        return Span(start_us, max(end_us, start_us + 1))

    def padded(self, fraction: float) -> Span:
        """Return the span with that share of its duration (0 or more) added at either end."""
        share, whole = fraction.as_integer_ratio()
        margin_us = _nearest(share * self.duration_us, whole)
        return Span(self.start_us - margin_us, self.end_us + margin_us)


class Timescale(Struct, frozen=True):
    """A span drawn from `left_px` on over `width_px` pixels, both float; later is further right."""

    span: Span
    left_px: float
    width_px: float

    def __post_init__(self) -> None:
        if not self.width_px > 0:
            raise ValueError(f"A timescale must be wider than 0 pixels: {self.width_px}.")

    @property
    def right_px(self) -> float:
        """Return where the end of the span stands."""
        return self.left_px + self.width_px

    @property
    def us_per_px(self) -> float:
        """Return how much time one pixel is."""
        return self.span.duration_us / self.width_px

    def to_px(self, us: int) -> float:
        """Return where an instant stands; it may lie left or right of the window."""
        # int / int is rounded once, correctly, however large the two are
        start_us, end_us = self.span.start_us, self.span.end_us
        return self.left_px + (us - start_us) / (end_us - start_us) * self.width_px

    def times_to_px(self, times: NDArray[np.int64], unit_us: int = 1) -> NDArray[np.float64]:
        """Return where each stored time stands; `unit_us` is how many microseconds one stored unit is.

        Seconds (1_000_000) let deep time fit int64. Times lie within ±2**62, which is also what stands for "no end";
        those come out far outside the window, on their own side. Costs three passes over the array.
        """
        whole = self.span.start_us // unit_us
        # a start beyond the stored times opens a window too wide for an anchor to make a difference
        anchor = whole if abs(whole) < _FARTHEST else 0
        result = (times - np.int64(anchor)).astype(np.float64)
        result *= unit_us / self.span.duration_us * self.width_px
        result += self.to_px(anchor * unit_us)
        return result

    def to_us(self, px: float) -> int:
        """Return the instant nearest to a pixel, inside the window or outside."""
        along, whole = (px - self.left_px).as_integer_ratio()
        width, part = self.width_px.as_integer_ratio()
        return self.span.start_us + _nearest(along * part * self.span.duration_us, whole * width)


def _nearest(numerator: int, denominator: int) -> int:
    """Return the whole number nearest to a fraction, the even one of two; the denominator is above 0."""
    whole, rest = divmod(numerator, denominator)
    return whole + (2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1))


def _as_ratio(factor: float) -> Fraction:
    """Return the factor as a fraction, such that 1 / factor gives exactly the inverse."""
    if not 0 < factor < float("inf"):
        raise ValueError(f"A zoom factor must be above 0 and finite: {factor}.")
    if factor < 1:
        return 1 / _as_ratio(1 / factor)
    from fractions import Fraction  # noqa: PLC0415  a start does not zoom

    return Fraction(factor).limit_denominator(_FACTOR_DENOMINATOR)
