import pytest
from builders import a_dataset, an_event

from viewer.model.events import Link
from viewer.model.links import relations_of

VOTE = an_event(title="Vote")
LONGER = an_event(title="Longer", links=(Link("vote", "extends"),))


def relations(name, *events):
    return [
        (relation.words, relation.other, relation.is_outgoing) for relation in relations_of(name, a_dataset(*events))
    ]


def test_a_link_reads_both_ways():
    assert relations("longer", VOTE, LONGER) == [("extends", "vote", True)]
    assert relations("vote", VOTE, LONGER) == [("is extended by", "longer", False)]


@pytest.mark.parametrize(
    ("kind", "back"),
    [("authorizes", "is authorized by"), ("responds to", "is answered by"), ("part of", "has as a part"),
     ("contradicts", "is contradicted by"), ("leads to", "says of this: leads to")],
)  # fmt: skip
def test_every_kind_has_words_for_the_way_back(kind, back):
    assert relations("vote", VOTE, an_event(title="Other", links=(Link("vote", kind),))) == [(back, "other", False)]


def test_the_events_own_links_come_first():
    middle = an_event(title="Middle", links=(Link("vote", "part of"),))
    other = an_event("2020", "Other", links=(Link("middle", "responds to"),))
    found = relations("middle", VOTE, middle, other)
    assert [words for words, *_ in found] == ["is part of", "is answered by"]


def test_a_link_to_what_is_not_there_is_left_out():
    assert relations("vote", an_event(title="Vote", links=(Link("gone", "extends"),))) == []
    assert relations("nobody", VOTE) == []
