"""What a deep link says that the model does not know how to read: its filter, as a text and back. No Qt."""

from __future__ import annotations

import json

from viewer.loading.plain import plain_fields, restored
from viewer.model.filters import Filter


def written_filter(hidden: Filter) -> str | None:
    """Return what a filter hides as a link has it, or None for nothing."""
    usual = plain_fields(Filter())
    given = {name: value for name, value in plain_fields(hidden).items() if value != usual[name]}
    return json.dumps(given, separators=(",", ":")) if given else None


def read_filter(text: str | None) -> Filter:
    """Return the filter of a link. Raises KeyError, TypeError or ValueError for what is none."""
    given = json.loads(text or "{}")
    if not isinstance(given, dict):
        raise TypeError(f"{text} is no filter")
    return Filter(**restored(Filter, given))
