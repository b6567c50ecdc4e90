from __future__ import annotations

import pytest
from builders import a_dataset, an_event
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.layout.index import EventIndex
from viewer.model.filters import Filter, mask_of
from viewer.window.stepping import neighbour


def an_index(dataset, hidden=()):
    return EventIndex(dataset.columns, len(dataset.lanes), mask_of(dataset, Filter(hidden_lanes=frozenset(hidden))))


@pytest.fixture
def dataset():
    return a_dataset(
        an_event("2024-01-01", "first", lane="One"),
        an_event("2024-03-01", "third", lane="One"),
        an_event("2024-02-01", "second", lane="Two"),
        an_event("2024-03-01", "fourth", lane="Two"),
    )


def walk(dataset, start, step, index=None):
    """The titles met when the same step is taken until the end."""
    index = index or an_index(dataset)
    row, seen = dataset.index_of(start), []
    while (row := neighbour(index, row, step, 0)) is not None:
        seen.append(dataset.title_of(row))
    return seen


def test_later_walks_through_all_lanes_in_time_order(dataset):
    assert walk(dataset, "first", "later") == ["second", "third", "fourth"]


def test_earlier_walks_the_same_way_back(dataset):
    assert walk(dataset, "fourth", "earlier") == ["third", "second", "first"]


def test_a_hidden_lane_is_stepped_over(dataset):
    assert walk(dataset, "first", "later", an_index(dataset, {"Two"})) == ["third"]


def test_down_goes_to_the_nearest_event_of_the_next_lane(dataset):
    row = neighbour(an_index(dataset), dataset.index_of("third"), "lane_down", 0)
    assert dataset.title_of(row) == "fourth"


def test_up_from_the_first_lane_leads_nowhere(dataset):
    assert neighbour(an_index(dataset), dataset.index_of("first"), "lane_up", 0) is None


def test_without_a_chosen_event_the_nearest_to_the_view_is_taken(dataset):
    near = int(dataset.columns.begin[dataset.index_of("second")])
    assert dataset.title_of(neighbour(an_index(dataset), None, "later", near)) == "second"


def test_a_chosen_event_that_is_hidden_counts_as_none(dataset):
    hidden = dataset.index_of("second")
    assert neighbour(an_index(dataset, {"Two"}), hidden, "later", 0) == dataset.index_of("first")


def test_nothing_shown_leads_nowhere(dataset):
    assert neighbour(an_index(dataset, {"One", "Two"}), None, "later", 0) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 28), st.sampled_from("ABC")), min_size=1, max_size=25))
def test_later_visits_every_event_once(days):
    events = [an_event(f"2024-01-{day:02}", f"e{n}", lane=lane) for n, (day, lane) in enumerate(days)]
    dataset = a_dataset(*events)
    columns = dataset.columns
    first = min(range(len(dataset)), key=lambda row: (int(columns.begin[row]), row))
    seen = walk(dataset, dataset.id_of(first), "later")
    assert sorted([dataset.title_of(first), *seen]) == sorted(event.title for event in events)
