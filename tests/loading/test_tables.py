from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from builders import HEADER, a_folder, a_source_table
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.load import load
from viewer.loading.problems import DatasetError, LoadCancelled
from viewer.loading.tables import table as tables
from viewer.model.columns import Flag

SAMPLES = Path(__file__).parents[1] / "data" / "csv"
CELL = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\x1e\x1f"), max_size=12)


def a_table(tmp_path, content, name="table.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def titles(loaded):
    return [loaded.dataset.title_of(row) for row in range(len(loaded.dataset))]


def dates(loaded):
    return [loaded.dataset.event(row).date.text for row in range(len(loaded.dataset))]


def said(loaded):
    return [(problem.line, problem.text) for problem in loaded.problems]


def test_a_table_is_a_dataset_named_after_its_file():
    loaded = load(SAMPLES / "events.csv")
    assert loaded.dataset.title == "events"
    assert loaded.dataset.lanes == ("Deployments", "Violence", "Diplomacy")
    assert len(loaded.dataset) == 4


def test_a_row_becomes_an_event_with_its_words_and_its_source():
    dataset = load(SAMPLES / "events.csv").dataset
    event = dataset.event(dataset.index_of("arrival"))
    assert (event.title, event.lane, event.summary) == (
        "First officers arrive",
        "Deployments",
        "About 400 officers land.",
    )
    assert dataset.sources[event.references[0]].url == "https://example.org/arrival"


def test_a_row_that_names_no_source_rests_on_the_table():
    dataset = load(SAMPLES / "events.csv").dataset
    event = dataset.event(dataset.index_of("patrols"))
    assert dataset.sources[event.references[0]].title == "events.csv"
    assert not event.is_unsourced


def test_dates_of_every_kind_stand_as_edtf():
    loaded = load(SAMPLES / "events.csv")
    assert set(dates(loaded)) == {"2024-06-25", "2024-07/2024-08", "2024-10-03T14:30", "[2024-09-30..2024-10-06]"}


def test_an_impossible_date_is_reported_with_its_line_behind_a_cell_of_two_lines():
    assert said(load(SAMPLES / "events.csv")) == [(7, "2023-02-29 is not a day: February 2023 has 28 days")]


def test_a_sep_line_and_windows_letters_are_read_and_said():
    loaded = load(SAMPLES / "windows.csv")
    assert titles(loaded) == ["Gespräch, kurz", "Müller"]
    assert [loaded.dataset.id_of(row) for row in range(2)] == ["row-3", "row-4"]
    assert [problem.text for problem in loaded.problems] == ["the table is not UTF-8: it was read as Windows-1252"]


def test_unicode_text_of_a_spreadsheet_is_read():
    loaded = load(SAMPLES / "excel.txt")
    assert titles(loaded) == ["Week — one", "Point"]
    assert dates(loaded) == ["2024-01-01/2024-01-05", "2024-02-01"]


def test_dates_in_parts_are_put_together():
    loaded = load(SAMPLES / "timelinejs.csv")
    assert dates(loaded) == ["2023-10-02", "2024-06-25T09:30/2024-07-16", "-0044-03-15"]
    assert said(loaded) == [(5, "the row has no date and is not shown")]


def test_the_precision_of_acled_is_never_overstated():
    loaded = load(SAMPLES / "acled.csv")
    assert dates(loaded) == ["2024-10-03", "[2024-10-13..2024-10-19]", "2024-09"]
    known = [bool(flags & Flag.DAY_KNOWN) for flags in loaded.dataset.columns.flags]
    assert known == [True, False, False]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_line_ends_and_delimiters_are_found(tmp_path, ending, delimiter):
    rows = [["date", "title"], ["2024-01-01", "One, and; more"], ["2024-01-02", 'Say "so"\nplease']]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=ending).writerows(rows)
    assert titles(load(a_table(tmp_path, text.getvalue()))) == ["One, and; more", 'Say "so" please']


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_are_found(tmp_path, codec):
    loaded = load(a_table(tmp_path, "date,title\n2024,Ærø 龍\n".encode(codec)))
    assert titles(loaded) == ["Ærø 龍"]


def test_a_letter_that_is_no_utf8_far_down_still_makes_it_windows(tmp_path):
    rows = b"2024-01-01,Plain\n" * 80_000
    loaded = load(a_table(tmp_path, b"date,title\n" + rows + b"2024-01-02,M\xfcller\n"))
    assert loaded.dataset.title_of(80_000) == "Müller"
    assert len(loaded.dataset) == 80_001


def test_rows_are_in_order_of_lane_and_time_over_many_blocks(tmp_path):
    rows = "".join(f"{2020 - n % 7}-01-{n % 28 + 1:02},Event {n},{'AB'[n % 2]}\n" for n in range(70_000))
    dataset = load(a_table(tmp_path, "date,title,lane\n" + rows)).dataset
    order = list(zip(dataset.columns.lane.tolist(), dataset.columns.begin.tolist(), strict=True))
    assert order == sorted(order)
    assert {dataset.title_of(row) for row in range(len(dataset))} == {f"Event {n}" for n in range(70_000)}
    row = dataset.index_of("row-50002")
    assert dataset.title_of(row) == "Event 50000"
    assert dataset.event(row).date.text == f"{2020 - 50_000 % 7}-01-{50_000 % 28 + 1:02}"


def test_a_table_without_dates_says_what_it_has_and_what_is_wanted(tmp_path):
    with pytest.raises(DatasetError, match=r"“Who”, “What” \(name a column of the first line date, start"):
        load(a_table(tmp_path, "Who,What\n1,2\n"))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"\0\0\0"])
def test_an_empty_table_is_said_to_be_empty(tmp_path, content):
    with pytest.raises(DatasetError, match="empty"):
        load(a_table(tmp_path, content))


def test_a_thousand_problems_are_listed_and_the_rest_counted(tmp_path):
    loaded = load(a_table(tmp_path, "date,title\n2024,Good\n" + "never,Bad\n" * 1500))
    assert titles(loaded) == ["Good"]
    assert len(loaded.problems) == 1001
    assert loaded.problems[-1].text == "500 more problems of this table are not listed"


def test_a_row_with_too_many_cells_is_shown_and_reported(tmp_path):
    loaded = load(a_table(tmp_path, "date,title\n2024-01-01,One, and more\n2024-01-02,Two,,\n"))
    assert titles(loaded) == ["One", "Two"]
    assert said(loaded) == [(2, "the row has 3 cells, the first line has 2; the rest is not read")]


def test_an_unclosed_quote_costs_no_other_row(tmp_path):
    loaded = load(a_table(tmp_path, 'date,title\n2024-01-01,"Open\n2024-01-02,Two\n2024-01-03,"Three, quoted"\n'))
    assert titles(loaded) == ['"Open', "Two", "Three, quoted"]
    assert said(loaded) == [(2, "a quotation mark is out of place; the line is read as it stands")]


def test_rare_lanes_are_merged_and_said(tmp_path):
    rows = "".join(f"2024-01-01,Event,Lane {n}\n" * (2 if n == 90 else 1) for n in range(100))
    loaded = load(a_table(tmp_path, "date,title,lane\n" + rows))
    assert len(loaded.dataset.lanes) == 64
    assert loaded.dataset.lanes[-1] == "Other lanes"
    assert "Lane 90" in loaded.dataset.lanes
    assert loaded.problems[0].text == "37 lanes with few rows, 37 rows in all, are shown as one: Other lanes"


def test_more_lanes_than_are_told_apart_lose_no_row(tmp_path, monkeypatch):
    monkeypatch.setattr("viewer.loading.tables.rows.MOST_LANES_READ", 70)
    rows = "".join(f"2024-01-01,Event,Lane {n}\n" for n in range(100))
    loaded = load(a_table(tmp_path, "date,title,lane\n" + rows))
    assert len(loaded.dataset) == 100
    assert (loaded.dataset.columns.lane == 63).sum() == 100 - 63


def test_more_sources_than_are_listed_are_named_in_the_summaries(tmp_path, monkeypatch):
    monkeypatch.setattr("viewer.loading.tables.rows.MOST_SOURCES", 2)
    loaded = load(a_table(tmp_path, "date,title,source\n2024,A,one\n2025,B,two\n2026,C,three\n2027,D,one\n"))
    events = [loaded.dataset.event(row) for row in range(4)]
    assert [event.references for event in events] == [("one",), ("two",), ("table",), ("one",)]
    assert events[2].summary == "Source: three"


def test_an_id_that_stands_twice_is_reported_and_both_rows_are_shown(tmp_path):
    loaded = load(a_table(tmp_path, "id,date,title\na,2024,One\na,2025,Two\n"))
    assert [loaded.dataset.id_of(row) for row in range(2)] == ["a", "row-3"]
    assert said(loaded) == [(3, "the id “a” is taken; the row is known by its line")]


def test_a_status_that_is_not_known_is_reported_once(tmp_path):
    loaded = load(a_table(tmp_path, "date,title,status\n2024,A,planned\n2025,B,odd\n2026,C,odd\n"))
    assert [loaded.dataset.event(row).status.value for row in range(3)] == ["planned", "happened", "happened"]
    assert said(loaded) == [(3, "the status “odd” is not known, taken as happened")]


def test_layers_are_taken_from_their_column(tmp_path):
    dataset = load(a_table(tmp_path, "date,title,layer\n2024,A,article\n2025,B,record\n")).dataset
    assert [layer.id for layer in dataset.layers] == ["article", "record"]
    assert dataset.event(1).layer == "record"


def test_dates_beyond_microseconds_stand_beside_times_of_microseconds(tmp_path):
    loaded = load(a_table(tmp_path, "date,title\nY-13800000000,Bang\n2024-10-03T14:30:05.123456,Now\n"))
    assert dates(loaded) == ["Y-13800000000", "2024-10-03T14:30:05.123456"]
    assert loaded.dataset.columns.unit_us == 1_000_000


def test_long_cells_and_nuls_are_no_obstacle(tmp_path):
    text = "x" * 300_000
    loaded = load(a_table(tmp_path, f'date,title,summary\n2024,A\0B,"{text}"\n'))
    assert titles(loaded) == ["AB"]
    assert loaded.dataset.event(0).summary == text


def test_a_table_too_long_is_read_as_far_as_it_may_be(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 10)
    loaded = load(a_table(tmp_path, "date,title\n" + "2024-01-01,One\n" * 100_000))
    assert 10 <= len(loaded.dataset) < 100_000
    assert "the rest is not read" in loaded.problems[0].text


def test_loading_stops_when_it_is_no_longer_wanted(tmp_path):
    path = a_table(tmp_path, "date,title\n" + "2024-01-01,One\n" * 200_000)
    shares = []
    with pytest.raises(LoadCancelled):
        load(path, progress=lambda share, _: shares.append(share), is_cancelled=lambda: len(shares) >= 2)
    assert len(shares) == 2


def test_a_slow_column_of_dates_is_left_in_the_middle_too(tmp_path):
    path = a_table(tmp_path, "date,title\n" + "".join(f"about {n},One\n" for n in range(20_000)))
    beats = iter(range(10**9))
    with pytest.raises(LoadCancelled):
        load(path, is_cancelled=lambda: next(beats) >= 10)
    assert next(beats) < 20


def test_loading_a_folder_can_be_given_up(tmp_path):
    with pytest.raises(LoadCancelled):
        load(a_folder(tmp_path), is_cancelled=lambda: True)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.dates(), CELL, CELL), min_size=1, max_size=8), st.sampled_from([csv.QUOTE_ALL, 0]))
def test_what_is_written_is_read_back(tmp_path_factory, rows, quoting):
    text = io.StringIO()
    csv.writer(text, quoting=quoting).writerows([["date", "title", "summary"], *rows])
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    path.write_bytes(text.getvalue().encode())
    dataset = load(path).dataset
    back = sorted((dataset.event(row).date.text, dataset.event(row).summary) for row in range(len(dataset)))
    assert back == sorted((day.isoformat(), unix(summary)) for day, _, summary in rows)


def unix(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet='ab,;"\n\r\t\0é20-', max_size=60).map(str.encode))
def test_no_bytes_crash_the_reader(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("csv") / "table.csv"
    path.write_bytes(b"date,title,lane,end,id\n2024,One\n" + content)
    try:
        loaded = load(path)
    except DatasetError:
        return
    for row in range(len(loaded.dataset)):
        event = loaded.dataset.event(row)
        assert loaded.dataset.index_of(event.id) == row
        assert event.title


def test_rows_of_a_dataset_join_its_events(tmp_path):
    loaded = load(a_dataset_with_table(tmp_path, "date,title,lane,source\n2024-01-01,Row,One,article\n"))
    dataset = loaded.dataset
    assert titles(loaded) == ["Row", "An event"]
    assert dataset.index_of("a") == 1
    assert dataset.event(0).references == ("article",)
    assert loaded.problems == ()


def a_dataset_with_table(tmp_path, table):
    words = "Kenya sent about 400 police officers."
    event = '[[event]]\nid = "a"\ntitle = "An event"\nlane = "One"\ndate = "2024-06"\nreferences = ["article"]\n'
    folder = a_folder(tmp_path, HEADER + a_source_table(text=words) + event, {"article": words})
    (folder / "events.csv").write_text(table, encoding="utf-8")
    return folder


def test_quotes_of_rows_are_found_in_their_sources(tmp_path):
    rows = "2024-01-01,Good,One,article,about 400 police\n2024-01-02,Bad,One,article,about 500 police\n"
    loaded = load(a_dataset_with_table(tmp_path, "date,title,lane,source,quote\n" + rows))
    matches = [loaded.dataset.event(row).quotes[0].match.value for row in range(2)]
    assert matches == ["verbatim", "not found"]
    assert said(loaded) == [(3, "“about 500 police” does not stand in the source “article”")]


def test_rows_are_held_against_lanes_ids_and_sources_of_their_dataset(tmp_path):
    rows = "a,2024-01-01,Row,Oen,\nb,2024-01-02,Row,One,article\n"
    loaded = load(a_dataset_with_table(tmp_path, "id,date,title,lane,source\n" + rows))
    assert said(loaded) == [
        (0, "1 row has no quote and no source; shown as unsourced"),
        (2, "the id “a” is taken; the row is known by its line"),
        (2, "there is no lane “Oen”"),
    ]
    assert loaded.dataset.lanes == ("One", "Two", "Oen")


def test_a_table_that_cannot_be_read_leaves_the_dataset_as_it_is(tmp_path):
    loaded = load(a_dataset_with_table(tmp_path, "Who,What\n1,2\n"))
    assert titles(loaded) == ["An event"]
    assert loaded.problems[0].file == "events.csv"


def test_rows_without_a_source_are_counted_in_words(tmp_path):
    loaded = load(a_dataset_with_table(tmp_path, "date,title,lane\n" + "2024-01-01,Row,One\n" * 1200))
    assert said(loaded) == [(0, "1,200 rows have no quote and no source; shown as unsourced")]


def test_the_table_counts_to_the_hash_of_its_dataset(tmp_path):
    folder = a_dataset_with_table(tmp_path, "date,title,lane,source\n2024-01-01,Row,One,article\n")
    before = load(folder).dataset.sha256
    (folder / "events.csv").write_text("date,title,lane,source\n2024-01-01,Rob,One,article\n", encoding="utf-8")
    assert load(folder).dataset.sha256 != before


@pytest.mark.parametrize(
    ("source", "quote", "problem"),
    [
        ("", "about 400 police", "a quote without a source"),
        ("elsewhere", "about 400", "the source “elsewhere” has no text, so it cannot be quoted"),
        ("article", "o", "“o” stands more than once in “article”"),
    ],
)
def test_a_quote_that_leads_nowhere_is_said(tmp_path, source, quote, problem):
    rows = f"2024-01-01,Row,One,{source},{quote}\n"
    loaded = load(a_dataset_with_table(tmp_path, "date,title,lane,source,quote\n" + rows))
    assert said(loaded) == [(2, problem)]


def test_rows_of_layers_beyond_the_most_are_shown_without_one_and_said(tmp_path, monkeypatch):
    monkeypatch.setattr("viewer.loading.tables.rows.MOST_LAYERS", 1)
    loaded = load(a_table(tmp_path, "date,title,layer\n2024,A,one\n2025,B,two\n"))
    assert [layer.title for layer in loaded.dataset.layers] == ["No layer", "one"]
    assert said(loaded) == [(3, "more than 1 layers; the rows of the others are shown without one")]


def test_years_in_parts_may_be_long_and_months_short(tmp_path):
    rows = "12000,,\n2024,6,\n2024,6,5\n"
    loaded = load(a_table(tmp_path, "Year,Month,Day\n" + rows))
    assert dates(loaded) == ["2024-06", "2024-06-05", "Y12000"]
