"""What the commands share: the layers and the time they take, the built-in dataset, and writing to odd terminals."""

from __future__ import annotations

import argparse
import io
import json
from urllib.parse import quote

import pytest
from builders import EVENT, HEADER, WORDS, a_dataset, a_folder, a_source_table, an_event
from msgspec.structs import replace

from viewer import bootstrap
from viewer.cli import main
from viewer.commands.shown import filter_of, narrowed, seen, span_of
from viewer.commands.terminal import UsageError, built_in, loaded, write
from viewer.loading.linked import written_filter
from viewer.model.calendar import instant_us
from viewer.model.deep_link import parse_link
from viewer.model.events import Layer
from viewer.model.filter_words import filter_in_words
from viewer.model.filters import Filter
from viewer.model.opening import Attention

LAYERS = (Layer("article", "The article"), Layer("record", "The record", is_shown=False))


def a_layered():
    return a_dataset(an_event(layer="article"), an_event("2025", "B", layer="record"), layers=LAYERS)


def checked(capsys, *arguments):
    code = main(["check", *map(str, arguments)])
    return code, capsys.readouterr()


@pytest.mark.parametrize(
    ("layers", "hidden"),
    [("article", {"record"}), ("article,record", set()), (" record , ", {"article"}), ("record,record", {"article"})],
)
def test_the_layers_that_are_named_are_left(layers, hidden):
    assert filter_of(a_layered(), layers) == Filter(frozenset(hidden))


@pytest.mark.parametrize(
    ("layers", "sentence"),
    [
        ("", "No layer is named. Layers of this dataset: article, record."),
        ("recrod", "There is no layer 'recrod'. Did you mean “record”? Layers of this dataset: article, record."),
        ("article,zzz", "There is no layer 'zzz'. Layers of this dataset: article, record."),
    ],
)
def test_a_layer_that_there_is_not_is_one_sentence_with_those_that_there_are(layers, sentence):
    with pytest.raises(UsageError) as error:
        filter_of(a_layered(), layers)
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", (2024,), (2025,)),
        ("2024-06", (2024, 6), (2024, 7)),
        ("2024-06-01/2024-06-15", (2024, 6, 1), (2024, 6, 16)),
    ],
)
def test_a_range_is_the_time_its_date_means(text, start, end):
    span = span_of(text, a_dataset(), Filter())
    assert (span.start_us, span.end_us) == (instant_us(*start), instant_us(*end))


def chosen(**options):
    return argparse.Namespace(**{"layers": None, "lanes": None, "known_by": None} | options)


def test_lanes_are_named_and_one_may_have_a_comma():
    dataset = a_dataset(an_event(lane="Aid, food"), an_event(lane="Food"), an_event(lane="Water"))
    assert narrowed(Filter(), dataset, chosen(lanes="Aid, food, Water")).hidden_lanes == {"Food"}


def test_known_by_a_day_is_until_its_end():
    wanted = narrowed(Filter(), a_dataset(), chosen(known_by="2024-10-11"))
    assert wanted.known_by_us == instant_us(2024, 10, 12) - 1
    assert filter_in_words(wanted, a_dataset()) == "known by 11 Oct 2024"


def test_what_is_not_named_stays_as_it_was():
    first = Filter(hidden_lanes=frozenset({"Two"}))
    assert narrowed(first, a_layered(), chosen(layers="article")) == replace(first, hidden_layers=frozenset({"record"}))


def test_a_link_shows_its_filter_its_span_and_what_is_looked_at():
    link = parse_link("#event=an-event&from=2024-06&to=2024-06&focus=2024-06-02&layers=article&filter=" + quote(
        written_filter(Filter(hidden_lanes=frozenset({"Two"})))))  # fmt: skip
    dataset = a_layered()
    found = seen(chosen(), dataset, link)
    assert found.filter == Filter(frozenset({"record"}), frozenset({"Two"}))
    assert (found.span.start_us, found.span.end_us) == (instant_us(2024, 6), instant_us(2024, 7))
    assert found.attention == Attention("event:an-event", instant_us(2024, 6, 2))


def test_a_link_to_a_time_without_events_says_where_they_are():
    with pytest.raises(UsageError, match=r"^--view: no event shown lies there; they reach over .* 2025\.$"):
        seen(chosen(), a_layered(), parse_link("#from=1999&to=2000&layers=article,record"))


def test_an_open_end_of_a_range_is_where_the_shown_events_end():
    whole = span_of("2024/..", a_layered(), Filter())
    some = span_of("2024/..", a_layered(), Filter(frozenset({"record"})))
    assert whole.end_us > instant_us(2025, 12) > some.end_us


def test_an_open_begin_of_a_range_is_where_the_shown_events_begin():
    span = span_of("../2024", a_dataset(an_event("-0043"), an_event()), Filter())
    assert span.start_us <= instant_us(-43)
    assert span.end_us == instant_us(2025)


def test_a_range_without_an_event_shown_says_where_they_are():
    with pytest.raises(UsageError, match=r"^--range 2025: no event shown lies there; they reach over .* 2024\.$"):
        span_of("2025", a_layered(), Filter(frozenset({"record"})))


def test_a_range_that_is_no_date_says_so_once():
    with pytest.raises(UsageError, match=r"^--range: [^\n]+\.$"):
        span_of("soon", a_dataset(), Filter())


def test_letters_that_a_terminal_lacks_become_question_marks():
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    write("Größe “α”\n", terminal)
    assert terminal.buffer.getvalue() == b"Gr??e ???\n"


def test_a_stream_without_an_encoding_takes_every_letter():
    stream = io.StringIO()
    write("Größe “α”\n", stream)
    assert stream.getvalue() == "Größe “α”\n"


def test_the_built_in_dataset_is_there_and_without_fault():
    read = loaded(built_in())
    assert (read.dataset.id, read.problems) == ("mss-haiti", ())


def test_a_place_without_a_dataset_is_one_sentence(tmp_path):
    with pytest.raises(UsageError, match="no file or folder") as error:
        loaded(tmp_path / "nowhere")
    assert "\n" not in str(error.value)


def test_a_dataset_without_quotes_is_counted_without_praise(tmp_path, capsys):
    code, written = checked(capsys, a_folder(tmp_path))
    assert (code, written.out) == (0, "1 event, no quotes\n")


def test_the_quote_of_a_personnel_figure_is_counted_too(tmp_path, capsys):
    figure = (
        '[[personnel]]\nid = "f"\ncontributor = "Kenya"\nmeasure = "deployed"\namount = "about 400"\ndate = "2024-06"\n'
        '[personnel.quote]\nsource = "article"\nexact = "about 400 police"\n'
    )
    folder = a_folder(tmp_path, HEADER + a_source_table() + EVENT + figure, sources={"article": WORDS})
    assert checked(capsys, folder)[1].out == "1 event, 1 quote, every quote verbatim\n"


def test_what_cannot_be_read_is_json_too_where_json_is_asked_for(tmp_path, capsys):
    code, written = checked(capsys, tmp_path / "nowhere", "--json")
    found = json.loads(written.out)
    assert (code, found["errors"], written.err) == (2, 1, "")
    assert "no file or folder" in found["problems"][0]["text"]


def test_a_dataset_without_fault_is_an_empty_list_as_json(tmp_path, capsys):
    code, written = checked(capsys, a_folder(tmp_path), "--json")
    assert code == 0
    assert json.loads(written.out) == {"errors": 0, "warnings": 0, "problems": []}


def test_a_window_that_cannot_open_is_one_sentence(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "window_obstacle", lambda: "There is no display.")
    assert main(["open"]) == 2
    assert capsys.readouterr().err == "There is no display.\n"


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["verify"], "verify --help"),
        (["check", "one", "two"], "--help"),
        (["--unheard"], "--help"),
        (["export", "--lay", "x"], "--help"),
    ],
)
def test_wrong_words_lead_to_the_help(capsys, arguments, remedy):
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert remedy in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", ["open", "check", "export", "verify"])
def test_every_command_explains_itself(capsys, command):
    assert main([command, "--help"]) == 0
    assert f"{command} [-h]" in capsys.readouterr().out
