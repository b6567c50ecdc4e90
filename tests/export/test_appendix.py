"""Tests of the pages behind a figure."""

import pytest
from builders import a_dataset, a_quote, a_source, an_event
from pages import outside, overlapping, words

from viewer.assets import resource_path
from viewer.export.pages.appendix import appendix
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.fitting import fit
from viewer.export.pages.presets import Paper, Unit
from viewer.export.pages.surround import listed_notes
from viewer.layout.scene import Box
from viewer.loading.load import load
from viewer.model.events import QuoteMatch
from viewer.model.filters import Filter
from viewer.model.opening import first_filter
from viewer.painting.text_measure import measure


@pytest.fixture(scope="module")
def mission():
    return load(resource_path("datasets", "mss-haiti")).dataset


def pages_of(dataset, unit=Unit.MM, **rest):
    return appendix(FigureRequest(dataset, **rest), unit, measure)


def whole(found):
    return " ".join(" ".join(" ".join(words(page)) for page in found.pages).split())


def test_every_quote_reference_and_disagreement_is_there(mission):
    said = whole(pages_of(mission)).replace(" ", "")
    for row in range(len(mission)):
        for quote in mission.event(row).quotes:
            assert "".join(quote.exact.split()) in said
    assert all("".join(entry.title.split()) in said for entry in mission.disagreements)
    assert all("".join(source.title.split()) in said for source in mission.sources.values())


@pytest.mark.parametrize(
    "wish",
    [{}, {"has_quotes": True}, {"has_quotes": True, "filter": Filter()}, {"has_personnel": False}],
    ids=["sources", "quotes", "quotes of both layers", "no personnel"],
)
@pytest.mark.parametrize("width", [1600, 320])
def test_a_number_in_the_figure_leads_to_the_same_note_in_the_appendix(mission, wish, width):
    request = FigureRequest(mission, **{"filter": first_filter(mission)} | wish)
    figure = fit(request, Paper(width, None), measure).scene
    heading, notes = listed_notes(figure)
    said = whole(appendix(request, Unit.MM, measure, figure)).partition(f" {heading} ")[2]
    place = 0
    for number, note in enumerate(notes, start=1):
        words = " ".join(note.split()[:4])
        place = said.find(f"{number} {words}", place)
        assert place >= 0, f"{number} {note}"


def test_what_the_figure_takes_from_a_hidden_layer_is_in_the_appendix(mission):
    request = FigureRequest(mission, first_filter(mission))
    figure = fit(request, Paper(1600, None), measure).scene
    title = "In Haiti, Ruto announces the other 600"
    heads = [words(page) for page in appendix(request, Unit.MM, measure, figure).pages]
    assert any(title in page for page in heads)
    assert not any(title in words(page) for page in appendix(request, Unit.MM, measure).pages)


def test_no_page_has_overlaps_or_leaves_its_margins(mission):
    for page in pages_of(mission).pages:
        assert overlapping(page) == []
        assert outside(page, 38) == []


def test_pages_are_numbered_and_sections_can_be_found(mission):
    found = pages_of(mission)
    assert f"Appendix, page 2 of {len(found.pages)}" in words(found.pages[1])
    assert [part.title for part in found.sections] == ["Events", "Personnel", "Sources", "Disagreements"]
    for part in found.sections:
        assert part.title in words(found.pages[part.page])


def test_the_quoted_words_are_marked_within_their_sentence(qapp):
    dataset = a_dataset(an_event(quotes=(a_quote("about 400"),)))
    (page,) = pages_of(dataset).pages
    marked = [shape for shape in page.shapes if isinstance(shape, Box) and shape.paint.fill == "quote_ground"]
    assert len(marked) == 1
    assert "Kenya sent about 400 police officers in June and July." in whole(pages_of(dataset))


def test_a_quote_that_is_not_in_its_source_says_so(qapp):
    quote = a_quote("never said", match=QuoteMatch.NOT_FOUND)
    assert "Not verbatim in the source." in whole(pages_of(a_dataset(an_event(quotes=(quote,)))))


def test_quotes_are_listed_as_notes_where_the_figure_numbers_them(qapp):
    dataset = a_dataset(an_event(quotes=(a_quote(),)))
    assert [part.title for part in pages_of(dataset, has_quotes=True).sections] == ["Events", "Notes", "Sources"]


def test_a_text_longer_than_a_page_goes_on_on_the_next(qapp):
    long = " ".join(f"word{number}" for number in range(3_000))
    quote = a_quote(long, text=f"{long}.")
    found = pages_of(a_dataset(an_event(quotes=(quote,)), sources=[a_source(text=f"{long}.")]))
    said = whole(found)
    assert len(found.pages) > 2
    assert said.count("word1500 ") == 1
    assert all(outside(page, 38) == [] and overlapping(page) == [] for page in found.pages)


@pytest.mark.parametrize(("unit", "width"), [(Unit.INCH, 816), (Unit.PX, 793.7)])
def test_it_is_on_letter_where_sizes_are_in_inches_and_else_on_a4(qapp, unit, width):
    assert pages_of(a_dataset(), unit).pages[0].width == pytest.approx(width, abs=0.1)
