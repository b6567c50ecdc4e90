from __future__ import annotations

from builders import a_dataset, an_event
from timelines import measure

from viewer.layout.index import EventIndex
from viewer.layout.relations import relation_shapes
from viewer.layout.scene import Path, Target
from viewer.layout.timeline import TimelineLayout, TimelineView, fit_span
from viewer.model.events import Link

A, B, C = (
    Target(x, y, 14, 16, key) for x, y, key in ((100, 50, "event:a"), (400, 150, "event:b"), (100, 250, "event:c"))
)


def tips(shapes):
    return [tuple(shape.points[0]) for shape in shapes if isinstance(shape, Path) and shape.is_closed]


def test_the_arrow_ends_at_what_the_chosen_event_relates_to():
    (tip,) = tips(relation_shapes([A, B], "event:a", {"event:b"}, set()))
    assert tip == (407 - 11, 158)


def test_the_arrow_ends_at_the_chosen_event_where_another_relates_to_it():
    (tip,) = tips(relation_shapes([A, B], "event:a", set(), {"event:b"}))
    assert tip == (107 + 11, 58)


def test_an_event_right_below_is_reached_from_the_side():
    (tip,) = tips(relation_shapes([A, C], "event:a", {"event:c"}, set()))
    assert tip[0] > 107


def test_what_is_not_in_view_has_no_way():
    assert relation_shapes([A], "event:a", {"event:b"}, set()) == []
    assert relation_shapes([B], "event:a", {"event:b"}, set()) == []


def test_ways_are_drawn_for_the_chosen_event_only():
    one = an_event("2024-01-01", "one", links=(Link("two", "extends"),))
    dataset = a_dataset(one, an_event("2024-06-01", "two"))
    layout = TimelineLayout(dataset, EventIndex(dataset.columns, 1), measure, fit_span(dataset.extent_us()))
    view = TimelineView(fit_span(dataset.extent_us()), 900, 300)
    dashed = [
        sum(isinstance(shape, Path) and bool(shape.paint.dash) for shape in layout.scene(seen).shapes)
        for seen in (
            view,
            TimelineView(view.span, 900, 300, 0),
            TimelineView(view.span, 900, 300, 0, has_relations=False),
        )
    ]
    assert dashed == [0, 1, 0]
