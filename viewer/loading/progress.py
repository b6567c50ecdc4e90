"""How far loading has come, and whether it is still wanted. Knows nothing of what is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from viewer.loading.problems import LoadCancelled

if TYPE_CHECKING:
    from collections.abc import Callable


class Pulse(Struct):
    """Says how far loading has come, and gives up where it is no longer wanted.

    `progress` gets a share from 0 to 1 and a word for what is being done ("Reading"). Both are called in the thread
    that loads.
    """

    progress: Callable[[float, str], None] | None = None
    is_cancelled: Callable[[], bool] | None = None

    def beat(self) -> None:
        """Raise LoadCancelled if loading is no longer wanted."""
        if self.is_cancelled is not None and self.is_cancelled():
            raise LoadCancelled

    def say(self, share: float, doing: str) -> None:
        """Say how far loading has come; raises LoadCancelled as `beat` does."""
        self.beat()
        if self.progress is not None:
            self.progress(min(1.0, max(0.0, share)), doing)
