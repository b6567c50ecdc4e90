"""What stands behind each mark and number of a picture, in words: the titles and descriptions an SVG carries.

Words come from `viewer.model.account`, so that a picture says no more and no less than the window does. No Qt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.model.account import account_of_event, account_of_figure
from viewer.model.citation import in_marks
from viewer.model.counting import counted
from viewer.model.events import QuoteMatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from viewer.layout.scene import Shape
    from viewer.model.account import Account
    from viewer.model.dataset import Dataset
    from viewer.model.events import Quote, Source

Story = tuple[str, str]
"""The name and the description of what stands under a key."""


def keys_of(shapes: Iterable[Shape]) -> tuple[str, ...]:
    """Return the keys of the shapes, each once, in painting order."""
    return tuple(dict.fromkeys(key for shape in shapes if (key := getattr(shape, "key", None))))


def titles_of(keys: Iterable[str], dataset: Dataset) -> dict[str, Story]:
    """Return a title and a description for each key that names events or a figure; other keys have none."""
    told = ((key, story_of(key, dataset)) for key in keys)
    return {key: story for key, story in told if story is not None}


def story_of(key: str, dataset: Dataset) -> Story | None:
    """Return the title of what a key names, and its date, doubts, quotes and sources in words, one a line."""
    kind, _, name = key.partition(":")
    if kind in {"event", "side"}:
        row = dataset.index_of(name)
        story = None if row is None else _told(account_of_event(dataset.event(row), dataset))
        return story if story is None or kind == "event" else (f"By another source: {story[0]}", story[1])
    if kind == "figure":
        figure = dataset.figure(name)
        return None if figure is None else _told(account_of_figure(figure, dataset))
    if kind == "rows":
        titles = [dataset.title_of(int(row)) for row in name.split(",")]
        return counted(len(titles), "event"), "\n".join(titles)
    return None


def _told(account: Account) -> Story:
    return account.title, "\n".join(_lines(account))


def _lines(account: Account) -> Iterator[str]:
    yield account.date_line
    yield from (remark.text for remark in account.remarks)
    if account.summary:
        yield account.summary
    yield from (_quoted(*pair) for pair in zip(account.quotes, account.quoted, strict=True))
    if account.footing:
        yield account.footing
    yield from (f"{way.text} ({way.note})" if way.note else way.text for way in account.sources)
    yield from (f"{objection.title} {objection.text}" for objection in account.objections)


def _quoted(quote: Quote, source: Source | None) -> str:
    origin = source.title if source else quote.source
    doubt = "" if quote.match is QuoteMatch.VERBATIM else ", not verbatim in the source"
    return f"{in_marks(' '.join(quote.exact.split()))} ({origin}{doubt})"
