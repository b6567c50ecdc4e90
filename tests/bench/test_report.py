"""Figures are held against the right targets, and figures are made of the right times."""

import pytest

from viewer.bench.frames import Series, spans_of
from viewer.bench.real_window import Stalls
from viewer.bench.report import TARGETS, Target, gap_table, judged, table, target_table
from viewer.bench.results import Results
from viewer.bench.start import Start
from viewer.layout.timescale import Span

AT_MOST = Target("a", "at most two", 2.0)
BELOW = Target("b", "below two", 2.0, is_strict=True)


@pytest.mark.parametrize(("figure", "holds"), [(1.99, True), (2.0, True), (2.001, False)])
def test_a_limit_may_be_reached(figure, holds):
    assert judged({"a": figure}, [AT_MOST])[0].holds is holds


@pytest.mark.parametrize(("figure", "holds"), [(1.99, True), (2.0, False), (2.001, False)])
def test_a_strict_limit_may_not_be_reached(figure, holds):
    assert judged({"b": figure}, [BELOW])[0].holds is holds


def test_what_was_not_measured_is_said_and_neither_holds_nor_misses():
    verdict = judged({}, [AT_MOST])[0]
    assert (verdict.figure, verdict.holds) == (None, None)
    assert "not measured" in target_table([verdict])


def test_the_table_says_target_limit_figure_and_verdict():
    lines = target_table(judged({"a": 1.5, "b": 2.5}, [AT_MOST, BELOW])).splitlines()
    assert [cell.strip() for cell in lines[2].split("|")[1:-1]] == ["at most two", "≤ 2x", "1.5x", "holds"]
    assert [cell.strip() for cell in lines[3].split("|")[1:-1]] == ["below two", "< 2x", "2.5x", "**misses**"]


def test_columns_are_as_wide_as_their_widest_cell():
    assert table(("a", "b"), [("long", "x")]) == "| a    | b |\n| ---- | - |\n| long | x |"


def test_no_two_targets_share_a_name():
    assert len({target.name for target in TARGETS}) == len(TARGETS)


def a_series(frame, **rest):
    same = [1.0] * len(frame)
    parts = {"layout": same, "paint": same, "timeline": same, "chrome": same, "blank": same} | rest
    return Series(frame, **parts)


def test_growth_compares_the_largest_with_ten_thousand_step_by_step():
    results = Results()
    measured = {
        (name, count): a_series([base * factor for base in (1.0, 2.0, 4.0)])
        for name in ("full", "zoom", "pan1pc")
        for count, factor in ((100, 0.5), (10_000, 1.0), (1_000_000, 1.5))
    }
    results.add_frames(measured)
    assert results.figures["full.growth"] == 1.5
    assert results.figures["full.growth_from_100"] == 3.0


def test_a_frame_is_held_against_its_own_painting_and_the_blank_one():
    series = a_series([3.0, 6.0], paint=[1.0, 3.0], blank=[0.1, 0.2])
    assert series.over_paint == 2.5
    assert series.over_blank == pytest.approx(30.0)


def test_axis_and_chrome_are_held_against_what_is_left_of_the_timeline():
    assert a_series([9.0], layout=[2.0], timeline=[2.0], chrome=[1.0]).chrome_share == pytest.approx(1 / 3)


def test_of_awkward_data_the_worst_counts():
    results = Results()
    results.add_awkward({"one": {"full": a_series([1.0])}, "two": {"full": a_series([7.0])}})
    assert results.figures["awkward.over_blank"] == 7.0


def test_starts_are_compared_run_by_run_and_needless_modules_counted():
    times = {"ours": [80.0, 160.0], "numpy": [40.0, 80.0], "plot": [100.0, 200.0]}
    results = Results()
    results.add_starts(Start(times, ("csv",)), "ours", "numpy", "plot")
    assert results.figures["start.over_plot"] == pytest.approx(0.8)
    assert results.figures["start.late_modules"] == 1
    assert "csv" in results.notes[0]


def stalls_of(**late_ms):
    results = Results()
    results.add_stalls(Stalls("xcb", {kind: {"opening": [900.0], "pan": beats} for kind, beats in late_ms.items()}))
    return results


def test_gaps_while_loading_are_listed_but_do_not_count():
    results = stalls_of(usual=[1.0, 30.0])
    assert results.figures["gaps.most"] == 30.0
    assert [(gap.activity, gap.most) for gap in results.gaps] == [("opening", 900.0), ("pan", 30.0)]


def test_of_the_gaps_with_awkward_data_the_worst_kind_counts():
    figures = stalls_of(usual=[90.0], one=[1.0, 2.0], two=[7.0, 7.0]).figures
    assert (figures["awkward.gaps.p99"], figures["awkward.gaps.most"]) == (7.0, 7.0)


def test_the_table_of_gaps_says_data_and_activity():
    lines = gap_table(stalls_of(usual=[1.0, 3.0]).gaps, "gaps on xcb").splitlines()
    assert [cell.strip() for cell in lines[0].split("|")[1:-1]] == ["gaps on xcb", "beats", "median", "p99", "longest"]
    assert [cell.strip() for cell in lines[3].split("|")[1:-1]] == ["usual: pan", "2", "2.0", "3.0", "3.0"]


def test_the_three_movements_are_those_everybody_is_measured_with():
    whole = Span(0, 1_000_000)
    assert [span.start_us for span in spans_of("full", whole)][:2] == [10_000, 20_000]
    assert spans_of("zoom", whole)[-1].duration_us == pytest.approx(1_000_000 / 1024, abs=2)
    first, second = spans_of("pan1pc", whole)[:2]
    assert (first.duration_us, second.start_us - first.start_us) == (10_000, 1_000)
