import pytest
from builders import an_event

from viewer.model.certainty import certainty_in_words
from viewer.model.edtf import parse_edtf
from viewer.model.events import Basis, Refinement


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2024-10-11", "day known"),
        ("2024-06", "month only"),
        ("1985", "year only"),
        ("2024-06-25T14:30", "time known"),
        ("[2024-09-30..2024-10-06]", "one time in a range"),
        ("2024-10-10/2024-10-13", "duration"),
        ("2024-06/..", "duration with an open end"),
        ("2024-06~", "month only, approximate"),
        ("2024?", "year only, uncertain"),
    ],
)
def test_each_kind_of_doubt_has_its_words(when, words):
    assert certainty_in_words(an_event(when)) == words


def test_inference_and_a_closer_date_are_both_told():
    closer = Refinement(parse_edtf("2024-06-25"), "ap")
    event = an_event("2024-06", date_basis=Basis.INFERRED, refined=closer)
    assert certainty_in_words(event) == "month only, inferred; closer date from another source"
