"""Whether a picture is from a dataset as it is now, and what is different between two states of one."""

from __future__ import annotations

import pytest
from builders import a_dataset, a_quote, a_source, an_event
from msgspec.structs import replace

from viewer.export.trace.changes import changes
from viewer.export.trace.prints import prints_of
from viewer.export.trace.provenance import PROGRAM, program_version
from viewer.export.trace.verify import is_same_program, verify_bytes, verify_carried, verify_data
from viewer.loading.pictures import Picture
from viewer.model.amounts import parse_amount
from viewer.model.edtf import parse_edtf
from viewer.model.events import Disagreement, Figure, QuoteMatch, Refinement, Status
from viewer.model.personnel import Measure, PersonnelFigure

BEFORE = a_dataset(an_event(summary="It was so."), sha256="aa" * 32, version="1")


def a_picture(version=None, **dataset):
    made_from = {"id": "test", "version": "1", "title": "A test", "sha256": "aa" * 32} | dataset
    program = {"name": PROGRAM, "version": version or program_version(), "qt": "6"}
    return Picture("figure.png", b"abc", {"dataset": made_from, "program": program}, None)


def a_figure(**rest):
    usual = {"amount": parse_amount("over 400"), "date": parse_edtf("2024-10-11")}
    return PersonnelFigure(**{"id": "f", "contributor": "Kenya", "measure": Measure.DEPLOYED} | usual | rest)


def said(before, now):
    return changes(a_dataset(before), a_dataset(now))


def test_the_same_hash_is_the_same_dataset():
    verdict = verify_data(a_picture(), BEFORE, None)
    assert verdict.is_same
    assert "the same as this dataset" in verdict.findings[0]


def test_another_hash_is_a_change_and_says_that_no_more_is_known():
    verdict = verify_data(a_picture(), replace(BEFORE, sha256="bb" * 32), None)
    assert not verdict.is_same
    assert verdict.findings[-1].startswith("The picture does not carry its data")


def test_another_id_version_and_title_are_named():
    now = replace(BEFORE, id="other", version="2", title="B", sha256="bb" * 32)
    findings = " ".join(verify_data(a_picture(), now, None).findings)
    assert "id was “test” and is “other”" in findings
    assert "version was “1” and is “2”" in findings
    assert "title was “A test” and is “B”" in findings


def test_an_unknown_hash_is_never_the_same():
    assert not verify_data(a_picture(sha256=""), replace(BEFORE, sha256=""), None).is_same


def test_what_a_picture_carries_says_which_record_changed():
    now = a_dataset(an_event(summary="It was not so."), sha256="bb" * 32, version="1")
    verdict = verify_data(a_picture(), now, BEFORE)
    assert verdict.details == ("event “an-event”: re-worded: “It was so.” became “It was not so.”",)


def a_picture_with_prints(of, version=None):
    picture = a_picture(version)
    return replace(picture, record={**picture.record, "prints": prints_of(of)})


def test_a_picture_without_its_data_says_which_record_changed_by_its_prints():
    now = a_dataset(an_event(summary="It was not so."), sha256="bb" * 32, version="1")
    verdict = verify_data(a_picture_with_prints(BEFORE), now, None)
    assert verdict.details == ("event “an-event”: re-worded",)
    assert "only prints of it" in verdict.findings[-1]


def test_prints_of_another_version_are_not_read():
    now = a_dataset(an_event(summary="It was not so."), sha256="bb" * 32, version="1")
    assert verify_data(a_picture_with_prints(BEFORE, version="0.0.1"), now, None).details == ()


def test_files_that_differ_in_comments_alone_are_said_to():
    verdict = verify_data(a_picture(), replace(BEFORE, sha256="bb" * 32), BEFORE)
    assert not verdict.is_same
    assert "only comments" in verdict.findings[-1]


def test_another_program_version_is_said_and_is_no_change_of_the_dataset():
    verdict = verify_data(a_picture(version="0.0.1"), BEFORE, None)
    assert verdict.is_same
    assert verdict.findings[-1].startswith("It was made by Mission Timeline 0.0.1; this is")


def test_carried_data_that_is_not_what_the_record_says_is_an_alteration():
    assert verify_carried(a_picture(), None).is_same
    assert verify_carried(a_picture(), BEFORE).is_same
    assert "altered" in verify_carried(a_picture(), replace(BEFORE, sha256="cc" * 32)).findings[0]


def test_bytes_are_compared_and_then_pixels():
    assert verify_bytes(a_picture(), b"abc", has_same_pixels=False).is_same
    assert verify_bytes(a_picture(), b"abd", has_same_pixels=True).is_same
    altered = verify_bytes(a_picture(), b"abd", has_same_pixels=False)
    assert not altered.is_same
    assert "from byte 3 on" in altered.findings[0]


def test_only_the_same_program_with_the_same_qt_draws_the_same_bytes():
    assert is_same_program(a_picture(), "6")
    assert not is_same_program(a_picture(), "7")
    assert not is_same_program(a_picture(version="0.0.1"), "6")


def test_nothing_is_said_of_what_is_the_same():
    assert said(an_event(), an_event()) == []


def test_added_and_removed_events_are_named():
    assert said(an_event(event_id="a"), an_event(event_id="b")) == ["event “a”: removed", "event “b”: added"]


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        ({"when": "2024-06"}, {"when": "2024-07"}, "re-dated: “2024-06” became “2024-07”"),
        ({"title": "Kenia"}, {"title": "Kenya"}, "re-worded: “Kenia” became “Kenya”"),
        ({}, {"status": Status.PLANNED}, "status changed: “happened” became “planned”"),
        ({}, {"lane": "Two"}, "lane changed: “One” became “Two”"),
        ({"references": ("x",)}, {"references": ("y",)}, "reference added: “y”"),
        (
            {},
            {"refined": Refinement(parse_edtf("2024-06-25"), "r")},
            "closer date changed: nothing became “2024-06-25 (r)”",
        ),
    ],
)
def test_what_an_author_changes_in_an_event_is_said(before, now, sentence):
    one, two = (an_event(**({"event_id": "a"} | more)) for more in (before, now))
    assert f"event “a”: {sentence}" in said(one, two)


def test_one_letter_of_a_quote_is_seen():
    one, two = (an_event(quotes=(a_quote(exact, text=None),)) for exact in ("about 400 police", "about 40O police"))
    assert said(one, two) == ["event “an-event”: quote re-worded: “about 400 police” became “about 40O police”"]


def test_a_quote_that_is_no_longer_verbatim_is_said():
    found = a_quote()
    lost = replace(found, match=QuoteMatch.NOT_FOUND, start=None, end=None)
    sentence = said(an_event(quotes=(found,)), an_event(quotes=(lost,)))
    assert sentence == ["event “an-event”: quote “about 400 police officers”: was verbatim, is not found"]


def test_a_quote_that_only_moved_with_its_text_is_no_change():
    found = a_quote()
    moved = replace(found, start=(found.start or 0) + 7, end=(found.end or 0) + 7)
    assert said(an_event(quotes=(found,)), an_event(quotes=(moved,))) == []


def test_a_quote_more_or_less_is_said():
    assert said(an_event(), an_event(quotes=(a_quote(),)))[0].endswith("quote added: “about 400 police officers”")
    assert "quote removed" in said(an_event(quotes=(a_quote(),)), an_event())[0]


def test_a_number_of_an_event_is_said_with_its_bound():
    one, two = (an_event(figures=(Figure("killed", parse_amount(text)),)) for text in ("at least 115", "115"))
    assert said(one, two) == [
        "event “an-event”: number removed: “killed: at least 115”",
        "event “an-event”: number added: “killed: 115”",
    ]


def test_one_letter_of_a_source_text_is_shown_where_it_stands():
    now = a_source(text="Kenya sent about 400 police officers in June and Juli.")
    (sentence,) = changes(a_dataset(), a_dataset(sources=(now,)))
    assert sentence == (
        "source “article”: text changed: “…officers in June and July.” became “…officers in June and Juli.”"
    )


def test_personnel_and_disagreements_are_compared_too():
    before = a_dataset(personnel=(a_figure(),), disagreements=(Disagreement("d", "T", "one", ("f",)),))
    now = a_dataset(
        personnel=(a_figure(amount=parse_amount("nearly 400"), date=parse_edtf("2024-10")),),
        disagreements=(Disagreement("d", "T", "two", ("f",)),),
    )
    assert changes(before, now) == [
        "personnel figure “f”: number changed: “over 400” became “nearly 400”",
        "personnel figure “f”: re-dated: “2024-10-11” became “2024-10”",
        "disagreement “d”: text changed: “one” became “two”",
    ]


def test_the_title_the_description_and_the_lanes_are_compared():
    now = replace(BEFORE, title="B test", description="New.", lanes=("Two",))
    assert [sentence.partition(":")[0] for sentence in changes(BEFORE, now)] == ["title", "description", "lanes"]
