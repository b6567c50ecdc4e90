"""`verify` as a person meets it: what it says, and its exit code."""

from __future__ import annotations

import json
import os
import shutil

import pytest
from builders import EVENT, HEADER, WORDS, a_folder, a_source_table

from viewer import bootstrap
from viewer.cli import main
from viewer.export.trace import verify

QUOTED = EVENT.replace("unsourced = true\n", '[[event.quote]]\nsource = "article"\nexact = "about 400"\n')
FORMATS = ("png", "svg", "pdf")


@pytest.fixture(autouse=True)
def same_platform(monkeypatch):
    """Put back what drawing sets."""
    monkeypatch.setenv("QT_QPA_PLATFORM", os.environ["QT_QPA_PLATFORM"])


@pytest.fixture
def folder(tmp_path):
    return a_folder(tmp_path, HEADER + a_source_table() + QUOTED, sources={"article": WORDS})


@pytest.fixture
def figure(qapp, tmp_path, folder, capsys):
    """Export a figure of the folder; return its path."""

    def made(ending, *options):
        path = tmp_path / f"figure.{ending}"
        assert main(["export", str(path), "--dataset", str(folder), "--size", "700x", *options]) == 0
        capsys.readouterr()
        return path

    return made


def edited(folder, name, before, now):
    place = folder / name
    text = place.read_text("utf-8")
    assert before in text
    place.write_text(text.replace(before, now), "utf-8")


def verified(capsys, *arguments):
    code = main(["verify", *map(str, arguments)])
    written = capsys.readouterr()
    return code, written.out, written.err


@pytest.mark.parametrize("ending", FORMATS)
def test_a_picture_of_the_dataset_as_it_is_is_the_same(figure, folder, capsys, ending):
    code, said, _ = verified(capsys, figure(ending), folder)
    assert code == 0
    assert "the same as this dataset" in said
    assert "made again, it has the same bytes" in said


def test_what_was_known_by_a_day_has_no_figure_from_later_and_holds_when_verified(qapp, tmp_path, capsys):
    path = tmp_path / "known.svg"
    main(["export", str(path), "--known-by", "2024-08", "--layers", "article,record", "--alt"])
    assert "2025" not in capsys.readouterr().out
    code, said, _ = verified(capsys, path)
    assert code == 0
    assert "made again, it has the same bytes" in said


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("options", [(), ("--embed",)])
def test_one_letter_of_the_article_is_seen(figure, folder, capsys, ending, options):
    path = figure(ending, *options)
    edited(folder, "sources/article.txt", "July", "Juli")
    code, said, _ = verified(capsys, path, folder)
    assert code == 1
    assert "it is not the same" in said
    assert "source “article”: text changed" in said
    assert ("Juli" in said) == bool(options)


@pytest.mark.parametrize("ending", FORMATS)
def test_one_letter_of_a_quote_is_seen_and_the_picture_still_vouched_for(figure, folder, capsys, ending):
    path = figure(ending, "--embed")
    edited(folder, "dataset.toml", "about 400", "about 40O")
    code, said, _ = verified(capsys, path, folder)
    assert code == 1
    assert "event “a”: quote re-worded: “about 400” became “about 40O”" in said
    assert "made again, it has the same bytes" in said


def test_a_picture_that_was_touched_is_not_the_same(figure, folder, capsys):
    path = figure("svg")
    path.write_text(path.read_text("utf-8").replace("An event", "No event"), "utf-8")
    code, said, _ = verified(capsys, path, folder)
    assert code == 1
    assert "has been altered" in said


def test_another_program_version_is_said_and_nothing_is_compared(figure, folder, capsys, monkeypatch):
    path = figure("svg")
    monkeypatch.setattr(verify, "program_version", lambda: "99")
    code, said, _ = verified(capsys, path, folder)
    assert code == 0
    assert "this is Mission Timeline 99" in said
    assert "was not compared" in said


def test_without_the_libraries_for_drawing_the_data_is_still_compared(figure, folder, capsys, monkeypatch):
    path = figure("svg")
    monkeypatch.setattr(bootstrap, "library_obstacle", lambda: "The library libX is missing.")
    code, said, _ = verified(capsys, path, folder)
    assert (code, "libX" in said) == (0, True)


def test_findings_as_json_are_for_programs(figure, folder, capsys):
    path = figure("png", "--embed")
    edited(folder, "dataset.toml", "2024-06", "2024-07")
    code, said, _ = verified(capsys, path, folder, "--json")
    found = json.loads(said)
    assert (code, found["same"]) == (1, False)
    assert found["changes"] == ["event “a”: re-dated: “2024-06” became “2024-07”"]


def test_the_name_of_the_file_does_not_matter(figure, folder, capsys):
    path = figure("png", "--embed")
    other = shutil.copy(path, path.with_suffix(".download"))
    assert verified(capsys, other, folder)[0] == 0


def test_a_picture_may_be_compared_with_a_picture(figure, capsys):
    one = figure("png", "--embed")
    assert verified(capsys, figure("svg"), one)[0] == 0


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_what_cannot_be_read_is_exit_code_2(tmp_path, folder, capsys, as_json):
    path = tmp_path / "figure.png"
    path.write_bytes(b"nothing")
    code, out, err = verified(capsys, path, folder, *as_json)
    assert code == 2
    assert "not a PNG, SVG or PDF" in (out if as_json else err)


def test_a_dataset_that_is_not_there_is_exit_code_2(figure, tmp_path, capsys):
    code, _, err = verified(capsys, figure("svg"), tmp_path / "nowhere")
    assert code == 2
    assert err.count("\n") == 1


def test_a_dataset_that_cannot_be_read_is_named_and_not_the_picture(figure, tmp_path, capsys):
    code, _, said = verified(capsys, figure("svg"), tmp_path / "gone")
    assert code == 2
    assert "gone" in said
    assert "figure.svg" not in said


@pytest.mark.parametrize(("title", "code"), [("Début à 北京", 0), ("Début", 1)])
def test_only_a_picture_that_needs_fonts_of_the_machine_may_differ_on_another(tmp_path, qapp, capsys, title, code):
    table, path = tmp_path / "deeds.csv", tmp_path / "figure.svg"
    table.write_text(f"date,title\n2024-01-02,{title}\n2024-03-02,Second\n", "utf-8")
    assert main(["export", str(path), "--dataset", str(table), "--size", "700x"]) == 0
    assert ("bundled typeface lacks" in capsys.readouterr().out) == (code == 0)
    path.write_text(path.read_text("utf-8").replace('textLength="', 'textLength="1'), "utf-8")
    found, said, _ = verified(capsys, path, table)
    assert found == code
    assert ("could not be compared" in said) == (code == 0)
