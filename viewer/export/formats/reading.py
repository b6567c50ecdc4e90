"""What a page says, in the order it is read: its shapes as headings, paragraphs, lists and one figure. No Qt, no PDF.

The names of the parts are the standard structure types of ISO 32000-1, 14.8.4. Parts follow painting order, which is
reading order on every page this program composes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from viewer.layout.scene import FONTS, Line, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from viewer.layout.scene import Measure, Scene, Shape

ARTIFACT = "Artifact"
"""What only decorates the page, and is not read out: paper, rules, the foot of a page."""

FIGURE = "Figure"
LABEL, BODY = "Lbl", "LBody"
"""The number of an item of a list, and the item."""

_HEADINGS = {"heading": "H1", "title": "H2", "lane": "H2", "label": "H3"}
_CLOSEST_LINE_SHARE = 1.43
"""Lines of a paragraph are at most so many times their font apart; what stands further off begins another."""

_BLANK_SHARE = 0.15


class Part(Struct, frozen=True):
    """Shapes that follow each other in the painting of a page, and what they are to a reader."""

    tag: str
    shapes: tuple[Shape, ...]


def parts_of_figure(scene: Scene) -> list[Part]:
    """Return the parts of a page with a drawing: what stands above it, the drawing as one part, what stands below."""
    shapes = scene.shapes
    start = next((at for at, shape in enumerate(shapes) if isinstance(shape, Text)), 0)
    drawn = next((at for at in range(start, len(shapes)) if not isinstance(shapes[at], Text)), len(shapes))
    below = max(drawn, _tail(scene))
    head, tail = _read(shapes[:drawn]), _read(shapes[below:])
    return [*_with_one_title(head), *_parts(FIGURE, shapes[drawn:below]), *tail]


def parts_of_text(scene: Scene) -> list[Part]:
    """Return the parts of a page of text; what follows the last line across it is its foot."""
    shapes = scene.shapes
    foot = _last_line(shapes)
    return [*_read(shapes[:foot]), *_parts(ARTIFACT, shapes[foot:])]


def spaced(shapes: Sequence[Shape], measure: Measure) -> tuple[Shape, ...]:
    """Return the shapes with blanks between texts that must not run into each other when read aloud.

    A blank goes behind the first of two; no letter moves.
    """
    found = list(shapes)
    places = [at for at, shape in enumerate(found) if isinstance(shape, Text)]
    for one, two in pairwise(places):
        text, following = found[one], found[two]
        if isinstance(text, Text) and isinstance(following, Text) and _is_apart(text, following):
            found[one] = _with_blank(text, measure)
    return tuple(found)


def _with_blank(text: Text, measure: Measure) -> Text:
    """Return a text with a blank behind it, its letters where they were whichever end it is set from."""
    blank = measure(" ", text.font)
    x = text.x + {"start": 0.0, "middle": blank / 2}.get(text.anchor, blank)
    return replace(text, text=f"{text.text} ", x=x, width=text.width + blank)


def _is_apart(text: Text, following: Text) -> bool:
    if text.text.endswith(" "):
        return False
    gap = following.left - text.left - text.width
    return abs(following.y - text.y) > 0.5 or gap > _BLANK_SHARE * FONTS[text.font].size_px or gap < -text.width


def _tail(scene: Scene) -> int:
    """Return where the text below a drawing begins: at the list of sources, else at the rule over the caption."""
    heading = (scene.titles or {}).get("sources", ("", ""))[0]
    for at, shape in enumerate(scene.shapes):
        if isinstance(shape, Text) and (shape.key == "sources" or (shape.font == "lane" and shape.text == heading)):
            return at
    return _last_line(scene.shapes)


def _last_line(shapes: Sequence[Shape]) -> int:
    return next((at for at in reversed(range(len(shapes))) if isinstance(shapes[at], Line)), len(shapes))


def _with_one_title(parts: Sequence[Part]) -> list[Part]:
    """Make the first heading the title, which is smaller on a narrow page."""
    first = next((at for at, part in enumerate(parts) if part.tag in _HEADINGS.values()), None)
    return [replace(part, tag="H1") if at == first else part for at, part in enumerate(parts)]


def _read(shapes: Iterable[Shape]) -> list[Part]:
    """Put texts together to paragraphs; what is drawn between the lines of one belongs to it."""
    parts: list[Part] = []
    waiting: list[Shape] = []
    last: Text | None = None
    for shape in shapes:
        if not isinstance(shape, Text):
            waiting.append(shape)
            continue
        tag = _tag(shape, parts, last)
        if last and parts[-1].tag == tag and _goes_on(last, shape):
            parts[-1] = Part(tag, (*parts[-1].shapes, *waiting, shape))
        else:
            parts += [*_parts(ARTIFACT, waiting), Part(tag, (shape,))]
        waiting, last = [], shape
    return [*parts, *_parts(ARTIFACT, waiting)]


def _parts(tag: str, shapes: Iterable[Shape]) -> list[Part]:
    found = tuple(shapes)
    return [Part(tag, found)] if found else []


def _tag(text: Text, parts: Sequence[Part], last: Text | None) -> str:
    if text.anchor == "end" and text.font == "note_strong":
        return LABEL
    if last and parts[-1].tag == LABEL and abs(text.y - last.y) < 0.5:
        return BODY
    if last and parts[-1].tag == BODY and _goes_on(last, text):
        return BODY
    return _HEADINGS.get(text.font, "P")


def _goes_on(last: Text, text: Text) -> bool:
    return last.font == text.font and -0.5 < text.y - last.y <= _CLOSEST_LINE_SHARE * FONTS[text.font].size_px
