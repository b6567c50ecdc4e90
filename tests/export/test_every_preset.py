"""Whatever the dataset and the preset: no two texts overlap, none is cut or too small, every event is there."""

from dataclasses import replace
from random import Random

import pytest
from builders import a_quote, a_source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import outside, overlapping
from timelines import RECIPES, Recipe

from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.fitting import fit, smallest_points
from viewer.export.pages.presets import LEAST_POINTS, PRESETS
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.painting.text_measure import measure


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
    """The dataset of a recipe with sources and up to a dozen personnel figures."""
    random, dataset = Random(recipe.seed), recipe.dataset()
    figures = tuple(a_report(random, number) for number in range(recipe.seed % 13))
    return replace(dataset, sources={"article": a_source(), "wire": a_source("wire", None)}, personnel=figures)


def faults(entry, request):
    """What is wrong with a figure on a preset, in words; nothing if it can be printed."""
    found = fit(request, entry.paper, measure)
    scene, count = found.scene, len(request.dataset)
    counted = scene.drawn + scene.folded
    return [
        *(f"{one!r} lies over {two!r}" for one, two in overlapping(scene)),
        *(f"{shape} leaves the page" for shape in outside(scene)),
        *([f"{counted} of {count} events are there"] if counted != count else []),
        *(["letters are too small"] if smallest_points(scene, found.page.zoom) < LEAST_POINTS - 1e-9 else []),
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECIPES, st.sampled_from(PRESETS), st.booleans(), st.booleans())
def test_nothing_overlaps_or_is_lost_on_any_preset(qapp, recipe, entry, has_quotes, has_personnel):
    request = FigureRequest(a_reported(recipe), has_quotes=has_quotes, has_personnel=has_personnel)
    assert faults(entry, request) == []


@pytest.mark.parametrize("entry", PRESETS, ids=lambda entry: entry.name)
def test_a_thousand_events_in_five_lanes_stand_on_every_preset(qapp, entry):
    assert faults(entry, FigureRequest(a_reported(Recipe(1_000, 5, 12)))) == []
