"""Figures of a small mission, for tests of what is deployed, planned and pledged: builders that need no Qt."""

from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.personnel import Measure, PersonnelFigure

PLEDGED, PLANNED, DEPLOYED = Measure
ALL, OTHERS = "All contributors", "Other nations"
BOTH = {"article", "record"}


def at(day):
    """The instant at which a day begins."""
    return parse_edtf(day).earliest_us


def a_figure(figure_id, contributor, measure, amount, date, *, announced="", layer="article", **more):
    """A figure of the article; `announced` is when a plan was made known."""
    known = parse_edtf(announced) if announced else None
    dated, counted = parse_edtf(date), parse_amount(amount)
    return PersonnelFigure(figure_id, contributor, measure, counted, dated, layer=layer, announced=known, **more)
