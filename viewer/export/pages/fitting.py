"""How large the letters of a figure are on a paper: as large as lets every label be whole, never too small to read.

A layout has letters of fixed sizes in its own pixels; a paper is filled by choosing how large such a pixel is. No Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import LEAST_WIDTH_PX, NARROW_WIDTH_PX, Composed, Page, compose_checked
from viewer.export.pages.presets import MM_PER_INCH, POINTS_PER_INCH, PX_PER_INCH, Unit, size_in_words
from viewer.layout.scene import FONTS, texts

if TYPE_CHECKING:
    from viewer.export.pages.figure import FigureRequest
    from viewer.export.pages.presets import Paper
    from viewer.layout.scene import Measure, Scene

_POINTS_PER_PX = POINTS_PER_INCH / PX_PER_INCH
_SMALLEST_FONT_PX = min(font.size_px for font in FONTS.values())
_ZOOMS = (1.25, 1.12, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75)


class Fitted(NamedTuple):
    """A figure on its page, and sentences for the person about what had to give way."""

    scene: Scene
    page: Page
    notices: tuple[str, ...] = ()


def fit(request: FigureRequest, paper: Paper, measure: Measure, ground: str | None = "card") -> Fitted:
    """Compose a figure for a paper.

    The letters are as large as lets every label be whole and every source be listed, or every label alone, or else
    as small as can be read. Where the paper grows, they are never larger than usual, and on a screen never smaller
    in vain.
    Raises ExportError where not even those fit. Cost: up to five layouts.
    """
    tries = [_page(paper, zoom, ground) for zoom in _zooms(paper)]
    # letters are never so large that a page wide enough for a time axis has none
    least = NARROW_WIDTH_PX if tries[-1].width_px >= NARROW_WIDTH_PX else LEAST_WIDTH_PX
    tries = [page for page in tries if page.width_px >= least]
    if not tries:
        raise ExportError(_too_narrow(paper))
    page, composed = _best(request, tries, measure)
    return Fitted(composed.scene, page, tuple(_notices(composed, page, paper)))


def smallest_points(scene: Scene, zoom: float = 1.0) -> float:
    """Return the size in points of the smallest text of a scene, at 96 of its pixels to an inch times `zoom`."""
    sizes = (FONTS[text.font].size_px for text in texts(scene) if text.text)
    return min(sizes, default=_SMALLEST_FONT_PX) * zoom * _POINTS_PER_PX


def _least_zoom(paper: Paper) -> float:
    return paper.least_points / (_SMALLEST_FONT_PX * _POINTS_PER_PX)


def _zooms(paper: Paper) -> list[float]:
    """Return the sizes of a pixel worth trying, the largest first; a page that grows needs none above the usual."""
    least = _least_zoom(paper)
    most = 1.0 if paper.height is None else _ZOOMS[0]
    return [*(zoom for zoom in _ZOOMS if least < zoom <= most), least]


def _page(paper: Paper, zoom: float, ground: str | None) -> Page:
    per_inch = PX_PER_INCH / zoom
    height = None if paper.height_in is None else paper.height_in * per_inch
    return Page(paper.width_in * per_inch, height, ground, zoom, paper.dpi, paper.unit)


def _best(request: FigureRequest, pages: list[Page], measure: Measure) -> tuple[Page, Composed]:
    """Return the largest letters with which nothing gives way, else no label, else the smallest."""
    known: dict[int, Composed | None] = {}

    def composed(place: int) -> Composed | None:
        if place not in known:
            known[place] = _composed(request, pages[place], measure)
        return known[place]

    last = len(pages) - 1
    smallest = composed(last)
    if smallest is None:
        return pages[last], compose_checked(request, pages[last], measure)  # says what the page lacks
    wanted = _is_whole if smallest.is_whole else _has_whole_labels
    if not wanted(smallest):
        # on a screen letters need not shrink for nothing where the page grows anyway
        usual = composed(0) if pages[0].height_px is None and pages[0].unit is Unit.PX else None
        return (pages[0], usual) if usual else (pages[last], smallest)
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        found = composed(middle)
        low, high = (low, middle) if found is not None and wanted(found) else (middle + 1, high)
    return pages[high], composed(high) or smallest


def _is_whole(composed: Composed) -> bool:
    return composed.is_whole


def _has_whole_labels(composed: Composed) -> bool:
    return not composed.short


def _composed(request: FigureRequest, page: Page, measure: Measure) -> Composed | None:
    try:
        return compose_checked(request, page, measure)
    except ExportError:
        return None


def _notices(composed: Composed, page: Page, paper: Paper) -> list[str]:
    found = []
    points = smallest_points(composed.scene, page.zoom)
    if paper.is_print and page.zoom < 0.8:
        found.append(f"The smallest text is {points:.1f} points at {size_in_words(paper)}.")
    if composed.short:
        events = f"{composed.short:,} event{'' if composed.short == 1 else 's'}"
        found.append(f"The page has no room for the whole label of {events}. On a larger page every label is whole.")
    if not composed.has_sources:
        found.append("The page has no room for the list of sources: it is in the data of the file.")
    return found


def _too_narrow(paper: Paper) -> str:
    needed = LEAST_WIDTH_PX * _least_zoom(paper) / PX_PER_INCH
    units = {Unit.MM: MM_PER_INCH, Unit.INCH: 1.0, Unit.PX: paper.dpi}
    tenths = int(-(-needed * units[paper.unit] * 10 // 1)) / 10
    least = tenths if paper.unit is not Unit.PX else int(-(-tenths // 1))
    return (
        f"A page {paper.width:g} {paper.unit} wide is too narrow: text of {paper.least_points:g} points, the smallest "
        f"that can be read, needs at least {least:g} {paper.unit}."
    )
