"""Tests of paragraphs, stacks and numbered lists: what a page is set from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import measure

from viewer.export.pages.blocks import NOTE, Style, paragraph, source_list, stacked
from viewer.export.pages.flow import Block, Run, broken, lines_of
from viewer.layout.scene import Box, Paint, Text

HEBREW = "קניה שלחה שוטרים להאיטי ביוני"
SHORT_TEXTS = st.lists(st.text("abc de", min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=12)


def lines(block):
    return [shape.text for shape in block.shapes if isinstance(shape, Text)]


def a_box(height):
    return Block((Box(0.0, 0.0, 10.0, height, Paint(fill="ink")),), height)


def numbers(block):
    return [shape for shape in block.shapes if shape.font == "note_strong"]


def entries(block):
    return [shape for shape in block.shapes if shape.font == "note"]


def test_a_paragraph_is_as_high_as_its_lines():
    block = paragraph("one two three four five six", NOTE, 60, measure)
    assert len(lines(block)) > 2
    assert block.height == len(lines(block)) * NOTE.line_px


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_a_text_of_nothing_takes_no_height(text):
    assert paragraph(text, NOTE, 100, measure) == Block()


def test_lines_of_a_paragraph_stand_one_below_the_other_within_its_height():
    block = paragraph("one two three four five six", NOTE, 60, measure)
    baselines = [shape.y for shape in block.shapes]
    assert baselines == sorted(set(baselines))
    assert baselines[0] > 0
    assert baselines[-1] < block.height


def test_a_paragraph_has_the_font_and_the_colour_of_its_style():
    (text,) = paragraph("word", Style("strong", "record", 20.0), 100, measure).shapes
    assert (text.font, text.colour, text.width) == ("strong", "record", measure("word", "strong"))


def test_what_goes_beyond_the_lines_allowed_ends_in_an_ellipsis():
    said = lines(paragraph("one two three four five six seven", NOTE, 70, measure, 2))
    assert len(said) == 2
    assert said[-1].endswith("…")
    assert not said[0].endswith("…")


def test_a_text_of_just_the_lines_allowed_is_whole():
    text = "one two three four five six seven"
    count = len(lines(paragraph(text, NOTE, 70, measure)))
    assert " ".join(lines(paragraph(text, NOTE, 70, measure, count))) == text


def test_line_breaks_and_tabs_of_a_text_are_blanks():
    assert broken("one\ntwo\t three", "note", 500, measure) == ["one two three"]


def test_a_text_that_runs_to_the_left_keeps_the_order_of_its_words():
    assert " ".join(broken(HEBREW, "note", 60, measure)) == HEBREW


def test_lines_end_without_a_blank():
    assert all(line == line.rstrip() for line in broken("one two three four five", "note", 50, measure))


def test_a_run_without_text_adds_nothing():
    (block,) = lines_of([Run(""), Run("word"), Run("")], 200, 17, measure)
    assert lines(block) == ["word"]


def test_runs_of_blanks_alone_make_no_line_to_read():
    assert [lines(block) for block in lines_of([Run("  ")], 200, 17, measure)] == []


def test_neighbours_of_one_look_are_one_text_and_can_be_found_whole():
    (block,) = lines_of([Run("before "), Run("after")], 400, 17, measure)
    assert lines(block) == ["before after"]


def test_runs_of_two_looks_follow_each_other_without_a_gap():
    (block,) = lines_of([Run("before "), Run("after", "strong")], 400, 17, measure)
    first, second = block.shapes
    assert second.x == first.x + first.width
    assert (first.font, second.font) == ("text", "strong")


def test_a_mark_lies_behind_its_words_and_not_over_them():
    (block,) = lines_of([Run("before "), Run("quoted", is_marked=True)], 400, 17, measure)
    assert isinstance(block.shapes[0], Box)
    assert block.shapes[0].paint.fill == "quote_ground"


def test_a_stretch_marked_over_two_lines_has_a_ground_on_each():
    blocks = lines_of([Run("quoted words on two lines", is_marked=True)], 100, 17, measure)
    assert len(blocks) > 1
    assert all(sum(isinstance(shape, Box) for shape in block.shapes) == 1 for block in blocks)


def test_a_stack_is_as_high_as_its_blocks_and_the_gaps_between():
    assert stacked([a_box(10), a_box(20), a_box(30)], 5).height == 70


def test_a_block_without_height_takes_no_gap():
    assert stacked([Block(), a_box(10), Block(), a_box(20), Block()], 5).height == 35


def test_a_stack_moves_each_block_below_the_one_before():
    assert [box.y for box in stacked([a_box(10), a_box(20)], 5).shapes] == [0, 15]


def test_a_stack_of_nothing_is_nothing():
    assert stacked([]) == Block()


def test_no_sources_are_no_list():
    assert source_list([], 800, measure) == Block()


def test_a_list_is_numbered_from_one_in_its_order():
    block = source_list(["First", "Second", "Third"], 280, measure)
    assert [text.text for text in numbers(block)] == ["1", "2", "3"]
    assert [text.text for text in entries(block)] == ["First", "Second", "Third"]


def test_a_number_stands_on_the_first_line_of_its_text():
    block = source_list(["First source of many words that go on " * 3], 280, measure)
    (number,) = numbers(block)
    assert number.y == entries(block)[0].y
    assert number.anchor == "end"


def test_numbers_of_two_and_three_digits_end_on_one_edge():
    block = source_list([f"Source {number}" for number in range(1, 121)], 280, measure)
    assert len({number.x for number in numbers(block)}) == 1


def test_a_narrow_list_has_one_column():
    block = source_list([f"Source {number}" for number in range(20)], 320, measure)
    assert len({entry.x for entry in entries(block)}) == 1


def test_a_wide_list_has_several_columns_and_is_lower():
    texts = [f"Source {number}" for number in range(20)]
    wide = source_list(texts, 1400, measure)
    assert len({entry.x for entry in entries(wide)}) > 1
    assert wide.height < source_list(texts, 320, measure).height


def test_short_sources_stand_in_two_columns_even_on_a_rather_narrow_page():
    block = source_list([f"Source {number}" for number in range(20)], 560, measure)
    assert len({entry.x for entry in entries(block)}) == 2


def test_a_column_that_makes_a_list_hardly_lower_is_spared():
    texts = ["A source with a long name " * 12, *("Short",) * 3]
    assert len({entry.x for entry in entries(source_list(texts, 1400, measure))}) < 4


def test_columns_are_read_downwards_first():
    block = source_list([f"Source {number}" for number in range(20)], 1400, measure)
    first = [entry for entry in entries(block) if entry.x == entries(block)[0].x]
    assert [entry.text for entry in first] == [f"Source {number}" for number in range(len(first))]


def test_one_source_stands_in_the_first_column():
    assert numbers(source_list(["Alone"], 1600, measure))[0].x < 30


@settings(max_examples=40, deadline=None)
@given(SHORT_TEXTS, st.integers(200, 1600))
def test_every_word_of_every_source_is_in_the_list(texts, width):
    block = source_list(texts, width, measure)
    shown = "".join("".join(entry.text.split()) for entry in entries(block))
    assert shown == "".join("".join(text.split()) for text in texts)
    assert len(numbers(block)) == len(texts)


@settings(max_examples=40, deadline=None)
@given(SHORT_TEXTS, st.integers(200, 1600))
def test_a_list_stays_within_its_width_and_its_height(texts, width):
    block = source_list(texts, width, measure)
    assert all(entry.x + entry.width <= width + 0.5 for entry in entries(block))
    assert all(0 < shape.y <= block.height for shape in block.shapes)
