from __future__ import annotations

import pytest
from builders import a_dataset, an_event
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from viewer.model.deep_link import DeepLink, parse_link, write_link
from viewer.model.events import Link
from viewer.model.filters import FacetKind, Filter


def test_a_copied_link_opens_exactly_the_view_it_was_made_from(window, workspace):
    workspace.choose_event("arrival")
    window.commands["zoom_chosen"].trigger()
    made = window.views.link()
    window.commands["copy_link"].trigger()
    workspace.choose_event(None)
    window.viewport.fit()
    window.views.show(parse_link(QGuiApplication.clipboard().text()))
    assert window.views.link() == made


def test_a_link_with_an_event_alone_brings_it_into_view(window, workspace):
    window.viewport.zoom_by(50.0)
    window.views.show(DeepLink(event="pledge"))
    assert workspace.chosen_event == "pledge"
    assert window.viewport.span.contains(workspace.focus_us)


def test_a_link_shows_and_hides_layers(window, workspace):
    window.views.show(DeepLink(layers=("record",)))
    assert workspace.layers == {"record"}


OFFERED = ["do:fit", "do:panel_filter", "do:layer_record", "do:known_by", "event:arrival"]


@pytest.mark.parametrize("key", OFFERED)
def test_the_palette_offers_every_menu_entry_the_layers_and_the_events(window, key):
    assert key in {key for _, _, key in window.views._entries()}


def test_the_palette_says_whether_a_switch_is_on(window):
    window.views._on_chosen("do:layer_record")
    assert ("Public record", "on", "do:layer_record") in window.views._entries()


def test_following_the_relations_goes_round_to_where_it_began(window, workspace):
    links = (Link("b", "extends"), Link("c", "responds to"))
    events = (an_event("2024-01", "a", links=links), an_event("2024-02", "b"), an_event("2024-03", "c"))
    workspace.set_dataset(a_dataset(*events), (), None)
    workspace.choose_event("a")
    met = []
    for _ in range(3):
        window.commands["follow_link"].trigger()
        met.append(workspace.chosen_event)
    assert met == ["b", "c", "a"]


def test_an_event_chosen_in_the_palette_is_chosen_in_the_window(window, workspace):
    window.views._on_chosen("event:extension")
    assert workspace.chosen_event == "extension"


def test_a_link_brings_the_whole_filter_back_and_one_without_takes_it_away(window, workspace):
    unfiltered = write_link(window.views.link())
    wanted = Filter(hidden_lanes=frozenset({"Two"}), known_by_us=workspace.focus_us).hiding(FacetKind.LAYER, {"record"})
    workspace.set_filter(wanted)
    filtered = write_link(window.views.link())
    window.views.show(parse_link(unfiltered))
    assert workspace.filter == Filter(frozenset({"record"}))
    window.views.show(parse_link(filtered))
    assert workspace.filter == wanted


@pytest.mark.parametrize("text", ["nonsense", "[]", '{"hidden_lanes":1}', '{"nobody":[]}'])
def test_a_filter_that_cannot_be_read_changes_nothing_and_is_said(qtbot, window, workspace, text):
    before = workspace.filter
    window.views.show(DeepLink(layers=("record",), filter=text))
    assert workspace.filter == before
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    assert "filter of the link" in window.findChild(QMessageBox).text()


def test_a_link_brings_search_dimming_and_a_chosen_figure_back(window, workspace):
    window.top_bar.search.setText("arrival")
    workspace.set_dimming(True)
    workspace.choose_figure("sent")
    made = write_link(window.views.link())
    window.top_bar.search.setText("")
    workspace.set_dimming(False)
    workspace.choose_event("pledge")
    window.views.show(parse_link(made))
    assert (window.top_bar.search.text(), workspace.is_dimming) == ("arrival", True)
    assert (workspace.chosen_figure.id, workspace.chosen_event) == ("sent", None)


def test_a_copied_link_without_a_search_takes_a_later_search_away(window):
    made = write_link(window.views.link())
    window.top_bar.search.setText("arrival")
    window.views.show(parse_link(made))
    assert window.top_bar.search.text() == ""


def test_a_hand_written_link_leaves_the_search_alone(window):
    window.top_bar.search.setText("arrival")
    window.views.show(parse_link("#event=pledge"))
    assert window.top_bar.search.text() == "arrival"


def test_a_dataset_without_layers_gets_its_filter_back_too(window, workspace):
    workspace.set_dataset(a_dataset(an_event("2024"), an_event("2025", lane="Two")), (), None)
    wanted = Filter(hidden_lanes=frozenset({"Two"}))
    workspace.set_filter(wanted)
    made = write_link(window.views.link())
    workspace.set_filter(Filter())
    window.views.show(parse_link(made))
    assert workspace.filter == wanted


def test_a_figure_that_is_not_there_is_said(qtbot, window):
    window.views.show(DeepLink(figure="gone"))
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    assert "the figure “gone”" in window.findChild(QMessageBox).text()
