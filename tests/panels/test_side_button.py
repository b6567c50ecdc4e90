"""One side of a disagreement as a tile: its words, its height, its keys, its colours."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from viewer.model.sides import Side
from viewer.panels.side_button import SideButton
from viewer.theme import load_theme

LIGHT, DARK = load_theme("light"), load_theme("dark")


def a_side(**rest):
    defaults = {"key": "event:june", "title": "June", "position": "Jun 2024", "words": ("about 400",)}
    return Side(**defaults | {"origin": "A source", "layer": "", "colour": "lane.0"} | rest)


@pytest.fixture
def make(qtbot):
    """Make a shown tile of a side, 300 wide."""

    def tile(theme=LIGHT, width=300, **rest):
        button = SideButton(a_side(**rest), theme)
        qtbot.addWidget(button)
        button.resize(width, 60)
        button.show()
        return button

    return tile


def image(button):
    return button.grab().toImage()


def colour_at(button, x, y):
    return image(button).pixelColor(x, y).name().upper()


def test_a_side_is_named_by_its_title_and_its_place_in_time(make):
    assert make().accessibleName() == "June, Jun 2024"


def test_a_quote_is_spoken_in_quotation_marks_with_whose_it_is(make):
    assert make().accessibleDescription() == "“about 400”. — A source"


def test_all_the_quotes_of_a_side_are_spoken_in_their_order(make):
    spoken = make(words=("one", "two", "three")).accessibleDescription()
    assert spoken == "“one”. “two”. “three”. — A source"


def test_a_side_without_a_quote_says_what_it_rests_on_without_a_dash(make):
    assert make(words=(), origin="no quote: rests on A source").accessibleDescription() == "no quote: rests on A source"


def test_a_quote_that_has_its_marks_already_is_not_marked_twice(make):
    assert make(words=("“about 400”",)).accessibleDescription().startswith("“about 400”. ")


def test_line_breaks_in_a_quote_become_spaces(make):
    assert "“about 400 police”" in make(words=("about\n  400\r\n\tpolice",)).accessibleDescription()


def test_a_quote_of_240_characters_is_whole(make):
    words = "ab " * 79 + "abc"
    assert len(words) == 240
    assert f"“{words}”" in make(words=(words,)).accessibleDescription()


def test_a_longer_quote_is_cut_between_words_and_says_so(make):
    spoken = make(words=("police " * 60,)).accessibleDescription()
    assert spoken.startswith("“police police")
    assert spoken.endswith("police …”. — A source")
    assert len(spoken) < 280


def test_a_tile_is_as_high_as_its_words_need(make):
    low, high = make(), make(words=("long words " * 20,))
    assert low.height() == low.sizeHint().height()
    assert high.height() > low.height()


def test_another_quote_makes_a_tile_higher(make):
    assert make(words=("one", "two")).height() > make(words=("one",)).height()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(120, 500), st.integers(1, 300))
def test_a_narrower_tile_is_never_lower(make, width, more):
    words = ("The mission grows and shrinks with every report. " * 4,)
    narrow, wide = make(words=words, width=width), make(words=words, width=width + more)
    assert narrow.height() >= wide.height()


def test_a_tile_grows_when_it_is_made_narrow_and_shrinks_back(make):
    button = make(words=("long words " * 15,), width=400)
    before = button.height()
    button.resize(150, before)
    assert button.height() > before
    button.resize(400, button.height())
    assert button.height() == before


def test_a_tile_can_be_as_narrow_as_the_narrowest_dock(make):
    assert make().minimumSizeHint().width() <= 240


def test_a_very_narrow_tile_still_has_a_height(make):
    button = make(width=20)
    assert button.height() > 40
    assert not image(button).isNull()


def test_another_layer_is_named_in_the_picture(make):
    assert image(make(layer="Public record")) != image(make())


def test_a_stripe_in_the_colour_of_its_record_stands_at_the_left(make):
    button = make(colour="lane.1")
    assert colour_at(button, 6, button.height() // 2) == LIGHT.colour("lane.1")


def test_the_chosen_side_has_another_ground(make):
    button = make()
    button.set_chosen(True)
    assert colour_at(button, 150, 4) == LIGHT.colour("selection_ground")
    button.set_chosen(False)
    assert colour_at(button, 150, 4) == LIGHT.colour("control")


def test_a_tile_that_is_pressed_looks_chosen_until_it_is_let_go(make, qtbot):
    button = make()
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    assert colour_at(button, 150, 4) == LIGHT.colour("selection_ground")
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert colour_at(button, 150, 4) == LIGHT.colour("control")


def test_a_ring_shows_where_the_keyboard_is(make, qtbot):
    button = make()
    button.clearFocus()
    before = image(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    assert image(button) != before
    assert colour_at(button, 150, 1) == LIGHT.colour("accent")


def test_the_dark_theme_changes_ground_and_stripe_and_keeps_what_is_chosen(make):
    button = make()
    button.set_chosen(True)
    button.set_theme(DARK)
    assert colour_at(button, 150, 4) == DARK.colour("selection_ground")
    assert colour_at(button, 6, button.height() // 2) == DARK.colour("lane.0")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_each_key_of_a_button_chooses_the_side_once(make, qtbot, key):
    button, clicks = make(), []
    button.clicked.connect(lambda: clicks.append(key))
    qtbot.keyClick(button, key)
    assert clicks == [key]


def test_other_keys_choose_nothing(make, qtbot):
    button, clicks = make(), []
    button.clicked.connect(lambda: clicks.append(1))
    qtbot.keyClick(button, Qt.Key.Key_A)
    assert clicks == []


def test_a_press_let_go_outside_chooses_nothing(make, qtbot):
    button, clicks = make(), []
    button.clicked.connect(lambda: clicks.append(1))
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    qtbot.mouseMove(button, button.rect().bottomRight() * 2)
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton, pos=button.rect().bottomRight() * 2)
    assert clicks == []


def test_tab_reaches_a_tile_and_the_pointer_is_a_hand(make):
    assert make().focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert make().cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_words_from_right_to_left_and_markup_are_kept_as_they_stand(make):
    button = make(title="<b>ب</b>", words=("نحو 400 شرطي",))
    assert button.accessibleName().startswith("<b>ب</b>, ")
    assert "نحو 400 شرطي" in button.accessibleDescription()


def test_a_side_with_no_words_at_all_is_still_painted(make):
    button = make(title="", position="", words=(), origin="")
    assert colour_at(button, 6, button.height() // 2) == LIGHT.colour("lane.0")
