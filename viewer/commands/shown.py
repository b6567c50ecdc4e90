"""What of a dataset a command takes: the layers and the time that its options name. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.commands.terminal import UsageError
from viewer.loading.problems import did_you_mean
from viewer.model.dates import DateError
from viewer.model.edtf import parse_edtf

if TYPE_CHECKING:
    from viewer.layout.timescale import Span
    from viewer.model.dataset import Dataset
    from viewer.model.filters import Filter


def filter_of(dataset: Dataset, layers: str) -> Filter:
    """Return the filter that leaves the layers named, by id, with commas between. Raises UsageError."""
    from viewer.model.filters import Filter  # noqa: PLC0415  numpy is slow to start

    known = [layer.id for layer in dataset.layers]
    wanted = [name.strip() for name in layers.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        said = f"There is no layer {unknown[0]!r}" if unknown else "No layer is named"
        near = did_you_mean(unknown[0], known) if unknown else ""
        hint = " Did" + near.removeprefix("did") if near.startswith("did") else ""
        raise UsageError(f"{said}.{hint} Layers of this dataset: {', '.join(known)}.")
    return Filter(frozenset(known) - frozenset(wanted))


def span_of(text: str, dataset: Dataset, wanted: Filter) -> Span:
    """Return the span an EDTF text means; an open end is where what is shown ends. Raises UsageError."""
    from viewer.export.pages.excerpt import rows_on_page, shown_extent_us  # noqa: PLC0415  numpy is slow to start
    from viewer.export.trace.provenance import span_in_words  # noqa: PLC0415
    from viewer.layout.timescale import Span  # noqa: PLC0415

    try:
        date = parse_edtf(text)
    except DateError as error:
        raise UsageError(f"--range: {error}.") from error
    extent = Span(*shown_extent_us(dataset, wanted))
    start = extent.start_us if date.earliest_us is None else date.earliest_us
    end = extent.end_us if date.latest_us is None else date.latest_us
    if end <= start or not rows_on_page(dataset, wanted, Span(start, end)).any():
        raise UsageError(f"--range {text}: no event shown lies there; they reach over {span_in_words(extent)}.")
    return Span(start, end)
