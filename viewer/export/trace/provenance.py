"""Where a picture comes from and what it shows, said once for its caption and for its metadata. No Qt."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from viewer.model import filter_words
from viewer.model.calendar import US_PER_DAY
from viewer.model.counting import counted
from viewer.model.date_words import instant_in_words
from viewer.model.dates import Precision

if TYPE_CHECKING:
    from viewer.layout.timescale import Span
    from viewer.model.dataset import Dataset
    from viewer.model.filters import Filter

PROGRAM = "Mission Timeline"
DISTRIBUTION = "mission-timeline"
_SHORT_HASH = 12
_YEAR_US = 365 * US_PER_DAY


def program_version() -> str:
    """Return the version of the program, from its checkout or as installed."""
    project = Path(__file__).resolve().parents[3] / "pyproject.toml"
    if project.is_file():
        named = tomllib.loads(project.read_text(encoding="utf-8")).get("project", {})
        if named.get("name") == DISTRIBUTION:
            return str(named["version"])
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return "of unknown version"


def span_in_words(span: Span) -> str:
    """Return the first and the last moment of a span, as exactly as its length makes sense: "1 – 31 Oct 2024"."""
    if span.duration_us > 400 * _YEAR_US:
        precision = Precision.YEAR
    else:
        precision = Precision.DAY if span.duration_us >= 2 * US_PER_DAY else Precision.SECOND
    first, last = (instant_in_words(us, precision) for us in (span.start_us, span.end_us - 1))
    return first if first == last else f"{first} – {last}"


def count_in_words(shown: int, dataset: Dataset) -> str:
    """Return how many of the dataset's events are in the picture: "23 of 32 events"."""
    whole = counted(len(dataset), "event")
    return whole if shown == len(dataset) else f"{shown:,} of {whole}"


def filter_in_words(dataset: Dataset, wanted: Filter) -> list[str]:
    """Return what is shown and what is not, a phrase for each: layers and lanes by name, then every other filter."""
    titles = {layer.id: layer.title or layer.id for layer in dataset.layers}
    shown = [title for name, title in titles.items() if name not in wanted.hidden_layers]
    hidden = [title for name, title in titles.items() if name in wanted.hidden_layers]
    lanes = [lane for lane in dataset.lanes if lane in wanted.hidden_lanes]
    phrases = [f"layers shown: {', '.join(shown)}"] if len(titles) > 1 else []
    phrases += [f"not shown: {', '.join(hidden)}"] if hidden else []
    phrases += [f"rows not shown: {', '.join(lanes)}"] if lanes else []
    rest = filter_words.filter_in_words(replace(wanted, hidden_layers=frozenset(), hidden_lanes=frozenset()), dataset)
    return phrases + ([rest] if rest else [])


def origin_in_words(dataset: Dataset) -> str:
    """Return the dataset, its version, the start of its SHA-256 and the program, for a caption."""
    name = " ".join(filter(None, (dataset.id, dataset.version)))
    hashed = f"SHA-256 {dataset.sha256[:_SHORT_HASH]}" if dataset.sha256 else ""
    parts = (f"Dataset {name}" if name else "", hashed, f"{PROGRAM} {program_version()}")
    return " · ".join(filter(None, parts))


def problems_in_words(count: int) -> str:
    """Return how many problems the dataset has, or "" for none."""
    return f"The dataset has {counted(count, 'problem')}: see “check”" if count else ""


def facts(dataset: Dataset, wanted: Filter, span: Span, problem_count: int) -> dict[str, str]:
    """Return the metadata of a picture: no empty texts. `Span-us` has the exact ends, the second exclusive."""
    shown = [layer.id for layer in dataset.layers if layer.id not in wanted.hidden_layers]
    found = {
        "Dataset": dataset.id,
        "Dataset-version": dataset.version,
        "Dataset-SHA-256": dataset.sha256,
        "Span": span_in_words(span),
        "Span-us": f"{span.start_us}/{span.end_us}",
        "Layers": ", ".join(shown),
        "Hidden-lanes": ", ".join(lane for lane in dataset.lanes if lane in wanted.hidden_lanes),
        "Problems": str(problem_count) if problem_count else "",
        "Software": f"{PROGRAM} {program_version()}",
    }
    return {name: text for name, text in found.items() if text}
