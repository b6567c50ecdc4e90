"""Tests of the figure of a newspaper column."""

import pytest
from builders import a_dataset, an_event
from pages import outside, overlapping, words

from viewer.assets import resource_path
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import FigureRequest, Page, compose
from viewer.loading.load import load
from viewer.model.filters import Filter
from viewer.painting.text_measure import measure


@pytest.fixture(scope="module")
def mission():
    return load(resource_path("datasets", "mss-haiti")).dataset


def a_column(dataset, width=300, height=None, **rest):
    return compose(FigureRequest(dataset, **rest), Page(width, height), measure)


@pytest.mark.parametrize("width", [220, 351, 600])
def test_every_event_stands_in_a_column_whole(mission, width):
    scene = a_column(mission, width)
    said = " ".join(words(scene))
    assert scene.drawn == len(mission)
    assert "…" not in said
    assert all(mission.title_of(row).split()[-1] in said for row in range(len(mission)))
    assert overlapping(scene) == []
    assert outside(scene, 11) == []


def test_events_follow_each_other_in_time(qapp):
    shown = words(a_column(a_dataset(an_event("2024", "Later"), an_event("2023", "Sooner"), an_event("2025", "Last"))))
    assert [word for word in shown if word in {"Sooner", "Later", "Last"}] == ["Sooner", "Later", "Last"]


def test_the_numbers_of_the_source_are_told_in_words(mission):
    article = Filter(frozenset({"record"}))
    assert "Kenya: over 400 ¹ deployed" in words(a_column(mission, filter=article))
    assert "deployed" not in " ".join(words(a_column(mission, filter=article, has_personnel=False)))


def test_a_column_that_is_too_low_says_what_it_needs(mission):
    with pytest.raises(ExportError, match="at least") as refusal:
        a_column(mission, 300, 400)
    needed = int(str(refusal.value).split("at least ")[1].split()[0])
    assert a_column(mission, 300, needed).height == needed


def test_nobody_reads_thousands_of_events_in_a_column(qapp):
    with pytest.raises(ExportError, match="2,001 events"):
        a_column(a_dataset(*(an_event("2024-06-01", event_id=f"e{number}") for number in range(2_001))))
