"""What the personnel panel says large where something is known of a part, and nothing or half of it of the whole."""

from __future__ import annotations

import pytest
from standings import said, words_on

from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.personnel import Measure, PersonnelFigure

ALL = "All contributors"


def numbers(whole, part):
    """What is said large where one measure of the whole (or none) and one of a part are known."""
    known = [("Kenya", part, ALL)] if whole is None else [(ALL, whole, ""), ("Kenya", part, ALL)]
    figures = tuple(
        PersonnelFigure(name, name, measure, parse_amount("100"), parse_edtf("2024"), part_of=over, layer="article")
        for name, measure, over in known
    )
    return said(words_on("2024-12-01", figures=figures).numbers)


@pytest.mark.parametrize(
    ("whole", "part", "words"),
    [
        (Measure.PLEDGED, Measure.PLEDGED, "100 pledged · no report of anyone deployed"),
        (Measure.PLEDGED, Measure.DEPLOYED, "100 pledged · no total of those deployed"),
        (Measure.DEPLOYED, Measure.DEPLOYED, "100 deployed · no report of a pledge"),
        (None, Measure.DEPLOYED, "No total reported by 1 Dec 2024"),
    ],
)
def test_what_is_known_of_a_part_is_not_denied_of_the_whole(whole, part, words):
    assert numbers(whole, part) == words
