from builders import a_dataset, a_quote, a_source, an_event

from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Disagreement, Layer, Refinement
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.model.sides import sides_of

AP = a_source("ap", text=None, title="AP, June")
JUNE = an_event("2024-06", "June", lane="Two", quotes=(a_quote(),), refined=Refinement(parse_edtf("2024-06-25"), "ap"))
FIGURE = PersonnelFigure(
    "kenya", "Kenya", Measure.DEPLOYED, parse_amount("200"), parse_edtf("2024-06-25"), reference="ap", layer="record"
)


def sides(*about, event=JUNE):
    layers = (Layer("main", "The article"), Layer("record", "Public record"))
    dataset = a_dataset(event, personnel=(FIGURE,), sources=(a_source(), AP), layers=layers, lanes=("One", "Two"))
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


def test_a_side_without_any_source_says_so():
    assert (
        sides("june", event=an_event(title="June", is_unsourced=True))[0].origin == "no quote, and no source is named"
    )
