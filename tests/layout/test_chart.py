"""The chart shows what is reported, in steps, and no value that no source states."""

from itertools import combinations

import pytest
from builders import a_dataset
from charts import (
    ALL,
    DEPLOYED,
    DEPLOYMENTS,
    PLANNED,
    PLEDGED,
    VIEWS,
    a_chart,
    a_dispute,
    a_figure,
    a_view,
    some_figures,
)
from hypothesis import given, settings
from timelines import ink_box, is_over

from viewer.layout.chart_series import totals
from viewer.layout.lanes import GUTTER_PX
from viewer.layout.scene import Box, Dot, Line, Path, hit_test, texts
from viewer.model.edtf import parse_edtf


def signs(scene, key):
    """The hollow diamonds of a figure."""
    found = [shape for shape in scene.shapes if isinstance(shape, Path) and shape.key == f"figure:{key}"]
    return [shape for shape in found if len(shape.points) == 4 and shape.paint.fill == "card"]


def px(date):
    return a_view().scale.to_px(parse_edtf(date).earliest_us)


def lines(scene, key):
    return [shape for shape in scene.shapes if isinstance(shape, Line) and shape.key == f"figure:{key}"]


def level(scene, key):
    (line,) = [line for line in lines(scene, key) if line.y1 == line.y2]
    return line


def value_at(scene, y):
    """Read a height back into people, from the scale's own lines and numbers."""
    grid = [shape.y1 for shape in scene.shapes if isinstance(shape, Line) and shape.stroke == "grid"]
    numbers = [float(t.text.replace(",", "")) for t in texts(scene) if t.anchor == "end"]
    return (grid[0] - y) / (grid[0] - grid[-1]) * max(numbers)


def test_a_report_holds_until_the_next_one_and_then_steps():
    scene = a_chart(*DEPLOYMENTS)
    june = level(scene, "june")
    (step,) = [line for line in lines(scene, "october") if line.x1 == line.x2]
    assert (june.x1, june.x2) == (pytest.approx(px("2024-06-25"), abs=3), pytest.approx(px("2024-10-11")))
    assert (step.x1, step.y1) == (pytest.approx(px("2024-10-11")), june.y1)
    assert (value_at(scene, june.y1), value_at(scene, step.y2)) == (pytest.approx(400), pytest.approx(430))


def test_there_is_nothing_before_the_first_report():
    scene = a_chart(*DEPLOYMENTS)
    keyed = [shape for shape in scene.shapes if getattr(shape, "key", None) and isinstance(shape, (Line, Box))]
    assert min(shape.x1 if isinstance(shape, Line) else shape.x for shape in keyed) >= px("2024-06-25") - 0.01


def test_after_the_last_report_the_line_is_dashed_to_the_edge():
    last = level(a_chart(*DEPLOYMENTS), "october")
    assert last.dash
    assert last.x2 == a_view().scale.right_px
    assert not level(a_chart(*DEPLOYMENTS), "june").dash


def test_a_change_on_an_unknown_day_is_a_shaded_stretch_and_no_edge():
    scene = a_chart(a_figure("a", DEPLOYED, "200", "2024-03-01"), a_figure("b", DEPLOYED, "400", "2024-06"))
    shades = [shape for shape in scene.shapes if isinstance(shape, Box) and shape.paint.fade_left]
    assert [(shape.x, shape.x + shape.width) for shape in shades] == [(pytest.approx(px("2024-06")), px("2024-07"))]
    assert [line for line in lines(scene, "b") if line.x1 == line.x2] == []
    assert level(scene, "b").x1 == px("2024-07")


def test_a_report_without_a_number_draws_nothing_not_zero():
    scene = a_chart(a_figure("chad", PLEDGED, "unspecified", "2024-02-29"), *DEPLOYMENTS)
    assert [shape for shape in scene.shapes if getattr(shape, "key", "") == "figure:chad"] == []
    assert [target for target in scene.targets if target.key == "figure:chad"] == []


def test_a_plan_stands_on_the_ground_and_is_never_put_on_what_is_deployed():
    plan = a_figure("plan", PLANNED, "600", "2024-11", "Kenya", part_of=ALL)
    scene = a_chart(*DEPLOYMENTS, plan)
    (box,) = [shape for shape in scene.shapes if isinstance(shape, Box) and shape.paint.hatch]
    assert value_at(scene, box.y) == pytest.approx(600)
    assert value_at(scene, box.y + box.height) == pytest.approx(0)
    assert (box.x, box.x + box.width) == (pytest.approx(px("2024-11")), pytest.approx(px("2024-12")))


def test_the_mark_says_the_bound():
    amounts = {"over 400": "up", "under 400": "down", "about 400": "ring", "400": "dot"}
    for words, look in amounts.items():
        scene = a_chart(a_figure("a", DEPLOYED, words, "2024-06-25"))
        mark = next(shape for shape in scene.shapes if isinstance(shape, (Dot, Path)))
        if isinstance(mark, Path):
            tip = mark.points[2, 1] - mark.points[0, 1]
            assert look == ("up" if tip < 0 else "down")
        else:
            assert look == ("ring" if mark.paint.fill == "card" else "dot")


def test_layers_are_lines_of_their_own_and_hidden_ones_are_gone():
    record = a_figure("record", DEPLOYED, "about 432", "2024-10-18", layer="record")
    both, article = a_chart(*DEPLOYMENTS, record), a_chart(*DEPLOYMENTS, record, layers=("main",))
    assert level(both, "october").x2 == a_view().scale.right_px
    assert any("public record" in text.text for text in texts(both))
    assert "figure:record" not in {target.key for target in article.targets}


def test_a_click_on_a_step_a_mark_or_a_plan_leads_to_its_figure():
    plan = a_figure("plan", PLANNED, "600", "2024-11", "Kenya", part_of=ALL)
    scene = a_chart(*DEPLOYMENTS, plan)
    line = level(scene, "june")
    assert hit_test(scene, (line.x1 + line.x2) / 2, line.y1 + 3) == "figure:june"
    assert hit_test(scene, px("2024-10-11"), level(scene, "october").y1) == "figure:october"
    assert hit_test(scene, px("2024-11-15"), 180) == "figure:plan"
    assert hit_test(scene, px("2024-02-01"), 100) is None


def test_a_long_name_leaves_room_for_the_values():
    scene = a_chart(a_figure("a", DEPLOYED, "1,900", "2024-06-25", "The contributors of " + 9 * "everything "),
                    contributor="The contributors of " + 9 * "everything ")  # fmt: skip
    boxes = [ink_box(text) for text in texts(scene)]
    assert not any(is_over(one, two) for one, two in combinations(boxes, 2))


def test_the_whole_that_most_is_known_of_comes_first():
    lone = a_figure("x", PLEDGED, "5", "2024", "Nobody's part")
    dataset = a_dataset(personnel=(lone, *DEPLOYMENTS, a_figure("k", DEPLOYED, "400", "2024", "Kenya", part_of=ALL)))
    assert totals(dataset) == (ALL, "Nobody's part")
    assert totals(a_dataset()) == ()


def test_without_figures_there_is_an_empty_chart():
    scene = a_chart(contributor="")
    assert scene.targets == ()
    assert [text for text in texts(scene) if text.key] == []


@settings(max_examples=100, deadline=None)
@given(some_figures(), VIEWS)
def test_every_level_is_a_value_that_a_figure_states(figures, view):
    scene = a_chart(*figures, **view)
    by_id = {f"figure:{figure.id}": figure for figure in figures}
    for line in (shape for shape in scene.shapes if isinstance(shape, Line) and shape.key):
        assert line.x1 == line.x2 or line.y1 == line.y2
        if line.y1 == line.y2:
            assert value_at(scene, line.y1) == pytest.approx(float(by_id[line.key].amount.nominal), abs=1e-6)
            assert line.x1 >= GUTTER_PX - 0.01


OWN = a_figure("own", DEPLOYED, "over 400", "2024-06-01")
TOLD = a_figure("told", DEPLOYED, "nearly 300", "2024-09-01", layer="record")


def test_a_figure_of_a_hidden_layer_that_disagrees_is_a_hollow_mark_at_its_own_level_and_day():
    scene = a_dispute(OWN, TOLD, layers=("main",))
    (sign,) = signs(scene, "told")
    x, y = sign.points.mean(axis=0)
    assert x == pytest.approx(px("2024-09-01"), abs=5)
    assert y > level(scene, "own").y1
    assert hit_test(scene, x, y) == "figure:told"


def test_its_amount_stands_beside_it_and_leads_to_it_too():
    scene = a_dispute(OWN, TOLD, layers=("main",))
    (words,) = [text for text in texts(scene) if text.key == "figure:told"]
    assert words.text == "nearly 300 · public record"
    assert hit_test(scene, words.left + 2, words.y - 4) == "figure:told"


def test_a_hollow_mark_is_tied_to_the_report_it_stands_against():
    scene = a_dispute(OWN, TOLD, layers=("main",))
    (tie,) = [shape for shape in scene.shapes if isinstance(shape, Line) and shape.dash == (2.0, 3.0)]
    assert px("2024-06-01") < min(tie.x1, tie.x2) < px("2024-06-15")
    assert px("2024-08-15") < max(tie.x1, tie.x2) < px("2024-09-01")


def test_where_both_layers_are_shown_no_mark_is_hollow():
    assert signs(a_dispute(OWN, TOLD), "told") == []


def test_a_disputed_report_that_a_line_draws_ends_where_the_next_begins():
    later = a_figure("later", DEPLOYED, "900", "2024-11-01", layer="record")
    level_lines = [line for line in lines(a_dispute(OWN, TOLD, later), "told") if line.y1 == line.y2]
    assert [line.x2 for line in level_lines] == [px("2024-11-01")]


def test_nothing_is_marked_that_stands_against_no_drawn_figure():
    assert signs(a_dispute(OWN, TOLD, layers=()), "told") == []
    assert signs(a_chart(OWN, TOLD, layers=("main",)), "told") == []


def test_a_second_figure_of_one_day_is_marked_beside_the_first_unless_it_says_the_same():
    first = a_figure("first", DEPLOYED, "400", "2024-06-01")
    assert len(signs(a_chart(first, a_figure("other", DEPLOYED, "200", "2024-06-01")), "other")) == 1
    assert signs(a_chart(first, a_figure("same", DEPLOYED, "400", "2024-06-01")), "same") == []
