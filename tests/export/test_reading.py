"""Tests of what the parts of a page are to a reader."""

import pytest
from builders import a_dataset, an_event
from pictures import a_scene, a_text

from viewer.export.formats.reading import parts_of_figure, parts_of_text, spaced
from viewer.export.pages.appendix import appendix
from viewer.export.pages.figure import FigureRequest, Page, compose
from viewer.export.pages.presets import Unit
from viewer.layout.scene import Box, Line, Paint, Text
from viewer.painting.text_measure import measure

RULE = Line(0, 50, 100, 50, "hairline")


def tags(parts):
    return [part.tag for part in parts]


def said(part):
    return [shape.text for shape in part.shapes if isinstance(shape, Text)]


@pytest.fixture
def dataset():
    return a_dataset(
        an_event("2024-06", title="It began"), an_event("2024-09-30", title="It went on"), title="The whole story"
    )


@pytest.mark.parametrize("width", [300, 900])
def test_a_figure_is_a_title_a_drawing_and_a_caption(fonts, dataset, width):
    parts = parts_of_figure(compose(FigureRequest(dataset), Page(width), measure))
    assert tags(parts).count("Figure") == tags(parts).count("H1") == 1
    assert said(parts[tags(parts).index("H1")]) == ["The whole story"]
    assert any(words.startswith("It began") for words in said(parts[tags(parts).index("Figure")]))
    assert "2 events" in said(parts[-1])[0]


def test_nothing_of_a_page_is_left_out_or_painted_in_another_order(fonts, dataset):
    scene = compose(FigureRequest(dataset), Page(900), measure)
    assert tuple(shape for part in parts_of_figure(scene) for shape in part.shapes) == scene.shapes
    page = appendix(FigureRequest(dataset), Unit.MM, measure).pages[0]
    assert tuple(shape for part in parts_of_text(page) for shape in part.shapes) == page.shapes


def test_the_appendix_has_headings_and_its_foot_is_not_read_out(fonts, dataset):
    parts = parts_of_text(appendix(FigureRequest(dataset), Unit.MM, measure).pages[0])
    headings = [(part.tag, *said(part)) for part in parts if part.tag.startswith("H")]
    assert headings[:3] == [("H1", "The whole story"), ("H2", "Events"), ("H3", "It began")]
    assert parts[-1].tag == "Artifact"
    assert "Appendix, page 1 of 1" in said(parts[-1])


def test_lines_close_to_each_other_are_one_paragraph_with_the_ground_of_a_quote(fonts):
    ground = Box(4, 30, 40, 15, Paint(fill="quote_ground"))
    lines = [a_text(4, 20, "one"), ground, a_text(4, 37, "two"), a_text(4, 60, "apart"), RULE]
    parts = parts_of_text(a_scene(*lines))
    assert tags(parts) == ["P", "P", "Artifact"]
    assert parts[0].shapes == (lines[0], ground, lines[2])


def test_a_number_and_what_follows_it_are_an_item_of_a_list(fonts):
    number = a_text(22, 20, "1", "note_strong", anchor="end")
    parts = parts_of_text(a_scene(number, a_text(30, 20, "A source,", "note"), a_text(30, 35, "of May", "note"), RULE))
    assert tags(parts) == ["Lbl", "LBody", "Artifact"]
    assert said(parts[1]) == ["A source,", "of May"]


def test_lines_get_blanks_between_them_and_touching_words_do_not(fonts):
    one = a_text(4, 20, "U.N.")
    touching = a_text(4 + one.width, 20, "-led force")
    below, right = a_text(4, 37, "in June"), a_text(90, 54, "left", anchor="end")
    moved = spaced([one, touching, below, right], measure)
    assert [shape.text for shape in moved] == ["U.N.", "-led force ", "in June ", "left"]
    assert [shape.left for shape in moved] == [shape.left for shape in (one, touching, below, right)]


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_a_blank_behind_a_text_moves_no_letter_whichever_end_it_is_set_from(fonts, anchor):
    one, two = a_text(90, 20, "Jun", anchor=anchor), a_text(150, 20, "Jul", anchor=anchor)
    moved = spaced([one, two], measure)
    assert [text.text for text in moved] == ["Jun ", "Jul"]
    assert moved[0].left == pytest.approx(one.left)
    assert moved[0].width == pytest.approx(one.width + measure(" ", "text"))


def test_a_page_without_words_or_rules_is_read_without_complaint():
    scene = a_scene(Box(0, 0, 10, 10, Paint(fill="card")))
    assert tags(parts_of_text(scene)) == ["Artifact"]
    assert tags(parts_of_figure(scene)) == ["Figure"]
