"""A dataset keeps its events by lane and time, and finds every record by its id."""

from builders import a_dataset, a_source, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import RECIPES

from viewer.model.amounts import parse_amount
from viewer.model.calendar import instant_us
from viewer.model.dataset import Dataset
from viewer.model.edtf import parse_edtf
from viewer.model.events import Disagreement, Layer
from viewer.model.personnel import Measure, PersonnelFigure


def a_figure(date="2025-03", figure_id="kenya"):
    return PersonnelFigure(figure_id, "Kenya", Measure.DEPLOYED, parse_amount("over 400"), parse_edtf(date))


def test_rows_are_in_lane_order_then_by_time():
    events = [an_event("2024-06", "b", lane="Two"), an_event("2024-05", "c"), an_event("2023", "a", lane="Two")]
    dataset = a_dataset(*events, lanes=("One", "Two"))
    assert [dataset.id_of(row) for row in range(3)] == ["c", "a", "b"]


def test_an_event_whose_start_is_not_known_stands_where_its_end_does():
    dataset = a_dataset(an_event("/2024", "ended"), an_event("2020", "before"), an_event("../2010", "open"))
    assert [dataset.id_of(row) for row in range(3)] == ["open", "before", "ended"]


@settings(max_examples=60, deadline=None)
@given(RECIPES)
def test_every_lane_begins_in_ascending_order(recipe):
    columns = recipe.dataset().columns
    for lane in range(5):
        begin = columns.begin[columns.lane == lane].tolist()
        assert begin == sorted(begin)


@settings(max_examples=30, deadline=None)
@given(RECIPES, st.randoms())
def test_the_order_in_the_file_does_not_matter(recipe, random):
    dataset = recipe.dataset()
    events = [dataset.event(row) for row in range(len(dataset))]
    random.shuffle(events)
    other = a_dataset(*events, lanes=dataset.lanes, layers=dataset.layers)
    assert (other.columns.begin == dataset.columns.begin).all()
    assert (other.columns.lane == dataset.columns.lane).all()


def test_an_id_leads_to_its_row_and_its_event():
    dataset = a_dataset(an_event(title="First"), an_event("2025", "Second"))
    assert dataset.index_of("second") == 1
    assert dataset.event(1).title == dataset.title_of(1) == "Second"
    assert dataset.index_of("third") is None


def test_lanes_and_layers_that_are_only_used_follow_the_listed_ones():
    event = an_event(lane="New", layer="extra")
    dataset = a_dataset(an_event(title="old", lane="Old"), event, lanes=("Old",), layers=(Layer("main", "Main"),))
    assert dataset.lanes == ("Old", "New")
    assert [layer.id for layer in dataset.layers] == ["main", "extra"]


def test_a_dataset_without_layers_has_one():
    assert len(Dataset.from_events(events=[an_event()]).layers) == 1


def test_the_extent_reaches_over_events_and_figures_but_not_over_open_ends():
    dataset = a_dataset(an_event("2023-10-02"), an_event("2024/..", "open"), personnel=(a_figure("2025-03"),))
    assert dataset.extent_us() == (instant_us(2023, 10, 2), instant_us(2025, 4))


def test_nothing_has_no_extent():
    assert Dataset.from_events().extent_us() is None


def test_only_figures_have_an_extent_too():
    assert Dataset.from_events(personnel=(a_figure("2025-03"),)).extent_us() == (
        instant_us(2025, 3),
        instant_us(2025, 4),
    )


def test_an_end_alone_still_makes_an_extent():
    assert a_dataset(an_event("../2024")).extent_us() == (instant_us(2025), instant_us(2025) + 1)


def test_figures_sources_and_disagreements_are_found_by_id():
    quarrel = Disagreement("d", "Over or about", "They differ.", ("kenya", "an-event"))
    dataset = a_dataset(an_event(), personnel=(a_figure(),), disagreements=(quarrel,), sources=(a_source("other"),))
    assert dataset.figure("kenya").amount.in_words() == "over 400"
    assert dataset.figure("nobody") is None
    assert list(dataset.sources) == ["other"]
    assert dataset.disagreements_about("an-event") == (quarrel,)
    assert dataset.disagreements_about("another") == ()


def test_the_author_says_where_it_opens():
    dataset = a_dataset(focus=parse_edtf("2024-10-11"), view=parse_edtf("2023-09/2024-12"))
    assert dataset.focus_us == instant_us(2024, 10, 11, 12)
    assert dataset.view_us == (instant_us(2023, 9), instant_us(2025))
