"""What was known by a day is drawn with the parts that the panel names, whoever named them later."""

from builders import a_dataset, an_event
from timelines import LAYERS

from viewer.layout.chart_series import series_of, totals
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.personnel import Measure, PersonnelFigure

ALL = "All contributors"


def a_figure(figure_id, date, layer, contributor="Kenya", part_of=ALL):
    amount, day = parse_amount("about 400"), parse_edtf(date)
    return PersonnelFigure(figure_id, contributor, Measure.DEPLOYED, amount, day, layer=layer, part_of=part_of)


def known_by(date, *figures):
    return a_dataset(an_event(), personnel=figures, layers=LAYERS).known_by(parse_edtf(date).earliest_us)


def test_a_part_that_the_article_names_later_is_drawn_as_it_was_known_before():
    known = known_by("2024-09-15", a_figure("early", "2024-07-16", "record"), a_figure("late", "2024-10-11", "main"))
    (line,) = series_of(known, ("main", "record"), ALL)[0]
    assert [report.key for report in line.reports] == ["figure:early"]
    assert line.part == "Kenya"


def test_the_whole_is_the_same_before_anything_is_known_of_it():
    whole = a_figure("whole", "2024-10-11", "main", ALL, "")
    assert totals(known_by("2024-09-15", a_figure("early", "2024-07-16", "record"), whole)) == (ALL,)
