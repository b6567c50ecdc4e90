from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.positions import find_positions, path_in_words

TRAPS = """\
title = "a # no comment, no [header]"   # a comment with = and [[event]]
lanes = [
  "one",   # first
  "two [2]",
]

[[event]]
id = '''
[[event]]
id = "not a key"
'''
"quoted key" = 1
refined = { date = "2024-06-25", source = "x,y}" }
  [[event.quote]]
  exact = \"\"\"a \\\" b ""c\"\"\"\"
  suffix = 'after'
  [[event.quote]]
  exact = "second"

[[event]]
id = "b"
  [[event.quote]]
  exact = "third"
a.b.c = 1.5
[extra."dotted.key"]
when = 2024-06-01 10:00:00
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 1),
        (("lanes",), 2),
        (("lanes", 0), 3),
        (("lanes", 1), 4),
        (("event", 0), 7),
        (("event", 0, "id"), 8),
        (("event", 0, "quoted key"), 12),
        (("event", 0, "refined", "source"), 13),
        (("event", 0, "quote", 0, "exact"), 15),
        (("event", 0, "quote", 0, "suffix"), 16),
        (("event", 0, "quote", 1, "exact"), 18),
        (("event", 1, "quote", 0, "exact"), 23),
        (("event", 1, "quote", 0, "a", "b", "c"), 24),
        (("extra", "dotted.key", "when"), 26),
    ],
)
def test_every_key_of_a_text_full_of_traps_has_its_line(path, line):
    assert find_positions(TRAPS).lines[path] == line


def test_the_text_full_of_traps_is_toml():
    assert tomllib.loads(TRAPS)["event"][0]["quote"][0]["exact"] == 'a " b ""c"'


def test_a_missing_key_has_the_line_of_the_table_around_it():
    assert find_positions(TRAPS).line_of(("event", 1, "lane")) == 20


def test_windows_line_ends_count_once():
    assert find_positions(TRAPS.replace("\n", "\r\n")).lines["event", 1, "id"] == 21


def test_a_key_written_twice_is_found_with_its_second_line():
    assert find_positions('[[event]]\nid = "a"\nlane = "b"\nid = "c"\n').twice == [(("event", 0, "id"), 4)]


def test_an_escaped_key_is_known_by_its_meaning():
    assert find_positions('"t\\u0069tle" = 1').lines == {("title",): 1}


def test_a_path_is_written_as_an_author_reads_it():
    assert path_in_words(("event", 3, "quote", 0, "exact")) == "event[3].quote[0].exact"


def test_ten_thousand_nested_arrays_cost_no_memory():
    assert find_positions("x = " + "[" * 10_000).line_of(("x",)) == 1


values = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)


def written(value) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + "".join(f"\n {written(part)}," for part in value) + "]"
    return "{" + ", ".join(f"{key} = {written(part)}" for key, part in value.items()) + "}"


def paths(value, path):
    yield path
    inner = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, part in inner:
        yield from paths(part, (*path, key))


@settings(max_examples=150, deadline=None)
@given(st.lists(values, min_size=1, max_size=4))
def test_every_value_of_any_toml_has_a_position_and_nothing_else_has(tables):
    text = "".join(f"[[t]]\nv = {written(value)}\n" for value in tables)
    meant = {("t",)} | {p for n, value in enumerate(tables) for p in [("t", n), *paths(value, ("t", n, "v"))]}
    assert tomllib.loads(text)
    assert set(find_positions(text).lines) == meant


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.text(st.sampled_from("[]{}=.,\"'#\n\\ab "), max_size=200))
def test_no_text_stops_the_scanner(text):
    assert find_positions(text).line_of(("event", 0, "id")) >= 1
