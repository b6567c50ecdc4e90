"""Gaps are measured in a real window where one can be had, and on the platform that was asked for."""

import sys

import pytest

from viewer.bench.real_window import OFF_SCREEN, Screen, Task, measure_stalls, screens_of


def found(_name):
    return "/usr/bin/xvfb-run"


def missing(_name):
    return None


@pytest.fixture(autouse=True)
def on_linux(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")


def test_the_platform_that_was_asked_for_is_the_only_one():
    assert screens_of({"QT_QPA_PLATFORM": "minimal", "DISPLAY": ":1"}, found) == [Screen(platform="minimal")]


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_that_is_there_comes_first(display):
    assert screens_of({display: "x"}, found) == [Screen(), Screen(platform=OFF_SCREEN)]


def test_without_a_display_one_is_made_where_that_can_be_done():
    best, last = screens_of({}, found)
    assert (best.starter[0], best.platform, last.platform) == ("xvfb-run", "xcb", OFF_SCREEN)
    assert screens_of({}, missing) == [Screen(platform=OFF_SCREEN)]


@pytest.mark.parametrize("name", ["darwin", "win32"])
def test_other_systems_always_have_a_display(name, monkeypatch):
    monkeypatch.setattr(sys, "platform", name)
    assert screens_of({}, missing)[0] == Screen()


def test_where_a_window_cannot_be_had_the_next_way_is_tried(monkeypatch, capfd):
    def measured(_task, screen):
        if screen.starter:
            raise FileNotFoundError
        return screen.platform

    monkeypatch.setattr("viewer.bench.real_window._measured", measured)
    task = Task("a.csv", 10, 1)
    assert measure_stalls(task, [Screen(("no-such",), "xcb"), Screen(platform=OFF_SCREEN)]) == OFF_SCREEN
    assert "no window with no-such" in capfd.readouterr().err
