"""Where a view may go: limits of zoom and pan, jumps, and the spans visited before. Pure values; no widget."""

from __future__ import annotations

from viewer.layout.timescale import Span

LEAST_US = 100
MOST_TIMES = 6
_KEPT = 100


def limited(span: Span, whole: Span) -> Span:
    """Return the span kept within reason: neither empty of data nor far wider than it, and always touching it."""
    most = max(whole.duration_us * MOST_TIMES, LEAST_US)
    duration = min(max(span.duration_us, LEAST_US), most)
    middle = (span.start_us + span.end_us) // 2
    start = span.start_us if duration == span.duration_us else middle - duration // 2
    tenth = duration // 10
    start = max(whole.start_us - duration + tenth, min(start, whole.end_us - tenth))
    return Span(start, start + duration)


def magnified(span: Span, factor: float, anchor_us: int, whole: Span) -> Span:
    """Return the span zoomed around an instant, which keeps its place: at the limits of zoom nothing moves."""
    most = max(whole.duration_us * MOST_TIMES, LEAST_US)
    factor = max(min(factor, span.duration_us / LEAST_US), span.duration_us / most)
    return limited(span.zoomed(factor, anchor_us), whole)


def centred(span: Span, at_us: int) -> Span:
    """Return the span moved so that an instant is in its middle."""
    return span.shifted(at_us - (span.start_us + span.end_us) // 2)


def around(start_us: int, end_us: int, least_us: int) -> Span:
    """Return a span in which the stretch from start to end takes about a third of the width, at least `least_us`."""
    duration = max((end_us - start_us) * 3, least_us)
    middle = (start_us + end_us) // 2
    return Span(middle - duration // 2, middle - duration // 2 + duration)


def between(start: Span, end: Span, share: float) -> Span:
    """Return the span a share (0 to 1) of the way from one to another."""
    first = round(start.start_us + (end.start_us - start.start_us) * share)
    last = round(start.end_us + (end.end_us - start.end_us) * share)
    return end if share >= 1 else Span(first, max(last, first + 1))


class History:
    """The spans that were looked at, to go back to and forward again."""

    def __init__(self) -> None:
        self._back: list[Span] = []
        self._forward: list[Span] = []

    def leave(self, span: Span) -> None:
        """Remember a span that is about to be left by a jump."""
        if not self._back or self._back[-1] != span:
            self._back = [*self._back[1 - _KEPT :], span]
        self._forward.clear()

    def back(self, current: Span) -> Span | None:
        """Return the span before, or None; the current one can be gone forward to."""
        if not self._back:
            return None
        self._forward.append(current)
        return self._back.pop()

    def forward(self, current: Span) -> Span | None:
        """Return the span gone back from, or None."""
        if not self._forward:
            return None
        self._back.append(current)
        return self._forward.pop()
