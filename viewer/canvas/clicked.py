"""What the last click was on, kept for the second click that may follow: the view may have changed by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF


class Clicked(Struct, frozen=True):
    """Where a click was, the key of what was there (None: ground), and the stretch of time that opens a crowd."""

    point: QPointF
    key: str | None = None
    stretch: tuple[int, int] | None = None
