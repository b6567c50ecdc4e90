from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model import text_column
from viewer.model.text_column import TextColumn, gathered, hashes, windows

TEXTS = st.lists(st.text(st.characters(codec="utf-8"), max_size=100), max_size=20)


def hashes_of(texts):
    column = TextColumn.of(texts)
    text = np.frombuffer(column.block, dtype=np.uint8)
    return hashes(text, column.offsets[:-1], np.diff(column.offsets)).tolist()


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_texts_are_kept(texts):
    column = TextColumn.of(texts)
    assert [column.at(place) for place in range(len(column))] == texts


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.randoms())
def test_texts_are_taken_in_any_order(texts, random):
    order = random.sample(range(len(texts)), len(texts))
    column = TextColumn.of(texts).taken(np.array(order, dtype=np.int64))
    assert [column.at(place) for place in range(len(column))] == [texts[place] for place in order]


def test_stretches_longer_than_one_go_are_gathered_whole(monkeypatch):
    monkeypatch.setattr(text_column, "_BYTES_AT_ONCE", 4)
    text = np.arange(100, dtype=np.uint8)
    found = gathered(text, np.array([50, 3, 0, 7]), np.array([10, 0, 2, 5]))
    assert found.tolist() == [*range(50, 60), 0, 1, *range(7, 12)]


@pytest.mark.parametrize("rows_at_once", [1, 3, 4096])
def test_long_and_short_stretches_stand_side_by_side(monkeypatch, rows_at_once):
    monkeypatch.setattr(text_column, "_ROWS_AT_ONCE", rows_at_once)
    texts = ["a", "bb", "", "c" * 1000, "d", "e" * 255, "f" * 256]
    order = np.array([6, 0, 3, 5, 2, 1, 4])
    column = TextColumn.of(texts).taken(order)
    assert [column.at(place) for place in range(7)] == [texts[place] for place in order]


def test_windows_past_the_end_are_filled_with_nothing():
    text = np.frombuffer(b"abcd", dtype=np.uint8)
    assert windows(text, np.array([0, 3]), 3).tolist() == [[97, 98, 99], [100, 0, 0]]


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_equal_texts_have_equal_hashes_and_others_have_not(texts):
    found = hashes_of(texts)
    assert len(set(found)) == len(set(texts))
    assert found == [hashes_of([text])[0] for text in texts]


def test_neighbouring_words_are_told_apart():
    texts = [f"lane {number}" for number in range(20_000)]
    assert len(set(hashes_of(texts))) == len(texts)
