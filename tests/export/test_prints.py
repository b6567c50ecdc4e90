"""What the prints of a dataset tell of a change, where a picture does not carry its data."""

from __future__ import annotations

import json

import pytest
from builders import a_dataset, a_quote, a_source, an_event
from msgspec.structs import replace

from viewer.export.trace import prints
from viewer.export.trace.prints import changed_since, prints_of
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Figure
from viewer.model.personnel import Measure, PersonnelFigure

EVENT = an_event(summary="It was so.")


def a_figure(amount):
    when = parse_edtf("2024-10-11")
    return PersonnelFigure(
        id="kenya", contributor="Kenya", measure=Measure.DEPLOYED, amount=parse_amount(amount), date=when
    )


def said(before, now):
    return changed_since(json.loads(json.dumps(prints_of(before))), now)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (replace(EVENT, summary="It was sp."), "re-worded"),
        (replace(EVENT, date=parse_edtf("2024-07")), "re-dated"),
        (replace(EVENT, quotes=(a_quote(exact="it wax so"),)), "quotes changed"),
        (replace(EVENT, figures=(Figure("dead", parse_amount("over 4")),)), "figures changed"),
        (replace(EVENT, title="Deeb", lane="Other"), "re-worded, lane changed"),
    ],
)
def test_a_changed_letter_of_an_event_is_told_with_its_field(now, words):
    before = replace(EVENT, quotes=(a_quote(exact="it was so"),)) if now.quotes else EVENT
    assert f"event “an-event”: {words}" in said(a_dataset(before), a_dataset(now))


def test_a_changed_letter_of_a_source_text_is_told():
    before, now = (a_dataset(EVENT, sources=[a_source(text=text)]) for text in ("it was so", "it was sp"))
    assert said(before, now) == (f"source “{a_source().id}”: text changed",)


def test_a_changed_bound_of_a_number_is_told():
    before, now = (a_dataset(EVENT, personnel=(a_figure(amount),)) for amount in ("over 400", "at least 400"))
    assert said(before, now) == ("personnel figure “kenya”: number changed",)


def test_a_record_that_is_new_or_gone_is_told():
    before, now = a_dataset(EVENT), a_dataset(replace(EVENT, id="other"))
    assert said(before, now) == ("event “an-event”: removed", "event “other”: added")


def test_a_changed_description_is_told():
    assert said(a_dataset(EVENT), replace(a_dataset(EVENT), description="New")) == ("description: changed",)


def test_nothing_is_said_of_equal_records_wherever_their_quotes_were_found():
    before, now = (a_dataset(replace(EVENT, quotes=(a_quote(start=at, end=at + 9),))) for at in (0, 5))
    assert said(before, now) == ()


def test_of_too_many_records_there_are_no_prints(monkeypatch):
    before = prints_of(a_dataset(EVENT))
    monkeypatch.setattr(prints, "MOST_RECORDS", 1)
    assert prints_of(a_dataset(EVENT)) == {}
    assert changed_since(before, a_dataset(EVENT)) is None


@pytest.mark.parametrize("odd", [{"event": []}, {"event": {"an-event": 7}}, {"event": {"an-event": "a"}}, {"x": {}}])
def test_prints_that_somebody_has_altered_crash_nothing(odd):
    assert changed_since(odd, a_dataset(EVENT))
