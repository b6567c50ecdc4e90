"""The timeline as a widget: shows a scene, turns wheel, drag, click and keys into signals. No files, no workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from viewer.canvas.clicked import Clicked
from viewer.canvas.empty_note import empty_note
from viewer.canvas.navigation import around
from viewer.layout.disagreements import SIDE, UNDISPUTED
from viewer.layout.focus import PLATE_PX, focus_line, focus_plate
from viewer.layout.scene import Scene, hit_test, texts
from viewer.layout.timeline import AXIS_PX, Crowd, TimelineLayout, TimelineView
from viewer.model.date_words import instant_in_words
from viewer.model.dates import Precision
from viewer.painting.ink import colour
from viewer.painting.painter import paint_scene
from viewer.painting.still import StillPicture
from viewer.painting.text_measure import measure

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from viewer.canvas.viewport import Viewport
    from viewer.layout.disagreements import Contest
    from viewer.layout.index import EventIndex
    from viewer.layout.timescale import Span, Timescale
    from viewer.model.dataset import Dataset
    from viewer.theme import Theme

STEP = 1.25
_GRAB_PX = 4.0
_SLACK_PX = 3.0
_TIP_ROWS = 8

_STEPS = {
    Qt.Key.Key_Comma: "earlier",
    Qt.Key.Key_Period: "later",
    Qt.Key.Key_Up: "lane_up",
    Qt.Key.Key_Down: "lane_down",
}


class Shown(Struct, frozen=True):
    """What the timeline shows: the events of an index, one of them chosen or none."""

    dataset: Dataset | None = None
    events: EventIndex | None = None
    chosen: int | None = None

    @property
    def rows(self) -> NDArray[np.int64]:
        """The rows of all shown events, in view or not, ascending."""
        return np.empty(0, dtype=np.int64) if self.events is None else self.events.rows()

    @property
    def is_empty(self) -> bool:
        """Whether there is a dataset, and no event of it to be seen."""
        return self.dataset is not None and (self.events is None or not len(self.events))


class TimelineCanvas(QWidget):
    """The zoomable timeline of a dataset's shown events.

    Signals:
        event_clicked(str): an event's mark or label was clicked; its id.
        event_opened(str): Enter was pressed on the chosen event; its id.
        event_double_clicked(str): an event was double-clicked; its id.
        crowd_clicked(object): a mark that stands for several events was clicked; a tuple of rows.
        crowd_double_clicked(object): the same, to be zoomed to.
        nothing_clicked(): the ground was clicked.
        focus_dragged(object): the date-in-focus line was dragged to an instant (int, microseconds).
        step_requested(str): a key asked for "earlier", "later", "lane_up" or "lane_down".
        chosen_changed(): another event, or none, is ringed.
    """

    event_clicked = Signal(str)
    event_opened = Signal(str)
    event_double_clicked = Signal(str)
    crowd_clicked = Signal(object)
    crowd_double_clicked = Signal(object)
    nothing_clicked = Signal()
    focus_dragged = Signal(object)
    step_requested = Signal(str)
    chosen_changed = Signal()

    def __init__(self, viewport: Viewport, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._port = viewport
        self._theme = theme
        self.shown = Shown()
        self._layout: TimelineLayout | None = None
        self._hits: frozenset[int] = frozenset()
        self._focus_us = 0
        self._scene: Scene | None = None
        self._still: StillPicture | None = None
        self._hovered: str | None = None
        self._is_plate_shown = True
        self._is_focus_ringed = False
        self._press: QPointF | None = None
        self._clicked = Clicked(QPointF(-1.0, -1.0))
        self._drag = ""
        viewport.span_changed.connect(self._refresh)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what lies below need not be painted first
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(360, 180)
        self.setAccessibleName(self.tr("Timeline"))
        self.setAccessibleDescription(self.tr("Events by lane and time; the table of events says the same in words."))

    def set_timeline(
        self,
        dataset: Dataset,
        index: EventIndex,
        home: Span,
        dimmed: NDArray[np.bool_] | None = None,
        matching: EventIndex | None = None,
        contest: Contest = UNDISPUTED,
    ) -> None:
        """Show the events of an index, the dimmed rows faintly; `home` decides how the lanes share the height.

        `matching` has the events that are not dimmed, where some are; `contest` what is disputed among them.
        """
        self.shown = Shown(dataset, index, self.shown.chosen)
        self._layout = TimelineLayout(dataset, index, measure, home, dimmed=dimmed, matching=matching, contest=contest)
        self._hovered = None
        self._refresh()

    def set_chosen(self, row: int | None) -> None:
        """Ring the chosen event, by row, or none."""
        if row != self.shown.chosen:
            self.shown = Shown(self.shown.dataset, self.shown.events, row)
            self._refresh()
            self.chosen_changed.emit()

    def set_hits(self, rows: frozenset[int]) -> None:
        """Ring the events that a search has found, by row."""
        self._hits = rows
        self._refresh()

    def set_focus_date(self, focus_us: int) -> None:
        """Draw the date-in-focus line at an instant."""
        self._focus_us = focus_us
        self.update()

    def set_plate_shown(self, is_shown: bool) -> None:  # noqa: FBT001  a setter in the way of Qt
        """Name the date in focus on the axis, over its line, where no chart below does: there it hides no event."""
        self._is_plate_shown = is_shown
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self.update()

    def scene(self) -> Scene | None:
        """Return the display list now shown, or None before there is a timeline."""
        if self._scene is None and self._layout is not None and self.width() > 0:
            self._scene = self._layout.scene(self._view())
        return self._scene

    def time_scale(self) -> Timescale:
        """Return the scale that maps instants to the widget's pixels."""
        return self._view().scale

    def _view(self) -> TimelineView:
        return TimelineView(self._port.span, float(self.width()), float(self.height()), self.shown.chosen, self._hits)

    def _refresh(self) -> None:
        self._scene = None
        self.update()

    def _us_at(self, point: QPointF) -> int:
        return self._view().scale.to_us(point.x())

    def _target_at(self, point: QPointF) -> str | None:
        scene = self.scene()
        return None if scene is None else hit_test(scene, point.x(), point.y(), _SLACK_PX)

    def _is_on_focus(self, point: QPointF) -> bool:
        scale = self._view().scale
        return scale.span.contains(self._focus_us) and abs(scale.to_px(self._focus_us) - point.x()) <= _GRAB_PX

    def _crowd_of(self, key: str, point: QPointF, most: int = 200) -> Crowd:
        """Return the rows behind a target (of a strip at most `most`), and how many there are in all."""
        kind, _, rest = key.partition(":")
        if kind == "rows" and self._layout is not None:
            rows = np.array(rest.split(","), dtype=np.int64)
            return self._layout.crowd_of(rows, len(rows))
        if kind == "strip" and self._layout is not None:
            return self._layout.crowd_at(self._view(), int(rest), point.x(), most)
        row = None if self.shown.dataset is None else self.shown.dataset.index_of(rest)
        return Crowd(0, ()) if row is None else Crowd(1, (row,))

    def _click(self, point: QPointF) -> None:
        self._clicked = self._looked_at(point)
        key = self._clicked.key
        if key is None:
            self.nothing_clicked.emit()
        elif key.startswith(("event:", SIDE)):
            self.event_clicked.emit(key.partition(":")[2])
        elif rows := self._crowd_of(key, point).rows:
            self.crowd_clicked.emit(rows)

    def _looked_at(self, point: QPointF) -> Clicked:
        """Return what is at a point; a strip with nothing there is ground, and with one event that event."""
        key = self._target_at(point)
        if key is None or self._layout is None or self.shown.dataset is None or not key.startswith("strip:"):
            return Clicked(point, key)
        crowd = self._crowd_of(key, point, 1)
        if crowd.total <= 1:
            return Clicked(point, f"event:{self.shown.dataset.id_of(crowd.rows[0])}" if crowd.rows else None)
        return Clicked(point, key, self._layout.stretch_at(self._view(), int(key.partition(":")[2]), point.x()))

    def _hover(self, point: QPointF) -> None:
        key = self._target_at(point)
        if key != self._hovered:
            self._hovered = key
            self.update()
        on_focus = self._is_on_focus(point) and key is None
        shape = Qt.CursorShape.SizeHorCursor if on_focus else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape if on_focus or key else Qt.CursorShape.ArrowCursor)

    def _overlay(self, scene: Scene) -> Scene:
        scale, shapes = self._view().scale, []
        if self.shown.dataset:  # without an event there is no date to be in focus
            words = texts(scene)
            labels = (text for text in words if text.y > AXIS_PX)
            shapes = focus_line(scale, self._focus_us, AXIS_PX, scene.height, labels)
            if self._is_plate_shown:
                day = instant_in_words(self._focus_us, Precision.DAY)
                top = AXIS_PX - PLATE_PX - 1
                steps = (text for text in words if top < text.y < AXIS_PX)
                shapes += focus_plate(scale, self._focus_us, day, top, measure, steps)
        if self.shown.is_empty:
            has_others = bool(self.shown.dataset)
            shapes += empty_note(scene.width, (scene.height + AXIS_PX) / 2, has_others=has_others)
        return Scene(scene.width, scene.height, tuple(shapes))

    def _hover_rect(self, scene: Scene) -> QRectF | None:
        if self._hovered is None or self._hovered.startswith("strip:"):
            return None
        found = next((target for target in scene.targets if target.key == self._hovered), None)
        return None if found is None else QRectF(found.x - 3, found.y - 3, found.width + 6, found.height + 6)

    def _press_key(self, key: int, *, is_shifted: bool) -> bool:
        """Do what a key asks for; say whether it meant anything here."""
        if key in _STEPS:
            self.step_requested.emit(_STEPS[Qt.Key(key)])
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            share = 1.0 if is_shifted else 0.1
            self._port.pan_by(-share if key == Qt.Key.Key_Left else share)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            self._port.zoom_by(1 / STEP if key == Qt.Key.Key_Minus else STEP)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._port.go_to_end(is_last=key == Qt.Key.Key_End)
        elif (
            key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and self.shown.chosen is not None
            and self.shown.dataset is not None
        ):
            self.event_opened.emit(self.shown.dataset.id_of(self.shown.chosen))
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the prepared scene; nothing is computed while the painter is open. The first time keeps no pictures."""
        scene = self.scene() or Scene(1.0, 1.0, ())
        overlay, hover = self._overlay(scene), self._hover_rect(scene)
        still, self._still = self._still, self._still or StillPicture()
        keeps_pictures = still is not None
        if still is None:
            QTimer.singleShot(0, self._heed)
        painter = QPainter(self)
        try:
            painter.setBackground(QColor(self._theme.colour("card")))
            painter.eraseRect(event.rect())
            paint_scene(painter, scene, self._theme, still=still, keeps_pictures=keeps_pictures)
            if hover is not None:
                painter.setPen(QPen(colour(self._theme, "ink", 0.35), 1.0))
                painter.drawRoundedRect(hover, 8, 8)
            paint_scene(painter, overlay, self._theme, keeps_pictures=keeps_pictures)
            if self._is_focus_ringed and self.hasFocus():
                painter.setPen(QPen(QColor(self._theme.colour("accent")), 2.0))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        finally:
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew for another size."""
        super().resizeEvent(event)
        self._refresh()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer, or pan with Shift or a sideways wheel."""
        delta, span = event.angleDelta(), self._port.span
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if is_shifted or abs(delta.x()) > abs(delta.y()):
            turned = delta.x() or delta.y()
            self._port.show_span(span.shifted(round(-turned / 120 * 0.1 * span.duration_us)))
        elif delta.y():
            self._port.zoom_at(STEP ** (delta.y() / 120), self._us_at(event.position()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a pan, or a drag of the date in focus."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._press = event.position()
            is_free = self._target_at(event.position()) is None
            self._drag = "focus" if is_free and self._is_on_focus(event.position()) else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, drag the date in focus, or hover."""
        if self._press is None:
            self._hover(event.position())
            return
        moved = event.position().x() - self._press.x()
        if self._drag == "focus":
            self.focus_dragged.emit(self._us_at(event.position()))
        elif self._drag == "pan" or abs(moved) > 3:
            self._drag = "pan"
            self._press = event.position()
            self._port.show_span(self._port.span.shifted(round(-moved * self._view().scale.us_per_px)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a pan or drag, or click."""
        if event.button() is Qt.MouseButton.LeftButton and self._press is not None:
            was_click, self._press, self._drag = not self._drag, None, ""
            if was_click:
                self._click(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom to what the first click was on, or in on the place."""
        is_same = (event.position() - self._clicked.point).manhattanLength() <= _SLACK_PX
        clicked = self._clicked if is_same else self._looked_at(event.position())
        if (key := clicked.key) is None:
            self._port.zoom_by(2.0, self._us_at(event.position()))
        elif clicked.stretch is not None:
            self._port.go_to(around(*clicked.stretch, 0))
        elif key.startswith(("event:", SIDE)):
            self.event_double_clicked.emit(key.partition(":")[2])
        elif rows := self._crowd_of(key, event.position()).rows:
            self.crowd_double_clicked.emit(rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan, zoom and step with the keys of the key sheet."""
        held = event.modifiers()
        is_other = bool(held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
        is_shifted = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if is_other or not self._press_key(event.key(), is_shifted=is_shifted):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus to whoever came by key; a click shows where it went by itself."""
        super().focusInEvent(event)
        by_key = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
        self._is_focus_ringed = event.reason() in by_key
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was hovered."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def _heed(self) -> None:
        from viewer.canvas.gestures import Gestures  # noqa: PLC0415  the first paint does without

        gestures = Gestures(self)
        gestures.tip_wanted.connect(self._show_tip)
        gestures.pinched.connect(lambda factor, point: self._port.zoom_at(factor, self._us_at(point)))

    def _show_tip(self, point: QPointF, place: QPoint) -> None:
        key = self._target_at(point)
        if key is None or self.shown.dataset is None:
            QToolTip.hideText()
            return
        from viewer.canvas.tips import in_lines, other_date_in_words, tip_of  # noqa: PLC0415  the first paint does without

        crowd = self._crowd_of(key, point, _TIP_ROWS)
        if key.startswith(SIDE) and crowd.rows:
            words = other_date_in_words(self.shown.dataset.event(crowd.rows[0]), self.shown.dataset)
        else:
            words = tip_of(self.shown.dataset, crowd.total, crowd.rows, crowd.matching)
        QToolTip.showText(place, in_lines(words), self)
