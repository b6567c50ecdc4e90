"""Deep links, facets, captions and suggestions at their edges: the exact sentences and what stands for nothing."""

import pytest
from builders import a_dataset, a_source, an_event
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.calendar import instant_us
from viewer.model.deep_link import DeepLink, LinkError, parse_link, write_link
from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer, Link
from viewer.model.facets import facets, source_label
from viewer.model.filter_words import filter_in_words
from viewer.model.filters import FacetKind, Filter, Quoting, mask_of
from viewer.model.links import relations_of
from viewer.model.spelling import Spelling


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "#colour=red",
            (
                "There is no 'colour' in a link to a view. "
                "Known: event, figure, from, to, focus, layers, filter, search, dim."
            ),
        ),
        ("#from=2024", "A view has two ends: write both from= and to=."),
        ("#to=2024", "A view has two ends: write both from= and to=."),
        ("#from=2025&to=2024", "The view ends before it begins: from=2025&to=2024. Exchange the two."),
        ("#focus=../2024", "focus=../2024 in the link has no such end: write a day, a month, a year or a time."),
    ],
)
def test_a_wrong_link_is_refused_in_one_sentence(text, sentence):
    with pytest.raises(LinkError) as refused:
        parse_link(text)
    assert str(refused.value) == sentence


def test_an_impossible_day_is_refused_with_the_words_of_the_date():
    with pytest.raises(LinkError, match="28 days"):
        parse_link("#focus=2023-02-29")


def test_the_same_day_at_both_ends_is_that_whole_day():
    start, end = parse_link("#from=2024-06-25&to=2024-06-25").span_us
    assert (start, end) == (instant_us(2024, 6, 25), instant_us(2024, 6, 26))


def test_the_same_time_at_both_ends_is_no_view():
    with pytest.raises(LinkError, match="ends before it begins"):
        parse_link("#from=2024-06-25T10:00:00&to=2024-06-25T10:00:00")


def test_no_shown_layers_are_told_from_layers_left_unsaid():
    assert parse_link("#layers=").layers == ()
    assert parse_link("#event=a").layers is None


def test_a_view_of_nothing_is_the_plain_path():
    assert write_link(DeepLink("folder/dataset")) == "folder/dataset"
    assert parse_link("a#") == DeepLink("a")


@pytest.mark.parametrize("event", ["a b", "a&b=c", "100%", "ä#ö", "שלום", "x,y", "a+b", ""])
def test_any_event_id_comes_back_from_its_link(event):
    assert parse_link(write_link(DeepLink("p", event))) == DeepLink("p", event)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="abc -ä%&=#", min_size=1, max_size=8), max_size=5))
def test_any_layers_without_a_comma_come_back_from_their_link(layers):
    link = DeepLink("p", layers=tuple(layers))
    assert parse_link(write_link(link)) == link


@pytest.mark.parametrize("focus_us", [0, 1, -1, instant_us(-4000), instant_us(12000), instant_us(0), -(10**22)])
def test_a_focus_of_any_age_comes_back_from_its_link(focus_us):
    assert parse_link(write_link(DeepLink("p", focus_us=focus_us))).focus_us == focus_us


def test_a_source_is_labelled_by_what_is_known_of_it():
    source = a_source("ap", publisher="AP", issued=parse_edtf("2024-10-09"))
    dataset = a_dataset(sources=(source,))
    labels = [source_label(dataset, name) for name in ("ap", "", "lost")]
    assert labels == ["AP, 9 October 2024", "no source is named", "lost"]


def test_a_layer_without_a_title_is_labelled_by_its_id():
    dataset = a_dataset(an_event(layer="record"), layers=(Layer("main", "Main"), Layer("record", "")))
    found = facets(dataset, Filter()).facet(FacetKind.LAYER)
    assert [(value.label, value.count) for value in found.values] == [("Main", 0), ("record", 1)]


def test_the_shown_and_the_hidden_add_up_to_all():
    dataset = a_dataset(an_event(title="A", lane="One"), an_event(title="B", lane="Two"))
    found = facets(dataset, Filter(hidden_lanes=frozenset({"Two"})))
    assert (found.shown, found.total) == (1, 2)
    assert [value.is_shown for value in found.facet(FacetKind.LANE).values] == [True, False]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Filter(hidden_quotings=frozenset({Quoting.QUOTED})), "only events without a quote"),
        (Filter(hidden_lanes=frozenset({"One"})), "all lanes hidden"),
        (Filter(hidden_lanes=frozenset({"Elsewhere"})), ""),
        (Filter(hidden_sources=frozenset({""})), "all sources hidden"),
        (Filter(known_by_us=instant_us(-43, 3, 15)), "known by 15 Mar 44 BC"),
    ],
)
def test_a_caption_says_what_is_hidden_and_no_more(wanted, said):
    assert filter_in_words(wanted, a_dataset()) == said


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(["One", "Two", "Three", "Elsewhere"])))
def test_a_caption_is_empty_only_where_nothing_is_hidden(hidden):
    dataset = a_dataset(*(an_event(title=lane, lane=lane) for lane in ("One", "Two", "Three")))
    wanted = Filter(hidden_lanes=frozenset(hidden))
    mask = mask_of(dataset, wanted)
    assert (filter_in_words(wanted, dataset) == "") is (mask is None or bool(mask.all()))


def test_hiding_names_and_showing_them_again_is_the_filter_of_before():
    wanted = Filter(hidden_lanes=frozenset({"One"}))
    assert wanted.hiding(FacetKind.SOURCE, ["x"]).hiding(FacetKind.SOURCE, []) == wanted


def test_an_event_that_is_not_there_has_no_relations():
    assert relations_of("lost", a_dataset()) == ()


def test_a_relation_of_an_unheard_kind_keeps_its_authors_words_both_ways():
    dataset = a_dataset(an_event(title="A", links=(Link("b", "funds"),)), an_event(title="B"))
    assert [relation.words for relation in relations_of("a", dataset)] == ["funds"]
    assert [relation.words for relation in relations_of("b", dataset)] == ["says of this: funds"]


def test_two_words_with_typos_are_both_mended_and_the_rest_is_kept():
    spelling = Spelling(a_dataset(an_event(title="Kenyan officers landed safely")))
    assert spelling.suggest("Kenian oficers landed", lambda text: True) == "Kenyan officers landed"


def test_a_word_is_suggested_as_it_is_mostly_written():
    spelling = Spelling(a_dataset(an_event(title="HAITI Haiti Haiti")))
    assert spelling.suggest("hayti", lambda text: True) == "Haiti"


@pytest.mark.parametrize("typed", ["", "   ", "xq", "zzzzzz"])
def test_what_is_empty_short_or_like_nothing_gets_no_suggestion(typed):
    assert Spelling(a_dataset(an_event(title="Kenya"))).suggest(typed, lambda text: True) is None
