import pytest
from builders import a_dataset, a_source, an_event

from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer
from viewer.model.filter_words import filter_in_words
from viewer.model.filters import FacetKind, Filter

LANES = ("Mandate", "Violence", "Money")
DATASET = a_dataset(
    *(an_event(title=lane, lane=lane, references=("ap",)) for lane in LANES),
    lanes=LANES,
    layers=(Layer("article", "The article"), Layer("record", "Public record")),
    sources=(a_source("ap", text=None, title="AP"),),
)


def words(wanted):
    return filter_in_words(wanted, DATASET)


def us(text):
    return parse_edtf(text).earliest_us


def test_nothing_hidden_needs_no_words():
    assert words(Filter()) == ""


def test_a_caption_says_everything_that_is_hidden_in_one_sentence():
    wanted = Filter(hidden_lanes=frozenset({"Violence"}), known_by_us=us("2024-10-11"))
    wanted = wanted.hiding(FacetKind.CERTAINTY, ["refined", "doubtful"])
    assert words(wanted) == "lanes hidden: Violence; only day-known dates; known by 11 Oct 2024"


@pytest.mark.parametrize(
    ("kind", "hidden", "said"),
    [
        (FacetKind.LAYER, ["record"], "layers hidden: Public record"),
        (FacetKind.LANE, ["Mandate", "Money"], "only the lanes Violence"),
        (FacetKind.LANE, LANES, "all lanes hidden"),
        (FacetKind.STATUS, ["claimed"], "no claimed events"),
        (FacetKind.STATUS, ["happened", "claimed"], "only planned events"),
        (FacetKind.QUOTING, ["without a quote"], "only events with a quote"),
        (FacetKind.SOURCE, ["ap"], "all sources hidden"),
        (FacetKind.LANE, ["nowhere"], ""),
    ],
)
def test_each_kind_is_said_by_its_shorter_half(kind, hidden, said):
    assert words(Filter().hiding(kind, hidden)) == said


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (("2024-06-01", "2024-11-01"), "only 1 Jun 2024 to 31 Oct 2024"),
        (("2024-06-25", "2024-06-26"), "only 25 Jun 2024"),
        (("2024-06-01", None), "only from 1 Jun 2024 on"),
        ((None, "2024-06-01"), "only up to 31 May 2024"),
    ],
)
def test_the_end_of_a_date_range_is_its_last_day(dates, said):
    assert words(Filter(dates_us=tuple(text and us(text) for text in dates))) == said


def test_many_names_are_counted_after_the_third():
    many = a_dataset(*(an_event(title=f"{n}", lane=f"L{n}") for n in range(20)))
    wanted = Filter(hidden_lanes=frozenset(f"L{n}" for n in range(9)))
    assert filter_in_words(wanted, many) == "lanes hidden: L0, L1, L2 and 6 more"
