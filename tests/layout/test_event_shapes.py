"""What one lane shows: every event is drawn or counted, names lead to their events, and crowds are sampled."""

import numpy as np
import pytest
from builders import a_dataset, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from timelines import an_index, measure

from viewer.layout.event_shapes import LaneDrawing
from viewer.layout.labels import LabelBook
from viewer.layout.lanes import LaneBox
from viewer.layout.placement import Kind, LanePlan, Side, Spot
from viewer.layout.scene import Bars, Box, Dot, Text
from viewer.layout.timescale import Span, Timescale
from viewer.model.calendar import instant_us

SCALE = Timescale(Span(instant_us(2024), instant_us(2025)), 100.0, 732.0)  # two pixels a day
LANE = LaneBox(0, 50.0, 120.0)
FULL = Spot(0, Side.RIGHT, Kind.FULL)


def a_drawing(dataset, chosen=None, hits=(), dimmed=None):
    book = LabelBook(dataset, measure)
    return LaneDrawing(dataset, book, measure, SCALE, LANE, chosen, frozenset(hits), dimmed)


def sparse(*events, spots=None, **rest):
    """Draw events at given spots (each with a full label if none are given)."""
    dataset = a_dataset(*events)
    drawing = a_drawing(dataset, **rest)
    spots = spots or [replace(FULL, row=place) for place in range(len(events))]
    drawing.draw_sparse(an_index(dataset).lanes[0], LanePlan(tuple(spots), max(s.row for s in spots) + 1, 32.0))
    return drawing


def dense(count, cell_px=120.0, **rest):
    days = np.linspace(1, 28, count).astype(int)
    dataset = a_dataset(*(an_event(f"2024-06-{day:02}", f"Event {n}") for n, day in enumerate(days)))
    drawing = a_drawing(dataset, **rest)
    drawing.draw_dense(an_index(dataset).lanes[0], cell_px)
    return drawing


def words(drawing):
    return [shape.text for shape in drawing.shapes if isinstance(shape, Text)]


def rings(drawing):
    return [s for s in drawing.shapes if isinstance(s, Box | Dot) and s.paint.fill is None and s.paint.stroke_px == 2]


def test_a_full_label_has_the_title_above_the_date():
    title, note = (s for s in sparse(an_event("2024-06-25", "Landing")).shapes if isinstance(s, Text))
    assert (title.text, note.text) == ("Landing", "25 Jun 2024")
    assert title.y < note.y


def test_a_title_alone_has_no_second_line():
    assert words(sparse(an_event("2024-06-25", "Landing"), spots=[Spot(0, Side.RIGHT, Kind.TITLE)])) == ["Landing"]


def test_a_mark_alone_has_no_words_and_still_answers_a_click():
    drawing = sparse(an_event("2024-06-25", "Landing"), spots=[Spot(0, Side.RIGHT, Kind.MARK)])
    assert words(drawing) == []
    assert [target.key for target in drawing.targets] == ["event:landing"]


def test_a_short_label_keeps_to_its_share_of_room():
    (short,) = (
        shape
        for shape in sparse(an_event("2024-03-01", "Word " * 30), spots=[Spot(0, Side.RIGHT, Kind.SHORT)]).shapes
        if isinstance(shape, Text)
    )
    assert short.text.endswith("…")
    assert short.width <= 140


@pytest.mark.parametrize(("side", "is_left"), [(Side.LEFT, True), (Side.RIGHT, False)])
def test_a_label_stands_on_its_side_of_the_dot(side, is_left):
    drawing = sparse(an_event("2024-06-25", "Landing"), spots=[Spot(0, side, Kind.TITLE)])
    (dot,) = (shape for shape in drawing.shapes if isinstance(shape, Dot))
    (title,) = (shape for shape in drawing.shapes if isinstance(shape, Text))
    assert (title.left + title.width < dot.x) is is_left
    assert (title.left > dot.x) is not is_left


def test_a_bar_carries_its_label_inside_and_is_slim_then():
    inside = sparse(an_event("2024-03/2024-10", "Mission"), spots=[Spot(0, Side.INSIDE, Kind.TITLE)])
    beside = sparse(an_event("2024-03/2024-10", "Mission"), spots=[Spot(0, Side.RIGHT, Kind.TITLE)])
    slim, thick = (next(s for s in drawing.shapes if isinstance(s, Box)) for drawing in (inside, beside))
    assert slim.height < thick.height
    (title,) = (shape for shape in inside.shapes if isinstance(shape, Text))
    assert title.left >= slim.x


def bar_and_title(row_px):
    """The middle of a bar and the baseline of the title below it, in the single row of a lane of 120 pixels."""
    dataset = a_dataset(an_event("2024-03/2024-10", "Mission"))
    drawing = a_drawing(dataset)
    drawing.draw_sparse(an_index(dataset).lanes[0], LanePlan((Spot(0, Side.INSIDE, Kind.FULL),), 1, row_px))
    bar = next(shape for shape in drawing.shapes if isinstance(shape, Box))
    title = next(shape for shape in drawing.shapes if isinstance(shape, Text))
    return bar.y + bar.height / 2, title.y


def test_a_bar_stands_further_off_the_label_below_it_where_the_row_has_air():
    pressed, airy = bar_and_title(112.0), bar_and_title(100.0)
    assert airy[1] - airy[0] == pressed[1] - pressed[0] + 3


def test_a_label_at_the_edge_of_the_view_goes_rather_than_leave_it():
    assert words(sparse(an_event("2024-12-30", "A landing"))) == []


def test_an_event_out_of_view_is_neither_drawn_nor_counted():
    drawing = sparse(an_event("2019-06-25", "Long ago"))
    assert (drawing.shapes, drawing.targets, drawing.drawn, drawing.folded) == ([], [], 0, 0)


def test_a_label_and_its_mark_lead_to_the_same_event():
    keys = {target.key for target in sparse(an_event("2024-06-25", "Landing")).targets}
    assert keys == {"event:landing"}


def two(**rest):
    """Two events of which the second is counted with the first."""
    events = (an_event("2024-06-24", "One"), an_event("2024-06-25", "Two"))
    spots = [Spot(0, Side.RIGHT, Kind.TITLE, beyond_px=4.0), Spot(0, Side.RIGHT, Kind.FOLDED, leader=0)]
    return sparse(*events, spots=spots, **rest)


def test_events_too_close_are_told_in_a_count_that_leads_to_all_of_them():
    drawing = two()
    assert words(drawing) == ["One", "2"]
    assert drawing.targets[-1].key == "rows:0,1"
    assert (drawing.drawn, drawing.folded) == (1, 1)


def test_a_label_beside_a_count_stays_whole_wherever_the_view_stands():
    dataset = a_dataset(an_event("2024-06-24", "One of two"), an_event("2024-06-25", "Two"))
    spots = (Spot(0, Side.RIGHT, Kind.TITLE, beyond_px=4.3), Spot(0, Side.RIGHT, Kind.FOLDED, leader=0))
    seen = set()
    for pixels in np.linspace(-100, 100, 200):
        scale = Timescale(SCALE.span.shifted(round(pixels * SCALE.us_per_px)), 100.0, 732.0)
        drawing = LaneDrawing(dataset, LabelBook(dataset, wide), wide, scale, LANE, None, frozenset())
        drawing.draw_sparse(an_index(dataset).lanes[0], LanePlan(spots, 1, 32.0))
        seen |= set(words(drawing))
    assert seen == {"One of two", "2"}


def wide(text, font):
    return measure(text, font) + 0.1


@pytest.mark.parametrize("rest", [{"chosen": 1}, {"hits": [1]}])
def test_what_is_chosen_or_found_is_drawn_even_where_it_is_only_counted(rest):
    drawing = two(**rest)
    assert (drawing.drawn, drawing.folded) == (2, 0)
    assert "event:two" in {target.key for target in drawing.targets}


def test_more_than_ninety_nine_are_counted_as_such():
    events = [an_event("2024-06-25", f"E{n}") for n in range(100)]
    spots = [Spot(0, Side.RIGHT, Kind.MARK)] + [Spot(0, Side.RIGHT, Kind.FOLDED, leader=0)] * 99
    assert words(sparse(*events, spots=spots)) == ["99+"]


def test_the_chosen_event_has_a_whole_ring_and_a_found_one_a_dashed():
    (ring,) = rings(sparse(an_event("2024-06-25"), chosen=0))
    (found,) = rings(sparse(an_event("2024-06-25"), hits=[0]))
    assert (ring.paint.dash, ring.paint.stroke) == ((), "lane.0")
    assert found.paint.dash
    assert found.paint.stroke == "ink"


def test_the_chosen_event_is_ringed_once_though_it_is_also_found():
    (ring,) = rings(sparse(an_event("2024-06-25"), chosen=0, hits=[0]))
    assert ring.paint.dash == ()


def test_a_dimmed_event_is_paler_in_mark_and_words_and_still_clickable():
    plain = sparse(an_event("2024-06-25", "Landing"))
    dimmed = sparse(an_event("2024-06-25", "Landing"), dimmed=np.array([True]))
    assert dimmed.shapes[0].paint.fill_alpha < plain.shapes[0].paint.fill_alpha
    assert {shape.colour for shape in dimmed.shapes if isinstance(shape, Text)} == {"faint"}
    assert dimmed.targets == plain.targets


def test_only_the_dimmed_one_of_two_is_paler():
    drawing = sparse(an_event("2024-03-01"), an_event("2024-09-01", "B"), dimmed=np.array([False, True]))
    first, second = (shape for shape in drawing.shapes if isinstance(shape, Dot))
    assert first.paint.fill_alpha == 1
    assert second.paint.fill_alpha < 1


def test_rows_stand_below_one_another_within_the_lane():
    drawing = sparse(*(an_event("2024-06-25", f"E{n}") for n in range(3)))
    heights = [shape.y for shape in drawing.shapes if isinstance(shape, Dot)]
    assert heights == sorted(set(heights))
    assert LANE.top < heights[0] < heights[-1] < LANE.top + LANE.height


def test_a_crowd_is_counted_whole_and_its_strip_answers_a_click():
    drawing = dense(300)
    assert drawing.folded == 300
    assert drawing.targets[0].key == "strip:0"


def test_a_crowd_names_some_of_its_events_each_leading_to_itself():
    drawing = dense(300)
    named = [shape for shape in drawing.shapes if isinstance(shape, Text)]
    assert named
    assert all(shape.key == f"event:{shape.text.lower().replace(' ', '-')}" for shape in named)


@pytest.mark.parametrize(("rest", "is_dashed"), [({"chosen": 7}, False), ({"hits": [7]}, True)])
def test_what_is_chosen_or_found_in_a_crowd_is_ringed_on_the_strip(rest, is_dashed):
    (ring,) = rings(dense(300, **rest))
    assert bool(ring.paint.dash) is is_dashed
    assert ring.key == "event:event-7"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 365), min_size=1, max_size=12), st.data())
def test_every_event_in_view_is_either_drawn_or_counted(days, data):
    first = instant_us(2024) // 86_400_000_000
    texts = [str(np.datetime64(first + day - 1, "D")) for day in sorted(days)]
    kinds = data.draw(st.lists(st.sampled_from([Kind.FULL, Kind.MARK, Kind.FOLDED]), min_size=12, max_size=12))
    spots = [Spot(0, Side.RIGHT, Kind.FULL)]
    spots += [Spot(0, Side.RIGHT, kind, leader=0) for kind in kinds[: len(texts) - 1]]
    drawing = sparse(*(an_event(text, f"E{n}") for n, text in enumerate(texts)), spots=spots)
    assert drawing.drawn + drawing.folded == len(texts)


def test_in_a_strip_many_hits_are_ticks_and_the_chosen_one_keeps_its_ring():
    few, many = dense(300, hits=range(10)), dense(300, hits=range(0, 300, 2), chosen=7)
    ticks = [shape for shape in many.shapes if isinstance(shape, Bars) and shape.fill == "ink"]
    assert (len(rings(few)), len(rings(many)), len(ticks)) == (10, 1, 1)
    assert rings(many)[0].key == "event:event-7"
