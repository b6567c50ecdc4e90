"""From a request to a file: composes the figure, writes it in the format its name asks for, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import asdict, replace
from PySide6.QtGui import QGuiApplication

from viewer.export.formats.atomic import ExportError, write_file
from viewer.export.formats.font_faces import font_faces
from viewer.export.formats.pdf import POINTS_PER_PX, PdfForm, PdfPage, pdf_bytes
from viewer.export.formats.pdf_repair import Bookmark
from viewer.export.formats.raster import encoded, painted
from viewer.export.formats.svg import SvgForm, svg_text
from viewer.export.pages.appendix import appendix, note_pages
from viewer.export.pages.figure import compose
from viewer.export.pages.fitting import Fitted, fit
from viewer.export.pages.presets import PX_PER_INCH, Paper
from viewer.export.pages.surround import listed_notes
from viewer.export.sheets import Said, require_sheet, sheets_bytes
from viewer.export.steps import go_on
from viewer.export.trace.alt_text import alt_text
from viewer.export.trace.carry import pdf_with_data, png_with_data, svg_with_data
from viewer.export.trace.provenance import facts, origin_in_words
from viewer.export.trace.record import Made, record_text
from viewer.layout.scene import texts
from viewer.loading.picture_parts import KEY
from viewer.painting.letters import foreign_letters
from viewer.painting.outlines import outline_of
from viewer.painting.text_measure import measure
from viewer.theme import load_fonts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from viewer.export.pages.figure import FigureRequest, Page
    from viewer.export.steps import Check
    from viewer.export.trace.alt_text import AltText
    from viewer.layout.scene import Measure, Scene
    from viewer.theme import Theme

FORMATS = ("png", "svg", "pdf")
"""The endings of names that can be written."""

_LANDMARKS = ("Personnel", "Sources", "Notes")


def start_drawing() -> QGuiApplication:
    """Make Qt and the bundled typeface ready where no application runs yet; keep what is returned while drawing."""
    running = QGuiApplication.instance()
    application = running if isinstance(running, QGuiApplication) else QGuiApplication(["mission-timeline"])
    load_fonts()
    return application


class Writing(Struct, frozen=True):
    """How a figure is written: pixels of a PNG for each of its dots, letters as outlines (SVG), an appendix (PDF).

    `sheet` names the sheets a PDF is spread over, to be cut and glued; "" for one page as large as the figure.
    """

    scale: float = 1.0
    has_outlines: bool = False
    has_appendix: bool = False
    sheet: str = ""


def export_file(path: Path, request: FigureRequest, page: Page, theme: Theme, scale: float = 1.0) -> Scene:
    """Write the figure to `path` as PNG, SVG or PDF, as its ending says, and return the scene that was written.

    `scale` is pixels of a PNG for one of the page; SVG and PDF have no pixels. An older file is replaced only by a
    whole new one. The same input gives the same bytes. Raises ExportError with a sentence for the person.
    """
    fitted = Fitted(compose(request, page, measure), page)
    write_fitted(path, fitted, request, theme, Writing(scale))
    return fitted.scene


def export_paper(
    path: Path, request: FigureRequest, paper: Paper, theme: Theme, writing: Writing, ground: str | None = "card"
) -> Fitted:
    """Write the figure for a paper, as `export_file` does, and return what was written."""
    require_format(path)
    request = replace(request, has_pages=path.suffix.lower() == ".pdf")
    fitted = fit(request, paper, measure, ground)
    write_fitted(path, fitted, request, theme, writing)
    return fitted


def write_fitted(path: Path, fitted: Fitted, request: FigureRequest, theme: Theme, writing: Writing) -> None:
    """Write a composed figure to `path`, whole or not at all. Raises ExportError."""
    require_form(path, writing)
    write_file(path, figure_bytes(fitted.scene, path.suffix[1:].lower(), request, fitted.page, theme, writing))


def require_format(path: Path) -> None:
    """Raise ExportError unless the name ends in a known format."""
    if path.suffix[1:].lower() not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise ExportError(f"Cannot tell the format of {path.name}: end the name in one of {known}.")


def require_form(path: Path, writing: Writing) -> None:
    """Raise ExportError unless the name ends in a format that can be written so."""
    require_format(path)
    if writing.has_appendix and path.suffix.lower() != ".pdf":
        raise ExportError(f"An appendix needs pages: end the name {path.name} in .pdf.")
    if writing.sheet and path.suffix.lower() != ".pdf":
        raise ExportError(f"Sheets need pages: end the name {path.name} in .pdf.")
    if writing.sheet and writing.has_appendix:
        raise ExportError("Sheets to cut and glue have no appendix: write that as a PDF of its own.")
    if writing.sheet:
        require_sheet(writing.sheet)
    if writing.has_outlines and path.suffix.lower() != ".svg":
        raise ExportError(
            f"Letters as outlines are for SVG: end the name {path.name} in .svg, or leave --outlines out."
        )


def watched(width_of: Measure, check: Check) -> Measure:
    """Return a measure that asks first whether the work is still wanted: laying out measures all the time.

    Between two texts pass some tenths of a second at most, with thousands of events on a page.
    """

    def width_while_wanted(text: str, font_role: str) -> float:
        check()
        return width_of(text, font_role)

    return width_while_wanted


def figure_bytes(
    scene: Scene,
    format_name: str,
    request: FigureRequest,
    page: Page,
    theme: Theme,
    writing: Writing | float = 1.0,
    check: Check = go_on,
) -> bytes:
    """Return a composed figure in one of FORMATS; `writing` may be the scale alone. Any thread may.

    Raises ExportError if it is too large for it, and what `check` raises.
    """
    how = writing if isinstance(writing, Writing) else Writing(writing)
    metadata = facts(request.dataset, request.filter, request.shown_span, request.problem_count)
    sources = (scene.titles or {}).get("sources", ("", ""))[1]
    metadata |= {"Sources": sources} if sources else {}
    foreign = foreign_letters(text.text for text in texts(scene))
    record = record_text(Made(request, page, theme.name, asdict(how), format_name, foreign))
    check()
    figure = _Figure(scene, request, page, theme, how, metadata, record, alt_text(request, scene))
    check()
    return {"svg": _svg, "pdf": _pdf, "png": _png}[format_name](figure, check)


class _Figure(NamedTuple):
    """A composed figure with all that a file says of it."""

    scene: Scene
    request: FigureRequest
    page: Page
    theme: Theme
    how: Writing
    metadata: dict[str, str]
    record: str
    words: AltText


def _png(figure: _Figure, check: Check) -> bytes:
    scene, request, page, theme, how = figure[:5]
    dots = page.zoom * page.dpi / PX_PER_INCH * how.scale
    image = painted(scene, theme, dots, background=page.ground, dpi=page.dpi * how.scale)
    check()
    texts = {"Title": request.name, KEY: figure.record, "Description": figure.words.whole}
    png = encoded(image, figure.metadata | texts)
    check()
    return png_with_data(png, request.embedded) if request.embedded else png


def _pdf(figure: _Figure, check: Check) -> bytes:
    scene, request, page, theme, how = figure[:5]
    shown = {"Subject": figure.words.short, "Keywords": origin_in_words(request.dataset)}  # by every reader of PDF
    metadata = figure.metadata | shown | {"Description": figure.words.whole, KEY: figure.record}
    if how.sheet:
        said = Said(request.name, metadata, request.language)
        pdf = sheets_bytes(Fitted(scene, page), theme, how.sheet, said, check)
    else:
        form = _pdf_form(scene, request, page, how, watched(measure, check))
        check()
        pdf = pdf_bytes(scene, theme, title=request.name, metadata=metadata, form=form)
    check()
    return pdf_with_data(pdf, request.embedded) if request.embedded else pdf


def _svg(figure: _Figure, check: Check) -> bytes:
    request, words, metadata = figure.request, figure.words, figure.metadata | {KEY: figure.record}
    form = _svg_form(figure, check)
    svg = svg_text(figure.scene, figure.theme, title=words.short, description=words.long, metadata=metadata, form=form)
    check()
    return (svg_with_data(svg, request.embedded) if request.embedded else svg).encode()


def _svg_form(figure: _Figure, check: Check) -> SvgForm:
    def outline(text: str, font_role: str, width_px: float) -> str:
        check()
        return outline_of(text, font_role, width_px)

    page, language = figure.page, figure.request.language
    if figure.how.has_outlines:
        return SvgForm(page.zoom, page.unit, language, outline)
    return SvgForm(page.zoom, page.unit, language, faces=font_faces(texts(figure.scene)))


def _has_hidden_notes(scene: Scene, shown: Mapping[str, float]) -> bool:
    heading, notes = listed_notes(scene)
    return bool(notes) and heading not in shown


def _pdf_form(scene: Scene, request: FigureRequest, page: Page, how: Writing, width_of: Measure) -> PdfForm:
    """Return the pages behind the figure, if any are wanted, and the bookmarks of all."""
    marks = [Bookmark(request.name, 0)]
    points = page.zoom * POINTS_PER_PX
    shown = {text.text: text.y for text in texts(scene) if text.font == "lane"}
    marks += [Bookmark(name, 0, (shown[name] - 16) * points) for name in _LANDMARKS if name in shown]
    if how.has_appendix:
        behind, kind = appendix(request, page.unit, width_of, scene), "Appendix: "
    elif request.has_pages and _has_hidden_notes(scene, shown):
        behind, kind = note_pages(request, page.unit, width_of, scene), ""
    else:
        return PdfForm(page.zoom, (), request.language, marks)
    marks += [Bookmark(f"{kind}{part.title}", part.page + 1, part.y_px * POINTS_PER_PX) for part in behind.sections]
    return PdfForm(page.zoom, [PdfPage(scene) for scene in behind.pages], request.language, marks)
