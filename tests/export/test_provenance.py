"""Tests of what a picture says of its origin."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from builders import a_dataset, an_event

from viewer.export.trace import provenance
from viewer.export.trace.provenance import facts, filter_in_words, program_version, span_in_words
from viewer.layout.timescale import Span
from viewer.model.calendar import instant_us
from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer
from viewer.model.filters import Filter

ROOT = Path(__file__).parents[2]


def a_span(text):
    date = parse_edtf(text)
    return Span(date.earliest_us, date.latest_us)


def test_the_version_is_that_of_the_checkout():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert program_version() == project["version"]


def test_an_installed_program_asks_its_distribution(monkeypatch, tmp_path):
    monkeypatch.setattr(provenance, "__file__", str(tmp_path / "viewer" / "export" / "provenance.py"))
    monkeypatch.setattr(metadata, "version", lambda name: f"9.9 of {name}")
    assert program_version() == "9.9 of mission-timeline"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2024-10", "1 Oct 2024 – 31 Oct 2024"),
        ("2024-10-11", "11 Oct 2024, 00:00:00 – 11 Oct 2024, 23:59:59"),
        ("1001/2000", "1001 – 2000"),
    ],
)
def test_a_span_is_said_as_exactly_as_its_length_asks(when, words):
    assert span_in_words(a_span(when)) == words


def test_the_metadata_names_what_is_shown_and_from_what():
    layers = (Layer("main", "Main"), Layer("more", "More"))
    dataset = a_dataset(an_event(), an_event(lane="Two", event_id="b"), layers=layers, version="2", sha256="ab" * 32)
    found = facts(dataset, Filter(frozenset({"more"}), frozenset({"Two"})), Span(5, 9), 1)
    assert found["Dataset-SHA-256"] == "ab" * 32
    assert (found["Dataset"], found["Dataset-version"], found["Span-us"]) == ("test", "2", "5/9")
    assert (found["Layers"], found["Hidden-lanes"], found["Problems"]) == ("main", "Two", "1")


def test_what_is_not_known_is_left_out_of_the_metadata():
    assert {"Dataset-version", "Problems", "Hidden-lanes"}.isdisjoint(facts(a_dataset(), Filter(), Span(0, 9), 0))


def test_every_filter_is_said_not_only_layers_and_rows():
    wanted = Filter(hidden_statuses=frozenset({"claimed"}), known_by_us=instant_us(2024, 10, 11))
    (said,) = filter_in_words(a_dataset(), wanted)
    assert "claimed" in said
    assert "known by 11 Oct 2024" in said
