from __future__ import annotations

import pytest

from viewer.model.counting import counted


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 events"), (1, "1 event"), (2, "2 events"), (12345, "12,345 events")]
)
def test_only_one_of_a_thing_is_said_without_an_s(count, words):
    assert counted(count, "event") == words


def test_a_noun_may_have_a_plural_of_its_own():
    assert counted(2, "series", "series") == "2 series"
    assert counted(3, "event is", "events are") == "3 events are"
