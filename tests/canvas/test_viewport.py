"""The viewport: one visible span, kept near the data, with a way back."""

import pytest
from builders import a_dataset, an_event
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QSignalSpy

from viewer.canvas.navigation import LEAST_US, MOST_TIMES
from viewer.canvas.viewport import Viewport
from viewer.layout.timescale import Span
from viewer.model.calendar import US_PER_DAY, instant_us
from viewer.model.dataset import Dataset
from viewer.model.edtf import parse_edtf
from viewer.model.events import Refinement

JUNE = Span(instant_us(2024, 6), instant_us(2024, 7))
JULY = Span(instant_us(2024, 7), instant_us(2024, 8))


@pytest.fixture
def dataset():
    refined = Refinement(parse_edtf("2024-06-25"), "article")
    return a_dataset(
        an_event("2024-01-01", "first"), an_event("2024-06", "june", refined=refined), an_event("2024-12-31", "last")
    )


@pytest.fixture
def port(qapp, dataset):
    port = Viewport()
    port.set_motion_reduced(True)
    port.set_whole(dataset)
    port.show_span(port.whole)
    return port


def test_fitting_shows_everything_with_a_little_room(port):
    assert port.span == port.whole
    assert port.span.start_us < instant_us(2024)
    assert port.span.end_us > instant_us(2025)


def test_a_span_is_shown_at_once_and_said_once(port):
    spy = QSignalSpy(port.span_changed)
    port.show_span(JUNE)
    port.show_span(JUNE)
    assert port.span == JUNE
    assert spy.count() == 1
    assert spy.at(0) == [JUNE]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(["zoom", "pan", "show"]), st.floats(0.01, 100), st.floats(-3, 3)), max_size=12)
)
def test_no_wandering_leaves_the_data_or_the_limits(port, steps):
    for what, factor, share in steps:
        at = port.span.start_us + round(port.span.duration_us * share)
        if what == "zoom":
            port.zoom_at(factor, at)
        elif what == "pan":
            port.pan_by(share)
        else:
            port.show_span(Span(at, at + round(factor * US_PER_DAY)))
        assert LEAST_US <= port.span.duration_us <= port.whole.duration_us * MOST_TIMES
        assert port.span.end_us > port.whole.start_us
        assert port.span.start_us < port.whole.end_us


def test_a_jump_can_be_gone_back_from_and_forward_to(port):
    port.show_span(JUNE)
    port.go_to(JULY)
    port.fit()
    port.go_back()
    assert port.span == JULY
    port.go_back()
    assert port.span == JUNE
    port.go_forward()
    assert port.span == JULY


def test_a_jump_to_where_one_is_needs_no_way_back(port):
    port.show_span(JUNE)
    port.go_to(JULY)
    port.go_to(JULY)
    port.go_back()
    assert port.span == JUNE


def test_wheel_and_drag_are_no_jumps(port):
    port.show_span(JUNE)
    port.zoom_at(2.0, JUNE.start_us)
    port.go_back()
    assert port.span.duration_us == JUNE.duration_us // 2


def test_another_dataset_has_no_way_back_into_the_old_one(port):
    port.go_to(JUNE)
    port.set_whole(a_dataset(an_event("1804-01-01")))
    port.show_span(port.whole)
    port.go_back()
    assert port.span == port.whole


def test_zooming_keeps_the_middle_unless_told_otherwise(port):
    port.show_span(JUNE)
    port.zoom_by(2.0)
    assert port.span == Span(JUNE.start_us + 7.5 * US_PER_DAY, JUNE.end_us - 7.5 * US_PER_DAY)
    port.show_span(JUNE)
    port.zoom_by(2.0, JUNE.start_us)
    assert port.span.start_us == JUNE.start_us


def test_panning_is_by_a_share_of_the_view(port):
    port.show_span(JUNE)
    port.pan_by(0.1)
    assert port.span == JUNE.shifted(3 * US_PER_DAY)
    port.pan_by(-1.1)
    assert port.span == JUNE.shifted(-30 * US_PER_DAY)


def test_the_ends_are_shown_at_the_present_scale(port):
    port.show_span(JUNE)
    port.go_to_end(is_last=True)
    assert (port.span.end_us, port.span.duration_us) == (port.whole.end_us, JUNE.duration_us)
    port.go_to_end(is_last=False)
    assert (port.span.start_us, port.span.duration_us) == (port.whole.start_us, JUNE.duration_us)


def test_zooming_to_events_leaves_them_a_third_of_the_width(port, dataset):
    port.zoom_to_rows(dataset, (dataset.index_of("june"),))
    assert port.span == Span(JUNE.start_us - JUNE.duration_us, JUNE.end_us + JUNE.duration_us)


def test_zooming_to_an_open_event_stays_with_the_data(port, dataset):
    open_ended = a_dataset(an_event("2024-06/.."), an_event("2025", "other"))
    port.set_whole(open_ended)
    port.zoom_to_rows(open_ended, (0,))
    assert port.span.contains(instant_us(2024, 6))
    assert port.span.duration_us <= 3 * port.whole.duration_us


def test_an_event_out_of_sight_is_brought_to_the_middle_at_the_same_scale(port, dataset):
    port.show_span(Span(instant_us(2024, 1), instant_us(2024, 2)))
    port.reveal(dataset, dataset.index_of("june"))
    assert port.span.duration_us == 31 * US_PER_DAY
    assert abs((port.span.start_us + port.span.end_us) // 2 - instant_us(2024, 6, 25, 12)) <= 1


def test_an_event_in_sight_does_not_move_the_view(port, dataset):
    port.show_span(JUNE)
    port.reveal(dataset, dataset.index_of("june"))
    assert port.span == JUNE


def test_an_open_event_is_revealed_in_the_middle_of_what_is_known(port):
    dataset = a_dataset(an_event("../2024-06-30", "until"), an_event("2024-01-01", "first"))
    port.set_whole(dataset)
    port.show_span(Span(port.whole.end_us, port.whole.end_us + 10 * US_PER_DAY))
    port.reveal(dataset, dataset.index_of("until"))
    assert port.span.contains(instant_us(2024, 4, 1))


def test_without_reduced_motion_a_jump_eases_and_arrives(qtbot, port):
    port.show_span(JUNE)
    port.set_motion_reduced(False)
    spans = []
    port.span_changed.connect(spans.append)
    port.go_to(JULY)
    assert port.span == JUNE
    qtbot.waitUntil(lambda: port.span == JULY, timeout=2_000)
    assert [span.start_us for span in spans] == sorted(span.start_us for span in spans)


def test_quick_keys_add_up_while_the_view_eases(qtbot, port):
    port.show_span(JUNE)
    port.set_motion_reduced(False)
    port.pan_by(0.1)
    port.pan_by(0.1)
    qtbot.waitUntil(lambda: port.span == JUNE.shifted(6 * US_PER_DAY), timeout=2_000)


def test_a_hand_on_the_wheel_ends_the_easing(qtbot, port):
    port.set_motion_reduced(False)
    port.go_to(JUNE)
    port.show_span(JULY)
    qtbot.waitUntil(lambda: port.span == JULY, timeout=100)
    assert port.span == JULY


def test_nothing_to_show_still_has_a_view(qapp):
    port = Viewport()
    port.set_whole(Dataset.from_events())
    assert port.whole.duration_us > US_PER_DAY


def test_a_single_day_stands_in_the_middle_with_room_around_it():
    port = Viewport()
    port.set_whole(a_dataset(an_event("2024-06-25")))
    assert port.whole.duration_us == 7 * US_PER_DAY
    assert (port.whole.start_us + port.whole.end_us) // 2 == instant_us(2024, 6, 25, 12)


def test_what_hand_and_wheel_left_can_be_gone_back_to(port):
    port.begin_at(JUNE)
    port.zoom_at(2.0, JUNE.start_us)
    port.pan_by(0.1)
    wandered = port.span
    port.go_back()
    assert port.span == JUNE
    port.go_forward()
    assert port.span == wandered


def test_a_hand_that_moves_nothing_leaves_nothing_to_go_back_to(port):
    port.begin_at(JUNE)
    port.go_to(JULY)
    port.show_span(JULY)
    port.go_back()
    assert port.span == JUNE


def test_the_first_view_of_a_dataset_has_nothing_behind_it(port):
    port.begin_at(JUNE)
    port.go_back()
    assert port.span == JUNE
