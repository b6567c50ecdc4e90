from __future__ import annotations

import pytest
from builders import EVENT, HEADER, WORDS, a_folder, a_source_table

from viewer.loading.load import load
from viewer.loading.problems import Severity
from viewer.model.events import Link, Status

QUOTED = EVENT.replace("unsourced = true\n", "")
QUOTE = "[[event.quote]]\nsource = 'article'\nexact = 'about 400 police officers'\n"
FIGURE = "[[event.figure]]\nlabel = 'sent'\namount = 'about 400'\n"


@pytest.fixture
def loaded(tmp_path):
    return lambda toml: load(a_folder(tmp_path, HEADER + a_source_table() + toml, {"article": WORDS}))


def only(result):
    (problem,) = result.problems
    return problem


def test_an_event_keeps_its_words(loaded):
    result = loaded(QUOTED + "date_words = 'in June'\nstatus = 'planned'\nsummary = 'Why'\n" + QUOTE)
    event = result.dataset.event(0)
    assert result.problems == ()
    assert (event.date_words, event.status, event.summary) == ("in June", Status.PLANNED, "Why")


def test_an_event_that_rests_on_nothing_is_an_error_and_shown_as_unsourced(loaded):
    result = loaded(QUOTED)
    assert only(result).text.startswith("no quote and no reference")
    assert result.dataset.event(0).is_unsourced


def test_an_event_may_say_that_it_is_unsourced(loaded):
    result = loaded(EVENT)
    assert (result.problems, result.dataset.event(0).is_unsourced) == ((), True)


def test_a_sourced_event_is_not_marked_as_unsourced(loaded):
    result = loaded(EVENT + QUOTE)
    assert only(result).severity is Severity.WARNING
    assert not result.dataset.event(0).is_unsourced


def test_a_reference_is_enough(loaded):
    result = loaded(QUOTED + "references = ['article']\n")
    assert (result.problems, result.dataset.event(0).is_unsourced) == ((), False)


def test_a_status_that_does_not_exist_gets_the_nearest(loaded):
    result = loaded(EVENT + "status = 'palnned'\n")
    assert only(result).hint == "did you mean “planned”?"
    assert result.dataset.event(0).status is Status.HAPPENED


def test_a_missing_title_is_reported_and_the_id_stands_in(loaded):
    result = loaded(EVENT.replace('title = "An event"\n', ""))
    assert only(result).text == "title is missing"
    assert result.dataset.title_of(0) == "a"


def test_a_refined_date_names_its_source(loaded):
    result = loaded(EVENT + "refined = { date = '2024-06-25', source = 'article', note = 'landed' }\n")
    refined = result.dataset.event(0).refined
    assert result.problems == ()
    assert (refined.date.text, refined.source, refined.note) == ("2024-06-25", "article", "landed")


def test_a_refined_date_without_a_source_is_not_shown(loaded):
    result = loaded(EVENT + "refined = { date = '2024-06-25' }\n")
    assert only(result).path == "event[0].refined"
    assert result.dataset.event(0).refined is None


def test_a_refined_date_outside_the_doubt_warns(loaded):
    problem = only(loaded(EVENT + "refined = { date = '2024-07-01', source = 'article' }\n"))
    assert problem.severity is Severity.WARNING
    assert "“2024-07-01” lies outside “2024-06”" in problem.text


def test_a_refined_date_inside_an_open_date_is_right(loaded):
    open_date = EVENT.replace("2024-06", "[2024-06..]")
    assert loaded(open_date + "refined = { date = '2030', source = 'article' }\n").problems == ()


def test_a_figure_names_its_quote_counted_from_one(loaded):
    result = loaded(QUOTED + QUOTE + FIGURE + "quote = 1\n")
    assert result.problems == ()
    assert result.dataset.event(0).figures[0].quote == 0


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_figure_cannot_name_a_quote_that_is_not_there(loaded, number):
    result = loaded(QUOTED + QUOTE + FIGURE + f"quote = {number}\n")
    assert only(result).path == "event[0].figure[0].quote"
    assert result.dataset.event(0).figures[0].quote is None


def test_a_figure_that_rests_on_nothing_is_an_error(loaded):
    assert "supports this figure" in only(loaded(QUOTED + QUOTE + FIGURE)).text


def test_a_figure_of_an_event_that_says_it_is_unsourced_is_right(loaded):
    assert loaded(EVENT + FIGURE).problems == ()


def test_an_amount_that_is_none_leaves_out_the_figure(loaded):
    result = loaded(EVENT + FIGURE.replace("about 400", "a lot"))
    assert only(result).path == "event[0].figure[0].amount"
    assert result.dataset.event(0).figures == ()


def test_a_number_without_quotes_is_reported_and_read(loaded):
    result = loaded(EVENT + FIGURE.replace("'about 400'", "400"))
    assert only(result).hint == 'write amount = "400"'
    assert result.dataset.event(0).figures[0].amount.nominal == 400


def test_a_link_leads_to_a_later_event(loaded):
    result = loaded(EVENT + "links = [{ to = 'b', kind = 'extends' }]\n" + EVENT.replace('"a"', '"b"'))
    assert result.problems == ()
    assert result.dataset.event(0).links == (Link("b", "extends"),)


def test_a_link_to_nothing_is_an_error_and_dropped(loaded):
    result = loaded(EVENT + "links = [{ to = 'aa', kind = 'extends' }]\n")
    assert only(result).hint == "did you mean “a”?"
    assert result.dataset.event(0).links == ()


def test_a_link_to_an_event_that_was_left_out_is_no_second_problem(loaded):
    left_out = EVENT.replace('"a"', '"b"').replace("2024-06", "2024-99")
    result = loaded(EVENT + "links = [{ to = 'b', kind = 'extends' }]\n" + left_out)
    assert only(result).path == "event[1].date"
    assert result.dataset.event(0).links == ()
