"""The axis on the screen: nothing overlaps, nothing leaves, the context is always there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.layout.axis import AXIS_HEIGHT_PX, axis_shapes
from viewer.layout.scene import FONTS, Line, Text
from viewer.layout.timescale import Span, Timescale
from viewer.model.calendar import instant_us

YEAR_US = 31_556_952_000_000
MOMENT_US = instant_us(2024, 10, 11, 14, 30, 5, 250_000)


def measure(text, font):
    return 0.56 * FONTS[font].size_px * len(text)


def axis(span, left_px=150, width_px=800):
    return axis_shapes(Timescale(span, left_px, width_px), 60, AXIS_HEIGHT_PX, 700, measure)


def row(shapes, font):
    return [shape for shape in shapes if isinstance(shape, Text) and shape.font == font]


def lines(shapes, role):
    return [shape for shape in shapes if isinstance(shape, Line) and shape.stroke == role]


@st.composite
def spans(draw):
    duration_us = int(10 ** draw(st.floats(1, 23.97)))
    start_us = draw(st.integers(-(15 * 10**9), 10**9)) * YEAR_US if draw(st.booleans()) else MOMENT_US
    return Span(start_us - draw(st.integers(0, duration_us)), start_us + duration_us)


def test_the_year_stands_bold_at_new_year_and_the_months_in_their_middle():
    shapes = axis(Span(instant_us(2023, 9), instant_us(2025)))
    scale = Timescale(Span(instant_us(2023, 9), instant_us(2025)), 150, 800)
    year = row(shapes, "label")[1]
    october = row(shapes, "note")[1]
    assert (year.text, year.colour, year.x) == ("2024", "ink", pytest.approx(scale.to_px(instant_us(2024)) + 6))
    assert (october.text, october.colour, october.anchor) == ("Oct", "muted", "middle")
    assert october.x == pytest.approx(scale.to_px(instant_us(2023, 10, 16, 12)))
    assert year.y < october.y < 60 + AXIS_HEIGHT_PX


def test_grid_lines_fall_from_the_axis_to_the_bottom_and_years_are_stronger():
    shapes = axis(Span(instant_us(2023, 9), instant_us(2025)))
    strong, weak = lines(shapes, "hairline"), lines(shapes, "grid")
    assert (len(strong), len(weak)) == (1, 15)
    assert {(line.y1, line.y2) for line in strong + weak} == {(60 + AXIS_HEIGHT_PX, 700)}
    assert strong[0].x1 not in {line.x1 for line in weak}


def test_the_year_sticks_to_the_left_edge_while_it_is_in_view():
    lefts = []
    for day in (1, 2, 20):
        shapes = axis(Span(instant_us(2024, 1, day), instant_us(2025, 4, day)))
        lefts.append((row(shapes, "label")[0].text, row(shapes, "label")[0].x))
    assert lefts == [("2024", 156)] * 3


def test_the_old_year_gives_way_when_the_new_one_comes_to_the_edge():
    shapes = axis(Span(instant_us(2023, 12, 20), instant_us(2025, 3, 20)))
    assert [label.text for label in row(shapes, "label")] == ["2024", "2025"]


def test_a_year_that_has_no_room_at_the_right_edge_waits():
    shapes = axis(Span(instant_us(2024, 1, 2), instant_us(2025, 1, 10)))
    assert [label.text for label in row(shapes, "label")] == ["2024"]


def test_a_label_moves_with_its_month_and_never_jumps_while_panning():
    day_us = 86_400_000_000
    seen = []
    for days in range(200):
        span = Span(instant_us(2023, 9), instant_us(2025)).shifted(days * day_us)
        seen += [label.x + days * 800 / 488 for label in row(axis(span), "note") if label.text == "Sep"]
    assert {round(x, 6) for x in seen} == {round(x, 6) for x in (seen[0], seen[-1])}


@settings(max_examples=200)
@given(spans(), st.integers(300, 4000))
def test_labels_never_overlap_and_never_leave_the_window(span, width_px):
    shapes = axis(span, 150, width_px)
    for font in ("label", "note"):
        labels = row(shapes, font)
        assert all(label.left >= 150 and label.left + label.width <= 150 + width_px for label in labels)
        assert all(a.left + a.width < b.left for a, b in pairwise(labels))


@settings(max_examples=200)
@given(spans(), st.integers(600, 4000), st.sampled_from([0.4, 1.0, 2.0]))
def test_the_context_is_always_there_however_wide_the_font_is(span, width_px, stretch):
    scale = Timescale(span, 0, width_px)
    shapes = axis_shapes(scale, 0, 40, 500, lambda text, font: stretch * measure(text, font))
    assert row(shapes, "label")
    assert all(a.left + a.width < b.left for a, b in pairwise(row(shapes, "note")))


@settings(max_examples=100)
@given(spans(), st.integers(300, 4000))
def test_grid_lines_stay_in_the_window_and_are_no_crowd(span, width_px):
    found = [shape for shape in axis(span, 150, width_px) if isinstance(shape, Line)]
    assert 2 <= len(found) <= 50
    assert all(150 <= line.x1 <= 150 + width_px for line in found)


def test_in_a_narrow_window_the_year_stands_where_day_and_minute_have_no_room():
    start = instant_us(-13_800_000_001, 12, 31, 23, 59)
    (label,) = row(axis(Span(start, start + 1_000_000), 150, 200), "label")
    assert label.text == "13,800,000,002 BC"


def test_a_window_narrower_than_its_context_shows_no_label_rather_than_half_of_one():
    assert not row(axis(Span(instant_us(2024), instant_us(2025)), 150, 20), "label")
