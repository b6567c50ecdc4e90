"""The display list: shapes in pixels, named by role, with the keys of what they stand for.

A Scene is computed once for a size and painted anywhere: window, PNG, PDF and SVG read the same shapes.
Colours and fonts are roles here ("ink", "lane.2"); a theme turns roles into colours when the scene is painted.
Coordinates are pixels from the top left, y downward. What holds arrays is a struct that equals nothing but itself;
what holds words and numbers alone is no work for the garbage collector. No Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]

ANCHOR_SHARE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a text lies left of its `x`."""

Measure = Callable[[str, str], float]
"""Width in pixels of a text in a font role: `measure("Jun 2024", "note")`."""


class FontRole(Struct, frozen=True):
    """A size and weight of the one typeface. `size_px` is the em size, `weight` the CSS weight."""

    size_px: float
    weight: int


FONTS: dict[str, FontRole] = {
    "figure": FontRole(34, 700),
    "heading": FontRole(22, 700),
    "title": FontRole(15, 700),
    "label": FontRole(13, 600),
    "lane": FontRole(12, 700),
    "text": FontRole(12, 400),
    "strong": FontRole(12, 600),
    "note": FontRole(11, 400),
    "note_strong": FontRole(11, 600),
}


class Paint(Struct, frozen=True, gc=False):
    """How a shape is filled and outlined; colours are roles, None means not at all.

    `hatch` draws diagonal lines in the fill colour (a plan). `fade_left` and `fade_right` are the widths in
    pixels over which the fill thins out at either end (approximate or doubtful ends).
    """

    fill: str | None = None
    fill_alpha: float = 1.0
    stroke: str | None = None
    stroke_px: float = 1.0
    stroke_alpha: float = 1.0
    dash: tuple[float, ...] = ()
    hatch: bool = False
    fade_left: float = 0.0
    fade_right: float = 0.0


class Box(Struct, frozen=True, gc=False):
    """A rectangle, rounded where `radius` is above 0."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint
    radius: float = 0.0
    key: str | None = None


class Dot(Struct, frozen=True, gc=False):
    """A circle around (x, y)."""

    x: float
    y: float
    radius: float
    paint: Paint
    key: str | None = None


class Line(Struct, frozen=True, gc=False):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    stroke_px: float = 1.0
    dash: tuple[float, ...] = ()
    stroke_alpha: float = 1.0
    key: str | None = None


class Path(Struct, frozen=True, eq=False):
    """Connected straight lines through `points` (n by 2, pixels); filled only if `is_closed`."""

    points: FloatArray
    paint: Paint
    is_closed: bool = False
    key: str | None = None


class Text(Struct, frozen=True, gc=False):
    """One line of text. `x` is its start, middle or end as `anchor` says; `y` is the baseline.

    `width` is the measured width in pixels: what layout reserved, and what every output keeps to.
    """

    x: float
    y: float
    text: str
    font: str
    colour: str
    width: float
    anchor: str = "start"
    key: str | None = None

    @property
    def left(self) -> float:
        """The left edge of the text in pixels."""
        return self.x - ANCHOR_SHARE[self.anchor] * self.width


class Bars(Struct, frozen=True, eq=False):
    """Many rectangles of one height and colour: `x` and `width` are arrays of equal length, in pixels."""

    x: FloatArray
    width: FloatArray
    y: float
    height: float
    fill: str


class Heat(Struct, frozen=True, eq=False):
    """Density as a row of pixel columns from `x` on: `strengths` holds 0 (nothing) to 255 (fullest) a column."""

    x: float
    y: float
    height: float
    strengths: NDArray[np.uint8]
    fill: str


Shape = Box | Dot | Line | Path | Text | Bars | Heat


class Target(Struct, frozen=True, gc=False):
    """A rectangle that answers a click: `key` is "event:ID", "side:ID", "figure:ID", "rows:1,2,3" or "strip:LANE"."""

    x: float
    y: float
    width: float
    height: float
    key: str


class Scene(Struct, frozen=True, eq=False):
    """A frozen display list of one size; shapes in painting order, targets from bottom to top.

    `titles` gives, for a key, the name and the description of what stands there; writers of SVG use them.
    `drawn` events stand alone, `folded` ones are part of a count: together they are all events in view. `still` has
    the stretches of `shapes` (first, last exclusive) that are the same in every frame of one size: a painter may keep
    a picture of them, and paint it where the first of them stands.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    targets: tuple[Target, ...] = ()
    titles: dict[str, tuple[str, str]] | None = None
    drawn: int = 0
    folded: int = 0
    still: tuple[tuple[int, int], ...] = ()


def hit_test(scene: Scene, x: float, y: float, slack_px: float = 0.0) -> str | None:
    """Return the key of the topmost target within `slack_px` of the point, or None."""
    for target in reversed(scene.targets):
        inside_x = target.x - slack_px <= x <= target.x + target.width + slack_px
        if inside_x and target.y - slack_px <= y <= target.y + target.height + slack_px:
            return target.key
    return None


def move_shapes(shapes: Iterable[Shape], dx: float, dy: float) -> tuple[Shape, ...]:
    """Return the shapes shifted by (dx, dy) pixels."""
    return tuple(_moved(shape, dx, dy) for shape in shapes)


def move_targets(targets: Iterable[Target], dx: float, dy: float) -> tuple[Target, ...]:
    """Return the targets shifted by (dx, dy) pixels."""
    return tuple(replace(t, x=t.x + dx, y=t.y + dy) for t in targets)


def texts(scene: Scene) -> list[Text]:
    """Return every text of the scene, in painting order."""
    return [shape for shape in scene.shapes if isinstance(shape, Text)]


def _moved(shape: Shape, dx: float, dy: float) -> Shape:
    match shape:
        case Line():
            return replace(shape, x1=shape.x1 + dx, x2=shape.x2 + dx, y1=shape.y1 + dy, y2=shape.y2 + dy)
        case Path():
            return replace(shape, points=shape.points + np.array([dx, dy]))
        case Bars():
            return replace(shape, x=shape.x + dx, y=shape.y + dy)
        case Heat():
            return replace(shape, x=shape.x + dx, y=shape.y + dy)
        case Box() | Dot() | Text():
            return replace(shape, x=shape.x + dx, y=shape.y + dy)
