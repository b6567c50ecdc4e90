"""Deep links: `PATH#event=ID&from=..&to=..&focus=..` names a dataset and one view of it. Text only; no files, no Qt.

Instants are EDTF where they fall on a whole second of the years 0 to 9999, else whole microseconds since 1970.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, quote

from msgspec import Struct

from viewer.model.calendar import US_PER_SECOND, civil_from_us
from viewer.model.dates import DateError
from viewer.model.edtf import parse_edtf

KEYS = ("event", "figure", "from", "to", "focus", "layers", "filter", "search", "dim")
_YES, _NO = "yes", "no"


class LinkError(ValueError):
    """The part behind `#` is no view; the message says what is wrong and how it is written."""


class DeepLink(Struct, frozen=True):
    """A view of a dataset. `path` "" is the built-in one; None is whatever the dataset or the window has by itself.

    `span_us` is (start, end) in microseconds since 1970, end exclusive; `layers` the ids of the shown layers;
    `filter` what else is hidden, as whoever made the link writes it; `figure` a chosen personnel figure, which no link
    has beside an event; `search` what is searched for; `is_dimming` whether hidden events are dimmed.
    """

    path: str = ""
    event: str | None = None
    span_us: tuple[int, int] | None = None
    focus_us: int | None = None
    layers: tuple[str, ...] | None = None
    filter: str | None = None
    figure: str | None = None
    search: str | None = None
    is_dimming: bool | None = None


def parse_link(text: str) -> DeepLink:
    """Read a link, or a plain path; a text that begins like a view is one even without its `#`.

    Raises LinkError for an unknown key, a wrong date, or a view without two ends.
    """
    path, mark, rest = text.strip().partition("#")
    if not mark and any(path.startswith(f"{key}=") for key in KEYS):
        path, rest = "", path
    elif not mark:
        return DeepLink(path)
    given = dict(parse_qsl(rest, keep_blank_values=True))
    unknown = [key for key in given if key not in KEYS]
    if unknown:
        raise LinkError(f"There is no {unknown[0]!r} in a link to a view. Known: {', '.join(KEYS)}.")
    layers = tuple(name for name in given["layers"].split(",") if name) if "layers" in given else None
    focus = _instant(given, "focus") if "focus" in given else None
    hidden, figure, search = (given.get(key) for key in ("filter", "figure", "search"))
    return DeepLink(path, given.get("event"), _span(given), focus, layers, hidden, figure, search, _dimming(given))


def write_link(link: DeepLink) -> str:
    """Return the text of a link; reading it again gives the same view to the microsecond."""
    parts = []
    if link.event is not None:
        parts.append(f"event={quote(link.event, safe='')}")
    if link.figure is not None:
        parts.append(f"figure={quote(link.figure, safe='')}")
    if link.span_us is not None:
        parts += [f"from={_written(link.span_us[0])}", f"to={_written(link.span_us[1])}"]
    if link.focus_us is not None:
        parts.append(f"focus={_written(link.focus_us)}")
    if link.layers is not None:
        parts.append(f"layers={quote(','.join(link.layers), safe=',')}")
    if link.filter is not None:
        parts.append(f"filter={quote(link.filter, safe=',:')}")
    if link.search is not None:
        parts.append(f"search={quote(link.search, safe='')}")
    if link.is_dimming is not None:
        parts.append(f"dim={_YES if link.is_dimming else _NO}")
    return f"{link.path}#{'&'.join(parts)}" if parts else link.path


def _span(given: dict[str, str]) -> tuple[int, int] | None:
    if "from" not in given and "to" not in given:
        return None
    if "from" not in given or "to" not in given:
        raise LinkError("A view has two ends: write both from= and to=.")
    start, end = _instant(given, "from"), _instant(given, "to", is_end=True)
    if end <= start:
        raise LinkError(f"The view ends before it begins: from={given['from']}&to={given['to']}. Exchange the two.")
    return start, end


def _dimming(given: dict[str, str]) -> bool | None:
    if given.get("dim", _NO) not in {_YES, _NO}:
        raise LinkError(f"dim={given['dim']} in the link: write dim={_YES} or dim={_NO}.")
    return given["dim"] == _YES if "dim" in given else None


def _instant(given: dict[str, str], key: str, *, is_end: bool = False) -> int:
    """Read an instant; a day, month or year stands for its beginning, or, as an end, for all of it.

    A time to the second is that instant, at either end.
    """
    text = given[key]
    if text.lstrip("-").isdecimal() and len(text) > 6:
        return int(text)
    try:
        date = parse_edtf(text)
    except DateError as error:
        raise LinkError(f"{key}={text} in the link: {str(error).removesuffix('.')}.") from error
    first, last = date.earliest_us, date.latest_us
    found = last if is_end and "T" not in text else first
    if found is None:
        raise LinkError(f"{key}={text} in the link has no such end: write a day, a month, a year or a time.")
    return found


def _written(us: int) -> str:
    civil = civil_from_us(us)
    if us % US_PER_SECOND or not 0 <= civil.year <= 9999:
        return str(us) if len(str(us).lstrip("-")) > 6 else f"{us:+08d}".lstrip("+")
    return f"{civil.year:04d}-{civil.month:02d}-{civil.day:02d}T{civil.hour:02d}:{civil.minute:02d}:{civil.second:02d}"
