import pytest
from builders import WORDS, a_dataset, a_quote, a_source, an_event
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton

from viewer.model.account import Remark, Voice
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Disagreement, Figure, Layer, Link, QuoteMatch
from viewer.model.personnel import Measure, PersonnelFigure
from viewer.panels.remarks import Remarks
from viewer.panels.source_panel import SourcePanel
from viewer.panels.source_text import SourceText
from viewer.theme import load_theme

TWO = (a_quote(), a_quote("in June and July"))


@pytest.fixture
def panel(qtbot):
    panel = SourcePanel()
    qtbot.addWidget(panel)
    panel.resize(436, 424)
    panel.show()
    return panel


def text_of(panel) -> SourceText:
    return panel.findChild(SourceText)


def visible_words(panel):
    labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    return "\n".join([*labels, text_of(panel).toPlainText()])


def button(panel, name):
    found = [*panel.findChildren(QPushButton), *panel.findChildren(QToolButton)]
    return next(button for button in found if button.accessibleName() == name)


def show(panel, number=0, **rest):
    event = an_event(**{"quotes": TWO} | rest)
    panel.show_event(event, a_dataset(event), number)


def a_figure(**rest):
    amount, date = parse_amount("over 400"), parse_edtf("2024-10-11")
    return PersonnelFigure("kenya", "Kenya", Measure.DEPLOYED, amount, date, **rest)


def test_at_first_it_says_what_to_do(panel):
    assert "Choose an event" in visible_words(panel)
    assert panel.quote is None


def test_an_event_is_shown_with_its_quote_marked_in_the_whole_source(panel):
    show(panel)
    assert WORDS in text_of(panel).toPlainText()
    assert text_of(panel).current_words == "about 400 police officers"


def test_a_verbatim_quote_is_said_to_be_so_with_its_place(panel):
    show(panel)
    assert "✓ verbatim in the source, characters 11–36" in visible_words(panel)


@pytest.mark.parametrize(
    ("match", "words"),
    [
        (QuoteMatch.NOT_FOUND, "not verbatim in the source"),
        (QuoteMatch.AMBIGUOUS, "found more than once"),
        (QuoteMatch.NO_TEXT, "not checked"),
    ],
)
def test_a_quote_without_its_place_is_never_called_verbatim(panel, match, words):
    show(panel, quotes=(a_quote("about 500 police officers", match=match),))
    assert words in visible_words(panel)
    assert "✓" not in visible_words(panel)
    assert text_of(panel).current_words == "about 500 police officers"


def test_stepping_goes_through_the_quotes_and_stops_at_the_ends(panel):
    show(panel)
    panel.show_previous_quote()
    assert "1 of 2 quotes for this event" in visible_words(panel)
    for _ in range(3):
        panel.show_next_quote()
    assert "2 of 2 quotes for this event" in visible_words(panel)
    assert text_of(panel).current_words == "in June and July"


def test_the_buttons_that_lead_nowhere_are_off(panel):
    show(panel, number=1)
    assert not button(panel, "Next quote").isEnabled()
    assert button(panel, "Previous quote").isEnabled()


def test_a_single_quote_needs_no_steps(panel):
    show(panel, quotes=TWO[:1])
    assert button(panel, "Next quote").isHidden()
    assert "the only quote for this event" in visible_words(panel)


def test_the_quote_is_copied_byte_for_byte(panel, qtbot):
    show(panel)
    with qtbot.waitSignal(panel.copied):
        button(panel, "Copy quote").click()
    assert QGuiApplication.clipboard().text() == "about 400 police officers"


def test_ctrl_c_copies_the_quote_with_its_citation(panel, qtbot):
    show(panel)
    qtbot.keyClick(text_of(panel), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == (
        "“about 400 police officers”\n— “A source”, undated, characters 11–36"
    )


def test_ctrl_c_copies_what_was_selected_when_something_is(panel, qtbot):
    show(panel)
    text_of(panel).selectAll()
    qtbot.keyClick(text_of(panel), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert WORDS in QGuiApplication.clipboard().text()


def test_an_event_without_a_quote_names_its_reference_and_offers_nothing_to_copy(panel):
    reference = a_source(id="res", type="legislation", title="Resolution 2699 (2023)", text=None)
    event = an_event(references=("res",))
    panel.show_event(event, a_dataset(event, sources=(a_source(), reference)))
    assert "no quote: rests on Resolution 2699 (2023)" in visible_words(panel)
    assert button(panel, "Copy quote").isHidden()


def test_a_related_event_can_be_asked_for(panel, qtbot):
    first, second = an_event(title="First", links=(Link("second", "authorizes"),)), an_event(title="Second")
    panel.show_event(first, a_dataset(first, second))
    assert "Second · authorizes" in visible_words(panel)
    with qtbot.waitSignal(panel.event_requested) as asked:
        text_of(panel).link_clicked.emit("event:second")
    assert asked.args == ["second"]


def test_a_figure_of_an_event_leads_to_its_quote(panel):
    show(panel, figures=(Figure("when", parse_amount("2"), quote=1),))
    text_of(panel).link_clicked.emit("quote:1")
    assert text_of(panel).current_words == "in June and July"


def test_a_link_can_be_reached_and_followed_with_keys(panel, qtbot):
    show(panel, figures=(Figure("when", parse_amount("2"), quote=1),))
    text_of(panel).setFocus()
    qtbot.keyClick(text_of(panel), Qt.Key.Key_Tab)
    qtbot.keyClick(text_of(panel), Qt.Key.Key_Return)
    assert panel.quote == TWO[1]


def test_a_disagreement_is_told_in_words_and_counted_at_the_top(panel):
    event = an_event(quotes=TWO)
    entry = Disagreement("d", "Over or about 400", "The article says both.", (event.id,))
    panel.show_event(event, a_dataset(event, disagreements=(entry,)))
    assert "The article says both." in visible_words(panel)
    assert "1&nbsp;disagreement" in visible_words(panel)


def test_a_personnel_figure_is_shown_with_its_sentence(panel):
    panel.show_figure(a_figure(quote=TWO[0]), a_dataset())
    assert "Kenya: over 400 deployed" in visible_words(panel)
    assert text_of(panel).current_words == "about 400 police officers"


def test_a_computed_number_leads_to_the_figures_it_is_made_of(panel, qtbot):
    panel.show_computed("Others", "computed: roughly 430 − over 400", ["kenya"], a_dataset(personnel=(a_figure(),)))
    assert "no source says this number" in visible_words(panel)
    with qtbot.waitSignal(panel.figure_requested) as asked:
        text_of(panel).link_clicked.emit("figure:kenya")
    assert asked.args == ["kenya"]


def test_an_event_of_the_record_says_that_the_article_does_not(panel):
    event = an_event(layer="record")
    layers = (Layer("main", "The article"), Layer("record", "The public record"))
    panel.show_event(event, a_dataset(event, layers=layers))
    assert "another source: from “The public record”; not said by the article" in (
        panel.findChild(Remarks).accessibleDescription()
    )


def test_markup_in_a_title_is_shown_as_it_stands(panel):
    show(panel, title="<b>Bold</b> & plain")
    assert "<b>Bold</b> & plain" in visible_words(panel)


def test_nothing_is_shown_again_after_something_was(panel):
    show(panel)
    panel.show_nothing()
    panel.copy_with_citation()
    assert "Choose an event" in visible_words(panel)


@pytest.mark.parametrize("height", [300, 424])
def test_the_current_quote_is_whole_in_view(panel, height):
    text = "Nothing yet.\n" * 60 + WORDS + "\nNothing more." * 60
    panel.resize(360, height)
    event = an_event(quotes=(a_quote(text=text),))
    panel.show_event(event, a_dataset(event, sources=(a_source(text=text),)))
    view = text_of(panel)
    cursor = view.textCursor()
    cursor.setPosition(view.toPlainText().index("about 400"))
    assert view.viewport().rect().contains(view.cursorRect(cursor))


def test_a_low_panel_keeps_every_control_inside(panel):
    panel.resize(360, 300)
    show(panel)
    for name in ("Copy quote", "Copy with citation", "Previous quote", "Next quote"):
        control = button(panel, name)
        corner = control.mapTo(panel, control.rect().bottomRight())
        assert panel.rect().contains(corner), name


def test_another_theme_changes_the_colours_and_keeps_the_quote(panel):
    show(panel, number=1)
    before = panel.grab().toImage()
    panel.set_theme(load_theme("dark"))
    assert panel.grab().toImage() != before
    assert text_of(panel).current_words == "in June and July"


def test_every_control_has_a_name_and_a_description(panel):
    for control in [*panel.findChildren(QPushButton), *panel.findChildren(QToolButton), text_of(panel), panel]:
        assert control.accessibleName()
        assert control.accessibleDescription()


def test_it_says_whether_it_had_been_published_by_the_date_in_focus(panel):
    event = an_event("2024-06", quotes=TWO)
    dataset = a_dataset(event, sources=(a_source(issued=parse_edtf("2024-10-11")),))
    panel.set_focus_date(parse_edtf("2024-06-25").earliest_us)
    panel.show_event(event, dataset)
    assert "published 11 Oct 2024, after the date in focus" in panel.findChild(Remarks).accessibleDescription()
    panel.set_focus_date(parse_edtf("2024-10-12").earliest_us)
    assert "published 11 Oct 2024, by the date in focus" in panel.findChild(Remarks).accessibleDescription()


def test_the_date_of_the_event_and_of_its_publication_stand_apart(panel):
    event = an_event("2024-06", quotes=TWO)
    panel.show_event(event, a_dataset(event, sources=(a_source(issued=parse_edtf("2024-10-11")),)))
    assert "June 2024 · date of the event\nFriday 11 October 2024 · published: A source" in visible_words(panel)


def test_a_hit_of_the_search_is_opened_in_its_source(panel):
    start = WORDS.index("June")
    panel.show_passage("article", start, start + 4, a_dataset())
    assert text_of(panel).current_words == "June"
    assert "found by the search" in visible_words(panel)
    panel.show_passage("lost", 0, 4, a_dataset())
    assert text_of(panel).current_words == "June"


def test_a_screen_reader_hears_the_quote_apart_from_the_text_around_it(panel):
    show(panel, 1)
    spoken = text_of(panel).accessibleDescription()
    assert spoken.startswith("The quote: “in June and July” ✓ verbatim in the source")
    assert spoken.endswith("2 of 2 quotes for this event.")


def test_a_remark_names_its_voice_once(panel):
    remarks = panel.findChild(Remarks)
    remarks.set_remarks((Remark(Voice.INFERRED, "inferred from the Friday"), Remark(Voice.ADDED, "25 Jun 2024")))
    assert remarks.accessibleDescription() == "inferred from the Friday. another source: 25 Jun 2024."


def test_in_a_small_window_the_words_keep_their_room(panel):
    panel.resize(380, 245)
    show(panel, title="A title " * 30)
    QApplication.processEvents()
    shown = [text_of(panel), *(panel.findChildren(QPushButton)), *(panel.findChildren(QLabel))]
    bottoms = [widget.mapTo(panel, widget.rect().bottomLeft()).y() for widget in shown if widget.isVisible()]
    assert max(bottoms) <= panel.height()
    assert text_of(panel).height() >= 50


def test_words_that_stand_twice_are_not_said_to_be_missing(panel):
    show(panel, quotes=(a_quote("officers", match=QuoteMatch.AMBIGUOUS, start=None, end=None),))
    assert "more than once in the source; which place" in text_of(panel).toPlainText()
    assert "does not have them" not in text_of(panel).toPlainText()
