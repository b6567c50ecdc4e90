"""Exports of one page with 10 to 100 000 visible events, as the export dialog and the command make them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from viewer.bench.rig import started
from viewer.bench.synthetic import make_dataset
from viewer.bench.timing import milliseconds
from viewer.export.export import FORMATS, figure_bytes
from viewer.export.formats.raster import png_bytes
from viewer.export.pages.figure import FigureRequest, Page, compose
from viewer.layout.scene import Scene
from viewer.painting.text_measure import measure
from viewer.theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from viewer.model.dataset import Dataset

PNG_SCALE = 4.0
_HEIGHT_PX = 1000  # title, legend and caption leave the timeline about 720
_PAGE = Page(1280, _HEIGHT_PX)


class ExportTimes(NamedTuple):
    """Milliseconds by format and number of events, run by run; those of an empty PNG.

    `differing` is how many of them did not give the same bytes in every run.
    """

    times_ms: dict[tuple[str, int], list[float]]
    blank_png_ms: list[float]
    differing: int


def measure_exports(counts: Sequence[int], runs: int) -> ExportTimes:
    """Export each number of events in each format, in turn, `runs` times (at least twice to compare the bytes)."""
    started()
    datasets = {count: make_dataset(count) for count in counts}
    times: dict[tuple[str, int], list[float]] = {(name, count): [] for name in FORMATS for count in counts}
    written: dict[tuple[str, int], set[bytes]] = {key: set() for key in times}
    blank: list[float] = []
    for _ in range(runs):
        blank.append(milliseconds(_blank_png))
        for (name, count), taken in times.items():
            taken.append(milliseconds(partial(_export, datasets[count], name, written[name, count])))
    return ExportTimes(times, blank, sum(len(kept) > 1 for kept in written.values()))


def _export(dataset: Dataset, format_name: str, written: set[bytes]) -> None:
    request = FigureRequest(dataset)
    scene = compose(request, _PAGE, measure)
    written.add(figure_bytes(scene, format_name, request, _PAGE, load_theme("print"), PNG_SCALE))


def _blank_png() -> bytes:
    return png_bytes(Scene(_PAGE.width_px, _HEIGHT_PX, ()), load_theme("print"), PNG_SCALE, metadata={})
