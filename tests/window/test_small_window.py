"""The window where room is short: half of a small screen is what a person has who shows everything twice as large."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QDockWidget, QTabBar

from viewer.assets import resource_path
from viewer.canvas.personnel_chart import PersonnelChart
from viewer.loading.load import load
from viewer.theme import load_theme
from viewer.window.main_window import MainWindow
from viewer.window.side_panels import SidePanels


def sized(window, width_px, height_px):
    window.setStyleSheet(load_theme("light").style_sheet())
    window.show()
    window.resize(width_px, height_px)
    for _ in range(3):
        QApplication.processEvents()
    return window


def place_in(window, widget):
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("size", [(720, 450), (960, 600), (1024, 640), (1440, 900)])
def test_the_window_takes_the_size_and_everything_stands_above_the_status_bar(window, size):
    sized(window, *size)
    assert (window.width(), window.height()) == size
    docks = [dock for dock in window.findChildren(QDockWidget) if dock.isVisible() and dock.visibleRegion()]
    parts = [window.canvas, window.overview, *(dock.widget() for dock in docks)]
    room = QRect(0, window.top_bar.geometry().bottom(), size[0], window.statusBar().y() - window.top_bar.y())
    assert len(parts) >= 3
    assert all(room.contains(place_in(window, part)) for part in parts)


@pytest.mark.parametrize("width_px", [720, 960, 1440])
def test_the_names_of_the_panels_are_whole(window, width_px):
    sized(window, width_px, 560)
    bars = [bar for bar in window.findChildren(QTabBar) if bar.isVisible() and bar.count() > 2]
    assert len(bars) == 1
    needed = sum(bars[0].fontMetrics().horizontalAdvance(bars[0].tabText(place)) for place in range(bars[0].count()))
    assert bars[0].width() > needed + 8 * bars[0].count()


def test_the_source_joins_the_tabs_in_a_low_window_and_leaves_them_in_a_high_one(window):
    docks = sized(window, 1024, 500).panels.docks
    assert docks.source in window.tabifiedDockWidgets(docks.personnel)
    sized(window, 1024, 800)
    assert docks.source not in window.tabifiedDockWidgets(docks.personnel)


def test_panels_that_were_put_elsewhere_stay_there(window):
    docks = sized(window, 1024, 800).panels.docks
    docks.source.setFloating(True)
    sized(window, 1024, 500)
    assert docks.source.isFloating()
    assert docks.source not in window.tabifiedDockWidgets(docks.personnel)


def test_panels_put_back_in_a_low_window_fit_it(window):
    docks = sized(window, 1024, 500).panels.docks
    docks.put_back()
    assert docks.source in window.tabifiedDockWidgets(docks.personnel)


def test_a_low_window_that_is_closed_does_not_leave_the_source_behind_tabs_for_good(window):
    docks = sized(window, 1024, 500).panels.docks
    window.close()
    docks.put_back()
    sized(window, 1024, 800)
    window.restoreState(window._settings.state)
    assert docks.source not in window.tabifiedDockWidgets(docks.personnel)


def test_a_low_window_is_folded_again_the_next_time_it_is_opened(qtbot, window, workspace):
    sized(window, 1024, 500)
    window.close()
    again = MainWindow(workspace, window._settings, load_theme("light"))
    qtbot.addWidget(again)
    again.resize(1024, 500)
    again.add_panels(SidePanels(again, workspace))
    docks = sized(again, 1024, 500).panels.docks
    assert docks.source in again.tabifiedDockWidgets(docks.personnel)


@pytest.fixture
def built_in(window, workspace):
    """The window with the built-in dataset and its chart."""
    loaded = load(resource_path("datasets", "mss-haiti"))
    workspace.set_dataset(loaded.dataset, loaded.problems, None)
    window.add_chart(PersonnelChart(window.viewport, window.theme))
    return window


def test_the_chart_gives_way_to_the_timeline_in_a_low_window_and_stays_whole(built_in):
    usual = sized(built_in, 1440, 900).chart.height()
    sized(built_in, 1024, 640)
    assert built_in.chart.height() < usual
    assert built_in._chart_card.rect().contains(built_in.chart.geometry())


def test_in_a_window_of_1024_by_640_no_event_of_the_article_shares_a_mark(built_in, workspace):
    sized(built_in, 1024, 640)
    keys = {target.key for target in built_in.canvas.scene().targets}
    assert len([key for key in keys if key.startswith("event:")]) == workspace.shown.count == 14
