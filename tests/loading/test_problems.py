from __future__ import annotations

from pathlib import Path

import pytest

from viewer.loading.problems import DatasetError, did_you_mean, in_quotes, path_in_quotes


def test_a_mistyped_name_is_answered_with_the_nearest_known_one():
    assert did_you_mean("Deploments", ["Mandate", "Deployments"]) == "did you mean “Deployments”?"


def test_capitals_alone_do_not_hide_the_nearest_name():
    assert did_you_mean("MANDATE", ["Mandate", "Violence"]) == "did you mean “Mandate”?"


def test_a_name_like_no_other_lists_the_few_that_there_are():
    assert did_you_mean("xyz", ["Mandate", "Violence"]) == "known: “Mandate”, “Violence”"


def test_a_name_like_none_of_many_gets_no_list():
    assert did_you_mean("xyz", [f"lane number {n}" for n in range(50)]) == ""


def test_a_quoted_text_is_one_short_line():
    shown = in_quotes("one\ntwo\x00 " + "three " * 50_000)
    assert shown.startswith("“one two three")
    assert len(shown) <= 62
    assert shown.endswith("…”")


def test_an_error_says_its_hint_when_printed():
    error = DatasetError("it is broken", "mend it", file="dataset.toml", line=3)
    assert str(error) == "it is broken (mend it)"
    assert (error.problem.file, error.problem.line, error.problem.is_error) == ("dataset.toml", 3, True)


@pytest.mark.parametrize("folder", ["/here", "/" + "a very long way/" * 20, "/" + "f" * 200])
def test_a_path_in_a_message_has_its_file_whole(folder):
    shown = path_in_quotes(Path(folder, "dataset.toml"))
    assert shown.endswith("/dataset.toml”")
    assert len(shown) <= 62


def test_a_long_name_of_a_file_is_whole_but_not_one_that_no_disk_has():
    name = "n" * 200 + ".csv"
    assert path_in_quotes(Path("/somewhere", name)) == f"“…/{name}”"
    assert len(path_in_quotes(Path("n" * 5000))) < 300
