from __future__ import annotations

import json
from pathlib import Path

from viewer.loading.problems import Problem, Severity
from viewer.loading.report import as_json, as_line, as_lines, summary

ERROR = Problem(Severity.ERROR, "events/a.toml", 12, "event[0].lane", "there is no lane “Tow”", "did you mean “Two”?")
WARNING = Problem(Severity.WARNING, "dataset.toml", 0, "", "a change would go unseen")


def test_a_problem_is_one_line_with_file_line_and_hint():
    assert as_line(ERROR) == "events/a.toml:12: there is no lane “Tow” (did you mean “Two”?)"


def test_a_warning_says_so_and_a_whole_file_has_no_line():
    assert as_line(WARNING) == "dataset.toml: warning: a change would go unseen"


def test_with_the_dataset_s_path_an_editor_can_open_the_file():
    assert as_line(ERROR, Path("here")).startswith(f"{Path('here', 'events', 'a.toml')}:12: ")


def test_a_problem_stays_one_line_whatever_its_words():
    strange = Problem(Severity.ERROR, "a", 1, "", "two\nlines\x1b[31m\r", "and\u2028more")
    assert len(as_line(strange).splitlines()) == 1
    assert "\x1b" not in as_line(strange)


def test_lines_are_ended_and_nothing_wrong_is_no_line():
    assert as_lines([ERROR, WARNING]).count("\n") == 2
    assert as_lines([]) == ""


def test_programs_get_every_field():
    whole = json.loads(as_json([ERROR, WARNING]))
    assert (whole["errors"], whole["warnings"]) == (1, 1)
    assert whole["problems"][0] == {
        "severity": "error",
        "file": "events/a.toml",
        "line": 12,
        "path": "event[0].lane",
        "text": "there is no lane “Tow”",
        "hint": "did you mean “Two”?",
    }


def test_the_count_is_said_in_words():
    assert summary([ERROR, ERROR, WARNING]) == "2 errors, 1 warning"
    assert summary([]) == "no problems"
