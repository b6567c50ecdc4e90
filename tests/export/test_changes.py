"""What is different between two states of a dataset: every field, each end of a list, and how long texts are cut."""

from __future__ import annotations

import pytest
from builders import a_dataset, a_quote, a_source, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from viewer.export.trace.changes import changes, said_of
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Basis, Disagreement, Event, Figure, Layer, Link, Refinement, Source
from viewer.model.personnel import Measure, PersonnelFigure

WORDING = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=80)


def a_figure(**rest):
    usual = {"amount": parse_amount("over 400"), "date": parse_edtf("2024-10-11")}
    return PersonnelFigure(**{"id": "f", "contributor": "Kenya", "measure": Measure.DEPLOYED} | usual | rest)


def of_events(before, now):
    return changes(a_dataset(an_event(event_id="a", **before)), a_dataset(an_event(event_id="a", **now)))


def of_sources(**now):
    return changes(a_dataset(), a_dataset(sources=(a_source(**now),)))


def of_figures(**now):
    return changes(a_dataset(personnel=(a_figure(),)), a_dataset(personnel=(a_figure(**now),)))


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ({"summary": "It began."}, "re-worded: nothing became “It began.”"),
        ({"date_words": "in June"}, "time words changed: nothing became “in June”"),
        ({"date_basis": Basis.INFERRED}, "how its date is known changed: “stated” became “inferred”"),
        ({"links": (Link("b", "extends"),)}, "link added: “extends b”"),
        ({"references": ("wire",)}, "reference added: “wire”"),
    ],
)
def test_each_field_of_an_event_has_its_words(now, sentence):
    assert of_events({}, now) == [f"event “a”: {sentence}"]


def test_a_mark_of_doubt_that_comes_or_goes_is_said_in_words():
    marked, plain = {"is_unsourced": True}, {"is_unsourced": False}
    assert of_events(plain, marked) == ["event “a”: now marked as unsourced"]
    assert of_events(marked, plain) == ["event “a”: no longer marked as unsourced"]


@pytest.mark.parametrize("kind", [Event, Source, PersonnelFigure, Layer, Disagreement])
def test_no_field_is_called_by_its_name_in_the_file(kind):
    assert not [name for name in kind.__struct_fields__ if "_" in said_of(name)]


def test_a_link_that_is_gone_is_said_to_be_removed():
    sentences = of_events({"links": (Link("b", "extends"), Link("c", "part of"))}, {"links": (Link("b", "extends"),)})
    assert sentences == ["event “a”: link removed: “part of c”"]


def test_a_list_in_another_order_loses_and_gains_nothing():
    assert of_events({"references": ("x", "y")}, {"references": ("y", "x")}) == []


def test_a_closer_date_that_is_gone_becomes_nothing():
    closer = Refinement(parse_edtf("2024-06-25"), "wire", "radio")
    assert of_events({"refined": closer}, {}) == [
        "event “a”: closer date changed: “2024-06-25 (wire) radio” became nothing"
    ]


def test_a_number_is_compared_by_its_label_too():
    one, two = (Figure(label, parse_amount("115")) for label in ("killed", "wounded"))
    assert of_events({"figures": (one,)}, {"figures": (two,)}) == [
        "event “a”: number removed: “killed: 115”",
        "event “a”: number added: “wounded: 115”",
    ]


def test_two_changes_of_one_event_are_two_sentences():
    sentences = of_events({"when": "2024-06"}, {"when": "2024-07", "title": "Other"})
    assert len(sentences) == 2
    assert all(sentence.startswith("event “a”: ") for sentence in sentences)


@pytest.mark.parametrize("part", ["prefix", "suffix"])
def test_the_words_around_a_quote_are_its_place(part):
    (sentence,) = of_events({"quotes": (a_quote(),)}, {"quotes": (a_quote(**{part: "he said"}),)})
    assert sentence.startswith("event “a”: quote place changed: ")
    assert "he said" in sentence


def test_only_the_second_of_two_quotes_is_said_to_be_re_worded():
    first, second, other = (a_quote(words, text=None) for words in ("one", "two", "three"))
    assert of_events({"quotes": (first, second)}, {"quotes": (first, other)}) == [
        "event “a”: quote re-worded: “two” became “three”"
    ]


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ({"issued": parse_edtf("2024-10")}, "re-dated: nothing became “2024-10”"),
        ({"url": "https://e.org"}, "address changed: nothing became “https://e.org”"),
        ({"title": "A report"}, "re-worded: “A source” became “A report”"),
        ({"note": "draft"}, "re-worded: nothing became “draft”"),
        ({"author": "A. Bee"}, "author changed: nothing became “A. Bee”"),
    ],
)
def test_each_field_of_a_source_has_its_words(now, sentence):
    assert of_sources(**now) == [f"source “article”: {sentence}"]


def test_the_hash_of_a_source_follows_from_its_text_and_is_not_said():
    assert of_sources(sha256="ab" * 32) == []


def test_a_source_that_lost_its_text_says_so():
    (sentence,) = of_sources(text=None)
    assert sentence == "source “article”: text changed: “Kenya sent about 400 pol…” became nothing"


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ({"amount": parse_amount("at least 400")}, "number changed: “over 400” became “at least 400”"),
        ({"announced": parse_edtf("2024-09")}, "announcement re-dated: nothing became “2024-09”"),
        ({"measure": Measure.PLEDGED}, "measure changed: “deployed” became “pledged”"),
        ({"contributor": "Jamaica"}, "contributor changed: “Kenya” became “Jamaica”"),
        ({"within": "g"}, "figure that contains it changed: nothing became “g”"),
        ({"note": "by ship"}, "re-worded: nothing became “by ship”"),
    ],
)
def test_each_field_of_a_personnel_figure_has_its_words(now, sentence):
    assert of_figures(**now) == [f"personnel figure “f”: {sentence}"]


def test_the_quote_of_a_figure_comes_and_goes():
    quoted = a_dataset(personnel=(a_figure(quote=a_quote()),))
    plain = a_dataset(personnel=(a_figure(),))
    assert changes(plain, quoted) == ["personnel figure “f”: quote added: “about 400 police officers”"]
    assert changes(quoted, plain) == ["personnel figure “f”: quote removed: “about 400 police officers”"]


def test_a_layer_renamed_is_a_change_and_one_that_is_only_hidden_is_none():
    before = a_dataset(layers=(Layer("main", "Main"),))
    assert changes(before, a_dataset(layers=(Layer("main", "Main", is_shown=False),))) == []
    renamed = a_dataset(layers=(Layer("main", "Article"),))
    assert changes(before, renamed) == ["layer “main”: re-worded: “Main” became “Article”"]


def test_what_a_disagreement_is_about_is_compared_one_by_one():
    one, two = (Disagreement("d", "T", "so", about) for about in (("a", "b"), ("b", "c")))
    assert changes(a_dataset(disagreements=(one,)), a_dataset(disagreements=(two,))) == [
        "disagreement “d”: subject removed: “a”",
        "disagreement “d”: subject added: “c”",
    ]


def test_added_and_removed_records_of_every_kind_are_named():
    full = a_dataset(
        an_event(),
        layers=(Layer("main", "Main"), Layer("more", "More")),
        sources=(a_source(), a_source("wire", None)),
        personnel=(a_figure(),),
        disagreements=(Disagreement("d", "T", "so", ("f",)),),
    )
    names = ["layer “more”", "source “wire”", "personnel figure “f”", "disagreement “d”"]
    assert changes(a_dataset(), full) == [f"{name}: added" for name in names]
    assert changes(full, a_dataset()) == [f"{name}: removed" for name in names]


def test_lanes_in_another_order_are_a_change():
    before = a_dataset(an_event(), lanes=("One", "Two"))
    assert changes(before, replace(before, lanes=("Two", "One"))) == ["lanes: “One, Two” became “Two, One”"]


def test_a_long_text_is_cut_on_both_sides_of_the_letter_that_changed():
    long = "x" * 500
    (sentence,) = of_events({"summary": f"{long}a{long}"}, {"summary": f"{long}b{long}"})
    assert f"“…{'x' * 24}a{'x' * 23}…” became “…{'x' * 24}b{'x' * 23}…”" in sentence


def test_words_added_at_the_end_are_shown_where_the_old_text_ends():
    (sentence,) = of_events({"summary": "It began."}, {"summary": "It began. It ended."})
    assert sentence.endswith("“It began.” became “It began. It ended.”")


def test_line_breaks_stay_out_of_a_sentence():
    (sentence,) = of_events({"summary": "one\n\ntwo"}, {"summary": "one\r\nthree"})
    assert "\n" not in sentence
    assert "\r" not in sentence


def test_words_from_right_to_left_are_compared_as_they_stand():
    sentences = of_events({"title": "هايتي"}, {"title": "هايتى"})
    assert sentences == ["event “a”: re-worded: “هايتي” became “هايتى”"]


@settings(max_examples=60, deadline=None)
@given(WORDING, WORDING)
def test_a_title_is_said_to_change_exactly_if_it_does(one, two):
    sentences = of_events({"title": one}, {"title": two})
    assert len(sentences) == (one != two)
    assert all(len(sentence) < 160 for sentence in sentences)
