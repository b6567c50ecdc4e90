"""What a label says, and how it is shortened."""

import pytest
from builders import a_dataset, an_event
from hypothesis import given
from hypothesis import strategies as st
from timelines import LAYERS, measure

from viewer.layout.labels import NAME_FONT, NOTE_FONT, TITLE_FONT, LabelBook, note_line, plain_line, shortened
from viewer.model.edtf import parse_edtf
from viewer.model.events import Refinement, Status

REFINED = Refinement(parse_edtf("2024-06-25"), "article")


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (an_event("2024-10-11"), "11 Oct 2024"),
        (an_event("2024-06", date_words="in June and July"), "Jun 2024 · “in June and July”"),
        (an_event("2024-06", refined=REFINED), "25 Jun 2024"),
        (an_event("2024-11", status=Status.PLANNED), "Nov 2024 · planned"),
        (an_event("2024-11", status=Status.CLAIMED, is_unsourced=True), "Nov 2024 · a claim · unsourced"),
        (an_event("2024-06", date_words="in\nJune"), "Jun 2024 · “in June”"),
    ],
)
def test_the_second_line_is_the_date_as_known_and_what_qualifies_it(event, words):
    assert note_line(event) == words


def test_a_label_of_another_layer_says_so():
    dataset = a_dataset(an_event(layer="record"), layers=LAYERS)
    assert LabelBook(dataset, measure).label(0).note == "Jun 2024 · public record"


def test_both_lines_are_measured_in_their_own_font():
    label = LabelBook(a_dataset(an_event("2024-06", "A title")), measure).label(0)
    assert label.title_px == measure("A title", TITLE_FONT)
    assert label.note_px == measure("Jun 2024", NOTE_FONT)
    assert label.width_px == max(label.title_px, label.note_px)


def test_a_label_is_made_once():
    asked = []
    book = LabelBook(a_dataset(), lambda text, _: asked.append(text) or 1.0)
    assert book.label(0) is book.label(0)
    assert len(asked) == 2


def test_titles_are_set_on_one_line():
    assert plain_line(" A\ttitle\nin two   lines \x00") == "A title in two lines"


def test_a_text_with_room_is_left_as_it_is():
    assert shortened("A title", "text", measure("A title", "text"), measure) == "A title"


def test_a_text_without_room_ends_in_an_ellipsis():
    assert shortened("Displacement", "text", measure("Displac…", "text"), measure) == "Displac…"
    assert shortened("In June", "text", measure("In J…", "text") - 1, measure) == "In…"


@given(st.text(min_size=1, max_size=60), st.floats(-10, 400))
def test_a_shortened_text_fits_or_is_not_there(text, room):
    found = shortened(text, "note", room, measure)
    assert found == "" or measure(found, "note") <= room
    assert found in {"", text} or text.startswith(found[:-1])


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=60), st.floats(-5, 400), st.floats(-1.5, 1.5))
def test_a_shortened_text_is_the_longest_beginning_that_fits(text, room, kerning):
    def width(shown, _font):
        return sum(2.0 + ord(letter) % 11 for letter in shown) + kerning * max(0, len(shown) - 1)

    shown = shortened(text, "label", room, width)
    fitting = [n for n in range(2, len(text)) if width(text[:n].rstrip() + "…", "") <= room]
    longest = text[: fitting[-1]].rstrip() + "…" if fitting else ""
    assert shown == (text if width(text, "") <= room else longest)


def test_the_name_of_a_very_long_title_is_its_beginning():
    dataset = a_dataset(an_event("2024-06", "Word " * 100))
    name = LabelBook(dataset, measure).name(0).text
    assert name.startswith("Word Word")
    assert name.endswith("…")
    assert len(name) <= 160


def test_a_short_name_is_measured_whole_and_a_long_one_letter_by_letter():
    asked = []

    def kerned(text, _font):
        asked.append(text)
        return 6.0 * len(text) - 0.1 * (len(text) - 1)

    short, long = "Gran Grif", "Members of the gang set houses on fire, " * 3
    book = LabelBook(a_dataset(an_event("2024-10", short), an_event("2024-11", long)), kerned)
    assert (book.name(0).text, book.name(0).width_px) == (short, kerned(short, ""))
    name = book.name(1)
    assert name.text == long.strip()
    assert name.width_px == pytest.approx(kerned(name.text, ""), rel=0.02)
    assert max(len(text) for text in asked[:-1]) <= len(short)


@given(st.lists(st.floats(0, 400), min_size=1, max_size=6), st.text("aWé ", min_size=1, max_size=90))
def test_a_name_within_some_room_is_its_longest_beginning_that_fits(rooms, title):
    book = LabelBook(a_dataset(an_event("2024-10", title, event_id="e")), measure)
    whole = plain_line(title)
    for room in rooms:
        name = book.name_within(0, room)
        assert name.key == book.name(0).key == "event:e"
        assert name.width_px == measure(name.text, NAME_FONT) <= max(room, measure("", NAME_FONT))
        assert name.text in {shortened(whole, NAME_FONT, nearly, measure) for nearly in (room, room - 1 / 8)}


def test_a_name_is_cut_once_while_the_room_for_it_stays_the_same():
    asked = []
    book = LabelBook(
        a_dataset(an_event("2024-10", "A title of some words")), lambda *text: asked.append(text) or measure(*text)
    )
    cut = book.name_within(0, 60.03)
    asked.clear()
    assert book.name_within(0, 60.03 + 1e-9) == cut
    assert cut.text.endswith("…")
    assert not asked
