"""Citings: which event rests on which source, counted once each."""

from builders import a_dataset, a_quote, an_event

from viewer.model import dataset as dataset_room
from viewer.model.citings import NO_SOURCE, citings_of


def pairs(dataset):
    """The pairs by name: event id and source."""
    found = citings_of(dataset)
    return [
        (dataset.id_of(int(row)), found.names[number]) for row, number in zip(found.rows, found.numbers, strict=True)
    ]


def test_an_event_is_paired_with_every_source_it_quotes_or_refers_to():
    dataset = a_dataset(an_event(event_id="e", quotes=(a_quote(),), references=("report", "letter")))
    assert pairs(dataset) == [("e", "article"), ("e", "report"), ("e", "letter")]


def test_a_source_quoted_twice_by_one_event_counts_once():
    dataset = a_dataset(an_event(event_id="e", quotes=(a_quote(), a_quote("in June")), references=("article",)))
    assert pairs(dataset) == [("e", "article")]


def test_an_event_without_a_source_is_paired_with_no_source():
    dataset = a_dataset(an_event(event_id="bare"))
    assert pairs(dataset) == [("bare", NO_SOURCE)]


def test_the_most_cited_source_comes_first_and_equals_go_by_name():
    events = [an_event(event_id=f"e{n}", references=names) for n, names in enumerate([("z", "b"), ("z", "a"), ("z",)])]
    assert citings_of(a_dataset(*events)).names == ("z", "a", "b")


def test_a_source_that_nobody_cites_is_not_named():
    dataset = a_dataset(an_event(references=("elsewhere",)))
    assert citings_of(dataset).names == ("elsewhere",)


def test_rows_are_those_of_the_dataset_and_not_the_order_of_writing():
    late, early = an_event("2025", event_id="late", references=("x",)), an_event("2023", event_id="early")
    assert pairs(a_dataset(late, early)) == [("early", NO_SOURCE), ("late", "x")]


def test_a_large_dataset_has_no_pairs(monkeypatch):
    monkeypatch.setattr(dataset_room, "LARGE_FROM", 1)
    found = citings_of(a_dataset(an_event(title="A"), an_event(title="B", references=("x",))))
    assert (len(found.rows), len(found.numbers), found.names) == (0, 0, ())


def test_a_dataset_works_its_pairs_out_once():
    dataset = a_dataset(an_event(references=("x",)))
    assert dataset.citings is dataset.citings
