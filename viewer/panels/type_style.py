"""Sizes and weights of the one typeface, as style sheets for single widgets."""

from __future__ import annotations

from viewer.layout.scene import FONTS


def type_style(role: str) -> str:
    """Return the style sheet that gives a widget a font role: "title", "label", "text", "note"."""
    font = FONTS[role]
    return f"font-size: {font.size_px:g}px; font-weight: {font.weight};"
