from __future__ import annotations

import pytest
from builders import a_dataset, a_source, an_event
from PySide6.QtGui import QGuiApplication, QImage
from shiboken6 import Shiboken

from viewer.model.filters import Filter
from viewer.settings import Settings
from viewer.window.export_choice import ExportChoice, remember
from viewer.window.export_dialog import open_export_dialog
from viewer.workspace import Workspace


@pytest.fixture
def dialog(qtbot, window, workspace, tmp_path):
    Settings().save_export_choice("folder", str(tmp_path))
    written = []
    made = open_export_dialog(window, workspace, window.viewport.span, Settings(), written.append)
    made.written = written
    yield made
    if Shiboken.isValid(made):
        made.done(0)


def shown(qtbot, dialog):
    """Wait until the preview shows what the fields ask for, and return its scene."""
    dialog.refresh()
    qtbot.waitUntil(lambda: not dialog.job.is_running)
    return dialog.preview.scene


def texts(scene):
    return [getattr(shape, "text", "") for shape in scene.shapes]


def choose(field, name):
    field.setCurrentIndex(field.findData(name))


def test_the_image_is_written_where_it_was_asked_for(dialog, tmp_path, qtbot):
    dialog.path_field.setText(str(tmp_path / "mine.svg"))
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.written == [tmp_path / "mine.svg"])
    assert "Arrival" in (tmp_path / "mine.svg").read_text()


def test_the_dialog_stays_and_shows_the_way_to_the_folder(dialog, tmp_path, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr("viewer.window.export_dialog.QDesktopServices.openUrl", opened.append)
    dialog.path_field.setText(str(tmp_path / "mine.pdf"))
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.written != [])
    assert dialog.isVisible()
    dialog.status.folder_button.click()
    assert opened[0].toLocalFile() == str(tmp_path)


def test_typing_composes_once_it_rests(dialog, qtbot):
    before = shown(qtbot, dialog)
    dialog.form.title_field.setText("A title of my own")
    assert dialog.preview.scene is before
    qtbot.waitUntil(lambda: dialog.preview.scene is not before)
    assert "A title of my own" in texts(dialog.preview.scene)


@pytest.mark.parametrize(("page", "shape"), [("slide", 16 / 9), ("a4-portrait", 210 / 297), ("web-square", 1.0)])
def test_the_preview_has_the_shape_of_the_page(dialog, qtbot, page, shape):
    choose(dialog.form.page_field, page)
    scene = shown(qtbot, dialog)
    assert scene.width / scene.height == pytest.approx(shape)


def test_an_own_size_begins_with_that_of_the_page_before(dialog):
    for name in ("a3-landscape", "custom"):
        choose(dialog.form.page_field, name)
    assert (dialog.form.width_field.value(), dialog.form.height_field.value()) == (420, 297)
    assert dialog.form.unit_field.currentData() == "mm"


def test_layers_are_shown_and_hidden_for_this_picture_alone(dialog, workspace, qtbot):
    dialog.form.layer_fields["record"].setChecked(True)
    assert any("Report" in text for text in texts(shown(qtbot, dialog)))
    assert workspace.layers == {"article"}


def test_the_last_choice_is_there_the_next_time(dialog, window, workspace):
    dialog.form.theme_field.setCurrentIndex(2)
    dialog.form.checks["has_quotes"].setChecked(True)
    dialog.done(0)
    again = open_export_dialog(window, workspace, window.viewport.span, Settings(), print)
    assert again.form.choice().theme == "print"
    assert again.form.choice().has_quotes
    again.done(0)


def test_what_cannot_be_written_is_said_and_nothing_is(dialog, tmp_path):
    dialog.path_field.setText(str(tmp_path / "mine.gif"))
    dialog.accept()
    assert "end the name" in dialog.trouble.text()
    assert list(tmp_path.glob("mine*")) == []


def test_a_picture_is_copied_from_the_dialog(dialog, qtbot):
    dialog.copy_button.click()
    qtbot.waitUntil(lambda: not dialog.job.is_running)
    assert QGuiApplication.clipboard().mimeData().hasFormat("image/svg+xml")
    QGuiApplication.clipboard().clear()


def test_dots_that_are_off_are_not_in_the_picture(dialog, qtbot):
    dialog.form.dpi_field.setValue(300)
    for name, size in (("a.svg", "SVG: 1600 × "), ("a.png", "PNG: 1600 × ")):
        dialog.path_field.setText(name)
        shown(qtbot, dialog)
        assert dialog.preview.accessibleDescription().startswith(size)


def test_a_png_has_so_many_times_the_dots(dialog, tmp_path, qtbot):
    dialog.form.scale_field.setValue(2)
    shown(qtbot, dialog)
    assert dialog.preview.accessibleDescription().startswith("PNG: 3200 × ")
    dialog.path_field.setText(str(tmp_path / "fine.png"))
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.written != [])
    assert QImage(str(tmp_path / "fine.png")).width() == 3200


def test_the_whole_dataset_is_drawn_though_the_window_hides_much_of_it(dialog, workspace, qtbot):
    workspace.set_filter(Filter(frozenset({"record"}), frozenset({"Two"})))
    assert "Arrival" not in " ".join(texts(shown(qtbot, dialog)))
    choose(dialog.form.what_field, "whole")
    said = " ".join(texts(shown(qtbot, dialog)))
    assert [name for name in ("Arrival", "Report", "Extension") if name not in said] == []


def test_only_a_pdf_offers_an_appendix(dialog):
    dialog.path_field.setText("a.png")
    assert not dialog.form.checks["has_appendix"].isEnabled()
    dialog.path_field.setText("a.pdf")
    assert dialog.form.checks["has_appendix"].isEnabled()


@pytest.fixture
def crowded(window, tmp_path):
    """The dialog with an appendix chosen, for a page that has no room for the list of its twenty sources."""
    names = tuple(f"source-{number}" for number in range(20))
    dataset = a_dataset(an_event(references=names), sources=tuple(map(a_source, names)))
    Settings().save_export_choice("folder", str(tmp_path))
    remember(Settings(), ExportChoice(page="custom", width=700.0, height=300.0, has_appendix=True))
    made = open_export_dialog(window, Workspace(dataset), window.viewport.span, Settings(), print)
    yield made
    made.done(0)


@pytest.mark.parametrize(("name", "place"), [("a.pdf", "in the appendix"), ("a.png", "in the data of this file")])
def test_sources_without_room_are_said_to_be_where_that_file_lists_them(crowded, qtbot, name, place):
    crowded.path_field.setText(name)
    assert f"20 sources, listed {place}" in " ".join(texts(shown(qtbot, crowded)))


def test_another_ending_composes_another_figure(crowded, qtbot):
    before = shown(qtbot, crowded)
    crowded.path_field.setText("a.pdf")
    qtbot.waitUntil(lambda: crowded.preview.scene is not before)
    assert "listed in the appendix" in " ".join(texts(crowded.preview.scene))


def test_a_copy_points_to_no_appendix_that_only_the_file_has(crowded, qtbot):
    crowded.path_field.setText("a.pdf")
    crowded.copy_button.click()
    qtbot.waitUntil(crowded.status.result.isVisible)
    svg = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml")).decode()
    assert "20 sources, listed in the data of this file" in svg
    QGuiApplication.clipboard().clear()
