"""Tests of what a page tells about its records: notes, stories, contexts, columns and notices."""

import pytest
from builders import a_dataset, a_quote, a_source, an_event
from pages import outside, overlapping, words

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.context import context_of
from viewer.export.pages.describe import story_of, titles_of
from viewer.export.pages.figure import FigureRequest, Page, compose, compose_checked
from viewer.export.pages.fitting import fit, smallest_points
from viewer.export.pages.presets import parse_size
from viewer.export.pages.references import all_sources, quote_notes, records_of, source_notes, with_numbers
from viewer.layout.scene import Box, Scene
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Layer, Refinement, Status
from viewer.model.filters import Filter
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.painting.text_measure import measure

LAYERS = (Layer("main", "Main"), Layer("record", "Public record"))
HEBREW = "קניה שלחה שוטרים להאיטי"


def a_count(amount="over 400", figure_id="k", **rest):
    given = {"contributor": "Kenya", "measure": Measure.DEPLOYED, "date": parse_edtf("2024-06-25"), "layer": "main"}
    return PersonnelFigure(**{"id": figure_id, "amount": parse_amount(amount)} | given | rest)


def a_column(*events, height=None, **rest):
    figures = {"personnel": rest.pop("personnel", ())}
    return compose(FigureRequest(a_dataset(*events, layers=LAYERS, **figures), **rest), Page(300, height), measure)


def notes_of(make, event, sources, figures=()):
    dataset = a_dataset(event, sources=sources, personnel=figures)
    return make(dataset, records_of(dataset, [0], [figure.id for figure in figures]))


def test_every_kind_of_reference_gives_a_source_its_number():
    closer = Refinement(parse_edtf("2024-06-05"), "closer")
    event = an_event(quotes=(a_quote(source="quoted"),), references=("named",), refined=closer)
    sources = [a_source(name, title=name) for name in ("unused", "closer", "named", "quoted", "counted")]
    notes = notes_of(source_notes, event, sources, (a_count(reference="counted"),))
    assert notes.numbers == {"closer": 1, "named": 2, "quoted": 3, "counted": 4}


def test_a_source_of_two_events_has_one_number():
    dataset = a_dataset(*(an_event(title=name, references=("article",)) for name in "ab"))
    notes = source_notes(dataset, records_of(dataset, [0, 1], []))
    assert len(notes.entries) == 1
    assert [with_numbers(dataset, notes).event(row).title for row in (0, 1)] == ["a ¹", "b ¹"]


def test_a_reference_to_no_source_has_no_number():
    notes = notes_of(source_notes, an_event(references=("gone",)), [a_source()])
    assert (notes.entries, dict(notes.numbers)) == ((), {})
    assert notes_of(quote_notes, an_event(references=("gone",)), [a_source()]).entries == ()


def test_an_amount_carries_its_number_behind_its_words():
    dataset = a_dataset(personnel=(a_count(reference="article"),))
    numbered = with_numbers(dataset, source_notes(dataset, dataset.personnel))
    assert numbered.figure("k").amount.in_words() == "over 400 ¹"
    assert dataset.figure("k").amount.in_words() == "over 400"


def test_numbers_above_nine_are_raised_too():
    sources = [a_source(f"s{number}", title=f"S{number}") for number in range(12)]
    dataset = a_dataset(an_event(references=("s9", "s11")), sources=sources)
    assert with_numbers(dataset, all_sources(dataset)).event(0).title == "An event ¹⁰ ¹²"


def test_an_event_without_sources_has_no_number():
    dataset = a_dataset(an_event(is_unsourced=True))
    assert with_numbers(dataset, all_sources(dataset)).event(0).title == "An event"


def test_ids_nobody_has_are_left_out_of_the_records():
    assert records_of(a_dataset(personnel=(a_count(),)), [], ["k", "nobody"])[0].id == "k"
    assert records_of(a_dataset(), [], ["nobody"]) == []


@pytest.mark.parametrize("key", ["event:gone", "figure:gone", "strip:0", "sources", "", "legend:dot"])
def test_what_names_no_record_has_no_story(key):
    assert story_of(key, a_dataset()) is None
    assert titles_of([key], a_dataset()) == {}


def test_a_source_that_is_gone_is_named_behind_its_quote():
    story = story_of("event:an-event", a_dataset(an_event(quotes=(a_quote(source="gone"),))))[1]
    assert "“about 400 police officers” (gone)" in story


def test_a_quote_over_two_lines_is_one_line_of_its_story():
    event = an_event(quotes=(a_quote("about\n400", text="Kenya sent about\n400 officers."),))
    assert "“about 400” (A source)" in story_of("event:an-event", a_dataset(event))[1].splitlines()


def test_events_counted_together_are_named_in_their_order():
    dataset = a_dataset(an_event(title="Sooner"), an_event(title="Later"))
    assert story_of("rows:1,0", dataset) == ("2 events", "Later\nSooner")


@pytest.mark.parametrize("end", [".", "!", "?", ".”", "…"])
def test_a_sentence_ends_with_its_mark_and_the_quotation_marks_behind(end):
    text = f"First one{end} Kenya sent officers{end} Last one."
    found = context_of(a_quote("sent", text=text), a_source(text=text))
    assert found.before + found.exact + found.after == f"Kenya sent officers{end}"


def test_very_long_sentences_are_cut_with_an_ellipsis_on_both_sides():
    text = f"{'a ' * 500}quoted{' b' * 500}"
    found = context_of(a_quote("quoted", text=text), a_source(text=text))
    assert found.before.startswith("… ")
    assert found.after.endswith(" …")
    assert len(found.before) + len(found.after) < 900


def test_a_source_without_its_text_gives_no_context():
    found = context_of(a_quote(), a_source(text=None))
    assert (found.before, found.exact, found.after, found.is_found) == ("", "about 400 police officers", "", False)


def test_a_column_says_the_date_under_each_title():
    said = words(a_column(an_event("2024-06-25", "A landing"), an_event("-0043-03-15", "The Ides")))
    assert said[said.index("The Ides") + 1].endswith("BC")
    assert "25 Jun 2024" in said[said.index("A landing") + 1]


def test_a_closer_date_puts_an_event_in_its_place_in_a_column():
    closer = Refinement(parse_edtf("2024-09-05"), "article")
    said = words(a_column(an_event("2024-01/2024-12", "Refined", refined=closer), an_event("2024-08", "Sooner")))
    assert [word for word in said if word in {"Sooner", "Refined ¹"}] == ["Sooner", "Refined ¹"]


def test_a_column_without_personnel_has_no_heading_for_it():
    heading = "Personnel, as the source says"
    assert heading in words(a_column(an_event(), personnel=(a_count(),)))
    assert heading not in words(a_column(an_event(), personnel=(a_count(),), has_personnel=False))
    assert heading not in words(a_column(an_event()))


def test_a_column_tells_no_figures_of_a_hidden_layer():
    events = an_event(layer="record"), an_event(title="B", layer="main")
    hidden = Filter(frozenset({"main"}))
    assert "Personnel, as the source says" not in words(a_column(*events, personnel=(a_count(),), filter=hidden))


@pytest.mark.parametrize(
    ("when", "rest", "sign"),
    [("2024-06-01", {}, "day known"), ("2024-05/..", {}, "no limit on this side"),
     ("../2024-05", {}, "no limit on this side"), ("2024-06?", {}, "date uncertain"),
     ("2024-06", {"status": Status.PLANNED}, "planned"), ("2024-06-01", {"is_unsourced": True}, "no source named"),
     ("2024-06-01", {"layer": "record"}, "public record")],
)  # fmt: skip
def test_signs_of_a_column_are_explained_below_it(when, rest, sign):
    said = words(a_column(an_event(when, **rest)))
    assert sign in said[said.index("Signs") :]


@pytest.mark.parametrize("title", [HEBREW, "w" * 300, "many words " * 40, "一二三四五" * 30])
def test_any_title_stays_within_the_column(title):
    scene = a_column(an_event(title=title, event_id="a"))
    assert outside(scene, 11) == []
    assert overlapping(scene) == []


def test_a_column_as_high_as_it_needs_is_whole_and_one_pixel_less_has_the_year_alone():
    needed = a_column(an_event()).height
    whole, lower = (a_column(an_event(), height=needed - less) for less in (0, 1))
    assert (whole.height, lower.height) == (needed, needed - 1)
    assert "Jun 2024" in words(whole)
    assert {"An event", "2024"} <= set(words(lower))
    assert "Jun 2024" not in words(lower)


@pytest.mark.parametrize("width", [300, 900])
def test_a_transparent_figure_has_no_paper(width):
    grounds = {}
    for ground in (None, "card"):
        scene = compose(FigureRequest(a_dataset()), Page(width, ground=ground), measure)
        grounds[ground] = any(isinstance(shape, Box) and shape.width == width for shape in scene.shapes)
    assert grounds == {None: False, "card": True}


def test_the_chart_shows_the_contributor_that_is_asked_for():
    figures = a_count("400"), a_count("7", "b", contributor="Benin")
    dataset = a_dataset(personnel=figures)
    shown = words(compose(FigureRequest(dataset, contributor="Benin"), Page(1000), measure))
    assert "deployed: 7" in shown
    assert "deployed: 400" not in shown


def test_figures_of_a_hidden_layer_make_no_chart():
    events = an_event(layer="record"), an_event(title="B", layer="main")
    request = FigureRequest(a_dataset(*events, layers=LAYERS, personnel=(a_count(),)), Filter(frozenset({"main"})))
    assert "Personnel" not in words(compose(request, Page(1000), measure))


def test_quotes_are_notes_under_the_figure_where_they_are_wanted():
    dataset = a_dataset(an_event(quotes=(a_quote(),)))
    assert "Notes" in words(compose(FigureRequest(dataset, has_quotes=True), Page(1000), measure))
    assert "Sources" in words(compose(FigureRequest(dataset), Page(1000), measure))


def test_a_page_that_grows_is_whole():
    assert compose_checked(FigureRequest(a_dataset()), Page(900), measure).is_whole


@pytest.mark.parametrize("title", ["", "Mine"])
def test_a_figure_has_a_name_even_where_no_title_is_drawn(title):
    assert FigureRequest(a_dataset(), title=title).name == (title or "A test")
    assert FigureRequest(a_dataset(title=""), title="").name == "test"


def test_a_scene_without_text_has_the_smallest_letters_there_are():
    assert 0 < smallest_points(Scene(10, 10, ())) < 12
    assert smallest_points(Scene(10, 10, ()), 2) == 2 * smallest_points(Scene(10, 10, ()))


def test_a_page_for_few_events_has_no_notices():
    assert fit(FigureRequest(a_dataset()), parse_size("297x210mm"), measure).notices == ()


def test_a_page_too_low_at_any_size_of_letters_is_refused():
    with pytest.raises(ExportError, match="too low"):
        fit(FigureRequest(a_dataset()), parse_size("297x20mm"), measure)
