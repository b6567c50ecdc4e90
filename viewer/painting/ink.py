"""What the roles of a theme become in Qt: colours, pens and tables of density, each made once. Draws nothing."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from viewer.theme import Theme

_log = logging.getLogger(__name__)


@lru_cache(maxsize=1024)
def colour(theme: Theme, role: str, alpha: float) -> QColor:
    """Return a role's colour at an alpha from 0 to 1; a role that the theme lacks is ink, and logged."""
    try:
        found = QColor(theme.colour(role))
    except KeyError:
        _log.error("The theme %s has no colour %r; ink is used.", theme.name, role)
        found = QColor(theme.colour("ink"))
    found.setAlphaF(min(1.0, max(0.0, alpha)))
    return found


@lru_cache(maxsize=1024)
def pen(theme: Theme, role: str, alpha: float, width: float, dash: tuple[float, ...]) -> QPen:
    """Return a pen with flat ends and sharp corners; `width` and the lengths of `dash` are in pixels."""
    made = QPen(colour(theme, role, alpha), width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash and width > 0:
        # Qt counts dashes in pen widths and wants them in pairs.
        pairs = dash if len(dash) % 2 == 0 else dash * 2
        made.setDashPattern([length / width for length in pairs])
    return made


@lru_cache(maxsize=64)
def heat_colours(theme: Theme, role: str) -> NDArray[np.uint32]:
    """Return 256 premultiplied ARGB values, from nothing to the full colour."""
    full = colour(theme, role, 1.0)
    alpha = np.arange(256, dtype=np.uint32)
    red, green, blue = ((alpha * part + 127) // 255 for part in (full.red(), full.green(), full.blue()))
    return (alpha << 24 | red << 16 | green << 8 | blue).astype(np.uint32)
