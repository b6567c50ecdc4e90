"""Nothing by colour alone: with one grey for every colour, what means different things still looks different."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from builders import a_dataset, a_quote, an_event
from msgspec.structs import replace
from PySide6.QtGui import QColor, QImage, QPainter

from viewer.app import built_in_path
from viewer.layout.index import EventIndex
from viewer.layout.scene import Text
from viewer.layout.timeline import TimelineLayout, TimelineView
from viewer.layout.timescale import Span
from viewer.loading.load import load
from viewer.model.amounts import parse_amount
from viewer.model.calendar import instant_us
from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer, Refinement, Status
from viewer.model.personnel import Measure, PersonnelFigure, as_of
from viewer.painting.painter import paint_scene
from viewer.painting.text_measure import measure
from viewer.panels.bar_legend import legend_scene
from viewer.panels.standing_words import standing_in_words
from viewer.theme import ROLES, Theme, load_theme

LAYERS = (Layer("article", "The article"), Layer("record", "Public record"))
HOME = Span(instant_us(2024), instant_us(2025))
WHITE = ("ground", "card", "control", "focus_text", "on_accent")
GREY = Theme("grey", {role: "#FFFFFF" if role in WHITE else "#606060" for role in ROLES}, ("#606060",) * 8)
DAY, WIDE = "2024-06-25", "2024-03/2024-08"
MEANINGS = {
    "happened": {"when": DAY},
    "planned": {"when": DAY, "status": Status.PLANNED},
    "claimed": {"when": DAY, "status": Status.CLAIMED},
    "without a source": {"when": DAY, "is_unsourced": True},
    "of the record": {"when": DAY, "layer": "record"},
    "of a month": {"when": "2024-06"},
    "of a month, closer in another source": {"when": "2024-06", "refined": Refinement(parse_edtf(DAY), "article")},
    "lasting": {"when": WIDE},
    "lasting, about": {"when": "2024-03~/2024-08~"},
    "lasting, uncertain": {"when": "2024-03?/2024-08?"},
    "still open": {"when": "2024-03/.."},
    "lasting, planned": {"when": WIDE, "status": Status.PLANNED},
    "of the record, planned": {"when": DAY, "layer": "record", "status": Status.PLANNED},
}
pytestmark = pytest.mark.usefixtures("qapp")


def in_grey(scene):
    """The scene without its words, all in one grey."""
    image = QImage(round(scene.width), round(scene.height), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    paint_scene(painter, replace(scene, shapes=tuple(s for s in scene.shapes if not isinstance(s, Text))), GREY)
    painter.end()
    return np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.width(), 4)[:, :, 0].copy()


def scene_of(when=DAY, chosen=None, hits=frozenset(), **rest):
    event = an_event(when, **{"layer": "article", "quotes": (a_quote(),)} | rest)
    dataset = a_dataset(event, layers=LAYERS)
    layout = TimelineLayout(dataset, EventIndex(dataset.columns, 1, None), measure, HOME)
    return layout.scene(TimelineView(HOME, 800.0, 120.0, chosen, hits))


def are_told_apart(one, two):
    """Whether at least a dozen pixels differ by more than a soft band does from its ground."""
    return int((np.abs(one.astype(int) - two.astype(int)) > 25).sum()) >= 12


def test_every_two_kinds_of_event_differ_without_colour_and_words():
    pictures = {name: in_grey(scene_of(**fields)) for name, fields in MEANINGS.items()}
    alike = [pair for pair in combinations(pictures, 2) if not are_told_apart(pictures[pair[0]], pictures[pair[1]])]
    assert alike == []


def test_chosen_and_found_differ_from_the_others_and_from_each_other():
    pictures = [in_grey(scene_of()), in_grey(scene_of(chosen=0)), in_grey(scene_of(hits=frozenset({0})))]
    assert all(are_told_apart(one, two) for one, two in combinations(pictures, 2))


def built_in_scene():
    dataset = load(built_in_path()).dataset
    layout = TimelineLayout(dataset, EventIndex(dataset.columns, len(dataset.lanes), None), measure, HOME)
    return dataset, layout.scene(TimelineView(Span(instant_us(2023, 9), instant_us(2025, 1)), 1400.0, 700.0, None))


def colour_of(shape):
    paint = getattr(shape, "paint", None)
    return None if paint is None else (paint.fill if str(paint.fill).startswith("lane.") else paint.stroke)


def test_in_the_built_in_timeline_a_colour_is_a_place_with_a_name():
    dataset, scene = built_in_scene()
    heights = {}
    for shape in scene.shapes:
        colour, target = (
            colour_of(shape),
            next((t for t in scene.targets if t.key == getattr(shape, "key", None)), None),
        )
        if str(colour).startswith("lane.") and target is not None:
            heights.setdefault(colour, []).append((target.y, target.y + target.height))
    assert len(heights) == len(dataset.lanes)
    extents = sorted((min(top for top, _ in ys), max(bottom for _, bottom in ys)) for ys in heights.values())
    assert all(above[1] <= below[0] for above, below in pairwise(extents))
    named = " ".join(shape.text for shape in scene.shapes if isinstance(shape, Text) and shape.font == "lane")
    assert all(word in named for lane in dataset.lanes for word in lane.split())


def a_figure(figure_id, measure_, amount, when=DAY):
    return PersonnelFigure(figure_id, "Kenya", measure_, parse_amount(amount), parse_edtf(when), layer="article")


def test_every_amount_of_the_panel_says_in_words_what_its_colour_says():
    figures = [a_figure("sent", Measure.DEPLOYED, "about 400"), a_figure("word", Measure.PLEDGED, "1,000")]
    figures.append(a_figure("next", Measure.PLANNED, "600", "2024-11"))
    dataset = a_dataset(an_event(), layers=LAYERS, personnel=tuple(figures))
    standing = as_of(figures, instant_us(2024, 7), {"article"}, primary="article")
    spoken = standing_in_words(standing, dataset).spoken()
    for words in ("Kenya, deployed: about 400", "Kenya, pledged: 1,000", "Kenya, planned: 600"):
        assert words in spoken


def test_the_key_to_the_bars_differs_in_lightness_or_shape():
    scene = legend_scene(600.0, ("public record",))
    words = [shape for shape in scene.shapes if isinstance(shape, Text)]
    shades = {shape.text: in_grey_of(load_theme("print"), scene, shape) for shape in words}
    assert shades.pop("◆ public record") is not None  # whose numbers have the sign before them wherever they stand
    alike = [pair for pair in combinations(shades, 2) if not are_told_apart(shades[pair[0]], shades[pair[1]])]
    assert alike == []


def in_grey_of(theme, scene, label):
    """The sample before a word of the key, as a black and white printer would print it."""
    image = QImage(round(scene.width), round(scene.height), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    paint_scene(painter, scene, theme)
    painter.end()
    left, top = round(label.x) - 20, round(label.y) - 10
    part = image.copy(left, top, 18, 12).convertToFormat(QImage.Format.Format_Grayscale8)
    return np.array([[part.pixelColor(x, y).red() for x in range(18)] for y in range(12)])
