from builders import a_dataset, a_quote, a_source, an_event
from msgspec.structs import replace

from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Disagreement, Layer, Refinement
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.model.sides import opposed_events, opposed_figures, sides_of

LAYERS = (Layer("main", "The article"), Layer("record", "Public record"))
AP = a_source("ap", text=None, title="AP, June")
JUNE = an_event("2024-06", "June", lane="Two", quotes=(a_quote(),), refined=Refinement(parse_edtf("2024-06-25"), "ap"))
FIGURE = PersonnelFigure(
    "kenya", "Kenya", Measure.DEPLOYED, parse_amount("200"), parse_edtf("2024-06-25"), reference="ap", layer="record"
)


def sides(*about, event=JUNE):
    dataset = a_dataset(event, personnel=(FIGURE,), sources=(a_source(), AP), layers=LAYERS, lanes=("One", "Two"))
    return sides_of(Disagreement("d", "200 or 400", "Both are said.", about), dataset)


def test_an_event_has_its_words_and_both_its_places_in_time():
    side = sides("june")[0]
    assert (side.key, side.title, side.colour) == ("event:june", "June", "lane.1")
    assert side.position == "Jun 2024; 25 Jun 2024 by AP, June"
    assert (side.words, side.origin, side.layer) == (("about 400 police officers",), "A source", "")


def test_a_figure_without_a_quote_says_what_it_rests_on_and_whose_it_is():
    side = sides("kenya")[0]
    assert (side.key, side.title, side.position) == ("figure:kenya", "Kenya: 200 deployed", "as of 25 Jun 2024")
    assert (side.words, side.origin, side.layer) == ((), "no quote: rests on AP, June", "Public record")


def test_the_sides_stand_in_the_authors_order_and_the_missing_are_left_out():
    assert [side.key for side in sides("kenya", "gone", "june")] == ["figure:kenya", "event:june"]


def against(*events, about=("one", "two")):
    entry = Disagreement("d", "When?", "Two dates.", about)
    return opposed_events(a_dataset(*events, layers=LAYERS, disagreements=(entry,)))


def test_events_of_two_layers_in_one_disagreement_stand_against_each_other():
    assert against(an_event(title="One"), an_event(title="Two", layer="record")) == {"one": ("two",), "two": ("one",)}


def test_events_of_one_layer_do_so_only_where_they_share_no_source():
    one = an_event(title="One", references=("ap",))
    assert against(one, an_event(title="Two", references=("ap",))) == {}
    assert set(against(one, an_event(title="Two", references=("un",)))) == {"one", "two"}


def test_events_of_one_layer_do_not_where_another_layer_has_its_word():
    two, three = (an_event(title=name, layer="record", references=(name,)) for name in ("Two", "Three"))
    found = against(an_event(title="One"), two, three, about=("one", "two", "three"))
    assert found == {"one": ("two", "three"), "two": ("one",), "three": ("one",)}


def test_events_of_two_lanes_and_records_that_are_missing_stand_against_nothing():
    assert against(an_event(title="One"), an_event(title="Two", lane="Two", layer="record")) == {}
    assert against(an_event(title="One"), about=("one", "gone")) == {}


def test_figures_stand_against_each_other_within_one_measure_alone():
    kinds = (("a", Measure.DEPLOYED, "main"), ("b", Measure.DEPLOYED, "record"), ("c", Measure.PLEDGED, "record"))
    figures = [replace(FIGURE, id=name, measure=measure, layer=layer) for name, measure, layer in kinds]
    entry = Disagreement("d", "How many?", "Two numbers.", ("a", "b", "c"))
    dataset = a_dataset(personnel=figures, layers=LAYERS, disagreements=(entry,))
    assert opposed_figures(dataset) == {"a": ("b",), "b": ("a",)}


def test_a_side_without_any_source_says_so():
    assert (
        sides("june", event=an_event(title="June", is_unsourced=True))[0].origin == "no quote, and no source is named"
    )
