from __future__ import annotations

import numpy as np
from builders import a_dataset, an_event
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent

from viewer.canvas.personnel_chart import PersonnelChart
from viewer.layout.timeline import TimelineView
from viewer.model.calendar import instant_us
from viewer.theme import load_theme


def with_chart(window):
    window.add_chart(PersonnelChart(window.viewport, load_theme("light")))
    return window.chart


def test_a_clicked_event_shows_its_words_and_moves_the_date_in_focus(window, workspace):
    window.canvas.event_clicked.emit("extension")
    assert window.panels.source.quote.exact == "about 400 police officers"
    assert workspace.focus_us == instant_us(2024, 9, 30, 12)


def test_choosing_in_the_table_chooses_everywhere(window, workspace):
    window.panels.table.event_chosen.emit("pledge")
    assert workspace.chosen_event == "pledge"
    assert window.canvas.scene() is not None


def test_a_clicked_figure_shows_its_words(window, workspace):
    window.panels.personnel.figure_clicked.emit("sent")
    assert workspace.chosen_figure.id == "sent"
    assert window.panels.source.quote.exact == "about 400 police officers"


def test_the_date_in_focus_moves_panel_and_chart_alike(qtbot, window, workspace):
    chart = with_chart(window)
    with qtbot.waitExposed(window):
        window.show()
    workspace.set_focus(instant_us(2024, 2, 1))
    assert "Kenya, pledged: 1,000" in window.panels.personnel.accessibleDescription()
    assert "about 400" not in window.panels.personnel.accessibleDescription()
    scale = TimelineView(window.viewport.span, float(chart.width()), float(chart.height())).scale
    picture, x = chart.grab().toImage(), round(scale.to_px(instant_us(2024, 2, 1)))
    column = {picture.pixelColor(x, y).name() for y in range(picture.height() // 4, picture.height())}
    assert load_theme("light").colour("focus_line").lower() in column


def test_the_status_bar_counts_what_is_shown(window):
    assert window.statusBar().findChildren(type(window._count))[-1].text() == "3 of 4 events"
    window.panels.filtering.show_layer("record", is_shown=True)
    assert window._count.text() == "4 of 4 events"


def test_the_button_of_a_layer_follows_the_filter(window, workspace):
    window.panels.filtering.show_layer("record", is_shown=True)
    assert window.panels.filtering.layer_action("record").isChecked()
    assert workspace.layers == {"article", "record"}


def test_searching_counts_rings_and_lists_the_hits(window, workspace):
    window.top_bar.search.setText("arrival")
    assert window._count.text().startswith("1 found")
    assert window.panels.table.shown_ids() == ["arrival"]
    window.top_bar.search.next_requested.emit()
    assert workspace.chosen_event == "arrival"


def test_clearing_the_search_lists_all_again(window):
    window.top_bar.search.setText("arrival")
    window.top_bar.search.setText("")
    assert window.panels.table.shown_ids() == ["pledge", "arrival", "extension"]


def test_stepping_goes_through_time(window, workspace):
    workspace.choose_event("pledge")
    window.commands["later"].trigger()
    assert workspace.chosen_event == "arrival"
    window.commands["earlier"].trigger()
    assert workspace.chosen_event == "pledge"


def test_the_quotes_of_an_event_are_stepped_through(window, workspace):
    workspace.choose_event("arrival")
    window.commands["next_quote"].trigger()
    assert window.panels.source.quote.exact == "June and July"
    window.commands["previous_quote"].trigger()
    assert window.panels.source.quote.exact == "about 400 police officers"


def test_zooming_to_the_chosen_event_and_back(window, workspace):
    before = window.viewport.span
    workspace.choose_event("arrival")
    window.commands["zoom_chosen"].trigger()
    assert window.viewport.span.duration_us < before.duration_us
    window.commands["back"].trigger()
    assert window.viewport.span == before


def test_an_opened_crowd_is_listed(window, workspace):
    rows = tuple(np.flatnonzero(workspace.dataset.columns.lane == 1).tolist())
    window.canvas.crowd_clicked.emit(rows)
    assert set(window.panels.table.shown_ids()) == {"arrival", "extension"}


def test_another_dataset_takes_the_place_of_the_first(window, workspace):
    workspace.choose_event("pledge")
    workspace.set_dataset(a_dataset(an_event("1999", "Older"), title="Another"), (), None)
    assert "Another" in window.windowTitle()
    assert window.panels.table.shown_ids() == ["older"]
    assert window.panels.source.quote is None
    assert window.viewport.span.contains(instant_us(1999, 7, 1))


def test_a_dataset_without_personnel_has_no_chart(window, workspace):
    with_chart(window)
    workspace.set_dataset(a_dataset(an_event()), (), None)
    assert window.chart.parentWidget().isHidden()


def test_the_other_theme_repaints_the_ground(window):
    window.set_theme(load_theme("dark"))
    window.resize(1000, 700)
    corner = window.canvas.grab().toImage().pixelColor(3, 3)
    assert corner == QColor(load_theme("dark").colour("card"))


def test_docks_can_be_put_back(window):
    window.panels.docks.source.setFloating(True)
    window.panels.docks.personnel.hide()
    window.commands["reset_window"].trigger()
    assert not window.panels.docks.source.isFloating()
    assert not window.panels.docks.personnel.isHidden()


def test_less_motion_is_remembered(window):
    window.commands["reduced_motion"].setChecked(False)
    assert window._settings.is_motion_reduced is False


def test_a_dropped_file_is_asked_for(window, qtbot, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "figure.png"))])
    where, left, none = QPointF(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with qtbot.waitSignal(window.file_dropped) as dropped:
        window.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, left, none))
    assert dropped.args == [str(tmp_path / "figure.png")]


def test_a_drag_without_a_file_is_let_pass(window):
    data = QMimeData()
    data.setData("text/uri-list", b"")
    where, left, none = QPointF(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(where, Qt.DropAction.CopyAction, data, left, none)
    event.ignore()
    window.dropEvent(event)
    assert not event.isAccepted()
