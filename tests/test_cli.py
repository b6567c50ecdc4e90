"""Tests of the commands: what they write, where, and the exit code; every wrong use is one sentence."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import types

import pytest
from builders import EVENT, HEADER, WORDS, a_folder, a_source_table
from PySide6.QtGui import QImage

from viewer import bootstrap
from viewer.cli import main
from viewer.commands import checking
from viewer.loading.problems import DatasetError

QUOTED = EVENT.replace("unsourced = true\n", '[[event.quote]]\nsource = "article"\nexact = "about 400"\n')


@pytest.fixture
def good(tmp_path):
    return a_folder(tmp_path, HEADER + a_source_table() + QUOTED, sources={"article": WORDS})


@pytest.fixture
def bad(tmp_path):
    return a_folder(tmp_path, HEADER + EVENT.replace("2024-06", "2023-02-29") + EVENT.replace('"a"', '"b"'))


@pytest.fixture
def window(monkeypatch):
    """A window that only remembers what it was opened on."""
    opened = []
    app = types.ModuleType("viewer.app")
    app.run = lambda path, arguments: opened.append((path, arguments)) or 0
    monkeypatch.setitem(sys.modules, "viewer.app", app)
    monkeypatch.setattr("viewer.app", app, raising=False)
    monkeypatch.setattr(bootstrap, "window_obstacle", lambda: None)
    return opened


@pytest.fixture(autouse=True)
def same_platform(monkeypatch):
    """Put back what an export sets."""
    monkeypatch.setenv("QT_QPA_PLATFORM", os.environ["QT_QPA_PLATFORM"])


def is_one_sentence(text):
    return text.endswith("\n") and text.count("\n") == 1 and "Traceback" not in text


def test_a_dataset_without_fault_is_counted_and_called_verbatim(good, capsys):
    assert main(["check", str(good)]) == 0
    assert capsys.readouterr().out == "1 event, 1 quote, every quote verbatim\n"


def test_the_built_in_dataset_is_checked_where_no_other_is_named(capsys):
    assert main(["check"]) == 0
    assert capsys.readouterr().out.endswith("every quote verbatim\n")


def test_each_problem_is_a_line_with_file_and_line_number(bad, capsys):
    assert main(["check", str(bad)]) == 1
    written = capsys.readouterr()
    assert written.out.startswith(f"{bad}/dataset.toml:9: 2023-02-29 is not a day")
    assert written.err == "1 error\n"


def test_problems_as_json_are_for_programs(bad, capsys):
    assert main(["check", str(bad), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["line"] == 9


def test_a_dataset_that_cannot_be_read_is_wrong_use(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none")]) == 2
    assert is_one_sentence(capsys.readouterr().err)
    assert main(["check", str(tmp_path / "none"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"] == 1


@pytest.mark.parametrize("arguments", [[], ["open"]])
def test_without_a_path_the_window_opens_on_the_built_in_dataset(window, arguments):
    assert main(arguments) == 0
    assert window == [(None, [])]


@pytest.mark.parametrize("arguments", [["some.mtlz"], ["open", "some.mtlz"]])
def test_a_bare_path_opens_the_window_on_it(window, arguments):
    assert main(arguments) == 0
    assert str(window[0][0]) == "some.mtlz"


def test_what_keeps_a_window_from_opening_is_said(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "window_obstacle", lambda: "There is no display.")
    assert main([]) == 2
    assert capsys.readouterr().err == "There is no display.\n"


def test_a_dataset_the_window_cannot_read_is_one_sentence(window, monkeypatch, capsys):
    def refuse(path, arguments):
        raise DatasetError("there is nothing", "name a folder")

    monkeypatch.setattr(sys.modules["viewer.app"], "run", refuse)
    assert main(["nowhere"]) == 2
    assert capsys.readouterr().err == "there is nothing (name a folder)\n"


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "PNG"])
def test_each_format_is_chosen_by_the_ending(qapp, good, tmp_path, capsys, ending):
    out = tmp_path / f"figure.{ending}"
    assert main(["export", str(out), "--dataset", str(good)]) == 0
    begins = {"png": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF"}
    assert out.read_bytes().startswith(begins[ending.lower()])
    assert "1 event." in capsys.readouterr().out


def test_size_and_scale_give_the_pixels(qapp, good, tmp_path):
    out = tmp_path / "figure.png"
    assert main(["export", str(out), "--dataset", str(good), "--size", "800x600", "--scale", "1.5"]) == 0
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1200, 900)


def test_the_picture_carries_where_it_comes_from(qapp, tmp_path):
    out = tmp_path / "figure.png"
    assert main(["export", str(out), "--range", "2024-10", "--layers", "article,record"]) == 0
    image = QImage(str(out))
    assert image.text("Dataset") == "mss-haiti"
    assert len(image.text("Dataset-SHA-256")) == 64
    assert (image.text("Span"), image.text("Layers")) == ("1 Oct 2024 – 31 Oct 2024", "article, record")
    assert "1. " in image.text("Sources")
    assert image.text("Software").startswith("Mission Timeline ")


def test_layers_that_the_dataset_hides_are_hidden_unless_asked_for(qapp, tmp_path):
    some, every = tmp_path / "some.svg", tmp_path / "every.svg"
    main(["export", str(some)])
    main(["export", str(every), "--layers", "article,record"])
    assert "Six Bahamians arrive" not in some.read_text("utf-8")
    assert "Six Bahamians arrive" in every.read_text("utf-8")


def test_a_dataset_with_problems_is_exported_with_a_warning(qapp, bad, tmp_path, capsys):
    out = tmp_path / "figure.svg"
    assert main(["export", str(out), "--dataset", str(bad)]) == 0
    warning = capsys.readouterr().err
    assert "1 error" in warning
    assert "check" in warning
    assert "The dataset has 1 problem" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["figure.jpg"], r"\.png, \.svg, \.pdf"),
        (["figure"], r"\.png, \.svg, \.pdf"),
        (["no/such/folder/figure.png"], "there is no folder"),
        (["figure.png", "--range", "2023-02-29"], "February 2023 has 28 days"),
        (["figure.png", "--range", "2031"], "they reach over 2 Oct 2023"),
        (["figure.png", "--layers", "artikle"], "Did you mean “article”.*article, record"),
        (["figure.png", "--layers", "zzz"], r"^There is no layer 'zzz'\. Layers of this dataset: article, record"),
        (["figure.png", "--layers", ","], "No layer is named"),
        (["figure.png", "--size", "large"], "such as 1600x1000"),
        (["figure.png", "--size", "100x100"], "too narrow"),
        (["figure.png", "--size", "1600x100"], "too low"),
        (["figure.png", "--scale", "0"], "above 0"),
        (["figure.png", "--scale", "100"], "too large"),
        (["figure.png", "--scale", "big"], "--help"),
        (["figure.png", "--theme", "pink"], "light, dark, print"),
        (["figure.png", "--dataset", "nowhere"], "no file or folder"),
        (["figure.png", "--colour"], "--help"),
        ([], "--help"),
    ],
)
def test_wrong_use_is_one_sentence_with_the_remedy(qapp, monkeypatch, tmp_path, capsys, arguments, remedy):
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert is_one_sentence(written.err)
    assert re.search(remedy, written.err)
    assert list(tmp_path.iterdir()) == []


def test_an_open_range_ends_where_the_events_do(qapp, tmp_path):
    out = tmp_path / "figure.png"
    assert main(["export", str(out), "--range", "2024-10/.."]) == 0
    assert QImage(str(out)).text("Span") == "1 Oct 2024 – 30 Nov 2024"


def test_a_missing_library_keeps_an_export_from_starting(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "library_obstacle", lambda: "The library libX is missing.")
    assert main(["export", "figure.png"]) == 2
    assert capsys.readouterr().err == "The library libX is missing.\n"


def test_help_and_version_are_no_errors(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("Mission Timeline ")
    assert main(["export", "--help"]) == 0
    assert "--layers" in capsys.readouterr().out


def test_an_interruption_ends_quietly(monkeypatch):
    def interrupted(path, *, as_json):
        raise KeyboardInterrupt

    monkeypatch.setattr(checking, "check", interrupted)
    assert main(["check"]) == 130


def test_a_terminal_without_our_letters_is_still_written_to(monkeypatch, bad):
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    assert main(["check", str(bad)]) == 1
    assert b"2023-02-29" in terminal.buffer.getvalue()
