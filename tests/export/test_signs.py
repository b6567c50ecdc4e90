"""Tests of the legend: which sign a mark asks for, and how its entries are set."""

from collections import Counter

import numpy as np
import pytest
from timelines import measure

from viewer.export.pages.flow import Block
from viewer.export.pages.legend import bare_legend, chart_signs, crowd_signs, legend, strips_of, timeline_signs
from viewer.layout.disagreements import hollow_sign
from viewer.layout.marks import Mark
from viewer.layout.scene import Box, Dot, Heat, Line, Paint, Path, Scene, Target, Text
from viewer.model.columns import Flag

BAND = (0.0, 40.0, None, None)
BAR = (0.0, 40.0, (5.0, 35.0), None)
POINT = (20.0, 20.0, None, 20.0)
EVERY_CHART_SIGN = {"pledged", "deployed", "planned", "thin", "dash", "change", "exact", "about", "more", "less"}


def signs(place, flags=0, *, is_record=False):
    return timeline_signs([(Mark(*place, flags), is_record)])


def words(block):
    return [shape.text for shape in block.shapes if isinstance(shape, Text)]


def a_scene(*keys):
    return Scene(100, 100, (), tuple(Target(0, 0, 10, 10, key) for key in keys))


def test_a_date_and_a_figure_by_another_source_are_explained_once_they_occur():
    shapes = hollow_sign(20.0, 50.0, "pledged", "figure:told", is_record=True)
    assert chart_signs(shapes) == {"other"}
    assert crowd_signs(a_scene("event:own", "side:told")) == {"other"}
    told = words(legend({"other"}, {"other"}, "Public record", 1000, measure))
    assert {"date by another source", "said by another source"} <= set(told)


@pytest.mark.parametrize(
    ("place", "flags", "wanted"),
    [
        (POINT, Flag.DAY_KNOWN, {"dot"}),
        (POINT, Flag.DAY_KNOWN | Flag.PLANNED, {"plan_day"}),
        (POINT, Flag.DAY_KNOWN | Flag.CLAIMED, {"claim"}),
        (POINT, Flag.DAY_KNOWN | Flag.UNSOURCED, {"unsourced"}),
        (BAND, 0, {"band"}),
        ((20.0, 22.0, None, 90.0), Flag.DAY_KNOWN | Flag.REFINED, {"other"}),
        (BAND, Flag.PLANNED, {"plan"}),
        (BAND, Flag.UNSOURCED, {"unsourced"}),
        (BAND, Flag.UNCERTAIN, {"uncertain", "band"}),
        (BAND, Flag.OPEN_START, {"open", "band"}),
        (BAND, Flag.OPEN_END, {"open", "band"}),
        (BAR, Flag.DURATION, {"bar"}),
        (BAR, Flag.DURATION | Flag.APPROXIMATE, {"bar", "about"}),
        (BAND, Flag.DURATION, {"band"}),
        (BAND, Flag.APPROXIMATE, {"band"}),
        ((0.0, 40.0, None, 25.0), Flag.REFINED, {"refined"}),
    ],
)
def test_a_mark_asks_for_the_signs_it_shows(place, flags, wanted):
    assert signs(place, flags) == wanted


def test_a_day_of_the_record_is_explained_as_the_record_alone():
    assert signs(POINT, Flag.DAY_KNOWN, is_record=True) == {"record"}


def test_a_band_of_the_record_is_explained_as_both():
    assert signs(BAND, is_record=True) == {"record", "band"}


def test_a_claim_without_a_day_is_no_sign_of_its_own():
    assert signs(BAND, Flag.CLAIMED) == {"band"}


def test_lanes_that_are_strips_are_known_by_their_targets():
    assert strips_of(a_scene("strip:3", "event:a", "strip:11", "rows:1,2")) == {3, 11}


def test_no_marks_are_no_signs():
    assert timeline_signs([]) == set()


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [((), set()), (("event:a",), set()), (("rows:1,2",), {"count"}), (("strip:0",), {"strip"}),
     (("strip:0", "rows:1,2", "event:a"), {"strip", "count"})],
)  # fmt: skip
def test_what_counts_several_events_is_explained_where_it_stands(keys, wanted):
    assert crowd_signs(a_scene(*keys)) == wanted


@pytest.mark.parametrize(
    ("shape", "wanted"),
    [
        (Line(0, 0, 9, 0, "pledged", 2.2, key="figure:a"), {"pledged"}),
        (Line(0, 0, 9, 0, "deployed", 1.3, key="figure:a"), {"deployed", "thin"}),
        (Line(0, 0, 9, 0, "deployed", 2.2, (4.0, 4.0), key="figure:a"), {"deployed", "dash"}),
        (Box(0, 0, 9, 9, Paint(fill="planned", hatch=True), key="figure:a"), {"planned"}),
        (Box(0, 0, 9, 9, Paint(fill="deployed", fade_left=4), key="figure:a"), {"change"}),
        (Box(0, 0, 9, 9, Paint(fill="deployed"), key="figure:a"), set()),
        (Dot(0, 0, 4, Paint(fill="deployed"), "figure:a"), {"exact"}),
        (Dot(0, 0, 4, Paint(fill="card"), "figure:a"), {"about"}),
    ],
)
def test_a_shape_of_the_chart_asks_for_the_sign_it_is(shape, wanted):
    assert chart_signs([shape]) == wanted


@pytest.mark.parametrize(("tip", "wanted"), [(-8.0, {"more"}), (8.0, {"less"})])
def test_an_arrow_points_to_where_the_number_may_lie(tip, wanted):
    points = np.array([[0.0, 0.0], [10.0, 0.0], [5.0, tip]])
    assert chart_signs([Path(points, Paint(fill="ink"), is_closed=True, key="figure:a")]) == wanted


def test_lines_of_the_grid_are_no_signs_of_the_chart():
    assert chart_signs([Line(0, 0, 9, 0, "grid"), Heat(0, 0, 9, np.zeros(3, np.uint8), "ink")]) == set()


def test_without_signs_there_is_no_legend():
    assert legend(set(), set(), "", 800, measure) == Block()
    assert bare_legend(set(), "", 300, measure) == Block()


def test_signs_of_timeline_and_chart_have_a_heading_each():
    assert words(legend({"dot"}, {"exact"}, "", 900, measure)) == [
        "Timeline",
        "day known",
        "Personnel",
        "a plain number",
    ]


def test_a_heading_without_signs_is_left_out():
    assert "Personnel" not in words(legend({"dot"}, set(), "", 900, measure))
    assert "Timeline" not in words(legend(set(), {"exact"}, "", 900, measure))


def test_the_other_layer_is_named_by_its_title_as_within_a_sentence():
    assert "the public record" in words(legend({"record"}, set(), "The public record", 900, measure))


def test_a_thin_line_is_a_part_or_the_other_layer_where_there_is_one():
    assert "thinner: a part" in words(legend(set(), {"thin"}, "", 900, measure))
    assert "thinner: a part, or the record" in words(legend(set(), {"thin"}, "The record", 900, measure))


def test_a_wide_legend_is_lower_than_a_narrow_one():
    wide = legend(set(), EVERY_CHART_SIGN, "", 2000, measure)
    narrow = legend(set(), EVERY_CHART_SIGN, "", 500, measure)
    assert wide.height < narrow.height
    assert sorted(words(wide)) == sorted(words(narrow))


def test_rows_of_a_legend_are_evenly_filled():
    block = legend(set(), EVERY_CHART_SIGN, "", 1300, measure)
    rows = Counter(shape.y for shape in block.shapes if isinstance(shape, Text) and shape.text != "Personnel")
    assert len(rows) == 2
    assert max(rows.values()) - min(rows.values()) <= 1


def test_every_sign_of_the_chart_has_a_sample():
    block = legend(set(), EVERY_CHART_SIGN, "", 900, measure)
    keys = {shape.key for shape in block.shapes if getattr(shape, "key", None)}
    assert keys == {f"legend:figure-{name}" for name in EVERY_CHART_SIGN}


def test_samples_of_the_chart_are_no_figures():
    block = legend(set(), EVERY_CHART_SIGN, "", 900, measure)
    assert chart_signs(block.shapes) == set()


def test_samples_of_counts_and_strips_look_like_them():
    block = legend({"count", "strip"}, set(), "", 900, measure)
    assert {"so many events in one place", "every event; stronger where there are more"} < set(words(block))
    assert any(isinstance(shape, Heat) for shape in block.shapes)
    assert any(isinstance(shape, Dot) and shape.key == "legend:count" for shape in block.shapes)


def test_entries_of_a_narrow_legend_stand_one_below_the_other():
    block = bare_legend({"dot", "band", "bar"}, "", 300, measure)
    baselines = [shape.y for shape in block.shapes if isinstance(shape, Text)]
    assert words(block) == ["day known", "some time in this range", "lasted this long"]
    assert baselines == sorted(set(baselines))


def test_a_long_entry_of_a_narrow_legend_is_broken_and_not_cut():
    said = words(bare_legend({"refined"}, "", 160, measure))
    assert len(said) > 1
    assert " ".join(said) == "range as said, day from a reference"


def test_what_is_deployed_and_what_is_pledged_are_told_apart_in_grey():
    found = legend(set(), {"pledged", "deployed"}, "", 900, measure).shapes
    areas = {shape.key for shape in found if isinstance(shape, Box)}
    assert areas == {"legend:figure-deployed"}
