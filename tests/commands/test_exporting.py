"""`export`: which of picture and data is meant, what rides along, and what is printed."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import a_folder

from viewer.cli import main
from viewer.loading.load import load

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def same_platform(monkeypatch):
    """Put back what drawing sets."""
    monkeypatch.setenv("QT_QPA_PLATFORM", os.environ["QT_QPA_PLATFORM"])
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def folder(tmp_path):
    return a_folder(tmp_path)


@pytest.mark.parametrize("name", ["a.csv", "a.personnel.csv", "a.json", "a.jsonld", "a.csl.json", "a.md", "a.txt"])
def test_data_is_written_by_its_ending(tmp_path, capsys, name):
    assert main(["export", str(tmp_path / name)]) == 0
    assert capsys.readouterr().out.startswith(f"{tmp_path / name}: ")
    assert (tmp_path / name).stat().st_size > 1000


def test_a_file_called_like_its_kind_holds_that_kind(tmp_path):
    main(["export", str(tmp_path / "personnel.csv")])
    assert "contributor" in (tmp_path / "personnel.csv").read_text("utf-8-sig").splitlines()[0]


def test_the_built_in_dataset_goes_out_whole_unless_layers_are_named(tmp_path):
    main(["export", str(tmp_path / "all.csv")])
    main(["export", str(tmp_path / "some.csv"), "--layers", "article"])
    counts = []
    for name in ("all.csv", "some.csv"):
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
            counts.append(len(list(csv.DictReader(file))))
    assert counts == [32, 14]


def test_the_kind_can_be_named_where_the_ending_says_nothing(tmp_path):
    assert main(["export", str(tmp_path / "quotes"), "--as", "jsonld"]) == 0
    page = json.loads((tmp_path / "quotes").read_text("utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["partOf"]["total"] == len(page["items"]) == 32


def test_writing_data_needs_no_qt(tmp_path):
    question = f"""
import sys
from viewer.cli import main
code = main(['export', {str(tmp_path / "x.json")!r}])
sys.exit(code or 'PySide6' in sys.modules)
"""
    result = subprocess.run([sys.executable, "-c", question], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["x", "--as", "zip"], "Known: csv, personnel.csv"),
        (["x.csv", "--embed"], "--embed is for pictures; csv is data"),
        (["x.json", "--range", "2024"], "--range is for pictures"),
        (["x.md", "--layers", "zzz"], "Layers of this dataset: article, record"),
        (["x.json", "--view", "#event=a"], "--view is for pictures"),
        (["no/such/folder/x.csv"], "there is no folder"),
        (["x.png", "--as", "csv"], "x.png ends in .png, and csv is data: end it in .csv"),
        (["x.md", "--as", "csl.json"], "end it in .csl.json"),
        (["x.png", "--view", "#event=massacre", "--layers", "record"], "--view and --layers both say what is shown"),
        (["x.png", "--whole", "--known-by", "2024"], "--whole and --known-by both say what is shown"),
        (["x.csv", "--whole", "--lanes", "Mandate"], "--whole and --lanes both say what is shown"),
        (["x.png", "--view", "#lane=2"], "--view: There is no 'lane' in a link"),
        (["x.png", "--view", "/some/dataset"], "names no view"),
        (["x.png", "--view", "#event=nobody"], "the event 'nobody', which this dataset does not have"),
        (["x.png", "--view", "#layers=article&filter=%7B"], "the filter of the link cannot be read"),
        (["x.csv", "--lanes", "Mandat"], "There is no lane 'Mandat'. Did you mean “Mandate”?"),
        (["x.csv", "--known-by", "2024/.."], "--known-by 2024/.. has no end"),
        (["x.svg", "--language", "fr"], "--language fr"),  # the program's words are English
        (["--as", "csv"], "--help"),
        (["no/folder", "--all-presets"], "a new one in a folder that is there"),
        (["x.png", "--preset", "huge"], "Known: web"),
        (["x.png", "--preset", "web", "--size", "900x"], "say the page twice"),
    ],
)
def test_wrong_use_is_one_sentence_and_writes_nothing(qapp, monkeypatch, tmp_path, capsys, arguments, remedy):
    monkeypatch.chdir(tmp_path)
    assert main(["export", *arguments]) == 2
    said = capsys.readouterr().err
    assert remedy in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_alt_prints_the_picture_in_words_and_needs_no_file(qapp, folder, capsys):
    assert main(["export", "--alt", "--dataset", str(folder)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("A test: timeline of 1 event")
    assert "- Jun 2024: An event (One; no source named)." in said


def test_alt_prints_behind_the_file_it_wrote(qapp, tmp_path, folder, capsys):
    path = tmp_path / "a.svg"
    assert main(["export", str(path), "--alt", "--dataset", str(folder)]) == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{path}: ")
    assert second.startswith("A test: ")
    assert "<desc>Events in order of time:" in path.read_text("utf-8")
    assert 'xml:lang="en"' in path.read_text("utf-8")


def test_a_picture_without_embed_carries_no_data(qapp, tmp_path, folder):
    main(["export", str(tmp_path / "a.png"), "--dataset", str(folder)])
    assert b"mtLz" not in (tmp_path / "a.png").read_bytes()


def test_a_picture_of_a_picture_carries_the_same_data(qapp, tmp_path, folder):
    one, two = tmp_path / "one.png", tmp_path / "two.pdf"
    assert main(["export", str(one), "--dataset", str(folder), "--embed"]) == 0
    assert main(["export", str(two), "--dataset", str(one), "--embed"]) == 0
    assert load(two).dataset.sha256 == load(folder).dataset.sha256


def test_every_preset_is_written_under_its_own_name(qapp, tmp_path, folder, capsys):
    out = tmp_path / "out"
    assert main(["export", str(out), "--all-presets", "--format", "svg", "--dataset", str(folder)]) == 0  # makes it
    names = {path.name for path in out.iterdir()}
    assert {"test-web.svg", "test-a4-portrait.svg", "test-slide.svg"} <= names
    assert capsys.readouterr().out.count("\n") == len(names)


def test_all_presets_never_take_the_place_of_a_file(qapp, tmp_path, folder, capsys):
    out = tmp_path / "mine.txt"
    out.write_text("kept")
    assert main(["export", str(out), "--all-presets", "--dataset", str(folder)]) == 2
    assert "writes into a folder" in capsys.readouterr().err
    assert out.read_text() == "kept"


def test_a_preset_that_cannot_be_written_keeps_none_of_the_others(qapp, tmp_path, folder, capsys):
    (tmp_path / "out" / "test-web.svg").mkdir(parents=True)
    assert main(["export", str(tmp_path / "out"), "--all-presets", "--format", "svg", "--dataset", str(folder)]) == 2
    assert (tmp_path / "out" / "test-column-full.svg").stat().st_size > 1000
    first, last = capsys.readouterr().err.splitlines()
    assert first.startswith("web: ")
    assert "1 of 13 presets could not be written: web." in last


@pytest.mark.parametrize(
    ("name", "size"), [("a.png", "4961 x 7016 px at 600 dpi"), ("a.svg", "210 x 297 mm"), ("a.pdf", "210 x 297 mm")]
)
def test_the_size_that_is_printed_is_that_of_the_file(qapp, tmp_path, folder, capsys, name, size):
    arguments = ["--size", "210x297mm", "--scale", "2", "--dataset", str(folder)]
    assert main(["export", str(tmp_path / name), *arguments]) == 0
    assert f"{name}: {size}, 1 event." in capsys.readouterr().out


def test_a_view_from_a_link_is_drawn_of_the_dataset_it_names(qapp, tmp_path, folder, capsys):
    path = tmp_path / "a.svg"
    assert main(["export", str(path), "--view", f"{folder}#event=a&from=2024-05&to=2024-07"]) == 0
    assert "1 event." in capsys.readouterr().out
    assert "An event" in path.read_text("utf-8")


def test_a_link_to_another_dataset_than_the_one_named_is_refused(qapp, tmp_path, folder, capsys):
    link = f"{tmp_path / 'other'}#event=a"
    assert main(["export", str(tmp_path / "a.svg"), "--dataset", str(folder), "--view", link]) == 2
    assert "Leave one of them out." in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["svg", "csv"])
def test_lanes_and_what_was_known_narrow_pictures_and_data_alike(qapp, tmp_path, ending):
    lane, known = tmp_path / f"lane.{ending}", tmp_path / f"known.{ending}"
    main(["export", str(lane), "--lanes", "Mandate", "--layers", "article"])
    main(["export", str(known), "--known-by", "2024-06", "--layers", "article,record"])
    assert "Security Council authorizes" in lane.read_text("utf-8")
    assert "Second deployment" not in lane.read_text("utf-8")
    assert "Second deployment" not in known.read_text("utf-8")


def test_the_whole_dataset_has_what_is_hidden_at_first(qapp, tmp_path, capsys):
    main(["export", str(tmp_path / "a.svg"), "--whole"])
    assert ", 32 events." in capsys.readouterr().out
