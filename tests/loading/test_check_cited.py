"""What events and personnel figures rest on, and what leads where: each refusal with its sentence and its hint."""

from __future__ import annotations

import pytest
from builders import EVENT, HEADER, WORDS, a_folder, a_source_table

from viewer.loading.load import load
from viewer.loading.problems import Severity
from viewer.model.events import Basis, Link, QuoteMatch

SOURCED = EVENT.replace("unsourced = true\n", "references = ['article']\n")
QUOTE = "[[event.quote]]\nsource = 'article'\nexact = 'about 400 police officers'\n"
FIGURE = "[[event.figure]]\nlabel = 'sent'\namount = 'about 400'\n"


@pytest.fixture
def loaded(tmp_path):
    return lambda toml: load(a_folder(tmp_path, HEADER + a_source_table() + toml, {"article": WORDS}))


def a_figure(figure_id, contributor, **rest) -> str:
    keys = {"id": figure_id, "contributor": contributor, "measure": "deployed", "amount": "over 400"}
    keys |= {"date": "2024-10-11", "source": "article"} | rest
    return "[[personnel]]\n" + "".join(f"{key} = '{value}'\n" for key, value in keys.items())


def only(result):
    (problem,) = result.problems
    return problem


def parts(result):
    return {figure.contributor: figure.part_of for figure in result.dataset.personnel}


def within(result):
    return {figure.id: figure.within for figure in result.dataset.personnel}


def test_an_event_that_rests_on_nothing_says_what_to_add(loaded):
    problem = only(loaded(EVENT.replace("unsourced = true\n", "")))
    assert problem.hint == 'add [[event.quote]], or references = ["…"], or unsourced = true'
    assert problem.path == "event[0]"


def test_a_needless_mark_of_being_unsourced_says_to_take_it_away(loaded):
    problem = only(loaded(EVENT + "references = ['article']\n"))
    assert (problem.severity, problem.hint) == (Severity.WARNING, "take the mark away")


def test_an_event_without_a_date_is_left_out_and_said_to_lack_it(loaded):
    result = loaded(SOURCED.replace('date = "2024-06"\n', ""))
    assert (only(result).text, len(result.dataset)) == ("date is missing", 0)


def test_how_a_date_is_known_is_kept_with_its_note(loaded):
    event = loaded(SOURCED + "date_basis = 'inferred'\ndate_note = 'from the order'\n").dataset.event(0)
    assert (event.date_basis, event.date_note) == (Basis.INFERRED, "from the order")


def test_how_a_date_is_known_is_one_of_few_words(loaded):
    result = loaded(SOURCED + "date_basis = 'guessed'\n")
    assert only(result).text == "date_basis cannot be “guessed”"
    assert result.dataset.event(0).date_basis is Basis.STATED


def test_a_refined_date_with_an_impossible_day_is_dropped_and_the_event_stays(loaded):
    result = loaded(SOURCED + "refined = { date = '2024-06-31', source = 'article' }\n")
    assert only(result).path == "event[0].refined.date"
    assert result.dataset.event(0).refined is None


def test_a_refined_date_by_an_unknown_source_is_kept_under_its_name(loaded):
    result = loaded(SOURCED + "refined = { date = '2024-06-25', source = 'artcle' }\n")
    assert (only(result).text, only(result).hint) == ("there is no source “artcle”", "did you mean “article”?")
    assert result.dataset.event(0).refined.source == "artcle"


@pytest.mark.parametrize("date", ["2024-07-01", "2024-05-31"])
def test_a_refined_date_right_beside_the_month_warns_on_either_side(loaded, date):
    problem = only(loaded(SOURCED + f"refined = {{ date = '{date}', source = 'article' }}\n"))
    assert problem.text == f"the refined date “{date}” lies outside “2024-06”"


@pytest.mark.parametrize("date", ["2024-06-01", "2024-06-30", "2024-05/2024-07", "../2024-06-02"])
def test_a_refined_date_that_touches_the_month_does_not_warn(loaded, date):
    assert loaded(SOURCED + f"refined = {{ date = '{date}', source = 'article' }}\n").problems == ()


@pytest.mark.parametrize(
    ("quotes", "hint"), [(0, "the event has no quote"), (1, "quote = 1"), (2, "quote = 1 to quote = 2")]
)
def test_a_figure_of_a_missing_quote_says_which_there_are(loaded, quotes, hint):
    problem = only(loaded(SOURCED + QUOTE * quotes + FIGURE + "quote = 3\n"))
    assert (problem.text, problem.hint) == ("the event has no quote with this number", hint)


def test_a_figure_on_nothing_says_what_to_add(loaded):
    problem = only(loaded(SOURCED + FIGURE))
    assert problem.text == "no quote and no reference supports this figure"
    assert problem.hint == 'add quote = 1, or reference = "…"'


def test_a_figure_without_a_label_is_reported_and_kept(loaded):
    result = loaded(SOURCED + "[[event.figure]]\namount = '5'\nreference = 'article'\n")
    assert only(result).text == "label is missing"
    assert [figure.amount.text for figure in result.dataset.event(0).figures] == ["5"]


def test_a_link_without_a_kind_is_reported_and_dropped(loaded):
    result = loaded(SOURCED + "links = [{ to = 'a' }]\n")
    assert only(result).text == "kind is missing"
    assert result.dataset.event(0).links == ()


def test_a_mistyped_link_names_the_nearest_event(loaded):
    other = SOURCED.replace('"a"', '"arrival-of-police"')
    problem = only(loaded(SOURCED + "links = [{ to = 'arrival-of-polise', kind = 'led to' }]\n" + other))
    assert problem.hint == "did you mean “arrival-of-police”?"


def test_an_event_may_be_linked_to_several_others_in_order(loaded):
    others = SOURCED.replace('"a"', '"b"') + SOURCED.replace('"a"', '"c"')
    dataset = loaded(SOURCED + "links = [{to='c', kind='led to'}, {to='b', kind='reply to'}]\n" + others).dataset
    assert dataset.event(dataset.index_of("a")).links == (Link("c", "led to"), Link("b", "reply to"))


def test_two_quotes_of_one_event_are_each_looked_for(loaded):
    result = loaded(SOURCED + QUOTE + QUOTE.replace("400", "500"))
    matches = [quote.match for quote in result.dataset.event(0).quotes]
    assert matches == [QuoteMatch.VERBATIM, QuoteMatch.NOT_FOUND]
    assert only(result).path == "event[0].quote[1].exact"


def test_a_quote_without_words_is_said_to_be_empty_and_not_looked_for(loaded):
    result = loaded(SOURCED + QUOTE.replace("about 400 police officers", " "))
    assert (only(result).text, only(result).path) == ("exact is empty", "event[0].quote[0].exact")


def test_a_quote_without_a_source_says_so_once(loaded):
    result = loaded(SOURCED + "[[event.quote]]\nexact = 'about 400'\n")
    assert only(result).text == "source is missing"


def test_an_empty_reference_is_none(loaded):
    result = loaded(SOURCED.replace("['article']", "['article', '']"))
    assert (result.problems, result.dataset.event(0).references) == ((), ("article",))


def test_a_dataset_without_personnel_has_none_and_nothing_wrong(loaded):
    result = loaded(SOURCED)
    assert (result.dataset.personnel, result.dataset.disagreements, result.problems) == ((), (), ())


def test_a_part_of_nobody_is_reported_with_the_nearest_and_stands_alone(loaded):
    result = loaded(a_figure("t", "All countries") + a_figure("k", "Kenya", part_of="All contries"))
    assert only(result).text == "there is no figure of “All contries”"
    assert only(result).hint == "did you mean “All countries”?"
    assert parts(result) == {"All countries": "", "Kenya": ""}


def test_a_contributor_cannot_be_a_part_of_itself(loaded):
    result = loaded(a_figure("k", "Kenya", part_of="Kenya"))
    assert (only(result).text, parts(result)) == ("“Kenya” is a part of itself", {"Kenya": ""})


def test_a_ring_of_three_parts_is_broken_at_one_place(loaded):
    ring = a_figure("a", "A", part_of="B") + a_figure("b", "B", part_of="C") + a_figure("c", "C", part_of="A")
    result = loaded(ring)
    assert only(result).text == "“C” is a part of itself"
    assert parts(result) == {"A": "B", "B": "C", "C": ""}


def test_parts_of_parts_are_no_ring(loaded):
    result = loaded(a_figure("a", "A", part_of="B") + a_figure("b", "B", part_of="C") + a_figure("c", "C"))
    assert (result.problems, parts(result)) == ((), {"A": "B", "B": "C", "C": ""})


def test_a_figure_cannot_be_within_itself(loaded):
    result = loaded(a_figure("k", "Kenya", within="k"))
    assert only(result).text == "“k” is contained in itself"
    assert within(result) == {"k": ""}


def test_a_figure_within_one_of_a_ring_keeps_its_place(loaded):
    ring = a_figure("a", "A", within="b") + a_figure("b", "B", within="a") + a_figure("c", "C", within="a")
    result = loaded(ring)
    assert [problem.text for problem in result.problems] == ["“a” is contained in itself", "“b” is contained in itself"]
    assert within(result) == {"a": "", "b": "", "c": "a"}


def test_a_figure_within_one_that_was_left_out_is_no_second_problem(loaded):
    result = loaded(a_figure("a", "A", amount="many") + a_figure("b", "B", within="a"))
    assert only(result).path == "personnel[0].amount"
    assert within(result) == {"b": ""}


def test_an_event_and_a_figure_cannot_share_an_id(loaded):
    result = loaded(SOURCED + a_figure("a", "Kenya"))
    assert only(result).text.startswith("the id “a” is taken at dataset.toml:")
    assert result.dataset.personnel == ()


def test_a_measure_that_does_not_exist_lists_those_that_do(loaded):
    problem = only(loaded(a_figure("k", "Kenya", measure="xxxxx")))
    assert problem.text == "measure cannot be “xxxxx”"
    assert problem.hint == "known: “pledged”, “planned”, “deployed”"


def test_a_disagreement_drops_what_was_left_out_and_keeps_the_rest(loaded):
    bad = SOURCED.replace('"a"', '"bad"').replace("2024-06", "2024-13")
    about = "[[disagreement]]\nid = 'd'\ntitle = 'T'\ntext = 'Why'\nabout = ['a', 'bad']\n"
    result = loaded(SOURCED + bad + about)
    assert only(result).path == "event[1].date"
    assert result.dataset.disagreements[0].about == ("a",)


def test_a_disagreement_without_a_title_goes_by_its_id(loaded):
    result = loaded(SOURCED + "[[disagreement]]\nid = 'd'\ntext = 'Why'\nabout = ['a']\n")
    assert only(result).text == "title is missing"
    assert result.dataset.disagreements[0].title == "d"


def test_a_ring_once_broken_is_not_reported_again_for_later_figures(loaded):
    ring = a_figure("a", "A", part_of="B") + a_figure("b", "B", part_of="A")
    result = loaded(ring + a_figure("later", "A", part_of="B", date="2024-12"))
    assert only(result).text == "“B” is a part of itself"
    assert parts(result) == {"A": "B", "B": ""}
