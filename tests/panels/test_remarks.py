"""The lines beside a date that say how it is known, by themselves."""

import pytest

from viewer.model.account import Remark, Voice
from viewer.panels.remarks import Remarks
from viewer.theme import load_theme

LIGHT, DARK = load_theme("light"), load_theme("dark")
INFERRED = Remark(Voice.INFERRED, "inferred from the Friday")


@pytest.fixture
def remarks(qtbot):
    remarks = Remarks(LIGHT)
    qtbot.addWidget(remarks)
    remarks.resize(300, 100)
    remarks.show()
    return remarks


def markup(remarks):
    return remarks.text()


def test_without_remarks_there_is_nothing_to_be_seen(remarks):
    remarks.set_remarks((INFERRED,))
    assert remarks.isVisible()
    remarks.set_remarks(())
    assert not remarks.isVisible()


def test_the_word_of_the_voice_stands_out_where_the_text_says_it(remarks):
    remarks.set_remarks((INFERRED,))
    assert markup(remarks).endswith(">inferred</span> from the Friday")
    assert LIGHT.colour("pledged") in markup(remarks)


def test_the_word_of_the_voice_is_put_first_where_the_text_does_not_say_it(remarks):
    remarks.set_remarks((Remark(Voice.ADDED, "25 Jun 2024"),))
    assert markup(remarks).endswith(">another source</span>: 25 Jun 2024")


def test_a_note_of_the_author_has_no_voice_put_before_it(remarks):
    remarks.set_remarks((Remark(Voice.NOTE, "the week is not said"),))
    assert markup(remarks) == "the week is not said"
    assert remarks.accessibleDescription() == "the week is not said."


@pytest.mark.parametrize("word", ["planned", "claimed"])
def test_a_status_is_marked_by_its_own_word(remarks, word):
    remarks.set_remarks((Remark(Voice.STATUS, f"{word}: an intention"),))
    assert f">{word}</span>: an intention" in markup(remarks)


def test_a_missing_source_is_marked_in_the_colour_of_a_warning(remarks):
    remarks.set_remarks((Remark(Voice.UNSOURCED, "no source is named for this event"),))
    assert f'color: {LIGHT.colour("warning")}; font-weight: 600">no source</span>' in markup(remarks)


def test_a_word_said_twice_is_marked_once(remarks):
    remarks.set_remarks((Remark(Voice.INFERRED, "inferred, and inferred again"),))
    assert markup(remarks).count("<span") == 1


def test_markup_in_a_remark_is_shown_as_it_stands(remarks):
    remarks.set_remarks((Remark(Voice.NOTE, "<b>9</b> & 10"),))
    assert markup(remarks) == "&lt;b&gt;9&lt;/b&gt; &amp; 10"


def test_a_remark_that_has_only_its_full_text_is_left_to_the_document(remarks):
    remarks.set_remarks((Remark(Voice.NOTE, "", "A long explanation."), INFERRED))
    assert "explanation" not in markup(remarks)
    assert remarks.accessibleDescription() == "inferred from the Friday."


def test_each_remark_has_its_own_line_and_runs_on_where_height_is_short(remarks):
    remarks.set_remarks((INFERRED, Remark(Voice.NOTE, "a note")))
    assert "<br>a note" in markup(remarks)
    remarks.set_compact(True)
    assert " · a note" in markup(remarks)
    remarks.set_compact(False)
    assert "<br>a note" in markup(remarks)


def test_the_dark_theme_has_its_own_colour_for_each_voice(remarks):
    remarks.set_remarks((INFERRED,))
    remarks.set_theme(DARK)
    assert DARK.colour("pledged") in markup(remarks)
    assert remarks.accessibleDescription() == "inferred from the Friday."


@pytest.mark.parametrize("voice", [voice for voice in Voice if voice not in {Voice.NOTE, Voice.STATUS}])
def test_every_voice_is_heard_by_its_own_word(remarks, voice):
    remarks.set_remarks((Remark(voice, "so it is"),))
    assert remarks.accessibleDescription() == f"{voice}: so it is."
