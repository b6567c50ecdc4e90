"""Files of columns open like a CSV with the same columns, where pyarrow is installed; elsewhere they say what to do."""

import datetime as dt
import sys

import pytest

from viewer.loading.kinds import is_table
from viewer.loading.load import load
from viewer.loading.problems import DatasetError, LoadCancelled

ROWS = {
    "Event Date": ["2024-06-25", "2024-07", "", "2023-02-29", None],
    "title": ["Arrival", " Vote\r\nheld ", "Nothing", "Never", ""],
    "lane": ["One", "Two", "One", "One", None],
}


@pytest.fixture
def arrow():
    return pytest.importorskip("pyarrow")


@pytest.fixture(params=["parquet", "arrow", "feather", "stream"])
def written(request, arrow, tmp_path):
    """Return what writes columns to a file of one of the kinds."""

    def write(columns, **options):
        table = arrow.table(columns)
        path = tmp_path / f"events.{request.param.replace('stream', 'arrow')}"
        if request.param == "parquet":
            pytest.importorskip("pyarrow.parquet").write_table(table, path, **options)
        elif request.param == "feather":
            pytest.importorskip("pyarrow.feather").write_feather(table, str(path))
        else:
            new = arrow.ipc.new_stream if request.param == "stream" else arrow.ipc.new_file
            with new(str(path), table.schema) as writer:
                writer.write_table(table)
        return path

    return write


def dates(loaded):
    return [loaded.dataset.event(row).date.text for row in range(len(loaded.dataset))]


@pytest.mark.parametrize(("ending", "kind"), [("parquet", "a Parquet"), ("arrow", "an Arrow"), ("feather", "an Arrow")])
def test_without_pyarrow_a_file_of_columns_says_what_to_do(ending, kind, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = tmp_path / f"events.{ending}"
    path.write_bytes(b"PAR1")
    assert is_table(path)
    with pytest.raises(DatasetError, match=rf"^this is {kind} file \(install pyarrow, or save it as CSV\)$"):
        load(path)


def test_it_opens_as_a_csv_with_the_same_columns_does(written, tmp_path):
    loaded = load(written(ROWS))
    dataset = loaded.dataset
    assert (dataset.title, dataset.lanes) == ("events", ("One", "Two"))
    assert [(dataset.id_of(row), dataset.title_of(row)) for row in range(2)] == [
        ("row-1", "Arrival"),
        ("row-2", "Vote held"),
    ]
    assert dates(loaded) == ["2024-06-25", "2024-07"]
    assert dataset.sha256


def test_rows_that_cannot_be_shown_are_reported_with_their_number(written):
    problems = load(written(ROWS)).problems
    assert [(problem.line, problem.text) for problem in problems] == [
        (3, "the row has no date and is not shown"),
        (4, "2023-02-29 is not a day: February 2023 has 28 days"),
    ]


def test_times_are_as_precise_as_the_column(written, arrow):
    morning, noon = dt.datetime(2024, 6, 25), dt.datetime(2024, 6, 26, 12)  # noqa: DTZ001  a file without a zone
    for unit in ("s", "ms", "us", "ns"):
        days = arrow.array([morning, morning], arrow.timestamp(unit))
        assert dates(load(written({"date": days}))) == ["2024-06-25"] * 2
        times = arrow.array([morning, noon], arrow.timestamp(unit))
        assert dates(load(written({"date": times}))) == ["2024-06-25T00:00:00", "2024-06-26T12:00:00"]


def test_days_zones_numbers_and_codes_are_read(written, arrow):
    zoned = arrow.array([1_719_316_800], arrow.timestamp("s", "Europe/Berlin"))
    columns = {
        "date": zoned,
        "end": arrow.array([dt.date(2024, 6, 27)]),
        "title": arrow.array([7]),
        "lane": arrow.array(["One"]).dictionary_encode(),
    }
    loaded = load(written(columns))
    assert dates(loaded) == ["2024-06-25T12:00:00Z/2024-06-27"]
    assert (loaded.dataset.title_of(0), loaded.dataset.lanes) == ("7", ("One",))


def test_a_column_that_holds_no_text_is_said_and_the_rest_is_read(written):
    loaded = load(written({"date": ["2024", "2025"], "title": [["a"], ["b"]]}))
    assert dates(loaded) == ["2024", "2025"]
    assert ["the column “title” is not read" in problem.text for problem in loaded.problems] == [True]


def test_rows_are_counted_on_from_batch_to_batch(written, monkeypatch):
    monkeypatch.setattr("viewer.loading.tables.arrow._ROWS_AT_ONCE", 2)
    loaded = load(written({"date": ["2024", "2024", "no", "2024", "never"]}))
    assert [problem.line for problem in loaded.problems] == [3, 5]


def test_without_a_date_or_without_rows_it_is_as_with_a_csv(written):
    with pytest.raises(DatasetError, match="no column of this table is known to hold dates"):
        load(written({"colour": ["red"]}))
    assert len(load(written({"date": [], "title": []})).dataset) == 0


def test_loading_tells_how_far_it_has_come_and_can_be_given_up(written):
    shares = []
    path = written(ROWS)
    load(path, progress=lambda share, _: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] > shares[0]
    with pytest.raises(LoadCancelled):
        load(path, is_cancelled=lambda: True)


@pytest.mark.parametrize("ending", ["parquet", "arrow", "feather"])
def test_a_broken_file_is_one_sentence(ending, arrow, tmp_path):
    path = tmp_path / f"events.{ending}"
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(DatasetError, match=rf"events\.{ending}” cannot be read: "):
        load(path)
