"""A contributor's bar: lengths are to scale, plans lie within, and each end says its bound."""

import pytest

from viewer.layout.bars import BarView, bar_scene
from viewer.layout.scene import Box, Path, hit_test
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.personnel import Cell, Measure, PersonnelFigure, Row

VIEW = BarView(300.0, 12.0, 3000.0)


def a_cell(measure, *amounts):
    date = parse_edtf("2024-10-11")
    figures = [PersonnelFigure(f"{n}", "Kenya", measure, parse_amount(text), date) for n, text in enumerate(amounts)]
    return Cell(tuple(figures))


def a_bar(pledged=None, planned=(), deployed=None, view=VIEW):
    row = Row(
        "Kenya",
        0,
        a_cell(Measure.PLEDGED, pledged) if pledged else None,
        a_cell(Measure.PLANNED, *planned) if planned else None,
        a_cell(Measure.DEPLOYED, deployed) if deployed else None,
        None,
        None,
    )
    return bar_scene(row, view)


def boxes(scene, fill):
    return [shape for shape in scene.shapes if isinstance(shape, Box) and shape.paint.fill == fill]


def test_lengths_are_to_scale():
    scene = a_bar(pledged="1,000", deployed="400")
    assert boxes(scene, "pledged_ground")[0].width == 100
    assert boxes(scene, "deployed")[0].width == 40


def test_a_plan_begins_where_the_deployed_end_and_stays_within_the_pledge():
    (plan,) = boxes(a_bar(pledged="1,000", planned=("600",), deployed="400"), "planned")
    assert (plan.x, plan.x + plan.width) == (40, 100)
    assert plan.paint.hatch


def test_two_plans_ahead_are_drawn_together():
    (plan,) = boxes(a_bar(planned=("600", "300")), "planned")
    assert plan.width == pytest.approx(90)


def test_what_is_not_known_is_not_drawn():
    scene = a_bar()
    assert (scene.shapes, scene.targets) == ((), ())
    assert boxes(a_bar(pledged="unspecified"), "pledged_ground") == []


def test_an_end_is_drawn_as_it_is_worded():
    (exact,) = a_bar(deployed="400").shapes
    (about,) = a_bar(deployed="about 400").shapes
    over, under = a_bar(deployed="over 400").shapes, a_bar(deployed="under 400").shapes
    assert (exact.paint.fade_right, about.paint.fade_right > 0) == (0, True)
    assert isinstance(over[1], Path)
    assert over[1].points[:, 0].max() > 40
    assert under[1].paint.fill == "card"
    assert under[1].points[:, 0].max() == 40


def test_nothing_runs_out_of_the_bar():
    for words in ("over 3,000", "about 3,000", "9,999", "under 3,000", "at least 2,990"):
        scene = a_bar(pledged=words, planned=("3,000",), deployed=words)
        rights = [
            shape.x + shape.width if isinstance(shape, Box) else shape.points[:, 0].max() for shape in scene.shapes
        ]
        assert max(rights) <= VIEW.width + 2


def test_every_part_answers_a_click():
    scene = a_bar(pledged="1,000", planned=("300",), deployed="400")
    assert [hit_test(scene, x, 6) for x in (20, 50, 90)] == ["cell:deployed", "cell:planned", "cell:pledged"]
    assert hit_test(scene, 200, 6) is None


def test_a_handful_of_people_can_still_be_seen_and_clicked():
    scene = a_bar(deployed="3")
    assert boxes(scene, "deployed")[0].width >= 3
    assert scene.targets[0].width >= 8
