from __future__ import annotations

from pathlib import Path

import pytest
from builders import a_dataset, an_event
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMessageBox, QProgressBar, QPushButton, QTextBrowser, QWidget

from viewer.layout.timescale import Span
from viewer.model.calendar import instant_us
from viewer.model.deep_link import DeepLink, parse_link
from viewer.model.events import Layer
from viewer.settings import Settings
from viewer.window.actions import ACTIONS
from viewer.window.dialogs import DateDialog, about_html, show_about, show_keys, span_of
from viewer.window.load_progress import LoadProgress
from viewer.window.palette import Entry, Palette

WHOLE = Span(instant_us(2023, 10, 2), instant_us(2025, 2, 3))


@pytest.fixture
def progress(qtbot):
    made = LoadProgress()
    qtbot.addWidget(made)
    return made


def words_of(progress):
    return progress.layout().itemAt(0).widget().text()


def a_palette(qtbot, entries):
    made = Palette(entries)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    return made


def page_of(parent):
    return parent.findChild(QDialog).findChild(QTextBrowser)


def test_nothing_is_shown_before_something_is_read(progress):
    assert progress.isHidden()


def test_what_is_read_is_named_without_its_folder(progress):
    progress.begin(Path("/far/away/haiti.mtlz"))
    assert words_of(progress) == "Reading haiti.mtlz"
    assert progress.isVisible()


def test_progress_without_words_keeps_those_before(progress):
    progress.begin(Path("a"))
    progress.advance(0.2, "Checking")
    progress.advance(0.4, "")
    assert words_of(progress) == "Checking"


def test_the_next_load_begins_at_nothing(progress):
    progress.begin(Path("a"))
    bar = progress.findChild(QProgressBar)
    progress.advance(1.0, "Indexing")
    assert bar.value() == bar.maximum()
    progress.begin(Path("b"))
    assert bar.value() == 0


def test_cancel_asks_for_the_load_to_be_given_up(progress, qtbot):
    progress.begin(Path("a"))
    with qtbot.waitSignal(progress.cancel_requested, timeout=0):
        progress.findChild(QPushButton).click()


def test_the_strip_goes_when_the_load_has_ended(progress):
    progress.begin(Path("a"))
    progress.end()
    assert progress.isHidden()


def test_every_key_stands_on_the_page_of_keys(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    show_keys(window)
    text = page_of(window).toPlainText()
    assert [spec.text for spec in ACTIONS if spec.keys and spec.text.replace("…", "") not in text] == []


def test_the_page_about_the_program_can_be_closed(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    show_about(window, a_dataset(), None)
    assert "Works offline." in page_of(window).toPlainText()
    dialog = window.findChild(QDialog)
    dialog.findChild(QPushButton).click()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_built_in_dataset_is_read_from_the_program_itself():
    assert "the program itself" in about_html(a_dataset(), None)


def test_a_dataset_without_sources_says_none():
    page = about_html(a_dataset(sources=()), None)
    assert "<td>none</td>" in page
    assert "0 sources without text" in page


def test_a_title_with_signs_of_markup_is_shown_as_it_is():
    assert "A &lt;b&gt;bold&lt;/b&gt; &amp; title" in about_html(a_dataset(title="A <b>bold</b> & title"), None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("-0043", (-43, 1, 1), (-42, 1, 1)),
        ("196X", (1960, 1, 1), (1970, 1, 1)),
        ("2024-02-29", (2024, 2, 29), (2024, 3, 1)),
    ],
)
def test_old_and_doubtful_dates_can_be_gone_to(text, first, last):
    span = span_of(text, WHOLE)
    assert (span.start_us, span.end_us) == (instant_us(*first), instant_us(*last))


@settings(max_examples=60)
@given(first=st.dates(), last=st.dates())
def test_an_interval_spans_at_least_its_days(first, last):
    first, last = sorted((first, last))
    span = span_of(f"{first.isoformat()}/{last.isoformat()}", WHOLE)
    assert span.end_us - span.start_us == ((last - first).days + 1) * 86_400_000_000


def test_the_dialog_asks_again_with_what_was_typed(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = DateDialog(window, WHOLE)
    dialog.setTextValue("yesterday")
    with qtbot.assertNotEmitted(dialog.given):
        dialog.accept()
    assert dialog.textValue() == "yesterday"
    assert dialog.labelText().endswith(".\nAny EDTF date:")


def test_those_beginning_with_the_words_come_first(qtbot):
    palette = a_palette(qtbot, [Entry("Read again", "", "a"), Entry("Again and again", "", "b")])
    assert [entry.key for entry in palette.matching("again")] == ["b", "a"]


def test_of_very_many_only_the_first_are_listed(qtbot):
    palette = a_palette(qtbot, [Entry(f"Event {number}", "", str(number)) for number in range(500)])
    assert palette.list.count() == 60
    assert palette.list.item(0).text() == "Event 0"


def test_the_ends_of_the_list_hold(qtbot):
    palette = a_palette(qtbot, [Entry(f"Event {number}", "", str(number)) for number in range(12)])
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 0
    for _ in range(3):
        qtbot.keyClick(palette.field, Qt.Key.Key_PageDown)
    assert palette.list.currentRow() == 11


def test_a_palette_of_nothing_chooses_nothing(qtbot):
    palette = a_palette(qtbot, [])
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)


def test_words_written_from_right_to_left_are_found(qtbot):
    palette = a_palette(qtbot, [Entry("Fit all", "", "a"), Entry("بعثة إلى هايتي", "event", "b")])
    assert [entry.key for entry in palette.matching("هايتي")] == ["b"]


def test_a_command_chosen_in_the_palette_is_done(window, qtbot):
    window.viewport.zoom_by(4.0)
    window.commands["palette"].trigger()
    palette = window.findChild(Palette)
    palette.field.setText("Fit all")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.viewport.span == window.viewport.whole


def test_the_palette_offers_no_event_of_a_hidden_layer(window):
    window.commands["palette"].trigger()
    palette = window.findChild(Palette)
    keys = {entry.key for entry in palette.matching("")}
    palette.reject()
    assert "event:arrival" in keys
    assert "event:report" not in keys


def test_a_kept_view_that_nobody_can_read_is_said_and_changes_nothing(window, workspace):
    Settings().save_bookmarks(workspace.dataset.id, {"Broken": "#from=2024"})
    before = window.viewport.span
    window.menus["Bookmarks"].aboutToShow.emit()
    next(action for action in window.menus["Bookmarks"].actions() if action.text() == "Broken").trigger()
    said = [box.text() for box in window.findChildren(QMessageBox)]
    assert said == ["A view has two ends: write both from= and to=."]
    assert window.viewport.span == before


def test_a_link_to_an_event_that_has_gone_changes_nothing(window, workspace):
    before = window.views.link()
    window.views.show(DeepLink(event="gone"))
    assert window.views.link() == before


def test_without_a_chosen_event_no_relation_is_followed(window, workspace):
    window.commands["follow_link"].trigger()
    assert workspace.chosen_event is None


def test_an_event_without_relations_stays_chosen(window, workspace):
    workspace.set_dataset(a_dataset(an_event("2024", "Alone"), an_event("1990", "Far", lane="Two")), (), None)
    workspace.choose_event("alone")
    window.commands["follow_link"].trigger()
    assert workspace.chosen_event == "alone"


def test_a_copied_link_is_told_in_the_status_bar(window):
    window.commands["copy_link"].trigger()
    assert window.statusBar().currentMessage() == "A link to this view is on the clipboard."
    assert parse_link(QGuiApplication.clipboard().text()) == window.views.link()


def test_the_button_of_a_layer_says_its_note_or_what_it_does(window, workspace):
    layers = (Layer("main", "Main"), Layer("noted", "Noted", note="Told by others"), Layer("bare", "Bare"))
    workspace.set_dataset(a_dataset(an_event(layer="main"), layers=layers), (), None)
    assert window.panels.filtering.layer_action("noted").toolTip() == "Told by others"
    assert window.panels.filtering.layer_action("bare").toolTip() == "Show or hide Bare"


def test_the_first_layer_has_no_button(window):
    with pytest.raises(KeyError):
        window.panels.filtering.layer_action("article")
