from __future__ import annotations

import pytest
from builders import EVENT, HEADER, WORDS, a_folder, a_source_table

from viewer.loading.load import load
from viewer.model.events import QuoteMatch
from viewer.model.personnel import Measure


@pytest.fixture
def loaded(tmp_path):
    return lambda toml: load(a_folder(tmp_path, HEADER + a_source_table() + toml, {"article": WORDS}))


def a_figure(figure_id="kenya", contributor="Kenya", **rest) -> str:
    keys = {"id": figure_id, "contributor": contributor, "measure": "deployed", "amount": "over 400"}
    keys |= {"date": "2024-10-11", "source": "article"} | rest
    return "[[personnel]]\n" + "".join(f"{key} = '{value}'\n" for key, value in keys.items() if value is not None)


def only(result):
    (problem,) = result.problems
    return problem


def test_a_figure_keeps_what_its_source_says(loaded):
    quote = "quote = { source = 'article', exact = 'about 400 police officers' }\n"
    result = loaded(a_figure(source=None, note="in two parts", announced="2024-06") + quote)
    (figure,) = result.dataset.personnel
    assert result.problems == ()
    assert (figure.contributor, figure.measure, figure.amount.text) == ("Kenya", Measure.DEPLOYED, "over 400")
    assert (figure.quote.match, figure.reference, figure.note) == (QuoteMatch.VERBATIM, "", "in two parts")


def test_a_figure_may_rest_on_a_reference_under_either_name(loaded):
    result = loaded(a_figure() + a_figure("other", "Chad", source=None, reference="article"))
    assert result.problems == ()
    assert [figure.reference for figure in result.dataset.personnel] == ["article", "article"]


def test_a_quote_of_a_figure_is_looked_for_too(loaded):
    problem = only(loaded(a_figure() + "quote = { source = 'article', exact = 'about 401 police' }\n"))
    assert problem.path == "personnel[0].quote.exact"


def test_a_figure_that_rests_on_nothing_is_an_error_and_shown_as_unsourced(loaded):
    result = loaded(a_figure(source=None))
    assert only(result).text.startswith("no quote and no reference")
    assert result.dataset.personnel[0].is_unsourced


@pytest.mark.parametrize("key", ["contributor", "measure", "amount", "date"])
def test_a_figure_without_what_it_needs_is_left_out_and_reported(loaded, key):
    result = loaded(a_figure(**{key: None}) if key != "contributor" else a_figure(contributor=None))
    assert only(result).text == f"{key} is missing"
    assert result.dataset.personnel == ()


def test_a_mistyped_measure_gets_the_nearest(loaded):
    assert only(loaded(a_figure(measure="deploied"))).hint == "did you mean “deployed”?"


def test_a_part_belongs_to_a_whole_that_has_figures(loaded):
    whole = a_figure("all", "All contributors")
    assert loaded(a_figure(part_of="All contributors") + whole).problems == ()
    result = loaded(a_figure(part_of="All contributers") + whole)
    assert only(result).hint == "did you mean “All contributors”?"
    assert result.dataset.personnel[0].part_of == ""


def test_two_contributors_cannot_be_parts_of_each_other(loaded):
    result = loaded(a_figure("a", "A", part_of="B") + a_figure("b", "B", part_of="A"))
    assert "is a part of itself" in only(result).text
    assert [figure.part_of for figure in result.dataset.personnel] == ["B", ""]


def test_a_contributor_in_two_totals_warns(loaded):
    wholes = a_figure("x", "X") + a_figure("y", "Y")
    problem = only(loaded(a_figure("a", part_of="X") + a_figure("b", part_of="Y") + wholes))
    assert not problem.is_error
    assert "counted twice" in problem.hint


def test_a_plan_is_contained_in_a_pledge(loaded):
    result = loaded(a_figure("plan", within="pledge") + a_figure("pledge"))
    assert (result.problems, result.dataset.personnel[0].within) == ((), "pledge")


def test_a_figure_within_nothing_is_reported_and_stands_alone(loaded):
    result = loaded(a_figure("plan", within="plegde") + a_figure("pledge"))
    assert only(result).hint == "did you mean “pledge”?"
    assert result.dataset.personnel[0].within == ""


def test_figures_cannot_contain_each_other(loaded):
    result = loaded(a_figure("a", within="b") + a_figure("b", within="a") + a_figure("c", within="a"))
    assert [problem.path for problem in result.problems] == ["personnel[0].within", "personnel[1].within"]
    assert [figure.within for figure in result.dataset.personnel] == ["", "", "a"]


DISAGREEMENT = "[[disagreement]]\nid = 'd'\ntitle = 'Over or about 400'\ntext = 'Two places say so.'\n"


def test_a_disagreement_names_events_and_figures(loaded):
    result = loaded(EVENT + a_figure() + DISAGREEMENT + "about = ['a', 'kenya']\n")
    assert result.problems == ()
    assert result.dataset.disagreements_about("kenya")[0].title == "Over or about 400"


def test_a_disagreement_about_something_unknown_is_an_error(loaded):
    result = loaded(EVENT + a_figure() + DISAGREEMENT + "about = ['a', 'kenia']\n")
    assert only(result).hint == "did you mean “kenya”?"
    assert result.dataset.disagreements[0].about == ("a",)


def test_a_disagreement_about_nothing_is_an_error(loaded):
    assert only(loaded(DISAGREEMENT)).text == "about is missing"
