"""The export dialog at work: the window stays alive, what is given up leaves nothing, the newest wish wins."""

from __future__ import annotations

import threading

import pytest
from builders import a_dataset, an_event
from PySide6.QtCore import QTimer
from shiboken6 import Shiboken

from viewer.export.export import export_paper
from viewer.export.formats.atomic import ExportError
from viewer.painting.text_measure import measure
from viewer.settings import Settings
from viewer.window.export_dialog import ExportDialog, open_export_dialog
from viewer.workspace import Workspace


@pytest.fixture
def dialog(window, workspace, tmp_path, qtbot):
    Settings().save_export_choice("folder", str(tmp_path))
    made = open_export_dialog(window, workspace, window.viewport.span, Settings(), lambda _path: None)
    made.path_field.setText(str(tmp_path / "mine.svg"))
    qtbot.waitUntil(lambda: not made.job.is_running)
    yield made
    if Shiboken.isValid(made):
        made.done(0)


class Gate:
    """Holds every worker at the next text it measures, until it is opened; tells that one has come."""

    def __init__(self):
        self.is_reached, self._is_open = threading.Event(), threading.Event()

    def measure(self, text, font_role):
        self.is_reached.set()
        self._is_open.wait(30)
        return measure(text, font_role)

    def open(self):
        self._is_open.set()


@pytest.fixture
def gate(dialog, monkeypatch):
    made = Gate()
    monkeypatch.setattr("viewer.window.export_work.measure", made.measure)
    yield made
    made.open()


def texts(scene):
    return [getattr(shape, "text", "") for shape in scene.shapes]


def export_held(dialog, gate, qtbot):
    """Begin to export another title, and come back while it is being laid out."""
    dialog.form.title_field.setText("Another")
    dialog.accept()
    qtbot.waitUntil(gate.is_reached.is_set)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_given_up_while_it_is_laid_out_the_older_file_stays(dialog, gate, tmp_path, qtbot, ending):
    place = tmp_path / f"mine.{ending}"
    place.write_bytes(b"old")
    dialog.path_field.setText(str(place))
    dialog.form.agree()
    export_held(dialog, gate, qtbot)
    dialog.close_button.click()
    with qtbot.waitSignal(dialog.job.cancelled):
        gate.open()
    assert place.read_bytes() == b"old"
    assert [file for file in tmp_path.iterdir() if file.is_file()] == [place]


def test_while_it_works_it_says_what_it_does_and_offers_to_cancel(dialog, gate, qtbot):
    export_held(dialog, gate, qtbot)
    qtbot.waitUntil(lambda: dialog.status.doing.text() == "Laying out…")
    assert dialog.status.bar.isVisible()
    assert (dialog.close_button.text(), dialog.form.isEnabled()) == ("Cancel", False)


def test_every_step_is_named_in_its_order(dialog, qtbot):
    said = []
    dialog.job.progressed.connect(said.append)
    dialog.form.title_field.setText("Another")
    with qtbot.waitSignal(dialog.job.ended):
        dialog.accept()
    assert said == ["Laying out", "Painting", "Writing"]


def test_what_is_shown_is_not_laid_out_again_to_be_written(dialog, qtbot):
    said = []
    dialog.job.progressed.connect(said.append)
    with qtbot.waitSignal(dialog.job.ended):
        dialog.accept()
    assert said == ["Painting", "Writing"]


def test_given_up_the_dialog_says_so_and_can_be_used_again(dialog, gate, tmp_path, qtbot):
    export_held(dialog, gate, qtbot)
    dialog.reject()
    with qtbot.waitSignal(dialog.job.ended):
        gate.open()
    assert dialog.isVisible()
    assert dialog.status.result.text() == "Given up; nothing was written."
    assert dialog.form.isEnabled()
    dialog.accept()
    qtbot.waitUntil((tmp_path / "mine.svg").is_file)


def test_while_a_file_is_written_no_second_one_is_begun(dialog, gate, tmp_path, qtbot):
    export_held(dialog, gate, qtbot)
    dialog.path_field.setText(str(tmp_path / "second.svg"))
    dialog.accept()
    with qtbot.waitSignal(dialog.job.ended):
        gate.open()
    assert [path.name for path in tmp_path.glob("*.svg")] == ["mine.svg"]


def test_the_newest_preview_wins(dialog, gate, qtbot):
    shown = []
    put = dialog.preview.put
    dialog.preview.put = lambda scene, *rest: (shown.append(scene), put(scene, *rest))
    for title in ("First", "Second", "Third"):
        dialog.form.title_field.setText(title)
        dialog.refresh()
    with qtbot.waitSignal(dialog.job.ended):
        gate.open()
    assert ["Third" in texts(scene) for scene in shown] == [True]


def test_whoever_waits_for_the_preview_is_told_so(dialog, gate, qtbot):
    dialog.form.title_field.setText("Another")
    qtbot.waitUntil(dialog.preview.waiting.isVisible)
    assert dialog.preview.waiting.text() == "Preparing the picture…"
    gate.open()
    qtbot.waitUntil(lambda: not dialog.preview.waiting.isVisible())


def test_what_cannot_be_laid_out_is_told_in_the_dialog(dialog, qtbot):
    form = dialog.form
    form.page_field.setCurrentIndex(form.page_field.findData("custom"))
    form.width_field.setValue(20)
    with qtbot.waitSignal(dialog.job.failed):
        dialog.refresh()
    assert "too narrow" in dialog.trouble.text()
    assert dialog.trouble.isVisible()


def test_an_error_while_exporting_is_told_and_stays_while_the_preview_catches_up(dialog, monkeypatch, qtbot, tmp_path):
    def fail(*_):
        raise ExportError("The disk is full.")

    monkeypatch.setattr("viewer.window.export_work.write_file", fail)
    dialog.form.title_field.setText("Another")
    dialog.accept()
    qtbot.waitUntil(lambda: not dialog.job.is_running)
    assert dialog.trouble.text() == "The disk is full."
    assert "Another" in texts(dialog.preview.scene)
    assert list(tmp_path.glob("*.svg")) == []


def test_closing_the_window_of_the_dialog_ends_the_worker(dialog, gate, tmp_path, qtbot):
    export_held(dialog, gate, qtbot)
    opening = threading.Timer(0, gate.open)  # the dialog waits for the worker, so somebody else must let it go on
    opening.start()
    dialog.close()
    opening.join()
    assert not dialog.isVisible()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("export")] == []
    assert list(tmp_path.glob("*.svg")) == []


def test_the_window_stays_alive_while_thousands_of_events_are_laid_out(window, qtbot):
    events = (an_event(f"{1950 + n % 70}-{1 + n % 12:02}", f"Event {n}", lane=f"Lane {n % 5}") for n in range(2000))
    dialog = ExportDialog(window, Workspace(a_dataset(*events)), window.viewport.span, Settings(), print)
    doing, heartbeats, heart = [], [], QTimer(dialog)
    dialog.job.progressed.connect(doing.append)
    heart.timeout.connect(lambda: heartbeats.append(doing[-1:]))
    with qtbot.waitSignal(dialog.job.ended, timeout=60_000):
        heart.start(5)
    heart.stop()
    dialog.done(0)
    assert heartbeats.count(["Laying out"]) > 0
    assert dialog.preview.scene.drawn == 2000


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_a_figure_made_beside_the_window_has_the_bytes_of_one_made_in_it(dialog, tmp_path, qtbot, ending):
    place, again = tmp_path / f"mine.{ending}", tmp_path / f"again.{ending}"
    dialog.path_field.setText(str(place))
    dialog.accept()
    qtbot.waitUntil(lambda: not dialog.job.is_running)
    wish = dialog._wish()
    theme, writing = dialog.form.choice().colours(), dialog.form.choice().writing(ending)
    export_paper(again, wish.request, wish.paper, theme, writing, wish.ground)
    assert place.read_bytes() == again.read_bytes()
