"""Made-up data is what it says it is, and the same for everybody."""

import numpy as np
import pytest

from viewer.bench.loading import write_table
from viewer.bench.synthetic import LANES, LONG_LABEL, Kind, date_text, make_dataset
from viewer.loading.load import load
from viewer.model.calendar import US_PER_DAY, instant_us
from viewer.model.columns import Flag
from viewer.model.edtf import parse_edtf


def columns_of(kind=Kind.USUAL, count=2_000, seed=1):
    return make_dataset(count, kind, seed).columns


@pytest.mark.parametrize("kind", Kind)
def test_there_are_as_many_events_as_asked_for_in_row_order(kind):
    columns = columns_of(kind)
    assert len(columns) == 2_000
    order = np.lexsort((columns.begin, columns.lane))
    assert (order == np.arange(2_000)).all()
    assert (columns.finish > columns.begin).all()


@pytest.mark.parametrize("kind", Kind)
def test_equal_seeds_give_equal_data_and_others_do_not(kind):
    one, same, other = columns_of(kind), columns_of(kind), columns_of(kind, seed=2)
    assert (one.begin == same.begin).all()
    assert (one.lane == same.lane).all()
    assert one.titles == same.titles
    assert not ((one.begin == other.begin).all() and (one.lane == other.lane).all() and kind is not Kind.ONE_INSTANT)


def test_usual_events_fill_thirty_years_and_twelve_lanes():
    columns = columns_of()
    assert (columns.begin >= instant_us(1990)).all()
    assert (columns.begin < instant_us(2020)).all()
    assert set(columns.lane.tolist()) == set(range(LANES))


def test_every_fifth_event_is_an_interval_of_about_three_days():
    columns = columns_of(count=20_000)
    is_interval = (columns.flags & Flag.DURATION) > 0
    assert 0.19 < is_interval.mean() < 0.21
    lengths = (columns.finish - columns.begin)[is_interval]
    assert 2.8 < np.median(lengths) / US_PER_DAY < 3.2
    assert lengths.max() > 100 * US_PER_DAY


def test_no_two_labels_are_alike_not_even_in_datasets_of_different_sizes():
    small, large = make_dataset(500), make_dataset(1_000)
    titles = [data.title_of(row) for data in (small, large) for row in range(len(data))]
    assert len(set(titles)) == 1_500


def test_awkward_data_is_awkward_in_its_own_way():
    assert len(set(columns_of(Kind.ONE_INSTANT).begin.tolist())) == 1
    over_all = columns_of(Kind.ONE_OVER_ALL)
    assert (over_all.finish - over_all.begin).max() == instant_us(1990) + 30 * 365 * US_PER_DAY - instant_us(1990)
    assert set(columns_of(Kind.ONE_LANE).lane.tolist()) == {0}
    assert set(np.diff(columns_of(Kind.LONG_LABELS).title_offsets).tolist()) == {LONG_LABEL}
    assert (np.abs(columns_of(Kind.RANGE_ENDS).begin) > 2**60).all()


@pytest.mark.parametrize("kind", Kind)
def test_events_made_on_request_agree_with_their_columns(kind):
    data = make_dataset(200, kind)
    for row in (0, 77, 199):
        event = data.event(row)
        assert data.index_of(event.id) == row
        assert (event.title, event.lane) == (data.title_of(row), data.lanes[data.columns.lane[row]])
        assert event.date.earliest_us <= int(data.columns.begin[row]) < event.date.latest_us


def test_dates_name_the_seconds_of_their_columns():
    columns = columns_of(count=300)
    for row in range(300):
        date = parse_edtf(date_text(columns, row))
        assert (date.earliest_us, date.latest_us) == (int(columns.begin[row]), int(columns.finish[row]))


def test_an_unknown_id_has_no_row():
    data = make_dataset(10)
    assert [data.index_of(name) for name in ("e10", "e-1", "x", "")] == [None] * 4


def test_the_table_that_is_written_loads_with_every_row_as_it_was(tmp_path):
    data = make_dataset(300)
    write_table(data, tmp_path / "events.csv")
    loaded = load(tmp_path / "events.csv")
    assert [problem for problem in loaded.problems if problem.severity == "error"] == []
    assert sorted(loaded.dataset.columns.begin.tolist()) == sorted(data.columns.begin.tolist())
    assert sorted(loaded.dataset.columns.finish.tolist()) == sorted(data.columns.finish.tolist())
    assert {loaded.dataset.title_of(row) for row in range(300)} == {data.title_of(row) for row in range(300)}
