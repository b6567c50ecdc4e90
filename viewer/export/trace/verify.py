"""Whether a picture was made from a dataset as it is now, and if not, what has changed. No Qt, no files.

The hash of the dataset's files decides. A picture that carries its data also says what is different, and one that
carries prints of it says where. What is said of a picture holds as far as its own record is to be trusted: nothing
here is signed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.export.trace.changes import changes
from viewer.export.trace.prints import changed_since
from viewer.export.trace.provenance import PROGRAM, program_version
from viewer.loading.picture_parts import find_parts

if TYPE_CHECKING:
    from viewer.loading.pictures import Picture
    from viewer.model.dataset import Dataset

_SHORT_HASH = 12
_MOST_LETTERS = 12
NO_DATA_HINT = "The picture does not carry its data, so it cannot be said which records have changed."
PRINTS_HINT = "The picture does not carry its data, only prints of it: what has changed can be said, not what it was."
_ONLY_FILES = "No event, figure, quote or source differs: only comments, order or spelling of the files do."


class Verdict(Struct, frozen=True):
    """Whether everything is as it was, and why, in sentences; `details` are the single changes."""

    is_same: bool
    findings: tuple[str, ...]
    details: tuple[str, ...] = ()


def verify_data(picture: Picture, dataset: Dataset, carried: Dataset | None) -> Verdict:
    """Compare what a picture says it was made from with a dataset; `carried` is the data in the picture, None for none.

    Another program version is said and is no change of the dataset.
    """
    own = picture.text("dataset", "sha256")
    is_same = bool(own) and own == dataset.sha256
    made = f"{picture.name} was made from {_origin(picture)}"
    if is_same:
        return Verdict(True, (f"{made}: the same as this dataset.", *_other_program(picture)))
    findings = [
        f"{made}. This dataset is {_origin_of(dataset)}: it is not the same.",
        *_named_changes(picture, dataset),
    ]
    details = _details(picture, dataset, carried)
    if carried is None:
        findings.append(NO_DATA_HINT if details is None else PRINTS_HINT)
    if details == ():
        findings.append(_ONLY_FILES)
    return Verdict(False, (*findings, *_other_program(picture)), details or ())


def _details(picture: Picture, dataset: Dataset, carried: Dataset | None) -> tuple[str, ...] | None:
    """Return what has changed, by the data in the picture or else by its prints; None where it has neither.

    Prints of another version are no use: it may have known other fields.
    """
    if carried is not None:
        return tuple(changes(carried, dataset))
    return None if _other_program(picture) else changed_since(picture.part("prints"), dataset)


def verify_carried(picture: Picture, carried: Dataset | None) -> Verdict:
    """Check that the data in a picture is the data it says it was made from."""
    if carried is None or carried.sha256 == picture.text("dataset", "sha256"):
        return Verdict(True, ())
    return Verdict(False, (f"{picture.name} carries other data than it was made from: it has been altered.",))


def verify_bytes(picture: Picture, again: bytes, *, has_same_pixels: bool) -> Verdict:
    """Compare a picture with the same one made again from the same data by the same version.

    `has_same_pixels` is True for a PNG whose pixels are the same whatever its bytes. Where this machine's own fonts
    have a part in the picture, another machine's may have in the other, and nothing can be said.
    """
    if picture.content == again:
        return Verdict(True, ("The picture itself is unchanged: made again, it has the same bytes.",))
    if has_same_pixels:
        said = "The picture itself is unchanged: made again, it has the same pixels. The file around them is another."
        return Verdict(True, (said,))
    if foreign := _foreign_letters(again):
        few = foreign[:_MOST_LETTERS] + ("…" if len(foreign) > _MOST_LETTERS else "")
        said = f"it has letters that the bundled typeface lacks ({few}), which each machine draws with its own fonts."
        return Verdict(True, (f"The picture itself could not be compared: {said}",))
    pairs = enumerate(zip(picture.content, again, strict=False))
    least = min(len(picture.content), len(again))
    at = next((place for place, (one, two) in pairs if one != two), least)
    said = f"The picture itself has been altered, or saved by another program: it differs from byte {at + 1:,} on."
    return Verdict(False, (f"{said} Made again, it would be {len(again):,} bytes.",))


def _foreign_letters(again: bytes) -> str:
    """Return the letters that the bundled typeface lacks, of the new picture: nobody has altered what it says."""
    found = find_parts(again, len(again))
    return str(json.loads(found.record).get("foreign_letters", "")) if found and found.record else ""


def is_same_program(picture: Picture, qt_version: str) -> bool:
    """Tell whether this program, with this version of Qt, makes the bytes the picture was made with."""
    said = picture.text("program", "name"), picture.text("program", "version"), picture.text("program", "qt")
    return said == (PROGRAM, program_version(), qt_version)


def _named_changes(picture: Picture, dataset: Dataset) -> list[str]:
    pairs = (
        ("id", picture.text("dataset", "id"), dataset.id),
        ("version", picture.text("dataset", "version"), dataset.version),
        ("title", picture.text("dataset", "title"), dataset.title),
    )
    return [f"The dataset's {name} was “{one}” and is “{two}”." for name, one, two in pairs if one != two]


def _other_program(picture: Picture) -> list[str]:
    maker = f"{picture.text('program', 'name')} {picture.text('program', 'version')}".strip()
    here = f"{PROGRAM} {program_version()}"
    return [] if maker == here else [f"It was made by {maker}; this is {here}."]


def _origin(picture: Picture) -> str:
    part = picture.part("dataset")
    return _origin_in_words(str(part.get("id", "")), str(part.get("version", "")), str(part.get("sha256", "")))


def _origin_of(dataset: Dataset) -> str:
    return _origin_in_words(dataset.id, dataset.version, dataset.sha256)


def _origin_in_words(name: str, version: str, sha256: str) -> str:
    return f"{' '.join(filter(None, (name, version)))} (SHA-256 {sha256[:_SHORT_HASH] or 'unknown'})"
