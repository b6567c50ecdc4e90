"""What is wrong with a dataset is said above the timeline until somebody has read it or closes it."""

import pytest
from PySide6.QtWidgets import QPushButton

from viewer.loading.problems import Problem, Severity
from viewer.window.banner import ProblemBanner

PROBLEM = Problem(Severity.ERROR, "dataset.toml", 7, "event[0].date", "No such day.", "Write another.")


@pytest.fixture
def faulty(window, workspace):
    workspace.set_dataset(workspace.dataset, (PROBLEM,) * 3, None)
    return window


def buttons(window):
    return window.findChild(ProblemBanner).findChildren(QPushButton)


def test_problems_are_said_above_the_timeline_and_are_one_click_away(faulty):
    read, _ = buttons(faulty)
    assert read.text() == "3 problems in this dataset: read them"
    assert faulty.centralWidget().layout().indexOf(faulty.banner) == 0
    read.click()
    assert not faulty.panels.docks.problems.isHidden()


def test_a_closed_banner_comes_back_with_the_next_faulty_dataset(faulty, workspace):
    buttons(faulty)[1].click()
    assert faulty.banner.isHidden()
    workspace.set_dataset(workspace.dataset, (PROBLEM,), None)
    assert not faulty.banner.isHidden()
    assert buttons(faulty)[0].text() == "1 problem in this dataset: read it"


def test_a_sound_dataset_has_no_banner(faulty, workspace):
    workspace.set_dataset(workspace.dataset, (), None)
    assert faulty.banner.isHidden()
