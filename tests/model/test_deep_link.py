from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.model.calendar import instant_us
from viewer.model.deep_link import DeepLink, LinkError, parse_link, write_link


def test_a_plain_path_is_no_view():
    assert parse_link("some/folder") == DeepLink("some/folder")


def test_a_view_is_read_with_its_event_and_focus():
    link = parse_link("data.csv#event=row-3&from=2024-06&to=2024-07&focus=2024-06-25")
    assert link.event == "row-3"
    assert link.span_us == (instant_us(2024, 6), instant_us(2024, 8))
    assert link.focus_us == instant_us(2024, 6, 25)


def test_the_shown_layers_are_named():
    assert parse_link("#layers=article,record").layers == ("article", "record")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("#evnt=x", "Known: event"),
        ("#from=2024", "two ends"),
        ("#from=2024&to=2023", "before it begins"),
        ("#focus=2023-02-29", "February 2023 has 28 days"),
        ("#focus=../2024", "no such end"),
        ("#dim=perhaps", "dim=yes or dim=no"),
    ],
)
def test_a_wrong_link_is_refused_with_the_reason(text, reason):
    with pytest.raises(LinkError, match=reason):
        parse_link(text)


def test_a_figure_a_search_and_dimming_are_read_and_written():
    link = parse_link("#figure=kenya-1&search=kenya%20%26%20police&dim=yes")
    assert (link.figure, link.search, link.is_dimming) == ("kenya-1", "kenya & police", True)
    assert parse_link(write_link(link)) == link
    assert parse_link("#dim=no").is_dimming is False
    assert parse_link("#event=a").is_dimming is None


def test_a_link_is_readable_where_it_can_be():
    link = DeepLink("", None, (instant_us(2024, 6, 1), instant_us(2024, 7, 1)))
    assert write_link(link) == "#from=2024-06-01T00:00:00&to=2024-07-01T00:00:00"


instants = st.one_of(st.integers(-(10**18), 10**18), st.integers(-(10**25), 10**25), st.integers(-100, 100))


@settings(max_examples=200, deadline=None)
@given(st.text("ab #&=/%é", max_size=6), instants, st.integers(1, 10**16), instants)
def test_what_is_written_reads_back_to_the_microsecond(event, start, length, focus):
    link = DeepLink("data", event, (start, start + length), focus, ("article",))
    assert parse_link(write_link(link)) == link


def test_a_view_without_its_mark_is_still_a_view():
    assert parse_link("event=row-3&focus=2024-06-25") == parse_link("#event=row-3&focus=2024-06-25")
    assert parse_link(" #event=a\n") == DeepLink(event="a")


def test_a_path_that_only_contains_such_words_stays_a_path():
    assert parse_link("data/event=a.csv") == DeepLink("data/event=a.csv")


@pytest.mark.parametrize(
    ("text", "where", "what_to_do"),
    [
        ("#focus=2023-02-29", "focus=2023-02-29 in the link", "28 days"),
        ("#from=soon&to=2024", "from=soon in the link", "date"),
        ("#from=2024&to=2023", "from=2024&to=2023", "Exchange"),
        ("#to=2024&from=2024-13", "from=2024-13 in the link", "month"),
    ],
)
def test_a_refusal_says_where_and_what_to_do(text, where, what_to_do):
    with pytest.raises(LinkError) as refused:
        parse_link(text)
    assert where in str(refused.value)
    assert what_to_do in str(refused.value)
    assert str(refused.value).endswith(".")
