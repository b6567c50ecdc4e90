from __future__ import annotations

import gc
import sys
import threading

import pytest

from viewer.export.formats.atomic import ExportError
from viewer.window.job import Job


@pytest.fixture
def job(qapp):
    made = Job(ExportError)
    yield made
    made.close()


@pytest.fixture
def go_on():
    """A gate that work can stand before; opened at the end, whatever the test did."""
    gate = threading.Event()
    yield gate
    gate.set()


def waiting_for(gate, result="late"):
    """Work that asks whether it is still wanted once the gate is open."""

    def work(step):
        gate.wait(30)
        step.check()
        return result

    return work


def test_work_is_done_beside_the_window_and_its_result_comes_home(job, qtbot):
    threads = []
    with qtbot.waitSignal(job.ended):
        job.start(
            lambda step: threading.current_thread(), lambda worker: threads.extend([worker, threading.current_thread()])
        )
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert not job.is_running


def test_it_is_said_what_is_being_done(job, qtbot):
    said = []
    job.progressed.connect(said.append)
    with qtbot.waitSignal(job.ended):
        job.start(lambda step: [step.begin(doing) for doing in ("Laying out", "Painting")], lambda _: None)
    assert said == ["Laying out", "Painting"]


def test_work_given_up_is_over_at_its_next_check(job, qtbot, go_on):
    results = []
    job.start(waiting_for(go_on), results.append)
    with qtbot.waitSignals([job.cancelled, job.ended], order="strict"):
        job.cancel()
        go_on.set()
    assert results == []


def test_what_was_done_before_it_could_be_given_up_is_done(job, qtbot, go_on):
    results = []
    with qtbot.waitSignal(job.ended), qtbot.assertNotEmitted(job.cancelled):
        job.start(lambda step: (go_on.wait(30), "written")[1], results.append)
        job.cancel()
        go_on.set()
    assert results == ["written"]


def test_the_newest_work_wins_and_nothing_is_heard_of_the_rest(job, qtbot, go_on):
    results = []
    with qtbot.waitSignal(job.ended), qtbot.assertNotEmitted(job.cancelled):
        for name in ("first", "second", "third"):
            job.start(waiting_for(go_on, name), results.append)
        go_on.set()
    assert results == ["third"]


def test_what_stands_in_the_way_is_said_and_the_job_can_be_used_again(job, qtbot):
    def fail(step):
        raise ExportError("No room for it.")

    results = []
    with qtbot.waitSignal(job.ended), qtbot.waitSignal(job.failed) as failed:
        job.start(fail, results.append)
    assert str(failed.args[0]) == "No room for it."
    with qtbot.waitSignal(job.ended):
        job.start(lambda step: "again", results.append)
    assert results == ["again"]


def test_an_error_nobody_foresaw_comes_out_in_the_open_and_ends_the_job(job, qtbot):
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(job.ended):
        job.start(lambda step: {}["missing"], lambda _: None)
    assert raised[0][0] is KeyError
    assert not job.is_running


def test_closing_waits_for_the_worker_and_says_nothing(job, qtbot, go_on):
    with qtbot.assertNotEmitted(job.ended), qtbot.assertNotEmitted(job.cancelled):
        job.start(lambda step: [step.check() for _ in iter(go_on.is_set, True)], lambda _: None)
        job.close()
    assert not job.is_running
    assert [thread for thread in threading.enumerate() if thread.name.startswith("job")] == []


def test_while_working_no_garbage_is_collected_beside_the_window(job, qtbot, go_on):
    usual = sys.getswitchinterval()
    job.start(waiting_for(go_on), lambda _: None)
    assert not gc.isenabled()
    with qtbot.waitSignal(job.ended):
        go_on.set()
    assert gc.isenabled()
    assert sys.getswitchinterval() == usual


def test_of_two_jobs_the_one_that_ends_last_puts_everything_back(job, qtbot, go_on):
    usual, other = sys.getswitchinterval(), Job(ExportError)
    job.start(waiting_for(go_on), lambda _: None)
    with qtbot.waitSignal(other.ended):
        other.start(lambda step: None, lambda _: None)
    assert not gc.isenabled()
    assert sys.getswitchinterval() < usual
    with qtbot.waitSignal(job.ended):
        go_on.set()
    assert gc.isenabled()
    assert sys.getswitchinterval() == usual
