from __future__ import annotations

import pytest

from viewer.model.calendar import instant_us
from viewer.model.filters import FacetKind, Filter


def shown(window):
    return window.panels.table.shown_ids()


def test_what_the_panel_hides_goes_from_every_view(window, workspace):
    window.panels.filter.filter_changed.emit(workspace.filter.hiding(FacetKind.LANE, {"Two"}))
    assert shown(window) == ["pledge"]
    assert window._count.text() == "1 of 4 events"


def test_dimming_keeps_the_events_in_place_and_counts_only_what_the_filter_leaves(window, workspace):
    window.panels.filter.dimming_changed.emit(True)
    workspace.set_filter(workspace.filter.hiding(FacetKind.LANE, {"Two"}))
    assert shown(window) == ["pledge", "arrival", "extension"]
    assert window._count.text() == "1 of 4 events"
    assert workspace.shown.dimmed.sum() == 3
    assert workspace.shown.matching.rows().tolist() == [workspace.dataset.index_of("pledge")]


def test_dimming_does_not_bring_back_a_hidden_layer(window, workspace):
    workspace.set_dimming(True)
    assert "report" not in shown(window)


def test_known_by_follows_the_date_in_focus(window, workspace):
    workspace.set_filter(Filter(known_by_us=instant_us(2024, 2, 1)))
    workspace.set_focus(instant_us(2024, 7, 15))
    assert workspace.filter.known_by_us == instant_us(2024, 7, 15)


def test_a_large_dataset_is_filtered_aside_and_only_the_last_filter_counts(qtbot, workspace, monkeypatch):
    monkeypatch.setattr("viewer.workspace._AT_ONCE", 1)
    with qtbot.waitSignal(workspace.shown_changed):
        workspace.set_filter(Filter(hidden_lanes=frozenset({"One"})))
        workspace.set_filter(Filter(hidden_lanes=frozenset({"Two"})))
    workspace.stop()
    assert workspace.shown.count == 2


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_layers_button_hides_and_shows_it(window, workspace, is_shown):
    window.panels.filtering.layer_action("record").setChecked(is_shown)
    assert ("report" in shown(window)) == is_shown


def test_known_by_has_a_key_that_panel_and_menu_follow(window, workspace):
    workspace.set_focus(instant_us(2024, 2, 1))
    window.commands["known_by"].trigger()
    assert workspace.filter.known_by_us == instant_us(2024, 2, 1)
    assert window.panels.filter._known.isChecked()
    window.commands["clear_filter"].trigger()
    assert workspace.filter.known_by_us is None
    assert not window.commands["known_by"].isChecked()


def test_dimming_by_key_ticks_the_box_of_the_panel(window, workspace):
    window.commands["dim"].trigger()
    assert workspace.is_dimming
    assert window.panels.filter.is_dimming
