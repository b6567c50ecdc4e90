from builders import a_dataset, a_quote, a_source, an_event
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model import dataset as dataset_module
from viewer.model.events import Layer, Status
from viewer.model.facets import facets
from viewer.model.filters import FacetKind, Filter, mask_of

DATASET = a_dataset(
    an_event("2024-06-25", "a", lane="One", quotes=(a_quote(),)),
    an_event("2024-06", "b", lane="One", status=Status.PLANNED),
    an_event("2024-06-25", "c", lane="Two", references=("ap",)),
    sources=(a_source(), a_source("ap", text=None, title="AP, June")),
)
LABELS = {
    FacetKind.LANE: ("One", "Two"),
    FacetKind.STATUS: ("happened", "planned", "claimed"),
    FacetKind.CERTAINTY: ("day known", "refined", "doubtful"),
    FacetKind.QUOTING: ("with a quote", "without a quote"),
    FacetKind.SOURCE: ("", "ap", "article"),
}


def counts(kind, wanted=None, dataset=DATASET):
    return {value.name: value.count for value in facets(dataset, wanted or Filter()).facet(kind).values}


def test_every_value_says_how_many_events_it_has():
    assert counts(FacetKind.LANE) == {"One": 2, "Two": 1}
    assert counts(FacetKind.STATUS) == {"happened": 2, "planned": 1, "claimed": 0}
    assert counts(FacetKind.SOURCE) == {"": 1, "ap": 1, "article": 1}


def test_a_hidden_value_still_says_what_it_would_bring_back():
    hidden = Filter().hiding(FacetKind.LANE, ["One"])
    assert counts(FacetKind.LANE, hidden) == {"One": 2, "Two": 1}
    assert counts(FacetKind.STATUS, hidden) == {"happened": 1, "planned": 0, "claimed": 0}


def test_values_are_labelled_for_people():
    named = facets(DATASET, Filter()).facet(FacetKind.SOURCE)
    assert [value.label for value in named.values] == ["no source is named", "AP, June", "A source"]
    layers = a_dataset(layers=(Layer("main", "The article"),))
    assert facets(layers, Filter()).facet(FacetKind.LAYER).values[0].label == "The article"


def test_a_large_dataset_tells_no_sources_apart(monkeypatch):
    monkeypatch.setattr(dataset_module, "LARGE_FROM", 1)
    large = a_dataset(an_event(title="a"), an_event(title="b"))
    assert facets(large, Filter()).facet(FacetKind.SOURCE) is None
    assert mask_of(large, Filter(hidden_sources=frozenset({""}))).all()


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(list(LABELS)), st.integers(0, 7), max_size=3))
def test_counts_are_what_showing_that_value_alone_would_show(choice):
    wanted = Filter()
    for kind, bits in choice.items():
        wanted = wanted.hiding(kind, [name for n, name in enumerate(LABELS[kind]) if bits >> n & 1])
    found = facets(DATASET, wanted)
    mask = mask_of(DATASET, wanted)
    assert found.shown == (3 if mask is None else mask.sum())
    for facet in found.facets:
        for value in facet.values:
            others = {other.name for other in facet.values} - {value.name}
            alone = mask_of(DATASET, wanted.hiding(facet.kind, others))
            assert value.count == (3 if alone is None else alone.sum())
