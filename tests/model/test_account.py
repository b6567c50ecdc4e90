from builders import a_dataset, a_quote, a_source, an_event

from viewer.model.account import (
    Voice,
    account_of_computed,
    account_of_event,
    account_of_figure,
    account_of_passage,
    publication_remark,
)
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Basis, Disagreement, Figure, Layer, Link, Refinement, Status
from viewer.model.personnel import Measure, PersonnelFigure

RESOLUTION = a_source(id="res", type="legislation", title="Resolution 2699 (2023)", text=None)


def a_figure(name="kenya", amount="over 400", contributor="Kenya", measure=Measure.DEPLOYED, **rest):
    date = parse_edtf(rest.pop("date", "2024-10-11"))
    return PersonnelFigure(name, contributor, measure, parse_amount(amount), date, **rest)


def account(event, **rest):
    sources = rest.pop("sources", (a_source(), RESOLUTION))
    return account_of_event(event, a_dataset(event, sources=sources, **rest))


def voices(told):
    return {remark.voice: remark for remark in told.remarks}


def test_the_date_stands_beside_the_words_the_source_has_for_it():
    told = account(an_event("2024-10-11", date_words="on Friday", quotes=(a_quote(),)))
    assert told.date_line == "Friday 11 October 2024 · the article says “on Friday”"


def test_a_short_note_on_an_inferred_date_is_told_at_once():
    note = "day inferred from the publication date"
    remark = voices(account(an_event(date_basis=Basis.INFERRED, date_note=note)))[Voice.INFERRED]
    assert remark.text == note


def test_a_long_note_on_an_inferred_date_is_named_first_and_kept_in_full():
    note = "The article has no date; the year follows from the announcement, which others date."
    remark = voices(account(an_event(date_basis=Basis.INFERRED, date_note=note)))[Voice.INFERRED]
    assert remark.text == "inferred; the article does not print this date"
    assert remark.detail == note


def test_a_closer_date_names_its_source_and_is_not_the_articles_word():
    closer = Refinement(parse_edtf("2024-06-25"), "res", "Landed that day.")
    remark = voices(account(an_event("2024-06", refined=closer)))[Voice.ADDED]
    assert remark.text == "another source: 25 Jun 2024 – Resolution 2699 (2023)"
    assert remark.detail.startswith("Not said by the article: Tuesday 25 June 2024")
    assert remark.detail.endswith("Landed that day.")


def test_an_event_of_another_layer_is_never_shown_as_the_articles():
    layers = (Layer("main", "The article"), Layer("record", "The public record"))
    remark = voices(account(an_event(layer="record"), layers=layers))[Voice.ADDED]
    assert remark.text == "from “The public record”; not said by the article"


def test_an_event_of_the_first_layer_needs_no_such_remark():
    assert Voice.ADDED not in voices(account(an_event(layer="main")))


def test_plans_and_claims_are_said_in_words():
    assert "an intention" in voices(account(an_event(status=Status.PLANNED)))[Voice.STATUS].text
    assert "claim" in voices(account(an_event(status=Status.CLAIMED)))[Voice.STATUS].text


def test_an_event_without_a_quote_says_what_it_rests_on():
    assert account(an_event(references=("res",))).footing == "no quote: rests on Resolution 2699 (2023)"


def test_many_references_are_named_two_at_a_time():
    told = account(an_event(references=("res", "b", "c", "d")))
    assert told.footing == "no quote: rests on Resolution 2699 (2023); b and 2 more"
    assert len(told.sources) == 4


def test_an_unsourced_event_says_so_twice():
    told = account(an_event(is_unsourced=True))
    assert told.footing == "no quote, and no source is named"
    assert Voice.UNSOURCED in voices(told)


def test_each_figure_leads_to_its_quote_or_its_reference():
    said = Figure("sent", parse_amount("about 400"), quote=0)
    added = Figure("landed", parse_amount("200"), reference="res")
    numbers = account(an_event(quotes=(a_quote(),), figures=(said, added))).numbers
    assert [(way.text, way.key) for way in numbers] == [("about 400", "quote:0"), ("200", "source:res")]
    assert "not the quoted source" in numbers[1].note


def test_a_source_that_serves_twice_is_listed_once_with_both_roles():
    closer = Refinement(parse_edtf("2024-06-25"), "res")
    sources = account(an_event("2024-06", references=("res",), refined=closer)).sources
    assert [way.note for way in sources] == ["supports the event, not quoted, gives the closer date"]


def test_a_missing_source_is_said_to_be_missing():
    assert "missing" in account(an_event(references=("lost",))).sources[0].text


def test_a_disagreement_leads_to_the_others_it_is_about():
    event = an_event(title="Deployment")
    entry = Disagreement("d", "Over or about 400", "Both are said.", ("deployment", "kenya", "gone"))
    told = account(event, personnel=(a_figure(),), disagreements=(entry,))
    assert [way.key for way in told.objections[0].ways] == ["figure:kenya"]


def test_a_related_event_is_named_with_the_kind_of_relation():
    first, second = an_event(title="First", links=(Link("second", "authorizes"),)), an_event(title="Second")
    told = account_of_event(first, a_dataset(first, second))
    assert [(way.text, way.key, way.note) for way in told.related] == [("Second", "event:second", "authorizes")]


def test_a_personnel_figure_says_who_how_many_and_as_of_when():
    told = account_of_figure(a_figure(quote=a_quote(), note="Kenyan police."), a_dataset())
    assert (told.title, told.date_line) == ("Kenya: over 400 deployed", "As of Friday 11 October 2024")
    assert (told.summary, told.colour) == ("Kenyan police.", "deployed")


def test_a_planned_figure_leads_to_the_pledge_it_is_contained_in():
    pledge = a_figure("pledge", "1,000", measure=Measure.PLEDGED)
    plan = a_figure("plan", "600", measure=Measure.PLANNED, within="pledge", announced=parse_edtf("2024-10-11"))
    dataset = a_dataset(personnel=(pledge, plan))
    told = account_of_figure(plan, dataset)
    assert told.related[0].key == "figure:pledge"
    assert "never added on top" in told.related[0].note
    assert "announced 11 Oct 2024" in voices(told)[Voice.STATUS].text
    assert account_of_figure(pledge, dataset).related[0].note == "contains"


def test_a_computed_number_leads_to_every_figure_it_is_made_of():
    all_of_them = a_figure("all", "roughly 430", "All contributors", quote=a_quote())
    dataset = a_dataset(personnel=(all_of_them, a_figure(quote=a_quote())))
    told = account_of_computed("Others", "computed: roughly 430 − over 400", ["all", "kenya"], dataset)
    assert [way.key for way in told.numbers] == ["figure:all", "figure:kenya"]
    assert told.footing == "no quote of its own: computed from 2 figures"
    assert told.date_line == "Computed: roughly 430 − over 400"


def test_the_date_of_an_event_and_of_its_publication_are_kept_apart():
    dated = a_source(issued=parse_edtf("2024-10-11"), publisher="The Star", title="News")
    told = account(an_event("2024-06", quotes=(a_quote(),), references=("res",)), sources=(dated, RESOLUTION))
    assert [(way.text, way.note) for way in told.dates] == [
        ("June 2024", "date of the event"),
        ("Friday 11 October 2024", "published: The Star, 11 October 2024"),
    ]


def test_an_unknown_date_of_publication_is_said_to_be_unknown():
    assert account(an_event(quotes=(a_quote(),))).dates[-1].text == "not recorded"
    assert publication_remark(account(an_event(quotes=(a_quote(),))), 0) is None


def test_a_plan_keeps_three_dates_apart():
    plan = a_figure(measure=Measure.PLANNED, date="2024-11", announced=parse_edtf("2024-10-11"), reference="res")
    sources = (a_source(id="res", text=None, issued=parse_edtf("2024-10-12")),)
    notes = [way.note for way in account_of_figure(plan, a_dataset(personnel=(plan,), sources=sources)).dates]
    assert notes[:2] == ["date the plan is for", "plan announced"]
    assert notes[2].startswith("published: ")


def test_what_was_not_published_by_the_date_in_focus_says_so():
    told = account(an_event("2024-06", quotes=(a_quote(),)), sources=(a_source(issued=parse_edtf("2024-10-11")),))
    early, late = (publication_remark(told, parse_edtf(day).earliest_us).text for day in ("2024-06-25", "2024-10-11"))
    assert early == "published 11 Oct 2024, after the date in focus (25 Jun 2024)"
    assert late == "published 11 Oct 2024, by the date in focus (11 Oct 2024)"


def test_an_event_names_those_that_link_to_it():
    first, second = an_event(title="First", links=(Link("second", "extends"),)), an_event(title="Second")
    told = account_of_event(second, a_dataset(first, second))
    assert [(way.key, way.note) for way in told.related] == [("event:first", "is extended by")]


def test_a_passage_stands_in_its_source_and_leads_to_the_events_that_quote_it():
    event = an_event(title="June", quotes=(a_quote(),))
    dataset = a_dataset(event, sources=(a_source(),))
    start = a_quote("400").start
    told = account_of_passage(dataset.sources["article"], start, start + 3, dataset)
    assert (told.quotes[0].exact, told.key) == ("400", "source:article")
    assert [way.key for way in told.related] == ["event:june"]
    assert account_of_passage(dataset.sources["article"], 0, 5, dataset).related == ()
