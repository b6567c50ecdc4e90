"""The chart in the window: the scene that exports draw, on the timeline's own span."""

import pytest
from builders import a_dataset, an_event
from gestures import turn
from pictures import is_near
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget

from viewer.canvas.personnel_chart import PersonnelChart
from viewer.canvas.viewport import Viewport
from viewer.layout.scene import Line, texts
from viewer.layout.timeline import TimelineView
from viewer.layout.timescale import Span
from viewer.model.amounts import parse_amount
from viewer.model.calendar import US_PER_DAY, instant_us
from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.theme import load_theme

YEAR = Span(instant_us(2024), instant_us(2025))
FOCUS = instant_us(2024, 8, 1)
LAYERS = (Layer("main", "Main"), Layer("record", "Public record"))


def a_figure(figure_id, amount, date, layer="main"):
    dated, counted = parse_edtf(date), parse_amount(amount)
    return PersonnelFigure(figure_id, "All", Measure.DEPLOYED, counted, dated, layer=layer)


DATASET = a_dataset(
    an_event("2024/2024-12-31"),
    personnel=(
        a_figure("june", "400", "2024-03-01"),
        a_figure("october", "1,900", "2024-10-11"),
        a_figure("record", "1,350", "2024-06-01", "record"),
    ),
    layers=LAYERS,
)


@pytest.fixture
def chart(qtbot):
    port = Viewport()
    port.set_motion_reduced(True)
    port.set_whole(DATASET)
    port.show_span(YEAR)
    window = QWidget()  # as in the window: pyqtgraph's own close() ends the program when Qt deletes the widget later
    qtbot.addWidget(window)
    chart = PersonnelChart(port, load_theme("light"), window)
    chart.port, chart.holder = port, window
    chart.resize(900, 200)
    window.show()
    chart.set_figures(DATASET, frozenset({"main"}))
    chart.set_focus_date(FOCUS)
    return chart


def x_of(chart, us):
    return TimelineView(chart.port.span, float(chart.width()), float(chart.height())).scale.to_px(us)


def level(chart, figure_id):
    lines = (shape for shape in chart.chart().shapes if isinstance(shape, Line))
    return next(line for line in lines if line.key == f"figure:{figure_id}" and line.y1 == line.y2)


def click(qtbot, chart, x, y):
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))


def test_a_click_on_a_step_names_its_figure(qtbot, chart):
    spy = QSignalSpy(chart.figure_clicked)
    line = level(chart, "june")
    click(qtbot, chart, (line.x1 + line.x2) / 2 + 60, line.y1)
    click(qtbot, chart, x_of(chart, instant_us(2024, 10, 11)), level(chart, "october").y1)
    assert [spy.at(n) for n in range(spy.count())] == [["june"], ["october"]]


def test_a_click_beside_names_nothing(qtbot, chart):
    spy = QSignalSpy(chart.figure_clicked)
    click(qtbot, chart, x_of(chart, instant_us(2024, 2)), 100)
    assert spy.count() == 0


def test_steps_are_painted_where_the_scene_has_them(chart):
    line = level(chart, "june")
    image = chart.grab().toImage()
    x = round((line.x1 + line.x2) / 2) + 60
    column = [image.pixelColor(x, round(line.y1) + offset) for offset in (-1, 0, 1)]
    assert any(is_near(colour, load_theme("light").colour("deployed"), 40) for colour in column)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_ground_is_the_card_of_the_theme(chart, theme):
    chart.set_theme(load_theme(theme))
    assert is_near(chart.grab().toImage().pixelColor(3, 190), load_theme(theme).colour("card"))


def test_the_chart_moves_with_the_timeline(chart):
    before = level(chart, "june").x1
    chart.port.show_span(YEAR.shifted(-YEAR.duration_us // 4))
    assert level(chart, "june").x1 == pytest.approx(before + (900 - 150) / 4, abs=0.5)


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _, event):
        self.count += event.type() is QEvent.Type.Paint
        return False


@pytest.mark.parametrize(
    "change",
    [
        lambda chart: chart.set_focus_date(FOCUS - 30 * US_PER_DAY),
        lambda chart: chart.port.show_span(YEAR.shifted(US_PER_DAY)),
        lambda chart: chart.set_figures(DATASET, frozenset()),
        lambda chart: chart.set_theme(load_theme("dark")),
    ],
)
def test_what_changes_is_painted_without_being_asked_for(qtbot, chart, change):
    QApplication.processEvents()  # what the chart as it is has still to paint
    paints = Paints(chart.viewport())
    change(chart)
    qtbot.waitUntil(lambda: paints.count > 0)


def test_the_wheel_zooms_both_at_the_pointer(chart):
    at = instant_us(2024, 10, 11)
    x = x_of(chart, at)
    turn(chart.viewport(), x, 100)
    assert chart.port.span.duration_us == pytest.approx(YEAR.duration_us / 1.25, rel=1e-6)
    assert x_of(chart, at) == pytest.approx(x, abs=0.1)


def test_the_line_of_the_date_in_focus_can_be_dragged(qtbot, chart):
    spy = QSignalSpy(chart.focus_dragged)
    start, view = QPoint(round(x_of(chart, FOCUS)), 120), chart.viewport()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in (10, 20, 40):
        qtbot.mouseMove(view, start + QPoint(step, 0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    assert spy.count() > 0
    assert x_of(chart, spy.at(spy.count() - 1)[0]) == pytest.approx(start.x() + 40, abs=2)


def test_the_line_of_the_date_in_focus_does_not_run_through_words(chart):
    (label,) = [text for text in texts(chart.chart()) if text.text.endswith("1,900")]
    x = round(label.left + label.width / 2)

    def around_label():
        image = chart.grab().toImage()
        ratio = image.devicePixelRatio()
        rows = range(round((label.y - 9) * ratio), round((label.y + 2) * ratio))
        return [image.pixelColor(round((x + dx) * ratio), y).name() for y in rows for dx in range(-2, 4)]

    chart.set_focus_date(FOCUS)
    free = around_label()
    chart.set_focus_date(TimelineView(YEAR, 900.0, 200.0).scale.to_us(x))
    assert around_label() == free
    above = chart.grab().toImage()
    assert any(above.pixelColor(x, y) == QColor(load_theme("light").colour("focus_line")) for y in range(30, 200))


def test_under_the_pointer_the_line_has_the_colour_of_the_theme(chart):
    view = chart.viewport()
    line = QPoint(round(x_of(chart, FOCUS)), 120)
    QTest.mouseMove(view, line + QPoint(40, 0))
    QTest.mouseMove(view, line)
    image = chart.grab().toImage()
    column = {image.pixelColor(line.x() + dx, 120).name() for dx in (-1, 0, 1)}
    assert load_theme("light").colour("focus_line").lower() in column
    assert view.cursor().shape() is Qt.CursorShape.SizeHorCursor


def test_hidden_layers_are_not_in_the_chart(chart):
    assert "figure:record" not in {target.key for target in chart.chart().targets}
    chart.set_figures(DATASET, frozenset({"main", "record"}))
    assert "figure:record" in {target.key for target in chart.chart().targets}


def test_another_size_lays_out_anew(chart):
    chart.resize(1200, 260)
    assert (chart.chart().width, chart.chart().height) == (1200, 260)


def test_a_dataset_without_figures_has_an_empty_chart(chart):
    chart.set_figures(a_dataset(), frozenset({"main"}))
    assert chart.chart().targets == ()
    assert [text for text in texts(chart.chart()) if text.key] == []
    chart.grab()


def test_it_says_what_it_is_to_a_screen_reader(chart):
    assert chart.accessibleName() == "Personnel chart"
