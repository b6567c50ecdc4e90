from __future__ import annotations

import pytest

from viewer.export.export import Writing
from viewer.export.formats.atomic import ExportError
from viewer.export.pages.presets import Unit
from viewer.model.calendar import instant_us
from viewer.model.filters import Filter
from viewer.settings import Settings
from viewer.window.export_choice import ExportChoice, remember, remembered

MINE = ExportChoice(what="view", page="custom", width=90.5, height=120.0, unit="mm", dpi=600, theme="print",
                    is_transparent=True, has_personnel=False, has_quotes=True, has_appendix=True,
                    scale=2.5)  # fmt: skip


def test_a_choice_is_as_it_was_the_next_time():
    remember(Settings(), MINE)
    assert remembered(Settings()) == MINE
    assert MINE.paper("png").unit is Unit.MM
    assert MINE.ground is None


@pytest.mark.parametrize(("name", "words"), [("page", "a9"), ("theme", "pink"), ("unit", "ell"), ("dpi", "many")])
def test_what_nobody_knows_any_more_is_as_at_first(name, words):
    Settings().save_export_choice(name, words)
    assert remembered(Settings()) == ExportChoice()


def test_a_format_gets_only_what_it_can_have():
    choice = ExportChoice(has_outlines=True, has_appendix=True, scale=2.0)
    assert choice.writing("png") == Writing(2.0)
    assert choice.writing("svg") == Writing(has_outlines=True)
    assert choice.writing("pdf") == Writing(has_appendix=True)


@pytest.mark.parametrize("page", ["web", "a4-portrait", "custom"])
def test_the_dots_of_a_png_are_nothing_to_a_file_without_dots(page):
    for ending in ("svg", "pdf"):
        assert ExportChoice(page=page, dpi=150).paper(ending) == ExportChoice(page=page).paper(ending)
    assert ExportChoice(page=page, dpi=150).paper("png").dpi == 150


def test_the_whole_dataset_is_what_the_filter_hides_too(workspace, window):
    hidden = Filter(hidden_lanes=frozenset({"Two"}))
    workspace.set_filter(hidden)
    view = window.viewport.span
    assert ExportChoice(what="all").request(workspace, view).filter == hidden
    whole = ExportChoice(what="whole").request(workspace, view)
    assert (whole.filter, whole.span) == (Filter(), None)


def test_a_range_is_the_dates_that_are_written(workspace, window):
    request = ExportChoice(what="range").request(workspace, window.viewport.span, "2024-06")
    assert request.span.end_us - request.span.start_us == 30 * 86_400_000_000
    with pytest.raises(ExportError, match="1999"):
        ExportChoice(what="range").request(workspace, window.viewport.span, "1999")
    assert ExportChoice(what="view").request(workspace, window.viewport.span).span == window.viewport.span


def test_a_picture_of_what_was_known_has_no_figure_from_later(workspace, window):
    workspace.set_filter(Filter(known_by_us=instant_us(2024, 2)))
    request = ExportChoice().request(workspace, window.viewport.span)
    assert [figure.id for figure in request.dataset.personnel] == ["promised"]
