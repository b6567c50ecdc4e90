"""Computed numbers: the words say how, the ids lead back, and nothing is claimed that does not follow."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.amounts import parse_amount
from viewer.model.computed import (
    DIFFERENT_DATES,
    DIFFERENT_LAYERS,
    Term,
    added,
    at_least_added,
    difference,
    share,
    term_of,
)
from viewer.model.edtf import parse_edtf
from viewer.model.personnel import Measure, PersonnelFigure

NUMBERS = st.integers(0, 5000)


def a_term(words, name="", layer="main", caveats=()):
    return Term(parse_amount(words), words, (name or words,), (layer,), caveats)


def test_a_stated_figure_enters_in_its_authors_words_with_its_id_and_layer():
    date = parse_edtf("2024-10")
    figure = PersonnelFigure("k", "Kenya", Measure.DEPLOYED, parse_amount("over 400"), date, layer="main")
    term = term_of(figure)
    assert (term.words, term.ids, term.layers, term.caveats) == ("over 400", ("k",), ("main",), ())


def test_a_sum_says_its_terms_and_leads_back_to_each():
    total = added([a_term("400"), a_term("25"), a_term("5")])
    assert (total.amount.in_words(), total.words, total.ids) == ("430", "400 + 25 + 5", ("400", "25", "5"))


def test_a_sum_of_one_is_that_one():
    total = added([a_term("roughly 430")])
    assert (total.amount.in_words(), total.how) == ("roughly 430", "computed: roughly 430")


def test_the_sum_of_a_whole_with_unknown_parts_has_no_upper_limit():
    total = at_least_added([a_term("1,000"), a_term("500")])
    assert total.amount.high is None
    assert total.amount.low.value == 1500
    assert total.words == "at least 1,000 + 500"


def test_a_difference_says_what_was_taken_from_what():
    left = difference(a_term("1,000"), [a_term("400"), a_term("100")])
    assert (left.amount.in_words(), left.how) == ("500", "computed: 1,000 − 400 − 100")


def test_a_difference_below_zero_is_not_said():
    assert difference(a_term("100"), [a_term("400")]) is None


def test_two_loose_numbers_that_are_equal_leave_nothing_known():
    assert difference(a_term("about 400"), [a_term("about 400")]) is None


def test_two_exact_numbers_that_are_equal_leave_nobody():
    assert difference(a_term("400"), [a_term("400")]).amount.in_words() == "0"


def test_a_lower_limit_below_zero_people_is_dropped():
    left = difference(a_term("300 to 500"), [a_term("400")])
    assert left.amount.low is None
    assert left.amount.high.value == 100


def test_a_difference_of_two_open_numbers_says_nothing():
    assert difference(a_term("over 400"), [a_term("over 100")]) is None


def test_a_share_is_in_percent_and_names_both_numbers():
    part = share(a_term("250"), a_term("1,000"))
    assert part.amount.nominal == 25
    assert (part.how, part.ids) == ("computed: 250 of 1,000", ("250", "1,000"))


@pytest.mark.parametrize("total", ["0", "up to 0"])
def test_there_is_no_share_of_nobody(total):
    assert share(a_term("5"), a_term(total)) is None


def test_no_share_is_known_where_neither_number_has_the_bound_it_takes():
    assert share(a_term("under 5"), a_term("under 100")) is None


def test_numbers_of_two_layers_say_so_once():
    total = added([a_term("1"), a_term("2", layer="record"), a_term("3", layer="record")])
    assert total.is_mixed
    assert total.layers == ("main", "record")
    assert total.how == f"computed: 1 + 2 + 3; {DIFFERENT_LAYERS}"


def test_numbers_of_one_layer_need_no_such_words():
    total = added([a_term("1"), a_term("2")])
    assert not total.is_mixed
    assert total.how == "computed: 1 + 2"


def test_a_caveat_of_two_terms_is_said_once():
    caveats = (DIFFERENT_DATES,)
    total = added([a_term("1", caveats=caveats), a_term("2", caveats=caveats)])
    assert total.caveats == caveats


def test_a_computed_number_enters_a_further_one_in_brackets_with_its_caveats():
    inner = added([a_term("1", caveats=(DIFFERENT_DATES,)), a_term("2")]).term()
    outer = difference(a_term("10"), [inner])
    assert outer.how == f"computed: 10 − (1 + 2); {DIFFERENT_DATES}"
    assert outer.ids == ("10", "1", "2")


def test_a_figure_that_enters_twice_is_listed_once():
    whole = difference(a_term("10", "w"), [a_term("3", "p"), a_term("3", "p")])
    assert whole.ids == ("w", "p")


@settings(max_examples=60, deadline=None)
@given(NUMBERS, NUMBERS)
def test_what_is_taken_away_and_added_again_gives_the_whole(one, two):
    whole, part = max(one, two), min(one, two)
    left = difference(a_term(str(whole)), [a_term(str(part))])
    assert added([left.term(), a_term(str(part))]).amount.nominal == whole


@settings(max_examples=60, deadline=None)
@given(NUMBERS, st.integers(1, 5000))
def test_the_share_of_exact_numbers_is_exact(part, total):
    assert share(a_term(str(part)), a_term(str(total))).amount.nominal * total == 100 * part
