from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.tables.records import Cells
from viewer.loading.tables.words import OVERFLOW, Vocabulary


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(st.text(alphabet="aé ", max_size=3) | st.text("b", min_size=60, max_size=90), max_size=9), max_size=4
    )
)
def test_each_cell_gets_its_word_back_over_all_blocks(blocks):
    vocabulary = Vocabulary(1000)
    codes = [vocabulary.encode(Cells.of(texts)).tolist() for texts in blocks]
    assert [[vocabulary.words[code] for code in own] for own in codes] == blocks


def test_words_are_in_order_of_first_appearance():
    vocabulary = Vocabulary(10)
    vocabulary.encode(Cells.of(["z", "a", "z"]))
    vocabulary.encode(Cells.of(["m", "a"]))
    assert vocabulary.words == ["", "z", "a", "m"]


def test_words_beyond_the_most_overflow_and_known_ones_do_not():
    vocabulary = Vocabulary(2)
    assert vocabulary.encode(Cells.of(["a", "b", "c", ""])).tolist() == [1, 2, OVERFLOW, 0]
    assert vocabulary.encode(Cells.of(["c", "b", "d"])).tolist() == [OVERFLOW, 2, OVERFLOW]
