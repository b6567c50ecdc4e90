"""Colours by role, the typeface, and the look of ordinary widgets.

Reads resources/themes and resources/fonts and nothing else. It must not know what the roles stand for in a
dataset, nor any window.
"""

from __future__ import annotations

from functools import lru_cache
from string import Template
from typing import TYPE_CHECKING, Any

from msgspec import Struct, json
from PySide6.QtGui import QColor, QFontDatabase, QPalette

from viewer.assets import resource_path
from viewer.layout.scene import FONTS

if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILY = "Inter"
FONT_FILES = ("Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")
THEMES = ("light", "dark", "print")

_NAMES = (
    "ground card hairline grid grid_strong ink muted faint accent accent_hover on_accent control control_hover "
    "control_edge selection selection_ground focus_line focus_text quote_ground warning warning_ground ok deployed "
    "planned pledged pledged_ground record"
)
ROLES = frozenset(_NAMES.split())

_PALETTE = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "ground",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.Button: "control",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.ToolTipBase: "card",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "record",
    QPalette.ColorRole.Light: "card",
    QPalette.ColorRole.Midlight: "control_hover",
    QPalette.ColorRole.Mid: "control_edge",
    QPalette.ColorRole.Dark: "grid_strong",
    QPalette.ColorRole.Shadow: "hairline",
    QPalette.ColorRole.Accent: "accent",
}


class FontError(RuntimeError):
    """The bundled typeface cannot be used; texts would be empty boxes or another face."""


class Theme(Struct, frozen=True, eq=False):
    """Colours by role. Compared and hashed by identity, so that what is made of it can be cached."""

    name: str
    colours: Mapping[str, str]
    lanes: tuple[str, ...]

    def colour(self, role: str) -> str:
        """Return the colour of a role as "#RRGGBB"; "lane.N" wraps around. Raises KeyError for no role."""
        kind, _, number = role.partition(".")
        if kind == "lane" and number.isdecimal():
            return self.lanes[int(number) % len(self.lanes)]
        return self.colours[role]

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return QColor(self.colour("ink")).lightness() > QColor(self.colour("ground")).lightness()

    def palette(self) -> QPalette:
        """Make the palette of the Fusion style."""
        palette = QPalette()
        for slot, role in _PALETTE.items():
            palette.setColor(slot, QColor(self.colour(role)))
        for slot in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, slot, QColor(self.colour("faint")))
        for slot in (QPalette.ColorRole.Base, QPalette.ColorRole.Button):  # a field that is off lies in its ground
            palette.setColor(QPalette.ColorGroup.Disabled, slot, QColor(self.colour("ground")))
        return palette

    def style_sheet(self) -> str:
        """Return the style sheet of the widgets; resources/themes/widgets.qss lists the properties it answers to."""
        sizes = {f"{role}_px": f"{font.size_px:g}" for role, font in FONTS.items()}
        template = resource_path("themes", "widgets.qss").read_text(encoding="utf-8")
        icons = {"icons": resource_path("icons").as_posix(), "ground_name": "dark" if self.is_dark else "light"}
        return Template(template).substitute(self.colours, **sizes, **icons)


@lru_cache(maxsize=8)
def load_theme(name: str) -> Theme:
    """Read a theme by name ("light", "dark", "print"); the same object for the same name.

    Raises ValueError if there is no such theme, or if its file lacks a role or has one nobody knows.
    """
    if name not in THEMES:
        raise ValueError(f"There is no theme {name!r}. Known: {', '.join(THEMES)}.")
    return theme_from(json.decode(resource_path("themes", f"{name}.json").read_bytes()))


def theme_from(table: Mapping[str, Any]) -> Theme:
    """Make a theme of a parsed theme file. Raises ValueError for missing, unknown or malformed colours."""
    colours: dict[str, str] = dict(table["colours"])
    lanes: list[str] = list(table["lanes"])
    if odd := ROLES ^ colours.keys():
        raise ValueError(f"Theme {table['name']!r} lacks or invents colours: {', '.join(sorted(odd))}.")
    for role, colour in [*colours.items(), *((f"lane.{place}", colour) for place, colour in enumerate(lanes))]:
        if len(colour) != 7 or not QColor.isValidColorName(colour):
            raise ValueError(f"Theme {table['name']!r}: {role} is {colour!r}, not a colour like #2F64A8.")
    return Theme(table["name"], colours, tuple(lanes))


@lru_cache(maxsize=1)
def load_fonts() -> str:
    """Give the bundled typeface to Qt once and return its family name.

    Call it after the application object is made and before any text is measured. Raises FontError.
    """
    for name in FONT_FILES:
        path = resource_path("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FontError(f"The font {path} is missing or damaged. Install the program again.")
    return FAMILY
