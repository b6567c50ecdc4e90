"""What a filter hides, and nothing else."""

from builders import a_dataset, an_event

from viewer.model.events import Layer
from viewer.model.filters import Filter, mask_of, shown_layers

LAYERS = (Layer("main", "Main"), Layer("record", "Record"))
DATASET = a_dataset(
    an_event("2023", "a", lane="One"),
    an_event("2024", "b", lane="One", layer="record"),
    an_event("2024", "c", lane="Two", layer="main"),
    layers=LAYERS,
)


def shown(wanted):
    mask = mask_of(DATASET, wanted)
    return "".join(DATASET.id_of(row) for row in range(3) if mask is None or mask[row])


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
