"""How large the letters of a figure are on a paper: as large as lets every label be whole, never too small to read.

A layout has letters of fixed sizes in its own pixels; a paper is filled by choosing how large such a pixel is. No Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.figure import LEAST_WIDTH_PX, NARROW_WIDTH_PX, Composed, Page, compose_checked
from viewer.export.pages.presets import MM_PER_INCH, POINTS_PER_INCH, PX_PER_INCH, Unit, size_in_words
from viewer.layout.scene import FONTS, texts
from viewer.model.counting import counted

if TYPE_CHECKING:
    from viewer.export.pages.figure import FigureRequest
    from viewer.export.pages.presets import Paper
    from viewer.layout.scene import Measure, Scene

_POINTS_PER_PX = POINTS_PER_INCH / PX_PER_INCH
_SMALLEST_FONT_PX = min(font.size_px for font in FONTS.values())
_SMALL_ZOOM = 0.8
_ZOOMS = (1.25, 1.12, 1.0, 0.95, 0.9, 0.85, 0.8, 0.75)


class Fitted(Struct, frozen=True):
    """A figure on its page, and sentences for the person about what had to give way."""

    scene: Scene
    page: Page
    notices: tuple[str, ...] = ()


class _Try(Struct, frozen=True):
    """A page as it was composed: one that grows has a height only where it has grown as far as it can."""

    page: Page
    composed: Composed

    def is_at_limit(self, paper: Paper) -> bool:
        """Say whether the page would be higher if it could."""
        return paper.height is None and self.page.height_px is not None


def fit(request: FigureRequest, paper: Paper, measure: Measure, ground: str | None = "card") -> Fitted:
    """Compose a figure for a paper.

    The letters are as large as lets every label be whole and every source be listed, or every label alone, or else
    as small as can be read. Where the paper grows, they are never larger than usual, and on a screen never smaller
    in vain. A page that would grow beyond what a file can hold ends there, and labels give way as on a given page.
    Raises ExportError where not even the smallest letters fit. Cost: up to eleven layouts.
    """
    tries = [_page(paper, zoom, ground) for zoom in _zooms(paper)]
    # letters are never so large that a page wide enough for a time axis has none
    least = NARROW_WIDTH_PX if tries[-1].width_px >= NARROW_WIDTH_PX else LEAST_WIDTH_PX
    tries = [page for page in tries if page.width_px >= least]
    if not tries:
        raise ExportError(_too_narrow(paper))
    found = _best(request, paper, tries, measure)
    notices = _notices(found, paper, request, measure)
    return Fitted(found.composed.scene, found.page, tuple(notices))


def smallest_points(scene: Scene, zoom: float = 1.0) -> float:
    """Return the size in points of the smallest text of a scene, at 96 of its pixels to an inch times `zoom`."""
    sizes = (FONTS[text.font].size_px for text in texts(scene) if text.text)
    return min(sizes, default=_SMALLEST_FONT_PX) * zoom * _POINTS_PER_PX


def size_written(fitted: Fitted, format_name: str, scale: float = 1.0) -> str:
    """Return the size that a file in a format has: "2480 x 3508 px at 300 dpi", "210 x 297 mm"."""
    page, sides = fitted.page, (fitted.scene.width, fitted.scene.height)
    if format_name == "png":
        dots = page.zoom * page.dpi * scale / PX_PER_INCH
        return " x ".join(str(round(side * dots)) for side in sides) + f" px at {page.dpi * scale:g} dpi"
    per_inch = {Unit.MM: MM_PER_INCH, Unit.INCH: 1.0, Unit.PX: PX_PER_INCH}[page.unit]
    return " x ".join(f"{round(side * page.zoom * per_inch / PX_PER_INCH, 2):g}" for side in sides) + f" {page.unit}"


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


def _best(request: FigureRequest, paper: Paper, pages: list[Page], measure: Measure) -> _Try:
    """Return the largest letters with which nothing gives way, else no label, else the smallest."""
    known: dict[int, _Try | None] = {}

    def tried(place: int) -> _Try | None:
        if place not in known:
            known[place] = _tried_if_it_fits(request, paper, pages[place], measure)
        return known[place]

    last = len(pages) - 1
    smallest = tried(last)
    if smallest is None:
        return _tried(request, paper, pages[last], measure)  # says what the page lacks
    wanted = next((test for test in (_is_airy, _is_whole) if test(smallest)), _has_whole_labels)
    if not wanted(smallest):
        # on a screen letters need not shrink for nothing where the page grows anyway
        usual = tried(0) if paper.height is None and not paper.is_print else None
        return usual if usual and not usual.is_at_limit(paper) else smallest
    low, high = 0, last
    while low < high:
        middle = (low + high) // 2
        found = tried(middle)
        low, high = (low, middle) if found is not None and wanted(found) else (middle + 1, high)
    return tried(high) or smallest


def _is_airy(found: _Try) -> bool:
    return found.composed.is_whole and found.composed.has_air


def _is_whole(found: _Try) -> bool:
    return found.composed.is_whole


def _has_whole_labels(found: _Try) -> bool:
    return not found.composed.short


def _tried(request: FigureRequest, paper: Paper, page: Page, measure: Measure) -> _Try:
    """Compose a page; one that would grow beyond what a file can hold is kept to that height. Raises ExportError."""
    composed = compose_checked(request, page, measure)
    most_px = _most_px(paper, page)
    if page.height_px is None and composed.scene.height > most_px:
        page = replace(page, height_px=most_px)
        composed = compose_checked(request, page, measure)
    return _Try(page, composed)


def _tried_if_it_fits(request: FigureRequest, paper: Paper, page: Page, measure: Measure) -> _Try | None:
    try:
        return _tried(request, paper, page, measure)
    except ExportError:
        return None


def _notices(found: _Try, paper: Paper, request: FigureRequest, measure: Measure) -> list[str]:
    said = []
    points = smallest_points(found.composed.scene, found.page.zoom)
    if paper.is_print and found.page.zoom < _SMALL_ZOOM:
        said.append(f"The smallest text is {points:.1f} points at {size_in_words(paper)}.")
    if found.is_at_limit(paper):
        said.append(f"The page is {_limit_in_words(paper)} high, the most a picture of these dots an inch can be.")
    if found.composed.short:
        events = counted(found.composed.short, "event")
        remedy = _remedy(found, paper, request, measure)
        said.append(f"The page has no room for the whole label of {events}. {remedy}.")
    if not found.composed.has_sources:
        things = "notes" if request.has_quotes else "sources"
        said.append(f"The page has no room for the list of {things}: it is {request.place_of_notes}.")
    return said


def _remedy(found: _Try, paper: Paper, request: FigureRequest, measure: Measure) -> str:
    """Say what would help: a page higher than this, if a file can hold one on which every label is whole."""
    if paper.height is None:
        return "A wider page shows more of them"
    grown = compose_checked(request, replace(found.page, height_px=None), measure)
    height = grown.scene.height
    if grown.short or height > _most_px(paper, found.page):
        return "A larger page shows more of them"
    return f"A page {found.page.length(height, is_least=True)} high has room for all of them"


def _most_px(paper: Paper, page: Page) -> float:
    return float(int(paper.most_height_in * PX_PER_INCH / page.zoom))


def _limit_in_words(paper: Paper) -> str:
    per_inch = {Unit.MM: MM_PER_INCH, Unit.INCH: 1.0, Unit.PX: paper.dpi}[paper.unit]
    return f"{int(paper.most_height_in * per_inch):,} {paper.unit}"


def _too_narrow(paper: Paper) -> str:
    needed = LEAST_WIDTH_PX * _least_zoom(paper) / PX_PER_INCH
    units = {Unit.MM: MM_PER_INCH, Unit.INCH: 1.0, Unit.PX: paper.dpi}
    tenths = int(-(-needed * units[paper.unit] * 10 // 1)) / 10
    least = tenths if paper.unit is not Unit.PX else int(-(-tenths // 1))
    return (
        f"A page {paper.width:g} {paper.unit} wide is too narrow: text of {paper.least_points:g} points, the smallest "
        f"that can be read, needs at least {least:g} {paper.unit}."
    )
