from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.tables.dated import Dating
from viewer.loading.tables.dates import DateReader, read_plain
from viewer.loading.tables.records import Cells
from viewer.model.columns import Flag
from viewer.model.dates import DateError
from viewer.model.edtf import parse_edtf
from viewer.model.table_dates import DateCode, date_text, interval_text

DIGITS = st.integers(0, 99).map(lambda number: f"{number:02}")
DAYS = st.builds("{:04}-{:02}-{:02}".format, st.integers(0, 9999), st.integers(0, 13), st.integers(0, 32))
TIMES = st.builds("T{}:{}:{}.{}".format, DIGITS, DIGITS, DIGITS, st.integers(0, 999_999).map("{:06}".format))
PLAIN = st.builds(
    lambda day, time, width: (day + time)[:width], DAYS, TIMES, st.sampled_from([4, 7, 10, 13, 16, 19, 22])
)


def dated(**columns):
    cells = {kind: Cells.of(texts) for kind, texts in columns.items()}
    return Dating(lambda: None).dated(cells)


def texts_of(rows):
    return [
        rows.texts.get(row)
        or (
            interval_text(int(begin), int(code), int(finish), int(end_code))
            if end_code
            else date_text(int(begin), int(code))
        )
        for row, (begin, code, finish, end_code) in enumerate(
            zip(rows.begin, rows.codes, rows.finish, rows.end_codes, strict=True)
        )
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.builds("{}{}".format, PLAIN, st.sampled_from(["", "Z"])), min_size=1, max_size=20))
def test_dates_read_at_once_are_what_edtf_says_one_by_one(texts):
    dates = read_plain(Cells.of(texts))
    for row, text in enumerate(texts):
        if dates.codes[row]:
            one = parse_edtf(text)
            assert (dates.begin[row], dates.finish[row]) == (one.earliest_us, one.latest_us)
            assert date_text(one.earliest_us, int(dates.codes[row])) == text
        elif not text.endswith("Z") or len(text) > 13:
            with pytest.raises(DateError):
                parse_edtf(text)


@pytest.mark.parametrize(
    "text", ["2023-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "24-1-1", "abcd", "", "2024-1X"]
)
def test_what_is_no_plain_date_is_left_for_later(text):
    assert read_plain(Cells.of([text])).codes.tolist() == [0]


def test_a_blank_may_stand_between_day_and_time():
    dates = read_plain(Cells.of(["2024-10-03 14:30", "2024-10-03T14:30"]))
    assert dates.begin[0] == dates.begin[1]
    assert dates.codes.tolist() == [DateCode.MINUTE] * 2


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        *(("16 October 2024", "2024-10-16"), ("3rd Oct. 2024", "2024-10-03"), ("October 3, 2024", "2024-10-03")),
        *(("2024/1/5", "2024-01-05"), ("2024-10-03 14:30 +03:00", "2024-10-03T14:30+03:00"), ("201X", "201X")),
        *(("2024-10-03 14:30:05Z", "2024-10-03T14:30:05Z"), ("[2024..2025]", "[2024..2025]")),
    ],
)
def test_common_forms_with_but_one_meaning_are_read(text, edtf):
    assert DateReader().read(text).text == edtf


@pytest.mark.parametrize("text", ["10/03/2024", "5 Foo 2024", "32 October 2024", "soon", "3 Octobre 2024"])
def test_what_may_mean_two_days_or_none_is_refused(text):
    with pytest.raises(DateError):
        DateReader().read(text)


def test_an_end_makes_a_duration_and_the_same_end_a_point():
    rows = dated(date=["2024-10-10", "2024-10-10", "2024-10-10"], end=["2024-10-13", "2024-10-10", ""])
    assert texts_of(rows) == ["2024-10-10/2024-10-13", "2024-10-10", "2024-10-10"]
    assert [bool(flags & Flag.DURATION) for flags in rows.flags] == [True, False, False]


def test_the_sure_part_of_a_duration_is_that_of_the_date():
    rows = dated(date=["2024-06", "2024-10-10", "2024-06"], end=["2024-08", "2024-10-13", "2024-07"])
    cores = [parse_edtf(text).core_us for text in texts_of(rows)]
    assert [
        (begin, end) if end > begin else None for begin, end in zip(rows.core_begin, rows.core_finish, strict=True)
    ] == cores


@pytest.mark.parametrize("word", ["present", "ongoing", ".."])
def test_what_is_still_going_on_has_an_open_end(word):
    assert dated(date=["2024-06"], end=[word]).texts == {0: "2024-06/.."}


def test_an_end_before_the_start_is_bad_and_says_why():
    rows = dated(date=["2024-10-10"], end=["2024-10-01"])
    assert not rows.holds[0]
    assert "ends before it begins" in rows.bad[0].text


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("N/A", "2024-06", '"N/A" is not a date: give at least a year'),
        ("2024-06", "25.06.2024", '"25.06.2024" is not a date: write it with hyphens, the year first: 2024-06-25'),
        ("June 2024", "present", '"June 2024" is not a date: write 2024-06'),
        ("2024-06", "N/A", '"N/A" is not a date'),
    ],
)
def test_the_cell_that_is_no_date_is_named_and_not_both_put_together(start, end, said):
    rows = dated(date=[start] * 2, end=[end] * 2, certainty=["about"] * 2)
    assert [bad.text.startswith(said) for bad in rows.bad] == [True, True]


def test_an_end_alone_leaves_the_start_unknown():
    assert dated(date=[""], end=["2024-06"]).texts == {0: "/2024-06"}


def test_words_of_doubt_go_to_the_date():
    rows = dated(
        date=["2024-10-10", "2024-06", "1 May 2024", "2024-06~", "2024-07"],
        certainty=["about", "Uncertain", "circa, probable", "possible", "certain"],
    )
    assert texts_of(rows) == ["2024-10-10~", "2024-06?", "2024-05-01%", "2024-06~", "2024-07"]
    assert [bool(flags & Flag.DAY_KNOWN) for flags in rows.flags] == [False] * 5


def test_doubt_goes_to_both_ends_of_a_duration():
    assert texts_of(dated(date=["2024-06"], end=["2024-07"], certainty=["about"])) == ["2024-06~/2024-07~"]


def test_a_precision_of_two_is_the_week_around_and_three_the_month():
    rows = dated(date=["2024-10-16", "2024-10-16", "16 Oct 2024", "2024"], time_precision=["1", "2", "3", "3"])
    assert texts_of(rows) == ["2024-10-16", "[2024-10-13..2024-10-19]", "2024-10", "2024"]
    week = parse_edtf(texts_of(rows)[1])
    assert (rows.begin[1], rows.finish[1]) == (week.earliest_us, week.latest_us)


def test_far_dates_are_kept_aside():
    rows = dated(date=["Y-13800000000"])
    assert rows.far[0].text == "Y-13800000000"


def test_very_many_different_dates_are_not_all_remembered(monkeypatch):
    monkeypatch.setattr("viewer.loading.tables.dates._REMEMBERED", 3)
    reader = DateReader()
    assert [reader.read(f"{year}~").text for year in range(2000, 2010)] == [f"{year}~" for year in range(2000, 2010)]
