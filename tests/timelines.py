"""Random timelines for property tests: dates of every kind, lanes, spans from minutes to centuries, sizes."""

from random import Random
from typing import NamedTuple

import numpy as np
from builders import a_dataset, a_quote, a_source, an_event
from hypothesis import strategies as st
from msgspec.structs import replace

from viewer.layout.index import EventIndex, LaneIndex
from viewer.layout.scene import FONTS, Dot, Path
from viewer.layout.timeline import TimelineLayout, TimelineView
from viewer.layout.timescale import Span
from viewer.model.amounts import parse_amount
from viewer.model.calendar import US_PER_DAY, instant_us
from viewer.model.edtf import parse_edtf
from viewer.model.events import Disagreement, Layer, Refinement, Status
from viewer.model.personnel import Measure, PersonnelFigure

FIRST_YEAR, LAST_YEAR = 1990, 2030
LAYERS = (Layer("main", "Main"), Layer("record", "Public record"))
HOME = Span(instant_us(FIRST_YEAR), instant_us(LAST_YEAR))


def measure(text, font):
    return 0.5 * FONTS[font].size_px * len(text)


def a_crowd(count, seed=3):
    """Many events of a day each in 2024 and 2025, in one lane, all untitled."""
    begin = np.sort(np.random.default_rng(seed).integers(instant_us(2024), instant_us(2026), count))
    return LaneIndex(np.arange(count), begin, begin + US_PER_DAY)


def a_date(random):
    """EDTF: days, months, years, times, ranges of doubt, durations, open and unknown ends, qualifiers."""
    year, month, day = random.randrange(FIRST_YEAR, LAST_YEAR), random.randint(1, 12), random.randint(1, 28)
    start, end = f"{year}-{month:02}-{day:02}", f"{year + random.choice([0, 0, 1, 7, 20])}-12-30"
    forms = [
        *(start, start, start + "T14:30", f"{year}-{month:02}", f"{year}", f"{year // 10}X", f"{start}~", f"{year}?"),
        *(f"{start}/{end}", f"{year}-{month:02}/{end}", f"[{start}..{end}]", f"{start}/..", f"../{start}"),
        *(f"{start}/", f"/{start}", f"[..{year}]", f"[{start}..]"),
    ]
    return random.choice(forms)


def a_title(random):
    words = ["".join(random.choices("abcdefgh éא", k=random.randint(1, 9))) for _ in range(random.choice([1, 3, 20]))]
    return " ".join(words)


def a_random_event(random, number, lanes):
    """One event of one of so many lanes; some lie closely together, some are refined, planned or unsourced."""
    is_close, is_refined = random.random() < 0.5, random.random() < 0.2
    return an_event(
        f"2024-06-{random.randint(1, 9):02}" if is_close else a_date(random),
        a_title(random),
        event_id=f"e{number}",
        lane=f"Lane {random.randrange(lanes)}",
        layer=random.choice(["main", "main", "record"]),
        status=random.choice([Status.HAPPENED, Status.HAPPENED, Status.PLANNED]),
        is_unsourced=random.random() < 0.3,
        refined=Refinement(parse_edtf(f"2024-0{random.randint(1, 9)}-05"), "article") if is_refined else None,
    )


class Recipe(NamedTuple):
    """A dataset said briefly, so that a failing example can be read."""

    size: int
    lanes: int
    seed: int

    def dataset(self):
        random = Random(self.seed)
        return a_dataset(*(a_random_event(random, n, self.lanes) for n in range(self.size)), layers=LAYERS)


LONG = "A very long title of a source, as long as those that some registers give to their own minutes " * 3
ARABIC = "أعلنت الحكومة الكينية عن نشر ستمائة شرطي إضافي في هايتي خلال الشهر المقبل"
HEBREW = "מועצת הביטחון מאשרת את המשימה בהאיטי"


def a_told_event(random, number, lanes):
    """An event of a random lane and layer, with titles in two directions and up to three quotes."""
    title = random.choice(["Short", HEBREW, ARABIC, f"Mixed {HEBREW} and more", "Very long " * random.randint(3, 30)])
    quotes = [
        a_quote(source="article"),
        a_quote(f"quote {number} " * 9, source="wire", text=None),
        a_quote("Kenya sent"),
    ]
    date = f"20{random.randrange(10, 25)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return an_event(
        date if random.random() < 0.7 else f"{date}/2026-01-01",
        title,
        event_id=f"e{number}",
        lane=f"{random.choice(['Lane', HEBREW])} {random.randrange(lanes)}",
        layer=random.choice(["main", "record"]),
        quotes=tuple(random.sample(quotes, random.randint(0, 3))),
    )


class Told(Recipe):
    """A recipe of events with quotes, titles in two directions and of any length, in up to many lanes."""

    def dataset(self):
        random = Random(self.seed)
        return a_dataset(*(a_told_event(random, n, self.lanes) for n in range(self.size)), layers=LAYERS)


def a_report(random, number):
    """A figure of one of three contributors, two of them parts of the third."""
    name = random.choice(["All", "Kenya", "The others"])
    return PersonnelFigure(
        id=f"f{number}",
        contributor=name,
        measure=random.choice(list(Measure)),
        amount=parse_amount(f"{random.choice(['over ', 'about ', ''])}{random.randrange(1, 60) * 50}"),
        date=parse_edtf(f"{random.randrange(2020, 2026)}-{random.randint(1, 12):02}"),
        part_of="" if name == "All" else "All",
        quote=a_quote(source="article") if random.random() < 0.5 else None,
        layer="main",
    )


def a_reported(recipe):
    """The dataset of a recipe with sources, up to a dozen personnel figures, and a heading that runs to the left."""
    random, dataset = Random(recipe.seed), recipe.dataset()
    figures = tuple(a_report(random, number) for number in range(recipe.seed % 13))
    title = random.choice(["A test", LONG, HEBREW, ""])
    sources = {"article": a_source(title=random.choice(["A source", LONG, ARABIC])), "wire": a_source("wire", None)}
    return replace(dataset, title=title, description=ARABIC, sources=sources, personnel=figures)


SIZES = st.one_of(st.integers(1, 12), st.integers(1, 120), st.integers(1, 300))
RECIPES = st.builds(Recipe, SIZES, st.integers(1, 5), st.integers(0, 2**32))

TOLD = st.builds(Told, st.one_of(st.integers(1, 12), st.integers(1, 90)), st.integers(1, 14), st.integers(0, 2**32))


@st.composite
def some_spans(draw):
    """From minutes to centuries, within sight of the events or beside them."""
    duration = int(US_PER_DAY * 10 ** draw(st.floats(-3, 5)))
    anchors = [instant_us(2024, 6, 3), instant_us(2024, 6, 3, 12), instant_us(2010), instant_us(1995, 7)]
    return Span(start := draw(st.sampled_from(anchors)) - int(duration * draw(st.floats(-0.1, 1.1))), start + duration)


@st.composite
def some_views(draw):
    """A span at a size from a narrow dock to a wide screen."""
    return TimelineView(draw(some_spans()), draw(st.integers(360, 2400)), draw(st.integers(180, 1400)))


def a_disputed_dataset(own="2024-05-10", other="2024-04-10", **rest):
    """An event of the main layer and one of the public record that has another date for it, in one disagreement."""
    events = (an_event(own, "Own"), an_event(other, "Told", layer="record"))
    entry = Disagreement("when", "When was it told?", "Two dates.", ("own", "told"))
    return a_dataset(*events, layers=LAYERS, **{"disagreements": (entry,)} | rest)


def an_index(dataset, shown=None):
    return EventIndex(dataset.columns, len(dataset.lanes), shown)


def a_layout(dataset, home=HOME):
    return TimelineLayout(dataset, an_index(dataset), measure, home)


def ink_box(text):
    """The rectangle that the letters of a text fill: left, top, right, bottom."""
    size = FONTS[text.font].size_px
    return text.left, text.y - 0.76 * size, text.left + text.width, text.y + 0.2 * size


def dot_box(shape):
    """The rectangle around a round or a diamond dot."""
    if isinstance(shape, Dot):
        return shape.x - shape.radius, shape.y - shape.radius, shape.x + shape.radius, shape.y + shape.radius
    assert isinstance(shape, Path)
    return (*shape.points.min(axis=0), *shape.points.max(axis=0))


def is_over(one, two, slack=0.01):
    """Whether two rectangles overlap by more than `slack` pixels."""
    across = min(one[2], two[2]) - max(one[0], two[0])
    down = min(one[3], two[3]) - max(one[1], two[1])
    return across > slack and down > slack
