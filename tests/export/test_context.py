"""Tests of a quote within its sentences."""

import pytest
from builders import a_quote, a_source

from viewer.export.pages.context import context_of

TEXT = "First one. Kenya sent about 400 officers, he said. “They came.” Then more!\nA new line without an end"


def found(exact, text=TEXT):
    return context_of(a_quote(exact, text=text), a_source(text=text))


@pytest.mark.parametrize(
    ("exact", "before", "after"),
    [
        ("about 400 officers", "Kenya sent ", ", he said."),
        ("First one.", "", ""),
        ("They came", "“", ".”"),
        ("new line", "A ", " without an end"),
        ("sent about 400 officers, he said. “They", "Kenya ", " came.”"),
    ],
)
def test_the_rest_of_the_first_and_the_last_sentence_stands_around_a_quote(exact, before, after):
    context = found(exact)
    assert (context.before, context.exact, context.after) == (before, exact, after)
    assert context.is_found


def test_what_is_not_in_the_source_stands_alone():
    context = found("never said")
    assert (context.before, context.after, context.is_found) == ("", "", False)
    assert not context_of(a_quote(), None).is_found


def test_a_text_without_sentences_is_not_quoted_whole():
    context = found("here", "word " * 500 + "here" + " word" * 500)
    assert context.before.startswith("… ")
    assert context.after.endswith(" …")
    assert len(context.before) < 420
