from __future__ import annotations

import tomllib

import pytest

from viewer.loading.positions import find_positions
from viewer.loading.records import Log, Record

TEXT = """\
[[event]]
title = 5
flag = "yes"
list = "one"
mixed = ["one", 2]
number = "1"
truth = true
inner = "words"
rows = [1, 2]
"""


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def record(log):
    return Record(log, "dataset.toml", find_positions(TEXT), ("event", 0), tomllib.loads(TEXT)["event"][0])


def test_a_value_of_the_right_kind_reports_nothing(record, log):
    assert (record.flag("truth", default=False), record.texts("none"), record.tables("none")) == (True, (), [])
    assert (record.table("none"), record.number("none"), record.text("none"), log.problems) == (None, None, "", [])


@pytest.mark.parametrize(
    ("read", "value", "line", "text"),
    [
        (lambda r: r.text("title"), "5", 2, "title must be text in quotes, not a number"),
        (lambda r: r.flag("flag", default=True), True, 3, "flag must be true or false, not text"),
        (lambda r: r.texts("list"), ("one",), 4, "list must be a list"),
        (lambda r: r.texts("mixed"), ("one",), 5, "mixed holds something that is not text"),
        (lambda r: r.number("number"), None, 6, "number must be a whole number without quotes, not text"),
        (lambda r: r.number("truth"), None, 7, "truth must be a whole number without quotes, not true or false"),
        (lambda r: r.text("truth"), "", 7, "truth must be text in quotes, not true or false"),
        (lambda r: r.texts("truth"), (), 7, 'truth must be a list, as in ["…", "…"], not true or false'),
        (lambda r: r.table("inner"), None, 8, "inner must be a table, as in inner = { … }, not text"),
        (lambda r: r.tables("rows"), [], 9, "rows must be tables, each begun with [[rows]], not a list"),
        (lambda r: r.text("none", required=True), "", 1, "none is missing"),
    ],
)
def test_a_value_of_the_wrong_kind_is_reported_where_it_stands(record, log, read, value, line, text):
    assert read(record) == value
    (problem,) = log.problems
    assert (problem.file, problem.line, problem.text) == ("dataset.toml", line, text)


def test_an_empty_text_is_as_good_as_none(log):
    record = Record(log, "f", find_positions(""), (), {"title": "  "})
    record.text("title", required=True)
    assert log.problems[0].text == "title is empty"
