from __future__ import annotations

import pytest

from viewer.loading.problems import DatasetError
from viewer.loading.tables.columns import find_columns, folded


def found(*header):
    return find_columns(header, "table.csv", 1)


def test_case_blanks_underscores_and_hyphens_of_a_name_do_not_count():
    assert folded("Event Date") == folded("event_date") == folded(" EVENT-DATE")


@pytest.mark.parametrize("name", ["date", "Start", "WHEN", "time", "Event Date", "start_date", "timestamp"])
def test_a_date_goes_by_many_names(name):
    assert found("title", name)["date"] == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        *(("End Date", "end"), ("finish", "end"), ("until", "end"), ("Headline", "title"), ("label", "title")),
        *(("track", "lane"), ("Category", "lane"), ("notes", "summary"), ("URL", "source"), ("exact", "quote")),
        *(("event_id_cnty", "id"), ("Status", "status"), ("layer", "layer"), ("certainty", "certainty")),
    ],
)
def test_other_columns_go_by_many_names(name, kind):
    assert found("date", name)[kind] == 1


def test_the_better_name_wins_wherever_it_stands():
    assert found("timestamp", "event_date", "name", "title") == {"date": 1, "title": 3}


def test_a_type_of_event_is_the_title_or_the_lane_but_not_both():
    assert found("date", "event_type") == {"date": 0, "title": 1}
    assert found("date", "event_type", "sub_event_type") == {"date": 0, "lane": 1, "title": 2}


def test_a_whole_date_goes_before_a_year_beside_it():
    columns = found("event_date", "year", "title")
    assert columns["date"] == 0
    assert "year" not in columns


def test_a_date_in_parts_is_found_with_its_end():
    columns = found("Year", "Month", "Day", "Time", "End Year", "End Month", "Headline")
    assert [columns[kind] for kind in ("year", "month", "day", "clock", "end_year", "end_month")] == [0, 1, 2, 3, 4, 5]
    assert "date" not in columns


def test_titles_are_in_the_first_unused_column_where_none_is_named():
    assert found("place", "date", "who")["title"] == 0
    assert found("date", "summary")["title"] == 1


def test_no_date_names_the_columns_there_are_and_those_wanted():
    with pytest.raises(DatasetError) as raised:
        find_columns(["Who", "What"], "table.csv", 3)
    problem = raised.value.problem
    assert "“Who”, “What”" in problem.text
    assert "event_date" in problem.hint
    assert (problem.file, problem.line) == ("table.csv", 3)


def test_of_very_many_columns_only_some_are_named():
    with pytest.raises(DatasetError, match="and 88 more"):
        found(*(f"c{number}" for number in range(100)))
