from __future__ import annotations

from pathlib import Path

import pytest
from builders import a_dataset, an_event
from PySide6.QtWidgets import QFileDialog, QPushButton

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.presets import PRESETS, Unit
from viewer.loading.problems import DatasetError
from viewer.model.events import Layer
from viewer.model.filters import Filter
from viewer.settings import Settings
from viewer.window.export_choice import THEMES, ExportChoice, packed, remember, remembered
from viewer.window.export_form import ExportForm
from viewer.workspace import Workspace


@pytest.fixture
def make(qtbot):
    def made(workspace, choice=None):
        form = ExportForm(workspace, Settings(), choice or ExportChoice())
        qtbot.addWidget(form)
        return form

    return made


@pytest.fixture
def form(make, workspace):
    Settings().save_export_choice("folder", "/pictures")
    return make(workspace)


def choose(combo, key):
    combo.setCurrentIndex(combo.findData(key))


def test_a_form_gives_back_the_choice_it_was_made_with(make, workspace):
    mine = ExportChoice("view", "custom", 90.5, 120.0, "mm", 600, "print", True, False, True, True, True, True, 2.5)
    assert make(workspace, mine).choice() == mine


def test_the_file_is_named_after_the_dataset_in_the_last_folder(form):
    assert form.path() == Path("/pictures/test.png")


def test_the_last_ending_is_offered_again(make, workspace):
    Settings().save_export_choice("format", "pdf")
    assert make(workspace).path().suffix == ".pdf"


def test_a_dataset_without_an_id_gives_a_timeline(make):
    assert make(Workspace(a_dataset(id=""))).path().stem == "timeline"


def test_a_tilde_is_the_home_and_blanks_around_are_no_part_of_the_name(form):
    form.path_field.setText("  ~/mine.svg ")
    assert form.path() == Path.home() / "mine.svg"


@pytest.mark.parametrize("field", ["title", "subtitle"])
def test_words_of_ones_own_replace_those_of_the_dataset_and_blanks_do_not(form, field):
    line, read = getattr(form, f"{field}_field"), getattr(form, field)
    assert read() is None
    line.setText("   ")
    assert read() is None
    line.setText(" بعثة إلى هايتي ")
    assert read() == "بعثة إلى هايتي"


def test_the_words_of_the_dataset_stand_where_ones_own_would(make):
    form = make(Workspace(a_dataset(title="A mission", description="In short")))
    assert form.title_field.placeholderText() == "A mission"
    assert form.subtitle_field.placeholderText() == "In short"


def test_a_range_is_asked_for_only_when_a_range_is_drawn(form):
    assert form.range_field.isHidden()
    choose(form.what_field, "range")
    assert not form.range_field.isHidden()
    choose(form.what_field, "all")
    assert form.range_field.isHidden()


def test_a_size_is_asked_for_only_on_a_page_of_ones_own(form):
    form.show()
    assert not form.width_field.isVisible()
    choose(form.page_field, "custom")
    assert form.width_field.isVisible()
    assert form.unit_field.isVisible()


@pytest.mark.parametrize(
    ("name", "able"),
    [
        ("a.png", "dots scale"),
        ("a.PNG", "dots scale"),
        ("a.svg", "outlines"),
        ("a.pdf", "appendix"),
        ("a.gif", ""),
        ("a", ""),
    ],
)
def test_only_what_the_format_has_can_be_chosen(form, name, able):
    form.path_field.setText(name)
    fields = {"outlines": form.checks["has_outlines"], "appendix": form.checks["has_appendix"]}
    fields |= {"dots": form.dpi_field, "scale": form.scale_field}
    assert [key for key, field in fields.items() if field.isEnabled()] == able.split()


def test_the_data_can_go_into_the_file_only_when_it_was_read_from_one(make, workspace, tmp_path):
    built_in, read = make(workspace), make(Workspace(a_dataset(), (), tmp_path))
    assert not built_in.checks["is_embedded"].isEnabled()
    assert read.checks["is_embedded"].isEnabled()


def test_the_first_layer_cannot_be_left_out(form):
    assert list(form.layer_fields) == ["record"]


def test_a_layer_begins_as_the_window_has_it_and_can_be_turned_round(form):
    assert form.hidden_layers() == {"record"}
    form.layer_fields["record"].setChecked(True)
    assert form.hidden_layers() == frozenset()


def test_of_the_whole_dataset_no_layer_can_be_left_out(form):
    choose(form.what_field, "whole")
    assert not form.layer_fields["record"].isEnabled()
    assert form.hidden_layers() == frozenset()


def test_a_layer_without_a_field_is_as_the_window_has_it(form, workspace):
    workspace.set_filter(Filter(frozenset({"article"})))
    assert "article" in form.hidden_layers()


def test_a_layer_without_a_title_goes_by_its_id_and_its_note_is_the_tip(make):
    layers = (Layer("main", "Main"), Layer("aside", "", note="Told by others"))
    form = make(Workspace(a_dataset(an_event(layer="main"), layers=layers)))
    field = form.layer_fields["aside"]
    assert field.text() == "aside"
    assert field.toolTip() == "Told by others"


def test_each_field_of_the_figure_says_that_it_changed(form, qtbot):
    turns = [
        lambda: form.range_field.setText("2024"),
        lambda: form.title_field.setText("Mine"),
        lambda: form.dpi_field.setValue(300),
        lambda: form.scale_field.setValue(2),
        form.checks["has_quotes"].toggle,
        form.layer_fields["record"].toggle,
        lambda: choose(form.theme_field, "dark"),
        lambda: choose(form.what_field, "view"),
    ]
    for turn in turns:
        with qtbot.waitSignal(form.changed, timeout=0):
            turn()


def test_another_name_changes_no_figure(form, qtbot):
    with qtbot.assertNotEmitted(form.changed), qtbot.waitSignal(form.path_changed, timeout=0):
        form.path_field.setText("other.png")


def test_a_page_without_a_height_grows_as_needed(form):
    choose(form.page_field, "web")
    choose(form.page_field, "custom")
    assert form.height_field.value() == 0
    assert form.height_field.text() == "as needed"


@pytest.mark.parametrize(("answer", "expected"), [("/else/b.pdf", "/else/b.pdf"), ("", "/pictures/test.png")])
def test_a_place_is_chosen_by_hand_or_stays(form, monkeypatch, answer, expected):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (answer, ""))
    next(button for button in form.findChildren(QPushButton) if button.text() == "Choose…").click()
    assert form.path() == Path(expected)


@pytest.mark.parametrize("entry", PRESETS, ids=lambda entry: entry.name)
def test_every_page_on_offer_is_remembered_and_has_a_paper(entry):
    choice = ExportChoice(page=entry.name)
    remember(Settings(), choice)
    assert remembered(Settings()).paper("png") == entry.paper


@pytest.mark.parametrize("name", THEMES)
def test_every_look_has_its_colours(name):
    assert ExportChoice(theme=name).colours().colour("card").startswith("#")


def test_a_range_is_not_remembered_because_its_dates_are_not():
    remember(Settings(), ExportChoice(what="range"))
    assert remembered(Settings()).what == "all"


@pytest.mark.parametrize(("unit", "dpi"), [("px", 96.0), ("mm", 300.0)])
def test_a_size_of_ones_own_has_the_dots_usual_for_its_unit(unit, dpi):
    choice = ExportChoice(page="custom", width=200.0, height=100.0, unit=unit)
    assert choice.paper("png").dpi == dpi
    assert choice.paper("png").unit is Unit(unit)


def test_dots_that_were_chosen_replace_those_of_the_page():
    assert ExportChoice(page="a4-portrait", dpi=150).paper("png").dpi == 150


def test_a_size_no_picture_can_have_is_refused_in_words():
    with pytest.raises(ExportError):
        ExportChoice(page="custom", width=20_000.0, height=20_000.0, unit="mm", dpi=2400).paper("png")


def test_a_view_where_nothing_lies_is_refused_in_words(workspace, window):
    span = window.viewport.span
    empty = type(span)(span.start_us - 10**15, span.start_us - 10**15 + 1)
    with pytest.raises(ExportError, match=r"^There is nothing to draw: no event that is shown lies in this view\.$"):
        ExportChoice(what="view").request(workspace, empty)


def test_data_that_is_not_asked_for_is_not_packed(workspace, tmp_path):
    assert ExportChoice(is_embedded=False).embedded(Workspace(a_dataset(), (), tmp_path / "gone")) is None
    assert ExportChoice(is_embedded=True).embedded(workspace) is None


def test_data_that_has_gone_from_its_place_is_said(tmp_path):
    gone = Workspace(a_dataset(), (), tmp_path / "gone")
    with pytest.raises(ExportError, match=r"^The data cannot be put into the file: ") as told:
        packed(ExportChoice(is_embedded=True).embedded(gone))
    assert isinstance(told.value.__cause__, DatasetError)
