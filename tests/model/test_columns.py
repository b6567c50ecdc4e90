"""Columns say of every event what its date and record say, in one unit for all."""

import numpy as np
import pytest
from builders import a_dataset, a_quote, an_event

from viewer.model.calendar import US_PER_SECOND, instant_us
from viewer.model.columns import FAR_FUTURE, FAR_PAST, Flag, flags_of
from viewer.model.edtf import parse_edtf
from viewer.model.events import Refinement, Status

JUNE, JULY = instant_us(2024, 6), instant_us(2024, 7)


def columns(*dates, **rest):
    return a_dataset(*(an_event(when, event_id=str(n), **rest) for n, when in enumerate(dates))).columns


def test_a_month_encloses_all_its_days():
    found = columns("2024-06")
    assert (found.unit_us, found.begin[0], found.finish[0]) == (1, JUNE, JULY)


def test_nobody_can_write_to_a_column():
    for array in columns("2024-06", "2024-01/2024-02").arrays:
        with pytest.raises(ValueError, match="read-only"):
            array[:] = 0


def test_open_ends_reach_to_the_ends_of_time():
    found = columns("2024-06/..", "../2024-06")
    assert found.begin.tolist() == [FAR_PAST, JUNE]
    assert found.finish.tolist() == [JULY, FAR_FUTURE]


def test_an_unknown_end_adds_nothing_to_the_end_that_is_known():
    for date in ("/2024-06", "2024-06/"):
        found = columns(date)
        assert (found.begin[0], found.finish[0]) == (JUNE, JULY)


def test_deep_time_is_kept_in_seconds_for_all():
    found = columns("Y-13800000000", "2024-06")
    assert found.unit_us == US_PER_SECOND
    assert found.begin[1] == JUNE // US_PER_SECOND
    assert found.begin[0] < 0


def test_an_event_of_less_than_a_second_lasts_beside_deep_time():
    found = columns("Y-13800000000", "2024-06-25T14:30:05.25")
    assert found.finish[1] - found.begin[1] == 1


@pytest.mark.parametrize("edge", ["Y-100000000000", "Y100000000000"])
def test_the_farthest_dates_fit(edge):
    begin = columns(edge, "2024-06").begin
    assert FAR_PAST < begin.min() < begin.max() < FAR_FUTURE


def test_titles_come_back_in_every_script():
    events = [an_event(title=title, event_id=title) for title in ("Port-au-Prince", "ראש", "", "é")]
    found = a_dataset(*events)
    assert sorted(found.title_of(row) for row in range(4)) == sorted(["Port-au-Prince", "ראש", "", "é"])


def test_refined_days_and_sure_parts_are_found_by_row():
    refined = Refinement(parse_edtf("2024-06-25"), "article")
    found = a_dataset(
        an_event("2024-01"), an_event("2024-06", "June", refined=refined), an_event("2024-08/2024-10", "Months")
    ).columns
    assert found.refined_of(0) is None
    assert found.refined_of(1) == instant_us(2024, 6, 25, 12)
    assert found.core_of(1) is None
    assert found.core_of(2) == (instant_us(2024, 9), instant_us(2024, 10))


@pytest.mark.parametrize(
    ("event", "flag"),
    [
        (an_event("2024-06-25"), Flag.DAY_KNOWN),
        (an_event("2024-06/2024-08"), Flag.DURATION),
        (an_event("2024-06~"), Flag.APPROXIMATE),
        (an_event("2024-06?"), Flag.UNCERTAIN),
        (an_event("../2024-06"), Flag.OPEN_START | Flag.DURATION),
        (an_event("2024-06/.."), Flag.OPEN_END | Flag.DURATION),
        (an_event("2024-06", status=Status.PLANNED), Flag.PLANNED),
        (an_event("2024-06", status=Status.CLAIMED), Flag.CLAIMED),
        (an_event("2024-06", is_unsourced=True), Flag.UNSOURCED),
        (an_event("2024-06", refined=Refinement(parse_edtf("2024-06-25"), "x")), Flag.REFINED),
        (an_event("2024-06", quotes=(a_quote(),)), Flag.QUOTED),
    ],
)
def test_what_is_to_be_seen_of_an_event_is_one_bit_each(event, flag):
    assert flags_of(event) == flag


def test_no_events_make_empty_columns():
    found = type(a_dataset()).from_events(lanes=("One",)).columns
    assert len(found) == 0
    assert found.begin.dtype == np.int64
    assert found.title_offsets.tolist() == [0]
