"""Data out at its edges: BC and far years, open ends, fractions, nothing named, words no table may bend."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction

import pytest
from builders import a_dataset, a_quote, a_source, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from viewer.export.data.kinds import KINDS, data_text, title_of, write_data
from viewer.export.data.rows import first_text, last_text, shown_events
from viewer.export.formats.atomic import ExportError
from viewer.model.amounts import Amount, Limit, parse_amount
from viewer.model.calendar import US_PER_DAY, instant_us
from viewer.model.edtf import parse_edtf
from viewer.model.events import Disagreement, Figure, Layer, Link, QuoteMatch, Refinement
from viewer.model.filters import Filter
from viewer.model.personnel import Measure, PersonnelFigure

ALL = Filter()
LAYERS = (Layer("main", "Main"), Layer("more", "More", note="Added.", is_shown=False))


def table(kind, dataset, wanted=ALL):
    text = data_text(kind, dataset, wanted)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def parsed(kind, dataset, wanted=ALL):
    return json.loads(data_text(kind, dataset, wanted))


def a_figure(amount="over 400", **rest):
    amount = parse_amount(amount) if isinstance(amount, str) else amount
    usual = {"id": "f", "contributor": "Kenya", "measure": Measure.DEPLOYED, "date": parse_edtf("2024-10-11")}
    return PersonnelFigure(**usual | {"amount": amount} | rest)


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("Y-17000", "Y-17000-01-01", "Y-17000-12-31"),
        ("Y12024", "Y12024-01-01", "Y12024-12-31"),
        ("2024-06-25T14:30:00", "2024-06-25T14:30:00", "2024-06-25T14:30:00.999999"),
        ("../2024", "", "2024-12-31"),
        ("2024/..", "2024-01-01", ""),
        ("[..2024-11]", "", "2024-11-30"),
    ],
)
def test_the_first_and_the_last_instant_of_a_date_are_text(when, first, last):
    (row,) = table("csv", a_dataset(an_event(when)))
    assert (row["earliest"], row["latest"]) == (first, last)


def test_an_unknown_instant_is_no_text():
    assert (first_text(None), last_text(None)) == ("", "")


@settings(max_examples=60, deadline=None)
@given(st.integers(-4_000_000, 4_000_000))
def test_a_whole_day_begins_and_ends_under_one_name(day):
    assert first_text(day * US_PER_DAY) == last_text((day + 1) * US_PER_DAY)


def test_a_fraction_of_a_second_keeps_all_its_digits():
    assert first_text(instant_us(2024, 6, 25, 14, 30, 5, 42)) == "2024-06-25T14:30:05.000042"


def test_events_of_one_time_stay_in_the_order_of_the_dataset():
    dataset = a_dataset(*(an_event("2024-06", name) for name in ("C", "A", "B")))
    assert [event.title for event in shown_events(dataset, ALL)] == ["C", "A", "B"]


def test_an_event_with_an_open_start_stands_where_it_ends():
    dataset = a_dataset(an_event("../2024-05", "Open"), an_event("2024-04", "Before"), an_event("2024-06", "After"))
    assert [row["title"] for row in table("csv", dataset)] == ["Before", "Open", "After"]


def test_doubt_of_a_date_has_columns_of_its_own():
    about, unsure, plain = table("csv", a_dataset(an_event("2001~"), an_event("2002?", "B"), an_event("2003", "C")))
    assert (about["approximate"], about["uncertain"]) == ("true", "")
    assert (unsure["approximate"], unsure["uncertain"]) == ("", "true")
    assert (plain["approximate"], plain["uncertain"]) == ("", "")


def test_several_quotes_and_references_stand_in_one_cell_a_line_each():
    quotes = (a_quote("about 400\n  police", text=None), a_quote("June", "wire", text=None))
    (row,) = table("csv", a_dataset(an_event(quotes=quotes, references=("x", "y"))))
    assert row["quote"].splitlines() == ["about 400 police", "June"]
    assert row["quote_sources"].splitlines() == ["article", "wire"]
    assert row["references"].splitlines() == ["x", "y"]


def test_the_source_column_names_a_quote_before_a_reference():
    quoted = an_event(quotes=(a_quote(),), references=("wire",))
    cited, bare = an_event(title="B", references=("wire",)), an_event(title="C")
    assert [row["source"] for row in table("csv", a_dataset(quoted, cited, bare))] == ["article", "wire", ""]


def test_numbers_and_links_of_an_event_keep_their_words():
    event = an_event(figures=(Figure("killed", parse_amount("at least 115")),), links=(Link("b", "responds to"),))
    (row,) = table("csv", a_dataset(event))
    assert (row["figures"], row["links"]) == ("killed: at least 115", "responds to: b")


@pytest.mark.parametrize(
    ("amount", "low", "high"),
    [
        ("400", ("400", "included"), ("400", "included")),
        ("about 400", ("400", "about"), ("400", "about")),
        ("at most 400", ("", ""), ("400", "included")),
        ("fewer than 400", ("", ""), ("400", "excluded")),
        ("300 to 400", ("300", "included"), ("400", "included")),
        (Amount(Limit(Fraction(31, 2), False, False), None), ("31/2", "included"), ("", "")),
    ],
)
def test_each_limit_of_an_amount_says_its_kind(amount, low, high):
    (row,) = table("personnel.csv", a_dataset(personnel=(a_figure(amount),)))
    assert (row["amount_low"], row["amount_low_limit"]) == low
    assert (row["amount_high"], row["amount_high_limit"]) == high


def test_a_figure_says_what_it_is_part_of_and_when_it_was_announced():
    figure = a_figure(part_of="All", within="g", announced=parse_edtf("2024-09"), note="by ship", quote=a_quote())
    (row,) = table("personnel.csv", a_dataset(personnel=(figure,)))
    assert (row["part_of"], row["within"], row["announced"], row["note"]) == ("All", "g", "2024-09", "by ship")
    assert (row["quote"], row["quote_source"], row["quote_match"]) == (
        "about 400 police officers", "article", "verbatim",
    )  # fmt: skip


def test_a_figure_without_a_layer_is_of_the_first():
    dataset = a_dataset(layers=LAYERS, personnel=(a_figure(), a_figure(id="g", layer="more")))
    assert [row["id"] for row in table("personnel.csv", dataset, Filter(frozenset({"main"})))] == ["g"]
    assert [row["id"] for row in table("personnel.csv", dataset, Filter(frozenset({"more"})))] == ["f"]


def test_fractions_of_an_amount_are_exact_in_json():
    figure = a_figure(Amount(Limit(Fraction(31, 2), True, False), None))
    (entry,) = parsed("json", a_dataset(personnel=(figure,)))["personnel"]
    assert entry["amount"]["low"] == {"value": "31/2", "is_strict": True, "is_about": False}
    assert "high" not in entry["amount"]


def test_a_limit_of_zero_is_not_taken_for_nothing():
    (entry,) = parsed("json", a_dataset(personnel=(a_figure("0"),)))["personnel"]
    assert entry["amount"]["low"]["value"] == entry["amount"]["high"]["value"] == 0


def test_the_json_says_focus_and_view_as_the_author_would():
    day = instant_us(2024, 10, 11)
    dataset = replace(a_dataset(), focus_us=day, view_us=(instant_us(2024, 9), instant_us(2024, 11)))
    data = parsed("json", dataset)
    assert (data["focus"], data["view"]) == ("2024-10-11", "2024-09-01/2024-10-31")


def test_a_layer_that_is_hidden_at_first_says_so_in_json():
    assert parsed("json", a_dataset(layers=LAYERS))["layer"] == [
        {"id": "main", "title": "Main", "shown": True},
        {"id": "more", "title": "More", "note": "Added.", "shown": False},
    ]


def test_lanes_and_disagreements_that_are_hidden_stay_out_of_the_json():
    events = (an_event(title="A"), an_event(title="B", lane="Two"))
    entries = tuple(Disagreement(name, name, "so", (name,)) for name in ("a", "b"))
    data = parsed("json", a_dataset(*events, disagreements=entries), Filter(hidden_lanes=frozenset({"Two"})))
    assert data["lanes"] == ["One"]
    assert [entry["id"] for entry in data["disagreement"]] == ["a"]


def test_a_closer_date_keeps_its_source_and_its_note_in_json():
    event = an_event(refined=Refinement(parse_edtf("2024-06-25"), "wire", "by radio"))
    (entry,) = parsed("json", a_dataset(event))["event"]
    assert entry["refined"] == {
        "date": {"edtf": "2024-06-25", "words": "25 Jun 2024", "earliest": "2024-06-25", "latest": "2024-06-25"},
        "source": "wire",
        "note": "by radio",
    }


def test_a_source_that_only_a_closer_date_or_a_number_rests_on_stays_when_others_are_hidden():
    names = ("article", "closer", "number", "unused")
    event = an_event(
        refined=Refinement(parse_edtf("2024-06-25"), "closer"),
        figures=(Figure("sent", parse_amount("9"), None, "number"),),
    )
    dataset = a_dataset(event, layers=LAYERS, sources=tuple(a_source(name, None) for name in names))
    found = parsed("csl.json", dataset, Filter(frozenset({"more"})))
    assert [entry["id"] for entry in found] == ["closer", "number"]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_of_a_filter_that_hides_all_is_still_a_whole_file(kind):
    text = data_text(kind, a_dataset(personnel=(a_figure(),)), Filter(frozenset({"main"})))
    assert text.endswith("\n")
    assert "Kenya" not in text
    assert "An event" not in text


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_words_from_right_to_left_are_written_as_letters(kind):
    words = "هايتي تطلب قوة دولية"
    source = a_source(title=words)
    event = an_event(title=words, event_id="x", quotes=(a_quote(text=None, match=QuoteMatch.NO_TEXT),))
    text = data_text(kind, a_dataset(event, sources=(source,), personnel=(a_figure(contributor=words),)), ALL)
    assert words in text


def test_a_title_for_a_kind_that_there_is_not_is_refused():
    with pytest.raises(ExportError, match=r"^There is no kind of data 'xlsx'\. Known: csv, .*, txt\.$"):
        title_of("xlsx")


def test_a_kind_that_is_refused_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("mine")
    with pytest.raises(ExportError):
        write_data(path, "xlsx", a_dataset(), ALL)
    assert path.read_text() == "mine"


def test_the_title_of_the_dataset_is_its_id_where_it_has_none():
    dataset = replace(a_dataset(), title="")
    assert parsed("jsonld", dataset)["partOf"]["label"] == "Quotes of test"
    assert data_text("md", dataset, ALL).startswith("# test\n")
