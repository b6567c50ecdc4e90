"""Charts of personnel for tests: figures, views, and random ones for property tests."""

from builders import a_dataset, an_event
from hypothesis import strategies as st
from timelines import LAYERS, measure

from viewer.layout.chart import ChartView, chart_scene
from viewer.layout.lanes import GUTTER_PX
from viewer.layout.timescale import Span, Timescale
from viewer.model.amounts import parse_amount
from viewer.model.calendar import instant_us
from viewer.model.edtf import parse_edtf
from viewer.model.events import Disagreement
from viewer.model.personnel import Measure, PersonnelFigure

PLEDGED, PLANNED, DEPLOYED = Measure
ALL = "All contributors"
SPAN = Span(instant_us(2024), instant_us(2025))
BOTH = ("main", "record")


def a_figure(figure_id, measure_, amount, date, contributor=ALL, *, layer="main", **more):
    return PersonnelFigure(
        figure_id, contributor, measure_, parse_amount(amount), parse_edtf(date), layer=layer, **more
    )


def a_chart(*figures, layers=BOTH, span=SPAN, contributor=ALL, width=1000.0, height=200.0):
    dataset = a_dataset(an_event(), personnel=figures, layers=LAYERS)
    return chart_scene(dataset, a_view(layers, span, contributor, width, height), measure)


def a_view(layers=BOTH, span=SPAN, contributor=ALL, width=1000.0, height=200.0):
    return ChartView(Timescale(span, GUTTER_PX, width - GUTTER_PX - 12), width, height, layers, contributor)


def a_dispute(*figures, layers=BOTH, **view):
    entry = Disagreement("d", "How many?", "Two numbers.", tuple(figure.id for figure in figures))
    dataset = a_dataset(an_event(), personnel=figures, layers=LAYERS, disagreements=(entry,))
    return chart_scene(dataset, a_view(layers, **view), measure)


DEPLOYMENTS = (
    a_figure("june", DEPLOYED, "about 400", "2024-06-25"),
    a_figure("october", DEPLOYED, "roughly 430", "2024-10-11"),
)


AMOUNTS = st.sampled_from(
    ["over 400", "roughly 430", "600", "at least 1,900", "under 90", "unspecified", "1 to 9", "0"]
)
_DATES = "2023-11-02 2024-06-25 2024-06 2024-06-27 2024 2024-10-11 [2024-03..2024-05] 2024-10/.. [..2024-02] 2026"
DATES = st.sampled_from([*_DATES.split(), "2024-11-01/2024-11-20"])


@st.composite
def some_figures(draw):
    figures = []
    for number in range(draw(st.integers(0, 14))):
        whose = draw(st.sampled_from([ALL, ALL, "Kenya", "Other nations"]))
        rest = {"layer": draw(st.sampled_from(BOTH)), "part_of": "" if whose == ALL else ALL}
        what = draw(st.sampled_from(list(Measure)))
        figures.append(a_figure(f"f{number}", what, draw(AMOUNTS), draw(DATES), whose, **rest))
    return tuple(figures)


@st.composite
def some_spans(draw):
    """A year, a week of it and a century around it, from a whole span earlier to a whole one later."""
    span = draw(
        st.sampled_from(
            [SPAN, Span(instant_us(2024, 6, 24), instant_us(2024, 6, 30)), Span(instant_us(2000), instant_us(2100))]
        )
    )
    return span.shifted(round(draw(st.sampled_from([0.0, 0.0, -0.3, 0.5]) | st.floats(-1, 1)) * span.duration_us))


VIEWS = st.fixed_dictionaries({"span": some_spans(), "width": st.floats(300, 2000), "height": st.floats(120, 400)})
