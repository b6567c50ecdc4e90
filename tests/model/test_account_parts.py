"""Accounts at their edges: nothing known, missing sources, open dates, and both ways of what contains what."""

import pytest
from builders import a_dataset, a_quote, a_source, an_event

from viewer.model import dataset as dataset_room
from viewer.model.account import (
    Voice,
    account_of_computed,
    account_of_event,
    account_of_figure,
    account_of_passage,
    figure_title,
    publication_remark,
)
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Basis, Disagreement, Figure, Layer, Refinement
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.model.sides import sides_of


def a_figure(figure_id="k", amount="over 400", measure=Measure.DEPLOYED, when="2024-10-11", **rest):
    return PersonnelFigure(figure_id, "Kenya", measure, parse_amount(amount), parse_edtf(when), **rest)


def told(event, **rest):
    return account_of_event(event, a_dataset(event, **rest))


def test_an_event_of_which_nothing_is_known_but_its_date_says_no_more():
    account = told(an_event("2024-06", "An event"))
    assert (account.date_line, account.remarks, account.quotes) == ("June 2024", (), ())
    assert account.footing == "no quote, and no source is named"
    assert (account.sources, account.objections, account.related, account.published) == ((), (), (), None)


@pytest.mark.parametrize(
    ("when", "line"),
    [
        ("-0043-03-15", "15 March 44 BC"),
        ("2024-06/..", "From June 2024, still open"),
        ("../2024-06", "Until June 2024"),
        ("2024~", "About 2024"),
        ("2024-10-11", "Friday 11 October 2024"),
    ],
)
def test_a_date_line_begins_with_a_capital(when, line):
    assert told(an_event(when)).date_line == line


def test_time_words_of_a_missing_source_are_still_somebodys():
    account = told(an_event("2024-06", date_words="last summer", references=("lost",)))
    assert account.date_line == "June 2024 · the source says “last summer”"


def test_an_inferred_date_without_a_note_is_said_to_be_inferred():
    (remark,) = told(an_event(date_basis=Basis.INFERRED)).remarks
    assert remark.voice is Voice.INFERRED
    assert remark.text == "inferred; the article does not print this date"


def test_a_note_on_a_stated_date_is_a_note():
    (remark,) = told(an_event(date_note="The day is on the cover.")).remarks
    assert (remark.voice, remark.text) == (Voice.NOTE, "The day is on the cover.")


def test_a_closer_date_of_a_missing_source_names_its_id_and_keeps_the_note():
    refined = Refinement(parse_edtf("2024-06-25"), "lost", "By its log.")
    (remark,) = told(an_event(refined=refined)).remarks
    assert remark.text == "another source: 25 Jun 2024 – lost"
    assert remark.detail.endswith("Tuesday 25 June 2024, from lost. By its log.")


def test_a_figure_of_an_event_without_any_source_leads_nowhere():
    (way,) = told(an_event(figures=(Figure("officers", parse_amount("400")),))).numbers
    assert (way.text, way.key, way.note) == ("400", "", "officers – no source is named")


def test_a_figure_of_a_missing_source_names_its_id():
    (way,) = told(an_event(figures=(Figure("officers", parse_amount("400"), reference="lost"),))).numbers
    assert (way.key, way.note) == ("source:lost", "officers – lost, not the quoted source")


def test_the_colour_is_that_of_the_events_lane():
    events = [an_event(title="A", lane="One"), an_event(title="B", lane="Two")]
    dataset = a_dataset(*events)
    assert [account_of_event(event, dataset).colour for event in events] == ["lane.0", "lane.1"]


def test_a_personnel_figure_without_a_source_says_so_and_keeps_its_note():
    figure = a_figure(is_unsourced=True, note="Heard on the radio.")
    account = account_of_figure(figure, a_dataset(personnel=(figure,)))
    assert account.summary == "Heard on the radio."
    assert account.footing == "no quote, and no source is named"
    assert [remark.voice for remark in account.remarks] == [Voice.UNSOURCED]


def test_a_pledge_leads_to_the_plans_it_contains():
    pledge = a_figure("p", "1,000", Measure.PLEDGED)
    plan = a_figure("q", "600", Measure.PLANNED, within="p")
    (way,) = account_of_figure(pledge, a_dataset(personnel=(pledge, plan))).related
    assert (way.text, way.key, way.note) == ("Kenya: 600 planned", "figure:q", "contains")


def test_a_figure_within_one_that_is_missing_leads_nowhere():
    plan = a_figure("q", "600", Measure.PLANNED, within="lost")
    assert account_of_figure(plan, a_dataset(personnel=(plan,))).related == ()


def test_a_figure_of_another_layer_is_not_the_articles():
    figure = a_figure(layer="record")
    layers = (Layer("main", "Main"), Layer("record", "Public record"))
    (remark,) = account_of_figure(figure, a_dataset(personnel=(figure,), layers=layers)).remarks
    assert remark.text == "from “Public record”; not said by the article"


def test_a_disagreement_of_an_event_with_a_figure_leads_both_ways():
    event, figure = an_event(event_id="e", title="Landing"), a_figure()
    entry = Disagreement("d", "How many", "They differ.", ("e", "k", "lost"))
    dataset = a_dataset(event, personnel=(figure,), disagreements=(entry,))
    there = account_of_event(event, dataset).objections[0].ways
    back = account_of_figure(figure, dataset).objections[0].ways
    assert [way.key for way in (*there, *back)] == ["figure:k", "event:e"]


def test_the_sides_of_a_closer_date_name_both_places_and_the_source():
    event = an_event(event_id="e", refined=Refinement(parse_edtf("2024-06-25"), "lost"))
    (side,) = sides_of(Disagreement("d", "t", "x", ("e",)), a_dataset(event))
    assert side.position == "Jun 2024; 25 Jun 2024 by lost"


def test_a_plan_is_a_side_with_the_date_it_is_for():
    plan = a_figure(measure=Measure.PLANNED, when="2024-11")
    (side,) = sides_of(Disagreement("d", "t", "x", ("k",)), a_dataset(personnel=(plan,)))
    assert (side.position, side.colour) == ("planned for Nov 2024", "planned")


@pytest.mark.parametrize(("ids", "count"), [(["k"], "1 figure"), (["k", "l"], "2 figures"), (["lost"], "0 figures")])
def test_a_computed_number_counts_the_figures_it_is_made_of(ids, count):
    dataset = a_dataset(personnel=(a_figure("k"), a_figure("l")))
    account = account_of_computed("Left to come", "computed: 1 + 2", ids, dataset)
    assert account.footing == f"no quote of its own: computed from {count}"
    assert account.date_line == "Computed: 1 + 2"


def test_what_was_published_by_the_focus_says_by():
    source = a_source(issued=parse_edtf("2024-10-09"))
    event = an_event(references=("article",))
    account = told(event, sources=(source,))
    remark = publication_remark(account, parse_edtf("2024-10-11").earliest_us)
    assert remark.text == "published 9 Oct 2024, by the date in focus (11 Oct 2024)"


def test_without_a_dated_source_nothing_is_said_of_publication():
    assert publication_remark(told(an_event()), 0) is None


def test_two_dated_sources_are_told_in_the_order_they_came_out():
    sources = (a_source("late", issued=parse_edtf("2024-12")), a_source("early", issued=parse_edtf("2024-07-01")))
    account = told(an_event(references=("late", "early")), sources=sources)
    notes = [way.note.split(":")[0] for way in account.dates]
    assert notes == ["date of the event", "first published", "also published"]
    assert account.published.source == "early"


@pytest.mark.parametrize(("start", "end", "is_quoted"), [(11, 40, True), (0, 11, False), (30, 31, True), (0, 12, True)])
def test_a_passage_leads_to_a_quote_only_where_they_share_a_letter(start, end, is_quoted):
    dataset = a_dataset(an_event(quotes=(a_quote(),)))  # "about 400 police officers" begins at 11
    account = account_of_passage(dataset.sources["article"], start, end, dataset)
    assert bool(account.related) is is_quoted


def test_in_a_large_dataset_no_passage_looks_for_its_events(monkeypatch):
    monkeypatch.setattr(dataset_room, "LARGE_FROM", 0)
    dataset = a_dataset(an_event(quotes=(a_quote(),)))
    assert account_of_passage(dataset.sources["article"], 0, 50, dataset).related == ()


def test_a_figure_is_called_by_who_how_many_and_what_became_of_them():
    assert figure_title(a_figure(amount="roughly 430", measure=Measure.PLEDGED)) == "Kenya: roughly 430 pledged"
