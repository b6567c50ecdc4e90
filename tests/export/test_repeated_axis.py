"""Tests of the axis that a high timeline says again below its lanes."""

import pytest
from builders import a_dataset, an_event
from pages import outside, overlapping

from viewer.export.pages.figure import FigureRequest, Page, compose
from viewer.export.pages.repeated_axis import axis_places
from viewer.layout.scene import Line, texts
from viewer.layout.timeline import AXIS_PX
from viewer.painting.text_measure import measure


def test_an_axis_stands_again_where_the_one_before_is_far():
    assert axis_places([AXIS_PX + 500, AXIS_PX + 1000, AXIS_PX + 1500, AXIS_PX + 2000]) == [1044, 2044]


def test_a_low_timeline_has_one_axis():
    assert axis_places([200, 400, 900]) == []


@pytest.fixture
def crowd(qapp):
    events = (
        an_event(f"20{n % 20:02}-06-01", f"Event {n}", event_id=f"e{n}", lane=f"Lane {n // 150}") for n in range(300)
    )
    return FigureRequest(a_dataset(*events))


def axes(scene):
    """How many axes say the year 2010."""
    return sum(text.text == "2010" for text in texts(scene) if text.key is None)


@pytest.mark.parametrize("height", [None, 4_000])
def test_a_high_figure_says_its_years_below_each_lane(crowd, height):
    scene = compose(crowd, Page(700, height), measure)
    assert axes(scene) == 3
    assert overlapping(scene) == []
    assert outside(scene) == []
    assert scene.height == (height or scene.height)


def test_the_grid_is_drawn_once_and_goes_through_to_the_last_axis(crowd):
    scene = compose(crowd, Page(700), measure)
    grid = [s for s in scene.shapes if isinstance(s, Line) and s.x1 == s.x2 and s.key is None]
    assert len({line.x1 for line in grid}) == len(grid)
    assert min(line.y2 - line.y1 for line in grid) > scene.height - 400


def test_marks_stay_beside_their_labels_below_an_axis(crowd):
    scene = compose(crowd, Page(700), measure)
    marks = {target.key: target for target in scene.targets}
    labels = [text for text in texts(scene) if (text.key or "").startswith("event:")]
    assert labels
    assert all(abs(marks[text.key].y - text.y) < 40 for text in labels)
