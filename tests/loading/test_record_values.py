"""Each kind of value a record holds: what is read, and the exact sentence where it is of another kind."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.positions import find_positions
from viewer.loading.problems import Severity
from viewer.loading.records import Log, Record
from viewer.model.events import Status


def a_record(toml):
    log = Log()
    return Record(log, "dataset.toml", find_positions(toml), (), tomllib.loads(toml)), log


def only(log):
    (problem,) = log.problems
    return problem


@pytest.mark.parametrize(
    ("value", "kind"),
    [("true", "true or false"), ("1.5", "a number"), ("['a']", "a list"), ("{ a = 1 }", "a table")],
)
def test_what_cannot_be_taken_as_text_is_named_and_left_out(value, kind):
    record, log = a_record(f"title = {value}\n")
    assert record.text("title") == ""
    assert only(log).text == f"title must be text in quotes, not {kind}"


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        ("2024", "a number", "2024"),
        ("-44", "a number", "-44"),
        ("2024-10-11", "a TOML date", "2024-10-11"),
        ("2024-10-11T14:30:00Z", "a TOML date", "2024-10-11T14:30:00+00:00"),
        ("14:30:00", "a TOML time", "14:30:00"),
    ],
)
def test_a_number_or_a_date_without_quotes_is_read_and_shown_with_them(value, kind, said):
    record, log = a_record(f"date = {value}\n")
    assert record.text("date") == said
    assert (only(log).text, only(log).hint) == (f"date must be text in quotes, not {kind}", f'write date = "{said}"')


def test_a_hexadecimal_number_too_long_to_write_out_is_reported_and_read_as_nothing():
    record, log = a_record(f"title = 0x{'F' * 5000}\n")
    assert record.text("title") == ""
    assert only(log).text == "title must be text in quotes, not a number"


def test_a_missing_text_is_reported_at_the_table_with_how_to_add_it():
    record, log = a_record("other = 'x'\n")
    assert record.text("title", required=True) == ""
    assert (only(log).text, only(log).hint, only(log).path) == ("title is missing", 'add title = "…"', "")


@pytest.mark.parametrize("blank", ["", "   ", "\\t\\n"])
def test_a_required_text_of_blanks_is_empty(blank):
    record, log = a_record(f'title = "{blank}"\n')
    record.text("title", required=True)
    assert (only(log).text, only(log).path, only(log).line) == ("title is empty", "title", 1)


def test_a_text_that_need_not_be_there_may_be_empty():
    record, log = a_record('note = ""\n')
    assert (record.text("note"), log.problems) == ("", [])


def test_text_from_right_to_left_is_kept_letter_by_letter():
    record, log = a_record('title = "وصول القوات"\n')
    assert (record.text("title", required=True), log.problems) == ("وصول القوات", [])


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\\'), max_size=40))
def test_any_text_in_quotes_is_read_as_it_stands(words):
    record, log = a_record(f'note = "{words}"\n')
    assert (record.text("note"), log.problems) == (words, [])


def test_reading_as_it_stands_reports_nothing_whatever_the_kind():
    record, log = a_record("id = 5\nname = 'x'\n")
    assert (record.raw("id"), record.raw("name"), record.raw("none"), log.problems) == ("", "x", "", [])


@pytest.mark.parametrize("default", [True, False])
def test_a_flag_that_is_no_flag_is_its_default(default):
    record, log = a_record("shown = 1\n")
    assert record.flag("shown", default=default) is default
    assert only(log).text == "shown must be true or false, not a number"


def test_a_flag_that_is_not_there_is_its_default_in_silence():
    record, log = a_record("")
    assert (record.flag("shown", default=True), record.flag("shown", default=False)) == (True, False)
    assert log.problems == []


@pytest.mark.parametrize(
    ("value", "kind"), [("true", "true or false"), ("'1'", "text"), ("1.0", "a number"), ("[1]", "a list")]
)
def test_only_a_whole_number_counts(value, kind):
    record, log = a_record(f"quote = {value}\n")
    assert record.number("quote") is None
    assert only(log).text == f"quote must be a whole number without quotes, not {kind}"


def test_nothing_and_less_than_nothing_are_whole_numbers():
    record, log = a_record("zero = 0\nless = -3\n")
    assert (record.number("zero"), record.number("less"), log.problems) == (0, -3, [])


def test_a_single_text_is_taken_as_a_list_of_one_and_reported():
    record, log = a_record("lanes = 'One'\n")
    assert record.texts("lanes") == ("One",)
    assert (only(log).text, only(log).hint) == ("lanes must be a list", 'write lanes = ["…"]')


def test_what_is_not_text_in_a_list_is_left_out_and_reported_once():
    record, log = a_record("lanes = ['One', 2, true, 'Two']\n")
    assert record.texts("lanes") == ("One", "Two")
    assert (only(log).text, only(log).hint) == ("lanes holds something that is not text", "each part stands in quotes")


def test_a_number_is_no_list():
    record, log = a_record("lanes = 3\n")
    assert record.texts("lanes") == ()
    assert only(log).text == 'lanes must be a list, as in ["…", "…"], not a number'


def test_a_text_is_no_table():
    record, log = a_record("quote = 'words'\n")
    assert record.table("quote") is None
    assert only(log).text == "quote must be a table, as in quote = { … }, not text"


def test_what_is_wrong_inside_a_table_is_reported_at_its_own_line():
    record, log = a_record("first = 1\n[quote]\nsource = 'a'\nexact = 5\n")
    record.table("quote").text("exact")
    assert (only(log).path, only(log).line) == ("quote.exact", 4)


def test_a_single_table_is_taken_as_the_only_one_of_its_list():
    record, log = a_record("[event]\ntitle = 'x'\n")
    assert [inner.text("title") for inner in record.tables("event")] == ["x"]
    assert only(log).text == "event is a single table"
    assert only(log).hint == "write [[event]] with two brackets, as often as needed"


def test_tables_among_other_values_are_kept_and_the_others_reported():
    record, log = a_record("event = [{ title = 'x' }, 5, { title = 'y' }]\n")
    assert [inner.text("title") for inner in record.tables("event")] == ["x", "y"]
    assert only(log).text == "event must be tables, each begun with [[event]], not a list"


def test_an_impossible_date_says_why_and_is_none():
    record, log = a_record("date = '2023-02-29'\n")
    assert record.date("date") is None
    assert only(log).text == "2023-02-29 is not a day: February 2023 has 28 days"


@pytest.mark.parametrize("said", ["-0043", "2024-06/..", "1985?", "Y-17000000"])
def test_years_before_christ_open_ends_and_doubt_are_dates(said):
    record, log = a_record(f"date = '{said}'\n")
    assert (record.date("date", required=True).text, log.problems) == (said, [])


def test_a_blank_date_that_need_not_be_there_is_none_in_silence():
    record, log = a_record("focus = '  '\n")
    assert (record.date("focus"), record.date("view"), log.problems) == (None, None, [])


def test_an_amount_that_is_not_there_is_reported_as_missing():
    record, log = a_record("")
    assert record.amount("amount") is None
    assert only(log).text == "amount is missing"


def test_an_empty_amount_is_reported_once():
    record, log = a_record("amount = ' '\n")
    assert (record.amount("amount"), only(log).text) == (None, "amount is empty")


def test_an_amount_keeps_its_bound_and_its_words():
    record, log = a_record("amount = 'over 2,900'\n")
    amount = record.amount("amount")
    assert (amount.text, amount.low.value, amount.low.is_strict, amount.high) == ("over 2,900", 2900, True, None)
    assert log.problems == []


def test_a_word_not_on_the_list_is_its_default_with_the_known_words():
    record, log = a_record("status = 'xyzzy'\n")
    assert record.word("status", Status, Status.HAPPENED) is Status.HAPPENED
    assert only(log).text == "status cannot be “xyzzy”"
    assert "“planned”" in only(log).hint


def test_a_word_of_another_kind_is_reported_only_once():
    record, log = a_record("status = true\n")
    assert record.word("status", Status, Status.HAPPENED) is Status.HAPPENED
    assert only(log).text == "status must be text in quotes, not true or false"


def test_an_unknown_key_without_a_near_one_points_to_the_description():
    record, log = a_record("qqqqq = 1\n")
    record.check_keys(["title", "date", "lane", "layer", "summary", "status", "links"])
    assert only(log).severity is Severity.WARNING
    assert only(log).hint == "see the format's description for the keys there are"


def test_a_place_is_written_as_file_and_line():
    record, _ = a_record("\n\ntitle = 'x'\n")
    assert str(record.place("title")) == "dataset.toml:3"
    assert str(record.place()) == "dataset.toml:1"


def test_a_record_knows_which_keys_it_has():
    record, _ = a_record("title = ''\n")
    assert "title" in record
    assert "date" not in record
