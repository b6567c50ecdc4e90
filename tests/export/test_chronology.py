"""Chronology, references and annotations at what seldom occurs: no source, no year, odd dates and names."""

from __future__ import annotations

import json
import re

import pytest
from builders import WORDS, a_dataset, a_quote, a_source, an_event
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.export.data.annotations import CONTEXT_CHARACTERS, annotations_json
from viewer.export.data.chronology import chronology_markdown, chronology_text
from viewer.export.data.csl import sources_json
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Basis, Disagreement, Figure, Layer, QuoteMatch, Refinement, Status
from viewer.model.filters import Filter
from viewer.model.personnel import Measure, PersonnelFigure

ALL = Filter()


def a_figure(**rest):
    usual = {"id": "f", "contributor": "Kenya", "measure": Measure.DEPLOYED, "amount": parse_amount("over 400")}
    return PersonnelFigure(**usual | {"date": parse_edtf("2024-10-11")} | rest)


def headings(text):
    return re.findall(r"(?m)^## (.*)$", text)


def reference(**source):
    (item,) = json.loads(sources_json(a_dataset(sources=(a_source(**source),)), ALL))
    return item


def annotations(*events, **rest):
    return json.loads(annotations_json(a_dataset(*events, **rest), ALL))["items"]


def test_headings_of_plain_text_are_underlined_to_their_length():
    lines = chronology_text(a_dataset(), ALL).splitlines()
    assert lines[:2] == ["A test", "======"]
    assert lines[lines.index("2024") + 1] == "----"


def test_the_description_stands_under_the_title_on_one_line():
    text = chronology_text(a_dataset(description="What\nhappened."), ALL)
    assert text.startswith("A test\n======\n\nWhat happened.\n\n1 event")


@pytest.mark.parametrize(
    ("when", "heading"),
    [("0001", "1"), ("0000", "1 BC"), ("-0043-03-15", "44 BC"), ("../2024", "2024"), ("Y-17000", "17001 BC")],
)
def test_each_event_stands_under_the_year_it_is_known_by(when, heading):
    assert headings(chronology_markdown(a_dataset(an_event(when)), ALL))[0] == heading


def test_events_of_one_year_share_a_heading():
    text = chronology_markdown(a_dataset(an_event("2024-01"), an_event("2024-12", "B"), an_event("2025", "C")), ALL)
    assert [heading for heading in headings(text) if heading.isdigit()] == ["2024", "2025"]


def test_a_dataset_without_sources_or_quotes_has_no_such_parts():
    assert headings(chronology_markdown(a_dataset(sources=()), ALL)) == ["2024"]


def test_the_parts_stand_in_their_order():
    text = chronology_markdown(
        a_dataset(
            an_event(quotes=(a_quote(),)),
            personnel=(a_figure(),),
            disagreements=(Disagreement("d", "T", "so", ("f",)),),
        ),
        ALL,
    )
    assert headings(text) == ["2024", "Personnel", "Where the sources disagree", "Notes", "Sources"]


def test_a_claim_in_another_layer_says_both():
    layers = (Layer("main", "Main"), Layer("more", ""))
    text = chronology_text(a_dataset(an_event(layer="more", status=Status.CLAIMED), layers=layers), ALL)
    assert "An event (One; claimed; more)." in text


def test_a_quote_that_is_not_verbatim_says_so_in_its_note():
    lost = a_quote("never said", text=None, match=QuoteMatch.NOT_FOUND)
    text = chronology_text(a_dataset(an_event(quotes=(lost,))), ALL)
    assert "[1] “never said” “A source”, undated (not found)" in text.splitlines()


def test_a_source_that_the_dataset_lacks_is_named_by_its_id():
    text = chronology_text(a_dataset(an_event(references=("lost-wire",)), sources=()), ALL)
    assert "[1] lost-wire" in text.splitlines()


def test_the_same_reference_of_two_events_is_one_note():
    events = (an_event(references=("article",)), an_event("2024-07", "B", references=("article",)))
    text = chronology_text(a_dataset(*events), ALL)
    assert text.count(" [1]") == 2
    assert text.count("\n[1] ") == 1
    assert "[2]" not in text


def test_the_source_of_a_closer_date_and_of_a_number_have_notes():
    event = an_event(
        refined=Refinement(parse_edtf("2024-06-25"), "wire", "By radio."),
        figures=(Figure("killed", parse_amount("115"), None, "count"),),
    )
    text = chronology_text(a_dataset(event, sources=()), ALL)
    assert "(One). [1] [2] Killed: 115. On the date: By radio." in text
    assert text.endswith("[1] wire\n[2] count\n")


def test_an_event_stands_where_its_closer_date_does_and_says_whose_that_is():
    vague = an_event(
        "[..2024-06]", "Approved", date_basis=Basis.INFERRED, refined=Refinement(parse_edtf("2023-10-02"), "record"),
        quotes=(a_quote(source="article"),), event_id="vague",
    )  # fmt: skip
    text = chronology_text(a_dataset(vague, an_event("2024-02", "Met")), ALL)
    heads = [line for line in text.splitlines() if line in {"2023", "2024"} or line.startswith("- ")]
    assert heads[0] == "2023"
    assert heads[1].startswith("- 2 Oct 2023 (from another source; in the article: by Jun 2024, inferred): Approved")
    assert heads[2:4] == ["2024", "- Feb 2024: Met (One)."]


def test_another_source_with_the_same_date_is_not_called_closer():
    event = an_event("2024-10-11", date_basis=Basis.INFERRED, refined=Refinement(parse_edtf("2024-10-11"), "wire"))
    text = chronology_text(a_dataset(event), ALL)
    assert "- 11 Oct 2024 (date inferred; the same from another source): " in text


def test_the_signs_of_two_notes_do_not_run_into_one_number():
    text = chronology_markdown(a_dataset(an_event(references=("wire", "count"))), ALL)
    assert "(One).[^1] [^2]\n" in text


def test_personnel_stand_in_order_of_time_with_what_they_are_part_of():
    later = a_figure(id="g", date=parse_edtf("2024-11"), measure=Measure.PLANNED, part_of="All", is_unsourced=True)
    text = chronology_text(a_dataset(personnel=(later, a_figure())), ALL)
    lines = [line for line in text.splitlines() if line.startswith("- Kenya")]
    assert lines == [
        "- Kenya, deployed: over 400 as of 11 Oct 2024.",
        "- Kenya, planned: over 400 for Nov 2024 (part of All; no source named).",
    ]


def test_a_disagreement_about_nothing_shown_is_left_out():
    dataset = a_dataset(disagreements=(Disagreement("d", "They differ", "so", ("gone",)),))
    assert "They differ" not in chronology_text(dataset, ALL)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("\\`*_[]<>#|~ab "), min_size=1, max_size=30).filter(lambda text: text.strip()))
def test_taking_the_strokes_away_gives_the_words_of_a_title_back(title):
    text = chronology_markdown(a_dataset(an_event(title=title, event_id="x")), ALL)
    line = next(line for line in text.splitlines() if line.startswith("- **"))
    said = line.removeprefix("- **Jun 2024**: ").removesuffix(" (One).")
    assert re.sub(r"\\(.)", r"\1", said) == " ".join(title.split())


def test_a_reference_without_a_type_is_a_document():
    assert reference(type="")["type"] == "document"


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ("2024-10-11", {"date-parts": [[2024, 10, 11]]}),
        ("2024-10", {"date-parts": [[2024, 10]]}),
        ("2024", {"date-parts": [[2024]]}),
        ("2024?", {"date-parts": [[2024]], "circa": True}),
        ("2024-01/2024-03", {"date-parts": [[2024, 1], [2024, 3]]}),
        ("-0043", {"date-parts": [[-44]]}),
        ("2024-10-11T23:30:00-04:00", {"date-parts": [[2024, 10, 11]]}),
        ("195X", {"literal": "1950s"}),
        ("2024/..", {"literal": "from 2024, still open"}),
    ],
)
def test_a_reference_has_its_date_in_parts_only_where_nothing_is_lost(issued, date):
    item = reference(issued=parse_edtf(issued))
    assert item["issued"] == date
    assert item["custom"]["issued-edtf"] == issued


@pytest.mark.parametrize(
    ("accessed", "date"),
    [("2025-01", {"date-parts": [[2025, 1]]}), ("last winter", {"raw": "last winter"}), ("", None)],
)
def test_the_day_of_access_is_a_date_or_as_it_was_written(accessed, date):
    assert reference(accessed=accessed).get("accessed") == date


def test_the_notes_of_a_reference_are_put_together():
    source = {"issued": parse_edtf("2024"), "issued_basis": Basis.INFERRED, "issued_note": "By ship.", "note": "Draft."}
    assert reference(**source)["note"] == "Date inferred. By ship. Draft."


def test_without_a_date_nothing_is_inferred():
    item = reference(issued_basis=Basis.INFERRED, sha256="ab" * 32)
    assert {"issued", "note"}.isdisjoint(item)
    assert item["custom"] == {"sha256": "ab" * 32}


def test_a_quote_at_the_start_of_its_source_has_nothing_before_it():
    (item,) = annotations(an_event(quotes=(a_quote("Kenya"),)))
    words, place = item["target"]["selector"]
    assert (words["prefix"], place["start"], place["end"]) == ("", 0, 5)


def test_the_words_around_a_quote_are_no_more_than_promised():
    text = "x" * 90 + "here" + "y" * 90
    (item,) = annotations(an_event(quotes=(a_quote("here", text=text),)), sources=(a_source(text=text),))
    words = item["target"]["selector"][0]
    assert (words["prefix"], words["suffix"]) == ("x" * CONTEXT_CHARACTERS, "y" * CONTEXT_CHARACTERS)


def test_places_count_code_points_not_bytes_or_halves():
    text = "🙂 été: " + WORDS
    (item,) = annotations(an_event(quotes=(a_quote("Kenya", text=text),)), sources=(a_source(text=text),))
    assert item["target"]["selector"][1]["start"] == 7


def test_an_annotation_of_a_source_the_dataset_lacks_still_names_it():
    (item,) = annotations(an_event(quotes=(a_quote(source="lost one", text=None),)))
    assert item["target"]["source"] == {
        "id": "urn:mission-timeline:1:test:source:lost%20one", "type": "Text", "format": "text/plain",
    }  # fmt: skip


def test_an_annotation_says_where_its_text_came_from():
    (item,) = annotations(an_event(quotes=(a_quote(),)), sources=(a_source(url="https://e.org/a"),))
    assert item["target"]["source"]["via"] == "https://e.org/a"


def test_quotes_of_events_and_of_figures_have_names_of_their_own():
    items = annotations(an_event(quotes=(a_quote(), a_quote("June"))), personnel=(a_figure(quote=a_quote("July")),))
    assert [item["id"].rpartition(":test:")[2] for item in items] == [
        "an-event:quote:1", "an-event:quote:2", "f:quote",
    ]  # fmt: skip
    assert "(11 Oct 2024)" in items[2]["body"][0]["value"]
