"""The display list: what is on top is hit first, and shapes move as they are."""

import numpy as np
import pytest

from viewer.layout.scene import (  # fmt: skip
    Bars,
    Box,
    Dot,
    Heat,
    Line,
    Paint,
    Path,
    Scene,
    Target,
    Text,
    hit_test,
    move_shapes,
    move_targets,
    texts,
)

LOWER, UPPER = Target(10, 10, 40, 20, "event:lower"), Target(30, 10, 40, 20, "event:upper")
SCENE = Scene(100, 50, (), (LOWER, UPPER))


@pytest.mark.parametrize(
    ("x", "y", "key"), [(15, 15, "event:lower"), (40, 15, "event:upper"), (70, 30, "event:upper"), (5, 15, None)]
)
def test_the_topmost_target_answers(x, y, key):
    assert hit_test(SCENE, x, y) == key


def test_a_near_miss_counts_within_the_slack():
    assert hit_test(SCENE, 7, 8, 3) == "event:lower"
    assert hit_test(SCENE, 6.9, 8, 3) is None


@pytest.mark.parametrize(("anchor", "left"), [("start", 50), ("middle", 40), ("end", 30)])
def test_a_text_knows_its_left_edge(anchor, left):
    assert Text(50, 10, "words", "text", "ink", 20, anchor).left == left


def test_everything_moves_together():
    points = np.array([[1.0, 2.0], [3.0, 4.0]])
    shapes = [Box(1, 2, 3, 4, Paint()), Dot(1, 2, 3, Paint()), Line(1, 2, 3, 4, "ink"), Path(points, Paint()),
              Text(1, 2, "x", "text", "ink", 5), Bars(np.array([1.0]), np.array([9.0]), 2, 3, "ink"),
              Heat(1, 2, 3, np.array([1], dtype=np.uint8), "ink")]  # fmt: skip
    box, dot, line, path, text, bars, heat = move_shapes(shapes, 10, 20)
    assert [(shape.x, shape.y) for shape in (box, dot, text, heat)] == [(11, 22)] * 4
    assert (line.x1, line.y1, line.x2, line.y2) == (11, 22, 13, 24)
    assert path.points.tolist() == [[11, 22], [13, 24]]
    assert (bars.x.tolist(), bars.y, bars.width.tolist()) == ([11], 22, [9])


def test_targets_move_with_their_keys():
    assert move_targets([LOWER], 5, -5) == (Target(15, 5, 40, 20, "event:lower"),)


def test_texts_come_in_painting_order():
    first, second = (Text(0, 0, word, "text", "ink", 5) for word in ("a", "b"))
    assert texts(Scene(9, 9, (first, Dot(0, 0, 1, Paint()), second))) == [first, second]
