"""When something became public is no matter of when it took place."""

import pytest
from builders import a_dataset, a_quote, a_source, an_event

from viewer.model import dataset as dataset_module
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Disagreement
from viewer.model.personnel import Measure, PersonnelFigure, as_of
from viewer.model.publication import figure_known_us, publication_us, surely_from_us


def us(text):
    return parse_edtf(text).earliest_us


def issued(when, name="article"):
    return a_source(name, issued=parse_edtf(when))


def a_figure(name="kenya", measure=Measure.DEPLOYED, when="2024-06-25", **rest):
    return PersonnelFigure(name, "Kenya", measure, parse_amount("200"), parse_edtf(when), layer="main", **rest)


@pytest.mark.parametrize(
    ("issue", "known"),
    [("2024-10-11", "2024-10-11"), ("2024-10", "2024-10-31"), ("[2024-10-11..2024-10-13]", "2024-10-13"),
     ("2024-10-11T14:30", "2024-10-11T14:30")],
)  # fmt: skip
def test_a_doubtful_date_of_issue_counts_from_the_last_day_it_may_be(issue, known):
    assert surely_from_us(parse_edtf(issue)) == us(known)


def test_the_earliest_of_quoted_and_referenced_sources_counts():
    event = an_event("2023", quotes=(a_quote(),), references=("ap",))
    dataset = a_dataset(event, sources=(issued("2024-10-11"), issued("2024-06-25", "ap")))
    assert publication_us(event, dataset) == us("2024-06-25")


def test_an_event_without_a_dated_source_is_known_from_its_own_date():
    dataset = a_dataset(an_event("2024-06", references=("lost",)))
    assert publication_us(dataset.event(0), dataset) is None
    assert dataset.publications.rows[0] == us("2024-06-01")


def test_a_large_dataset_reads_no_event(monkeypatch):
    monkeypatch.setattr(dataset_module, "LARGE_FROM", 0)
    dataset = a_dataset(an_event("2024-06", quotes=(a_quote(),)), sources=(issued("2024-10-11"),))
    assert dataset.publications.rows is dataset.columns.begin


def test_a_figure_is_known_from_its_source_or_else_from_its_own_date():
    dataset = a_dataset(sources=(issued("2024-10-11"),))
    assert figure_known_us(a_figure(reference="article"), dataset) == us("2024-10-11")
    assert figure_known_us(a_figure(quote=a_quote()), dataset) == us("2024-10-11")
    assert figure_known_us(a_figure(), dataset) == us("2024-06-25")


def test_a_plan_without_a_source_is_known_when_it_was_announced():
    announced = a_figure(measure=Measure.PLANNED, when="2024-11", announced=parse_edtf("2024-10-11"))
    assert figure_known_us(announced, a_dataset()) == us("2024-10-11")
    assert figure_known_us(a_figure(measure=Measure.PLANNED), a_dataset()) is None


def test_the_panel_gets_only_figures_published_by_then():
    late = a_figure(reference="article")
    dataset = a_dataset(personnel=(late,), sources=(issued("2024-10-11"),))
    before, after = (dataset.known_by(us(day)) for day in ("2024-07-01", "2024-10-11"))
    assert as_of(before.personnel, us("2024-07-01"), {"main"}).rows == ()
    assert as_of(after.personnel, us("2024-10-11"), {"main"}).rows[0].deployed.ids == ("kenya",)
    assert len(before) == len(dataset)


def test_the_same_dataset_comes_back_while_the_same_figures_are_known():
    dataset = a_dataset(personnel=(a_figure(reference="article"),), sources=(issued("2024-10-11"),))
    assert dataset.known_by(us("2024-07-01")) is dataset.known_by(us("2024-07-02"))
    assert dataset.known_by(None) is dataset
    assert dataset.known_by(us("2025")) is dataset


def test_a_disagreement_is_known_when_all_its_sides_are():
    event = an_event("2024-06", "June", references=("ap",))
    entry = Disagreement("d", "200 or 400", "Both are said.", ("june", "kenya"))
    sources = (issued("2024-10-11"), issued("2024-06-25", "ap"))
    dataset = a_dataset(event, sources=sources, disagreements=(entry,), personnel=(a_figure(reference="article"),))
    assert dataset.known_by(us("2024-07-01")).disagreements == ()
    assert dataset.known_by(us("2024-10-11")).disagreements == (entry,)
