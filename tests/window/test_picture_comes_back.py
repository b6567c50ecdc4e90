"""A picture that carries its data opens as the window stood when it was made: filter, choice, focus, search."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from viewer.app import built_in_path
from viewer.export.export import export_paper
from viewer.layout.timescale import Span
from viewer.loading.load import load
from viewer.loading.pack import pack
from viewer.loading.pictures import read_picture
from viewer.model.calendar import instant_us
from viewer.model.filters import Certainty, FacetKind, Filter, Quoting, opening_filter
from viewer.settings import Settings
from viewer.theme import load_fonts, load_theme
from viewer.window.export_choice import ExportChoice
from viewer.window.main_window import MainWindow
from viewer.window.side_panels import SidePanels
from viewer.workspace import Workspace, attention_of

FORMATS = ("png", "svg", "pdf")
EVERYTHING = Filter(
    hidden_layers=frozenset(),
    hidden_lanes=frozenset({"Mandate"}),
    hidden_statuses=frozenset({"claimed"}),
    hidden_certainties=frozenset({Certainty.DOUBTFUL}),
    hidden_quotings=frozenset({Quoting.UNQUOTED}),
    hidden_sources=frozenset({"no-such-source"}),
    dates_us=(instant_us(2024, 1), None),
    known_by_us=instant_us(2024, 11, 2),
)


@pytest.fixture
def workspace(qapp):
    load_fonts()
    return Workspace(load(built_in_path()).dataset, (), built_in_path())


def exported(workspace, path):
    """Export the picture of a view with its data in it, as the window does."""
    choice = ExportChoice(what="view", width=900.0, page="custom")
    view = Span(*workspace.dataset.view_us)
    request = replace(choice.request(workspace, view), embedded=pack(workspace.path))
    export_paper(path, request, choice.paper(path.suffix[1:]), load_theme("light"), choice.writing(path.suffix[1:]))
    return path


@pytest.mark.parametrize("ending", FORMATS)
def test_everything_that_was_hidden_chosen_and_searched_for_comes_back(workspace, tmp_path, ending):
    workspace.set_filter(EVERYTHING)
    workspace.set_dimming(True)
    workspace.choose_event("pledge-600")
    workspace.set_focus(instant_us(2024, 11, 2))
    workspace.search = "Kenya"
    loaded = load(exported(workspace, tmp_path / f"figure.{ending}"))
    again = Workspace(loaded.dataset, loaded.problems)
    assert again.filter == EVERYTHING
    assert attention_of(again) == attention_of(workspace)
    assert again.dataset.view_us == workspace.dataset.view_us
    assert again.shown.count == workspace.shown.count


@pytest.mark.parametrize("ending", FORMATS)
def test_a_chosen_figure_comes_back(workspace, tmp_path, ending):
    name = workspace.dataset.personnel[0].id
    workspace.choose_figure(name)
    loaded = load(exported(workspace, tmp_path / f"figure.{ending}"))
    assert Workspace(loaded.dataset).chosen_figure.id == name


def test_the_same_view_gives_the_same_bytes_and_another_choice_another_record(workspace, tmp_path):
    one = exported(workspace, tmp_path / "one.svg").read_bytes()
    assert exported(workspace, tmp_path / "two.svg").read_bytes() == one
    assert b"attention" not in one
    workspace.choose_event("pledge-600")
    picture = read_picture(exported(workspace, tmp_path / "three.svg"))
    assert picture.text("attention", "chosen") == "event:pledge-600"


def test_the_window_shows_what_the_picture_was_of(qtbot, workspace, tmp_path):
    workspace.set_filter(opening_filter(workspace.dataset).hiding(FacetKind.LANE, {"Mandate"}))
    workspace.set_dimming(True)
    workspace.choose_event("pledge-600")
    workspace.search = "Kenya"
    loaded = load(exported(workspace, tmp_path / "figure.png"))
    again = Workspace(loaded.dataset)
    window = MainWindow(again, Settings(), load_theme("light"))
    qtbot.addWidget(window)
    window.add_panels(SidePanels(window, again))
    assert window.top_bar.search.text() == "Kenya"
    assert "found" in window.panels.searching.count_in_words()
    assert window.panels.filter.is_dimming
    assert again.chosen_event == "pledge-600"
    assert "Mandate" in again.filter.hidden_lanes


def test_clearing_the_filter_of_a_picture_goes_back_to_what_the_author_shows(qtbot, workspace, tmp_path):
    workspace.set_filter(Filter(hidden_layers=frozenset({"article"})))
    again = Workspace(load(exported(workspace, tmp_path / "figure.png")).dataset)
    assert again.layers == {"record"}
    window = MainWindow(again, Settings(), load_theme("light"))
    qtbot.addWidget(window)
    window.add_panels(SidePanels(window, again))
    window.commands["clear_filter"].trigger()
    assert again.layers == {"article"}


def test_another_dataset_opens_as_its_author_has_it_and_keeps_the_search(workspace):
    workspace.search = "Kenya"
    plain = load(built_in_path()).dataset
    workspace.set_dataset(plain, (), None)
    assert (workspace.chosen_event, workspace.filter) == (None, opening_filter(plain))
    assert workspace.search == "Kenya"
