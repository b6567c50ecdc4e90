"""Lanes, layers, ids and the head of a dataset: what the author is told, and what is drawn all the same."""

from __future__ import annotations

import pytest
from builders import EVENT, HEADER, a_folder

from viewer.loading.load import load
from viewer.loading.problems import Severity

LAYERS = '[[layer]]\nid = "article"\ntitle = "The article"\n[[layer]]\nid = "record"\ntitle = "The record"\n'


@pytest.fixture
def loaded(tmp_path):
    return lambda toml, **rest: load(a_folder(tmp_path, toml, **rest))


def only(result):
    (problem,) = result.problems
    return problem


def without(line):
    """The head and one event, but for the line of the head that begins so."""
    return "".join(f"{own}\n" for own in HEADER.splitlines() if not own.startswith(line)) + EVENT


def test_a_dataset_without_lanes_says_how_to_list_them(loaded):
    result = loaded(without("lanes"))
    first = result.problems[0]
    assert (first.text, first.hint) == ("lanes is missing", 'list the rows in order: lanes = ["…", "…"]')
    assert result.dataset.lanes == ("One",)


@pytest.mark.parametrize("key", ["format", "id", "title"])
def test_a_head_without_one_of_its_texts_opens_and_names_it(loaded, key):
    result = loaded(without(key))
    assert only(result).text == f"{key} is missing"
    assert len(result.dataset) == 1


def test_a_dataset_may_have_lanes_and_no_events(loaded):
    result = loaded(HEADER)
    assert (result.problems, len(result.dataset), result.dataset.lanes) == ((), 0, ("One", "Two"))


def test_a_lane_keeps_the_order_it_is_listed_in_whatever_the_dates(loaded):
    later = EVENT.replace('"a"', '"b"').replace("2024-06", "2020").replace('"One"', '"Two"')
    assert loaded(HEADER + EVENT + later).dataset.lanes == ("One", "Two")


def test_a_lane_that_is_mistyped_names_the_nearest_one(loaded):
    problem = only(loaded(HEADER + EVENT.replace('"One"', '"one"')))
    assert (problem.text, problem.hint) == ("there is no lane “one”", "did you mean “One”?")


def test_a_lane_like_no_other_lists_those_there_are(loaded):
    problem = only(loaded(HEADER + EVENT.replace('"One"', '"Violence"')))
    assert problem.hint == "known: “One”, “Two”"


def test_a_lane_listed_three_times_is_one_problem(loaded):
    result = loaded(HEADER.replace('"Two"', '"One", "One"') + EVENT)
    assert only(result).text == "the lane “One” is listed twice"
    assert result.dataset.lanes == ("One",)


def test_an_empty_lane_is_reported_and_the_event_has_no_lane(loaded):
    result = loaded(HEADER + EVENT.replace('"One"', '""'))
    assert only(result).text == "lane is empty"
    assert result.dataset.event(0).lane == "No lane"


def test_a_layer_without_a_title_goes_by_its_id(loaded):
    result = loaded(HEADER + EVENT + '[[layer]]\nid = "article"\n')
    assert only(result).text == "title is missing"
    assert [layer.title for layer in result.dataset.layers] == ["article"]


def test_a_layer_can_be_hidden_at_first_and_keeps_its_note(loaded):
    result = loaded(HEADER + EVENT + LAYERS + 'shown = false\nnote = "Later reports"\n')
    article, record = result.dataset.layers
    assert (article.is_shown, record.is_shown, record.note) == (True, False, "Later reports")
    assert result.problems == ()


def test_a_layer_whose_shown_is_no_flag_is_shown(loaded):
    result = loaded(HEADER + EVENT + LAYERS + 'shown = "no"\n')
    assert only(result).text == "shown must be true or false, not text"
    assert result.dataset.layers[1].is_shown


def test_a_layer_listed_twice_is_drawn_once_and_the_place_of_the_first_is_named(loaded):
    twice = '[[layer]]\nid = "article"\ntitle = "Again"\n'
    result = loaded(HEADER + LAYERS + twice + EVENT)
    assert only(result).text == "the id “article” is taken at dataset.toml:6; left out"
    assert [layer.title for layer in result.dataset.layers] == ["The article", "The record"]


def test_a_layer_that_is_mistyped_names_the_nearest_one(loaded):
    problem = only(loaded(HEADER + LAYERS + EVENT + 'layer = "recrod"\n'))
    assert (problem.text, problem.hint) == ("there is no layer “recrod”", "did you mean “record”?")


def test_a_layer_where_none_is_listed_says_how_to_list_it(loaded):
    result = loaded(HEADER + EVENT + 'layer = "record"\n')
    assert only(result).hint == 'add [[layer]] id = "record"'
    assert [layer.id for layer in result.dataset.layers] == ["record"]


def test_a_layer_not_listed_comes_after_those_that_are_and_once(loaded):
    other = EVENT.replace('"a"', '"b"')
    result = loaded(HEADER + LAYERS + EVENT + 'layer = "x-y-z"\n' + other + 'layer = "x-y-z"\n')
    assert [layer.id for layer in result.dataset.layers] == ["article", "record", "x-y-z"]
    assert [problem.text for problem in result.problems] == ["there is no layer “x-y-z”"] * 2


def test_an_unknown_key_of_a_layer_warns(loaded):
    problem = only(loaded(HEADER + EVENT + LAYERS + "shwon = false\n"))
    assert (problem.severity, problem.hint) == (Severity.WARNING, "did you mean “shown”?")


def test_an_id_that_is_taken_names_the_file_and_line_of_the_first(loaded):
    result = loaded(HEADER + EVENT, events={"more": EVENT})
    assert only(result).text == "the id “a” is taken at dataset.toml:6; left out"
    assert (only(result).file, only(result).hint, len(result.dataset)) == ("events/more.toml", "change one", 1)


def test_blanks_around_an_id_do_not_make_it_another(loaded):
    result = loaded(HEADER + EVENT + EVENT.replace('"a"', '" a "'))
    assert only(result).text.startswith("the id “a” is taken")


def test_events_without_ids_are_told_apart_by_their_places(loaded):
    nameless = EVENT.replace('id = "a"\n', "")
    result = loaded(HEADER + nameless + nameless)
    assert [problem.text for problem in result.problems] == ["id is missing", "id is missing"]
    assert len({result.dataset.id_of(row) for row in range(2)}) == 2


@pytest.mark.parametrize("key", ["focus", "view"])
def test_an_impossible_date_of_the_head_is_reported_and_the_rest_opens(loaded, key):
    result = loaded(HEADER + f'{key} = "2024-13"\n' + EVENT)
    assert (only(result).path, only(result).line) == (key, 5)
    assert len(result.dataset) == 1


def test_lanes_as_one_text_are_one_lane(loaded):
    result = loaded(HEADER.replace('["One", "Two"]', '"One"') + EVENT)
    assert only(result).text == "lanes must be a list"
    assert result.dataset.lanes == ("One",)


def test_a_personnel_table_in_an_event_file_belongs_elsewhere(loaded):
    result = loaded(HEADER + EVENT, events={"more": "[[personnel]]\nid = 'x'\n"})
    assert only(result).text == "“personnel” belongs in dataset.toml, not read here"
    assert result.dataset.personnel == ()


def test_a_very_long_title_from_right_to_left_is_kept_whole(loaded):
    title = "وصول القوات " * 500
    result = loaded(HEADER + EVENT.replace("An event", title))
    assert (result.dataset.title_of(0), result.problems) == (title, ())


def test_warnings_alone_are_no_errors(loaded):
    assert not loaded(HEADER + 'colour = "red"\n' + EVENT).has_errors
    assert loaded(HEADER + EVENT.replace("2024-06", "never")).has_errors
