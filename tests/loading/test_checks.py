"""What concerns the dataset as a whole: its head, lanes, layers, ids, and that nothing stops it."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import pytest
from builders import EVENT, HEADER, a_folder
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.check_events import EVENT_KEYS, FIGURE_KEYS, LINK_KEYS
from viewer.loading.check_personnel import DISAGREEMENT_KEYS, PERSONNEL_KEYS
from viewer.loading.check_sources import QUOTE_KEYS, SOURCE_KEYS
from viewer.loading.checks import MAIN_KEYS
from viewer.loading.load import load
from viewer.loading.problems import DatasetError, Severity


@pytest.fixture
def loaded(tmp_path):
    return lambda toml, **rest: load(a_folder(tmp_path, toml, **rest))


def test_a_small_dataset_has_nothing_wrong(loaded):
    result = loaded(HEADER + 'version = "1.0"\nfocus = "2024-10-11"\nview = "2023-09/2024-12"\n' + EVENT)
    assert result.problems == ()
    assert (result.dataset.id, result.dataset.title, result.dataset.version) == ("test", "A test", "1.0")
    assert result.dataset.lanes == ("One", "Two")
    assert result.dataset.title_of(0) == "An event"
    assert result.dataset.view_us is not None


def test_an_empty_file_opens_and_says_what_is_missing(loaded):
    result = loaded("")
    assert len(result.dataset) == 0
    assert [problem.text.split()[0] for problem in result.problems] == ["lanes", "format", "id", "title"]


def test_an_unknown_key_warns_with_the_nearest_known_one(loaded):
    (problem,) = loaded(HEADER + 'descripton = "x"\n').problems
    assert (problem.severity, problem.line, problem.path) == (Severity.WARNING, 5, "descripton")
    assert problem.hint == "did you mean “description”?"


def test_all_problems_come_at_once_in_the_order_of_the_files(loaded):
    bad = EVENT.replace("2024-06", "2024-13").replace('"One"', '"Oen"')
    result = loaded("colour = 1\n" + HEADER + bad, events={"more": bad.replace('"a"', '"b"')})
    where = [(problem.file, problem.line) for problem in result.problems]
    assert where == [("dataset.toml", line) for line in (1, 9, 10)] + [("events/more.toml", line) for line in (4, 5)]


def test_errors_and_warnings_are_told_apart(loaded):
    assert not loaded(HEADER + "colour = 1\n").has_errors
    assert loaded("").has_errors


def test_an_id_stands_once_even_across_files_and_kinds(loaded):
    figure = '[[personnel]]\nid = "a"\ncontributor = "K"\nmeasure = "pledged"\namount = "1"\ndate = "2024"\n'
    result = loaded(HEADER + EVENT + figure + "unsourced = true\n", events={"more": EVENT})
    assert [(problem.file, problem.line) for problem in result.problems] == [
        ("dataset.toml", 12),
        ("events/more.toml", 2),
    ]
    assert "is taken at dataset.toml:6" in result.problems[1].text
    assert (len(result.dataset), result.dataset.personnel) == (1, ())


def test_an_event_without_an_id_is_kept_under_its_place(loaded):
    result = loaded(HEADER + EVENT.replace('id = "a"\n', ""))
    assert result.problems[0].text == "id is missing"
    assert result.dataset.id_of(0) == "(dataset.toml:5)"


def test_a_lane_that_is_not_listed_is_an_error_and_gets_a_row(loaded):
    result = loaded(HEADER + EVENT.replace('"One"', '"Tow"'))
    assert result.problems[0].hint == "did you mean “Two”?"
    assert result.dataset.lanes == ("One", "Two", "Tow")


def test_an_event_without_a_lane_is_not_put_into_another_lane(loaded):
    result = loaded(HEADER + EVENT.replace('lane = "One"\n', ""))
    assert result.problems[0].text == "lane is missing"
    assert result.dataset.event(0).lane == "No lane"


def test_a_lane_listed_twice_is_reported_and_drawn_once(loaded):
    result = loaded(HEADER.replace('"Two"', '"One"') + EVENT)
    assert "listed twice" in result.problems[0].text
    assert result.dataset.lanes == ("One",)


LAYERS = (
    '[[layer]]\nid = "article"\ntitle = "The article"\n[[layer]]\nid = "record"\ntitle = "The record"\nshown = false\n'
)


def test_an_event_belongs_to_the_first_layer_unless_it_says_so(loaded):
    result = loaded(HEADER + EVENT + EVENT.replace('"a"', '"b"') + 'layer = "record"\n' + LAYERS)
    assert result.problems == ()
    assert [result.dataset.event(row).layer for row in (0, 1)] == ["article", "record"]
    assert [(layer.id, layer.is_shown) for layer in result.dataset.layers] == [("article", True), ("record", False)]


def test_a_layer_that_is_not_listed_is_an_error_and_keeps_its_name(loaded):
    result = loaded(HEADER + EVENT + 'layer = "recrod"\n' + LAYERS)
    assert result.problems[0].hint == "did you mean “record”?"
    assert result.dataset.event(0).layer == result.dataset.layers[2].id == "recrod"


def test_a_source_in_an_event_file_is_said_to_be_out_of_place(loaded):
    (problem,) = loaded(HEADER, events={"more": '[[source]]\nid = "s"\n'}).problems
    assert (problem.file, problem.text) == ("events/more.toml", "“source” belongs in dataset.toml, not read here")


def test_a_single_table_is_told_from_a_list_of_tables(loaded):
    result = loaded(HEADER + EVENT.replace("[[event]]", "[event]"))
    assert "[[event]] with two brackets" in result.problems[0].hint
    assert len(result.dataset) == 1


def test_a_date_without_quotes_is_reported_and_read(loaded):
    (problem,) = (result := loaded(HEADER + EVENT.replace('"2024-06"', "2024-06-25"))).problems
    assert (problem.line, problem.hint) == (9, 'write date = "2024-06-25"')
    assert result.dataset.event(0).date.text == "2024-06-25"


def test_an_event_with_an_impossible_date_is_left_out_and_reported(loaded):
    result = loaded(HEADER + EVENT.replace("2024-06", "2023-02-29") + EVENT.replace('"a"', '"b"'))
    assert "2023-02-29 is not a day" in result.problems[0].text
    assert (len(result.dataset), result.dataset.id_of(0)) == (1, "b")


def test_dates_from_the_first_second_to_the_far_future_open(loaded):
    dates = ("Y-17E8", "-13800000000", "Y-13800000000", "Y99999999999", "[..2024]", "2024/..", "0000")
    result = loaded(
        HEADER + "".join(EVENT.replace('"a"', f'"{n}"').replace("2024-06", date) for n, date in enumerate(dates))
    )
    assert len(result.dataset) + len(result.problems) == len(dates)
    assert len(result.dataset) >= 6


def test_a_dataset_with_a_thousand_wrong_events_lists_a_thousand_problems(loaded):
    bad = EVENT.replace("2024-06", "never")
    toml = HEADER + "".join(bad.replace('"a"', f'"{number}"') for number in range(1000))
    assert len(loaded(toml).problems) == 1000


def opens_or_is_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "dataset.toml").write_bytes(content)
        with contextlib.suppress(DatasetError):
            load(Path(folder))


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300) | st.text(max_size=300).map(lambda text: HEADER.encode() + text.encode("utf-8", "replace"))
)
def test_no_bytes_crash_the_reader(content):
    opens_or_is_refused(content)


KEYS = (
    *MAIN_KEYS,
    *EVENT_KEYS,
    *FIGURE_KEYS,
    *LINK_KEYS,
    *QUOTE_KEYS,
    *SOURCE_KEYS,
    *PERSONNEL_KEYS,
    *DISAGREEMENT_KEYS,
)
TEXTS = ("a", "b", "", "One", "2024-06", "[2024..]", "Y-17E8", "over 2", "deployed", "../x", "sources/a.txt")
OTHERS = ("1", "-1", "1.5", "nan", "true", "2024-06-01", "10:00:00", "0x" + "F" * 5000)
scalars = st.sampled_from([*(f'"{text}"' for text in TEXTS), *OTHERS])
any_value = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        )
    ),
    max_leaves=12,
)
blocks = st.tuples(
    st.sampled_from(["[[event]]", "[[personnel]]", "[[source]]", "[[layer]]", "[[disagreement]]"]),
    st.dictionaries(st.sampled_from(KEYS), any_value, max_size=10),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(blocks, max_size=6))
def test_no_tables_crash_the_checks(tables):
    lines = [f"{head}\n" + "".join(f"{key} = {value}\n" for key, value in table.items()) for head, table in tables]
    opens_or_is_refused((HEADER + "".join(lines)).encode())


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), any_value, max_size=8))
def test_no_head_crashes_the_checks(table):
    opens_or_is_refused("".join(f"{key} = {value}\n" for key, value in table.items()).encode())
