"""A figure in words: what is drawn, with its doubts, and what is left out."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from builders import a_dataset, an_event
from PySide6.QtGui import QImage

from viewer.export.export import export_file
from viewer.export.pages.figure import FigureRequest, Page, compose
from viewer.export.trace import alt_text as module
from viewer.export.trace.alt_text import alt_text
from viewer.layout.timescale import Span
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Basis, Disagreement, Figure, Layer, Refinement, Status
from viewer.model.filters import Filter
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.painting.text_measure import measure
from viewer.theme import load_theme

SVG = "{http://www.w3.org/2000/svg}"


def told(*events, request=None, **rest):
    wanted = FigureRequest(a_dataset(*events, **rest), **(request or {}))
    return alt_text(wanted, compose(wanted, Page(900), measure))


def a_figure(amount, when, measure_of=Measure.DEPLOYED):
    return PersonnelFigure(
        when, "Kenya", measure_of, parse_amount(amount), parse_edtf(when), layer="main", is_unsourced=True
    )


def test_one_sentence_says_what_it_is_and_how_much_of_it():
    short = told(an_event("2024-06"), an_event("2024-08", "Later")).short
    assert short == "A test: timeline of 2 events in 1 row, whole range, 1 Jun 2024 – 31 Aug 2024."


def a_contested_day():
    """One event, and another layer's report of another day of it, with the disagreement that sets them apart."""
    own = an_event("2024-06-25", "As the book says", layer="main")
    other = an_event("2024-06-20", "As the wire says", layer="wire")
    entry = Disagreement("d", "When?", "Two days.", (own.id, other.id))
    layers = (Layer("main", "Book"), Layer("wire", "Wire"))
    early = an_event("2024-01-01", "Before", layer="main")
    return FigureRequest(
        a_dataset(early, own, other, layers=layers, disagreements=(entry,)), Filter(frozenset({"wire"}))
    )


def test_the_date_by_another_source_is_told_where_its_mark_is_drawn():
    request = a_contested_day()
    long = alt_text(request, compose(request, Page(900), measure)).long
    assert "Dates by another source:\n- 20 Jun 2024: As the wire says (One; Wire)." in long
    assert "not in this picture" not in long


def test_every_group_of_a_picture_with_an_id_of_a_record_has_a_title(tmp_path):
    path = tmp_path / "a.svg"
    export_file(path, a_contested_day(), Page(900), load_theme("light"))
    groups = [group for group in ET.parse(path).iter(f"{SVG}g") if group.get("id", "").startswith(("event-", "side-"))]
    assert {group.get("id").partition("-")[0] for group in groups} == {"event", "side"}
    titles = [group.find(f"{SVG}title").text for group in groups if group.get("id").startswith("side-")]
    assert titles
    assert set(titles) == {"By another source: As the wire says"}


def test_events_are_told_in_order_of_time_with_their_doubts():
    events = (
        an_event("2024-11", "Third", status=Status.PLANNED),
        an_event("[..2024-06]", "First", date_basis=Basis.INFERRED),
        an_event(
            "[2024-09-30..2024-10-06]", "Second", status=Status.CLAIMED,
            figures=(Figure("killed", parse_amount("at least 115")),),
            refined=Refinement(parse_edtf("2024-10-03"), "wire"), is_unsourced=True,
        ),
    )  # fmt: skip
    remarks = (
        "One",
        "claimed",
        "killed: at least 115",
        "no source named",
    )
    doubt = "from another source; in the source: between 30 Sep and 6 Oct 2024"
    lines = [line for line in told(*events).long.splitlines() if line.startswith("- ")]
    assert lines == [
        "- by Jun 2024 (date inferred): First (One).",
        f"- 3 Oct 2024 ({doubt}): Second ({'; '.join(remarks)}).",
        "- Nov 2024: Third (One; planned).",
    ]


def test_figures_keep_their_bounds_and_their_dates():
    figures = (a_figure("over 400", "2024-10-11"), a_figure("600", "2024-11", Measure.PLANNED))
    told_of = told(an_event("2024-06"), personnel=figures)
    assert "- Kenya, deployed: over 400, as of 11 Oct 2024 (no source named)." in told_of.long
    assert "- Kenya, planned: 600, for Nov 2024" in told_of.long
    assert "pledged, planned and deployed" in told_of.short


def test_without_the_chart_no_figure_is_told():
    told_of = told(an_event(), personnel=(a_figure("9", "2024-06-02"),), request={"has_personnel": False})
    assert "Kenya" not in told_of.whole


def test_what_is_hidden_is_said():
    layers = (Layer("main", "Main"), Layer("more", "Public record"))
    events = (an_event(), an_event("2024-07", "Other", layer="more"))
    long = told(*events, layers=layers, request={"filter": Filter(frozenset({"more"})), "problem_count": 2}).long
    assert "1 event is not in this picture." in long
    assert "not shown: Public record" in long
    assert "The dataset has 2 problems" in long
    assert "Other" not in long


def test_events_outside_the_span_are_counted_and_not_told():
    june, july = parse_edtf("2024-06"), parse_edtf("2024-07")
    span = Span(june.earliest_us, july.latest_us)
    long = told(an_event("2024-06"), an_event("2025", "Much later"), request={"span": span}).long
    assert "Much later" not in long
    assert "1 event is not in this picture." in long


def test_disagreements_about_what_is_drawn_are_told():
    about = Disagreement("d", "They differ", "One says 1, one 2.", ("an-event",))
    other = Disagreement("e", "Elsewhere", "Not here.", ("none",))
    long = told(an_event(), disagreements=(about, other)).long
    assert "- They differ: One says 1, one 2." in long
    assert "Elsewhere" not in long


def test_of_very_many_events_the_first_are_told_and_the_rest_counted(monkeypatch):
    monkeypatch.setattr(module, "MOST_TOLD", 2)
    long = told(*(an_event(f"2024-0{month}", f"Deed {month}") for month in range(1, 6))).long
    assert "Deed 2" in long
    assert "Deed 3" not in long
    assert "And 3 later events." in long


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_the_words_are_in_the_file(tmp_path, ending):
    path = tmp_path / f"figure.{ending}"
    request = FigureRequest(a_dataset(an_event("2024-06", "A deed")))
    words = alt_text(request, export_file(path, request, Page(900), load_theme("light")))
    if ending == "svg":
        root = ET.parse(path).getroot()
        found = root.find(f"{SVG}title").text, root.find(f"{SVG}desc").text
        assert found == (words.short, words.long)
    else:
        assert QImage(str(path)).text("Description") == words.whole
