"""Names that stand once and names that others refer to: ids, lanes, layers. Knows nothing of events or figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.loading.problems import did_you_mean, in_quotes
from viewer.model.events import Layer

if TYPE_CHECKING:
    from viewer.loading.records import Place, Record

NO_LANE = "No lane"
LAYER_KEYS = ("id", "title", "shown", "note")


class Ids:
    """The ids taken so far in one name space. `written` holds every id the author wrote, also of what was left out."""

    def __init__(self, written: frozenset[str] = frozenset()) -> None:
        self.written = written
        self._places: dict[str, Place] = {}

    def claim(self, record: Record) -> str | None:
        """Return a record's id, one made of its place if it has none, or None (reported) if the id is taken."""
        place = record.place("id")
        said = record.text("id", required=True).strip() or f"({place})"
        if said in self._places:
            record.error("id", f"the id {in_quotes(said)} is taken at {self._places[said]}; left out", "change one")
            return None
        self._places[said] = place
        return said


class Rows:
    """The lanes and layers of a dataset. A name that is used but not listed is reported, and gets a row at the end."""

    def __init__(self, lanes: tuple[str, ...], layers: tuple[Layer, ...]) -> None:
        self.lanes = lanes
        self.layers = {layer.id: layer for layer in layers}
        self._listed_layers = tuple(self.layers)

    def lane_of(self, record: Record) -> str:
        """Return the lane of a record."""
        lane = record.text("lane", required=True)
        if lane and lane not in self.lanes:
            record.error("lane", f"there is no lane {in_quotes(lane)}", did_you_mean(lane, self.lanes))
        return lane or NO_LANE

    def layer_of(self, record: Record) -> str:
        """Return the layer of a record; the first one where it names none."""
        layer = record.text("layer")
        if not layer:
            return self._listed_layers[0] if self._listed_layers else ""
        if layer not in self._listed_layers:
            hint = did_you_mean(layer, self._listed_layers) or f'add [[layer]] id = "{layer}"'
            record.error("layer", f"there is no layer {in_quotes(layer)}", hint)
            self.layers.setdefault(layer, Layer(id=layer, title=layer))
        return layer


def read_rows(main: Record) -> Rows:
    """Return the lanes and layers that `dataset.toml` lists."""
    lanes = main.texts("lanes")
    if "lanes" not in main:
        main.error(None, "lanes is missing", 'list the rows in order: lanes = ["…", "…"]')
    for lane in dict.fromkeys(lane for lane in lanes if lanes.count(lane) > 1):
        main.error("lanes", f"the lane {in_quotes(lane)} is listed twice")
    ids = Ids()
    layers = []
    for record in main.tables("layer"):
        record.check_keys(LAYER_KEYS)
        layer_id = ids.claim(record)
        title = record.text("title", required=True)
        note, is_shown = record.text("note"), record.flag("shown", default=True)
        if layer_id is not None:
            layers.append(Layer(id=layer_id, title=title or layer_id, note=note, is_shown=is_shown))
    return Rows(tuple(dict.fromkeys(lanes)), tuple(layers))
