"""Tests of the figure of a newspaper column."""

import pytest
from builders import a_dataset, an_event
from pages import outside, overlapping, words

from viewer.assets import resource_path
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import FigureRequest, Page, compose
from viewer.loading.load import load
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Disagreement, Layer
from viewer.model.filters import Filter
from viewer.model.personnel import Measure, PersonnelFigure
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


@pytest.fixture
def many(qapp):
    return a_dataset(
        *(an_event(f"20{n % 20:02}-06-01", f"A long enough title of event {n}", event_id=f"e{n}") for n in range(60))
    )


def test_in_a_column_kept_low_titles_stand_with_their_year_alone(many):
    whole = a_column(many).height
    titles = a_column(many, 300, whole - 300)
    assert titles.drawn == 60
    assert {"A long enough title of event 0", "2000", "2019"} <= set(words(titles))
    assert not any("Jun" in word for word in words(titles)[:-9])


def test_in_a_column_kept_lower_events_share_a_line_that_counts_them(many):
    scene = a_column(many, 300, 500)
    assert scene.height == 500
    assert 0 < scene.drawn < 30
    assert scene.drawn + scene.folded == 60
    shown = words(scene)
    counts = [int(word.split()[1]) for word in shown if word.startswith("+ ")]
    assert sum(counts) == scene.folded
    assert f"{scene.drawn} of 60 events named" in " ".join(shown)
    assert overlapping(scene) == []
    assert outside(scene, 11) == []


def test_a_line_of_counted_events_leads_to_all_of_them(many):
    scene = a_column(many, 300, 500)
    stories = {key: title for key, (title, _) in scene.titles.items() if key.startswith("rows:")}
    assert sum(int(title.split()[0]) for title in stories.values()) + scene.drawn - len(stories) == 60


def test_events_with_a_blank_title_keep_their_line_and_their_count(qapp):
    blank = [an_event(f"2000-06-{n + 1:02}", " ", event_id=f"e{n}") for n in range(30)]
    dataset = a_dataset(*blank)
    shown = words(a_column(dataset, 300, a_column(dataset).height - 400))
    counts = [int(word.split()[1]) for word in shown if word.startswith("+ ")]
    assert sum(counts) + shown.count("2000") == 30


def test_thousands_of_events_are_counted_in_a_column(qapp):
    scene = a_column(a_dataset(*(an_event("2024-06-01", event_id=f"e{number}") for number in range(4_001))))
    assert scene.drawn <= 2_000
    assert scene.drawn + scene.folded == 4_001


def test_years_in_the_billions_leave_room_for_the_titles(qapp):
    old = [an_event(f"Y-{n + 13}800000000", f"Event {n}", event_id=f"e{n}") for n in range(40)]
    assert "Event 3" in words(a_column(a_dataset(*old), 220, 1000))


@pytest.fixture
def contested(qapp):
    """An event and a figure of the book, and the wire's other day and other number for them."""
    layers = (Layer("main", "Book"), Layer("wire", "Wire"))
    events = an_event("2024-06-25", "Arrival", layer="main"), an_event("2024-06-20", "Landing", layer="wire")
    figures = [
        PersonnelFigure(name, "All", Measure.DEPLOYED, parse_amount(amount), parse_edtf("2024-07"), layer=layer)
        for name, amount, layer in (("own", "over 400", "main"), ("told", "nearly 300", "wire"))
    ]
    entries = (
        Disagreement("d", "When?", "Two days.", tuple(event.id for event in events)),
        Disagreement("n", "How many?", "Two numbers.", ("own", "told")),
    )
    return a_dataset(*events, layers=layers, personnel=tuple(figures), disagreements=entries)


def test_what_another_source_has_in_its_place_is_a_line_under_event_and_figure(contested):
    shown = words(a_column(contested, filter=Filter(frozenset({"wire"}))))
    assert shown[shown.index("25 Jun 2024") + 1] == "by another source: 20 Jun 2024"
    assert "by another source: nearly 300 · wire" in shown


def test_an_event_of_a_shown_layer_is_no_line_under_another(contested):
    shown = words(a_column(contested))
    assert "Landing" in shown
    assert "by another source: 20 Jun 2024" not in shown
    assert "by another source: nearly 300 · wire" in shown


def test_a_source_that_gives_the_same_day_adds_no_line(qapp):
    layers = (Layer("main", "Book"), Layer("wire", "Wire"))
    events = an_event("2024-06-25", "Arrival", layer="main"), an_event("2024-06-25", "Landing", layer="wire")
    entry = Disagreement("d", "What?", "Two words.", tuple(event.id for event in events))
    dataset = a_dataset(*events, layers=layers, disagreements=(entry,))
    assert "another source" not in " ".join(words(a_column(dataset, filter=Filter(frozenset({"wire"})))))


def test_the_sources_of_what_others_say_are_listed_with_their_numbers(mission):
    scene = a_column(mission, 350, filter=Filter(frozenset({"record"})))
    (line,) = [text for text in words(scene) if text.startswith("by another source: 426")]
    number = int(line.split()[4].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))
    assert "The Haitian Times" in scene.titles["sources"][1].splitlines()[number - 1]
