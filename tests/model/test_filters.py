"""What a filter hides, and nothing else."""

import pytest
from builders import a_dataset, a_quote, a_source, an_event

from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer, Refinement, Status
from viewer.model.filters import FacetKind, Filter, mask_of, opening_filter, shown_layers

LAYERS = (Layer("main", "Main"), Layer("record", "Record", is_shown=False))
DATASET = a_dataset(
    an_event("2023", "a", lane="One"),
    an_event("2024", "b", lane="One", layer="record"),
    an_event("2024", "c", lane="Two", layer="main"),
    layers=LAYERS,
)


def shown(wanted, dataset=DATASET):
    mask = mask_of(dataset, wanted)
    return "".join(sorted(dataset.id_of(row) for row in range(len(dataset)) if mask is None or mask[row]))


def hiding(kind, *names):
    return Filter().hiding(kind, names)


def day_us(text):
    return parse_edtf(text).earliest_us


def test_nothing_hidden_needs_no_mask():
    assert mask_of(DATASET, Filter()) is None
    assert Filter().is_empty


def test_a_hidden_layer_takes_its_events_and_no_others():
    assert shown(Filter(hidden_layers=frozenset({"record"}))) == "ac"
    assert shown(Filter(hidden_layers=frozenset({"main"}))) == "b"


def test_a_hidden_lane_takes_its_events():
    assert shown(Filter(hidden_lanes=frozenset({"One"}))) == "c"


def test_lanes_and_layers_are_hidden_together():
    assert shown(Filter(frozenset({"record"}), frozenset({"Two"}))) == "a"


def test_hiding_what_is_not_there_hides_nothing():
    assert shown(Filter(frozenset({"none"}), frozenset({"none"}))) == "abc"


def test_the_shown_layers_are_those_not_hidden():
    assert shown_layers(DATASET, Filter(frozenset({"record"}))) == {"main"}
    assert shown_layers(DATASET, Filter()) == {"main", "record"}


def test_a_dataset_opens_without_the_layers_its_author_does_not_show():
    assert shown(opening_filter(DATASET)) == "ac"


@pytest.mark.parametrize(("hidden", "left"), [("happened", "bc"), ("planned", "ac"), ("claimed", "ab")])
def test_a_status_can_be_hidden(hidden, left):
    statuses = zip("abc", (Status.HAPPENED, Status.PLANNED, Status.CLAIMED), strict=True)
    dataset = a_dataset(*(an_event(title=name, status=status) for name, status in statuses))
    assert shown(hiding(FacetKind.STATUS, hidden), dataset) == left


CERTAIN = a_dataset(
    an_event("2024-06-25", "a"),
    an_event("2024-06", "b"),
    an_event("2024-06", "c", refined=Refinement(parse_edtf("2024-06-25"), "article")),
    an_event("2024-10-10/2024-10-13", "d"),
    an_event("2024-06/2024-08", "e"),
    an_event("2024-10-10~/2024-10-13", "f"),
)


@pytest.mark.parametrize(("kept", "left"), [("day known", "ad"), ("refined", "c"), ("doubtful", "bef")])
def test_each_event_has_one_certainty_and_a_stated_duration_is_no_doubt(kept, left):
    others = {"day known", "refined", "doubtful"} - {kept}
    assert shown(hiding(FacetKind.CERTAINTY, *others), CERTAIN) == left


SOURCED = a_dataset(
    an_event(title="a", quotes=(a_quote(),)),
    an_event(title="b", references=("ap",)),
    an_event(title="c", quotes=(a_quote(),), references=("ap",)),
    an_event(title="d", is_unsourced=True),
    sources=(a_source(), a_source("ap", text=None)),
)


def test_an_event_stays_while_one_of_its_sources_is_shown():
    assert shown(hiding(FacetKind.SOURCE, "article"), SOURCED) == "bcd"
    assert shown(hiding(FacetKind.SOURCE, "article", "ap"), SOURCED) == "d"
    assert shown(hiding(FacetKind.SOURCE, ""), SOURCED) == "abc"


def test_events_with_and_without_a_quote_can_be_told_apart():
    assert shown(hiding(FacetKind.QUOTING, "without a quote"), SOURCED) == "ac"
    assert shown(hiding(FacetKind.QUOTING, "with a quote"), SOURCED) == "bd"


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [("2024-06-25", None, "abcdef"), ("2024-07-01", None, "def"), (None, "2024-07-01", "abce"),
     ("2024-10-13", "2024-10-14", "df"), ("2024-10-14", None, "f")],
)  # fmt: skip
def test_an_event_is_shown_whose_date_may_touch_the_range(start, end, left):
    dates = tuple(None if text is None else day_us(text) for text in (start, end))
    wide = a_dataset(*(CERTAIN.event(row) for row in range(5)), an_event("2024-10-10/..", "f"))
    assert shown(Filter(dates_us=dates), wide) == left


def test_known_by_hides_what_was_published_later_whatever_it_speaks_of():
    late, early = a_source(issued=parse_edtf("2024-10-11")), a_source("ap", text=None, issued=parse_edtf("2024-06-25"))
    events = (an_event("2023", "a", quotes=(a_quote(),)), an_event("2024-06", "b", references=("article", "ap")))
    dataset = a_dataset(*events, sources=(late, early))
    assert shown(Filter(known_by_us=day_us("2024-06-24")), dataset) == ""
    assert shown(Filter(known_by_us=day_us("2024-06-25")), dataset) == "b"
    assert shown(Filter(known_by_us=day_us("2024-10-11")), dataset) == "ab"


def test_the_known_date_follows_the_focus_only_where_it_is_asked_for():
    assert Filter().following(5) == Filter()
    assert Filter(known_by_us=1).following(5) == Filter(known_by_us=5)
