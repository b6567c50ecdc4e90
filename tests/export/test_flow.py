"""Tests of running text in lines."""

from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import measure

from viewer.export.pages.flow import Run, broken, evened, lines_of
from viewer.layout.scene import Box, Text


def said(lines):
    return ["".join(shape.text for shape in line.shapes if isinstance(shape, Text)) for line in lines]


def test_words_go_to_the_next_line_whole():
    assert broken("one two three", "text", measure("one two", "text"), measure) == ["one two", "three"]


def test_a_word_longer_than_a_line_is_broken_and_nothing_of_it_is_lost():
    address = "https://example.org/" + "a" * 90
    lines = broken(f"See {address} there", "text", 200, measure)
    assert "".join(lines).replace(" ", "") == f"See{address}there"
    assert all(measure(line, "text") <= 200 for line in lines)


def test_raised_numbers_stay_with_their_word():
    width = measure("Two words ¹", "label")
    assert broken("Two words ¹ ²", "label", width, measure) == ["Two", "words ¹ ²"]


def test_a_day_stays_with_its_month_and_year():
    width = measure("Statement of 30 September", "text")
    lines = broken("Statement of 30 September 2024, twice", "text", width, measure)
    assert lines == ["Statement of", "30 September 2024, twice"]


def test_no_line_begins_with_a_dash_or_a_dot():
    width = measure("14 events", "text")
    assert broken("14 events · whole", "text", width, measure) == ["14", "events ·", "whole"]


def test_a_word_that_would_end_a_text_alone_gets_company():
    text, width = "one two three four five six", measure("one two three four five", "text")
    assert broken(text, "text", width, measure)[-1] == "six"
    lines = evened(text, "text", width, measure)
    assert len(lines) == 2
    assert lines[-1].endswith("five six")


def test_a_broken_address_at_the_end_keeps_its_letters():
    address = "https://example.org/" + "a" * 34
    assert "".join(evened(address, "text", 200, measure)) == address


def test_a_marked_stretch_has_a_ground_of_its_own_width():
    (line,) = lines_of([Run("before "), Run("quoted", is_marked=True), Run(" after")], 400, 17, measure)
    (ground,) = [shape for shape in line.shapes if isinstance(shape, Box)]
    assert said([line]) == ["before quoted after"]
    assert ground.paint.fill == "quote_ground"
    assert ground.width == measure("quoted", "text") + 3


def test_a_word_of_two_looks_is_not_parted():
    lines = lines_of(
        [Run("aaaa (“"), Run("bbbb", is_marked=True), Run("”) cccc")], measure("aaaa bbbb", "text"), 17, measure
    )
    assert said(lines) == ["aaaa ", "(“bbbb”) ", "cccc"] or [line.strip() for line in said(lines)] == [
        "aaaa",
        "(“bbbb”)",
        "cccc",
    ]


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=120)


@settings(max_examples=150, deadline=None)
@given(text=texts, width=st.floats(40, 300))
def test_no_line_is_too_wide_and_no_letter_is_lost(text, width):
    lines = broken(text, "text", width, measure)
    assert all(measure(line, "text") <= width + 0.01 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
