"""The title of the chosen event comes before all others: where its plan gives it none, others make way.

Pixels only; no Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.layout.labels import shortened
from viewer.layout.marks import RING_PX
from viewer.layout.scene import FONTS, Box, Dot, Paint, Path, Shape, Target, Text

if TYPE_CHECKING:
    from viewer.layout.scene import Measure

    Rectangle = tuple[float, float, float, float]

_FONT = "strong"
_GAP_PX = 8.0
_AIR_PX = 4.0
_PLATE_PX = 18.0
_LEAST_PX = 60.0


class Claim(Struct, frozen=True):
    """What asks to be named: its key and title, the extent of its mark, how high it stands, and the view's sides."""

    key: str
    title: str
    reach: tuple[float, float]
    centre_y: float
    view: tuple[float, float]


def name_foremost(shapes: list[Shape], targets: list[Target], claim: Claim, measure: Measure) -> None:
    """Put the title beside its mark on a plate, unless it is there already; titles of other events below it go.

    It stands right of the mark, left where there is another mark or no room, on a bar that leaves room nowhere, and
    never over a count; where counts leave no room either, the ring has to do.
    """
    if any(isinstance(shape, Text) and shape.key == claim.key for shape in shapes):
        return
    left, right = _beside_counts(shapes, claim, _stretch(shapes, claim, measure(claim.title, _FONT)))
    title = shortened(claim.title, _FONT, right - left, measure)
    if title:
        width = measure(title, _FONT)
        x = right - width if right <= claim.reach[0] else left
        _put(shapes, targets, claim, Text(x, claim.centre_y + 4, title, _FONT, "ink", width, key=claim.key))


def _stretch(shapes: list[Shape], claim: Claim, width: float) -> tuple[float, float]:
    """Return from where to where the title may reach."""
    (first, last), (view_left, view_right) = claim.reach, (claim.view[0] + _AIR_PX, claim.view[1] - _AIR_PX)
    beyond = RING_PX - _AIR_PX + _GAP_PX  # the ring stands around the mark
    start, end = max(last + beyond, view_left), min(first - beyond, view_right)
    right, left = (start, min(start + width, view_right)), (max(end - width, view_left), end)
    roomy = [side for side in (right, left) if side[1] - side[0] >= min(width, _LEAST_PX)]
    free = [side for side in roomy if not _is_taken(shapes, claim, side)]
    start = max(first, view_left) + _GAP_PX
    inside = (start, min(last, view_right) - _GAP_PX)
    return next(iter([*free, *roomy]), inside)


def _is_taken(shapes: list[Shape], claim: Claim, side: tuple[float, float]) -> bool:
    plate = _plate(side[0], side[1], claim.centre_y)
    marks = (shape for shape in shapes if isinstance(shape, Dot | Path | Box) and shape.key not in {None, claim.key})
    return any(_is_over(plate, _extent(mark)) for mark in marks)


def _beside_counts(shapes: list[Shape], claim: Claim, stretch: tuple[float, float]) -> tuple[float, float]:
    """Return the first part of a stretch that covers no count of others: what is counted is never hidden."""
    start, end = stretch
    counts = [_extent(shape) for shape in shapes if isinstance(shape, Dot) and (shape.key or "").startswith("rows:")]
    plate = _plate(start, end, claim.centre_y)
    for left, _, right, _ in sorted(count for count in counts if _is_over(plate, count)):
        if left - 2 * _AIR_PX > start + _LEAST_PX:
            return start, min(end, left - 2 * _AIR_PX)
        start = max(start, right + 2 * _AIR_PX)
    return start, max(start, end)


def _put(shapes: list[Shape], targets: list[Target], claim: Claim, title: Text) -> None:
    plate = _plate(title.x, title.x + title.width, claim.centre_y)
    titles = [shape for shape in shapes if isinstance(shape, Text) and (shape.key or "").startswith("event:")]
    below = [text for text in titles if _is_over(plate, _ink(text))]
    places = {(text.key, text.left) for text in below}
    shapes[:] = [shape for shape in shapes if not any(shape is text for text in below)]
    targets[:] = [target for target in targets if (target.key, target.x) not in places]
    x, y, right, bottom = plate
    paint = Paint(fill="card", fill_alpha=0.92)
    shapes += [Box(x, y, right - x, bottom - y, paint, _AIR_PX, claim.key), title]
    targets.append(Target(x, y, right - x, bottom - y, claim.key))


def _plate(left: float, right: float, centre_y: float) -> Rectangle:
    return left - _AIR_PX, centre_y - _PLATE_PX / 2, right + _AIR_PX, centre_y + _PLATE_PX / 2


def _ink(text: Text) -> Rectangle:
    size = FONTS[text.font].size_px
    return text.left, text.y - 0.8 * size, text.left + text.width, text.y + 0.25 * size


def _extent(mark: Dot | Path | Box) -> Rectangle:
    if isinstance(mark, Dot):
        return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius
    if isinstance(mark, Box):
        return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
    (left, top), (right, bottom) = mark.points.min(axis=0), mark.points.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _is_over(one: Rectangle, two: Rectangle) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
