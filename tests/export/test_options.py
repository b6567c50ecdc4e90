"""Tests of the options of a page on the command line."""

import argparse

import pytest

from viewer.export.formats.atomic import ExportError
from viewer.export.pages.options import add_page_options, page_of
from viewer.export.pages.presets import PRESETS, Unit


def options(*words, ending="png"):
    parser = argparse.ArgumentParser()
    add_page_options(parser)
    return page_of(parser.parse_args(words), ending)


def test_without_options_the_page_is_the_one_for_the_web():
    asked = options()
    assert list(asked.papers) == ["web"]
    assert (asked.has_personnel, asked.has_quotes, asked.ground, asked.title, asked.scale) == (
        True,
        False,
        "card",
        None,
        1,
    )


def test_each_option_does_what_it_says():
    asked = options("--size", "90x120mm", "--dpi", "600", "--no-personnel", "--quotes", "--transparent", "--appendix",
                    "--outlines", "--title", "", "--subtitle", "Mine")  # fmt: skip
    (paper,) = asked.papers.values()
    assert (paper.width, paper.unit, paper.dpi) == (90, Unit.MM, 600)
    assert not asked.has_personnel
    assert asked.has_quotes
    assert asked.has_appendix
    assert asked.has_outlines
    assert (asked.ground, asked.title, asked.subtitle) == (None, "", "Mine")


def test_all_presets_are_asked_for_by_name():
    assert list(options("--all-presets").papers) == [entry.name for entry in PRESETS]
    assert {paper.dpi for paper in options("--all-presets", "--dpi", "150").papers.values()} == {150}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--preset", "a5"], "no preset 'a5'"),
        (["--size", "big"], "not a size"),
        (["--preset", "web", "--size", "10x10"], "--preset and --size say the page twice"),
        (["--dpi", "0"], "dots an inch"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(words, sentence):
    with pytest.raises(ExportError, match=sentence):
        options(*words)


@pytest.mark.parametrize("page", [["--size", "1600x"], ["--preset", "web"], ["--size", "210x297mm"]])
def test_the_dots_of_a_png_are_nothing_to_a_file_without_dots(page):
    for ending in ("svg", "pdf"):
        assert options(*page, "--dpi", "150", ending=ending).papers == options(*page, ending=ending).papers
    assert options(*page, "--dpi", "150").papers != options(*page).papers
