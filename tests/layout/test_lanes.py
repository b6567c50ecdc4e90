"""The lanes share the height, and their names stay in the gutter."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timelines import measure

from viewer.layout.lanes import GUTTER_PX, LEAST_LANE_PX, LaneBox, LaneNeed, lane_boxes, lane_shapes, wrapped
from viewer.layout.scene import Box, Text

NEEDS = st.lists(st.builds(LaneNeed, st.floats(10, 400), st.floats(10, 900), st.floats(0, 90)), min_size=1, max_size=12)


@given(NEEDS, st.floats(0, 100), st.floats(100, 3000))
def test_the_heights_sum_to_the_height_and_stand_below_one_another(needs, top, height):
    boxes = lane_boxes(needs, top, height)
    assert sum(box.height for box in boxes) == pytest.approx(height)
    assert boxes[0].top == top
    for upper, lower in pairwise(boxes):
        assert lower.top == pytest.approx(upper.top + upper.height)
        assert upper.height > 0


def test_no_lanes_share_nothing():
    assert lane_boxes([], 0, 500) == ()


def test_full_labels_are_paid_for_where_they_cost_least():
    cheap, dear = lane_boxes([LaneNeed(50, 70), LaneNeed(50, 400)], 0, 140)
    assert cheap.height >= 70
    assert dear.height < 400


def test_where_titles_do_not_fit_what_is_left_of_a_line_each_is_shared_in_proportion():
    small, large = lane_boxes([LaneNeed(100, 100), LaneNeed(300, 300)], 0, 200)
    assert (small.height - 20) / (large.height - 20) == pytest.approx(80 / 280)


def test_beside_high_lanes_a_low_one_has_room_for_a_line():
    heights = [box.height for box in lane_boxes([LaneNeed(34, 40), LaneNeed(900, 900)], 0, 120)]
    assert heights[0] >= 20
    assert [box.height for box in lane_boxes([LaneNeed(34, 40)] * 4, 0, 40)] == [10, 10, 10, 10]


def test_air_is_given_only_once_every_lane_has_its_full_labels():
    needs = [LaneNeed(50, 60, 20), LaneNeed(50, 100)]
    scarce, ample = lane_boxes(needs, 0, 165), lane_boxes(needs, 0, 180)
    assert [box.height for box in scarce] == pytest.approx([65, 100])
    assert [box.height for box in ample] == pytest.approx([80, 100])


def test_an_empty_lane_keeps_a_least_height():
    assert lane_boxes([LaneNeed(0, 0), LaneNeed(80, 80)], 0, 120)[0].height >= LEAST_LANE_PX


def test_colours_follow_the_lanes_and_begin_anew_after_eight():
    assert [LaneBox(number, 0, 50).colour for number in (0, 3, 8)] == ["lane.0", "lane.3", "lane.0"]


def test_the_capitals_of_a_name_are_as_high_as_its_stripe():
    _, stripe, name = lane_shapes(LaneBox(0, 100.0, 120.0), "Deployments", 800.0, measure)
    assert name.y - 0.727 * 12 == pytest.approx(stripe.y, abs=1)  # Inter's capitals, of the em


def test_a_lane_has_a_stripe_and_its_name_in_the_gutter():
    shapes = lane_shapes(LaneBox(1, 40, 100), "Pledges and diplomacy", 900, measure)
    stripe = next(shape for shape in shapes if isinstance(shape, Box))
    names = [shape for shape in shapes if isinstance(shape, Text)]
    assert stripe.paint.fill == "lane.1"
    assert [name.text for name in names] == ["Pledges and", "diplomacy"]
    assert all(40 < name.y < 140 and name.left + name.width < GUTTER_PX for name in names)


@given(st.text(alphabet="ab é", max_size=80), st.integers(1, 4))
def test_a_wrapped_name_fits_its_lines(name, most):
    lines = wrapped(name, "lane", 100, most, measure)
    assert len(lines) <= most
    assert all(measure(line, "lane") <= 100 for line in lines)


def test_a_name_without_room_ends_in_an_ellipsis():
    assert wrapped("Pledges and diplomacy", "lane", 80, 1, measure)[0].endswith("…")
