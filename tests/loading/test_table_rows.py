"""Rows of a table as a person meets them: titles, status, layers, certainty, dates in parts, and what is said."""

from __future__ import annotations

import pytest

from viewer.loading.load import load
from viewer.loading.problems import DatasetError, LoadCancelled, Severity
from viewer.loading.tables.rows import date_of_parts
from viewer.model.columns import Flag
from viewer.model.events import Status


@pytest.fixture
def loaded(tmp_path):
    def load_table(content, name="table.csv"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8", newline="")
        return load(path)

    return load_table


def events(result):
    return [result.dataset.event(row) for row in range(len(result.dataset))]


def said(result):
    return [(problem.line, problem.text) for problem in result.problems]


@pytest.mark.parametrize(
    ("parts", "edtf"),
    [
        (("2024", "", "", ""), "2024"),
        (("2024", "6", "", ""), "2024-06"),
        (("2024", "6", "5", ""), "2024-06-05"),
        (("2024", "06", "05", "9:30"), "2024-06-05T09:30"),
        (("2024", "06", "05", "9:30:15"), "2024-06-05T09:30:15"),
        (("-44", "3", "15", ""), "-0044-03-15"),
        (("7", "", "", ""), "0007"),
        (("-13800000000", "", "", ""), "Y-13800000000"),
        (("2024", "", "5", "9:30"), "2024"),
        (("2024", "6", "", "9:30"), "2024-06"),
        (("", "6", "5", "9:30"), ""),
    ],
)
def test_parts_of_a_date_are_put_together_as_far_as_they_go(parts, edtf):
    assert date_of_parts(*parts) == edtf


def test_a_row_without_a_title_is_named_by_its_line(loaded):
    result = loaded("date,title,lane\n2024,,One\n2025,B,One\n")
    assert [event.title for event in events(result)] == ["Row 2", "B"]


def test_a_title_of_two_lines_is_shown_on_one(loaded):
    (event,) = events(loaded('date,title\n2024,"First\nsecond"\n'))
    assert event.title == "First second"


def test_titles_from_right_to_left_and_in_other_scripts_are_kept(loaded):
    result = loaded("date,title\n2024,وصول القوات\n2025,早安\n")
    assert [event.title for event in events(result)] == ["وصول القوات", "早安"]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        *(("planned", Status.PLANNED), ("Scheduled", Status.PLANNED), ("ANNOUNCED", Status.PLANNED)),
        *(("claimed", Status.CLAIMED), ("Alleged", Status.CLAIMED), ("unconfirmed", Status.CLAIMED)),
        *(("", Status.HAPPENED), ("confirmed", Status.HAPPENED), ("Done", Status.HAPPENED)),
    ],
)
def test_a_status_goes_by_many_words(loaded, word, status):
    result = loaded(f"date,title,status\n2024,A,{word}\n")
    assert (events(result)[0].status, said(result)) == (status, [])


def test_a_status_not_known_is_taken_as_happened_with_those_known(loaded):
    result = loaded("date,title,status\n2024,A,Cancelled\n")
    (problem,) = result.problems
    assert problem.text == "the status “cancelled” is not known, taken as happened"
    assert (problem.hint, problem.severity) == ("known: happened, planned, claimed", Severity.WARNING)


def test_a_status_column_of_free_text_is_reported_twenty_times_at_most(loaded):
    rows = "".join(f"2024,A,words {number}\n" for number in range(50))
    assert len(said(loaded("date,title,status\n" + rows))) == 20


def test_a_table_without_lanes_has_one_lane(loaded):
    assert loaded("date,title\n2024,A\n").dataset.lanes == ("Events",)


def test_a_row_without_a_lane_beside_others_is_in_no_lane(loaded):
    result = loaded("date,title,lane\n2024,A,\n2025,B,Port\n")
    assert {event.title: event.lane for event in events(result)} == {"A": "No lane", "B": "Port"}


def test_a_row_without_a_layer_beside_others_is_in_no_layer(loaded):
    result = loaded("date,title,layer\n2024,A,\n2025,B,record\n")
    assert [layer.title for layer in result.dataset.layers] == ["No layer", "record"]


def test_a_table_without_layers_has_one_without_a_name(loaded):
    assert [layer.title for layer in loaded("date,title\n2024,A\n").dataset.layers] == [""]


def test_a_row_of_blanks_is_no_row_and_no_problem(loaded):
    result = loaded("date,title,lane\n2024,A,One\n , ,\n,,\n\n2025,B,One\n")
    assert (len(result.dataset), said(result)) == (2, [])


def test_a_row_without_a_date_is_an_error_that_says_how_dates_are_written(loaded):
    result = loaded("date,title\n,A\n2024,B\n")
    (problem,) = result.problems
    assert (problem.line, problem.text) == (2, "the row has no date and is not shown")
    assert (problem.hint, problem.is_error) == ("write a day 2024-10-11, a month 2024-10 or a year 2024", True)


def test_a_title_row_without_a_year_only_warns(loaded):
    result = loaded("Year,Month,Day,Headline\n,,,The whole story\n2024,6,25,Arrival\n")
    (problem,) = result.problems
    assert (problem.line, problem.severity) == (2, Severity.WARNING)
    assert [event.title for event in events(result)] == ["Arrival"]


def test_parts_of_an_end_make_a_duration(loaded):
    head = "Year,Month,Day,End Year,End Month,End Day,Headline\n"
    (event,) = events(loaded(head + "2024,6,25,2024,7,2,Arrivals\n"))
    assert event.date.text == "2024-06-25/2024-07-02"


def test_an_end_before_the_start_leaves_out_that_row_alone(loaded):
    result = loaded("start,end,title\n2024-06,2024-01,A\n2024-06,2024-08,B\n")
    assert [event.title for event in events(result)] == ["B"]
    ((line, text),) = said(result)
    assert line == 2
    assert "ends before it begins" in text


def test_years_before_christ_come_before_years_after(loaded):
    result = loaded("date,title\n0014,Augustus dies\n-0043,Caesar dies\n-0752,Rome\n")
    assert [event.title for event in events(result)] == ["Rome", "Caesar dies", "Augustus dies"]


def test_an_open_end_stands_in_the_date(loaded):
    (event,) = events(loaded("start,end,title\n2024-06,now,A\n"))
    assert (event.date.text, event.date.latest_us) == ("2024-06/..", None)


def test_a_precision_beyond_the_years_of_four_digits_widens_nothing(loaded):
    result = loaded("date,title,time_precision\n0000-01-01,A,2\n9999-12-31,B,2\n")
    assert [event.date.text for event in events(result)] == ["0000-01-01", "9999-12-31"]


def test_a_day_that_is_about_is_not_drawn_as_known(loaded):
    dataset = loaded("date,title,certainty\n2024-06-25,A,about\n2024-06-26,B,\n").dataset
    assert [bool(flags & Flag.DAY_KNOWN) for flags in dataset.columns.flags] == [False, True]
    assert [dataset.event(row).date.is_approximate for row in range(2)] == [True, False]


def test_a_web_address_as_source_can_be_followed_and_words_cannot(loaded):
    result = loaded("date,title,source\n2024,A,https://example.org/a\n2025,B,The Times\n")
    sources = [result.dataset.sources[event.references[0]] for event in events(result)]
    assert [(source.type, source.url) for source in sources] == [
        ("webpage", "https://example.org/a"),
        ("document", ""),
    ]


def test_one_source_named_in_many_rows_is_one_source(loaded):
    result = loaded("date,title,source\n" + "2024,A,The Times\n" * 5)
    assert sorted(result.dataset.sources) == ["The Times", "table"]


def test_a_row_with_empty_cells_too_many_is_no_problem(loaded):
    result = loaded("date,title\n2024,A,,,\n")
    assert (len(result.dataset), said(result)) == (1, [])


def test_a_row_with_text_too_much_says_how_many_cells_there_are(loaded):
    result = loaded("date,title\n2024,Port-au-Prince, Haiti\n")
    assert said(result) == [(2, "the row has 3 cells, the first line has 2; the rest is not read")]
    assert events(result)[0].title == "Port-au-Prince"


def test_a_row_too_short_has_empty_cells(loaded):
    (event,) = events(loaded("date,title,lane,summary\n2024,A\n"))
    assert (event.title, event.lane, event.summary) == ("A", "Events", "")


def test_a_table_of_a_first_line_alone_is_a_dataset_without_events(loaded):
    result = loaded("date,title,lane\n")
    assert (len(result.dataset), said(result)) == (0, [])


def test_a_table_whose_first_line_has_no_line_end_is_read(loaded):
    assert len(loaded("date,title\n2024,A").dataset) == 1


@pytest.mark.parametrize("name", ["t.tsv", "t.TAB", "t.txt"])
def test_tabs_are_found_whatever_the_ending_of_the_name(loaded, name):
    (event,) = events(loaded("date\ttitle\n2024\tOne, two\n", name))
    assert event.title == "One, two"


def test_a_table_that_is_empty_says_what_its_first_line_is_for(loaded):
    with pytest.raises(DatasetError, match=r"this table is empty \(its first line names the columns, such as date"):
        loaded("")


def test_progress_of_a_table_begins_at_nothing_and_never_goes_back(tmp_path):
    path, shares = tmp_path / "t.csv", []
    path.write_text("date,title\n" + "2024-06-25,A\n" * 200, encoding="utf-8")
    load(path, progress=lambda share, doing: shares.append((share, doing)))
    assert [share for share, _ in shares] == sorted(share for share, _ in shares)
    assert list(dict.fromkeys(doing for _, doing in shares)) == ["Reading", "Sorting"]


def test_a_table_given_up_at_once_tells_no_progress(tmp_path):
    path, shares = tmp_path / "t.csv", []
    path.write_text("date,title\n2024-06-25,A\n", encoding="utf-8")
    with pytest.raises(LoadCancelled):
        load(path, progress=lambda share, _: shares.append(share), is_cancelled=lambda: True)
    assert shares == []
