"""Tables that are no whole tables: cut short while they are read, out of reach, of bytes instead of text."""

from __future__ import annotations

import os
from random import Random

import pytest
from builders import a_folder

from viewer.loading.load import load
from viewer.loading.problems import DatasetError


def a_table(tmp_path, content, name="table.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_table_cut_short_while_it_is_read_is_said_with_the_line_it_ends_on(tmp_path):
    path = a_table(tmp_path, "date,title\n" + "2024-01-01,One\n" * 200_000)
    loaded = load(path, progress=lambda *_: os.truncate(path, 11 + 15 * 100_000))
    assert len(loaded.dataset) == 100_000
    (problem,) = loaded.problems
    assert (problem.line, problem.is_error) == (100_001, True)
    assert "1,500,011 of 3,000,011 bytes were read" in problem.text


def test_a_table_cut_short_is_said_however_much_else_is_wrong(tmp_path):
    path = a_table(tmp_path, "date,title\n" + "never,One\n" * 300_000)
    loaded = load(path, progress=lambda *_: os.truncate(path, 2_000_000))
    assert [problem.text for problem in loaded.problems if "cut short" in problem.text]


def test_a_table_that_grows_while_it_is_read_is_not_cut_short(tmp_path):
    path = a_table(tmp_path, "date,title\n2024-01-01,One\n")
    with path.open("a", encoding="utf-8") as more:
        loaded = load(path, progress=lambda *_: more.write("2024-01-02,Two\n"))
    assert loaded.problems == ()


def test_a_long_file_name_is_kept_whole_where_it_cannot_be_read(tmp_path, monkeypatch):
    path = a_table(tmp_path, "date,title\n2024,One\n", f"{'events-of-the-mission-' * 6}2024.csv")
    monkeypatch.setattr("viewer.loading.tables.table.TableText.of", lambda _: (tmp_path / "gone").stat())
    with pytest.raises(DatasetError, match=rf"{path.name}.* cannot be read: No such file"):
        load(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04" + b"date,title\n2024,One\n" * 9, r"it is a spreadsheet or a zip \(in a spreadsheet, save"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "it is a spreadsheet"),
        (b"PAR1\x15\x04\x15", r"it is a Parquet file \(give its name the ending .parquet"),
        (b"ARROW1\0\0\xff\xff", "it is an Arrow file"),
        (b"\x1f\x8b\x08\0\0", "it is packed with gzip"),
        (b"%PDF-1.7\n1 0 obj\n", "it is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "it is a picture"),
        (b"SQLite format 3\0\x10\0", "it is a database"),
    ],
)
def test_a_file_of_another_kind_is_named_and_what_to_do(tmp_path, content, said):
    with pytest.raises(DatasetError, match=f"^this is not a text file: {said}"):
        load(a_table(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    [
        bytes(5000),
        bytes(range(256)) * 300,
        Random(1).randbytes(70_000),
        b"".join(number.to_bytes(4, "little") for number in range(1, 2000)),
        b"".join(number.to_bytes(2, "big") for number in range(30)) * 20,
        b"\xff\xfe" + Random(2).randbytes(9000),
        b"date,title\n2024,One\n" + bytes(range(1, 9)) * 50,
    ],
)
def test_bytes_that_are_no_text_are_said_to_be_none(tmp_path, content):
    with pytest.raises(DatasetError, match=r"^this is not a text file \(a table is text: CSV or TSV"):
        load(a_table(tmp_path, content))


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "cp1252", "utf-8"])
def test_text_of_any_encoding_is_still_text_without_a_mark(tmp_path, codec):
    loaded = load(a_table(tmp_path, "date,title\n2024,Gespräch\n2025,Zwei\x0b\x0c\n".encode(codec)))
    assert loaded.dataset.title_of(0) == "Gespräch"


def test_a_table_of_few_odd_characters_is_still_a_table(tmp_path):
    loaded = load(a_table(tmp_path, b"date,title\n2024,A\0\x07B\x1b\n"))
    assert loaded.dataset.title_of(0) == "A\x07B\x1b"


def test_a_dataset_says_that_its_table_is_no_text_and_opens(tmp_path):
    folder = a_folder(tmp_path)
    (folder / "events.csv").write_bytes(bytes(5000))
    (problem,) = load(folder).problems
    assert (problem.file, problem.text) == ("events.csv", "this is not a text file")
