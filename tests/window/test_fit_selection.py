"""Fit selection: all hits of a search, else the chosen event with what it is related to."""

from __future__ import annotations

from builders import a_dataset, an_event
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from viewer.model.calendar import instant_us
from viewer.model.events import Link
from viewer.model.filters import FacetKind

JANUARY, JUNE, DECEMBER = instant_us(2024, 1, 10), instant_us(2024, 6, 15), instant_us(2030, 12, 1)


def put(workspace):
    events = (
        an_event("2024-01-10", "First deed", links=(Link("second-deed", "extends"), Link("far-deed", "extends"))),
        an_event("2024-06-15", "Second deed"),
        an_event("2030-12-01", "Far deed", lane="Two"),
    )
    workspace.set_dataset(a_dataset(*events), (), None)


def press(window):
    QTest.keyClick(window.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)


def active(qtbot, window):
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.canvas.setFocus()


def test_the_key_fits_the_hits_of_the_search(qtbot, window, workspace):
    put(workspace)
    active(qtbot, window)
    workspace.choose_event("far-deed")
    window.top_bar.search.setText("second")
    press(window)
    span = window.viewport.span
    assert span.contains(JUNE)
    assert not span.contains(JANUARY)
    assert not span.contains(DECEMBER)


def test_without_a_search_it_fits_the_chosen_event_with_those_related_to_it(qtbot, window, workspace):
    put(workspace)
    active(qtbot, window)
    workspace.choose_event("first-deed")
    window.viewport.zoom_by(30.0, JUNE)
    press(window)
    assert all(window.viewport.span.contains(at) for at in (JANUARY, JUNE, DECEMBER))


def test_related_events_that_are_hidden_are_left_out(window, workspace):
    put(workspace)
    workspace.set_filter(workspace.filter.hiding(FacetKind.LANE, {"Two"}))
    workspace.choose_event("first-deed")
    window.commands["fit_selection"].trigger()
    assert window.viewport.span.contains(JUNE)
    assert not window.viewport.span.contains(DECEMBER)


def test_with_nothing_to_fit_the_view_stays_and_says_why(window, workspace):
    before = window.viewport.span
    window.commands["fit_selection"].trigger()
    assert window.viewport.span == before
    assert "choose an event" in window.statusBar().currentMessage()


def test_one_can_go_back_from_it(window, workspace):
    put(workspace)
    before = window.viewport.span
    workspace.choose_event("second-deed")
    window.commands["fit_selection"].trigger()
    assert window.viewport.span != before
    window.commands["back"].trigger()
    assert window.viewport.span == before
