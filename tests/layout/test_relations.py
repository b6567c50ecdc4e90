from __future__ import annotations

import pytest
from builders import a_dataset, an_event
from timelines import measure

from viewer.layout.index import EventIndex
from viewer.layout.relations import anchors, relation_shapes
from viewer.layout.scene import Dot, Line, Paint, Path, Target
from viewer.layout.timeline import TimelineLayout, TimelineView, fit_span
from viewer.model.events import Link

MARKS = {"event:a": (100.0, 50.0), "event:b": (400.0, 50.0), "event:c": (102.0, 60.0)}


def tips(shapes):
    return [tuple(shape.points[0]) for shape in shapes if isinstance(shape, Path)]


def test_the_arrow_ends_just_before_what_the_chosen_event_relates_to():
    assert tips(relation_shapes(MARKS, "event:a", {"event:b"}, set())) == [(389.0, 50.0)]


def test_the_arrow_ends_at_the_chosen_event_where_another_relates_to_it():
    assert tips(relation_shapes(MARKS, "event:a", set(), {"event:b"})) == [(111.0, 50.0)]


@pytest.mark.parametrize("other", ["event:gone", "event:c"])
def test_what_is_not_in_view_or_right_beside_has_no_line(other):
    assert relation_shapes(MARKS, "event:a", {other}, set()) == []


def test_a_mark_stands_at_its_best_known_day_rather_than_in_the_middle_of_its_doubt():
    dot = Dot(300, 20, 7, Paint(fill="lane.0"), "event:a")
    band = Target(100, 10, 400, 16, "event:a")
    assert anchors([dot], [band]) == {"event:a": (300, 20)}


def test_lines_are_drawn_for_the_chosen_event_only():
    one = an_event("2024-01-01", "one", links=(Link("two", "extends"),))
    dataset = a_dataset(one, an_event("2024-06-01", "two"))
    span = fit_span(dataset.extent_us())
    layout = TimelineLayout(dataset, EventIndex(dataset.columns, 1), measure, span)
    views = (TimelineView(span, 900, 300, chosen, has_relations=has) for chosen, has in ((None, 1), (0, 1), (0, 0)))
    slanted = [
        sum(isinstance(shape, Line) and bool(shape.dash) for shape in layout.scene(view).shapes) for view in views
    ]
    assert slanted == [0, 1, 0]
