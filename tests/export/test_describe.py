"""Tests of the words behind the marks of a picture."""

from __future__ import annotations

from builders import a_dataset, a_quote, an_event

from viewer.export.pages.describe import keys_of, story_of, titles_of
from viewer.layout.scene import Box, Heat, Paint
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.personnel import Measure, PersonnelFigure


def test_an_event_tells_its_date_in_words_and_its_quotes():
    event = an_event("2024-06-25", "First officers", quotes=(a_quote(),), date_words="in June")
    title, story = story_of("event:first-officers", a_dataset(event))
    assert title == "First officers"
    assert "Tuesday 25 June 2024" in story
    assert "“in June”" in story
    assert "“about 400 police officers” (A source)" in story


def test_a_quote_that_was_not_found_is_not_called_verbatim():
    event = an_event(quotes=(a_quote("not there", text=None),))
    assert "not verbatim in the source" in story_of("event:an-event", a_dataset(event))[1]


def test_a_figure_tells_its_amount_with_its_bound():
    figure = PersonnelFigure("k", "Kenya", Measure.DEPLOYED, parse_amount("over 400"), parse_edtf("2024-10-11"))
    title, story = story_of("figure:k", a_dataset(personnel=(figure,)))
    assert title == "Kenya: over 400 deployed"
    assert "11 October 2024" in story


def test_the_other_date_of_an_event_is_told_as_that_of_another_source():
    event = an_event("2024-06-25", "First officers", quotes=(a_quote(),))
    title, story = story_of("side:first-officers", a_dataset(event))
    assert title == "By another source: First officers"
    assert "Tuesday 25 June 2024" in story


def test_events_counted_together_are_listed():
    dataset = a_dataset(an_event("2023", "One"), an_event("2024", "Two"))
    assert story_of("rows:0,1", dataset) == ("2 events", "One\nTwo")
    assert story_of("rows:1", dataset) == ("1 event", "Two")


def test_what_is_no_record_has_no_story():
    assert titles_of(["legend:dot", "event:nobody", "figure:nobody"], a_dataset()) == {}


def test_keys_are_listed_once_and_shapes_without_one_are_passed_over():
    box = Box(0, 0, 1, 1, Paint(), key="event:a")
    assert keys_of([box, Box(0, 0, 1, 1, Paint()), Heat(0, 0, 1, None, "ink"), box]) == ("event:a",)
