from __future__ import annotations

import threading

import pytest
from builders import a_dataset, a_quote, an_event

from viewer.model.events import Layer
from viewer.model.filters import Filter
from viewer.model.spelling import Spelling
from viewer.window.finder import Finder
from viewer.workspace import Workspace


@pytest.fixture
def workspace():
    layers = (Layer("main", "Main"), Layer("record", "Public record"))
    return Workspace(
        a_dataset(
            an_event("2024-03", "Massacre in the valley"),
            an_event("2024-01", "Pledge", quotes=(a_quote(),)),
            an_event("2024-02", "Second massacre", lane="Two", layer="record"),
            layers=layers,
        )
    )


def hits(workspace, text):
    finder = Finder(workspace)
    finder.search(text)
    return titles(workspace, finder.hits)


def titles(workspace, rows):
    return [workspace.dataset.title_of(row) for row in rows]


def test_a_word_of_a_quote_finds_its_event(workspace):
    assert hits(workspace, "POLICE officers") == ["Pledge"]


def test_hidden_layers_are_not_found(workspace):
    workspace.set_filter(Filter(frozenset({"record"})))
    assert hits(workspace, "massacre") == ["Massacre in the valley"]


def test_next_goes_in_time_order_and_round(workspace):
    finder = Finder(workspace)
    finder.search("massacre")
    first = finder.next_after(None)
    second = finder.next_after(first)
    assert titles(workspace, [first, second]) == ["Second massacre", "Massacre in the valley"]
    assert finder.next_after(second) == first


def test_previous_goes_the_other_way_round(workspace):
    finder = Finder(workspace)
    finder.search("massacre")
    last = finder.next_after(None, is_back=True)
    assert titles(workspace, [last]) == ["Massacre in the valley"]


def test_no_hit_leads_nowhere(workspace):
    finder = Finder(workspace)
    finder.search("nothing like it")
    assert not len(finder.hits)
    assert finder.next_after(None) is None


def test_another_dataset_is_searched_anew(workspace):
    finder = Finder(workspace)
    finder.search("massacre")
    workspace.set_dataset(a_dataset(an_event("2020", "Another massacre")), (), None)
    finder.search(finder.text)
    assert titles(workspace, finder.hits) == ["Another massacre"]


def test_a_large_dataset_is_searched_aside_and_only_the_last_text_counts(qtbot, monkeypatch):
    monkeypatch.setattr("viewer.window.finder.TITLES_ONLY_FROM", 1)
    finder = Finder(Workspace(a_dataset(an_event(title="One thing"), an_event(title="Another"))))
    with qtbot.waitSignal(finder.found):
        finder.search("one")
        finder.search("another")
    finder.stop()
    assert (finder.text, finder.hits.tolist()) == ("another", [1])


def test_a_hit_beyond_a_row_that_is_no_hit_is_found(workspace):
    finder = Finder(workspace)
    finder.search("massacre")
    pledge = workspace.dataset.index_of("pledge")
    assert titles(workspace, [finder.next_after(pledge)]) == ["Second massacre"]
    assert titles(workspace, [finder.next_after(pledge, is_back=True)]) == ["Massacre in the valley"]


def test_a_typo_in_a_large_dataset_is_answered_from_the_worker(qtbot, monkeypatch, window, workspace):
    for place in ("viewer.window.finder.TITLES_ONLY_FROM", "viewer.model.search.TITLES_ONLY_FROM"):
        monkeypatch.setattr(place, 1)
    monkeypatch.setattr("viewer.model.dataset.LARGE_FROM", 1)
    workspace.set_dataset(a_dataset(an_event(title="Massacre"), an_event(title="Pledge")), (), None)
    threads = set()
    monkeypatch.setattr(Spelling, "__init__", seen_in(threads, Spelling.__init__))
    with qtbot.waitSignal(window.panels.searching.found):
        window.top_bar.search.setText("masacre")
    assert window.panels.searching.hints.text() == "Did you mean “Massacre”?"
    assert threads
    assert threading.get_ident() not in threads


def seen_in(threads, do):
    def noted(*given):
        threads.add(threading.get_ident())
        do(*given)

    return noted
