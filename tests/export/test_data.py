"""A dataset out as data: every kind opens again in another program, and no doubt is lost on the way."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from builders import WORDS, a_dataset, a_quote, a_source, an_event
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.export.data.kinds import KINDS, data_text, kind_of, title_of, write_data
from viewer.export.formats.atomic import ExportError
from viewer.loading.load import load
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Basis, Disagreement, Figure, Layer, QuoteMatch, Refinement, Status
from viewer.model.filters import Filter
from viewer.model.personnel import Measure, PersonnelFigure

ALL = Filter()
LAYERS = (Layer("main", "Main"), Layer("more", "Public record"))
WIRE = a_source("wire", None, type="report", title="A wire", issued=parse_edtf("2024-06-25~"), url="https://e.org/a_b")


def a_figure(figure_id="f", amount="over 400", when="2024-10-11", **rest):
    usual = {"contributor": "Kenya", "measure": Measure.DEPLOYED, "reference": "wire"} | rest
    return PersonnelFigure(id=figure_id, amount=parse_amount(amount), date=parse_edtf(when), **usual)


def whole():
    june = an_event(
        "2024-06", "June *deed*", event_id="june", layer="main", date_words="in June", date_basis=Basis.INFERRED,
        quotes=(a_quote(),), references=("wire",), figures=(Figure("sent", parse_amount("about 400"), 0),),
        refined=Refinement(parse_edtf("2024-06-25"), "wire"), summary="It began.",
    )  # fmt: skip
    plan = an_event("[..2024-11]", "Plan", event_id="plan", layer="more", status=Status.PLANNED, is_unsourced=True)
    return a_dataset(
        plan,
        june,
        layers=LAYERS,
        sources=(a_source(issued=parse_edtf("[2024-10-11..2024-10-13]"), issued_basis=Basis.INFERRED), WIRE),
        personnel=(a_figure(layer="main"), a_figure("g", "nearly 1,000", layer="more")),
        disagreements=(Disagreement("d", "They differ", "So it is.", ("g",)),),
        version="2",
        sha256="ab" * 32,
    )


def table(kind, dataset=None, wanted=ALL):
    text = data_text(kind, dataset or whole(), wanted)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def parsed(kind, dataset=None, wanted=ALL):
    return json.loads(data_text(kind, dataset or whole(), wanted))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.csv", "csv"),
        ("a.personnel.csv", "personnel.csv"),
        ("a.b.JSON", "json"),
        ("a.csl.json", "csl.json"),
        ("a.jsonld", "jsonld"),
        ("a.png", None),
        ("csv", None),
        ("personnel.csv", "personnel.csv"),
        ("csl.json", "csl.json"),
    ],
)
def test_the_ending_says_the_kind(tmp_path, name, kind):
    assert kind_of(tmp_path / name) == kind


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_is_written_whole_and_the_same_each_time(tmp_path, kind):
    for name in ("one", "two"):
        write_data(tmp_path / name, kind, whole(), ALL)
    one, two = ((tmp_path / name).read_bytes() for name in ("one", "two"))
    assert one == two
    assert len(one) > 300
    assert title_of(kind)


def test_an_unknown_kind_is_refused_with_those_that_are_known():
    with pytest.raises(ExportError, match=r"'zip'\. Known: csv, personnel\.csv"):
        data_text("zip", whole(), ALL)


def test_the_table_of_events_keeps_dates_as_written_and_as_they_are_meant():
    june, plan = table("csv")
    assert (june["date"], june["date_in_words"], june["earliest"], june["latest"]) == (
        "2024-06", "Jun 2024", "2024-06-01", "2024-06-30",
    )  # fmt: skip
    assert (june["date_words"], june["date_basis"], june["refined_date"]) == ("in June", "inferred", "2024-06-25")
    assert (plan["date"], plan["earliest"], plan["latest"], plan["status"]) == (
        "[..2024-11]", "", "2024-11-30", "planned",
    )  # fmt: skip
    assert (plan["unsourced"], june["unsourced"]) == ("true", "")


def test_the_table_of_figures_has_both_limits_of_an_amount():
    over, nearly = table("personnel.csv")
    assert (over["amount"], over["amount_low"], over["amount_low_limit"], over["amount_high"]) == (
        "over 400", "400", "excluded", "",
    )  # fmt: skip
    assert (nearly["amount_low_limit"], nearly["amount_high_limit"]) == ("about", "excluded")


def test_a_table_without_rows_still_names_its_columns():
    text = data_text("personnel.csv", a_dataset(), ALL)
    assert text.startswith("\ufeffid,contributor,measure,amount,")
    assert text.count("\r\n") == 1


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30))
def test_every_cell_comes_back_as_it_was_formulas_too(title):
    (row,) = table("csv", a_dataset(an_event(title=title, event_id="x", summary=f'={title}","\n')))
    assert (row["title"], row["summary"]) == (title, f'={title}","\n')


def test_the_program_opens_its_own_table_again(tmp_path):
    path = tmp_path / "deeds.csv"
    write_data(path, "csv", whole(), ALL)
    loaded = load(path)
    events = {loaded.dataset.event(row).id: loaded.dataset.event(row) for row in range(len(loaded.dataset))}
    assert {name: event.date.text for name, event in events.items()} == {"june": "2024-06", "plan": "[..2024-11]"}
    assert (events["plan"].status, events["june"].summary) == (Status.PLANNED, "It began.")


def test_a_filter_leaves_out_events_figures_and_sources_that_nothing_rests_on():
    hidden = Filter(frozenset({"main"}))
    assert [row["id"] for row in table("csv", wanted=hidden)] == ["plan"]
    assert [row["id"] for row in table("personnel.csv", wanted=hidden)] == ["g"]
    assert [source["id"] for source in parsed("csl.json", wanted=hidden)] == ["wire"]
    assert parsed("json", wanted=hidden)["layer"] == [{"id": "more", "title": "Public record", "shown": True}]


def test_the_json_holds_what_the_dataset_says_and_can_be_read_back():
    data, dataset = parsed("json"), whole()
    june = next(event for event in data["event"] if event["id"] == "june")
    assert parse_edtf(june["date"]["edtf"]) == parse_edtf("2024-06")
    assert june["quote"][0] == {
        "source": "article", "exact": "about 400 police officers", "match": "verbatim", "start": 11, "end": 36,
    }  # fmt: skip
    assert june["figure"] == [
        {
            "label": "sent",
            "amount": {
                "text": "about 400",
                "low": {"value": 400, "is_strict": False, "is_about": True},
                "high": {"value": 400, "is_strict": False, "is_about": True},
            },
            "quote": 1,
        }
    ]
    assert data["source"][0]["full_text"] == WORDS
    assert [entry["amount"]["text"] for entry in data["personnel"]] == ["over 400", "nearly 1,000"]
    assert (data["sha256"], data["version"], len(data["disagreement"])) == (dataset.sha256, "2", 1)
    assert all(parse_amount(entry["amount"]["text"]) for entry in data["personnel"])


def test_a_quote_is_an_annotation_with_its_words_around_and_its_place():
    (note,) = parsed("jsonld")["items"]
    words, place = note["target"]["selector"]
    assert words == {
        "type": "TextQuoteSelector", "exact": "about 400 police officers", "prefix": "Kenya sent ",
        "suffix": " in June and July.",
    }  # fmt: skip
    assert WORDS[place["start"] : place["end"]] == words["exact"]
    assert note["body"][0]["value"] == "June *deed* (Jun 2024)"
    assert re.fullmatch(r"urn:mission-timeline:1:[\w:-]+", note["id"])


def test_an_annotation_of_a_quote_that_was_not_found_has_no_place_and_says_so():
    lost = a_quote("never said", text=None, match=QuoteMatch.NOT_FOUND, prefix="he ")
    (note,) = parsed("jsonld", a_dataset(an_event(quotes=(lost,))))["items"]
    assert note["target"]["selector"] == [{"type": "TextQuoteSelector", "exact": "never said", "prefix": "he "}]
    assert note["body"][1]["value"] == "Not verbatim in the source: not found."


@pytest.mark.parametrize(
    ("issued", "wanted"),
    [
        ("2024-06-25", {"date-parts": [[2024, 6, 25]]}),
        ("2024-06", {"date-parts": [[2024, 6]]}),
        ("2024~", {"date-parts": [[2024]], "circa": True}),
        ("2024-06/2024-08", {"date-parts": [[2024, 6], [2024, 8]]}),
        ("-0043", {"date-parts": [[-44]]}),
        ("[2024-10-11..2024-10-13]", {"literal": "between 11 and 13 Oct 2024"}),
        ("2024-06/..", {"literal": "from Jun 2024, still open"}),
        ("195X", {"literal": "1950s"}),
    ],
)
def test_a_date_is_given_in_parts_only_where_that_loses_nothing(issued, wanted):
    (item,) = parsed("csl.json", a_dataset(sources=(a_source(issued=parse_edtf(issued)),)))
    assert item["issued"] == wanted
    assert item["custom"]["issued-edtf"] == issued


@pytest.mark.parametrize(
    ("kind", "field"), [("article-newspaper", "container-title"), ("report", "publisher"), ("book", "publisher")]
)
def test_the_paper_an_article_is_in_stands_where_reference_managers_look_for_it(kind, field):
    (item,) = parsed("csl.json", a_dataset(sources=(a_source(type=kind, publisher="The Haitian Times"),)))
    assert {name for name, value in item.items() if value == "The Haitian Times"} == {field}


def test_a_source_says_that_its_date_is_inferred_and_who_wrote_it():
    source = a_source(issued=parse_edtf("2024"), issued_basis=Basis.INFERRED, author="A. Bee", accessed="2025-01-02")
    (item,) = parsed("csl.json", a_dataset(sources=(source,)))
    assert item["note"] == "Date inferred."
    assert item["author"] == [{"literal": "A. Bee"}]
    assert item["accessed"] == {"date-parts": [[2025, 1, 2]]}


def test_the_chronology_numbers_its_notes_and_has_each_once():
    text = data_text("md", whole(), ALL)
    signs, notes = set(re.findall(r"\[\^(\d+)\](?!:)", text)), re.findall(r"(?m)^\[\^(\d+)\]: ", text)
    assert sorted(signs) == notes == ["1", "2"]
    assert "“about 400 police officers” " in text
    assert "characters 11–36" in text


def test_the_chronology_says_every_doubt():
    text = data_text("txt", whole(), ALL)
    when = "- 25 Jun 2024 (from another source; in the article: Jun 2024, inferred)"
    assert f"{when}: June *deed* (One). [1] [2] It began. Sent: about 400." in text
    assert "by Nov 2024: Plan (One; planned; Public record; no source named)." in text
    assert "Kenya, deployed: over 400 as of 11 Oct 2024. [2]" in text
    assert "They differ So it is." in text


def test_words_are_no_marks_in_markdown_and_addresses_stay_whole():
    text = data_text("md", whole(), ALL)
    assert r"June \*deed\*" in text
    assert "https://e.org/a_b" in text


def test_what_is_left_out_is_said():
    assert "1 of 2 events · layers shown: Public record · not shown: Main" in data_text(
        "txt", whole(), Filter(frozenset({"main"}))
    )


def test_years_stand_in_order_and_an_undated_event_has_a_heading():
    dataset = a_dataset(an_event("2023-05", "B"), an_event("[..2024]", "C"), an_event("-0043", "A"))
    assert re.findall(r"(?m)^## (.*)$", data_text("md", dataset, ALL))[:3] == ["44 BC", "2023", "2024"]
