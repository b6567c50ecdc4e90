from __future__ import annotations

import numpy as np
import pytest
from builders import a_dataset, an_event
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.column_order import concatenated, in_unit, ordered
from viewer.model.columns import FAR_FUTURE, FAR_PAST, columns_of
from viewer.model.edtf import parse_edtf
from viewer.model.events import Refinement

DATES = st.sampled_from(["2024", "2024-06-25", "1990-01-01", "2024-06-25T14:30", "[..2023]", "2024-06-01/2024-08-01"])
EVENTS = st.lists(st.builds(lambda when, lane: (when, lane), DATES, st.sampled_from(["One", "Two"])), max_size=12)
LANES, LAYERS = ("One", "Two"), ("main",)


def columns(*rows):
    return columns_of([an_event(when, f"{when} {lane}", lane=lane) for when, lane in rows], LANES, LAYERS)


@settings(max_examples=100, deadline=None)
@given(EVENTS)
def test_rows_are_ordered_by_lane_then_time_and_nothing_is_lost(rows):
    before = columns(*rows)
    after, order = ordered(before)
    assert sorted(order.tolist()) == list(range(len(rows)))
    assert [after.title_of(row) for row in range(len(after))] == [before.title_of(int(place)) for place in order]
    assert [after.core_of(row) for row in range(len(after))] == [before.core_of(int(place)) for place in order]
    keys = list(zip(after.lane.tolist(), after.begin.tolist(), order.tolist(), strict=True))
    assert keys == sorted(keys)


def test_the_order_is_that_of_a_dataset_of_objects():
    events = [
        an_event(when, f"{when} {n}") for n, when in enumerate(["2025", "2024", "[..2023]", "2024-01-01", "/2022"])
    ]
    dataset = a_dataset(*events)
    after, _ = ordered(columns_of(events, ["One"], ["main"]))
    assert [after.title_of(row) for row in range(5)] == [dataset.title_of(row) for row in range(5)]


def test_two_tables_become_one_in_the_coarser_unit():
    near, far = columns(("2024-06-25T14:30", "One")), columns(("Y-13800000000", "Two"))
    whole = concatenated(near, far)
    assert whole.unit_us == 1_000_000
    assert int(whole.begin[0]) * 1_000_000 == parse_edtf("2024-06-25T14:30").earliest_us
    assert [whole.title_of(row) for row in range(2)] == ["2024-06-25T14:30 One", "Y-13800000000 Two"]


def test_sparse_values_stay_with_their_rows():
    refined = Refinement(parse_edtf("2024-06-25"), "article")
    first = columns_of([an_event("2024-06")], LANES, LAYERS)
    second = columns_of([an_event("2024-06", refined=refined), an_event("2024-01-01/2024-02-01")], LANES, LAYERS)
    after, order = ordered(concatenated(first, second))
    row = order.tolist().index(1)
    assert after.refined_of(row) == second.refined_of(0)
    assert after.core_of(order.tolist().index(2)) == second.core_of(1)


@pytest.mark.parametrize("empty_first", [True, False])
def test_an_empty_side_costs_nothing(empty_first):
    one, none = columns(("2024", "One")), columns()
    assert (concatenated(none, one) if empty_first else concatenated(one, none)) is one


def test_open_ends_stay_open_in_seconds():
    coarse = in_unit(columns(("[..2023]", "One"), ("[2023..]", "One")), 1_000_000)
    assert coarse.begin[0] == FAR_PAST
    assert coarse.finish[1] == FAR_FUTURE


def test_ordering_can_be_given_up():
    def stop():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        ordered(columns(("2024", "One")), stop)


def test_the_memory_of_columns_is_all_of_theirs():
    own = columns(("2024", "One"))
    assert own.nbytes == 8 * 2 + 2 + 1 + 2 + len("2024 One") + 2 * np.dtype(np.int64).itemsize
