"""Where the files of `resources/` lie: in a wheel, a checkout, an editable install or a frozen program.

Knows paths only; what is in the files is for `theme`, `loading` and the like.
"""

from __future__ import annotations

import sys
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a file or folder under `resources/`, such as `("fonts", "Inter-Bold.otf")`.

    The path is not checked: a file that is not there is found out by whoever opens it.
    """
    return _root().joinpath(*parts)


def _root() -> Path:
    """Return the folder of the resources; a wheel has it inside the package, a checkout beside it."""
    frozen_in: str | None = getattr(sys, "_MEIPASS", None)  # set by PyInstaller
    if frozen_in is not None:
        return Path(frozen_in) / "resources"
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"
