"""Tables that are no whole tables: cut short while they are read, out of reach, of bytes instead of text."""

from __future__ import annotations

import os

import pytest

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
