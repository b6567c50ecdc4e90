import pytest
from builders import a_dataset, a_source, an_event

from viewer.model import dataset as dataset_module
from viewer.model import spelling
from viewer.model.search import SearchIndex
from viewer.model.spelling import Spelling

DATASET = a_dataset(
    an_event(title="Massacre in Pont-Sondé", summary="The mayor of Saint-Marc counts 115."),
    an_event(title="Kenya sends police"),
    sources=(a_source(text="Multinational Security Support mission, Kenyan police, Kenya."),),
)


def suggestion(text, dataset=DATASET):
    index = SearchIndex(dataset)
    return Spelling(dataset).suggest(text, lambda words: bool(len(index.find(words)) or index.find_in_sources(words)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("masacre", "Massacre"), ("pont-sond", None), ("pont-sunde", "Pont-Sondé"), ("Keyna", "Kenya"),
     ("kenya polise", "kenya police"), ("multinatoinal", "Multinational"), ("mayro", "mayor")],
)  # fmt: skip
def test_a_typo_leads_to_the_word_as_the_dataset_writes_it(typed, meant):
    assert suggestion(typed) == meant


@pytest.mark.parametrize("typed", ["police", "zzzzzzz", "", "xq", "115"])
def test_what_is_known_or_like_nothing_gets_no_suggestion(typed):
    assert suggestion(typed) is None


def test_nothing_is_suggested_that_would_find_nothing():
    assert suggestion("masacre kenya") is None


def test_a_large_dataset_suggests_from_its_titles(monkeypatch):
    monkeypatch.setattr(dataset_module, "LARGE_FROM", 1)
    assert suggestion("masacre") == "Massacre"
    assert suggestion("mayro") is None


def test_of_very_many_titles_some_are_read_from_end_to_end(monkeypatch):
    monkeypatch.setattr(dataset_module, "LARGE_FROM", 1)
    monkeypatch.setattr(spelling, "MOST_TITLES", 2)
    many = a_dataset(*(an_event(f"20{n}", title) for n, title in enumerate(["Massacre", "Deployment", "Pledge"], 20)))
    assert [suggestion(typed, many) for typed in ("masacre", "deplyment")] == ["Massacre", None]
    assert suggestion("pleddge", many) == "Pledge"
