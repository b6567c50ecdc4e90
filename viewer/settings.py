"""Settings: what the program remembers between runs, typed. The only module that touches QSettings.

Window geometry, theme and the last choices of the export dialog; never anything about a dataset's content.
"""

from __future__ import annotations

from urllib.parse import quote

from PySide6.QtCore import QByteArray, QSettings

_ORGANISATION = "Mission Timeline"
_APPLICATION = "viewer"
_STATE_VERSION = 2
THEME_CHOICES = ("system", "light", "dark")


class Settings:
    """Typed access to the settings file; an unreadable value counts as not set."""

    def __init__(self) -> None:
        self._store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, _ORGANISATION, _APPLICATION)

    @property
    def theme(self) -> str:
        """The chosen theme: "system", "light" or "dark"."""
        value = str(self._store.value("theme", "system"))
        return value if value in THEME_CHOICES else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def is_motion_reduced(self) -> bool:
        """Whether zoom and jumps are not to be eased."""
        return str(self._store.value("reduced_motion", "false")).lower() == "true"

    @is_motion_reduced.setter
    def is_motion_reduced(self, is_reduced: bool) -> None:
        self._store.setValue("reduced_motion", "true" if is_reduced else "false")

    @property
    def is_motion_chosen(self) -> bool:
        """Whether a person has decided about motion here; if not, the desktop decides."""
        return bool(self._store.contains("reduced_motion"))

    @property
    def geometry(self) -> QByteArray:
        """The main window's size and place, empty if never saved."""
        return _bytes(self._store.value("window/geometry"))

    @property
    def state(self) -> QByteArray:
        """The docks' arrangement, empty if never saved or saved by another version of it."""
        same = str(self._store.value("window/version", "")) == str(_STATE_VERSION)
        return _bytes(self._store.value("window/state")) if same else QByteArray()

    def save_window(self, geometry: QByteArray, state: QByteArray) -> None:
        """Remember the main window's size, place and docks."""
        self._store.setValue("window/geometry", geometry)
        self._store.setValue("window/state", state)
        self._store.setValue("window/version", str(_STATE_VERSION))

    def forget_window(self) -> None:
        """Forget the window's arrangement."""
        self._store.remove("window")

    def bookmarks(self, dataset_id: str) -> dict[str, str]:
        """Return the kept views of a dataset: names with links, in the order they were kept."""
        import json  # noqa: PLC0415  a start does without

        try:
            kept = json.loads(str(self._store.value(f"bookmarks/{_key(dataset_id)}", "{}")))
        except json.JSONDecodeError:
            return {}
        return {str(name): str(link) for name, link in kept.items()} if isinstance(kept, dict) else {}

    def save_bookmarks(self, dataset_id: str, kept: dict[str, str]) -> None:
        """Remember the kept views of a dataset; none forgets them."""
        import json  # noqa: PLC0415  as above

        self._store.setValue(f"bookmarks/{_key(dataset_id)}", json.dumps(kept))

    def export_choice(self, name: str, default: str) -> str:
        """Return what was last chosen in the export dialog under a name."""
        return str(self._store.value(f"export/{name}", default))

    def save_export_choice(self, name: str, value: str) -> None:
        """Remember a choice of the export dialog."""
        self._store.setValue(f"export/{name}", value)

    def sync(self) -> None:
        """Write what was set to disk now."""
        self._store.sync()


def _key(dataset_id: str) -> str:
    return quote(dataset_id or "unnamed", safe="")


def _bytes(value: object) -> QByteArray:
    return value if isinstance(value, QByteArray) else QByteArray()
