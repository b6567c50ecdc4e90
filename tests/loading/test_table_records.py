from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.tables.records import Cells, read_records

CELL = st.text(alphabet='ab,"\n é', max_size=4)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=4), max_size=6)
SIZES = st.sampled_from([1, 2, 3, 7, 1000])


def cut(text, size=1000):
    data = text.encode()
    return [data[at : at + size] for at in range(0, len(data), size)]


def read(text, size=1000, delimiter=","):
    """All (line, cells) of a text; rows of one empty cell are left out, as an empty line is none."""
    blocks = list(read_records(cut(text, size), delimiter))
    rows = [(int(part.lines[row]), part.row(row)) for part in blocks for row in range(len(part))]
    return [(line, cells) for line, cells in rows if cells != [""]]


def bad_lines(text, size=1000):
    return [line for part in read_records(cut(text, size), ",") for line in part.mended_lines]


@settings(max_examples=200, deadline=None)
@given(ROWS, SIZES, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_well_formed_tables_are_read_as_the_standard_library_does(rows, size, quoting):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=quoting).writerows(rows)
    reader = csv.reader(io.StringIO(text.getvalue(), newline=""))
    expected, line = [], 1
    for cells in reader:
        expected += [(line, cells)] if cells not in ([], [""]) else []
        line = reader.line_num + 1
    assert read(text.getvalue(), size) == expected


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab,"\n', max_size=40), SIZES)
def test_where_blocks_are_cut_makes_no_difference(text, size):
    assert read(text, size) == read(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab,"\n', max_size=60))
def test_no_letter_of_a_badly_quoted_table_is_lost(text):
    letters = [char for char in text if char in "ab"]
    assert [char for _, cells in read(text) for cell in cells for char in cell if char in "ab"] == letters


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        *(
            ('a,"b,c"', ["a", "b,c"]),
            ('"a""b",c', ['a"b', "c"]),
            ('5" gun,b', ['5" gun', "b"]),
            ('a, "b,c"', ["a", "b,c"]),
        ),
        *(('"a"b,c', ["ab", "c"]), ("a,", ["a", ""]), ('"",""', ["", ""]), ('"a\nb",c', ["a\nb", "c"])),
    ],
)
def test_quoting_good_and_bad(text, cells):
    assert [own for _, own in read(text)] == [cells]


def test_an_open_quote_costs_its_own_line():
    text = 'a,"b\nc,d\ne,"f, g"\n'
    assert read(text) == [(1, ["a", '"b']), (2, ["c", "d"]), (3, ["e", "f, g"])]
    assert bad_lines(text) == [1]


def test_cells_lose_the_blanks_around_them_but_not_those_in_them():
    (records,) = read_records([b" a b ,\t c\n ,x\n"], ",")
    column = records.column(0)
    assert [column.at(row) for row in range(2)] == ["a b", ""]
    assert records.column(1).at(0) == "c"


def test_a_column_that_a_record_lacks_is_empty_there():
    (records,) = read_records([b"a,b\nc\n"], ",")
    column = records.column(1)
    assert [column.at(row) for row in range(2)] == ["b", ""]


def test_records_with_text_beyond_the_width_are_known():
    (records,) = read_records([b"a,b,,\na,b,c\na,b\n"], ",")
    assert records.too_long(2).tolist() == [1]


def test_quoted_cells_of_a_column_come_without_their_quotes():
    (records,) = read_records([b'"a","b"\nc,"d"\n'], ",")
    assert [records.column(1).at(row) for row in range(2)] == ["b", "d"]


def test_cells_can_be_replaced_in_some_rows():
    cells = Cells.of(["a", "", "ç"])
    import numpy as np

    assert cells.patched(np.array([1]), ["new"]).joined().tobytes().decode() == "anewç"
