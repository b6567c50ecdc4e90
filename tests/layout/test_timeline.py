"""The whole timeline: nothing overlaps, nothing leaves, nothing jumps, nothing goes uncounted."""

from itertools import combinations

from builders import a_dataset, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import HOME, LAYERS, a_layout, dot_box, ink_box, is_over, measure, RECIPES, some_spans, some_views

from viewer.layout.labels import LabelBook
from viewer.layout.lanes import GUTTER_PX
from viewer.layout.marks import mark_of
from viewer.layout.scene import Bars, Dot, Heat, Path, Text, hit_test, texts
from viewer.layout.timeline import AXIS_PX, RIGHT_PAD_PX, TimelineView, fit_span
from viewer.layout.timescale import Span
from viewer.model.calendar import US_PER_DAY, instant_us

JUNE = TimelineView(Span(instant_us(2024, 6), instant_us(2024, 7)), 1000, 400)


def written(scene, key):
    return [text for text in texts(scene) if text.key == key]


def dots(scene):
    """Every best-known day, with the key of its event or its crowd."""
    points = [shape for shape in scene.shapes if isinstance(shape, (Dot, Path)) and shape.paint.fill and shape.key]
    return [shape for shape in points if not isinstance(shape, Path) or len(shape.points) == 4]


@settings(max_examples=100, deadline=None)
@given(RECIPES, some_views())
def test_no_two_texts_overlap(recipe, view):
    boxes = [(text, ink_box(text)) for text in texts(a_layout(recipe.dataset()).scene(view))]
    clashes = [(one, two) for (one, a), (two, b) in combinations(boxes, 2) if is_over(a, b)]
    assert clashes == []


@settings(max_examples=100, deadline=None)
@given(RECIPES, some_views())
def test_no_text_leaves_the_canvas(recipe, view):
    for text in texts(a_layout(recipe.dataset()).scene(view)):
        least = GUTTER_PX if text.key else 0
        assert text.left >= least - 0.01, text
        assert text.left + text.width <= view.width + 0.01, text


@settings(max_examples=100, deadline=None)
@given(RECIPES, some_views())
def test_no_label_covers_the_day_of_another_event(recipe, view):
    scene = a_layout(recipe.dataset()).scene(view)
    labels = [text for text in texts(scene) if text.key and text.key.startswith("event:")]
    clashes = [
        (text, dot)
        for dot in dots(scene)
        for text in labels
        if text.key != dot.key and is_over(ink_box(text), dot_box(dot), 0.5)
    ]
    assert clashes == []


@settings(max_examples=100, deadline=None)
@given(RECIPES, some_views(), st.data())
def test_every_event_in_view_is_drawn_or_counted(recipe, view, data):
    dataset = recipe.dataset()
    chosen = data.draw(st.sampled_from([None, 0, len(dataset) - 1]))
    view = TimelineView(view.span, view.width, view.height, chosen)
    scene = a_layout(dataset).scene(view)
    begin, finish = dataset.columns.begin, dataset.columns.finish
    unit = dataset.columns.unit_us
    in_view = (begin < -(-view.span.end_us // unit)) & (finish > view.span.start_us // unit)
    assert scene.drawn + scene.folded == in_view.sum()


def spots(scene, view, event_id):
    """How a label stands to its view: each line's text and font, its offset from the start of the span, its height."""
    start_px = view.span.start_us / view.scale.us_per_px
    return [(t.text, t.font, round(t.left + start_px, 1), round(t.y, 3)) for t in written(scene, f"event:{event_id}")]


@settings(max_examples=100, deadline=None)
@given(RECIPES, some_views(), st.lists(st.floats(-1.5, 1.5), min_size=1, max_size=3))
def test_panning_moves_no_label_against_its_mark(recipe, view, shares):
    dataset = recipe.dataset()
    layout = a_layout(dataset)
    first = layout.scene(view)
    for share in shares:
        moved = TimelineView(view.span.shifted(round(view.span.duration_us * share)), view.width, view.height)
        second = layout.scene(moved)
        for row in range(len(dataset)):
            event_id = dataset.id_of(row)
            if is_whole(dataset, row, view) and is_whole(dataset, row, moved):
                assert spots(first, view, event_id) == spots(second, moved, event_id)


def is_whole(dataset, row, view):
    """Whether a mark lies well within the view, and so would its label on either side."""
    label = LabelBook(dataset, measure).label(row)
    left, right = mark_of(dataset.columns, row, view.scale).reach
    return left - label.width_px - 20 >= view.scale.left_px and right + label.width_px + 20 <= view.scale.right_px
