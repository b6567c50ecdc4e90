import itertools
import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QSpinBox,
    QStyleFactory,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from viewer import theme as theme_module
from viewer.theme import ROLES, THEMES, FontError, load_fonts, load_theme, theme_from

TEXTS = ["ink", "muted", "faint", "accent", "warning", "ok", "deployed", "planned", "pledged", "record"]
LANES = [f"lane.{number}" for number in range(8)]

# Machado, Oliveira and Fernandes (2009): how linear RGB looks without one kind of cone.
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(rgb):
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), rgb, strict=True))


def contrast(one, two):
    """Return the contrast ratio of WCAG 2.2."""
    low, high = sorted((luminance(linear(one)), luminance(linear(two))))
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    def root(part):
        return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116

    red, green, blue = rgb
    x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = root(luminance(rgb))
    z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one, two, blindness):
    """Return how far apart two colours look (CIE 1976), to a person with this colour vision."""
    seen = []
    for colour in (one, two):
        rows = [sum(a * b for a, b in zip(row, linear(colour), strict=True)) for row in BLINDNESS[blindness]]
        seen.append(lab([min(1, max(0, part)) for part in rows]))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


def neighbours():
    return [(LANES[number], LANES[(number + 1) % 8]) for number in range(8)]


@pytest.fixture(params=THEMES)
def theme(request):
    return load_theme(request.param)


def test_every_text_can_be_read_on_card_and_ground(theme):
    for role, ground in itertools.product([*TEXTS, *LANES], ["card", "ground"]):
        assert contrast(theme.colour(role), theme.colour(ground)) >= 4.5, (role, ground)


def test_text_can_be_read_on_every_coloured_ground(theme):
    pairs = [("focus_text", "focus_line"), ("on_accent", "accent"), ("on_accent", "accent_hover")]
    pairs += [
        ("ink", "quote_ground"),
        ("muted", "quote_ground"),
        ("ink", "selection_ground"),
        ("ink", "pledged_ground"),
    ]
    pairs += [("ink", "control_hover"), ("ink", "warning_ground"), ("warning", "warning_ground"), ("faint", "control")]
    for text, ground in pairs:
        assert contrast(theme.colour(text), theme.colour(ground)) >= 4.5, (text, ground)


def test_every_state_of_a_widget_can_be_read(theme):
    grounds = ["control", "control_hover", "hairline", "selection_ground", "card"]
    pairs = [("ink", ground) for ground in grounds]  # at rest, hovered, pressed, checked, in a menu
    pairs += [("accent", "control_hover"), ("muted", "card"), ("faint", "card"), ("faint", "control")]
    for text, ground in pairs:
        assert contrast(theme.colour(text), theme.colour(ground)) >= 4.5, (text, ground)


def rules_of(sheet):
    """Return (selector, {property: colour}) for each rule of a style sheet, for what is one colour."""
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        parts = (part.partition(":") for part in body.split(";") if ":" in part)
        colours = {name.strip(): re.findall(r"#[0-9A-Fa-f]{6}", value) for name, _, value in parts}
        yield selector.strip(), {name: found[0] for name, found in colours.items() if found}


def test_every_rule_with_a_text_and_a_ground_can_be_read(theme):
    rules = [(selector, colours) for selector, colours in rules_of(theme.style_sheet()) if "color" in colours]
    pairs = [
        (selector, colours["color"], colours["background"]) for selector, colours in rules if "background" in colours
    ]
    assert len(pairs) >= 4
    assert [selector for selector, text, ground in pairs if contrast(text, ground) < 4.5] == []


def test_every_ring_of_the_focus_stands_out_from_what_is_around_it(theme):
    rings = {
        selector: next(colour for name, colour in colours.items() if name.startswith("border"))
        for selector, colours in rules_of(theme.style_sheet())
        if ":focus" in selector and any(name.startswith("border") for name in colours)
    }
    assert len(rings) >= 6
    grounds = [theme.colour(role) for role in ("card", "ground", "control")]
    assert [selector for selector, ring in rings.items() if min(contrast(ring, g) for g in grounds) < 3] == []


def test_the_edge_of_a_field_and_of_a_tick_box_can_be_seen(theme):
    edges = {selector: colours for selector, colours in rules_of(theme.style_sheet()) if "border" in colours}
    for selector in ("QLineEdit, QPlainTextEdit", "QCheckBox::indicator, QTreeView::indicator"):
        for ground in ("card", "ground"):
            assert contrast(edges[selector]["border"], theme.colour(ground)) >= 3, (selector, ground)


def test_every_mark_stands_out_from_its_ground(theme):
    for role, ground in itertools.product(["selection", "focus_line", "deployed", "pledged"], ["card", "ground"]):
        assert contrast(theme.colour(role), theme.colour(ground)) >= 3, (role, ground)
    assert contrast(theme.colour("deployed"), theme.colour("pledged_ground")) >= 3


@pytest.mark.parametrize("blindness", BLINDNESS)
def test_lanes_side_by_side_look_different_to_everybody(theme, blindness):
    first_four = itertools.combinations(LANES[:4], 2)
    for one, two in [*neighbours(), *first_four]:
        assert difference(theme.colour(one), theme.colour(two), blindness) >= 9, (one, two)


def test_lanes_side_by_side_differ_in_grey_print():
    # on a screen position and name tell lanes apart as well; on paper they are all a reader may have
    theme = load_theme("print")
    for one, two in neighbours():
        greys = [lab(linear(theme.colour(role)))[0] for role in (one, two)]
        assert abs(greys[0] - greys[1]) >= 10, (one, two)


def test_lanes_wrap_around(theme):
    assert theme.colour("lane.8") == theme.colour("lane.0")
    assert theme.colour("lane.19") == theme.colour("lane.3")


def test_a_role_nobody_knows_is_an_error(theme):
    for role in ("inc", "lane.x", "lane.-1", ""):
        with pytest.raises(KeyError):
            theme.colour(role)


def test_only_the_dark_theme_is_dark():
    assert [load_theme(name).is_dark for name in THEMES] == [False, True, False]


def test_the_same_name_gives_the_same_theme():
    assert load_theme("light") is load_theme("light")


def test_a_theme_nobody_has_is_refused_with_the_names_there_are():
    with pytest.raises(ValueError, match=r"no theme 'sepia'\. Known: light, dark, print"):
        load_theme("sepia")


def test_a_theme_file_that_lacks_or_invents_a_colour_is_refused():
    table = {"name": "x", "colours": dict.fromkeys(ROLES - {"ink"}, "#000000") | {"inc": "#000000"}, "lanes": []}
    with pytest.raises(ValueError, match="inc, ink"):
        theme_from(table)


def test_a_theme_file_with_something_else_than_a_colour_is_refused():
    table = {"name": "x", "colours": dict.fromkeys(ROLES, "#000000") | {"ink": "black"}, "lanes": ["#123456"]}
    with pytest.raises(ValueError, match="ink is 'black', not a colour"):
        theme_from(table)


def test_the_palette_has_readable_text_everywhere(theme):
    palette = theme.palette()
    role = QPalette.ColorRole
    pairs = [(role.Text, role.Base), (role.WindowText, role.Window), (role.ButtonText, role.Button)]
    pairs += [(role.HighlightedText, role.Highlight), (role.ToolTipText, role.ToolTipBase), (role.Link, role.Base)]
    for text, ground in pairs:
        assert contrast(palette.color(text).name(), palette.color(ground).name()) >= 4.5


def test_the_style_sheet_is_filled_in_and_understood_by_qt(qtbot, theme):
    sheet = theme.style_sheet()
    assert "$" not in sheet
    assert set(re.findall(r"#[0-9A-F]{6}", sheet)) <= set(theme.colours.values())
    page = QWidget()
    qtbot.addWidget(page)
    for child in (QPushButton("Export"), QLineEdit("x"), QTableWidget(2, 2)):
        layout = page.layout() or QVBoxLayout(page)
        layout.addWidget(child)
    page.setStyleSheet(sheet)  # what Qt cannot parse is a warning, and a warning fails the test
    page.show()


def strongest(field, theme):
    """The contrast of the strongest pixel of a field with the page it stands on."""
    image = field.window().grab().toImage()
    size = itertools.product(range(image.width()), range(image.height()))
    return max(contrast(name, theme.colour("ground")) for name in {image.pixelColor(*at).name() for at in size})


@pytest.mark.parametrize("kind", [QComboBox, QSpinBox, QCheckBox, QLineEdit, QPushButton])
def test_what_is_off_stands_back(qtbot, theme, kind):
    page = QWidget(objectName="page")
    qtbot.addWidget(page)
    page.setStyleSheet(theme.style_sheet())
    field = kind()
    QVBoxLayout(page).addWidget(field)
    for each in (page, field):
        each.setStyle(QStyleFactory.create("Fusion"))
        each.setPalette(theme.palette())
    field.addItem("A4") if kind is QComboBox else field.setValue(300) if kind is QSpinBox else field.setText("A4")
    is_on = strongest(field, theme)
    field.setEnabled(False)
    assert is_on > 8
    assert strongest(field, theme) < 0.75 * is_on


@pytest.mark.parametrize("name", ["close", "float"])
def test_the_buttons_of_a_panel_can_be_seen(qtbot, theme, name):
    window, dock = QMainWindow(), QDockWidget("Source")
    qtbot.addWidget(window)
    window.setStyle(QStyleFactory.create("Fusion"))
    window.setStyleSheet(theme.style_sheet())
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.show()
    button = dock.findChild(QAbstractButton, f"qt_dockwidget_{name}button")
    size = itertools.product(range(button.width()), range(button.height()))
    image, ground = dock.grab(button.geometry()).toImage(), theme.colour("ground")
    assert image.pixelColor(0, 0).name() == ground.lower()
    strong = [at for at in size if contrast(image.pixelColor(*at).name(), ground) >= 3]
    assert len(strong) >= 8


def test_a_button_shows_its_focus_with_a_ring(qtbot):
    theme = load_theme("light")
    button = QPushButton("Export")
    qtbot.addWidget(button)
    button.setStyleSheet(theme.style_sheet())
    size = button.sizeHint()
    with qtbot.waitExposed(button):
        button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    image = button.grab().toImage()
    assert image.pixelColor(image.width() // 2, 1).name().upper() == theme.colour("accent")
    assert button.sizeHint() == size


def test_the_bundled_typeface_is_there_in_three_weights(qapp):
    assert load_fonts() == "Inter"
    assert {"Regular", "Bold"} <= set(QFontDatabase.styles("Inter"))


def test_a_missing_typeface_is_said_plainly(qapp, monkeypatch, tmp_path):
    monkeypatch.setattr(theme_module, "resource_path", tmp_path.joinpath)
    load_fonts.cache_clear()
    with pytest.raises(FontError, match=r"Inter-Regular\.otf is missing or damaged"):
        load_fonts()


def test_a_label_takes_the_size_of_its_text_role(qtbot):
    label = QLabel("≈ 430")
    qtbot.addWidget(label)
    label.setProperty("text_role", "figure")
    label.setStyleSheet(load_theme("light").style_sheet())
    label.ensurePolished()
    assert (label.font().pixelSize(), label.font().weight()) == (34, 700)
