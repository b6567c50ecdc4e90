"""Folding: what is typed finds what is written, whatever its accents and case."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.folding import folded


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Élysée", "elysee"),
        ("KENYA", "kenya"),
        ("Straße", "STRASSE"),
        ("Port-au-Prince", "port-AU-prince"),
        ("Ångström", "angstrom"),
        ("ﬁnal", "final"),
        ("Ｈａｉｔｉ", "haiti"),
        ("e\u0301tat", "état"),
    ],
)
def test_accents_case_and_ligatures_make_no_difference(written, typed):
    assert folded(written) == folded(typed)


@pytest.mark.parametrize("text", ["", "42", "–", "שלום", "海地"])
def test_what_has_neither_accent_nor_case_stays_as_it_is(text):
    assert folded(text) == text


def test_different_words_stay_different():
    assert folded("pêche") != folded("poche")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abzABZéÉüÜøß ñ-1’", max_size=30))
def test_case_never_matters_to_what_is_folded(text):
    assert folded(text.upper()) == folded(text.lower()) == folded(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abzABZéÉüÜøß ñ-1’", max_size=20), st.text(alphabet="aéÉß ñ", max_size=20))
def test_folding_part_by_part_gives_the_whole(first, second):
    assert folded(first + second) == folded(first) + folded(second)
