"""Marks, labels, bars and lanes at their edges: doubt of every kind, no room, right-to-left, one and many."""

from builders import a_dataset, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from timelines import an_index, measure

from viewer.layout.labels import LabelBook, note_line, plain_line, shortened
from viewer.layout.lanes import wrapped
from viewer.layout.marks import BAND_PX, SLIM_PX, Look, faded, mark_of, mark_shapes, ring_shape
from viewer.layout.overview import OverviewView, overview_scene
from viewer.layout.scene import Box, Dot, Path, Text
from viewer.layout.timescale import Span, Timescale
from viewer.model.calendar import instant_us
from viewer.model.edtf import parse_edtf
from viewer.model.events import Refinement, Status

YEAR = Span(instant_us(2024), instant_us(2025))
SCALE = Timescale(YEAR, 100.0, 732.0)
LOOK = Look("lane.1", is_record=False, key="event:x", centre_y=50.0, height=BAND_PX, view=(100.0, 832.0))


def a_mark(when, **rest):
    return mark_of(a_dataset(an_event(when, **rest)).columns, 0, SCALE)


def shapes(when, look=LOOK, **rest):
    return mark_shapes(a_mark(when, **rest), look)


def test_a_planned_duration_is_hatched_and_one_without_a_source_hollow():
    (planned,) = shapes("2024-03-01/2024-06-30", status=Status.PLANNED)
    (hollow,) = shapes("2024-03-01/2024-06-30", is_unsourced=True)
    assert planned.paint.hatch
    assert hollow.paint.fill is None


def test_an_open_start_points_to_the_left_and_an_open_end_to_the_right():
    for when, is_left in (("../2024-06-30", True), ("2024-06-01/..", False)):
        (arrow,) = (shape for shape in shapes(when) if isinstance(shape, Path))
        tip, *back = arrow.points[:, 0]
        assert all(bool(tip < x) is is_left for x in back)


def test_a_band_of_another_layer_has_square_corners():
    (round_one,), (square,) = shapes("2024-06"), shapes("2024-06", replace(LOOK, is_record=True))
    assert square.radius < round_one.radius


def test_a_mark_in_a_slim_row_is_smaller_and_so_is_its_ring():
    slim = replace(LOOK, height=SLIM_PX)
    (dot,), (small,) = shapes("2024-06-25"), shapes("2024-06-25", slim)
    assert small.radius < dot.radius
    mark = a_mark("2024-06-25")
    assert small.radius < ring_shape(mark, slim).radius < ring_shape(mark, LOOK).radius


def test_fading_keeps_every_shape_its_place_and_its_key():
    whole = shapes("2024-06", refined=Refinement(parse_edtf("2024-06-25"), "a"))
    pale = faded(whole, 0.5)
    assert [(type(a), a.key) for a in pale] == [(type(a), a.key) for a in whole]
    assert [a.paint.fill_alpha for a in pale] == [a.paint.fill_alpha * 0.5 for a in whole]


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(["2024-06", "2024", "202X", "../2024-06", "2024-06/..", "2020/2030", "[..2024]", "2024~", "1066"])
)
def test_no_box_or_dot_leaves_the_view(when):
    for shape in shapes(when):
        if isinstance(shape, Box):
            assert shape.x >= 100
            assert shape.x + shape.width <= 832.01


def test_a_date_long_before_the_view_leaves_no_ink():
    assert shapes("1066") == shapes("-0043-03-15") == []


def test_a_refined_label_says_the_closer_date():
    event = an_event("2024-06", refined=Refinement(parse_edtf("2024-06-25"), "a"))
    assert note_line(event) == "25 Jun 2024"


def test_everything_that_qualifies_a_date_is_said_in_one_order():
    event = an_event("2024~", date_words="last\nyear", status=Status.CLAIMED, is_unsourced=True)
    assert note_line(event, "Public record") == "about 2024 · “last year” · a claim · unsourced · public record"


def test_control_characters_never_reach_a_label():
    assert plain_line("a\tb\n\n c\x00d\x1b[1m") == "a b c d [1m"


def test_a_right_to_left_title_is_cut_at_its_own_end():
    title = "שלום עולם " * 10
    cut = shortened(title, "label", 100, measure)
    assert cut.endswith("…")
    assert title.startswith(cut[:-1])


def test_no_single_letter_is_left_of_a_title():
    assert shortened("Landing", "label", 13, measure) == ""


def test_a_book_gives_each_row_its_own_label():
    dataset = a_dataset(an_event("2023", "Early"), an_event("2024", "Late"))
    book = LabelBook(dataset, measure)
    assert [book.label(row).title for row in (1, 0, 1)] == ["Late", "Early", "Late"]


def test_a_name_of_one_long_word_is_cut_rather_than_run_out_of_the_gutter():
    (line,) = wrapped("Donaudampfschifffahrtsgesellschaft", "lane", 60, 3, measure)
    assert line.endswith("…")
    assert measure(line, "lane") <= 60


def test_a_lane_without_a_name_has_no_line():
    assert wrapped("   ", "lane", 100, 2, measure) == []


def test_an_overview_of_nothing_shown_is_empty():
    dataset = a_dataset(an_event())
    index = an_index(dataset, dataset.columns.begin < 0)
    assert overview_scene(index, OverviewView(YEAR, 756.0, 60.0)).shapes == ()


def test_a_doubtful_month_is_paler_in_the_overview_than_a_day():
    strip = [
        overview_scene(an_index(a_dataset(an_event(when))), OverviewView(YEAR, 756.0, 60.0)).shapes
        for when in ("2024-06", "2024-06-25")
    ]
    assert strip[0][0].paint.fill_alpha < strip[1][0].paint.fill_alpha == 1
    assert not any(isinstance(shape, Dot | Text) for shape in (*strip[0], *strip[1]))
