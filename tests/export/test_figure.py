"""Tests of the composed page: what stands on it, that nothing overlaps, and how it gives way on a small one."""

from __future__ import annotations

from itertools import combinations

import pytest
from builders import a_dataset, a_quote, a_source, an_event
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from viewer.assets import resource_path
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import FigureRequest, Page, compose
from viewer.layout.scene import FONTS, Box, Line, texts
from viewer.layout.timescale import Span
from viewer.loading.load import load
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer, Status
from viewer.model.filters import Filter
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.painting.text_measure import measure

ARTICLE_ONLY = Filter(frozenset({"record"}))


@pytest.fixture(scope="module")
def mission():
    return load(resource_path("datasets", "mss-haiti")).dataset


def a_span(text):
    date = parse_edtf(text)
    return Span(date.earliest_us, date.latest_us)


def a_figure(dataset, *, page=None, **rest):
    return compose(FigureRequest(dataset, **rest), page or Page(1000), measure)


def words(scene):
    return [text.text for text in texts(scene)]


def area(text):
    size = FONTS[text.font].size_px
    return text.left, text.y - 0.73 * size, text.left + text.width, text.y + 0.2 * size


def overlapping(scene):
    pairs = combinations([(text.text, area(text)) for text in texts(scene)], 2)
    return [
        (one, two)
        for (one, a), (two, b) in pairs
        if min(a[2], b[2]) - max(a[0], b[0]) > 0.5 and min(a[3], b[3]) - max(a[1], b[1]) > 0.5
    ]


def outside(scene, margin=0.0):
    areas = [(text.text, area(text)) for text in texts(scene)]
    right, bottom = scene.width - margin, scene.height - margin
    return [text for text, a in areas if a[0] < margin - 1 or a[2] > right + 1 or a[1] < margin or a[3] > bottom + 1]


def is_whole(title, shown):
    return any(text.startswith(title) and "…" not in text for text in shown)


@pytest.mark.parametrize("width", [700, 1000, 1600])
@pytest.mark.parametrize("wanted", [Filter(), ARTICLE_ONLY], ids=["all", "article"])
@pytest.mark.parametrize("when", [None, "2024-10", "2023-09/2024-12"])
def test_no_text_overlaps_another_or_enters_the_margin(mission, width, wanted, when):
    page = Page(width)
    scene = a_figure(mission, page=page, filter=wanted, span=when and a_span(when))
    assert overlapping(scene) == []
    assert outside(scene, page.margin_px) == []


@pytest.mark.parametrize("size", [(640, 900), (1000, 800), (1280, 720), (1600, 900), (1600, 2400)])
def test_a_given_page_is_kept_and_every_event_is_drawn_or_counted(mission, size):
    scene = a_figure(mission, page=Page(*size))
    assert (scene.width, scene.height) == size
    assert scene.drawn + scene.folded == len(mission)
    assert overlapping(scene) == []
    assert outside(scene) == []


def test_the_page_grows_until_every_label_of_the_article_is_whole(mission):
    shown = words(a_figure(mission, filter=ARTICLE_ONLY))
    events = [mission.event(row) for row in range(len(mission))]
    assert [event.title for event in events if event.layer == "article" and not is_whole(event.title, shown)] == []


def test_a_lane_with_many_events_of_one_day_gets_a_row_for_each(qapp):
    events = [an_event("2024-06-25", f"Event number {number}") for number in range(14)]
    shown = words(a_figure(a_dataset(*events, an_event("2024-01", "Alone", lane="Two"))))
    assert [event.title for event in events if not is_whole(event.title, shown)] == []


def test_an_event_that_reaches_beyond_the_range_keeps_its_label(mission):
    shown = words(a_figure(mission, span=a_span("2024-10")))
    assert is_whole("Gran Grif massacre: at least 115 killed", shown)


def test_a_band_cut_by_the_edge_of_the_page_is_not_soft_there(mission):
    scene = a_figure(mission, span=a_span("2024-10"))
    (band,) = [shape for shape in scene.shapes if isinstance(shape, Box) and shape.key == "event:massacre"]
    assert band.paint.fade_left == 0
    assert band.paint.fade_right > 0


def test_events_outside_the_range_take_no_room(mission):
    wide, narrow = (a_figure(mission, span=a_span(when)) for when in ("2023-07/2025-12", "2023-07/2023-08"))
    assert narrow.height < wide.height
    assert "Kenya offers" in " ".join(words(narrow))
    assert "Ruto pledges" not in " ".join(words(narrow))


def test_the_numbers_behind_a_title_are_those_of_its_sources(qapp):
    sources = [a_source("first", title="One book"), a_source("unused"), a_source("second", title="Two book")]
    event = an_event("2024-06-01", "A meeting", quotes=(a_quote(source="second"),), references=("first",))
    shown = words(a_figure(a_dataset(event, sources=sources)))
    assert "A meeting ¹ ²" in shown
    assert shown[shown.index("1") + 1].startswith("“One book”")
    assert shown[shown.index("2") + 1].startswith("“Two book”")
    assert "3" not in shown


def test_the_list_of_sources_gives_way_before_the_labels_do(mission):
    shown = words(a_figure(mission, page=Page(1600, 1000), filter=ARTICLE_ONLY))
    assert any(text.endswith("sources, listed in the data of this file") for text in shown)
    assert is_whole("Ruto pledges 600 more officers", shown)


def test_the_caption_states_range_layers_problems_and_origin(mission):
    scene = a_figure(mission, filter=ARTICLE_ONLY, span=a_span("2024-10"), problem_count=3)
    caption = " ".join(words(scene)[-4:])
    for part in ("of 32 events", "1 Oct 2024 – 31 Oct 2024", "layers shown: The article", "not shown: Public record"):
        assert part in caption
    for part in ("mss-haiti", mission.sha256[:12], "Mission Timeline", "3 problems"):
        assert part in caption


def test_the_subtitle_counts_the_events_where_the_dataset_has_no_description(qapp):
    assert "2 events" in words(a_figure(a_dataset(an_event("2024"), an_event("2023", "Other"))))


@pytest.mark.parametrize(
    ("when", "rest", "sign"),
    [
        ("2024-06-01", {}, "day known"),
        ("2024-06", {}, "some time in this range"),
        ("2024-05/2024-09", {}, "lasted this long"),
        ("2024-06", {"status": Status.PLANNED}, "planned"),
        ("2024-06-01", {"status": Status.CLAIMED}, "a claim"),
        ("2024-06-01", {"is_unsourced": True}, "no source named"),
        ("2024-06-01", {"layer": "more"}, "another book"),
        ("2024-05/..", {}, "no limit on this side"),
        ("2024-05?", {}, "date uncertain"),
    ],
)
def test_the_legend_explains_the_signs_that_occur_and_no_others(qapp, when, rest, sign):
    layers = (Layer("main", "Main"), Layer("more", "Another book"))
    first = an_event("2023-01/2024-12" if sign != "lasted this long" else "2023-01-01", "First")
    with_sign = words(a_figure(a_dataset(first, an_event(when, **rest), layers=layers)))
    without = words(a_figure(a_dataset(first, layers=layers), span=a_span("2023/2024")))
    assert sign in with_sign
    assert sign not in without


def test_events_counted_together_are_explained(mission):
    assert "so many events in one place" in words(a_figure(mission, page=Page(1280, 720)))
    assert "so many events in one place" not in words(a_figure(mission))


def a_count(amount, **rest):
    given = {"id": "a", "contributor": "All", "measure": Measure.DEPLOYED, "date": parse_edtf("2024-06-01")}
    return PersonnelFigure(**given | {"amount": parse_amount(amount), "layer": "main"} | rest)


@pytest.mark.parametrize(
    ("amount", "sign"),
    [("over 400", "over, at least"), ("nearly 400", "under, at most"), ("400", "a plain number"),
     ("about 400", "about, or a range")],
)  # fmt: skip
def test_the_chart_stands_below_and_its_bounds_are_explained(qapp, amount, sign):
    shown = words(a_figure(a_dataset(personnel=(a_count(amount),))))
    assert sign in shown
    assert f"deployed: {amount}" in shown


def test_there_is_no_chart_where_none_is_wanted_or_nothing_is_known(qapp):
    dataset = a_dataset(personnel=(a_count("400"),))
    assert "Personnel" in words(a_figure(dataset))
    assert "Personnel" not in words(a_figure(dataset, has_personnel=False))
    assert "Personnel" not in words(a_figure(a_dataset()))


def test_the_grid_of_the_timeline_goes_on_through_the_chart(qapp):
    scene = a_figure(a_dataset(personnel=(a_count("400"),)))
    grid = [shape for shape in scene.shapes if isinstance(shape, Line) and shape.x1 == shape.x2 and shape.key is None]
    label = next(text for text in texts(scene) if text.text == "deployed: 400")
    assert all(line.y2 > label.y for line in grid)


def test_a_page_too_small_is_refused_with_the_size_it_needs(mission):
    with pytest.raises(ExportError, match=r"too low.*at least (\d+) px") as refusal:
        a_figure(mission, page=Page(1000, 200))
    needed = int(str(refusal.value).split("at least ")[1].split()[0])
    assert a_figure(mission, page=Page(1000, needed)).height == needed
    with pytest.raises(ExportError, match="at least 220"):
        a_figure(mission, page=Page(150))


def test_nothing_to_draw_is_said_plainly(mission):
    with pytest.raises(ExportError, match="nothing to draw"):
        a_figure(mission, filter=Filter(frozenset({"article", "record"})))


def test_the_whole_range_reaches_to_closer_dates(mission):
    scene = a_figure(mission, filter=ARTICLE_ONLY)
    assert "whole range, 2 Oct 2023" in " ".join(words(scene))


def test_a_lane_too_full_for_labels_counts_every_event_and_says_so(qapp):
    scene = a_figure(a_dataset(*(an_event("2024-06-25", event_id=f"e{number}") for number in range(5_001))))
    assert scene.folded == 5_001
    assert "every event; stronger where there are more" in words(scene)


@pytest.mark.parametrize("when", ["Y-170000002/Y170000002", "2024-06-25T10:00:00/2024-06-25T10:00:03"])
def test_ranges_of_ages_and_of_seconds_are_laid_out_too(mission, when):
    scene = a_figure(mission, span=a_span(when))
    assert scene.drawn + scene.folded > 0
    assert overlapping(scene) == []


def test_dates_before_all_calendars_stand_beside_days(qapp):
    scene = a_figure(a_dataset(an_event("Y-13800000000", "Big bang"), an_event("2024-06-01", "Today")))
    assert {"Big bang", "Today"} <= set(words(scene))


@pytest.mark.parametrize("when", ["../2024-05", "2024-05/.."])
def test_an_open_event_alone_is_shown_to_go_on(qapp, when):
    scene = a_figure(a_dataset(an_event(when)))
    assert scene.drawn == 1
    assert "An event" in words(scene)


def test_paper_is_left_out_for_a_transparent_picture(qapp):
    paper, clear = (a_figure(a_dataset(), page=Page(800, ground=ground)) for ground in ("card", None))
    assert len(paper.shapes) == len(clear.shapes) + 1


titles = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
dates = st.sampled_from(
    ["2024-06-01", "2024-06", "2024-06-03", "2023/2025", "[2024-05..2024-07]", "../2024-05", "2024/..", "1066", "-9999"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(st.tuples(dates, titles), min_size=1, max_size=25), size=st.sampled_from([700, 1200]))
def test_whatever_the_events_no_two_texts_overlap(qapp, events, size):
    made = [an_event(when, title, event_id=f"e{n}") for n, (when, title) in enumerate(events)]
    scene = a_figure(a_dataset(*made), page=Page(size))
    assert overlapping(scene) == []
    assert outside(scene) == []
    assert scene.drawn + scene.folded == len(events)
