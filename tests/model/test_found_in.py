"""A hit says where it is."""

import pytest
from builders import a_quote, a_source, an_event

from viewer.model.found_in import Place, places_of

SOURCES = {"article": a_source(title="Kenya to send more police", author="A. Writer")}
EVENT = an_event("2024-06", "Arrivée", summary="The first plane lands.", quotes=(a_quote(),), date_words="in June")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ARRIVEE", (Place.TITLE,)),
        ("plane", (Place.SUMMARY,)),
        ("officers", (Place.QUOTE,)),
        ("june", (Place.DATE,)),
        ("writer", (Place.SOURCE,)),
        ("police", (Place.QUOTE,)),
        ("plane officers lands", (Place.SUMMARY, Place.QUOTE)),
        ("arrivee plane", (Place.TITLE, Place.SUMMARY)),
        ("arrivee kenya", (Place.TITLE, Place.SOURCE)),
        ("nothing", ()),
        ("", ()),
    ],
)
def test_a_text_is_found_where_its_words_stand(text, places):
    assert places_of(EVENT, SOURCES, text) == places


def test_a_source_that_is_not_there_has_no_name():
    assert places_of(an_event(references=("gone",)), {}, "gone") == ()
