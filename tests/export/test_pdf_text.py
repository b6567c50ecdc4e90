"""Tests of what a PDF says to a program that reads its text: pdftotext as it comes, or pypdf where there is none."""

import io
import shutil
import subprocess

import pypdf
import pytest
from pictures import a_scene, a_text

from viewer.assets import resource_path
from viewer.export.export import Writing, export_paper
from viewer.export.formats.pdf import pdf_bytes
from viewer.export.pages.figure import FigureRequest
from viewer.export.pages.presets import preset
from viewer.loading.load import load
from viewer.model.filters import Filter
from viewer.theme import load_theme


def read_aloud(pdf):
    """The text of a document, white space folded."""
    if shutil.which("pdftotext"):
        run = ["pdftotext", "-enc", "UTF-8", "-", "-"]
        text = subprocess.run(run, input=pdf, capture_output=True, check=True).stdout.decode()
    else:
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf), strict=True).pages)
    return " ".join(text.split())


@pytest.fixture(scope="module")
def mission(qapp):
    return load(resource_path("datasets", "mss-haiti")).dataset


@pytest.fixture(scope="module")
def said(mission, tmp_path_factory):
    """The text of two presets, the figure alone and the figure with its appendix, and the sources each lists."""
    folder = tmp_path_factory.mktemp("pdf")
    request = FigureRequest(mission)
    told = {}
    for name, has_appendix in (("web", False), ("a4-portrait", True)):
        path = folder / f"{name}.pdf"
        fitted = export_paper(
            path, request, preset(name).paper, load_theme("light"), Writing(has_appendix=has_appendix)
        )
        sources = [line.partition(". ")[2] for line in fitted.scene.titles["sources"][1].splitlines()]
        told[name] = read_aloud(path.read_bytes()), sources
    return told


def events(dataset):
    return [dataset.event(row) for row in range(len(dataset))]


def folded(text):
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["web", "a4-portrait"])
def test_every_title_is_whole_and_stands_between_heading_and_sources(mission, said, name):
    text, sources = said[name]
    titles = [text.index(folded(event.title)) for event in events(mission)]
    assert text.startswith(mission.title)
    assert min(titles) > text.index(folded(mission.description))
    assert max(titles) < min(text.index(source) for source in sources)


@pytest.mark.parametrize("name", ["web", "a4-portrait"])
def test_every_source_is_whole_and_the_caption_comes_behind_the_events(mission, said, name):
    text, sources = said[name]
    assert len(sources) > 10
    assert [source for source in sources if source not in text] == []
    assert text.index("Dataset mss-haiti") > max(text.index(folded(event.title)) for event in events(mission))


@pytest.mark.parametrize("name", ["web", "a4-portrait"])
def test_sources_are_read_down_their_columns(said, name):
    text, sources = said[name]
    places = [text.index(f"{number} {source}") for number, source in enumerate(sources, start=1)]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["web", "a4-portrait", "slide"])
def test_lane_by_lane_the_article_is_read_each_event_with_its_date(mission, tmp_path, name):
    path, shown = tmp_path / "article.pdf", Filter(hidden_layers=frozenset({"record"}))
    export_paper(path, FigureRequest(mission, shown), preset(name).paper, load_theme("light"), Writing())
    text, until = read_aloud(path.read_bytes()), 0
    for lane in mission.lanes:
        told = [event for event in events(mission) if event.lane == lane and event.layer == "article"]
        places = [text.index(folded(event.title)) for event in told]
        assert until < text.index(f"{lane} ", until) < min(places)
        until = max(places)
        words = [text.index(f"“{event.date_words}”", place) for event, place in zip(told, places, strict=True)]
        assert all(place < said < place + 160 for place, said in zip(places, words, strict=True))


def test_every_quote_of_the_appendix_is_whole(mission, said):
    quotes = [quote for event in events(mission) for quote in event.quotes]
    assert [quote.exact for quote in quotes if folded(quote.exact) not in said["a4-portrait"][0]] == []


SIGNS = "office, affiliated, “the” ‘end’ – of—it… naïve Pont-Sondé co\N{SOFT HYPHEN}operate fi fl ffi"


def test_letters_that_could_join_or_curl_are_read_as_they_were_written(fonts):
    scene = a_scene(a_text(4, 40, SIGNS), width=900)
    as_seen = SIGNS.replace("\N{SOFT HYPHEN}", "")  # a hyphen that is not drawn must not part a word one searches for
    assert read_aloud(pdf_bytes(scene, load_theme("light"), title="T", metadata={})) == as_seen
