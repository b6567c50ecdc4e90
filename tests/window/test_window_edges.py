from __future__ import annotations

import pytest
from builders import a_dataset, an_event
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QSignalSpy

from viewer.layout.timescale import Span
from viewer.model.calendar import instant_us
from viewer.model.events import Layer
from viewer.model.filters import FacetKind, Filter
from viewer.settings import Settings
from viewer.theme import load_theme
from viewer.window.dialogs import span_of
from viewer.window.main_window import MainWindow
from viewer.window.side_panels import SidePanels
from viewer.workspace import Workspace


def dragged(window, *urls):
    """Drag these onto the window; return whether it would take them."""
    data = QMimeData()
    data.setText("words")
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    event = QDragEnterEvent(
        QPointF(5, 5).toPoint(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    window.dragEnterEvent(event)
    return event.isAccepted()


def test_a_file_of_this_computer_may_be_dropped_and_a_web_page_may_not(window):
    assert dragged(window, "file:///somewhere/haiti.mtlz")
    assert not dragged(window, "https://example.org/haiti.mtlz")


def test_dragged_words_are_not_taken(window):
    assert not dragged(window)


def test_going_to_a_date_brings_the_focus_to_its_middle(window, workspace):
    span = Span(instant_us(2024, 6), instant_us(2024, 7))
    window.go_to(span)
    assert workspace.focus_us == instant_us(2024, 6, 16)
    assert window.viewport.span.start_us < span.start_us
    assert window.viewport.span.end_us > span.end_us


def test_a_dataset_without_a_title_goes_by_its_id(window, workspace):
    workspace.set_dataset(a_dataset(title="", id="mali"), (), None)
    assert window.windowTitle() == "mali – Mission Timeline"


def test_a_title_written_from_right_to_left_is_the_windows(window, workspace):
    workspace.set_dataset(a_dataset(title="بعثة إلى هايتي"), (), None)
    assert window.windowTitle().startswith("بعثة إلى هايتي")


def test_a_search_that_finds_nothing_counts_nought(window):
    window.top_bar.search.setText("zzzz")
    assert window.panels.searching.count_in_words() == "0 found · 3 of 4 events"


def test_a_search_of_blanks_is_no_search(window):
    window.top_bar.search.setText("   ")
    assert window.panels.searching.count_in_words() == "3 of 4 events"


def test_next_hit_without_a_hit_chooses_nothing(window, workspace):
    window.top_bar.search.setText("zzzz")
    window.commands["search_next"].trigger()
    window.commands["search_previous"].trigger()
    assert workspace.chosen_event is None


def test_a_layer_that_is_shown_again_is_searched_too(window):
    window.top_bar.search.setText("Report")
    before = len(window.panels.searching.finder.hits)
    window.panels.filtering.show_layer("record", is_shown=True)
    assert (before, len(window.panels.searching.finder.hits)) == (0, 1)


def test_hiding_every_layer_empties_the_table_and_breaks_nothing(window, workspace):
    workspace.set_filter(workspace.filter.hiding(FacetKind.LAYER, {"article", "record"}))
    assert window.panels.table.shown_ids() == []
    window.commands["later"].trigger()
    assert workspace.chosen_event is None


def test_zooming_to_nothing_chosen_leaves_the_view(window):
    before = window.viewport.span
    window.commands["zoom_chosen"].trigger()
    assert window.viewport.span == before


def test_no_second_suggestion_stands_after_a_word_that_is_found(window):
    window.top_bar.search.setText("arival")
    window.top_bar.search.setText("Extension")
    assert window.panels.searching.hints.isHidden()


def test_a_place_in_a_source_brings_the_source_to_the_front(window):
    window.panels.docks.source.hide()
    window.top_bar.search.setText("Kenya sent")
    window.panels.searching.hints.click()
    assert not window.panels.docks.source.isHidden()


@pytest.mark.parametrize("number", range(6))
def test_each_panel_can_be_closed_and_opened_from_the_menu(window, number):
    window.show()
    toggle = window.panels.docks.toggles()[number]
    assert toggle in window.menus["View"].actions()
    before = toggle.isChecked()
    toggle.trigger()
    assert toggle.isChecked() is not before


def test_closed_panels_come_back_and_problems_stay_away(window):
    window.panels.docks.source.hide()
    window.panels.docks.problems.show()
    window.panels.docks.table.setFloating(True)
    window.commands["reset_window"].trigger()
    assert not window.panels.docks.source.isHidden()
    assert window.panels.docks.problems.isHidden()
    assert not window.panels.docks.table.isFloating()


def test_the_window_opens_as_it_was_left(qtbot, window, workspace):
    window.panels.docks.source.hide()
    window.resize(1000, 700)
    window.close()
    again = MainWindow(workspace, Settings(), load_theme("dark"))
    again.restore()
    again.add_panels(SidePanels(again, workspace))
    qtbot.addWidget(again)
    assert again.panels.docks.source.isHidden()
    assert again.theme.name == "dark"


def test_a_closed_window_says_so_once(window):
    closed = QSignalSpy(window.closed)
    window.close()
    assert closed.count() == 1


def test_a_dataset_of_one_day_before_christ_opens_on_it(qapp):
    work = Workspace(a_dataset(an_event("-0043-03-15", "Ides of March")))
    assert work.shown.count == 1
    assert work.focus_us == instant_us(-43, 3, 16)


def test_choosing_an_event_with_no_known_end_moves_the_focus_to_a_day(qapp):
    work = Workspace(a_dataset(an_event("2024-06-25/..", "Still there"), an_event("2025", "Later")))
    work.choose_event("still-there")
    assert instant_us(2024, 6, 25) <= work.focus_us < instant_us(2024, 6, 26)


def test_a_figure_that_is_not_there_leaves_the_choice(workspace):
    workspace.choose_event("arrival")
    workspace.choose_figure("gone")
    assert workspace.chosen_event == "arrival"
    assert workspace.chosen_figure is None


def test_dimming_nothing_dims_nothing(workspace):
    workspace.set_filter(Filter())
    workspace.set_dimming(True)
    assert workspace.shown.dimmed is None
    assert workspace.shown.count == 4


def test_dimming_twice_is_said_once(workspace):
    said = QSignalSpy(workspace.shown_changed)
    workspace.set_dimming(True)
    workspace.set_dimming(True)
    assert said.count() == 1


def test_stopping_twice_is_harmless_and_filters_go_on(workspace):
    workspace.stop()
    workspace.stop()
    workspace.set_filter(Filter())
    assert workspace.shown.count == 4


def test_another_dataset_opens_with_its_own_hidden_layers(workspace):
    workspace.set_filter(Filter(hidden_layers=frozenset({"article"})))
    layers = (Layer("main", "Main"), Layer("aside", "Aside", is_shown=False))
    workspace.set_dataset(a_dataset(an_event(layer="main"), layers=layers), (), None)
    assert workspace.layers == {"main"}


def test_a_date_far_from_the_dataset_is_said(window):
    window.go_to(span_of("-0044", window.viewport.whole))
    assert window.statusBar().currentMessage().startswith("1 Jan 45 BC is far from this dataset")


def test_what_was_said_of_a_far_date_goes_with_the_next_date(window):
    window.go_to(span_of("-0044", window.viewport.whole))
    window.go_to(span_of("2024-06", window.viewport.whole))
    assert window.statusBar().currentMessage() == ""


def test_an_event_chosen_though_hidden_is_said_to_be_so(window, workspace):
    workspace.choose_event("report")
    assert window.statusBar().currentMessage().startswith("“Report” is hidden by the filter")
    workspace.choose_event("arrival")


def test_the_first_window_is_no_larger_than_the_screen(window):
    window.resize(20_000, 20_000)
    window.restore()
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()
