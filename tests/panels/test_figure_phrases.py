"""Numbers as phrases and notes: what is said, where it leads, and whose it is, in the rarer cases."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from reports import ALL, BOTH, DEPLOYED, PLANNED, PLEDGED, a_figure, at
from standings import FIGURES, a_mission, notes_of, row_on, said, words_on

from viewer.model.computed import Computed
from viewer.model.personnel import Cell, as_of
from viewer.panels.figure_phrases import FigurePhrases, cells_of, in_sentence
from viewer.panels.phrases import ComputedNumber, Phrase, joined
from viewer.panels.standing_words import whole_of

DAY = "2024-10-11"
ONE = a_figure("one", "Kenya", DEPLOYED, "over 400", DAY)
ONE_OF_THE_RECORD = replace(ONE, id="two", layer="record")


def phrases(day=DAY):
    return FigurePhrases(a_mission(), at(day))


def a_computed(*layers):
    return Computed(ONE.amount, "430 − 30", ("a", "b"), layers)


@pytest.mark.parametrize(
    ("title", "within"),
    [("The article", "the article"), ("UN", "UN"), ("UN reports", "UN reports"), ("A", "A"), ("", ""), ("Ö", "Ö")],
)
def test_a_title_within_a_sentence_keeps_its_abbreviations(title, within):
    assert in_sentence(title) == within


def test_nothing_joined_is_nothing():
    assert joined([]) == ()


def test_one_paragraph_joined_has_no_separator():
    assert joined([(Phrase("a"), Phrase("b"))]) == (Phrase("a"), Phrase("b"))


@given(st.lists(st.lists(st.text(max_size=5), min_size=1, max_size=3), min_size=1, max_size=6))
@settings(max_examples=50)
def test_there_is_a_separator_between_each_two_paragraphs_and_no_word_is_lost(texts):
    made = joined([tuple(Phrase(text, "text") for text in item) for item in texts], separator="·")
    assert [phrase.text for phrase in made if phrase.font == "text"] == [text for item in texts for text in item]
    assert sum(phrase.font == "note" for phrase in made) == len(texts) - 1


def test_another_separator_can_be_asked_for():
    assert said(joined([(Phrase("a"),), (Phrase("b"),)], "/")) == "a / b"


def test_a_figure_of_the_first_layer_has_no_mark():
    phrase = phrases().figure(ONE, "over 400", "strong")
    assert (phrase.text, phrase.colour, phrase.leads_to) == ("over 400", "ink", "one")


def test_a_figure_of_another_layer_is_marked_coloured_and_named():
    phrase = phrases().figure(ONE_OF_THE_RECORD, "over 400", "strong")
    assert (phrase.text, phrase.colour) == ("◆ over 400", "record")
    assert phrase.spoken.endswith(", public record")


def test_a_layer_without_a_title_is_called_by_its_id():
    assert phrases().title("no such layer") == "no such layer"


def test_a_figure_without_a_layer_is_spoken_without_one():
    assert phrases().figure(replace(ONE, layer=""), "over 400", "note").spoken.endswith("as of 11 Oct 2024")


def test_a_number_computed_from_both_layers_is_the_first_layers():
    phrase = phrases().computed("Kenya", a_computed("record", "article"), "{amount} deployed", "note")
    assert (phrase.text, phrase.colour) == ("over 400 deployed", "ink")


def test_a_number_computed_from_another_layer_alone_is_marked_and_says_whose():
    phrase = phrases().computed("Kenya", a_computed("record"), "{amount} deployed", "note")
    assert (phrase.text, phrase.colour) == ("◆ over 400 deployed", "record")
    assert phrase.spoken == "Kenya: over 400 deployed, computed: 430 − 30, public record"


def test_a_short_computed_number_leads_to_its_full_words():
    phrase = phrases().computed("Kenya", a_computed("article"), "{amount} deployed", "note", is_short=True)
    assert phrase.text == "over 400"
    assert phrase.leads_to == ComputedNumber("Kenya: over 400 deployed", "computed: 430 − 30", ("a", "b"))


def test_a_cell_is_borrowed_only_if_the_first_layer_has_no_part_in_it():
    cells = [Cell(figures=(ONE,)), Cell(figures=(ONE_OF_THE_RECORD,)), Cell(computed=a_computed("record", "article"))]
    assert [phrases().is_borrowed(cell) for cell in cells] == [False, True, False]


def test_a_computed_number_has_no_date_of_its_own():
    assert phrases().dated(Cell(computed=a_computed("article"))) == ""


@pytest.mark.parametrize(
    ("when", "dated"),
    [
        ("2024-10-11", ""),
        ("2024-10-10", "dated 10 Oct 2024"),
        ("2024-10", "dated Oct 2024"),
        ("2024-10-11~", "dated about 11 Oct 2024"),
        ("-0043", "dated 44 BC"),
    ],
)
def test_a_number_says_its_date_unless_it_is_surely_of_the_day_in_focus(when, dated):
    assert phrases().dated(Cell(figures=(a_figure("f", "Kenya", DEPLOYED, "5", when),))) == dated


def test_a_number_of_this_morning_is_of_the_day_in_focus():
    at_night = FigurePhrases(a_mission(), at("2024-10-12") - 1)
    assert at_night.dated(Cell(figures=(ONE,))) == ""


def test_a_plan_is_not_among_what_holds_at_a_date():
    kenya = as_of(FIGURES, at(DAY), {"article"}, primary="article").row("Kenya")
    assert kenya.planned is not None
    assert [measure for measure, _ in cells_of(kenya)] == [DEPLOYED, PLEDGED]


def test_a_dataset_in_which_nobody_is_part_of_anybody_has_no_whole():
    assert whole_of(a_mission((ONE,))) == ""


def test_the_whole_is_found_above_wholes_within_it():
    assert whole_of(a_mission()) == ALL


def test_parts_that_are_part_of_each_other_have_no_whole():
    figures = (a_figure("a", "A", DEPLOYED, "5", "2024", part_of="B"),)
    figures += (a_figure("b", "B", DEPLOYED, "5", "2024", part_of="A"),)
    assert whole_of(a_mission(figures)) == ""


def test_people_deployed_without_a_pledge_are_said_to_be():
    figures = (a_figure("d", ALL, DEPLOYED, "100", "2024"), a_figure("k", "Kenya", DEPLOYED, "10", "2024", part_of=ALL))
    assert said(words_on("2024-05-01", figures=figures).numbers) == "100 deployed · no report of a pledge"


def test_a_contributor_known_by_a_plan_alone_says_the_plan():
    chad = a_figure("c", "Chad", PLANNED, "150", "2024-12", part_of=ALL)
    assert said(row_on(DAY, "Chad", figures=(*FIGURES, chad)).numbers) == "150 planned"


def test_a_plan_that_is_within_no_pledge_does_not_say_part_of():
    chad = a_figure("c", "Chad", PLANNED, "150", "2024-12", part_of=ALL)
    note = notes_of(row_on(DAY, "Chad", figures=(*FIGURES, chad)))[0]
    assert note.startswith("150 planned for Dec 2024")
    assert "part of" not in note


def test_a_plan_without_people_there_is_not_said_to_come_on_top():
    chad = a_figure("c", "Chad", PLANNED, "150", "2024-12", part_of=ALL)
    assert not notes_of(row_on(DAY, "Chad", figures=(*FIGURES, chad)))[0].startswith("+")


def test_a_borrowed_pledge_beside_a_stated_deployment_is_marked_on_its_own():
    figures = (a_figure("d", "Chad", DEPLOYED, "5", DAY), a_figure("p", "Chad", PLEDGED, "9", DAY, layer="record"))
    chad = row_on(DAY, "Chad", BOTH, figures)
    assert (said(chad.numbers), chad.tag) == ("5 of ◆ 9", "")
    assert chad.bar.borrowed == {PLEDGED}


def test_whose_number_is_whose_is_said_where_they_differ():
    figures = (a_figure("d", "Chad", DEPLOYED, "5", DAY), a_figure("p", "Chad", PLEDGED, "9", DAY, layer="record"))
    assert notes_of(row_on(DAY, "Chad", BOTH, figures)) == ["pledged: public record"]


def test_numbers_of_different_dates_say_each_its_own():
    figures = (a_figure("d", "Chad", DEPLOYED, "5", "2024-07"), a_figure("p", "Chad", PLEDGED, "9", "2024-02"))
    note = notes_of(row_on(DAY, "Chad", figures=figures))[0]
    assert note == "deployed: dated Jul 2024 · pledged: dated Feb 2024"


def test_two_layers_that_agree_are_not_opposed():
    figures = (ONE, replace(ONE_OF_THE_RECORD, id="same"))
    assert notes_of(row_on(DAY, "Kenya", BOTH, figures)) == []


def test_a_second_number_of_the_same_day_that_may_be_the_same_does_not_disagree():
    figures = (ONE, a_figure("r", "Kenya", DEPLOYED, "430", DAY, layer="record"))
    assert notes_of(row_on(DAY, "Kenya", BOTH, figures)) == ["◆ Public record: 430 deployed (11 Oct 2024)"]


def test_with_every_layer_hidden_nothing_is_known():
    words = words_on(DAY, layers=set())
    assert (said(words.numbers), words.rows) == ("No report yet on 11 Oct 2024", ())


def test_figures_of_a_dataset_without_a_whole_say_that_there_is_no_report_yet():
    assert said(words_on("2020-01-01", figures=(ONE,)).remark) == "No report yet on 1 Jan 2020"


def test_what_is_spoken_begins_with_the_date_and_says_nothing_twice():
    spoken = words_on(DAY).spoken()
    assert spoken.startswith("11 Oct 2024. All contributors, deployed: roughly 430, as of 11 Oct 2024, the article")
    assert spoken.count("Kenya, deployed: over 400, as of") == 1


@settings(max_examples=40, deadline=None)
@given(st.dates(min_value=date(2023, 1, 1)).map(str), st.sampled_from([{"article"}, BOTH]))
def test_on_every_day_every_number_leads_to_figures_that_exist(day, layers):
    known, words = {figure.id for figure in FIGURES}, words_on(day, layers)
    paragraphs = [words.numbers, words.computed, *words.notes, *(row.numbers for row in words.rows)]
    leads = [phrase.leads_to for paragraph in paragraphs for phrase in paragraph if phrase.leads_to]
    assert {figure for lead in leads for figure in (lead.ids if isinstance(lead, ComputedNumber) else [lead])} <= known
