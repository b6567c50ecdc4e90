"""From a request to a file: composes the figure, writes it in the format its name asks for, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from viewer.export.atomic import ExportError, write_file
from viewer.export.figure import compose
from viewer.export.pdf import pdf_bytes
from viewer.export.provenance import count_in_words, facts, span_in_words
from viewer.export.raster import png_bytes
from viewer.export.svg import svg_text
from viewer.painting.text_measure import measure
from viewer.theme import load_fonts

if TYPE_CHECKING:
    from pathlib import Path

    from viewer.export.figure import FigureRequest, Page
    from viewer.layout.scene import Scene
    from viewer.theme import Theme

FORMATS = ("png", "svg", "pdf")
"""The endings of names that can be written."""


def start_drawing() -> QGuiApplication:
    """Make Qt and the bundled typeface ready where no application runs yet; keep what is returned while drawing."""
    running = QGuiApplication.instance()
    application = running if isinstance(running, QGuiApplication) else QGuiApplication(["mission-timeline"])
    load_fonts()
    return application


def export_file(path: Path, request: FigureRequest, page: Page, theme: Theme, scale: float = 1.0) -> Scene:
    """Write the figure to `path` as PNG, SVG or PDF, as its ending says, and return the scene that was written.

    `scale` is pixels of a PNG for one of the page; SVG and PDF have no pixels. An older file is replaced only by a
    whole new one. The same input gives the same bytes. Raises ExportError with a sentence for the person.
    """
    require_format(path)
    scene = compose(request, page, measure)
    write_file(path, figure_bytes(scene, path.suffix[1:].lower(), request, page, theme, scale))
    return scene


def require_format(path: Path) -> None:
    """Raise ExportError unless the name ends in a known format."""
    if path.suffix[1:].lower() not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise ExportError(f"Cannot tell the format of {path.name}: end the name in one of {known}.")


def figure_bytes(
    scene: Scene, format_name: str, request: FigureRequest, page: Page, theme: Theme, scale: float
) -> bytes:
    """Return a composed figure in one of FORMATS. Raises ExportError if it is too large for it."""
    dataset = request.dataset
    title = dataset.title or dataset.id
    metadata = facts(dataset, request.filter, request.shown_span, request.problem_count)
    sources = (scene.titles or {}).get("sources", ("", ""))[1]
    metadata |= {"Sources": sources} if sources else {}
    description = description_of(scene, request)
    if format_name == "svg":
        return svg_text(scene, theme, title=title, description=description, metadata=metadata).encode()
    if format_name == "pdf":
        return pdf_bytes(scene, theme, title=title, metadata=metadata | {"Description": description})
    texts = metadata | {"Title": title, "Description": description}
    return png_bytes(scene, theme, scale, metadata=texts, background=page.ground)


def description_of(scene: Scene, request: FigureRequest) -> str:
    """Return one sentence on what the figure shows, then the dataset's own description."""
    dataset = request.dataset
    count = count_in_words(scene.drawn + scene.folded, dataset)
    said = f"Timeline of {count} in {len(dataset.lanes)} rows, {span_in_words(request.shown_span)}."
    return f"{said} {dataset.description}".strip()
