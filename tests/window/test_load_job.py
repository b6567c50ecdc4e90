from __future__ import annotations

import gc
import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication

from viewer.loading.problems import DatasetError
from viewer.window.load_job import LoadJob

ROWS = 60_000


@pytest.fixture
def job(qtbot):
    job = LoadJob()
    yield job
    job.close()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("date,title,lane\n" + "2024-06-25,Officers deploy,Police\n" * ROWS, encoding="utf-8")
    return path


def wait_until_at_rest(qtbot, job):
    qtbot.waitUntil(lambda: not job.is_running)


def test_a_dataset_comes_with_the_index_of_its_events(qtbot, job, table):
    with qtbot.waitSignal(job.loaded) as caught:
        job.start(table)
    ready = caught.args[0]
    assert len(ready.loaded.dataset) == len(ready.event_index) == ROWS


def test_signals_come_in_the_thread_of_the_window(qtbot, job, table):
    threads = set()
    job.progressed.connect(lambda *_: threads.add(threading.current_thread()))
    job.loaded.connect(lambda _: threads.add(threading.current_thread()))
    with qtbot.waitSignal(job.loaded):
        job.start(table)
    assert threads == {threading.main_thread()}


def test_progress_rises_to_the_whole(qtbot, job, table):
    shares = []
    job.progressed.connect(lambda share, _: shares.append(share))
    with qtbot.waitSignal(job.loaded):
        job.start(table)
    assert shares == sorted(shares)
    assert len(shares) > 3
    assert shares[-1] == 1.0


def test_a_table_without_dates_fails_with_words(qtbot, job, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with qtbot.waitSignal(job.failed) as caught:
        job.start(path)
    assert isinstance(caught.args[0], DatasetError)
    assert "“a”, “b”" in str(caught.args[0])


def test_cancel_ends_the_load_and_leaves_nothing_running(qtbot, job, table):
    loaded = []
    job.loaded.connect(loaded.append)
    job.start(table)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
    wait_until_at_rest(qtbot, job)
    assert loaded == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job")]


def test_cancelling_nothing_says_nothing(qtbot, job):
    with qtbot.assertNotEmitted(job.cancelled):
        job.cancel()


def test_a_new_load_replaces_the_one_before_it(qtbot, job, table, tmp_path):
    small = tmp_path / "small.csv"
    small.write_text("date,title\n2024,One\n", encoding="utf-8")
    said = []
    job.loaded.connect(lambda ready: said.append(len(ready.loaded.dataset)))
    job.cancelled.connect(lambda: said.append("cancelled"))
    job.start(table)
    job.start(small)
    wait_until_at_rest(qtbot, job)
    qtbot.waitUntil(lambda: bool(said))
    assert said == [1]


def test_closing_stops_the_worker_without_a_word(qtbot, job, table):
    said = []
    job.cancelled.connect(lambda: said.append("cancelled"))
    job.loaded.connect(lambda _: said.append("loaded"))
    job.start(table)
    job.close()
    assert not job.is_running
    QCoreApplication.processEvents()  # what the worker has posted arrives and is dropped
    assert said == []


def test_threads_switch_as_usual_after_loading_and_widgets_are_no_garbage_of_the_worker(qtbot, job, table):
    usual = sys.getswitchinterval()
    with qtbot.waitSignal(job.loaded):
        job.start(table)
        assert sys.getswitchinterval() < usual
        assert not gc.isenabled()
    assert gc.isenabled()
    assert sys.getswitchinterval() == usual


def test_a_programming_error_in_the_worker_comes_to_light(qtbot, job, monkeypatch, tmp_path):
    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("viewer.window.load_job.load", broken)
    with qtbot.captureExceptions() as raised:
        job.start(tmp_path)
        wait_until_at_rest(qtbot, job)
    assert [error for error, *_ in raised] == [ZeroDivisionError]
