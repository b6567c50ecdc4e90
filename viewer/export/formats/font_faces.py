"""The bundled typeface in an SVG, cut down to the letters its texts have: browsers need not have it to show them.

Cutting is fontTools' work; the licence (SIL OFL) allows it, and its words stay in each font. About 20 kB a weight.
"""

from __future__ import annotations

import logging
from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from viewer.assets import resource_path
from viewer.layout.scene import FONTS
from viewer.theme import FAMILY, FONT_FILES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from viewer.layout.scene import Text

_FILES = dict(zip((400, 600, 700), FONT_FILES, strict=True))
_FEATURES = ("tnum", "kern", "ccmp", "locl", "mark", "mkmk")
"""What the fonts of `text_measure` do with letters, whose widths are written down."""

_USUAL = frozenset(map(chr, range(ord(" "), ord("~") + 1))) | frozenset("–—‘’“”…·×¹²³⁰⁴⁵⁶⁷⁸⁹")
"""Always there: the next picture most likely needs the same letters, and finds them cut."""


def font_faces(texts: Iterable[Text]) -> str:
    """Return the CSS that brings the letters of these texts along, one rule for each weight; "" without texts."""
    letters: dict[int, set[str]] = {}
    for text in texts:
        letters.setdefault(FONTS[text.font].weight, set(_USUAL)).update(text.text)
    return "\n".join(_face(weight, "".join(sorted(found))) for weight, found in sorted(letters.items()))


def _face(weight: int, letters: str) -> str:
    font = b64encode(_cut(_FILES[weight], letters)).decode("ascii")
    source = f'url(data:font/otf;base64,{font}) format("opentype")'
    return f"@font-face{{font-family:{FAMILY};font-weight:{weight};src:{source}}}"


@lru_cache(maxsize=24)
def _cut(file_name: str, letters: str) -> bytes:
    """Return a font with these letters alone, those it has; the same letters give the same bytes. About 0.3 s."""
    # imported here: costs 0.2 s, and only an SVG needs it; fontTools has no types
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every table it cuts
    options = Options(layout_features=list(_FEATURES), name_IDs=["*"], hinting=False, desubroutinize=True)
    subsetter, target = Subsetter(options), BytesIO()
    subsetter.populate(text=letters)
    with TTFont(resource_path("fonts", file_name), lazy=True, recalcTimestamp=False) as font:
        subsetter.subset(font)
        font.save(target)
    return target.getvalue()
