"""A small mission for tests of the personnel panel: an article, a record beside it, and one disagreement."""

from builders import a_dataset
from reports import ALL, DEPLOYED, OTHERS, PLANNED, PLEDGED, a_figure, at

from viewer.model.events import Disagreement, Layer
from viewer.model.personnel import as_of
from viewer.panels.standing_words import standing_in_words

ARTICLE = {"article"}
LAYERS = (Layer("article", "The article"), Layer("record", "Public record"))


FIGURES = (
    a_figure("all-pledged", ALL, PLEDGED, "over 2,900", "2024-10-11"),
    a_figure("all-deployed", ALL, DEPLOYED, "roughly 430", "2024-10-11"),
    a_figure("kenya-pledged", "Kenya", PLEDGED, "1,000", "2024-10-11", part_of=ALL),
    a_figure("kenya-summer", "Kenya", DEPLOYED, "about 400", "2024-07", part_of=ALL),
    a_figure("kenya-deployed", "Kenya", DEPLOYED, "over 400", "2024-10-11", part_of=ALL),
    a_figure(
        *("kenya-planned", "Kenya", PLANNED, "600", "2024-11"),
        announced="2024-10-11", part_of=ALL, within="kenya-pledged",
    ),
    a_figure("others-pledged", OTHERS, PLEDGED, "at least 1,900", "2024-10-11", part_of=ALL),
    a_figure("r-jamaica-pledged", "Jamaica", PLEDGED, "200", "2023-08-04", part_of=OTHERS, layer="record"),
    a_figure("r-jamaica-deployed", "Jamaica", DEPLOYED, "24", "2024-09-12", part_of=OTHERS, layer="record"),
    a_figure("r-kenya-october", "Kenya", DEPLOYED, "nearly 400", "2024-10-11", part_of=ALL, layer="record"),
    a_figure("r-kenya-2025", "Kenya", DEPLOYED, "744", "2025-02-06", part_of=ALL, layer="record"),
)  # fmt: skip
QUESTION = Disagreement("q", "Over 400, or about 400?", "Both stand there.", ("kenya-deployed", "kenya-summer"))


def a_mission(figures=FIGURES):
    return a_dataset(layers=LAYERS, personnel=figures, disagreements=(QUESTION,))


def words_on(day, layers=ARTICLE, figures=FIGURES):
    """What the panel says of the mission on a day."""
    return standing_in_words(as_of(figures, at(day), layers, primary="article"), a_mission(figures))


def row_on(day, contributor, layers=ARTICLE, figures=FIGURES):
    return next(row for row in words_on(day, layers, figures).rows if row.contributor == contributor)


def said(paragraph):
    return " ".join(phrase.text for phrase in paragraph)


def notes_of(row):
    return [said(note) for note in row.notes if note]
