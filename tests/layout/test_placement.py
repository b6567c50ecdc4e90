"""Rows and sides: what fits is labelled, what does not is counted, and nothing overlaps."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.layout.placement import (
    AIR_PX,
    CLOSE_ROW_PX,
    FULL_ROW_PX,
    GAP_PX,
    SHORT_PX,
    TITLE_ROW_PX,
    Item,
    Kind,
    Side,
    air_wanted,
    fits_inside,
    height_needed,
    plan_lane,
)

BOUNDS = (0.0, 1000.0)


def a_dot(x, title=80.0, note=60.0):
    return Item(x - 7, x + 7, title, note)


def kinds(plan):
    return [spot.kind for spot in plan.spots]


def test_with_room_every_label_is_whole_and_in_one_row():
    plan = plan_lane([a_dot(100), a_dot(300)], FULL_ROW_PX, BOUNDS)
    assert kinds(plan) == [Kind.FULL, Kind.FULL]
    assert plan.rows == 1


def test_labels_that_would_meet_take_another_row():
    plan = plan_lane([a_dot(300), a_dot(330), a_dot(360)], 2 * FULL_ROW_PX, BOUNDS)
    assert kinds(plan) == [Kind.FULL] * 3
    assert {spot.row for spot in plan.spots} == {0, 1}


def test_in_a_row_too_low_for_two_lines_only_titles_stand():
    assert kinds(plan_lane([a_dot(100)], FULL_ROW_PX - 1, BOUNDS)) == [Kind.TITLE]


def test_a_label_goes_left_where_the_right_has_no_room():
    (spot,) = plan_lane([a_dot(960)], 100, BOUNDS).spots
    assert (spot.side, spot.kind) == (Side.LEFT, Kind.FULL)


def test_a_wide_bar_keeps_its_label_below_itself():
    (spot,) = plan_lane([Item(100, 400, 80, 60)], 100, BOUNDS).spots
    assert spot.side is Side.INSIDE
    assert not fits_inside(Item(100, 180, 80, 60), Kind.TITLE)


def test_only_a_lane_with_many_labels_below_bars_wants_air():
    bar = Item(100, 400, 80, 60)
    assert air_wanted([a_dot(100), bar], 2 * FULL_ROW_PX) == 2 * AIR_PX
    assert air_wanted([*(a_dot(100),) * 9, bar], 2 * FULL_ROW_PX) == 0


def test_a_label_too_wide_for_either_side_takes_the_roomier_one():
    early, late = (plan_lane([a_dot(x, 990)], 100, BOUNDS).spots[0] for x in (300, 700))
    assert (early.side, late.side) == (Side.RIGHT, Side.LEFT)


def test_where_rows_run_out_labels_retreat_before_marks():
    dots = [a_dot(x, 300) for x in (100, 120, 140)]
    plan = plan_lane(dots, TITLE_ROW_PX, BOUNDS)
    assert kinds(plan) == [Kind.MARK, Kind.MARK, Kind.TITLE]


def test_a_title_with_too_little_room_is_shortened_before_it_goes():
    plan = plan_lane([a_dot(300, 400), a_dot(485, 900), a_dot(505, 20), a_dot(521, 20)], TITLE_ROW_PX, (290, 1000))
    assert plan.spots[0].kind is Kind.SHORT


def test_marks_on_one_spot_are_counted_with_the_first():
    plan = plan_lane([a_dot(100), a_dot(101), a_dot(102)], TITLE_ROW_PX, BOUNDS)
    assert [spot.leader for spot in plan.spots] == [-1, 0, 0]
    assert kinds(plan)[1:] == [Kind.FOLDED, Kind.FOLDED]


def test_a_counted_mark_goes_with_the_nearest():
    items = [Item(0, 600, 20, 20), a_dot(500), a_dot(505)]
    plan = plan_lane([*items], 2 * TITLE_ROW_PX, BOUNDS)
    assert plan.spots[2].leader == 1
    assert plan.spots[1].beyond_px >= 4


def test_the_height_that_is_needed_is_enough():
    items = [a_dot(100 + 20 * number) for number in range(9)]
    for kind in (Kind.TITLE, Kind.FULL):
        height = height_needed(items, kind, BOUNDS)
        assert min(kinds(plan_lane(items, height, BOUNDS))) >= kind
        lower = plan_lane(items, height - TITLE_ROW_PX, BOUNDS)
        assert min(kinds(lower)) < kind or lower.row_px < TITLE_ROW_PX


def test_rather_than_count_events_their_titles_stand_in_closer_rows():
    items = [a_dot(500 + number) for number in range(4)]
    plan = plan_lane(items, 4 * CLOSE_ROW_PX, BOUNDS)
    assert kinds(plan) == [Kind.TITLE] * 4
    assert (plan.rows, plan.row_px) == (4, CLOSE_ROW_PX)


def test_a_label_below_its_bar_has_no_room_in_closer_rows():
    items = [Item(0, 600, 20, 20), a_dot(300), a_dot(301)]
    assert plan_lane(items, 3 * CLOSE_ROW_PX, BOUNDS).row_px == TITLE_ROW_PX


def test_an_empty_lane_needs_one_row_and_has_no_spots():
    assert height_needed([], Kind.FULL, BOUNDS) == FULL_ROW_PX
    assert plan_lane([], 50, BOUNDS).spots == ()


WIDTHS = st.floats(1, 400)
ITEMS = st.lists(
    st.builds(lambda left, width, title, note: Item(left, left + width, title, note),
              st.floats(-500, 1500), st.one_of(st.just(14.0), st.floats(3, 900)), WIDTHS, WIDTHS),
    max_size=40,
)  # fmt: skip


def taken(item, spot):
    """What a mark and its label cover, left and right; no label is wider than its kind allows."""
    widths = {
        Kind.FULL: max(item.title_px, item.note_px),
        Kind.TITLE: item.title_px,
        Kind.SHORT: min(item.title_px, SHORT_PX),
    }
    reach = GAP_PX + widths.get(spot.kind, -GAP_PX)
    if spot.side is Side.INSIDE:
        return item.left, item.right
    if spot.side is Side.LEFT:
        return item.left - reach, item.right
    return item.left, item.right + (spot.beyond_px + reach if reach else 0.0)


@settings(max_examples=100, deadline=None)
@given(ITEMS, st.floats(10, 400))
def test_marks_and_labels_of_a_row_never_overlap(items, height):
    plan = plan_lane(items, height, BOUNDS)
    rows = [(spot.row, *taken(item, spot)) for item, spot in zip(items, plan.spots, strict=True) if spot.kind]
    for (row, left, right), (other, start, end) in combinations(rows, 2):
        assert row != other or right <= start or end <= left
    assert all(0 <= spot.row < plan.rows for spot in plan.spots)


@settings(max_examples=100, deadline=None)
@given(ITEMS, st.floats(10, 400))
def test_every_counted_item_has_a_leader_that_is_drawn_in_its_row(items, height):
    spots = plan_lane(items, height, BOUNDS).spots
    for spot in spots:
        if spot.kind is Kind.FOLDED:
            assert spots[spot.leader].kind > Kind.FOLDED
            assert spots[spot.leader].row == spot.row
