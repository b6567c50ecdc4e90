"""Which letters a machine's own fonts have to draw."""

import pytest

from viewer.painting.letters import foreign_letters, letters_notice
from viewer.theme import load_fonts


@pytest.fixture(autouse=True)
def typeface(qapp):
    load_fonts()


def test_letters_of_other_scripts_are_named_once_and_in_order():
    assert foreign_letters(["Début à 北京", "京 و"]) == "و京北"


def test_what_the_typeface_has_or_nobody_draws_is_not_named():
    assert foreign_letters(["Größe ≈ 430 – “x” ¹²", "a\u00a0b\u200f\tc", "Кириллица Ελλάδα"]) == ""


def test_the_notice_names_a_few_and_is_empty_for_none():
    assert letters_notice(["plain"]) == ""
    assert "lacks 京北:" in letters_notice(["北京"])
    assert "…:" in letters_notice(map(chr, range(0x4E00, 0x4E20)))
