"""Viewport: the visible span of time, how it moves, and the spans visited before. The one truth of the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QVariantAnimation, Signal

from viewer.canvas.navigation import History, around, between, limited, magnified
from viewer.layout.timeline import fit_span
from viewer.layout.timescale import Span

if TYPE_CHECKING:
    from viewer.model.dataset import Dataset

_EASE_MS = 150
_AROUND_ONE = 3.0
_NOTHING = Span(0, 86_400_000_000 * 365)


class Viewport(QObject):
    """The span in view; every jump eases over a moment unless motion is reduced.

    Signals:
        span_changed(object): another Span is visible.
    """

    span_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._whole = self._span = _NOTHING
        self._history = History()
        self._is_motion_reduced = False
        self._is_landed = False
        self._from = self._to = self._span
        self._ease = QVariantAnimation(self)
        self._ease.setDuration(_EASE_MS)
        self._ease.setStartValue(0.0)
        self._ease.setEndValue(1.0)
        self._ease.valueChanged.connect(self._on_eased)

    @property
    def span(self) -> Span:
        """The visible span."""
        return self._span

    @property
    def whole(self) -> Span:
        """The span that shows every event and figure."""
        return self._whole

    def set_whole(self, dataset: Dataset) -> None:
        """Take the limits from a dataset; the visible span stays until it is set, those visited are forgotten."""
        extent = dataset.extent_us()
        self._history = History()
        self._is_landed = False
        self._whole = fit_span(extent) if extent else _NOTHING
        if extent and _is_one_time(dataset):  # which would fill the view from side to side
            self._whole = Span(*extent).padded(_AROUND_ONE)

    def set_motion_reduced(self, is_reduced: bool) -> None:  # noqa: FBT001  a setter in the way of Qt
        """Jump instead of easing."""
        self._is_motion_reduced = is_reduced

    def begin_at(self, span: Span) -> None:
        """Show a span at once, kept near the data, as the first place to come back to."""
        self.show_span(span)
        self._is_landed = True

    def show_span(self, span: Span) -> None:
        """Show a span at once, kept near the data: what follows a hand on wheel or mouse."""
        near = limited(span, self._whole)
        self._wander_to(near)
        self._ease.stop()
        self._put(near)

    def go_to(self, span: Span) -> None:
        """Jump to a span, kept near the data; the one left can be gone back to."""
        goal, near = self._goal(), limited(span, self._whole)
        if near != goal:
            self._history.leave(goal)
            self._land_on(near)

    def go_back(self) -> None:
        """Return to the span before the last jump, or to where it led, once a hand has moved the view from there."""
        span = self._history.back(self._goal())
        if span is not None:
            self._land_on(span)

    def go_forward(self) -> None:
        """Undo going back."""
        span = self._history.forward(self._goal())
        if span is not None:
            self._land_on(span)

    def zoom_by(self, factor: float, anchor_us: int | None = None) -> None:
        """Magnify around an instant (None: the middle of the view), eased."""
        goal = self._goal()
        anchor = (goal.start_us + goal.end_us) // 2 if anchor_us is None else anchor_us
        span = magnified(goal, factor, anchor, self._whole)
        self._wander_to(span)
        self._ease_to(span)

    def zoom_at(self, factor: float, anchor_us: int) -> None:
        """Magnify around an instant at once: what follows a hand on wheel or touchpad."""
        span = magnified(self._span, factor, anchor_us, self._whole)
        self._wander_to(span)
        self._ease.stop()
        self._put(span)

    def pan_by(self, share: float) -> None:
        """Move by a share of the visible duration, eased; positive is later."""
        goal = self._goal()
        span = limited(goal.shifted(round(goal.duration_us * share)), self._whole)
        self._wander_to(span)
        self._ease_to(span)

    def fit(self) -> None:
        """Show everything."""
        self.go_to(self._whole)

    def go_to_end(self, *, is_last: bool) -> None:
        """Show the first or the last of the data at the present scale."""
        start = self._whole.end_us - self._span.duration_us if is_last else self._whole.start_us
        self.go_to(self._span.shifted(start - self._span.start_us))

    def zoom_to_rows(self, dataset: Dataset, rows: tuple[int, ...]) -> None:
        """Show a stretch around some events."""
        columns, unit = dataset.columns, dataset.columns.unit_us
        begin = max(min(int(columns.begin[row]) for row in rows) * unit, self._whole.start_us)
        finish = min(max(int(columns.finish[row]) for row in rows) * unit, self._whole.end_us)
        self.go_to(around(begin, max(finish, begin + 1), 0))

    def reveal(self, dataset: Dataset, row: int) -> None:
        """Pan, without zooming, so that an event is well within the view."""
        columns = dataset.columns
        refined = columns.refined_of(row)
        begin = max(int(columns.begin[row]) * columns.unit_us, self._whole.start_us)
        finish = min(int(columns.finish[row]) * columns.unit_us, self._whole.end_us)
        at = (begin + finish) // 2 if refined is None else refined * columns.unit_us
        span = self._goal()
        margin = span.duration_us // 12
        if not span.start_us + margin <= at < span.end_us - margin:
            self.go_to(span.shifted(at - (span.start_us + span.end_us) // 2))

    def _goal(self) -> Span:
        return self._to if self._ease.state() == QVariantAnimation.State.Running else self._span

    def _land_on(self, span: Span) -> None:
        self._is_landed = True
        self._ease_to(span)

    def _wander_to(self, span: Span) -> None:
        """Remember the place a jump led to when a hand first moves away from it; the steps after that are too many."""
        if self._is_landed and span != (goal := self._goal()):
            self._history.leave(goal)
            self._is_landed = False

    def _ease_to(self, span: Span) -> None:
        self._ease.stop()
        if self._is_motion_reduced:
            self._put(span)
            return
        self._from, self._to = self._span, span
        self._ease.start()

    def _put(self, span: Span) -> None:
        if span != self._span:
            self._span = span
            self.span_changed.emit(span)

    def _on_eased(self, share: float) -> None:
        self._put(between(self._from, self._to, share * share * (3 - 2 * share)))


def _is_one_time(dataset: Dataset) -> bool:
    """Say whether all events are of one and the same time."""
    begin, finish = dataset.columns.begin, dataset.columns.finish
    return bool(len(begin) and (begin == begin[0]).all() and (finish == finish[0]).all())
