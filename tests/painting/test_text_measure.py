from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontInfo

from viewer.layout.scene import FONTS
from viewer.painting.text_measure import ascent_px, measure, qfont


def test_every_role_is_set_in_the_bundled_face_at_its_size(fonts):
    for role, (size_px, weight) in FONTS.items():
        info = QFontInfo(qfont(role))
        assert (info.family(), info.pixelSize(), info.weight()) == ("Inter", size_px, weight)


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
    assert all(size_px * 0.7 < ascent_px(role) < size_px * 1.2 for role, (size_px, _) in FONTS.items())


def test_a_width_is_remembered_but_not_for_ever():
    assert measure.cache_info().maxsize == 20_000


@settings(max_examples=100)
@given(st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["C"]), max_size=40))
def test_more_text_is_never_much_narrower(text):
    assert measure(text + "m", "label") > measure(text, "label")
