"""An exported picture as a way back: what it says of its origin, and the dataset it may carry. No Qt.

A picture is never trusted further than a file of a dataset: the same limits hold, and what it carries must have the
hash that its record names.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from viewer.loading.archive import Limits
from viewer.loading.picture_parts import find_parts
from viewer.loading.plain import restored
from viewer.loading.problems import DatasetError, in_quotes
from viewer.model.filters import Filter
from viewer.model.opening import Attention, Opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from viewer.model.dataset import Dataset

FORMAT = "mission-timeline-figure/1"
HOW_TO_EMBED = "export it again with --embed, or open the dataset itself"
_FORMAT = re.compile(r"mission-timeline-figure/(\d{1,6})")
_SPAN = re.compile(r"(-?\d{1,40})/(-?\d{1,40})")
_NAME = re.compile(r"[^\\/:\0-\x1f]{1,100}\.(?:mtlz|csv|tsv|txt|tab)", re.IGNORECASE)


class Picture(Struct, frozen=True):
    """An exported picture: its bytes, the record it carries, and the packed dataset, None where it carries none."""

    name: str
    content: bytes
    record: Mapping[str, Any]
    packed: bytes | None

    def part(self, name: str) -> Mapping[str, Any]:
        """Return one part of the record, empty where there is none."""
        found = self.record.get(name)
        return found if isinstance(found, Mapping) else {}

    def text(self, part: str, name: str) -> str:
        """Return one text of a part of the record, "" where there is none."""
        found = self.part(part).get(name)
        return found if isinstance(found, str) else ""

    @property
    def why_no_data(self) -> str:
        """Why no dataset comes with the picture, in words."""
        if self.part("embedded"):
            return f"the data that {in_quotes(self.name)} carried has been taken out of it by another program"
        return f"{in_quotes(self.name)} carries no data, only its picture"

    @property
    def span_us(self) -> tuple[int, int] | None:
        """The span that is drawn, its end exclusive, or None where the record names none."""
        found = _SPAN.fullmatch(self.text("view", "span_us"))
        span = (int(found[1]), int(found[2])) if found else None
        return span if span and span[0] < span[1] else None

    @property
    def hidden_layers(self) -> frozenset[str]:
        """The ids of the layers that are not in the picture."""
        hidden = self.part("filter").get("hidden_layers")
        return frozenset(name for name in hidden if isinstance(name, str)) if isinstance(hidden, list) else frozenset()

    @property
    def opening(self) -> Opening:
        """What was hidden, chosen, in focus and searched for; where the record is no use, the hidden layers alone."""
        try:
            hidden = Filter(**restored(Filter, self.part("filter")))
            return Opening(hidden, Attention(**restored(Attention, self.part("attention"))))
        except (KeyError, TypeError, ValueError):
            return Opening(Filter(self.hidden_layers))

    def as_drawn(self, dataset: Dataset) -> Dataset:
        """Return the dataset so that it opens on what the picture shows, with what was looked at in it.

        What its author shows at first stays as it is: clearing the filter leads back there.
        """
        return replace(dataset, view_us=self.span_us or dataset.view_us, opening=self.opening)


def read_picture(path: Path, limits: Limits | None = None) -> Picture:
    """Read an exported picture. Raises DatasetError if it cannot be read or was not exported by this program."""
    limits = limits or Limits()
    content = _content(path, limits.total_bytes)
    parts = find_parts(content, limits.total_bytes)
    if parts is None:
        raise DatasetError(f"{in_quotes(path.name)} is not a PNG, SVG or PDF", "name a picture made by this program")
    if not parts.record:
        raise DatasetError(
            f"{in_quotes(path.name)} does not say that it is a timeline: this program did not make it, or another "
            "program has taken its metadata away"
        )
    record = _record(path.name, parts.record)
    return Picture(path.name, content, record, _packed(path.name, record, parts.data))


@contextmanager
def unpacked(picture: Picture) -> Iterator[Path]:
    """Give the dataset that a picture carries as a read-only file for as long as the block runs.

    Raises DatasetError where it carries none, or one that cannot be written out.
    """
    if picture.packed is None:
        raise DatasetError(picture.why_no_data, HOW_TO_EMBED)
    name = picture.text("embedded", "name")
    if not _NAME.fullmatch(name):
        raise DatasetError(f"the data in {in_quotes(picture.name)} has no usable file name", HOW_TO_EMBED)
    try:
        with tempfile.TemporaryDirectory(prefix="mission-timeline-") as folder:
            place = Path(folder) / name
            place.write_bytes(picture.packed)
            place.chmod(0o400)
            yield place
    except OSError as error:
        raise DatasetError(f"{in_quotes(picture.name)} cannot be unpacked: {error.strerror or error}") from error


def _content(path: Path, most_bytes: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        # the name alone: whoever says the error puts the place before it, and a long one would push the name out
        raise DatasetError(f"{in_quotes(path.name)} cannot be read: {reason}") from error
    if len(content) > most_bytes:
        raise DatasetError(f"{in_quotes(path.name)} is larger than {most_bytes // 1_000_000} MB, and is not read")
    return content


def _record(name: str, text: str) -> Mapping[str, Any]:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DatasetError(f"what {in_quotes(name)} says of its origin is damaged", "fetch it again") from error
    said = _FORMAT.fullmatch(str(record.get("format", ""))) if isinstance(record, dict) else None
    if said is None:
        raise DatasetError(f"what {in_quotes(name)} says of its origin is damaged", "fetch it again")
    if int(said[1]) != 1:
        raise DatasetError(f"{in_quotes(name)} was made by a newer version", "get a newer version of the program")
    return dict(record)


def _packed(name: str, record: Mapping[str, Any], found: tuple[bytes, ...]) -> bytes | None:
    """Return the part with the hash the record names."""
    embedded = record.get("embedded")
    if not isinstance(embedded, dict):
        return None
    whole = (data for data in found if hashlib.sha256(data).hexdigest() == embedded.get("sha256"))
    packed = next(whole, None)
    if packed is None and found:
        raise DatasetError(f"the data in {in_quotes(name)} is damaged: its SHA-256 is another", "fetch it again")
    return packed
