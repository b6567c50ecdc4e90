from __future__ import annotations

import threading

import pytest

from viewer.window.export_job import ExportJob


def thread_name():
    return threading.current_thread().name.encode()


@pytest.fixture
def job(qtbot):
    made = ExportJob()
    yield made
    made.close()


def test_a_file_is_written_beside_the_window(job, qtbot, tmp_path):
    with qtbot.waitSignal(job.written) as heard:
        job.start(tmp_path / "a.png", thread_name)
    assert heard.args == [tmp_path / "a.png"]
    assert (tmp_path / "a.png").read_bytes().startswith(b"export")
    assert not job.is_running


def test_a_file_given_up_leaves_the_older_one_as_it_was(job, qtbot, tmp_path):
    place, may_go_on = tmp_path / "a.png", threading.Event()
    place.write_bytes(b"old")

    def slow():
        may_go_on.wait(5)
        return b"new"

    with qtbot.waitSignal(job.cancelled):
        job.start(place, slow)
        job.cancel()
        may_go_on.set()
    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


def test_what_stands_in_the_way_is_said(job, qtbot, tmp_path):
    with qtbot.waitSignal(job.failed) as heard:
        job.start(tmp_path / "no folder" / "a.png", lambda: b"new")
    assert "no folder" in str(heard.args[0])
