from __future__ import annotations

import pytest
from builders import EVENT, HEADER, a_folder, an_event
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.load import load
from viewer.model.columns import begin_of, finish_of, flags_of
from viewer.model.edtf import parse_edtf
from viewer.model.events import Status
from viewer.model.table_store import IdColumn, TableStore
from viewer.model.text_column import TextColumn

WORDS = st.text(st.characters(codec="utf-8"), max_size=80)


@pytest.fixture
def table(tmp_path):
    def made(text):
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        return load(path).dataset

    return made


def test_an_event_is_made_of_its_row(table):
    dataset = table("id,date,title,lane,summary,quote,source,status\nx,2024-06,June,A,Long,words,S,claimed\n")
    event = dataset.event(0)
    assert (event.id, event.title, event.lane, event.summary) == ("x", "June", "A", "Long")
    assert (event.quotes[0].exact, event.quotes[0].source, event.references) == ("words", "S", ("S",))
    assert event.status is Status.CLAIMED


def test_the_date_of_a_row_is_that_of_its_text(table):
    texts = ["2024", "2024-06", "2024-06-25", "2024-06-25T14", "2024-06-25T14:30:05.25Z", "201X", "2024-06/.."]
    dataset = table("date,title\n" + "".join(f"{text},One\n" for text in texts))
    made = {dataset.event(row).date for row in range(len(texts))}
    assert made == {parse_edtf(text) for text in texts}


def test_columns_say_the_same_as_the_events(table):
    texts = ["2024", "2024-06-25", "2024-06-25T14:30", "/2024", "[..2023]", "2024-06-25/2024-07"]
    dataset = table("date,title\n" + "".join(f'"{text}",One\n' for text in texts))
    for row in range(len(dataset)):
        event, columns = dataset.event(row), dataset.columns
        assert (columns.begin[row], columns.finish[row]) == (begin_of(event.date, 1), finish_of(event.date, 1))
        assert columns.flags[row] == flags_of(event)
        assert columns.core_of(row) == event.date.core_us


def test_a_row_is_found_by_its_id_and_by_its_line(table):
    dataset = table("id,date,title\nx,2025,Late\n,2024,Early\n")
    assert [dataset.id_of(row) for row in range(2)] == ["row-3", "x"]
    assert [dataset.index_of(name) for name in ("row-3", "x")] == [0, 1]


@pytest.mark.parametrize("name", ["", "y", "row-", "row-2", "row-99", "row-03", "row-٣", "row-99999999999", "row--1"])
def test_an_id_that_is_nobodys_is_not_found(table, name):
    dataset = table("id,date,title\nx,2025,Late\n,2024,Early\n")
    assert dataset.index_of(name) is None


def test_the_line_of_a_row_is_known(table):
    store = table("date,title\n\n2025,Late\n2024,Early\n").store
    assert isinstance(store, TableStore)
    assert [store.line_of(row) for row in range(2)] == [4, 3]


def test_a_table_of_no_rows_is_a_dataset_of_no_events(table):
    dataset = table("date,title\n")
    assert len(dataset) == 0
    assert dataset.index_of("row-2") is None


def test_an_event_of_a_large_table_costs_less_than_100_bytes(table):
    rows = "".join(f"2024-06-{n % 28 + 1:02},Event number {n} in words,Lane {n % 12}\n" for n in range(5000))
    dataset = table("date,title,lane\n" + rows)
    store = dataset.store
    assert isinstance(store, TableStore)
    assert dataset.columns.nbytes + store.nbytes < 100 * len(dataset)
    assert dataset.columns.nbytes > 50 * len(dataset)


def test_the_store_counts_the_texts_it_holds(table):
    plain = table("date,title\n2024,One\n").store
    wordy = table("date,title,summary,id\n2024,One," + "x" * 1000 + ",a\n").store
    assert isinstance(plain, TableStore)
    assert isinstance(wordy, TableStore)
    assert wordy.nbytes > plain.nbytes + 1000


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_each_id_is_found_at_its_first_place(names):
    ids = IdColumn.of(TextColumn.of(names))
    assert [ids.row_of(name) for name in names] == [names.index(name) for name in names]
    assert ids.row_of("no such id") is None


def test_builders_and_tables_agree_on_what_an_event_is(table):
    made = table("id,date,title,lane\njune,2024-06,June,One\n").event(0)
    wanted = an_event("2024-06", "June", references=("table",))
    assert made == wanted


def test_sources_and_links_are_those_of_the_event_without_making_it(table, monkeypatch):
    dataset = table("date,title,source,quote\n2024,One,S,words\n2025,Two,T,\n2026,Three,,\n")
    events = [dataset.event(row) for row in range(3)]
    monkeypatch.setattr(TableStore, "event", None)
    assert [dataset.store.sources_of(row) for row in range(3)] == [event.source_ids for event in events]
    assert [dataset.store.links_of(row) for row in range(3)] == [event.links for event in events]


def test_a_listed_event_beside_a_table_keeps_its_sources_and_links(tmp_path):
    linked = EVENT + 'links = [{ to = "b", kind = "extends" }]\n' + EVENT.replace('"a"', '"b"')
    folder = a_folder(tmp_path, HEADER + linked)
    (folder / "events.csv").write_text("date,title,lane,source\n2024,Row,One,\n", encoding="utf-8")
    dataset = load(folder).dataset
    row = dataset.index_of("a")
    assert dataset.store.sources_of(row) == dataset.event(row).source_ids
    assert [link.to for link in dataset.store.links_of(row)] == ["b"]
