"""What is wrong with a table row by row, and the columns that grow while it is read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.problems import Severity
from viewer.loading.tables.growing import Growing, GrowingTexts
from viewer.loading.tables.log import MOST_LISTED, RowLog
from viewer.loading.tables.records import Cells
from viewer.loading.tables.words import Vocabulary


def test_problems_are_listed_by_line_with_the_whole_table_first():
    log = RowLog("events.csv")
    log.error(9, "late")
    log.warning(0, "the table")
    log.error(2, "early")
    assert [problem.text for problem in log.problems()] == ["the table", "early", "late"]


def test_two_problems_of_one_line_stay_in_the_order_they_were_found():
    log = RowLog("events.csv")
    for text in ("first", "second", "third"):
        log.warning(4, text)
    assert [problem.text for problem in log.problems()] == ["first", "second", "third"]


def test_each_problem_names_its_file_and_how_bad_it_is():
    log = RowLog("events.csv")
    log.error(1, "no", "do this")
    log.warning(2, "hm")
    error, warning = log.problems()
    assert (error.file, error.severity, error.hint) == ("events.csv", Severity.ERROR, "do this")
    assert (warning.file, warning.severity, warning.hint) == ("events.csv", Severity.WARNING, "")


def test_a_table_with_nothing_wrong_lists_nothing():
    assert RowLog("events.csv").problems() == ()


def test_as_many_problems_as_are_listed_are_not_said_to_be_more():
    log = RowLog("events.csv")
    for line in range(1, MOST_LISTED + 1):
        log.error(line, "bad")
    assert len(log.problems()) == MOST_LISTED


def test_problems_beyond_those_listed_are_counted_in_one_sentence():
    log = RowLog("events.csv")
    for line in range(1, MOST_LISTED + 1235):
        log.error(line, "bad")
    last = log.problems()[-1]
    assert last.text == "1,234 more problems of this table are not listed"
    assert (last.line, last.hint) == (0, "mend the first ones and open it again")


def test_a_problem_of_the_whole_table_is_listed_however_many_rows_are_bad():
    log = RowLog("events.csv")
    for line in range(1, MOST_LISTED + 1):
        log.error(line, "bad")
    log.warning(0, "the encoding was guessed")
    assert log.problems()[0].text == "the encoding was guessed"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(-(2**31), 2**31 - 1), max_size=5), max_size=5))
def test_numbers_added_block_by_block_come_back_in_order(blocks):
    growing = Growing(np.dtype(np.int64))
    for block in blocks:
        growing.add(np.array(block, dtype=np.int64))
    assert growing.array().tolist() == [number for block in blocks for number in block]


def test_numbers_of_another_kind_are_kept_as_the_column_s():
    growing = Growing(np.dtype(np.int16))
    growing.add(np.array([1, 2, 300], dtype=np.int64))
    assert growing.array().dtype == np.int16
    assert growing.array().tolist() == [1, 2, 300]


def test_every_second_number_of_an_array_is_added_as_it_is_seen():
    growing = Growing(np.dtype(np.int32))
    growing.add(np.arange(8, dtype=np.int32)[::2])
    assert growing.array().tolist() == [0, 2, 4, 6]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text(max_size=5), max_size=4), min_size=1, max_size=4))
def test_texts_added_block_by_block_come_back_in_order(blocks):
    growing = GrowingTexts()
    blocks = [[text.encode("utf-8", "replace").decode() for text in block] for block in blocks]
    for block in blocks:
        cells = Cells.of(block)
        growing.add(cells.text, cells.lengths)
    column, whole = growing.column(), [text for block in blocks for text in block]
    assert [column.at(row) for row in range(len(whole))] == whole


def test_a_column_that_no_block_has_is_none():
    growing = GrowingTexts()
    growing.add(None, np.zeros(3, dtype=np.int64))
    assert growing.column() is None


def test_a_block_without_the_column_has_empty_texts_among_the_others():
    growing, cells = GrowingTexts(), Cells.of(["é", "b"])
    growing.add(None, np.zeros(2, dtype=np.int64))
    growing.add(cells.text, cells.lengths)
    growing.add(None, np.zeros(1, dtype=np.int64))
    column = growing.column()
    assert [column.at(row) for row in range(5)] == ["", "", "é", "b", ""]


def test_no_cells_are_no_words():
    vocabulary = Vocabulary(3)
    assert vocabulary.encode(Cells.of([])).tolist() == []
    assert vocabulary.words == [""]


def test_an_empty_cell_is_the_empty_word_even_where_no_word_is_kept():
    vocabulary = Vocabulary(0)
    assert vocabulary.encode(Cells.of(["", "a", ""])).tolist() == [0, -1, 0]


def test_words_that_differ_in_case_or_in_accents_are_different_words():
    codes = Vocabulary(10).encode(Cells.of(["Port", "port", "Pört", "Port"]))
    assert codes.tolist() == [1, 2, 3, 1]


@pytest.mark.parametrize("text", ["", "a", "é", "早安", "وصول", "a" * 10_000])
def test_a_cell_gives_its_text_back_whatever_its_letters(text):
    cells = Cells.of(["before", text, "after"])
    assert [cells.at(place) for place in range(3)] == ["before", text, "after"]


def test_some_cells_can_be_taken_in_any_order_and_twice():
    cells = Cells.of(["a", "bb", "", "dddd"]).at_rows(np.array([3, 0, 3]))
    assert [cells.at(place) for place in range(len(cells))] == ["dddd", "a", "dddd"]
    assert cells.joined().tobytes() == b"ddddadddd"
