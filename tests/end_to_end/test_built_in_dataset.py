"""The built-in dataset, read as plain TOML: what it says must hold without any help from the loader."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

RESOURCES = Path(__file__).parents[2] / "resources"
FOLDER = RESOURCES / "datasets" / "mss-haiti"

REQUIRED_EVENTS = {
    "council-authorization": "2023-10-02",
    "june-deployment": "2024-06-25",
    "july-deployment": "2024-07-16",
    "mandate-extension": "2024-09-30",
    "massacre": "2024-10-03",
    "pm-visit": "2024-10-10/2024-10-13~",
    "pledge-600": "2024-10-11",
    "planned-600": None,
    "peacekeeping-quarrel": None,
    "displacement": None,
    "hunger": None,
}

SAID_BY_THE_ARTICLE = {
    ("All contributors", "pledged", "over 2,900"),
    ("Kenya", "pledged", "1,000"),
    ("Other nations", "pledged", "at least 1,900"),
    ("All contributors", "deployed", "roughly 430"),
    ("Kenya", "deployed", "over 400"),
    ("Kenya", "deployed", "about 400"),
    ("Kenya", "planned", "600"),
}


def in_toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def dataset():
    return in_toml(FOLDER / "dataset.toml")


@pytest.fixture(scope="module")
def events():
    return [event for path in sorted((FOLDER / "events").glob("*.toml")) for event in in_toml(path)["event"]]


@pytest.fixture(scope="module")
def article():
    return (FOLDER / "sources" / "article.txt").read_bytes()


@pytest.fixture(scope="module")
def quotes(dataset, events):
    of_events = [quote for event in events for quote in event.get("quote", [])]
    return of_events + [figure["quote"] for figure in dataset["personnel"] if "quote" in figure]


def is_of_the_record(record):
    return record.get("layer") == "record"


def test_every_quote_stands_in_the_article_exactly_once(quotes, article):
    found = {quote["exact"]: article.count(quote["exact"].encode()) for quote in quotes}
    assert found
    assert {words: count for words, count in found.items() if count != 1} == {}


def test_only_the_article_is_quoted(dataset, quotes):
    assert {quote["source"] for quote in quotes} == {"article"}
    assert [source["id"] for source in dataset["source"] if "text" in source] == ["article"]


def test_every_sentence_of_the_article_leads_somewhere(quotes, article):
    text = article.decode()
    for line in text.splitlines():
        assert any(quote["exact"] in line for quote in quotes), f"nothing quotes: {line}"


def test_the_article_is_unchanged(dataset, article):
    stated = next(source["sha256"] for source in dataset["source"] if source["id"] == "article")
    assert hashlib.sha256(article).hexdigest() == stated
    assert len(article) == 2082


def test_no_id_is_used_twice(dataset, events):
    records = [*dataset["personnel"], *dataset["disagreement"], *dataset["layer"], *dataset["source"]]
    counts = Counter(record["id"] for record in [*events, *dataset["personnel"], *dataset["disagreement"]])
    assert [name for name, count in counts.items() if count > 1] == []
    assert len({record["id"] for record in dataset["source"]}) == len(dataset["source"])
    assert all(record["id"] == record["id"].lower() and "_" not in record["id"] for record in records)


def test_every_reference_names_a_source(dataset, events):
    known = {source["id"] for source in dataset["source"]}
    named = {reference for event in events for reference in event.get("references", [])}
    named |= {event["refined"]["source"] for event in events if "refined" in event}
    named |= {figure["reference"] for event in events for figure in event.get("figure", []) if "reference" in figure}
    named |= {figure["reference"] for figure in dataset["personnel"] if "reference" in figure}
    assert named - known == set()
    assert known - named == {"article"}, "a source that supports nothing"


def test_links_disagreements_and_containments_point_at_something(dataset, events):
    of_events = {event["id"] for event in events}
    of_figures = {figure["id"] for figure in dataset["personnel"]}
    linked = {link["to"] for event in events for link in event.get("links", [])}
    within = {figure["within"] for figure in dataset["personnel"] if "within" in figure}
    about = {name for disagreement in dataset["disagreement"] for name in disagreement["about"]}
    assert linked - of_events == set()
    assert within - of_figures == set()
    assert about - of_events - of_figures == set()


def test_lanes_and_layers_are_known(dataset, events):
    layers = {layer["id"] for layer in dataset["layer"]}
    assert {event["lane"] for event in events} == set(dataset["lanes"])
    assert {record.get("layer", "article") for record in [*events, *dataset["personnel"]]} == layers


@pytest.mark.parametrize("event_id", REQUIRED_EVENTS)
def test_a_required_event_is_quoted_and_dated(events, event_id):
    event = next(event for event in events if event["id"] == event_id)
    assert not is_of_the_record(event)
    assert event["quote"]
    assert event["date_note"], "every date of the undated article is inferred from something"
    assert event.get("refined", {}).get("date") == REQUIRED_EVENTS[event_id]


def test_the_time_words_of_an_event_stand_in_its_quotes(events):
    for event in events:
        if "date_words" in event:
            assert any(event["date_words"] in quote["exact"] for quote in event["quote"]), event["id"]


def test_a_figure_of_an_event_names_the_quote_or_the_reference_that_says_it(events):
    for event in events:
        for figure in event.get("figure", []):
            assert ("quote" in figure) != ("reference" in figure), event["id"]
            assert 1 <= figure.get("quote", 1) <= max(1, len(event.get("quote", []))), event["id"]


def test_titles_are_short_enough_to_be_drawn_whole(events):
    assert [event["title"] for event in events if len(event["title"]) > 45] == []


def test_the_record_is_never_shown_as_the_articles_word(dataset, events):
    of_the_record = [record for record in [*events, *dataset["personnel"]] if is_of_the_record(record)]
    assert len(of_the_record) > 40
    for record in of_the_record:
        assert "quote" not in record, record["id"]
        assert record.get("reference") or record.get("references"), record["id"]


def test_the_articles_personnel_figures_are_all_there_and_quoted(dataset):
    figures = [figure for figure in dataset["personnel"] if not is_of_the_record(figure)]
    assert {(figure["contributor"], figure["measure"], figure["amount"]) for figure in figures} == SAID_BY_THE_ARTICLE
    assert all("quote" in figure for figure in figures)


def test_the_planned_600_lie_within_kenyas_1000(dataset):
    planned = [figure for figure in dataset["personnel"] if figure["measure"] == "planned"]
    assert [(figure["amount"], figure["within"]) for figure in planned] == [("600", "kenya-pledged")]


def test_the_summer_figure_does_not_replace_the_one_of_october(dataset):
    by_id = {figure["id"]: figure for figure in dataset["personnel"]}
    assert by_id["kenya-deployed-summer"]["date"] < by_id["kenya-deployed"]["date"]


def test_the_tensions_of_the_article_are_said_in_words(dataset):
    about = {frozenset(disagreement["about"]) for disagreement in dataset["disagreement"]}
    for pair in (
        {"kenya-deployed", "kenya-deployed-summer"},
        {"all-pledged", "others-pledged"},
        {"council-authorization", "june-deployment"},
        {"kenya-planned", "kenya-pledged"},
        {"massacre", "record-massacre-toll"},
    ):
        assert any(pair <= names for names in about), pair


def test_the_schema_knows_every_key_that_is_used(dataset, events):
    definitions = json.loads((RESOURCES / "schema" / "mission-timeline-1.schema.json").read_text(encoding="utf-8"))[
        "$defs"
    ]
    assert set(dataset) <= set(definitions["dataset_file"]["properties"])
    used = {name: dataset[name] for name in ("layer", "source", "personnel", "disagreement")} | {"event": events}
    for name, records in used.items():
        assert {key for record in records for key in record} <= set(definitions[name]["properties"]), name
