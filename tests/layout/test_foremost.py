"""The chosen event is named before all others, and nothing overlaps for it."""

from itertools import combinations

from builders import a_dataset, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import RECIPES, a_layout, ink_box, is_over, measure, some_views

from viewer.layout.foremost import Claim, name_foremost
from viewer.layout.lanes import GUTTER_PX
from viewer.layout.scene import Box, Dot, Paint, Target, Text, hit_test, texts
from viewer.layout.timeline import TimelineView
from viewer.layout.timescale import Span
from viewer.model.calendar import instant_us
from viewer.model.columns import FAR_PAST

JUNE = Span(instant_us(2024, 6), instant_us(2024, 7))
VIEW = (100.0, 900.0)
MINE, OTHERS = "event:mine", "event:other"


def named(shapes=(), targets=(), reach=(300.0, 314.0), title="Landing"):
    shapes, targets = list(shapes), list(targets)
    name_foremost(shapes, targets, Claim(MINE, title, reach, 50.0, VIEW), measure)
    return shapes, targets


def title_of(shapes):
    return next(shape for shape in shapes if isinstance(shape, Text) and shape.key == MINE)


def a_mark(x):
    return Dot(x, 50.0, 7.0, Paint(fill="lane.0"), OTHERS)


def test_the_title_stands_right_of_the_ring_and_leads_to_the_event():
    shapes, targets = named()
    assert 314 + 12 < title_of(shapes).left < 340
    assert targets[-1].key == MINE


def test_where_the_right_is_taken_by_another_mark_it_stands_left():
    title = title_of(named([a_mark(350)])[0])
    assert title.left + title.width < 300 - 8


def test_where_both_sides_are_taken_it_is_named_all_the_same():
    assert title_of(named([a_mark(350), a_mark(270)])[0]).text == "Landing"


def test_a_count_is_never_covered():
    for x in range(310, 460, 10):
        count = Dot(x, 50.0, 9.0, Paint(fill="lane.0"), "rows:1,2")
        shapes, _ = named([count, a_mark(270)])
        (plate,) = [shape for shape in shapes if isinstance(shape, Box)] or [None]
        assert plate is None or plate.x + plate.width <= x - 9 or plate.x >= x + 9


def test_at_the_right_edge_it_stands_left_and_within_the_view_everywhere():
    for x in range(100, 900, 7):
        title = title_of(named(reach=(x, x + 14.0), title="A very long landing")[0])
        assert title.left >= VIEW[0]
        assert title.left + title.width <= VIEW[1]


def test_on_a_bar_over_the_whole_view_it_keeps_in_view():
    title = title_of(named(reach=(-5000.0, 5000.0))[0])
    assert 100 < title.left < 120


def test_titles_of_others_make_way_and_no_longer_answer():
    own = Text(330.0, 54.0, "Other", "label", "ink", 60.0, key=OTHERS)
    shapes, targets = named([own], [Target(330.0, 42.0, 60.0, 15.0, OTHERS)])
    assert [shape.key for shape in shapes if isinstance(shape, Text)] == [MINE]
    assert [target.key for target in targets] == [MINE]


def test_one_that_is_named_already_is_named_once():
    own = Text(330.0, 54.0, "Landing", "label", "ink", 60.0, key=MINE)
    assert named([own])[0] == [own]


def test_the_plate_lies_below_the_words_alone():
    shapes, _ = named()
    (plate,) = (shape for shape in shapes if isinstance(shape, Box))
    title = title_of(shapes)
    assert plate.x < title.left
    assert plate.x + plate.width > title.left + title.width


def test_among_sixty_of_one_day_and_in_a_crowd_the_chosen_one_is_named():
    for count, height in ((60, 180), (300, 400), (300, 100)):
        dataset = a_dataset(*(an_event("2024-06-10", f"Event {n}", event_id=str(n)) for n in range(count)))
        scene = a_layout(dataset).scene(TimelineView(JUNE, 1000, height, chosen=47))
        (title,) = (text for text in texts(scene) if text.key == "event:47")
        assert title.text == "Event 47"
        assert hit_test(scene, title.left + 3, title.y - 3) == "event:47"


@settings(max_examples=100, deadline=None)
@given(RECIPES, some_views(), st.floats(0.1, 0.9), st.data())
def test_a_chosen_event_in_view_is_named_and_no_texts_overlap(recipe, view, share, data):
    dataset = recipe.dataset()
    chosen = data.draw(st.integers(0, len(dataset) - 1))
    begin, finish = int(dataset.columns.begin[chosen]), int(dataset.columns.finish[chosen])
    at = finish - 1 if begin == FAR_PAST else begin
    span = Span(start := at - int(view.span.duration_us * share), start + view.span.duration_us)
    scene = a_layout(dataset).scene(TimelineView(span, view.width, view.height, chosen))
    written = [text for text in texts(scene) if text.key == f"event:{dataset.id_of(chosen)}"]
    is_counted = any((text.key or "").startswith("rows:") for text in texts(scene))
    assert written or is_counted or not dataset.title_of(chosen).strip()
    assert all(text.left >= GUTTER_PX for text in written)
    boxes = [ink_box(text) for text in texts(scene)]
    assert not any(is_over(one, two) for one, two in combinations(boxes, 2))
