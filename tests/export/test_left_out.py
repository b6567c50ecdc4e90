"""Tests of what the caption says of events without a name and figures without words."""

import re

import pytest
from builders import a_dataset, a_source, an_event
from msgspec.structs import replace
from pages import outside, words
from timelines import Recipe

from viewer.assets import resource_path
from viewer.export.pages.figure import FigureRequest, Page, compose
from viewer.export.pages.fitting import fit
from viewer.export.pages.left_out import LeftOut
from viewer.export.pages.presets import PRESETS, preset
from viewer.layout.scene import texts
from viewer.loading.load import load
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.filters import Filter
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.painting.text_measure import measure

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"


@pytest.fixture(scope="module")
def mission():
    return load(resource_path("datasets", "mss-haiti")).dataset


def said(scene):
    return " ".join(words(scene))


def named(scene):
    return len({text.key for text in texts(scene) if (text.key or "").startswith("event:")})


def test_a_page_too_full_to_name_each_event_counts_the_named_ones(qapp):
    found = fit(FigureRequest(Recipe(1_000, 5, 7).dataset()), preset("a3-landscape").paper, measure)
    count = re.search(r"([\d,]+) of 1,000 events named, the others are (\w+)", said(found.scene))
    assert count
    assert int(count[1]) == named(found.scene) < 1_000
    assert outside(found.scene) == []


def test_a_page_with_every_name_says_nothing_of_names(mission):
    scene = compose(FigureRequest(mission, has_personnel=False), Page(1600), measure)
    assert named(scene) == len(mission)
    assert "named" not in said(scene)


def test_events_counted_together_are_said_to_be():
    assert LeftOut(2, 9, 0, 0).in_words() == "2 of 9 events named, the others are marks"
    assert LeftOut(2, 9, 3, 0).in_words() == "2 of 9 events named, the others are marks or counted together"
    assert LeftOut(0, 9, 9, 0).in_words() == "0 of 9 events named, the others are counted together"
    assert LeftOut(9, 9, 0, 1, ("³",)).in_words() == "1 figure is a mark without words ³"
    assert LeftOut(9, 9, 0, 0).in_words() == ""


def reports(count):
    """Reports of one week, each from a source of its own: no chart has words for all of them."""
    return tuple(
        PersonnelFigure(f"f{n}", "All", Measure.DEPLOYED, parse_amount(f"about {400 + n}"),
                        parse_edtf(f"2024-06-{n + 1:02}"), reference=f"s{n}", layer="main")
        for n in range(count)
    )  # fmt: skip


def test_figures_without_words_are_counted_under_the_figure(qapp):
    sources = [a_source(f"s{n}", None) for n in range(9)]
    data = a_dataset(an_event("2020"), an_event("2025", event_id="b"), personnel=reports(9), sources=sources)
    scene = compose(FigureRequest(data), Page(1000), measure)
    shown = {text.key for text in texts(scene) if (text.key or "").startswith("figure:") and "about" in text.text}
    count = re.search(r"(\d+) figures are marks without words", said(scene))
    assert count
    assert int(count[1]) + len(shown) == 9


@pytest.mark.parametrize("entry", PRESETS, ids=lambda entry: entry.name)
@pytest.mark.parametrize("hidden", [frozenset(), frozenset({"record"})], ids=["all", "article"])
def test_every_numbered_source_has_its_number_on_the_page(mission, entry, hidden):
    found = fit(FigureRequest(mission, filter=Filter(hidden)), entry.paper, measure)
    count = len(found.scene.titles["sources"][1].splitlines())
    numbers = {int(number.translate({ord(d): str(n) for n, d in enumerate(RAISED)}))
               for number in re.findall(f"[{RAISED}]+", said(found.scene))}  # fmt: skip
    assert numbers == set(range(1, count + 1))


def test_a_page_that_must_count_keeps_its_margin_and_its_height(mission):
    for height in range(635, 760, 25):
        scene = compose(FigureRequest(mission), Page(1000, height), measure)
        assert scene.height == height
        assert outside(scene, 12) == []


def test_the_words_of_a_hidden_chart_are_not_missed(mission):
    scene = compose(FigureRequest(replace(mission, personnel=())), Page(1600), measure)
    assert "without words" not in said(scene)
