"""Less motion where the desktop asks for it, and the person's own choice above that."""

from __future__ import annotations

import pytest

from viewer.settings import Settings
from viewer.theme import load_theme
from viewer.window.main_window import MainWindow
from viewer.window.motion import SWITCHES, Motion, asks_for_less


@pytest.fixture
def eased(qtbot, workspace):
    """A window of a person who has decided nothing about motion."""
    window = MainWindow(workspace, Settings(), load_theme("light"))
    qtbot.addWidget(window)
    return window


def a_desktop(**values):
    def ask(_space, name, answer):
        if name.replace("-", "_") in values:
            answer(values[name.replace("-", "_")])

    return ask


def jumps(window):
    """Tell whether a jump is there at once."""
    before = window.viewport.span
    window.viewport.zoom_by(2.0)
    return window.viewport.span != before


@pytest.mark.parametrize(
    "values", [{"reduced_motion": 1}, {"enable_animations": False}, {"AnimationDurationFactor": "0"}]
)
def test_jumps_are_not_eased_where_the_desktop_asks_for_less_motion(eased, values):
    Motion(eased, Settings(), a_desktop(**values)).consult()
    assert jumps(eased)
    assert eased.commands["reduced_motion"].isChecked()


@pytest.mark.parametrize("values", [{}, {"reduced_motion": 0}, {"enable_animations": True}, {"reduced_motion": True}])
def test_jumps_stay_eased_where_it_does_not(eased, values):
    Motion(eased, Settings(), a_desktop(**values)).consult()
    assert not jumps(eased)


def test_the_wish_of_the_desktop_is_not_remembered_as_the_persons_own(eased):
    Motion(eased, Settings(), a_desktop(reduced_motion=1)).consult()
    assert not Settings().is_motion_chosen


def test_who_has_asked_for_easing_here_keeps_it(eased):
    settings = Settings()
    settings.is_motion_reduced = False
    Motion(eased, settings, a_desktop(reduced_motion=1)).consult()
    assert not jumps(eased)


def test_the_portal_is_asked_once_the_window_is_painted(qtbot, eased):
    asked = []
    eased._kept = Motion(eased, Settings(), lambda space, name, _: asked.append((space, name)))
    assert asked == []
    with qtbot.waitSignal(eased.painted):
        eased.show()
    assert asked == list(SWITCHES)


def test_without_a_message_bus_nothing_is_asked_and_nothing_fails(eased, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    motion = Motion(eased, Settings())
    motion.consult()
    assert motion._pending == []


@pytest.mark.parametrize("value", [None, "", "fast", "1", [], 2])
def test_a_value_that_nobody_knows_is_no_wish(value):
    assert not any(asks_for_less(name, value) for _, name in SWITCHES)
