"""Cells and lines that are too long to be kept, in small: where 64 MB would stand, here are 50 bytes."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from viewer.loading.load import load
from viewer.loading.tables import overlong
from viewer.loading.tables import records as table_records
from viewer.loading.tables.records import read_records

EMPTY = "a cell is longer than 64 MB; it is left empty"
BEGUN = "a line is longer than 64 MB; only its beginning is read"
ENDLESS = "a cell is longer than 64 MB and does not end; what follows it is not read"
SIZES = [1, 2, 3, 7, 1000]


@pytest.fixture
def small(monkeypatch):
    said = overlong.Overlong.fault

    def fault(self, line, *, has_ended):
        found = said(self, line, has_ended=has_ended)
        return replace(found, text=found.text.replace("0 MB", "64 MB"))

    monkeypatch.setattr(overlong.Overlong, "fault", fault)
    monkeypatch.setattr(overlong, "LONGEST_RECORD", 50)
    monkeypatch.setattr(overlong, "_LONGEST_BEGINNING", 20)
    monkeypatch.setattr(table_records, "LONGEST_RECORD", 50)
    monkeypatch.setattr(table_records, "LONGEST_TRUSTED", 30)


def read(text, size):
    """Return all (line, cells) of a text cut into blocks, the lines with bad quoting, and what was reported."""
    data, faults = text.encode(), []
    blocks = (data[at : at + size] for at in range(0, len(data), size))
    parts = list(read_records(blocks, ",", report=faults.append))
    rows = [(int(part.lines[row]), part.row(row)) for part in parts for row in range(len(part))]
    rows = [(line, cells) for line, cells in rows if cells != [""]]
    return rows, [line for part in parts for line in part.mended_lines], [(fault.line, fault.text) for fault in faults]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("long", ["x\n" * 60, 'say ""so""\n' * 20, '"",\n' * 40, "prose, mostly, and more\n" * 9])
def test_a_cell_too_long_is_left_empty_and_costs_nothing_else(small, long, size):
    text = f'a,b,c,d\n1,2,"{long}",4\n5,6,7,"8\n8"\n9,,,\n'
    rows, bad, faults = read(text, size)
    after = 3 + long.count("\n")
    assert rows == [
        (1, list("abcd")),
        (2, ["1", "2", "", "4"]),
        (after, ["5", "6", "7", "8\n8"]),
        (after + 2, ["9", "", "", ""]),
    ]
    assert (bad, faults) == ([], [(2, EMPTY)])


@pytest.mark.parametrize("size", SIZES)
def test_a_cell_below_the_bound_is_kept_though_it_is_looked_at(small, size):
    long = "x\n" * 20
    assert read(f'a,b\n1,"{long}"\n3,4\n', size)[0] == [(1, ["a", "b"]), (2, ["1", long]), (23, ["3", "4"])]


@pytest.mark.parametrize("size", [1, 2, 7])
def test_two_cells_too_long_in_one_record_are_each_left_empty(small, size):
    long = "x\n" * 60
    rows, _, faults = read(f'a,b,c\n1,"{long}","{long}"\n4,5,6\n', size)
    assert rows == [(1, ["a", "b", "c"]), (2, ["1", "", ""]), (123, ["4", "5", "6"])]
    assert faults == [(2, EMPTY)] * 2


@pytest.mark.parametrize("size", [1, 7])
def test_a_cell_that_never_ends_is_said_and_what_stands_before_is_kept(small, size):
    rows, _, faults = read('a,b,c\n1,2,3\n4,"5' + "\nx" * 60, size)
    assert rows == [(1, ["a", "b", "c"]), (2, ["1", "2", "3"]), (3, ["4", ""])]
    assert faults == [(3, ENDLESS)]


@pytest.mark.parametrize("size", [1, 7])
def test_a_cell_that_ends_with_the_file_has_ended(small, size):
    rows, _, faults = read('a,b,c\n4,"5' + "\nx" * 60 + '"', size)
    assert (rows[1], faults) == ((2, ["4", ""]), [(2, EMPTY)])


@pytest.mark.parametrize("size", [1, 7])
@pytest.mark.parametrize("quote", ["", '"', '1""'])
def test_a_line_too_long_gives_its_first_cells(small, quote, size):
    line = ",".join([f"{quote}one{quote}"] * 30)
    rows, _, faults = read(f"a,b\n{line}\n3,4\n", size)
    assert [number for number, _ in rows] == [1, 2, 3]
    assert rows[1][1][0].strip('"1') == "one"
    assert 1 < len(rows[1][1]) < 10
    assert faults == [(2, BEGUN)]


def test_a_line_of_one_long_cell_is_cut_between_characters(small):
    rows, _, faults = read("é" * 200 + "\na\n", 7)
    assert rows == [(1, ["é" * 9]), (2, ["a"])]
    assert faults == [(1, BEGUN)]


@pytest.mark.parametrize("size", [7, 20, 1000])
def test_behind_a_mark_out_of_place_no_row_is_lost(small, size):
    rows, bad, faults = read('a,"b\n' + "c,d\n" * 100, size)
    assert rows == [(1, ["a", '"b']), *((line, ["c", "d"]) for line in range(2, 102))]
    assert (bad, faults) == ([1], [])


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet='ab,"\n', max_size=200), st.sampled_from(SIZES))
def test_no_text_of_any_kind_makes_it_keep_more_than_the_bound(text, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_records, "LONGEST_RECORD", 50)
        patch.setattr(table_records, "LONGEST_TRUSTED", 30)
        reading = table_records._Reading(",", 1, lambda _: None)
        data = text.encode()
        lines = []
        for at in range(0, len(data), size):
            lines += [line for part in reading.take(data[at : at + size]) for line in part.lines.tolist()]
            assert len(reading.rest) <= 50 + size
        lines += [line for part in reading.finish() for line in part.lines.tolist()]
    assert lines == sorted(set(lines))
    assert not lines or lines[-1] <= text.count("\n") + 1


def test_a_legal_cell_of_ten_megabytes_is_one_cell(tmp_path):
    long = "abc\n" * 2_500_000
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [["date", "title", "summary"], ["2024", "A", long], ["never", "B", ""]]
    )
    path = tmp_path / "table.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    loaded = load(path)
    assert loaded.dataset.event(0).summary == long.strip()
    assert [problem.line for problem in loaded.problems] == [2_500_003]


def test_memory_stays_bounded_however_long_a_cell_is():
    blocks = (b'a,b\n1,"' if n == 0 else b"x\n" * 500_000 for n in range(90))
    tracemalloc.start()
    faults = []
    rows = [part.row(row) for part in read_records(blocks, ",", report=faults.append) for row in range(len(part))]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows == [["a", "b"], ["1", ""]]
    assert [fault.text for fault in faults] == [ENDLESS]
    assert peak < 400_000_000
