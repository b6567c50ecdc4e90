from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontInfo

from viewer.layout.scene import FONTS
from viewer.painting.text_measure import ascent_px, measure, qfont, static_text


def test_every_role_is_set_in_the_bundled_face_at_its_size(fonts):
    for role, kind in FONTS.items():
        info = QFontInfo(qfont(role))
        assert (info.family(), info.pixelSize(), info.weight()) == ("Inter", kind.size_px, kind.weight)


def test_numbers_are_tabular(fonts):
    assert len({measure(digit, "text") for digit in "0123456789"}) == 1
    assert measure("1111", "figure") == measure("2900", "figure")


def test_heavier_and_larger_text_is_wider(fonts):
    assert measure("Mandate", "text") < measure("Mandate", "strong") < measure("Mandate", "title")


def test_no_text_has_no_width(fonts):
    assert measure("", "text") == 0


def test_kerning_is_on(fonts):
    assert measure("AV", "title") < measure("A", "title") + measure("V", "title")


def test_every_role_has_room_above_the_baseline(fonts):
    assert all(0.7 < ascent_px(role) / kind.size_px < 1.2 for role, kind in FONTS.items())


def test_a_width_is_remembered_but_not_for_ever():
    assert measure.cache_info().maxsize == 20_000


@settings(max_examples=100)
@given(st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["C"]), max_size=40))
def test_more_text_is_never_much_narrower(text):
    assert measure(text + "m", "label") > measure(text, "label")


def asked_elsewhere(ask):
    """Return what a thread of its own gets."""
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(ask).result()


@pytest.mark.parametrize("ask", [lambda: qfont("text"), lambda: static_text("Mandate", "text")])
def test_what_qt_ties_to_a_thread_is_made_for_each_and_once(fonts, ask):
    assert ask() is ask()
    assert asked_elsewhere(lambda: ask() is ask())
    here = id(ask())
    assert asked_elsewhere(lambda: id(ask())) != here


def test_every_thread_finds_the_same_widths(fonts):
    words = ["Mandate", "≈ 1,000", "AV", "2 Oct 2023"]
    here = [measure.__wrapped__(word, role) for word in words for role in FONTS]
    assert asked_elsewhere(lambda: [measure.__wrapped__(word, role) for word in words for role in FONTS]) == here
