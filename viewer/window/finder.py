"""Finder: the hits of the search field among the shown events, and which one is next. No widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.model.filters import mask_of
from viewer.model.search import SearchIndex

if TYPE_CHECKING:
    from viewer.workspace import Workspace


class Finder:
    """Searches the dataset on the table; its index is made when first needed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._index: SearchIndex | None = None
        self._text = ""
        self._hits: tuple[int, ...] = ()

    @property
    def hits(self) -> tuple[int, ...]:
        """The rows found, in row order."""
        return self._hits

    @property
    def text(self) -> str:
        """What is searched for."""
        return self._text

    def forget(self) -> None:
        """Drop the index: another dataset is on the table."""
        self._index = None
        self.search(self._text)

    def search(self, text: str) -> tuple[int, ...]:
        """Search among the shown events and keep the hits."""
        self._text = text.strip()
        if not self._text:
            self._hits = ()
            return ()
        if self._index is None:
            self._index = SearchIndex(self._workspace.dataset)
        shown = mask_of(self._workspace.dataset, self._workspace.filter)
        found = self._index.find(self._text)
        self._hits = tuple(row for row in found if shown is None or shown[row])
        return self._hits

    def next_after(self, row: int | None, *, is_back: bool = False) -> int | None:
        """Return the hit after (or before) a row in time, going round at the end; None without hits."""
        if not self._hits:
            return None
        begin = self._workspace.dataset.columns.begin
        ordered = sorted(self._hits, key=lambda hit: (int(begin[hit]), hit), reverse=is_back)
        if row is None:
            return ordered[0]
        here = (int(begin[row]), row)
        beyond = [hit for hit in ordered if ((int(begin[hit]), hit) < here) == is_back and hit != row]
        return beyond[0] if beyond else ordered[0]
