from __future__ import annotations

import pytest
from builders import a_dataset, a_quote, a_source, an_event

from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.settings import Settings
from viewer.theme import load_theme
from viewer.window.main_window import MainWindow
from viewer.window.side_panels import SidePanels
from viewer.workspace import Workspace

LAYERS = (Layer("article", "The article"), Layer("record", "Public record", is_shown=False))


def a_figure(figure_id, amount, when="2024-06-25", measure=Measure.DEPLOYED, **rest):
    fields = {"contributor": "Kenya", "layer": "article", "quote": a_quote()} | rest
    return PersonnelFigure(figure_id, measure=measure, amount=parse_amount(amount), date=parse_edtf(when), **fields)


@pytest.fixture
def workspace():
    """Three events of an article, one of the record, and two figures."""
    events = (
        an_event("2024-01-10", "Pledge", quotes=(a_quote(),), layer="article"),
        an_event("2024-06", "Arrival", lane="Two", quotes=(a_quote(), a_quote("June and July")), layer="article"),
        an_event("2024-09-30", "Extension", lane="Two", quotes=(a_quote(),), layer="article"),
        an_event("2024-08-01", "Report", references=("article",), layer="record"),
    )
    personnel = (a_figure("sent", "about 400"), a_figure("promised", "1,000", "2024-01-10", Measure.PLEDGED))
    return Workspace(a_dataset(*events, layers=LAYERS, sources=(a_source(),), personnel=personnel))


@pytest.fixture
def window(qtbot, workspace):
    settings = Settings()
    settings.is_motion_reduced = True
    made = MainWindow(workspace, settings, load_theme("light"))
    made.add_panels(SidePanels(made, workspace))
    qtbot.addWidget(made)
    return made
