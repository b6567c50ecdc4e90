"""How an event looks: what is known is solid, what is doubted is soft, what is planned is hatched."""

import pytest
from builders import a_dataset, an_event
from msgspec.structs import replace

from viewer.layout.marks import BAND_PX, DOT_PX, Look, mark_of, mark_shapes, ring_shape
from viewer.layout.scene import Box, Dot, Path
from viewer.layout.timescale import Span, Timescale
from viewer.model.calendar import instant_us
from viewer.model.edtf import parse_edtf
from viewer.model.events import Refinement, Status

SCALE = Timescale(Span(instant_us(2024), instant_us(2025)), 100.0, 732.0)  # two pixels a day
VIEW = (100.0, 832.0)
LOOK = Look("lane.1", is_record=False, key="event:x", centre_y=50.0, height=BAND_PX, view=VIEW)


def px(date):
    return SCALE.to_px(parse_edtf(date).earliest_us)


def a_mark(when, **rest):
    return mark_of(a_dataset(an_event(when, **rest)).columns, 0, SCALE)


def shapes(when, look=LOOK, **rest):
    return mark_shapes(a_mark(when, **rest), look)


def test_a_day_is_a_dot_on_its_noon():
    (dot,) = shapes("2024-06-25")
    assert isinstance(dot, Dot)
    assert (dot.x, dot.y, dot.radius) == (pytest.approx(px("2024-06-25") + 1), 50, DOT_PX)
    assert (dot.paint.fill, dot.key) == ("lane.1", "event:x")


def test_a_day_of_another_layer_is_a_diamond():
    (diamond,) = shapes("2024-06-25", replace(LOOK, is_record=True))
    assert isinstance(diamond, Path)
    assert len(diamond.points) == 4


def test_a_month_is_a_soft_band_without_a_dot():
    (band,) = shapes("2024-06")
    assert isinstance(band, Box)
    assert (band.x, band.x + band.width) == (pytest.approx(px("2024-06")), pytest.approx(px("2024-07")))
    assert band.paint.fill_alpha < 0.5
    assert band.paint.fade_left == band.paint.fade_right > 0


def test_a_refined_month_has_its_best_known_day_as_a_dot():
    band, dot = shapes("2024-06", refined=Refinement(parse_edtf("2024-06-25"), "x"))
    assert isinstance(band, Box)
    assert dot.x == pytest.approx(px("2024-06-25") + 1)


def test_a_best_known_day_apart_from_the_date_leaves_both_to_be_seen_and_tied():
    mark = a_mark("2024-03-01", refined=Refinement(parse_edtf("2024-06-25"), "x"))
    assert mark.reach[0] <= px("2024-03-01") < px("2024-06-25") < mark.reach[1]
    tie, ring, point, dot = mark_shapes(mark, LOOK)
    assert (ring.x, ring.paint.fill, point.x) == (pytest.approx(px("2024-03-01") + 1), "card", ring.x)
    assert ring.x < tie.x1 < tie.x2 < dot.x


def test_a_month_that_another_source_does_not_agree_with_keeps_its_band_beside_the_tie():
    tie, band, dot = shapes("2024-06", refined=Refinement(parse_edtf("2024-03-01"), "x"))
    assert dot.x < tie.x1 < tie.x2 == pytest.approx(band.x)


def test_a_stated_duration_is_a_solid_bar():
    (bar,) = shapes("2024-06-01/2024-07-31")
    assert bar.paint.fill_alpha > 0.5
    assert (bar.x, bar.width) == (pytest.approx(px("2024-06-01")), pytest.approx(2 * 61))


def test_a_duration_with_doubtful_ends_is_solid_only_where_it_is_sure():
    soft, solid = shapes("2024-06/2024-08")
    assert soft.paint.fill_alpha < solid.paint.fill_alpha
    assert (soft.x, solid.x) == (pytest.approx(px("2024-06")), pytest.approx(px("2024-07")))


def test_about_fades_the_ends_and_uncertain_dashes_the_outline():
    assert shapes("2024-06~")[0].paint.fade_left > shapes("2024-06")[0].paint.fade_left
    assert shapes("2024-06?")[0].paint.dash
    assert shapes("2024-06-01~/2024-06-30")[0].paint.fade_left > 0


def test_a_plan_is_hatched_and_an_unsourced_thing_is_hollow():
    assert shapes("2024-06", status=Status.PLANNED)[0].paint.hatch
    assert shapes("2024-06-01/2024-06-30", status=Status.PLANNED)[0].paint.hatch
    assert shapes("2024-06", is_unsourced=True)[0].paint.fill is None
    assert shapes("2024-06-25", is_unsourced=True)[0].paint.fill == "card"


def test_a_claim_is_paler_than_what_happened_and_a_planned_day_a_dashed_ring():
    assert shapes("2024-06-25", status=Status.CLAIMED)[0].paint.fill_alpha < 0.5
    planned = shapes("2024-06-25", status=Status.PLANNED)[0].paint
    assert (planned.fill, bool(planned.dash)) == ("card", True)


def test_an_open_end_runs_off_with_an_arrow_at_the_edge():
    *_, arrow = shapes("2024-06-25/..")
    assert isinstance(arrow, Path)
    assert arrow.points[0, 0] == pytest.approx(VIEW[1] - 1)
    *_, arrow = shapes("../2024-06-25")
    assert arrow.points[0, 0] == pytest.approx(VIEW[0] + 1)


def test_nothing_is_drawn_beyond_the_view():
    (band,) = shapes("2020/2030")[-1:]
    assert (band.x, band.x + band.width) == VIEW
    assert shapes("2030-01") == []
    assert shapes("2030-01-01") == []


def test_a_day_is_a_band_once_it_is_wide():
    scale = Timescale(Span(instant_us(2024, 6, 25), instant_us(2024, 6, 26)), 100.0, 732.0)
    mark = mark_of(a_dataset(an_event("2024-06-25")).columns, 0, scale)
    assert (mark.dot, mark.reach) == (None, (100.0, 832.0))


def test_a_chosen_mark_is_ringed_around_its_dot_or_its_extent():
    ring = ring_shape(a_mark("2024-06-25"), LOOK)
    assert isinstance(ring, Dot)
    assert ring.radius > DOT_PX
    ring = ring_shape(a_mark("2024-06"), LOOK)
    assert ring.x < px("2024-06") < px("2024-07") < ring.x + ring.width
    assert ring.paint.fill is None
