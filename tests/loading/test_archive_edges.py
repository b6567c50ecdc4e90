"""The edges of a dataset on disk: names, limits to the byte, what a packed file may be, and which kind a path is."""

from __future__ import annotations

import pytest
from builders import EVENT, HEADER, a_folder, a_zip
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.loading.archive import MIMETYPE, FileRefusedError, Limits, check_name, open_files
from viewer.loading.kinds import is_picture, is_table
from viewer.loading.load import load
from viewer.loading.problems import DatasetError, LoadCancelled, did_you_mean, in_quotes
from viewer.loading.reader import read


def refused(call, *arguments):
    with pytest.raises(FileRefusedError) as error:
        call(*arguments)
    return error.value.text, error.value.hint


def test_a_backslash_in_a_name_says_to_turn_it_round():
    text, hint = refused(check_name, "sources\\article.txt")
    assert text == "the file name “sources\\article.txt” has a backslash"
    assert hint == "write folders with a forward slash: /"


@pytest.mark.parametrize("name", ["../x", "/etc/passwd", "C:/x"])
def test_a_name_that_leads_out_says_where_the_file_belongs(name):
    text, hint = refused(check_name, name)
    assert (text, hint) == (
        f"the file name “{name}” leads out of the dataset",
        "put the file into the dataset's folder",
    )


def test_a_name_of_nothing_shows_what_a_name_looks_like():
    assert refused(check_name, "") == ("“” is not a file name", 'a name looks like "sources/article.txt"')


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["a", "b.txt", "..", ".", "", "ä", "C:", " "]), min_size=1, max_size=4).map("/".join))
def test_no_name_that_passes_leads_out(name):
    try:
        check_name(name)
    except FileRefusedError:
        return
    parts = name.split("/")
    assert ".." not in parts
    assert not name.startswith("/")
    assert all(part.strip() for part in parts)


def test_a_file_of_exactly_the_limit_is_read_and_one_byte_more_is_not(tmp_path):
    (tmp_path / "fits").write_bytes(b"x" * 100)
    (tmp_path / "over").write_bytes(b"x" * 101)
    with open_files(tmp_path, Limits(file_bytes=100)) as files:
        assert len(files.read("fits")) == 100
        assert refused(files.read, "over")[0] == "over is larger than 0 MB"


def test_files_of_exactly_the_whole_limit_are_read_and_an_empty_one_after(tmp_path):
    for name, size in (("a", 60), ("b", 40), ("none", 0), ("more", 1)):
        (tmp_path / name).write_bytes(b"x" * size)
    with open_files(tmp_path, Limits(total_bytes=100)) as files:
        assert [len(files.read(name)) for name in ("a", "b", "none")] == [60, 40, 0]
        assert refused(files.read, "more")[0] == "with more the dataset is larger than 0 MB"


def test_a_folder_that_is_not_there_has_no_files(tmp_path):
    with open_files(tmp_path) as files:
        assert files.names_in("events", ".toml") == []


def test_hidden_files_and_other_endings_are_passed_over(tmp_path):
    (tmp_path / "events").mkdir()
    for name in (".hidden.toml", "notes.md", "a.toml", "b.toml~"):
        (tmp_path / "events" / name).write_text("")
    names = {f"events/{name}": b"" for name in (".hidden.toml", "notes.md", "a.toml", "b.toml~")}
    with open_files(tmp_path) as folder, open_files(a_zip(tmp_path, names)) as packed:
        assert folder.names_in("events", ".toml") == packed.names_in("events", ".toml") == ["events/a.toml"]


def test_a_folder_is_no_file_of_the_dataset(tmp_path):
    (tmp_path / "sources").mkdir()
    with open_files(tmp_path) as files:
        assert not files.has("sources")
        assert refused(files.read, "sources")[0] == "sources is not an ordinary file"


def test_capitals_of_a_name_count_in_a_packed_dataset(tmp_path):
    with open_files(a_zip(tmp_path, {"sources/A.txt": b"x"})) as files:
        assert (files.has("sources/A.txt"), files.has("sources/a.txt")) == (True, False)
        text, hint = refused(files.read, "sources/a.txt")
    assert text == "there is no file sources/a.txt in the .mtlz"
    assert hint == "names are compared letter by letter, capitals too"


def test_as_many_files_as_are_allowed_open_and_one_more_does_not(tmp_path):
    path = a_zip(tmp_path, {"a": b"", "b": b""})
    with open_files(path, Limits(files=3)) as files:
        assert files.has("b")
    with pytest.raises(DatasetError, match=r"the \.mtlz holds more than 2 files"):
        open_files(path, Limits(files=2))


def test_an_empty_packed_file_opens_and_says_that_it_lacks_its_mimetype(tmp_path):
    with open_files(a_zip(tmp_path, {}, mimetype=None)) as files:
        ((text, hint),) = files.faults
    assert text == "the first entry of the .mtlz is not an uncompressed `mimetype`"
    assert MIMETYPE in hint


def test_another_mimetype_is_quoted(tmp_path):
    with open_files(a_zip(tmp_path, {}, mimetype="application/epub+zip")) as files:
        assert files.faults[0][0] == "the `mimetype` says “application/epub+zip”"


def test_a_line_end_after_the_mimetype_is_no_fault(tmp_path):
    with open_files(a_zip(tmp_path, {}, mimetype=MIMETYPE + "\n")) as files:
        assert files.faults == ()


def test_folders_of_a_packed_file_are_no_files(tmp_path):
    with open_files(a_zip(tmp_path, {"events/": b"", "events/a.toml": b""})) as files:
        assert files.names_in("events", ".toml") == ["events/a.toml"]
        assert not files.has("events/")


def test_a_dataset_loads_the_same_by_its_folder_and_by_its_main_file(tmp_path):
    folder = a_folder(tmp_path)
    by_folder, by_file = load(folder), load(folder / "dataset.toml")
    assert by_folder.dataset.sha256 == by_file.dataset.sha256
    assert by_folder.problems == by_file.problems == ()


@pytest.mark.parametrize("name", ["a.csv", "A.CSV", "b.tsv", "c.txt", "d.tab"])
def test_a_table_is_known_by_its_ending_in_any_case(tmp_path, name):
    (tmp_path / name).write_text("")
    assert (is_table(tmp_path / name), is_picture(tmp_path / name)) == (True, False)


@pytest.mark.parametrize("name", ["a.png", "B.SVG", "c.Pdf"])
def test_a_picture_is_known_by_its_ending_in_any_case(tmp_path, name):
    (tmp_path / name).write_text("")
    assert (is_table(tmp_path / name), is_picture(tmp_path / name)) == (False, True)


def test_a_folder_named_like_a_table_or_a_picture_is_a_folder(tmp_path):
    for name in ("a.csv", "a.png"):
        (tmp_path / name).mkdir()
    assert not is_table(tmp_path / "a.csv")
    assert not is_picture(tmp_path / "a.png")


@pytest.mark.parametrize("name", ["gone.csv", "gone.png", "gone.mtlz", "gone"])
def test_a_path_to_nothing_is_refused_whatever_its_ending(tmp_path, name):
    with pytest.raises(DatasetError, match="there is no file or folder"):
        load(tmp_path / name)


def test_reading_and_checking_of_a_folder_are_told_apart(tmp_path):
    told = []
    load(a_folder(tmp_path), progress=lambda share, doing: told.append((share, doing)))
    assert told[:2] == [(0.0, "Reading"), (0.3, "Checking")]


def test_a_folder_is_given_up_before_its_next_file_is_read(tmp_path):
    folder = a_folder(tmp_path, events={"a": EVENT, "b": EVENT})
    beats = []

    def beat():
        beats.append(None)
        if len(beats) == 2:
            raise LoadCancelled

    with pytest.raises(LoadCancelled):
        read(folder, beat=beat)
    assert len(beats) == 2


def test_an_events_file_that_is_empty_adds_nothing_and_is_no_problem(tmp_path):
    loaded = load(a_folder(tmp_path, HEADER + EVENT, events={"empty": ""}))
    assert (len(loaded.dataset), loaded.problems) == (1, ())


def test_a_text_of_the_longest_length_stays_whole_and_a_longer_one_is_cut():
    assert in_quotes("x" * 60) == f"“{'x' * 60}”"
    assert in_quotes("x" * 61) == f"“{'x' * 59}…”"


def test_control_characters_and_line_ends_never_reach_a_message():
    assert in_quotes("a\x1b[31m\nb\u202ec") == "“a [31m b c”"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_a_quoted_text_is_always_short_and_printable(text):
    quoted = in_quotes(text)
    assert len(quoted) <= 62
    assert quoted.isprintable()


def test_nothing_known_gives_no_hint():
    assert did_you_mean("lane", []) == ""


def test_six_names_are_listed_and_seven_are_not():
    assert did_you_mean("zzz", "abcdef") == "known: " + ", ".join(f"“{name}”" for name in "abcdef")
    assert did_you_mean("zzz", "abcdefg") == ""
