"""The workspace holds one truth and says what has changed, once."""

import pytest
from builders import a_dataset, an_event
from PySide6.QtTest import QSignalSpy

from viewer.model.amounts import parse_amount
from viewer.model.calendar import instant_us
from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer, Refinement
from viewer.model.filters import Filter
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.workspace import Workspace

FIGURE = PersonnelFigure("kenya", "Kenya", Measure.DEPLOYED, parse_amount("over 400"), parse_edtf("2024-10-11"))
LAYERS = (Layer("main", "Main"), Layer("record", "Record", is_shown=False))


@pytest.fixture
def workspace(qapp):
    refined = Refinement(parse_edtf("2024-06-25"), "article")
    events = (
        an_event("2024-10-03", "massacre"),
        an_event("2024-06", "june", refined=refined),
        an_event("2023-10-02", "vote", layer="record"),
        an_event("../2024-07", "until"),
    )
    return Workspace(a_dataset(*events, layers=LAYERS, personnel=(FIGURE,), focus=parse_edtf("2024-10-11")))


def test_it_opens_where_the_author_would_have_it(workspace):
    assert workspace.focus_us == instant_us(2024, 10, 11, 12)
    assert workspace.layers == {"main"}
    assert len(workspace.index) == 3
    assert (workspace.chosen_event, workspace.chosen_row, workspace.chosen_figure) == (None, None, None)


def test_without_an_author_the_focus_is_at_the_end(qapp):
    assert Workspace(a_dataset(an_event("2024-06"))).focus_us == instant_us(2024, 7)


def test_choosing_an_event_moves_the_date_in_focus_to_it(workspace):
    chosen, focus = QSignalSpy(workspace.chosen_changed), QSignalSpy(workspace.focus_changed)
    workspace.choose_event("massacre")
    assert workspace.chosen_row == workspace.dataset.index_of("massacre")
    assert workspace.focus_us == instant_us(2024, 10, 3, 12)
    assert (chosen.count(), focus.count()) == (1, 1)


def test_the_focus_goes_to_the_best_known_day(workspace):
    workspace.choose_event("june")
    assert workspace.focus_us == instant_us(2024, 6, 25, 12)


def test_an_open_date_has_a_day_to_go_to_as_well(workspace):
    workspace.choose_event("until")
    assert workspace.focus_us == instant_us(2024, 7)


def test_choosing_the_same_event_again_is_no_news(workspace):
    workspace.choose_event("massacre")
    chosen = QSignalSpy(workspace.chosen_changed)
    workspace.choose_event("massacre")
    assert chosen.count() == 0


def test_an_event_that_is_not_there_changes_nothing(workspace):
    workspace.choose_event("massacre")
    workspace.choose_event("nothing")
    workspace.choose_figure("nothing")
    assert workspace.chosen_event == "massacre"


def test_an_event_and_a_figure_are_never_chosen_together(workspace):
    workspace.choose_event("massacre")
    workspace.choose_figure("kenya")
    assert (workspace.chosen_event, workspace.chosen_figure) == (None, FIGURE)
    workspace.choose_event("massacre")
    assert (workspace.chosen_event, workspace.chosen_figure) == ("massacre", None)


def test_nothing_can_be_chosen_again(workspace):
    workspace.choose_event("massacre")
    workspace.choose_event(None)
    assert workspace.chosen_event is None
    assert workspace.focus_us == instant_us(2024, 10, 3, 12)


def test_a_filter_changes_what_is_shown_and_says_so_once(workspace):
    shown = QSignalSpy(workspace.shown_changed)
    workspace.set_filter(Filter())
    workspace.set_filter(Filter())
    assert len(workspace.index) == 4
    assert workspace.layers == {"main", "record"}
    assert shown.count() == 1


def test_the_focus_says_only_when_it_moves(workspace):
    focus = QSignalSpy(workspace.focus_changed)
    workspace.set_focus(workspace.focus_us)
    workspace.set_focus(0)
    assert focus.count() == 1
    assert workspace.focus_us == 0


def test_another_dataset_starts_afresh(workspace, tmp_path):
    changed = QSignalSpy(workspace.dataset_changed)
    workspace.choose_event("massacre")
    workspace.set_dataset(a_dataset(an_event("2020")), (), tmp_path)
    assert changed.count() == 1
    assert (workspace.chosen_event, workspace.path, len(workspace.index)) == (None, tmp_path, 1)
    assert workspace.focus_us == instant_us(2021)
    assert workspace.filter == Filter()
